"""Library -> pages, redirects and search entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from communique import compose, draft
from communique.compose import overview
from communique.compose.links import Links
from communique.compose.listing import LIMIT
from communique.compose.related import MOST, neighbours, places, related
from communique.compose.views import (
    ArchiveView,
    BriefingView,
    CountryLink,
    CountryView,
    FileView,
    HomeView,
    Listing,
    Matrix,
    PairLink,
    PairsView,
    PairView,
    TombstoneView,
    TopicLink,
    TopicsView,
)
from communique.config import Settings
from communique.forge import forge
from communique.model import (
    Briefing,
    Correction,
    KeyPoint,
    Library,
    Page,
    Person,
    Record,
    Review,
    Source,
    Stated,
    Withdrawn,
)
from communique.vocabulary import Vocabulary
from conftest import TODAY, MakeArticle, MakeBriefing, MakeLibrary, MakeReading

Composed = Callable[..., dict[str, Page]]


@pytest.fixture
def composed(vocabulary: Vocabulary, settings: Settings, a_library: MakeLibrary) -> Composed:
    """Compose briefings and return the pages by address."""

    def compose_(*briefings: Briefing, drafts: bool = False) -> dict[str, Page]:
        pages = compose.pages(a_library(*briefings, drafts=drafts), vocabulary, settings)
        assert [address for address, count in Counter(page.address for page in pages).items() if count > 1] == []
        return {page.address: page for page in pages}

    return compose_


# --- which pages there are ------------------------------------------------------------------------------------------


def test_the_addresses_of_a_small_collection(composed: Composed, briefing: MakeBriefing) -> None:
    """Each briefing, pair, topic, pair and topic, country and period in use has its page, and nothing else has."""
    one = briefing("one", topics=("diplomacy", "nuclear"), mentions=("USA",))
    two = briefing("two", parties=("LVA",), pairs=(), topics=(), event_date=None, published=None)
    assert sorted(composed(one, two)) == [
        "/",
        "/about/corrections/",
        "/archive/",
        "/archive/2024/",
        "/archive/2024/01/",
        "/archive/undated/",
        "/briefings/one/",
        "/briefings/two/",
        "/countries/",
        "/countries/lva/",
        "/countries/prk/",
        "/countries/rus/",
        "/pairs/",
        "/pairs/prk-rus/",
        "/pairs/prk-rus/diplomacy/",
        "/pairs/prk-rus/nuclear/",
        "/search/",
        "/topics/",
        "/topics/diplomacy/",
        "/topics/nuclear/",
    ]


def test_an_empty_collection_has_its_main_pages(composed: Composed) -> None:
    """The pages of the navigation are there from the first day."""
    assert sorted(composed()) == [
        "/",
        "/about/corrections/",
        "/archive/",
        "/countries/",
        "/pairs/",
        "/search/",
        "/topics/",
    ]


def test_addresses_are_lower_case_and_do_not_depend_on_folders(composed: Composed, briefing: MakeBriefing) -> None:
    """A file may move; its address stays."""
    one = composed(briefing("one", path="briefings/unpaired/x/another.md"))
    assert set(one) == set(composed(briefing("one")))
    assert all(address == address.lower() for address in one)


@pytest.mark.parametrize("count", [LIMIT + 1, 220])
def test_no_page_lists_more_than_a_hundred(composed: Composed, briefing: MakeBriefing, count: int) -> None:
    """This holds for every page of a large collection, and every briefing is listed under its pair."""
    days = [date(2024, 12, 31) - timedelta(days=number) for number in range(count)]
    undated = [briefing(f"u-{number}", event_date=None, published=None) for number in range(110)]
    pages = composed(*(briefing(f"b-{day:%Y%m%d}", event_date=day.isoformat()) for day in days), *undated)
    listings = {address: page.view.listing for address, page in pages.items() if hasattr(page.view, "listing")}
    assert {address for address, listing in listings.items() if len(_addresses(listing)) > LIMIT} == set()
    of_pair = (listing for address, listing in listings.items() if address.startswith("/pairs/prk-rus/"))
    assert len({address for listing in of_pair for address in _addresses(listing)}) == count + len(undated)


def _addresses(listing: Listing) -> list[str]:
    return [row.address for year in listing.years for month in year.months for row in month.rows]


def test_pages_of_one_listing_have_titles_of_their_own(composed: Composed, briefing: MakeBriefing) -> None:
    """Later pages name their period and number, so that search engines and readers tell them apart."""
    pages = composed(*(briefing(f"b-{number:03d}") for number in range(150)))
    titles = [pages[f"/pairs/prk-rus/{rest}"].title for rest in ("", "2024/", "2024/01/", "2024/01/2/")]
    name = "North Korea – Russia"
    assert titles == [name, f"{name}, 2024", f"{name}, January 2024", f"{name}, January 2024 (2)"]


# --- what they show -------------------------------------------------------------------------------------------------


def test_the_front_page(composed: Composed, briefing: MakeBriefing) -> None:
    """The newest twelve, all counts, and the newest date."""
    made = [briefing(f"b-{day:02d}", event_date=f"2024-01-{day:02d}") for day in range(1, 16)]
    page = composed(*made)["/"]
    assert isinstance(page.view, HomeView)
    assert (page.title, page.description) == ("Briefings", "Relations between states")
    assert [row.address for row in page.view.latest] == [f"/briefings/b-{day:02d}/" for day in range(15, 3, -1)]
    assert (page.view.total, page.view.countries, page.view.newest) == (15, 2, "2024-01-15")
    assert [(item.pair.id, item.count) for item in page.view.pairs] == [("PRK-RUS", 15)]


def test_a_briefings_page(composed: Composed, briefing: MakeBriefing) -> None:
    """Title, language and summary are the briefing's own; the newest correction stands first."""
    late, early = Correction(date(2024, 3, 1), "Late."), Correction(date(2024, 2, 1), "Early.")
    made = briefing(lang="ko", mentions=("USA",), corrections=(early, late), review=Review("Ilze", TODAY))
    page = composed(made)["/briefings/a-visit/"]
    assert (page.title, page.description, page.lang) == (made.title, made.summary, "ko")
    view = page.view
    assert isinstance(view, BriefingView)
    assert view.corrections == (late, early)
    assert view.main_pair is not None and view.main_pair.name == "North Korea – Russia"
    assert [(link.name, link.address) for link in (*view.parties, *view.mentions)] == [
        ("North Korea", "/countries/prk/"),
        ("Russia", "/countries/rus/"),
        ("United States", None),
    ]


