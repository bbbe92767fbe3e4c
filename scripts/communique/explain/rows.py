"""The text of an article as rows of pieces: every line shown, furniture named, spans marked, overlaps told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from communique.explain.decisions import Choice, Decision, Explanation
from communique.model import TEXT_KINDS, TITLE, Line, LineKind

Kind = Literal["country", "topic", "date", "person", "agency"]

MARKS: Mapping[Kind, str] = {
    "country": "a country that is a party or mentioned; its code stands behind it",
    "topic": "a phrase that speaks for a topic",
    "date": "what gives a date",
    "person": "a person",
    "agency": "an agency that is credited",
}
"""The kinds of mark and what each means."""

_MARK_OF: Mapping[str, Kind] = {
    "parties": "country",
    "mentions": "country",
    "topics": "topic",
    "published": "date",
    "event_date": "date",
    "people": "person",
    "agency": "agency",
}
"""The fields whose places are marked. The places of pairs are those of their countries."""

KINDS: Mapping[LineKind, str] = {
    "headline": "headline",
    "deck": "deck",
    "subheading": "sub-heading",
    "body": "body",
    "header": "the curator's header",
    "advertisement": "advertisement",
    "agency-end": "agency at the end",
    "author-note": "note on the author",
    "byline": "byline",
    "caption": "caption of a picture",
    "comment": "comment",
    "copyright": "copyright",
    "credit": "credit",
    "dateline": "date or dateline",
    "embed": "embedded post or clip",
    "navigation": "navigation",
    "newsletter": "newsletter",
    "pull-quote": "pull quote",
    "related": "link to another story",
    "section-label": "section label",
    "share": "share or follow line",
}
"""The kinds of line in words."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked place: its kind (None: only shown on request), the choice it speaks for, its number among the places."""

    kind: Kind | None
    choice: Choice
    number: int
    start: int
    end: int

    @property
    def anchor(self) -> str:
        """The name by which a link finds the place."""
        return f"c{self.choice.number}-{self.number}"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text under the same marks throughout; `starting` and `ending` are those that begin and end with it."""

    text: str
    marks: tuple[Mark, ...]
    starting: tuple[Mark, ...]
    ending: tuple[Mark, ...]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of its marks, each once, in the order of the legend."""
        present = {mark.kind for mark in self.marks}
        return tuple(kind for kind in MARKS if kind in present)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the choices it speaks for."""
        return tuple(sorted({mark.choice.number for mark in self.marks}))

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the countries whose marks end with it."""
        return tuple(dict.fromkeys(mark.choice.value for mark in self.ending if mark.kind == "country"))


@dataclass(frozen=True, slots=True)
class TextRow:
    """Lines of an article that belong together: their numbers, their kind, their text cut into pieces.

    `number` is None for a title that stands in no line.
    """

    number: int | None
    last: int | None
    kind: LineKind
    segments: tuple[Segment, ...]

    @property
    def name(self) -> str:
        """Its kind in words."""
        return KINDS[self.kind]

    @property
    def is_text(self) -> bool:
        """Whether it is part of the article."""
        return self.kind in TEXT_KINDS


def rows(explained: Explanation) -> tuple[TextRow, ...]:
    """Return the whole article in the order of its lines, hard-wrapped lines of a paragraph in one row.

    A title that no line gives comes first.
    """
    marks = _marks(explained.decisions)
    made = list(_rows(explained, marks))
    title = explained.article.title
    if title and not any(row.kind == "headline" and _text(row) == title for row in made):
        made.insert(0, TextRow(None, None, "headline", _segments(title, marks.get(TITLE, ()))))
    return tuple(made)


def _rows(explained: Explanation, marks: Mapping[int, Sequence[Mark]]) -> Iterator[TextRow]:
    lines = explained.article.lines
    paragraphs = enumerate(explained.article.paragraphs)
    at = 0
    while at < len(lines):
        number, text = _of_the_article(lines[at], explained.article.title, paragraphs)
        count = _reach(lines, at, text)
        taken = lines[at : at + count]
        # Furniture is shown as it stands; text as it was joined, since spans count in that.
        shown = _joined(taken) if number is None else text
        placed = () if number is None else marks.get(number, ())
        yield TextRow(taken[0].number, taken[-1].number, taken[0].kind, _segments(shown, placed))
        at += count


def _of_the_article(line: Line, title: str | None, paragraphs: Iterator[tuple[int, str]]) -> tuple[int | None, str]:
    """Return the number of the paragraph that a line begins, and its text; None for what is no part of the article."""
    if line.kind == "headline":
        return (TITLE, title) if title and title.startswith(_joined([line])) else (None, line.text)
    found = next(paragraphs, None) if line.kind in TEXT_KINDS else None
    return found or (None, line.text)


def _reach(lines: Sequence[Line], start: int, text: str) -> int:
    """Return how many lines from a place on make a text; 1 if they do not make it."""
    end = start
    while end < len(lines) and lines[end].kind == lines[start].kind:
        end += 1
        joined = _joined(lines[start:end])
        if joined == text:
            return end - start
        if not text.startswith(joined):
            break
    return 1


def _joined(lines: Sequence[Line]) -> str:
    """Join lines as extraction does: by single spaces."""
    return " ".join(" ".join(line.text for line in lines).split())


def _text(row: TextRow) -> str:
    return "".join(segment.text for segment in row.segments)


def _marks(decisions: Sequence[Decision]) -> Mapping[int, Sequence[Mark]]:
    """Return the marks of each paragraph. The kind of what was not chosen is None."""
    found: defaultdict[int, list[Mark]] = defaultdict(list)
    for decision in decisions:
        chosen = [(choice, _MARK_OF.get(decision.field)) for choice in decision.chosen]
        for choice, kind in [*chosen, *([(decision.rejected, None)] if decision.rejected else [])]:
            for number, place in enumerate(choice.places, 1):
                found[place.span.paragraph].append(Mark(kind, choice, number, place.span.start, place.span.end))
    return found


def _segments(text: str, marks: Sequence[Mark]) -> tuple[Segment, ...]:
    """Cut a text wherever a mark starts or ends, so that marks may overlap in any way."""
    cuts = sorted({0, len(text), *(min(place, len(text)) for mark in marks for place in (mark.start, mark.end))})
    return tuple(_segment(text, start, end, marks) for start, end in pairwise(cuts))


def _segment(text: str, start: int, end: int, marks: Sequence[Mark]) -> Segment:
    over = tuple(mark for mark in marks if mark.start < end and start < mark.end)
    return Segment(
        text[start:end],
        over,
        tuple(mark for mark in over if mark.start == start),
        tuple(mark for mark in over if min(mark.end, len(text)) == end),
    )
