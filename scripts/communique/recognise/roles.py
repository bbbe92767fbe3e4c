"""What each mention of a country does where it stands: act as a state, be named, be a place, a source, a home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from communique.model import TITLE, Mention, Span
from communique.recognise import cues
from communique.recognise.countries import Found
from communique.recognise.cues import words
from communique.recognise.passages import Passage

Role = Literal["state", "named", "place", "source", "civil"]

ROLE_WEIGHT: Mapping[Role, float] = {"state": 1.25, "named": 1.0, "place": 0.5, "civil": 0.4, "source": 0.1}
"""What a mention counts by its role: a state that acts most; a seat of media says nothing of a state."""

CAPITAL_AS_PLACE = 0.2
"""A capital after a preposition of place is where something happened."""

PLACE_NAME = 0.3
"""A city or region of a country is weak evidence that the country is meant."""

TERRITORIES = words(
    "ABW AIA ALA ASM ATF BES BLM BMU BVT CCK COK CUW CXR CYM ESH FLK FRO GGY GIB GLP GRL GUF GUM HKG HMD IMN IOT"
    " JEY MAC MAF MNP MSR MTQ MYT NCL NFK NIU PCN PRI PYF REU SGS SHN SJM SPM SXM TCA TKL UMI VGB VIR WLF"
)
TERRITORY = 0.3
"""ISO 3166-1 entries that are no states: relations between states are often about them, seldom theirs."""

TITLE_ZONE, LEAD_ZONE, BODY_ZONE, LATE_ZONE = 4.0, 2.5, 1.0, 0.5
"""What a mention counts by where it stands: news tells the most important first (the inverted pyramid), and gives
background last."""

LATE_FROM = 5
"""Paragraphs that an article must have for its last one to count as background."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention with its role, its weight (zone x role) and the sentence it stands in: (paragraph, index)."""

    mention: Mention
    role: Role
    zone: float
    sentence: tuple[int, int]

    @property
    def weight(self) -> float:
        """What the mention counts."""
        base = CAPITAL_AS_PLACE if self.role == "place" and self.mention.kind == "capital" else ROLE_WEIGHT[self.role]
        weak = PLACE_NAME if self.mention.kind == "place" else 1.0
        return self.zone * base * weak * (TERRITORY if self.mention.country in TERRITORIES else 1.0)


def place(passages: Sequence[Passage], found: Found) -> tuple[Placed, ...]:
    """Return every mention with its role and weight, in order."""
    by_number = {passage.number: passage for passage in passages}
    last = max(by_number, default=0)
    sources = {(span.paragraph, span.start) for _, span in found.publishers}
    placed = []
    for mention in found.mentions:
        passage = by_number[mention.span.paragraph]
        sentence = passage.sentence_at(mention.span.start)
        placed.append(
            Placed(
                mention, _role(mention, passage, sources), _zone(passage, sentence, last), (passage.number, sentence)
            )
        )
    return tuple(placed)


def _zone(passage: Passage, sentence: int, last: int) -> float:
    if passage.number == TITLE:
        return TITLE_ZONE
    if passage.number == 0:
        return LEAD_ZONE if sentence == 0 else (LEAD_ZONE + BODY_ZONE) / 2 if sentence == 1 else BODY_ZONE
    return LATE_ZONE if passage.number == last >= LATE_FROM else BODY_ZONE


def _role(mention: Mention, passage: Passage, sources: set[tuple[int, int]]) -> Role:
    start, end = mention.span.start, mention.span.end
    before, after = passage.folded[max(0, start - 40) : start], passage.folded[end : end + 60]
    if cues.VOICE.match(after):
        return "state"
    if _is_source(mention.span, after, sources):
        return "source"
    if cues.TIED.match(after):
        return "civil"
    of_state = cues.STATE.match(after)
    civil = cues.CIVIL.match(after)
    if civil and (of_state is None or civil.end() < of_state.end()):
        return "civil"
    if of_state:
        return "state"
    if mention.kind in {"name", "capital", "place"} and cues.LOCATED.search(before) and not after.startswith("'s"):
        return "place"
    return "state" if mention.kind in {"metonym", "holder"} else "named"


def _is_source(span: Span, after: str, sources: set[tuple[int, int]]) -> bool:
    """Tell whether a country is named only as the seat of a publisher: "South Korea's Yonhap", 'Russian media'."""
    near = any(paragraph == span.paragraph and 0 <= start - span.end <= 25 for paragraph, start in sources)
    return near or cues.SOURCE.match(after) is not None