def test_what_is_known_of_a_briefings_file(
    vocabulary: Vocabulary, settings: Settings, briefing: MakeBriefing, a_library: MakeLibrary
) -> None:
    """Links lead to the forge of the settings; a file that is known not to be committed is not there yet."""
    made, path = a_library(briefing()), briefing().path
    home = "https://github.com/o/r"
    links = (f"{home}/edit/main/{path}", f"{home}/commits/main/{path}")
    record = Record(date(2024, 1, 20), date(2024, 2, 1))

    def shown(settings: Settings, records: dict[str, Record] | None) -> FileView:
        pages = {page.address: page.view for page in compose.pages(made, vocabulary, settings, records)}
        view = pages["/briefings/a-visit/"]
        assert isinstance(view, BriefingView)
        return view.file

    kept = replace(settings, forge=forge(home, None, None, "site_src"))
    assert shown(settings, None) == FileView(None, None, None)
    assert shown(settings, {path: record}) == FileView(record, None, None)
    assert shown(kept, None) == FileView(None, *links)
    assert shown(kept, {path: record}) == FileView(record, *links)
    assert shown(kept, {}) == FileView(None, None, None)


def test_a_source_is_shown_with_what_the_desk_knows(composed: Composed, briefing: MakeBriefing) -> None:
    """A known publisher or agency gets its full name and marks; an unknown one its own words."""
    sources = (
        Source(publisher="TASS", agency="KCNA"),
        Source(publisher="Baltic Courier", agency="Courier Wire", rights="cc-by-4.0"),
    )
    view = composed(briefing(sources=sources))["/briefings/a-visit/"].view
    assert isinstance(view, BriefingView)
    known, unknown = view.sources
    assert known.publisher is not None and known.publisher.state_media and not known.open
    assert known.publisher_name == known.publisher.name and known.agency_name != "KCNA"
    assert (unknown.publisher, unknown.publisher_name, unknown.agency_name) == (None, "Baltic Courier", "Courier Wire")
    assert unknown.open


