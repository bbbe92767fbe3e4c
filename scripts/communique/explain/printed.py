"""An explanation in the terminal, and as one JSON object."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from communique.explain.decisions import Choice, Decision, Explanation, Place
from communique.explain.rows import KINDS
from communique.model import TITLE

Tone = Literal["name", "value", "rule", "place", "rejected", "furniture"]

LABEL, SCORE, PLACE = 12, 7, 14
"""Widths of the columns for the field, the score and the name of a place."""

SHORTENED = 80
"""Characters of a line of furniture that are shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the explanation in a terminal: what stands before it in fixed columns, its text, what it is."""

    before: str
    text: str
    tone: Tone


def as_rows(explained: Explanation) -> Iterator[Row]:
    """Yield an explanation line by line: fields, values with score and rule, the places below each."""
    yield Row("", explained.name, "name")
    yield Row(_columns("", "score"), "value: rule, then the places in the text; next: what came second", "rule")
    for decision in explained.decisions:
        yield from _decision(decision)
    yield from _furniture(explained)


def as_text(rows: Iterable[Row]) -> str:
    """Return the lines as plain text."""
    return "\n".join(f"{row.before}{row.text}".rstrip() for row in rows)


def _decision(decision: Decision) -> Iterator[Row]:
    names = [decision.name, *[""] * len(decision.chosen)]
    for name, choice in zip(names, decision.chosen, strict=False):
        yield from _choice(name, choice, "value")
    if decision.reason is not None:
        yield Row(_columns("" if decision.chosen else decision.name), f"none: {_clean(decision.reason)}", "rule")
    if decision.rejected is not None:
        yield from _choice("", decision.rejected, "rejected")


def _choice(name: str, choice: Choice, tone: Tone) -> Iterator[Row]:
    score = "" if choice.score is None else f"{choice.score:.2f}"
    words = f"{choice.value} ({choice.label})" if choice.label else choice.value
    said = words if tone == "value" else f"next: {words}"
    yield Row(_columns(name, score), f"{_clean(said)}: {_clean(choice.rule)}", tone)
    if choice.line is not None:
        yield Row(" " * (LABEL + SCORE + 2), f"line {choice.line}", "place")
    for place in choice.places if choice.field != "points" else ():
        yield Row(" " * (LABEL + SCORE + 2) + place.name.ljust(PLACE), _quoted(place), "place")


def _columns(name: str, score: str = "") -> str:
    return f"{name:<{LABEL}}{score:>{SCORE}}  "


def _quoted(place: Place) -> str:
    return _clean(f"{place.before}»{place.text}«{place.after}")


def _furniture(explained: Explanation) -> Iterator[Row]:
    names: Sequence[str] = ["furniture", *[""] * len(explained.furniture)]
    if not explained.furniture:
        yield Row(_columns("furniture"), "none: every line is part of the article", "rule")
    for name, line in zip(names, explained.furniture, strict=False):
        text = line.text if len(line.text) <= SHORTENED else line.text[:SHORTENED] + "…"
        yield Row(_columns(name), f"line {line.number}, {KINDS[line.kind]}: {_clean(text)}", "furniture")


def _clean(text: str) -> str:
    """Take out what a terminal would obey instead of show."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "�" for c in text)


# --- JSON -----------------------------------------------------------------------------------------------------------


def as_json(explained: Explanation) -> str:
    """Return an explanation as one JSON object.

    The form is a contract: keys are only ever added. `paragraph` counts `paragraphs` from 0 and is null in the title;
    `start` and `end` count characters (Unicode code points); `line` and `number` count the file's lines from 1.
    """
    article = explained.article
    value = {
        "file": explained.name,
        "sha256": article.sha256,
        "title": article.title,
        "lang": article.lang,
        "paragraphs": article.paragraphs,
        "furniture": [{"number": one.number, "kind": one.kind, "text": one.text} for one in explained.furniture],
        "decisions": {one.field: _decision_value(one) for one in explained.decisions},
    }
    return json.dumps(value, ensure_ascii=False, indent=2)


def _decision_value(decision: Decision) -> dict[str, Any]:
    return {
        "chosen": [_choice_value(choice) for choice in decision.chosen],
        "rejected": _choice_value(decision.rejected) if decision.rejected else None,
        "reason": decision.reason,
    }


def _choice_value(choice: Choice) -> dict[str, Any]:
    return {
        "value": choice.value,
        "label": choice.label or None,
        "score": choice.score,
        "rule": choice.rule,
        "line": choice.line,
        "spans": [_span_value(place) for place in choice.places],
    }


def _span_value(place: Place) -> dict[str, Any]:
    span = place.span
    paragraph = None if span.paragraph == TITLE else span.paragraph
    return {"paragraph": paragraph, "start": span.start, "end": span.end, "text": place.text}
