"""What each kind of page shows: plain values for the templates, nothing escaped yet, every address absolute ('/…/')."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from communique.model import (
    Briefing,
    Correction,
    CountryCode,
    KeyPoint,
    PairId,
    PartialDate,
    Person,
    Record,
    Source,
    TopicId,
    Withdrawn,
)
from communique.vocabulary import Publisher


@dataclass(frozen=True, slots=True)
class CountryLink:
    """A country by name; `address` is None if it has no page (it is only mentioned)."""

    code: CountryCode
    name: str
    address: str | None


@dataclass(frozen=True, slots=True)
class PairLink:
    """A pair by the names of its countries: 'North Korea – Russia'."""

    id: PairId
    name: str
    address: str
    countries: tuple[CountryLink, CountryLink]


@dataclass(frozen=True, slots=True)
class TopicLink:
    """A topic; its colour is the style sheet's class 'topic-<id>'."""

    id: TopicId
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """A briefing as one entry of a listing. `date` is the sort date; `lang` that of title and summary."""

    address: str
    title: str
    lang: str
    date: PartialDate | None
    pairs: tuple[PairLink, ...]
    topics: tuple[TopicLink, ...]
    summary: str
    publishers: tuple[str, ...]
    reviewed: bool
    draft: bool


@dataclass(frozen=True, slots=True)
class Month:
    """The rows of a month: period '2024-01', or '2024' where only the year is known, or None for undated ones."""

    period: PartialDate | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The months of a year, newest first; `year` None holds the undated rows."""

    year: str | None
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class PeriodLink:
    """A page that lists one period (None: the undated) of a longer listing."""

    period: PartialDate | None
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Briefings by year and month, newest first.

    `total` counts all of them. When they do not fit on one page, `years` holds the first of them and `periods` the
    pages of each period; `parts` the pages of a single period that does not fit either (this one included).
    """

    total: int
    years: tuple[Year, ...]
    periods: tuple[PeriodLink, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PairCount:
    """A pair, how many briefings it has in this place, and the newest sort date among them."""

    pair: PairLink
    count: int
    newest: PartialDate | None


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A topic and how many briefings it has in this place; `address` is where they are listed."""

    topic: TopicLink
    count: int
    address: str
    newest: PartialDate | None


@dataclass(frozen=True, slots=True)
class CountryCount:
    """A country, its number of briefings and of pairs, and its newest sort date."""

    country: CountryLink
    count: int
    pairs: int
    newest: PartialDate | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A pair in the matrix: `level` 1 to 4 grades its count, `recent` says within a year of the newest briefing."""

    pair: PairLink
    count: int
    newest: PartialDate | None
    level: int
    recent: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """Countries against countries. `cells[row code][column code]` is missing where there is no briefing."""

    countries: tuple[CountryLink, ...]
    cells: Mapping[CountryCode, Mapping[CountryCode, Cell]]
    omitted: int


@dataclass(frozen=True, slots=True)
class Activity:
    """Briefings of a month ('2024-01'), by topic, the main topic of each counted once."""

    period: PartialDate
    count: int
    topics: tuple[tuple[TopicLink, int], ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source with what the vocabulary knows of its publisher and agency."""

    source: Source
    publisher: Publisher | None
    agency: Publisher | None
    publisher_name: str
    agency_name: str | None
    open: bool


@dataclass(frozen=True, slots=True)
class Related:
    """Another briefing and why it is named here, in words: 'same pair and topic, 9 days earlier'."""

    row: Row
    reason: str


@dataclass(frozen=True, slots=True)
class FileView:
    """A briefing's file: what version control knows of it, and where it is edited and its history shown, if known."""

    record: Record | None
    edit: str | None
    history: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingView:
    """A briefing's page. `body` is Markdown that nobody has checked yet: only the `body` filter may show it."""

    briefing: Briefing
    pairs: tuple[PairLink, ...]
    topics: tuple[TopicLink, ...]
    parties: tuple[CountryLink, ...]
    mentions: tuple[CountryLink, ...]
    sources: tuple[SourceView, ...]
    corrections: tuple[Correction, ...]
    main_pair: PairLink | None
    earlier: Row | None
    later: Row | None
    related: tuple[Related, ...]
    file: FileView


@dataclass(frozen=True, slots=True)
class TombstoneView:
    """What stands at the address of a withdrawn briefing: that it was withdrawn, when, why, and the notes on it."""

    corrections: tuple[Correction, ...]
    withdrawn: Withdrawn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The front page."""

    latest: tuple[Row, ...]
    total: int
    countries: int
    pairs: tuple[PairCount, ...]
    topics: tuple[TopicCount, ...]
    matrix: Matrix
    newest: PartialDate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairView:
    """A pair's page, or one period of it. Only the first page has activity, topics, neighbours and publishers."""

    pair: PairLink
    period: PartialDate | None
    first: bool
    oldest: PartialDate | None
    newest: PartialDate | None
    listing: Listing
    activity: tuple[Activity, ...]
    topics: tuple[TopicCount, ...]
    neighbours: tuple[PairCount, ...]
    publishers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairTopicView:
    """A pair's briefings on one topic, or one period of them."""

    pair: PairLink
    topic: TopicLink
    listing: Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    """A topic's page, or one period of it; only the first page has the pairs."""

    topic: TopicLink
    about: str
    listing: Listing
    pairs: tuple[PairCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryView:
    """A country's page: every briefing to which it is a party, or one period of them; first its pairs and topics."""

    country: CountryLink
    listing: Listing
    pairs: tuple[PairCount, ...]
    topics: tuple[TopicCount, ...]


@dataclass(frozen=True, slots=True)
class PairsView:
    """All pairs, the most active first, and the matrix."""

    pairs: tuple[PairCount, ...]
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class TopicsView:
    """All topics that have briefings, in the vocabulary's order; `about` describes each by id."""

    topics: tuple[TopicCount, ...]
    about: Mapping[TopicId, str]


@dataclass(frozen=True, slots=True)
class CountriesView:
    """All countries that are parties somewhere, by name."""

    countries: tuple[CountryCount, ...]


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """The years of the collection, newest first, each with its months; the undated last (period None)."""

    years: tuple[tuple[PeriodLink, tuple[PeriodLink, ...]], ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivePeriodView:
    """The briefings of a year or month of the archive (None: the undated)."""

    period: PartialDate | None
    listing: Listing


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page; what it finds is up to the index."""

    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """What the search index knows of a briefing. Facets hold readable values, `aliases` other ways to name it."""

    address: str
    title: str
    lang: str
    date: PartialDate | None
    pairs: tuple[PairLink, ...]
    topics: tuple[TopicLink, ...]
    countries: tuple[CountryLink, ...]
    publishers: tuple[str, ...]
    year: str | None
    reviewed: bool
    people: tuple[Person, ...]
    key_points: tuple[KeyPoint, ...]
    summary: str
    body: str
    aliases: tuple[str, ...]
    draft: bool
