"""What was corrected: the corrections of one briefing, and those of all of them by year and month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from communique.compose.links import Links, briefing_address
from communique.compose.listing import LIMIT
from communique.compose.views import PeriodLink, Row
from communique.model import Briefing, Correction, Library, PartialDate

ADDRESS = "/about/corrections/"


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction with the briefing that it belongs to."""

    correction: Correction
    briefing: Row


@dataclass(frozen=True, slots=True)
class CorrectionMonth:
    """The corrections of a month ('2024-01'), newest first."""

    period: PartialDate
    rows: tuple[CorrectionRow, ...]


@dataclass(frozen=True, slots=True)
class WithdrawnRow:
    """A withdrawn briefing: where its notice stands and what was said of it, newest first. Its title is not shown."""

    address: str
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """All corrections by year and month, or those of one year (`period`); the first page has the withdrawn, too.

    `periods` leads from the first page to that of each year, if they do not fit on one; `total` counts what is meant
    by the page, shown or not.
    """

    period: PartialDate | None
    total: int
    years: tuple[tuple[str, tuple[CorrectionMonth, ...]], ...]
    periods: tuple[PeriodLink, ...]
    withdrawn: tuple[WithdrawnRow, ...]


def newest_first(briefing: Briefing) -> tuple[Correction, ...]:
    """Return a briefing's corrections, newest first; of two on one day the one written last comes first."""
    return tuple(sorted(briefing.corrections, key=lambda item: item.date))[::-1]


def overview_pages(library: Library, links: Links) -> Iterator[tuple[str, CorrectionsView]]:
    """Yield the page of all corrections with its address; if they are more than LIMIT, one for each year as well.

    The first page then has the newest LIMIT. Corrections of withdrawn briefings stand apart, without a title.
    """
    rows = _rows(library, links)
    years = [(year, list(found)) for year, found in groupby(rows, lambda row: row.correction.date.strftime("%Y"))]
    crowded = len(rows) > LIMIT
    periods = tuple(PeriodLink(year, f"{ADDRESS}{year}/", len(found)) for year, found in years) if crowded else ()

    yield ADDRESS, CorrectionsView(None, len(rows), _by_year(rows[:LIMIT]), periods, _withdrawn(library))
    for link, (year, found) in zip(periods, years, strict=False):
        yield link.address, CorrectionsView(year, len(found), _by_year(found), (), ())


def _rows(library: Library, links: Links) -> list[CorrectionRow]:
    rows = [CorrectionRow(item, links.row(one)) for one in library.briefings for item in newest_first(one)]
    return sorted(rows, key=lambda row: row.correction.date, reverse=True)


def _by_year(rows: Sequence[CorrectionRow]) -> tuple[tuple[str, tuple[CorrectionMonth, ...]], ...]:
    months = [
        CorrectionMonth(period, tuple(found))
        for period, found in groupby(rows, lambda row: row.correction.date.strftime("%Y-%m"))
    ]
    return tuple((year, tuple(found)) for year, found in groupby(months, lambda month: month.period[:4]))


def _withdrawn(library: Library) -> tuple[WithdrawnRow, ...]:
    """Return the withdrawn briefings, the one last spoken of first, those without a word last."""
    rows = [WithdrawnRow(briefing_address(one.id), _said_of(one)) for one in library.withdrawn]
    rows.sort(key=lambda row: row.address)
    return tuple(sorted(rows, key=lambda row: -max((item.date.toordinal() for item in row.corrections), default=0)))


def _said_of(withdrawn: Briefing) -> tuple[Correction, ...]:
    """Return why a briefing was withdrawn, then its corrections, newest first."""
    why = withdrawn.withdrawn
    return ((Correction(why.on, why.reason),) if why else ()) + newest_first(withdrawn)
