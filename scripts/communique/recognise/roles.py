"""What each mention of a country does where it stands: act as a state, be named, be a place, a source, a home."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from communique.model import TITLE, CountryCode, Mention, Span
from communique.recognise.countries import Found
from communique.recognise.cues import Cue
from communique.recognise.lexicon import Lexicon
from communique.recognise.passages import Passage
from communique.vocabulary import CueKind

Role = Literal["state", "named", "host", "place", "source", "civil"]

ROLE_WEIGHT: Mapping[Role, float] = {
    "state": 1.25,
    "named": 1.0,
    "host": 0.4,
    "place": 0.5,
    "civil": 0.4,
    "source": 0.1,
}
"""What a mention counts by its role: a state that acts most; a seat of media says nothing of a state."""

SCENIC: frozenset[Role] = frozenset({"host", "place", "source", "civil"})
"""Roles in which a state neither acts nor is acted on."""

CAPITAL_AS_PLACE = 0.2
"""A capital after a preposition of place is where something happened."""

PLACE_NAME = 0.3
"""A city or region of a country is weak evidence that the country is meant."""

TERRITORY = 0.3
"""ISO 3166-1 entries that are no states: relations between states are often about them, seldom theirs."""

UNION = 0.8
"""A union of states is often the forum or the mediator of what its members and neighbours do to each other."""

TITLE_ZONE, LEAD_ZONE, BODY_ZONE, LATE_ZONE = 4.0, 2.5, 1.0, 0.5
"""What a mention counts by where it stands: news tells the most important first (the inverted pyramid), and gives
background last."""

LATE_FROM = 5
"""Paragraphs that an article must have for its last one to count as background."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention with its role, what it counts by its place (`zone`) and by what is named (`standing`, 1 for a state).

    `sentence` is the one it stands in: (paragraph, index).
    """

    mention: Mention
    role: Role
    zone: float
    standing: float
    sentence: tuple[int, int]

    @property
    def weight(self) -> float:
        """What the mention counts."""
        base = CAPITAL_AS_PLACE if self.role == "place" and self.mention.kind == "capital" else ROLE_WEIGHT[self.role]
        weak = PLACE_NAME if self.mention.kind == "place" else 1.0
        return self.zone * base * weak * self.standing


def _standing(country: CountryCode, lexicon: Lexicon) -> float:
    """Return what a country counts as a state: a territory little, a union of states somewhat less than its members."""
    return TERRITORY if country in lexicon.territories else UNION if country in lexicon.unions else 1.0


def place(
    passages: Sequence[Passage],
    found: Found,
    own: Sequence[Mention],
    told: Mapping[int, tuple[Cue, ...]],
    lexicon: Lexicon,
    lang: str,
    year: int | None = None,
) -> tuple[Placed, ...]:
    """Return every mention with its role and weight, in order, but those that only say which money is meant.

    `own` are the mentions of the newsroom's own state, `told` the cues of each passage by its number.
    """
    by_number = {passage.number: passage for passage in passages}
    last = max(by_number, default=0)
    sources = {(span.paragraph, span.start) for _, span in found.publishers}
    placed: list[Placed] = []
    for mention in sorted((*found.mentions, *own), key=_order):
        passage = by_number[mention.span.paragraph]
        if _is_money(mention.span.end, told[passage.number]) or (placed and _is_same(placed[-1], mention, passage)):
            continue
        sentence = passage.sentence_at(mention.span.start)
        role = _role(mention, passage, told[passage.number], sources, lang)
        standing = _standing(mention.country, lexicon)
        placed.append(Placed(mention, role, _zone(passage, sentence, last, year), standing, (passage.number, sentence)))
    return tuple(placed)


def _order(mention: Mention) -> tuple[int, int]:
    return mention.span.paragraph, mention.span.start


def _is_same(before: Placed, mention: Mention, passage: Passage) -> bool:
    """Tell whether a mention only says again, beside it, which country is meant: 'Doha, (Qatar)'."""
    one, other = before.mention.span, mention.span
    together = one.paragraph == other.paragraph and passage.text[one.end : other.start] in {", ", " ", "", "・"}
    return together and before.mention.country == mention.country


def _is_money(end: int, told: Sequence[Cue]) -> bool:
    return any(cue.kind == "currency" and cue.start == end + 1 for cue in told)


_YEAR = re.compile(r"(?<![\d.,])(?:1[89]|20)\d\d(?![\d.,]?\d|s\b)")


def _is_past(passage: Passage, sentence: int, year: int) -> bool:
    """Tell whether a sentence names a year before that of publication, and none from then on."""
    years = [int(found) for found in _YEAR.findall(passage.text, *passage.sentences[sentence])]
    return bool(years) and max(years) < year


def _zone(passage: Passage, sentence: int, last: int, year: int | None) -> float:
    if passage.number == TITLE:
        return TITLE_ZONE
    if passage.number == 0:
        return LEAD_ZONE if sentence == 0 else (LEAD_ZONE + BODY_ZONE) / 2 if sentence == 1 else BODY_ZONE
    past = year is not None and _is_past(passage, sentence, year)
    return LATE_ZONE if past or passage.number == last >= LATE_FROM else BODY_ZONE


_REACH: Mapping[CueKind, int] = {"state": 2, "civil": 1, "media": 3, "home": 0, "host": 4}
"""How many words may stand between a name and the word that tells its role."""

_AFTER = re.compile(r"(?:'s?)?,?((?:[ -][^\W_][\w.'-]*){1,5})")
_BEFORE = re.compile(r"((?:[\w'-]+ ){1,4})$")
_AFTER_UNSPACED = re.compile(r"[^\s,.;:!?、。，；：！？「」“”()（）]{0,6} ?[^\s,.;:!?、。，；：！？「」“”()（）]{0,6}")
_OF = frozenset(re.split(" ", "of the de du des la le les el los las del der den da do dos das von d l"))
"""What joins a noun to the name of a country after it: 'the president of Chile'."""

_UNSPACED_LANGUAGES = frozenset({"zh", "ja", "ko"})


def _role(mention: Mention, passage: Passage, told: Sequence[Cue], sources: set[tuple[int, int]], lang: str) -> Role:
    """Tell what a mention does by the nearest word beside it that tells anything."""
    if mention.kind == "home":
        return "state"
    start, end = mention.span.start, mention.span.end
    told = _around(told, start, end)
    near = _beside(passage.folded, start, end, told, lang)
    if _is_source(mention.span, sources) or _nearest(near, "media") is not None:
        return "state" if _is_voice(passage.folded, end, told) else "source"
    if _nearest(near, "host") is not None or _is_go_between(passage.folded, start, told):
        return "host"
    state, civil = _nearest(near, "state"), _nearest(near, "civil")
    if _nearest(near, "home") is not None and passage.folded[end : end + 1] == "-":
        return "civil"
    if civil is not None and (state is None or civil < state):
        return "civil"
    if state is not None:
        return "state"
    if mention.kind in {"name", "capital", "place", "metonym"} and _is_scene(passage.folded, start, end, told):
        return "place"
    return "state" if mention.kind in {"metonym", "holder", "home"} else "named"


AROUND = 80
"""How far from a name, in characters, words are looked at; a phrase seldom is longer."""


def _around(told: Sequence[Cue], start: int, end: int) -> Sequence[Cue]:
    """Return the cues near a name; they are in order."""
    first = bisect_left(told, start - AROUND, key=_start)
    return told[first : bisect_left(told, end + AROUND, lo=first, key=_start)]


def _start(cue: Cue) -> int:
    return cue.start


def _is_go_between(text: str, start: int, told: Sequence[Cue]) -> bool:
    """Tell whether a word of mediation stands before a name that does it: 'mediated by Qatar'."""
    return any(cue.kind == "host" and cue.end < start and _BY.fullmatch(text, cue.end, start) for cue in told)


_BY = re.compile(r"(?: (?:by|of|par|de|da|por|von|durch))+(?: the)? ")


def _is_voice(text: str, end: int, told: Sequence[Cue]) -> bool:
    """Tell whether a state speaks through its press, which does more than report: 'its party newspaper threatens'."""
    voice = next((cue for cue in told if cue.kind == "voice" and 0 < cue.start - end <= 4), None)
    media = next((cue for cue in told if cue.kind == "media" and voice and cue.start > voice.end), None)
    if media is None or media.start - end > _VOICE_REACH:
        return False
    reports = any(cue.kind in {"says", "media"} and 0 < cue.start - media.end <= 2 for cue in told)
    return not reports and text[media.end : media.end + 1] not in {",", "."}


_VOICE_REACH = 40
"""How far from a country's name, in characters, the word of its press may stand."""


