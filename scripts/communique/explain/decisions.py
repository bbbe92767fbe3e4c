"""What was decided for each field of an article, why, and what came next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from babel import Locale, UnknownLocaleError

from communique.model import TITLE, Article, Evidence, Line, Reading, Span
from communique.vocabulary import Vocabulary

CONTEXT = 40
"""Characters shown on either side of a span."""

FIELDS: Mapping[str, str] = {
    "title": "title",
    "lang": "language",
    "pairs": "pairs",
    "parties": "parties",
    "mentions": "mentions",
    "topics": "topics",
    "published": "published",
    "event_date": "event date",
    "people": "people",
    "points": "key points",
    "agency": "agency",
    "publisher": "publisher",
}
"""The fields of a reading that are explained, in their order, and what they are called."""

_STATED = {"stated": "stated by the curator", "page": "stated by the page"}

_NOTHING = {
    "title": "no line of the text is a headline",
    "pairs": "the text is not about two countries",
    "parties": "no country stands out",
    "mentions": "no other country is named",
    "people": "nobody is named with an office or title",
}
"""Why a field is empty where the reading gives no reason of its own."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the text: its span, what stands there, and what stands before and after it."""

    span: Span
    text: str
    before: str
    after: str

    @property
    def name(self) -> str:
        """Where it is, in words."""
        return "title" if self.span.paragraph == TITLE else f"paragraph {self.span.paragraph + 1}"


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that was chosen or came next: the rule in words, its score, the places that speak for it.

    `number` tells it from all others of an explanation; `label` is the value in words, '' if it says no more; `line` is
    the number of the line that gives it, if that is no part of the text.
    """

    number: int
    field: str
    value: str
    label: str
    score: float | None
    rule: str
    places: tuple[Place, ...]
    line: int | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was chosen for a field, why nothing was, and the value that came next."""

    field: str
    chosen: tuple[Choice, ...]
    rejected: Choice | None
    reason: str | None

    @property
    def name(self) -> str:
        """The field in words."""
        return FIELDS[self.field]


@dataclass(frozen=True, slots=True)
class Explanation:
    """An article with every decision about it."""

    name: str
    article: Article
    decisions: tuple[Decision, ...]

    @property
    def furniture(self) -> tuple[Line, ...]:
        """The lines that are no part of the article."""
        return self.article.furniture

    @property
    def choices(self) -> tuple[Choice, ...]:
        """All values, chosen or not, in order."""
        found = ((*one.chosen, one.rejected) for one in self.decisions)
        return tuple(choice for choice in chain.from_iterable(found) if choice is not None)


def explanation(
    name: str, article: Article, reading: Reading, vocabulary: Vocabulary, *, told: str | None
) -> Explanation:
    """Explain a reading.

    `name` is what the article is called to the reader, `told` the language that the text itself tells, if it does.
    """
    label = _labels(vocabulary)
    found = [_title(article), _language(article, told), *_read(article, reading)]
    counted = iter(range(1, 1 + sum(len(one.chosen) + (one.rejected is not None) for one in found)))

    def finished(choice: Choice) -> Choice:
        return replace(choice, number=next(counted), label=label(choice.field, choice.value))

    decisions = tuple(
        replace(
            one,
            chosen=tuple(finished(choice) for choice in one.chosen),
            rejected=finished(one.rejected) if one.rejected else None,
        )
        for one in sorted(found, key=lambda one: list(FIELDS).index(one.field))
    )
    return Explanation(name, article, decisions)


def _labels(vocabulary: Vocabulary) -> Callable[[str, str], str]:
    def label(field: str, value: str) -> str:
        if field in {"parties", "mentions", "pairs"}:
            return " – ".join(vocabulary.country_name(code) for code in value.split("-"))
        if field == "topics" and value in vocabulary.topics:
            return vocabulary.topics[value].label
        return _language_name(value) if field == "lang" else ""

    return label


def _language_name(lang: str) -> str:
    try:
        return str(Locale.parse(lang, sep="-").get_display_name("en") or "")
    except (ValueError, UnknownLocaleError):
        return ""


