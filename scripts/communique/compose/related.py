"""Which other briefings stand beside one, and why, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.compose.links import Links
from communique.compose.views import Related
from communique.model import Briefing, Library, PairId, TopicId
from communique.wording import distance

MOST = 5
"""Most related briefings on a page."""

REACH = 40
"""How many neighbours in time are looked at on either side; keeps the work linear in the collection."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where each briefing stands (by id) in the listing of each pair and topic, so that none is searched through."""

    pairs: Mapping[PairId, Mapping[str, int]]
    topics: Mapping[TopicId, Mapping[str, int]]


def places(library: Library) -> Places:
    """Number the briefings of every listing, newest first."""

    def numbered(groups: Mapping[str, Sequence[Briefing]]) -> dict[str, dict[str, int]]:
        return {key: {briefing.id: place for place, briefing in enumerate(found)} for key, found in groups.items()}

    return Places(numbered(library.by_pair), numbered(library.by_topic))


def neighbours(briefing: Briefing, library: Library, where: Places) -> tuple[Briefing | None, Briefing | None]:
    """Return the dated briefings before and after this one in its main pair (earlier, later)."""
    if not briefing.pairs or not briefing.sort_date:
        return None, None
    listed, place = library.by_pair[briefing.pairs[0]], where.pairs[briefing.pairs[0]][briefing.id]
    later = listed[place - 1] if place else None
    earlier = listed[place + 1] if place + 1 < len(listed) else None
    return earlier if earlier and earlier.sort_date else None, later


def related(
    briefing: Briefing, library: Library, where: Places, links: Links, *, without: Sequence[Briefing | None] = ()
) -> tuple[Related, ...]:
    """Choose the nearest relatives: same pair and topic, then same pair, then same topic with a shared party.

    `without` are briefings that the page names already.
    """
    named = {other.id for other in without if other}
    others = {other.id: other for other in _candidates(briefing, library, where) if other.id not in named}
    nearest = sorted(others.values(), key=lambda other: (_rank(briefing, other), other.id))[:MOST]
    return tuple(Related(links.row(other), _reason(briefing, other)) for other in nearest)


def _candidates(briefing: Briefing, library: Library, where: Places) -> Iterator[Briefing]:
    for pair in briefing.pairs:
        yield from _around(where.pairs[pair][briefing.id], library.by_pair[pair])
    for topic in briefing.topics:
        for other in _around(where.topics[topic][briefing.id], library.by_topic[topic]):
            if set(briefing.parties) & set(other.parties):
                yield other


def _around(place: int, listed: Sequence[Briefing]) -> Iterator[Briefing]:
    yield from listed[max(0, place - REACH) : place]
    yield from listed[place + 1 : place + REACH + 1]


def _rank(briefing: Briefing, other: Briefing) -> tuple[int, int]:
    pair, topic = bool(set(briefing.pairs) & set(other.pairs)), bool(set(briefing.topics) & set(other.topics))
    return (0 if pair and topic else 1 if pair else 2), _days_apart(briefing, other)


def _days_apart(one: Briefing, other: Briefing) -> int:
    if not one.sort_date or not other.sort_date:
        return 1_000_000

    def days(date: str) -> int:
        year, month, day = (int(part) for part in (date + "-07-01"[len(date) - 4 :])[:10].split("-"))
        return year * 365 + month * 30 + day

    return abs(days(one.sort_date) - days(other.sort_date))


def _reason(briefing: Briefing, other: Briefing) -> str:
    shared = [
        word
        for word, mine, theirs in (("pair", briefing.pairs, other.pairs), ("topic", briefing.topics, other.topics))
        if set(mine) & set(theirs)
    ]
    reason = "same " + " and ".join(shared)
    if not briefing.sort_date or not other.sort_date:
        return reason
    apart = distance(briefing.sort_date, other.sort_date)
    if apart is None or apart == "the same day":
        return f"{reason}, {apart}" if apart else reason
    return f"{reason}, {apart} {'earlier' if other.sort_date < briefing.sort_date else 'later'}"
