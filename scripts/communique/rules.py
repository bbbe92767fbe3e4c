"""The rules that look at a collection: how much each weighs unless a desk says otherwise, and what it looks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from communique.problems import Problem, Severity

Weight = Literal["error", "warning", "note", "off"]
"""How much a rule weighs: a severity, or 'off' for a rule of which nothing is said."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's own weight, and in a sentence what it finds. `gathered`: many findings are told in one line."""

    weight: Weight
    says: str
    gathered: bool = False


INVALID = "invalid"
"""What problems are called in machine-readable reports that no rule found: they always weigh what they weigh."""

INVALID_SAYS = "A file, a key or a value cannot be used, or was read otherwise than it stands."

RULES: Mapping[str, Rule] = {
    # what reading and drafting see
    "comment-in-text": Rule("warning", "YAML reads a part of a title or summary as a comment."),
    "folder": Rule("note", "The folder names another pair or topic than the briefing, which decides.", gathered=True),
    "gap": Rule("warning", "A new article does not give something that a briefing should have."),
    # dates
    "future-date": Rule("warning", "A date lies in the future."),
    "no-date": Rule("warning", "A published briefing has neither a date of the event nor of publication."),
    "published-before-event": Rule("warning", "A briefing was published before its event."),
    "retrieved-before-published": Rule("warning", "A source was read before it was published."),
    # sources
    "copied-text": Rule("warning", "A briefing copies more of a reserved article than the limit on quotation."),
    "no-rights": Rule("note", "A source does not state its rights, which counts as reserved.", gathered=True),
    "no-source": Rule("note", "A published briefing names no source.", gathered=True),
    "same-source": Rule("warning", "One address or article is a source of two briefings, or twice of one."),
    "no-publisher": Rule("warning", "Of a drafted source nobody has said yet who published it."),
    "unknown-publisher": Rule("off", "A publisher is not in publishers.yml.", gathered=True),
    # articles
    "article-changed": Rule("warning", "An article, or the notes beside it, changed after it was drafted."),
    "briefing-gone": Rule("warning", "The briefing of an article was deleted and the article is not ignored."),
    "same-text": Rule("warning", "Two new articles are the same to the byte."),
    "twin": Rule("warning", "Two articles tell one story."),
    # text
    "broken-link": Rule("warning", "A link in a body leads to no page of the site."),
    "hidden-characters": Rule("warning", "A briefing holds characters that cannot be seen, or that turn text round."),
    "long-title": Rule("note", "A title is longer than lists and search results can show."),
    "secret": Rule("error", "A password, key or token stands where it would be published."),
    # review
    "unreviewed": Rule("note", "A published briefing has waited long for a review.", gathered=True),
    # vocabulary
    "vocabulary-code": Rule("error", "A vocabulary file names a country, topic, kind or code that is none."),
    "vocabulary-name": Rule("warning", "Two publishers have one name, of which only one can count."),
}
"""Every rule by its name, as it stands in reports and under `extra.communique.check.severities`."""


def found(rule: str, path: str, message: str, hint: str, *, key: str | None = None, line: int | None = None) -> Problem:
    """Return what a rule found, with the rule's own weight; 'off' counts as a note until `weighed` drops it."""
    weight = RULES[rule].weight
    severity: Severity = "note" if weight == "off" else weight
    return Problem(path, message, hint, line, key=key, severity=severity, rule=rule)


def weighed(problems: Iterable[Problem], weights: Mapping[str, Weight]) -> list[Problem]:
    """Give what rules found the weights of a desk, and leave out what weighs nothing."""
    weighing = ((one, weights.get(one.rule, RULES[one.rule].weight) if one.rule else one.severity) for one in problems)
    return [
        one if one.severity == weight else replace(one, severity=weight) for one, weight in weighing if weight != "off"
    ]


def stricter(problems: Iterable[Problem]) -> list[Problem]:
    """Count warnings as errors."""
    return [replace(one, severity="error") if one.severity == "warning" else one for one in problems]
