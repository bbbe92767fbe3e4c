"""Which two countries the sentences set in relation, and how strongly."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from communique.model import TITLE, CountryCode, PairId, Span, pair_id
from communique.recognise.cues import Cue
from communique.recognise.passages import Passage
from communique.recognise.roles import BODY_ZONE, ROLE_WEIGHT, SCENIC, TERRITORY, Placed

COMPOUND, SIDES, JOINED, VERB, TWO, RELATED, HEADLINE, TOGETHER, NEXT = 3.5, 3.0, 2.5, 2.0, 1.5, 1.25, 1.0, 0.15, 0.6
"""What a text says of two countries: 'X-Y'; 'between X and Y'; 'X and Y' with a word of relation; a word of relation
between them; 'the two countries' after they were named; a word of relation elsewhere in their sentence;
that a headline names these two alone; only that both stand in a sentence; that one stands in the next sentence that
names a country."""

APART = 0.1
"""The same of two of whom a third turns from one to the other."""

_COMPOUND = re.compile(r"[-–/·ㆍ・‧]?")
_JOINED = re.compile(
    r"(?:'s?)?,? (?:and|with|&|und|et|y|e|и|и|та|і) (?:the )?|[와과]\s?|와의\s?|과의\s?|[和与與跟同、]|と|و| ve "
    r"|, (?:the )?"
)
_SIDES = re.compile(r"[^,;.]{0,40} (?:and|et|y|e|und|и|та|і|و|ve) [^,;.]{0,40}|.{0,4}[와과和与與跟とو].{0,6}")

_SIDES_BEFORE = 40
_SIDES_AFTER = 6
"""How many characters before or after two names the word may stand that makes them sides."""


@dataclass
class Relation:
    """What speaks for a pair: the sum over sentences, the best reason and kind of link, and the spans.

    `apart`: in headline or lead a third turns from one of the two to the other.
    """

    score: float = 0.0
    best: float = 0.0
    best_kind: float = 0.0
    reason: str = ""
    apart: bool = False
    spans: list[Span] = field(default_factory=list)

    def add(self, score: float, kind: float, reason: str, spans: Sequence[Span]) -> None:
        """Count one sentence; `kind` is the strength of what it says, before its place and roles."""
        self.score += score
        self.best_kind = max(self.best_kind, kind)
        self.spans += spans
        if score > self.best:
            self.best, self.reason = score, reason


def relations(
    passages: Sequence[Passage], placed: Sequence[Placed], told: Mapping[int, tuple[Cue, ...]]
) -> Mapping[PairId, Relation]:
    """Return the relation of each pair of countries that some sentence names together."""
    by_number = {passage.number: passage for passage in passages}
    found: dict[PairId, Relation] = defaultdict(Relation)
    for (number, sentence), group in groupby(placed, key=lambda one: one.sentence):
        passage = by_number[number]
        start, end = passage.sentences[sentence]
        for pair, (score, kind, reason, spans) in _in_sentence(passage, start, end, list(group), told[number]).items():
            found[pair].add(score, kind, reason, spans)
            found[pair].apart |= kind == APART and (number == TITLE or (number, sentence) == (0, 0))
    for pair, score, spans in _in_turn(placed):
        found[pair].add(score, NEXT, "named in turn", spans)
    for pair, score, spans in _as_two(passages, placed, told):
        found[pair].add(score, TWO, "spoken of as two", spans)
    return found


def _as_two(
    passages: Sequence[Passage], placed: Sequence[Placed], told: Mapping[int, tuple[Cue, ...]]
) -> Iterator[tuple[PairId, float, tuple[Span, Span]]]:
    """Give the pair of which a paragraph says 'the two countries': the only two that it or the one before has named."""
    for passage in passages:
        for cue in told[passage.number]:
            if cue.kind != "two":
                continue
            before = [one for one in placed if one.role not in SCENIC and _shortly_before(one, passage.number, cue)]
            latest = {one.mention.country: one for one in before}
            if len(latest) == 2:
                one, other = latest.values()
                weight = min(one.zone, other.zone, BODY_ZONE) * TWO
                yield (
                    pair_id(one.mention.country, other.mention.country),
                    weight,
                    (one.mention.span, other.mention.span),
                )


def _shortly_before(one: Placed, number: int, cue: Cue) -> bool:
    span = one.mention.span
    return span.paragraph == number - 1 or (span.paragraph == number and span.end <= cue.start)


def _in_turn(placed: Sequence[Placed]) -> Iterator[tuple[PairId, float, tuple[Span, Span]]]:
    """Give the pairs of which one country is named in a sentence and the other in the next that names any."""
    for one, other in pairwise(placed):
        if one.sentence != other.sentence and one.mention.country != other.mention.country:
            weight = min(one.zone, other.zone) * min(ROLE_WEIGHT[one.role], ROLE_WEIGHT[other.role]) * NEXT
            yield pair_id(one.mention.country, other.mention.country), weight, (one.mention.span, other.mention.span)


_Best = dict[PairId, tuple[float, float, str, tuple[Span, Span]]]


def _in_sentence(passage: Passage, start: int, end: int, group: list[Placed], told: Sequence[Cue]) -> _Best:
    """Score each pair of a sentence by its strongest link; far enumerations count little."""
    within = [cue for cue in told if start <= cue.start < end]
    best: _Best = {}
    listed = _listed(passage, group)
    many = len({one.mention.country for one in group})
    acting = len({one.mention.country for one in group if one.role not in SCENIC})
    for index, one in enumerate(group):
        for further, other in enumerate(group[index + 1 :], index + 1):
            if one.mention.country == other.mention.country:
                continue
            together = listed[index] == listed[further]
            third = _third(group[:index], one, other)
            if acting >= 2 and "place" in {one.role, other.role}:
                _keep(best, one, other, TOGETHER, "one is only where the others met", many)
            elif _LIKEWISE.match(passage.folded, other.mention.span.end):
                _keep(best, one, other, TOGETHER, "one does as the other did", many)
            elif third and together and _are_objects(passage, one, within):
                _keep(best, one, other, TOGETHER, "a third deals with both", many)
            elif third and (chosen := _chosen(passage, one, other)):
                _keep(best, one, other, APART, "a third turns from one to the other", many)
                _keep(best, third, chosen, VERB, "one turns to the other", many)
            else:
                _keep(best, one, other, *_link(passage, one, other, within, many == 2, together), many)
    return best


def _keep(best: _Best, one: Placed, other: Placed, strength: float, reason: str, many: int) -> None:
    """Keep a link between two in `best` if it is the strongest so far in its sentence, which names `many` countries."""
    weight = (
        min(ROLE_WEIGHT[one.role], ROLE_WEIGHT[other.role]) * one.zone * strength * min(one.standing, other.standing)
    )
    weight *= 1 if strength in {COMPOUND, SIDES} else 2 / many
    pair = pair_id(one.mention.country, other.mention.country)
    if weight > best.get(pair, (0.0,))[0]:
        best[pair] = (weight, strength, reason, (one.mention.span, other.mention.span))


def _listed(passage: Passage, group: Sequence[Placed]) -> Sequence[int]:
    """Number the names of a sentence so that those of one enumeration have one number: 'Japan, Korea and China'."""
    numbers = [0] * len(group)
    for index, (one, other) in enumerate(pairwise(group), 1):
        joined = _JOINED.fullmatch(passage.folded, one.mention.span.end, other.mention.span.start)
        numbers[index] = numbers[index - 1] + (joined is None)
    return numbers


def _third(before: Sequence[Placed], one: Placed, other: Placed) -> Placed | None:
    """Return a third state that stands before two in a sentence, as its subject does."""
    two = {one.mention.country, other.mention.country}
    return next((third for third in before if third.mention.country not in two and third.role not in SCENIC), None)


def _are_objects(passage: Passage, one: Placed, told: Sequence[Cue]) -> bool:
    """Tell whether names listed are those with whom a third deals: 'signs accords with Norland and Sudland'."""
    start = one.mention.span.start
    related = any(cue.kind == "relation" and cue.end <= start for cue in told)
    return related and _WITH.search(passage.folded, max(0, start - _LEAD_IN), start) is not None


def _chosen(passage: Passage, one: Placed, other: Placed) -> Placed | None:
    """Return to which of two a third turns from the other: 'Norland breaks with Sudland for Ostland'."""
    start, end = one.mention.span.end, other.mention.span.start
    if _INSTEAD.match(passage.folded, start, end):
        return one
    if _IN_FAVOUR.match(passage.folded, start, end):
        return other
    before = _FROM.search(passage.folded, max(0, one.mention.span.start - _LEAD_IN), one.mention.span.start)
    return other if before and _TO.fullmatch(passage.folded, start, end) else None


_LEAD_IN = 16
_WITH = re.compile(r"(?<!\w)(?:with|against|on|avec|contre|con|contra|com|mit|gegen|против|с|проти|з)(?: \w{1,5})? $")
"""What stands before those with whom a third deals."""

_LIKEWISE = re.compile(
    r"(?:(?:,|,? and) (?:the )?[\w'-]{3,20}(?: [\w'-]{3,20})?)? (?:did likewise|d(?:id|o) the same"
    r"|follow(?:ed|s)? suit"
    r"|(?:ont|a) fait de même|hizo lo mismo|hicieron lo mismo|fez o mesmo|fizeram o mesmo|tat dasselbe|taten dasselbe"
    r"|поступил[аи]? так же)\b"
)
"""What follows a state that did to a third what another did: the two are on the same side."""

_IN_FAVOUR = re.compile(
    r"(?:'s? [\w-]+)?,? (?:in favou?r of|au profit d|en faveur d|en favor d|em favor d|zugunsten|в пользу|на користь"
    r"|and (?:turns?|turned|switch(?:es|ed)?|recogni[sz]e[sd]?|takes? up|took up)\b)"
)
_INSTEAD = re.compile(
    r"(?:'s? [\w-]+)?,? (?:instead of|rather than|em detrimento d|au détriment d|statt|вместо|замість"
    r"|and (?:leaves?|left|leaving|ends?|ended|cuts?|drops?|dropped|quits?|breaks?|broke|severs?|severed"
    r"|abandon(?:s|ed)?)\b)"
)
"""What stands between two of whom a third chooses the second, or the first."""

_FROM = re.compile(r"(?<!\w)(?:from|with|de|von|mit|от|с|від|з) $")
_TO = re.compile(r" (?:to|for|à|a|para|zu|nach|к|до) (?:the )?")


def _link(
    passage: Passage, one: Placed, other: Placed, told: Sequence[Cue], alone: bool, listed: bool
) -> tuple[float, str]:
    start, end = one.mention.span.end, other.mention.span.start
    between = passage.folded[start:end]
    if _COMPOUND.fullmatch(between):
        return COMPOUND, "named as one compound"
    if _SIDES.fullmatch(between) and _are_sides(passage.folded, one.mention.span.start, other.mention.span.end, told):
        return SIDES, "named as the two sides"
    related = next((cue for cue in told if cue.kind == "relation"), None)
    word = passage.folded[related.start : related.end] if related else ""
    if related and listed:
        return JOINED, f"named together with '{word}'"
    linking = next((cue for cue in told if cue.kind == "relation" and start <= cue.start and cue.end <= end), None)
    if linking and not _speaks(passage.folded, start, told):
        return VERB, f"'{passage.folded[linking.start : linking.end]}' stands between them"
    if related:
        return RELATED, f"one sentence relates them ('{word}')"
    if alone and passage.number == TITLE:
        return HEADLINE, "the headline names the two"
    return TOGETHER, "named in one sentence"


def _are_sides(text: str, start: int, end: int, told: Sequence[Cue]) -> bool:
    """Tell whether 'between' stands before the first of two names, or its like after the second."""
    return any(
        cue.kind == "between"
        and (
            (start - _SIDES_BEFORE <= cue.start and cue.end <= start and _FEW_WORDS.fullmatch(text, cue.end, start))
            or (end <= cue.start <= end + _SIDES_AFTER)
        )
        for cue in told
    )


_FEW_WORDS = re.compile(r"\W?(?:[\w'-]+ ){0,2}")
_SPEAKING = re.compile(r"(?:'s?)?(?: [\w-]+){0,3}? ?")


def _speaks(text: str, end: int, told: Sequence[Cue]) -> bool:
    """Tell whether a state, often a mediator, only speaks of what others do; to accuse or to warn is to act."""
    return any(cue.kind == "says" and cue.start > end and _SPEAKING.fullmatch(text, end, cue.start) for cue in told)


def protagonist(
    passages: Sequence[Passage], placed: Sequence[Placed], told: Mapping[int, tuple[Cue, ...]]
) -> CountryCode | None:
    """Return the state that the headline names first and that does more than speak: news begins with who acts."""
    named = (one for one in placed if one.mention.span.paragraph == TITLE)
    first = next((one for one in named if one.role not in SCENIC and one.standing > TERRITORY), None)
    if first is None:
        return None
    text = next(passage.folded for passage in passages if passage.number == TITLE)
    end = first.mention.span.end
    return None if text.startswith(":", end) or _speaks(text, end, told[TITLE]) else first.mention.country