def test_a_withdrawn_briefing_leaves_a_tombstone(composed: Composed, briefing: MakeBriefing) -> None:
    """At its address stand the corrections alone: no title, no text; it is in no listing."""
    note = Correction(date(2024, 3, 1), "It was another ship.")
    gone = briefing("gone", status="withdrawn", title="SECRET", summary="SECRET", body="SECRET", corrections=(note,))
    pages = composed(gone)
    assert pages["/briefings/gone/"].view == TombstoneView((note,))
    assert "SECRET" not in repr(pages) and "/pairs/prk-rus/" not in pages


def test_a_tombstone_says_when_and_why(composed: Composed, briefing: MakeBriefing) -> None:
    """Date and reason of the withdrawal are shown; they are meant for readers."""
    why = Withdrawn(date(2024, 3, 1), "The source took its report back.")
    pages = composed(briefing("gone", status="withdrawn", withdrawn=why))
    assert pages["/briefings/gone/"].view == TombstoneView((), why)


def test_nothing_of_a_draft_is_shown(composed: Composed, briefing: MakeBriefing) -> None:
    """A draft has no page, no listing, no country, no redirect; a preview marks it."""
    made = briefing("secret", status="draft", title="SECRET", parties=("LVA",), pairs=(), topics=("migration",))
    assert "SECRET" not in repr(composed(made, briefing())) and "lva" not in repr(sorted(composed(made)))
    view = composed(made, drafts=True)["/countries/lva/"].view
    assert isinstance(view, CountryView)
    assert [row.draft for year in view.listing.years for month in year.months for row in month.rows] == [True]


def test_topics_stand_in_the_vocabularys_order(
    composed: Composed, briefing: MakeBriefing, vocabulary: Vocabulary
) -> None:
    """The page of topics lists those in use, each with its description."""
    view = composed(briefing("a", topics=("sanctions", "nuclear")), briefing("b", topics=("diplomacy",)))[
        "/topics/"
    ].view
    assert isinstance(view, TopicsView)
    assert [item.topic.id for item in view.topics] == ["diplomacy", "nuclear", "sanctions"]
    assert view.about == {id_: vocabulary.topics[id_].description for id_ in ("diplomacy", "nuclear", "sanctions")}


def test_the_archive_counts_years_and_months(composed: Composed, briefing: MakeBriefing) -> None:
    """Years newest first, each with its months; the undated last."""
    dates = ("2024-03-01", "2024-01-16", "2024-01-15", "2023", None)
    made = (briefing(f"b{number}", event_date=day, published=None) for number, day in enumerate(dates))
    view = composed(*made)["/archive/"].view
    assert isinstance(view, ArchiveView)
    assert [(year.period, year.count, [(m.period, m.count) for m in months]) for year, months in view.years] == [
        ("2024", 3, [("2024-03", 1), ("2024-01", 2)]),
        ("2023", 1, []),
        (None, 1, []),
    ]


