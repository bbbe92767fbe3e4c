"""Long listings on several pages: by year, then month, then part, each at an address that stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from communique.compose.links import period_address
from communique.compose.views import Listing, Month, PeriodLink, Row, Year
from communique.model import Briefing, PartialDate

LIMIT = 100
"""Most briefings that one page lists."""


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a listing: its address, the period it covers (None: undated), its number in it, what it shows.

    `whole` marks the page that covers everything.
    """

    address: str
    period: PartialDate | None
    number: int
    whole: bool
    listing: Listing


def parts(
    base: str, briefings: Sequence[Briefing], row: Callable[[Briefing], Row], *, every_period: bool = False
) -> tuple[Part, ...]:
    """Lay out a listing over pages; the first is the one at `base`.

    Up to LIMIT briefings stay on one page. More: the base page shows the newest LIMIT and links to a page for each
    year; a year with more than LIMIT does the same with its months, and with those of which only the year is known; a
    month with more is cut into parts.
    `every_period` gives years and months their pages in any case (the archive).
    """
    if len(briefings) <= LIMIT and not every_period:
        return (Part(base, None, 1, True, Listing(len(briefings), _years(briefings, row))),)
    pages = [
        page
        for year, of_year in _grouped(briefings, 4)
        for page in _period(base, year, of_year, row, every_period=every_period)
    ]
    links = _links(base, briefings, 4)
    whole = Part(base, None, 1, True, Listing(len(briefings), _years(briefings[:LIMIT], row), links))
    return (whole, *pages)


def _period(
    base: str,
    period: PartialDate | None,
    briefings: Sequence[Briefing],
    row: Callable[[Briefing], Row],
    *,
    every_period: bool,
) -> Iterable[Part]:
    address = period_address(base, period)
    can_split = period is not None and len(period) == 4
    crowded = len(briefings) > LIMIT
    if crowded and not can_split:
        yield from _numbered(address, period, briefings, row)
        return
    months = _links(base, briefings, 7) if can_split and (crowded or every_period) else ()
    dateless = [briefing for briefing in briefings if briefing.sort_date == period] if can_split and crowded else []
    if dateless:
        months = (*months, PeriodLink(None, period_address(address, None), len(dateless)))
    shown = _years(briefings[:LIMIT], row)
    yield Part(address, period, 1, False, Listing(len(briefings), shown, months))
    if months:
        for month, of_month in _grouped(briefings, 7):
            if month is not None and len(month) == 7:
                yield from _period(base, month, of_month, row, every_period=every_period)
    if dateless:
        yield from _period(address, None, dateless, row, every_period=every_period)


def _numbered(
    address: str, period: PartialDate | None, briefings: Sequence[Briefing], row: Callable[[Briefing], Row]
) -> Iterable[Part]:
    chunks = [briefings[start : start + LIMIT] for start in range(0, len(briefings), LIMIT)]
    addresses = tuple(address if number == 1 else f"{address}{number}/" for number in range(1, len(chunks) + 1))
    for number, (place, chunk) in enumerate(zip(addresses, chunks, strict=True), 1):
        yield Part(place, period, number, False, Listing(len(briefings), _years(chunk, row), (), addresses))


def _grouped(briefings: Sequence[Briefing], length: int) -> list[tuple[PartialDate | None, list[Briefing]]]:
    """Group briefings, which are in order, by the first `length` characters of their date: 4 a year, 7 a month."""
    return [
        (period, list(group))
        for period, group in groupby(briefings, lambda b: b.sort_date[:length] if b.sort_date else None)
    ]


def _links(base: str, briefings: Sequence[Briefing], length: int) -> tuple[PeriodLink, ...]:
    return tuple(
        PeriodLink(period, period_address(base, period), len(group))
        for period, group in _grouped(briefings, length)
        if period is None or len(period) == length
    )


def _years(briefings: Sequence[Briefing], row: Callable[[Briefing], Row]) -> tuple[Year, ...]:
    return tuple(
        Year(year, tuple(Month(month, tuple(map(row, of_month))) for month, of_month in _grouped(of_year, 7)))
        for year, of_year in _grouped(briefings, 4)
    )
