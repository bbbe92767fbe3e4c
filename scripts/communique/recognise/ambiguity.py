"""Whether an ambiguous form means a country here, by the vocabulary's rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.model import TITLE, CountryCode, Span
from communique.recognise.passages import Passage
from communique.vocabulary import Ambiguity

_JOINING = re.compile(r"[\u0600-\u06ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""Scripts in which other words may stand before or after in one: Arabic, Chinese, Japanese, Korean."""
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_GIVEN_NAME = re.compile(r"(?:^|[\s(])(?:[A-Z][\w-]*[a-z]|[A-Z]\.) $")
_SURNAME = re.compile(r" (?:[A-Z]\. )?([A-Z][a-z]+)\b")
_INTRODUCED = re.compile(r" (?:[A-Z]\. )?[A-Z][a-z]+, (?:a|an|the|who|whose|\d\d)\b")
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Dame|Sen|Rep|Gov|Prof|Professor|Judge|Rev|Herr|Frau|Mme)\.? $"
)
_OF_LANGUAGE = re.compile(
    r"\b(?:(?:speak|learn|teach|understand|translat)\w*|spoke|taught|written|fluent|said|wrote|spoken)"
    r"(?: (?:in|from|into|only|fluent|broken|native|both|perfect|[A-Z][a-z]+,?|and))* $"
)
_AFTER_LANGUAGE = re.compile(r"[.,;:)\"']|$| (?:and|or|on|at|during|to) ")


@dataclass(frozen=True, slots=True)
class Context:
    """The whole text of an article, and what it is known to say."""

    text: str
    nameless: frozenset[str]
    said: dict[str, bool] = field(default_factory=dict)

    @staticmethod
    def of(passages: Sequence[Passage], nameless: frozenset[str]) -> Context:
        """Return the context that the passages of an article make; `nameless` are words that no person's name has."""
        return Context("\n".join(passage.text for passage in passages), nameless)

    def country(self, rules: Sequence[Ambiguity], passage: Passage, span: Span) -> CountryCode | None:
        """Return the country of the first entry whose rules hold where the form stands; None: it is no country."""
        return next((rule.country for rule in rules if self._holds(rule, passage, span)), None)

    def _holds(self, rule: Ambiguity, passage: Passage, span: Span) -> bool:
        text = passage.text
        if any(_stands_before(text, span.start, word, passage.capitals) for word in rule.not_after):
            return False
        if any(_stands_after(text, span.end, word, passage.capitals) for word in rule.not_before):
            return False
        if (rule.after or rule.before) and not (
            any(_stands_before(text, span.start, word, passage.capitals) for word in rule.after)
            or any(_stands_after(text, span.end, word, passage.capitals) for word in rule.before)
        ):
            return False
        if rule.person and _in_name(passage, span, self.nameless):
            return False
        if rule.needs and not any(self.says(word) for word in rule.needs):
            return False
        return not any(self.says(word) for word in rule.unless)

    def says(self, word: str) -> bool:
        """Tell whether the article holds a word as written, or in capitals; '*' is any ending of a word."""
        if word not in self.said:
            self.said[word] = any(self._holds_form(form) for form in dict.fromkeys((word, word.upper())))
        return self.said[word]

    def _holds_form(self, form: str) -> bool:
        if form.partition("*")[0] not in self.text:
            return False
        if _JOINING.match(form):
            return True
        pattern = re.escape(form).replace(r"\*", r"\w*")
        return re.search(rf"(?<!\w){pattern}(?!\w)", self.text) is not None


def _stands_before(text: str, start: int, word: str, capitals: bool) -> bool:
    before = text[max(0, start - len(word) - 2) : start]
    before = before.rstrip(" -") if word[-1].isalnum() else before
    word = word.upper() if capitals else word
    return before.endswith(word) and not _goes_on(before[: -len(word)][-1:], word[0])


def _stands_after(text: str, end: int, word: str, capitals: bool) -> bool:
    word, is_open = word.rstrip("*"), word.endswith("*")
    after = text[end : end + len(word) + 2]
    word = word.upper() if capitals else word
    after = after if after.startswith(word) else after.lstrip(" -")
    return after.startswith(word) and (is_open or not _goes_on(after[len(word) : len(word) + 1], word[-1]))


def _goes_on(beside: str, edge: str) -> bool:
    """Tell whether a word goes on beyond its edge; Chinese and Japanese words have no bounds."""
    return beside.isalnum() and edge.isalnum() and not _UNSPACED.match(edge)


def _in_name(passage: Passage, span: Span, nameless: frozenset[str]) -> bool:
    """Tell whether a form stands in a person's name: a given name or title before it, or a surname after it."""
    if passage.number == TITLE or passage.capitals:
        return False
    surname = _SURNAME.match(passage.text, span.end)
    return (
        given_name_before(passage, span, nameless) is not None
        or _title_before(passage.text, span)
        or bool(surname and surname.group(1).lower() not in nameless)
    )


def _title_before(text: str, span: Span) -> bool:
    """Tell whether a title of persons stands directly before a form: 'Mrs. Holland'."""
    return _TITLE.search(text, max(0, span.start - 12), span.start) is not None


def is_language(text: str, span: Span) -> bool:
    """Tell whether a demonym is a language: 'he said in French.', 'she speaks Turkish and Greek'."""
    before = _OF_LANGUAGE.search(text, max(0, span.start - 30), span.start)
    return before is not None and _AFTER_LANGUAGE.match(text, span.end) is not None


def is_introduced(passage: Passage, span: Span, nameless: frozenset[str]) -> bool:
    """Tell whether a form stands in a person's full name: 'Michael Jordan', 'Jordan Smith, an envoy'."""
    return (
        given_name_before(passage, span, nameless) is not None
        or _title_before(passage.text, span)
        or (passage.number != TITLE and _INTRODUCED.match(passage.text, span.end) is not None)
    )


def given_name_before(passage: Passage, span: Span, nameless: frozenset[str]) -> str | None:
    """Return the given name directly before a form ('Michael' before 'Jordan'), None if there is none.

    In headlines and old copy all words may begin with a capital.
    """
    if passage.number == TITLE or passage.capitals:
        return None
    given = _GIVEN_NAME.search(passage.text, max(0, span.start - 25), span.start)
    word = given.group().strip(" (") if given else ""
    return word if word and word.lower().rstrip(".") not in nameless else None
