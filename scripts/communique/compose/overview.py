"""Counts over briefings: pairs, topics, countries, publishers, activity by month, and the matrix."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log

from communique.compose.links import Links, topic_address
from communique.compose.views import Activity, Cell, CountryCount, Matrix, PairCount, TopicCount
from communique.model import Briefing, CountryCode, PairId, PartialDate

LEVELS = 4
"""Shades of the matrix."""

RECENT_MONTHS = 12
"""What counts as recent, back from the newest date of the collection (not from today: a build has no clock)."""


def newest(briefings: Sequence[Briefing]) -> PartialDate | None:
    """Return the newest sort date, None if there is none. Briefings come newest first."""
    return next((briefing.sort_date for briefing in briefings if briefing.sort_date), None)


def oldest(briefings: Sequence[Briefing]) -> PartialDate | None:
    """Return the oldest sort date, None if there is none."""
    return next((briefing.sort_date for briefing in reversed(briefings) if briefing.sort_date), None)


def pair_counts(groups: Mapping[PairId, Sequence[Briefing]], links: Links) -> tuple[PairCount, ...]:
    """Count the briefings of each pair, the most active first."""
    counts = (PairCount(links.pair(pair), len(found), newest(found)) for pair, found in groups.items())
    return tuple(sorted(counts, key=lambda item: (-item.count, item.pair.name)))


def pairs_among(briefings: Sequence[Briefing], links: Links, only: CountryCode | None = None) -> tuple[PairCount, ...]:
    """Count the pairs among some briefings; `only` keeps the pairs of one country."""
    groups: defaultdict[PairId, list[Briefing]] = defaultdict(list)
    for briefing in briefings:
        for pair in briefing.pairs:
            if only is None or only in pair.split("-"):
                groups[pair].append(briefing)
    return pair_counts(groups, links)


def topic_counts(briefings: Sequence[Briefing], links: Links, base: str | None = None) -> tuple[TopicCount, ...]:
    """Count the topics among some briefings, most first. Each links to its page below `base`, else to its own."""
    groups: defaultdict[str, list[Briefing]] = defaultdict(list)
    for briefing in briefings:
        for topic in briefing.topics:
            groups[topic].append(briefing)
    counts = (
        TopicCount(links.topic(topic), len(found), f"{base}{topic}/" if base else topic_address(topic), newest(found))
        for topic, found in groups.items()
    )
    return tuple(sorted(counts, key=lambda item: (-item.count, item.topic.name)))


def country_counts(groups: Mapping[CountryCode, Sequence[Briefing]], links: Links) -> tuple[CountryCount, ...]:
    """Count the briefings and pairs of each country, by name."""
    counts = (
        CountryCount(links.country(code), len(found), len(_pairs_of(code, found)), newest(found))
        for code, found in groups.items()
    )
    return tuple(sorted(counts, key=lambda item: item.country.name))


def _pairs_of(code: CountryCode, briefings: Sequence[Briefing]) -> set[PairId]:
    return {pair for briefing in briefings for pair in briefing.pairs if code in pair.split("-")}


def publisher_counts(briefings: Sequence[Briefing], links: Links) -> tuple[tuple[str, int], ...]:
    """Count the briefings that each publisher is a source of, most first."""
    names = Counter(name for b in briefings for name in {links.publisher_name(source) for source in b.sources})
    return tuple(sorted(names.items(), key=lambda item: (-item[1], item[0])))


def activity(briefings: Sequence[Briefing], links: Links) -> tuple[Activity, ...]:
    """Count briefings by month, oldest first, with the empty months between; each under its main topic."""
    months: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for briefing in briefings:
        date = briefing.sort_date
        if date and len(date) >= 7:
            months[date[:7]].update(briefing.topics[:1] or ("",))
    if not months:
        return ()
    return tuple(
        Activity(
            month,
            sum(months[month].values()) if month in months else 0,
            tuple((links.topic(topic), n) for topic, n in sorted(months.get(month, Counter()).items()) if topic),
        )
        for month in _months(min(months), max(months))
    )


def _months(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(start, end + 1)]


def matrix(counts: Sequence[PairCount], links: Links, limit: int) -> Matrix:
    """Lay pairs out as countries against countries.

    At most `limit` countries, those with the most briefings in pairs; `omitted` says how many were left out.
    """
    weight: Counter[CountryCode] = Counter()
    for item in counts:
        for country in item.pair.countries:
            weight[country.code] += item.count
    chosen = {code for code, _ in sorted(weight.items(), key=lambda item: (-item[1], item[0]))[:limit]}
    shown = [item for item in counts if {country.code for country in item.pair.countries} <= chosen]
    largest = max((item.count for item in shown), default=1)
    latest = max((item.newest for item in counts if item.newest), default=None)
    cells: defaultdict[CountryCode, dict[CountryCode, Cell]] = defaultdict(dict)
    for item in shown:
        one, other = (country.code for country in item.pair.countries)
        cell = Cell(item.pair, item.count, item.newest, _level(item.count, largest), _is_recent(item.newest, latest))
        cells[one][other] = cells[other][one] = cell
    named = sorted((links.country(code) for code in chosen if code in cells), key=lambda country: country.name)
    return Matrix(tuple(named), dict(cells), len(weight) - len(named))


def _level(count: int, largest: int) -> int:
    """Grade a count from 1 to LEVELS on a logarithmic scale, since few pairs have most of the briefings."""
    return 1 if largest == 1 else 1 + round((LEVELS - 1) * log(count) / log(largest))


def _is_recent(date: PartialDate | None, latest: PartialDate | None) -> bool:
    if date is None or latest is None:
        return False

    def months(value: str) -> int:
        year, month = (value + "-12")[:7].split("-") if len(value) == 4 else value[:7].split("-")
        return int(year) * 12 + int(month)

    return months(latest) - months(date) <= RECENT_MONTHS
