"""Which other briefings stand beside one, and why, in words."""

from __future__ import annotations

from collections.abc import Iterator

from communique.compose.links import Links
from communique.compose.views import Related
from communique.model import Briefing, Library
from communique.wording import distance

MOST = 5
"""Most related briefings on a page."""

REACH = 40
"""How many neighbours in time are looked at on either side; keeps the work linear in the collection."""


def neighbours(briefing: Briefing, library: Library) -> tuple[Briefing | None, Briefing | None]:
    """Return the briefings before and after this one in its main pair (earlier, later)."""
    if not briefing.pairs or not briefing.sort_date:
        return None, None
    listed = [other for other in library.by_pair[briefing.pairs[0]] if other.sort_date]
    place = listed.index(briefing)
    later = listed[place - 1] if place else None
    earlier = listed[place + 1] if place + 1 < len(listed) else None
    return earlier, later


def related(briefing: Briefing, library: Library, links: Links) -> tuple[Related, ...]:
    """Choose the nearest relatives: same pair and topic, then same pair, then same topic with a shared party."""
    scored = sorted(
        (_rank(briefing, other), other.id, other)
        for other in {o.id: o for o in _candidates(briefing, library)}.values()
    )
    return tuple(Related(links.row(other), _reason(briefing, other)) for _, _, other in scored[:MOST])


def _candidates(briefing: Briefing, library: Library) -> Iterator[Briefing]:
    for pair in briefing.pairs:
        yield from _around(briefing, library.by_pair[pair])
    for topic in briefing.topics:
        for other in _around(briefing, library.by_topic[topic]):
            if set(briefing.parties) & set(other.parties):
                yield other


def _around(briefing: Briefing, listed: tuple[Briefing, ...]) -> Iterator[Briefing]:
    place = listed.index(briefing)
    for other in listed[max(0, place - REACH) : place + REACH + 1]:
        if other.id != briefing.id:
            yield other


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