def test_a_pairs_page(composed: Composed, briefing: MakeBriefing) -> None:
    """First and last date, activity by month with the empty ones between, topics, neighbours and publishers."""
    made = (
        briefing("a", event_date="2024-01-16", topics=("diplomacy", "nuclear")),
        briefing("b", event_date="2024-04", topics=("nuclear",), sources=(Source(publisher="AP"),) * 2),
        briefing("c", event_date="2023", topics=()),
        briefing("d", parties=("PRK", "CHN"), pairs=("CHN-PRK",)),
        briefing("e", parties=("GEO", "LVA"), pairs=("GEO-LVA",)),
    )
    view = composed(*made)["/pairs/prk-rus/"].view
    assert isinstance(view, PairView)
    assert (view.oldest, view.newest) == ("2023", "2024-04")
    months = [(month.period, month.count, [(t.id, n) for t, n in month.topics]) for month in view.activity]
    assert months == [
        ("2024-01", 1, [("diplomacy", 1)]),
        ("2024-02", 0, []),
        ("2024-03", 0, []),
        ("2024-04", 1, [("nuclear", 1)]),
    ]
    assert [(item.topic.id, item.count, item.address) for item in view.topics] == [
        ("nuclear", 2, "/pairs/prk-rus/nuclear/"),
        ("diplomacy", 1, "/pairs/prk-rus/diplomacy/"),
    ]
    assert [item.pair.id for item in view.neighbours] == ["CHN-PRK"]
    assert view.publishers == (("Baltic Courier", 2), ("Associated Press", 1))


# --- the matrix -----------------------------------------------------------------------------------------------------


def _matrix(composed: Composed, *briefings: Briefing) -> Matrix:
    view = composed(*briefings)["/pairs/"].view
    assert isinstance(view, PairsView)
    return view.matrix


def test_the_matrix_is_symmetric(composed: Composed, briefing: MakeBriefing) -> None:
    """Both cells of a pair are the same; countries stand by name; no country meets itself."""
    matrix = _matrix(
        composed,
        briefing("a"),
        briefing("b", parties=("CHN", "PRK"), pairs=("CHN-PRK",), event_date="2020-01-01"),
        briefing("c", parties=("CHN", "RUS"), pairs=("CHN-RUS",), event_date=None, published=None),
    )
    assert [country.name for country in matrix.countries] == ["China", "North Korea", "Russia"]
    cells = {(one, other): cell for one, row in matrix.cells.items() for other, cell in row.items()}
    assert all(cells[other, one] == cell and one != other for (one, other), cell in cells.items())
    assert {pair: cell.recent for pair, cell in cells.items() if pair[0] < pair[1]} == {
        ("PRK", "RUS"): True,
        ("CHN", "PRK"): False,
        ("CHN", "RUS"): False,
    }


def test_recent_is_a_year_back_from_the_newest_briefing(composed: Composed, briefing: MakeBriefing) -> None:
    """Not from today: the same collection always gives the same shades."""
    newest = briefing("a", event_date="2001-06-15")
    edge = briefing("b", parties=("CHN", "PRK"), pairs=("CHN-PRK",), event_date="2000-06-01")
    past = briefing("c", parties=("CHN", "RUS"), pairs=("CHN-RUS",), event_date="2000-05-31")
    cells = _matrix(composed, newest, edge, past).cells
    assert [cells["PRK"]["RUS"].recent, cells["CHN"]["PRK"].recent, cells["CHN"]["RUS"].recent] == [True, True, False]


def test_the_shade_grows_with_the_count(composed: Composed, briefing: MakeBriefing) -> None:
    """The most active pair has the deepest shade; one briefing the lightest but in the smallest collections."""
    many = [briefing(f"a{number}") for number in range(40)]
    some = [briefing(f"b{number}", parties=("CHN", "PRK"), pairs=("CHN-PRK",)) for number in range(5)]
    cells = _matrix(composed, *many, *some, briefing("c", parties=("CHN", "RUS"), pairs=("CHN-RUS",))).cells
    levels = [cells["CHN"]["RUS"].level, cells["CHN"]["PRK"].level, cells["PRK"]["RUS"].level]
    assert levels[0] == 1 and levels == sorted(set(levels)) and levels[-1] == overview.LEVELS


