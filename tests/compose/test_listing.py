"""Long listings on several pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from communique.compose.links import Links
from communique.compose.listing import LIMIT, Part, parts
from communique.compose.views import Listing
from communique.model import Briefing
from communique.vocabulary import Vocabulary
from conftest import MakeBriefing, MakeLibrary

START = date(2024, 12, 31)

Lay = Callable[..., tuple[Part, ...]]


def _rows(listing: Listing) -> list[str]:
    return [row.address for year in listing.years for month in year.months for row in month.rows]


@pytest.fixture
def laid_out(vocabulary: Vocabulary, a_library: MakeLibrary) -> Lay:
    """Lay briefings out below '/x/'."""

    def lay(*briefings: Briefing, every_period: bool = False) -> tuple[Part, ...]:
        library = a_library(*briefings)
        row = Links(library, vocabulary, "en").row
        return parts("/x/", library.briefings, row, every_period=every_period)

    return lay


def _daily(briefing: MakeBriefing, count: int, start: date = START, name: str = "b") -> list[Briefing]:
    """Make briefings a day apart, going back from a day."""
    days = (start - timedelta(days=number) for number in range(count))
    return [briefing(f"{name}-{day:%Y%m%d}", event_date=day.isoformat()) for day in days]


def _same_day(briefing: MakeBriefing, count: int, day: str | None, name: str) -> list[Briefing]:
    """Make briefings that share a date."""
    return [briefing(f"{name}-{number:03d}", event_date=day, published=None) for number in range(count)]


COLLECTIONS: dict[str, Callable[[MakeBriefing], list[Briefing]]] = {
    "none": lambda make: [],
    "one": lambda make: _daily(make, 1),
    "the limit": lambda make: _daily(make, LIMIT),
    "one over the limit": lambda make: _daily(make, LIMIT + 1),
    "two and a half pages": lambda make: _daily(make, 250),
    "three years": lambda make: _daily(make, 900),
    "a crowded month": lambda make: _same_day(make, 230, "2024-01-16", "a") + _daily(make, 30),
    "months only": lambda make: _same_day(make, 130, "2024-01", "a") + _same_day(make, 20, "2024-02", "b"),
    "years only": lambda make: _same_day(make, 130, "2024", "a") + _same_day(make, 20, "2023", "b"),
    "a year's days and the year alone": lambda make: _daily(make, 95) + _same_day(make, 210, "2024", "a"),
    "undated": lambda make: _same_day(make, 230, None, "a"),
    "dated and undated": lambda make: _daily(make, 120) + _same_day(make, 150, None, "a"),
    "few of each": lambda make: _daily(make, 3) + _same_day(make, 2, "2023", "a") + _same_day(make, 2, None, "b"),
}


@pytest.mark.parametrize("every_period", [False, True])
@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_listing_is_whole(laid_out: Lay, briefing: MakeBriefing, name: str, every_period: bool) -> None:
    """No page lists more than the limit, addresses are unique, every briefing is on a page, and every page but the
    first is linked from another."""
    made = COLLECTIONS[name](briefing)
    pages = laid_out(*made, every_period=every_period)
    assert all(len(_rows(page.listing)) <= LIMIT for page in pages)
    assert [address for address, count in Counter(page.address for page in pages).items() if count > 1] == []
    assert {address for page in pages for address in _rows(page.listing)} == {f"/briefings/{b.id}/" for b in made}
    linked = {link.address for page in pages for link in page.listing.periods}
    linked |= {address for page in pages for address in page.listing.parts}
    assert {page.address for page in pages[1:]} == linked - {pages[0].address}
    assert [page.address for page in pages if page.whole] == ["/x/"]


@pytest.mark.parametrize("name", COLLECTIONS)
def test_links_to_periods_count_what_they_lead_to(laid_out: Lay, briefing: MakeBriefing, name: str) -> None:
    """The number beside a period is the total of the page behind it."""
    pages = {page.address: page for page in laid_out(*COLLECTIONS[name](briefing))}
    for page in pages.values():
        for link in page.listing.periods:
            assert link.count == pages[link.address].listing.total


@pytest.mark.parametrize(
    ("count", "addresses"),
    [
        (100, ["/x/"]),
        (101, ["/x/", "/x/2024/", *(f"/x/2024/{month:02d}/" for month in (12, 11, 10, 9))]),
    ],
)
def test_a_listing_is_split_beyond_the_limit(
    laid_out: Lay, briefing: MakeBriefing, count: int, addresses: list[str]
) -> None:
    """A hundred stand on one page; one more gives pages for years, and for months where a year is crowded."""
    assert [page.address for page in laid_out(*_daily(briefing, count))] == addresses


def test_a_quiet_year_is_one_page(laid_out: Lay, briefing: MakeBriefing) -> None:
    """Only crowded years are split into months; the first page shows the newest of all."""
    made = [*_daily(briefing, 60), *_daily(briefing, 60, date(2023, 6, 30), "c")]
    pages = laid_out(*made)
    assert [page.address for page in pages] == ["/x/", "/x/2024/", "/x/2023/"]
    assert [len(_rows(page.listing)) for page in pages] == [100, 60, 60]
    assert [page.listing.total for page in pages] == [120, 60, 60]


def test_a_crowded_month_is_numbered(laid_out: Lay, briefing: MakeBriefing) -> None:
    """A month of 230 has three pages, of which each knows all."""
    pages = laid_out(*_same_day(briefing, 230, "2024-01-16", "a"))
    month = [page for page in pages if page.period == "2024-01"]
    assert [(page.address, page.number, len(_rows(page.listing))) for page in month] == [
        ("/x/2024/01/", 1, 100),
        ("/x/2024/01/2/", 2, 100),
        ("/x/2024/01/3/", 3, 30),
    ]
    assert {page.listing.parts for page in month} == {("/x/2024/01/", "/x/2024/01/2/", "/x/2024/01/3/")}


def test_the_archive_has_a_page_for_every_period(laid_out: Lay, briefing: MakeBriefing) -> None:
    """However few they are, years and months have their addresses, and the undated theirs."""
    made = [*_daily(briefing, 1), *_same_day(briefing, 1, "2023", "a"), *_same_day(briefing, 1, None, "u")]
    pages = laid_out(*made, every_period=True)
    assert [page.address for page in pages] == ["/x/", "/x/2024/", "/x/2024/12/", "/x/2023/", "/x/undated/"]


def test_rows_stand_under_their_year_and_month(laid_out: Lay, briefing: MakeBriefing) -> None:
    """A year holds its months newest first, then what only names the year; the undated come last."""
    dates = ["2024-02-01", "2024-01-31", "2024-01", "2024", "2023-12-31", None]
    (page,) = laid_out(*(briefing(f"b{n}", event_date=day, published=None) for n, day in enumerate(dates)))
    assert [(year.year, [(month.period, len(month.rows)) for month in year.months]) for year in page.listing.years] == [
        ("2024", [("2024-02", 1), ("2024-01", 2), ("2024", 1)]),
        ("2023", [("2023-12", 1)]),
        (None, [(None, 1)]),
    ]