def _nearest(near: Sequence[tuple[CueKind, int]], kind: CueKind) -> int | None:
    """Return the distance in words of the nearest cue of a kind within its reach."""
    return min((far for one, far in near if one == kind and far <= _REACH[kind]), default=None)


def _beside(text: str, start: int, end: int, told: Sequence[Cue], lang: str) -> list[tuple[CueKind, int]]:
    """Return the cues of roles beside a name, each with the number of words that stand between.

    After it in any language; before it where 'of' or the like joins them, and without that in languages that put a
    noun before its adjective or genitive.
    """
    short = lang.split("-")[0]
    window = (_AFTER_UNSPACED if short in _UNSPACED_LANGUAGES else _AFTER).match(text, end)
    until = window.end() if window else end
    near = [
        (cue.kind, len(text[end : cue.start].replace("-", " ").split()) - text.startswith("'s", end))
        for cue in told
        if cue.kind in _REACH and end <= cue.start < until
    ]
    before = _BEFORE.search(text, max(0, start - 60), start)
    if before is None or short in _UNSPACED_LANGUAGES:
        return near
    for cue in told:
        if cue.kind in _REACH and before.start() <= cue.start and cue.end <= start:
            between = text[cue.end : start].replace("'", " ").split()
            joined = [word for word in between if word not in _OF]
            if short != "en" or (between and not joined):
                near.append((cue.kind, len(joined)))
    return near


def _is_scene(text: str, start: int, end: int, told: Sequence[Cue]) -> bool:
    """Tell whether a preposition of place stands before a name that owns nothing: 'in (northern) Peru'."""
    if text.startswith("'s", end):
        return False
    if any(cue.kind == "place" and cue.start == end for cue in told):
        return True
    return any(cue.kind == "place" and cue.end < start and _SHORT_GAP.fullmatch(text, cue.end, start) for cue in told)


_SHORT_GAP = re.compile(r"(?: the| all of| la| le| l'| el| der| den)?(?: [\w-]+)? ?")


def _is_source(span: Span, sources: set[tuple[int, int]]) -> bool:
    """Tell whether a country is named as the seat of a publisher: "South Korea's Yonhap"."""
    return any(paragraph == span.paragraph and 0 <= start - span.end <= 25 for paragraph, start in sources)
