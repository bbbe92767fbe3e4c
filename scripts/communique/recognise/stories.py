"""Kinds of story in which countries are no parties, told by how many different words of a kind there are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique import sentences
from communique.model import TITLE
from communique.recognise.cues import Cue
from communique.recognise.passages import Passage
from communique.vocabulary import CueKind


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of story: its words, in words what countries are in it, and how many make it.

    `marks` are (different words, words of the text for each that occurs): others mention a cup or a share in passing.
    `strict`: so it is even where states act in it. `scene`: one country may be what it is about.
    """

    cue: CueKind | None
    reason: str
    marks: tuple[tuple[int, int], ...]
    strict: bool = False
    scene: bool = False


KINDS = (
    Kind("sport", "a sport report: countries are teams or origins", ((4, 80), (3, 30)), strict=True),
    Kind("weather", "a weather report", ((4, 40), (3, 25))),
    Kind(
        "leisure", "a story of travel, food or the arts: countries are places or origins", ((5, 60), (4, 30), (3, 20))
    ),
    Kind("market", "a report on firms and markets: countries are seats or origins", ((8, 20),), scene=True),
)


HEADLINES = Kind(None, "a list of headlines: each is a story of its own", (), strict=True)

FEWEST_HEADLINES = 3
"""Lines without a full stop from which a text that has no sentence is a list."""

_STOPPED = re.compile(r"[.!?。！？…؟:][\"'”’»」』)\]]*$")


def kind(passages: Sequence[Passage], told: Mapping[int, tuple[Cue, ...]]) -> Kind | None:
    """Return the first kind of story of which an article has the marks; None for news of another kind."""
    if _is_list(passages):
        return HEADLINES
    length = sum(sentences.count_words(passage.text) for passage in passages)
    return next((one for one in KINDS if _has_marks(one, passages, told, length)), None)


def _is_list(passages: Sequence[Passage]) -> bool:
    lines = [passage.text.rstrip() for passage in passages if passage.number != TITLE]
    return len(lines) >= FEWEST_HEADLINES and not any(_STOPPED.search(line) for line in lines)


def _has_marks(one: Kind, passages: Sequence[Passage], told: Mapping[int, tuple[Cue, ...]], length: int) -> bool:
    hits = [p.folded[cue.start : cue.end] for p in passages for cue in told[p.number] if cue.kind == one.cue]
    return any(len(set(hits)) >= words and len(hits) * density >= length for words, density in one.marks)