def test_the_matrix_of_the_front_page_is_limited(composed: Composed, briefing: MakeBriefing) -> None:
    """The busiest countries stay; the number of those left out is said."""
    codes = ["CHN", "DEU", "EST", "FIN", "GEO", "IND", "JPN", "KOR", "LVA", "NOR", "POL", "SWE", "TUR"]
    made = [briefing(f"{code.lower()}", parties=(code, "USA"), pairs=(f"{code}-USA",)) for code in codes]
    view = composed(*made)["/"].view
    assert isinstance(view, HomeView)
    assert len(view.matrix.countries) == 12 and view.matrix.omitted == 2
    assert "United States" in [country.name for country in view.matrix.countries]


# --- relatives ------------------------------------------------------------------------------------------------------


@pytest.fixture
def family(briefing: MakeBriefing, a_library: MakeLibrary) -> Library:
    """Three briefings of a pair, and others near them."""
    return a_library(
        briefing("first", event_date="2024-01-07"),
        briefing("second", event_date="2024-01-16"),
        briefing("third", event_date="2024-04-20", topics=("nuclear",)),
        briefing("shares-party", event_date="2024-01-16", parties=("CHN", "PRK"), pairs=("CHN-PRK",)),
        briefing("shares-topic", event_date="2024-01-16", parties=("GEO", "LVA"), pairs=("GEO-LVA",)),
        briefing("undated", event_date=None, published=None),
        briefing("month", event_date="2024-01"),
    )


def _by_id(library: Library, id_: str) -> Briefing:
    return next(briefing for briefing in library.briefings if briefing.id == id_)


@pytest.mark.parametrize(
    ("id_", "earlier", "later"),
    [
        ("second", "first", "third"),
        ("third", "second", None),
        ("month", None, "first"),
        ("undated", None, None),
        ("shares-topic", None, None),
    ],
)
def test_previous_and_next_in_the_pair(family: Library, id_: str, earlier: str | None, later: str | None) -> None:
    """The neighbours are those in time within the main pair; an undated briefing has none and is none."""
    found = neighbours(_by_id(family, id_), family, places(family))
    assert tuple(other.id if other else None for other in found) == (earlier, later)


def test_related_briefings_are_named_with_the_reason(family: Library, vocabulary: Vocabulary) -> None:
    """Same pair and topic first, then the pair, then the topic with a shared party; the nearest in time first. One
    that shares only a topic is no relative."""
    found = related(_by_id(family, "second"), family, places(family), Links(family, vocabulary, "en"))
    assert [(item.row.address.split("/")[2], item.reason) for item in found] == [
        ("first", "same pair and topic, 9 days earlier"),
        ("month", "same pair and topic"),
        ("undated", "same pair and topic"),
        ("third", "same pair, 3 months later"),
        ("shares-party", "same topic, the same day"),
    ]


def test_a_briefing_has_few_relatives_and_is_none_of_them(
    briefing: MakeBriefing, a_library: MakeLibrary, vocabulary: Vocabulary
) -> None:
    """At most five, each once, never itself."""
    library = a_library(*(briefing(f"b-{number}", topics=("diplomacy", "nuclear")) for number in range(30)))
    one = _by_id(library, "b-7")
    found = [item.row.address for item in related(one, library, places(library), Links(library, vocabulary, "en"))]
    assert len(found) == len(set(found)) == MOST and "/briefings/b-7/" not in found


# --- redirects ------------------------------------------------------------------------------------------------------


def test_redirects(briefing: MakeBriefing, a_library: MakeLibrary) -> None:
    """Reversed pairs, earlier ids (of withdrawn ones too, not of drafts) and /briefings/ itself lead on."""
    library = a_library(
        briefing("one", aliases=("old-one", "one")),
        briefing("two", status="withdrawn", aliases=("old-two",)),
        briefing("three", status="draft", aliases=("old-three",)),
    )
    assert {redirect.address: redirect.to for redirect in compose.redirects(library)} == {
        "/briefings/": "/archive/",
        "/pairs/rus-prk/": "/pairs/prk-rus/",
        "/briefings/old-one/": "/briefings/one/",
        "/briefings/old-two/": "/briefings/two/",
    }