# --- what the article itself decides --------------------------------------------------------------------------------


def _title(article: Article) -> Decision:
    line = next((line for line in article.lines if line.kind == "headline"), None)
    own = [Evidence("title", line.text, 0.0, "the headline of the text", line=line.number)] if line else []
    return _first_of("title", article, own)


def _language(article: Article, told: str | None) -> Decision:
    own = [Evidence("lang", told, 0.0, "the letters or words of the text tell it")] if told else []
    own.append(Evidence("lang", article.lang, 0.0, "the language of the collection, as the text does not tell its own"))
    return _first_of("lang", article, own)


def _first_of(field: str, article: Article, own: Sequence[Evidence]) -> Decision:
    """Decide by who says it: the curator before the page, the page before the text."""
    said = [
        Evidence(field, getattr(getattr(article, who), field), 0.0, rule)
        for who, rule in _STATED.items()
        if getattr(getattr(article, who), field) is not None
    ]
    ranked = [replace(_choice(one, article), score=None) for one in (*said, *own)]
    value = getattr(article, field)
    chosen = [replace(ranked[0], value=value)] if ranked and value is not None else []
    # The collection's language is a last resort, not an opinion on this text.
    others = [one for one in ranked[1:] if one.value != value and not one.rule.startswith("the language of")]
    return Decision(field, tuple(chosen), next(iter(others), None), None if chosen else _NOTHING.get(field))


# --- what was recognised --------------------------------------------------------------------------------------------


def _read(article: Article, reading: Reading) -> list[Decision]:
    return [
        _decided(field, article, reading, _values(field, reading)) for field in FIELDS if field not in {"title", "lang"}
    ]


def _values(field: str, reading: Reading) -> tuple[str, ...]:
    if field == "people":
        return tuple(person.name for person in reading.people)
    if field == "points":
        return tuple(one.value for one in reading.evidence if one.field == field)
    value: date | str | tuple[str, ...] | None = getattr(reading, field)
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (str(value),)


def _decided(field: str, article: Article, reading: Reading, values: Sequence[str]) -> Decision:
    evidence = [one for one in reading.evidence if one.field == field]
    best = {one.value: one for one in sorted(evidence, key=lambda one: one.score)}
    chosen = tuple(_choice(best.get(value) or _unproved(field, value, article), article) for value in values)
    rejected = next((one for one in _runners_up(field, reading, evidence) if one.value not in values), None)
    reason = reading.gaps.get(field) or (None if values else _NOTHING.get(field))
    return Decision(field, chosen, _choice(rejected, article) if rejected else None, reason)


def _runners_up(field: str, reading: Reading, evidence: Iterable[Evidence]) -> list[Evidence]:
    """Return what else was in question, the strongest first: for parties the countries that are only named, too."""
    named = [one for one in reading.evidence if field == "parties" and one.field == "mentions"]
    ranked = sorted([*evidence, *named], key=lambda one: -one.score)
    return [replace(one, field=field) for one in ranked]


def _unproved(field: str, value: str, article: Article) -> Evidence:
    """Return the evidence of a value of which the reading kept none: one stated, or one that follows from others."""
    rule = next(
        (rule for who, rule in _STATED.items() if getattr(getattr(article, who), field, None) is not None), None
    )
    return Evidence(field, value, 0.0, rule or ("one of the pair" if field == "parties" else "no evidence was kept"))


def _choice(evidence: Evidence, article: Article) -> Choice:
    places = tuple(place for span in dict.fromkeys(evidence.spans) if (place := _place(article, span)))
    score = evidence.score or None
    return Choice(0, evidence.field, evidence.value, "", score, evidence.reason, places, evidence.line)


def _place(article: Article, span: Span) -> Place | None:
    text = (article.title or "") if span.paragraph == TITLE else article.paragraphs[span.paragraph]
    start, end = max(0, span.start - CONTEXT), span.end + CONTEXT
    before = ("…" if start else "") + text[start : span.start]
    after = text[span.end : end] + ("…" if end < len(text) else "")
    return Place(span, text[span.start : span.end], before, after) if text[span.start : span.end] else None