def test_redirects_lead_to_pages_and_never_hide_one(
    composed: Composed, briefing: MakeBriefing, a_library: MakeLibrary
) -> None:
    """A redirect's own address is no page's; its target is one."""
    made = (briefing("one", aliases=("old",)), briefing("two", parties=("CHN", "PRK"), pairs=("CHN-PRK",)))
    pages, redirects = composed(*made), compose.redirects(a_library(*made))
    assert {redirect.to for redirect in redirects} <= set(pages)
    assert {redirect.address for redirect in redirects}.isdisjoint(pages)


# --- search ---------------------------------------------------------------------------------------------------------


def _name(link: CountryLink | PairLink | TopicLink) -> str:
    return link.name


def test_a_search_entry(
    briefing: MakeBriefing, a_library: MakeLibrary, vocabulary: Vocabulary, settings: Settings
) -> None:
    """Facets hold readable values; the countries' other names and codes find the briefing."""
    made = briefing(
        people=(Person("Ilze Example"),), key_points=(KeyPoint("A point."),), review=Review("Ilze", TODAY), lang="ko"
    )
    (entry,) = compose.search_entries(a_library(made), vocabulary, settings)
    assert (entry.address, entry.title, entry.lang, entry.date, entry.year) == (
        "/briefings/a-visit/",
        "A visit",
        "ko",
        "2024-01-16",
        "2024",
    )
    assert [*map(_name, entry.countries), *map(_name, entry.pairs), *map(_name, entry.topics)] == [
        "North Korea",
        "Russia",
        "North Korea – Russia",
        "Diplomacy",
    ]
    assert (entry.publishers, entry.people, entry.reviewed) == (("Baltic Courier",), (Person("Ilze Example"),), True)
    assert {"PRK", "DPRK", "Pyongyang", "북한", "КНДР", "RUS", "Moscow"} <= set(entry.aliases)
    assert not any("*" in alias for alias in entry.aliases)
    assert len(set(entry.aliases)) == len(entry.aliases)


def test_an_undated_entry_has_no_year(
    briefing: MakeBriefing, a_library: MakeLibrary, vocabulary: Vocabulary, settings: Settings
) -> None:
    """Nothing is guessed for the facet."""
    (entry,) = compose.search_entries(a_library(briefing(event_date=None, published=None)), vocabulary, settings)
    assert (entry.date, entry.year) == (None, None)


def test_only_published_briefings_are_found(
    briefing: MakeBriefing, a_library: MakeLibrary, vocabulary: Vocabulary, settings: Settings
) -> None:
    """Nothing of a draft or a withdrawn briefing reaches the index."""
    library = a_library(
        briefing("shown"),
        briefing("draft", status="draft", title="SECRET", body="SECRET"),
        briefing("gone", status="withdrawn", title="SECRET", body="SECRET"),
    )
    entries = compose.search_entries(library, vocabulary, settings)
    assert [entry.address for entry in entries] == ["/briefings/shown/"] and "SECRET" not in repr(entries)


def test_a_reserved_text_is_neither_shown_nor_found(
    article: MakeArticle,
    reading: MakeReading,
    a_library: MakeLibrary,
    vocabulary: Vocabulary,
    settings: Settings,
    composed: Composed,
) -> None:
    """Beyond the quotation, a source's text under reserved rights is in no page and no search entry."""
    made = article(
        "The harbour of the first town was opened to freight on Monday.",
        "Ministers of both countries will meet again in Batumi next spring.",
        "Exports of rye have grown by a third since the ferry sails.",
        "Customs officers on either shore now use a common form.",
        "The SENTINEL left its berth with forty lorries on board at night.",
    )
    for rights, shown in ((None, False), ("all-rights-reserved", False), ("cc-by-4.0", True)):
        new, _ = draft.briefing(
            replace(made, stated=Stated(rights=rights)), reading(), settings, vocabulary, taken=(), today=TODAY
        )
        everything: Any = (composed(new), compose.search_entries(a_library(new), vocabulary, settings))
        assert ("SENTINEL" in repr(everything)) is shown
