"""The pages of the site, one function a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from communique.compose import overview
from communique.compose.corrections import newest_first, overview_pages
from communique.compose.links import (
    Links,
    briefing_address,
    country_address,
    pair_address,
    topic_address,
)
from communique.compose.listing import Part, parts
from communique.compose.related import Places, neighbours, places, related
from communique.compose.views import (
    ArchivePeriodView,
    ArchiveView,
    BriefingView,
    CountriesView,
    CountryView,
    FileView,
    HomeView,
    PairCount,
    PairsView,
    PairTopicView,
    PairView,
    SearchView,
    TombstoneView,
    TopicsView,
    TopicView,
)
from communique.config import Settings
from communique.model import Briefing, Library, Page, Record, Redirect
from communique.vocabulary import Vocabulary
from communique.wording import period_name

LATEST = 12
"""Briefings on the front page."""

HOME_MATRIX = 12
PAIRS_MATRIX = 60
"""Most countries in the matrix of the front page and of the pairs page."""


def pages(
    library: Library, vocabulary: Vocabulary, settings: Settings, records: Mapping[str, Record] | None = None
) -> tuple[Page, ...]:
    """Return every page of the site that is composed from briefings, in a fixed order.

    `records` is what version control knows of their files, by path; None if nothing is known of any.
    """
    links = Links(library, vocabulary, settings.lang)
    briefings = partial(_briefings, records=records)
    return tuple(
        page
        for kind in (_home, briefings, _pairs, _topics, _countries, _archive, _corrections, _search)
        for page in kind(library, links, settings)
    )


def redirects(library: Library) -> tuple[Redirect, ...]:
    """Return the addresses that lead on: reversed pairs, earlier ids, and /briefings/ itself."""
    reversed_pairs = [
        Redirect(pair_address("-".join(reversed(pair.split("-")))), pair_address(pair)) for pair in library.by_pair
    ]
    earlier_ids = [
        Redirect(briefing_address(alias), briefing_address(briefing.id))
        for briefing in (*library.briefings, *library.withdrawn)
        for alias in briefing.aliases
        if alias != briefing.id
    ]
    return (Redirect("/briefings/", "/archive/"), *reversed_pairs, *earlier_ids)


def _home(library: Library, links: Links, settings: Settings) -> Iterator[Page]:
    counts = overview.pair_counts(library.by_pair, links)
    view = HomeView(
        latest=tuple(links.row(briefing) for briefing in library.briefings[:LATEST]),
        total=len(library.briefings),
        countries=len(library.by_country),
        pairs=counts,
        topics=overview.topic_counts(library.briefings, links),
        matrix=overview.matrix(counts, links, HOME_MATRIX),
        newest=overview.newest(library.briefings),
    )
    yield Page("/", "pages/home.md.j2", settings.name, settings.description, view)


def _briefings(
    library: Library, links: Links, settings: Settings, records: Mapping[str, Record] | None
) -> Iterator[Page]:
    where = places(library)
    for briefing in library.briefings:
        shown = _briefing_view(briefing, library, where, links, _file(briefing, settings, records))
        address, draft = briefing_address(briefing.id), briefing.status == "draft"
        yield Page(address, "pages/briefing.md.j2", briefing.title, briefing.summary, shown, briefing.lang, draft)
    for briefing in library.withdrawn:
        # The title may be what had to be withdrawn, so not even that is shown.
        notice = "The briefing that stood here was withdrawn."
        tombstone = TombstoneView(newest_first(briefing), briefing.withdrawn)
        yield Page(briefing_address(briefing.id), "pages/tombstone.md.j2", "Withdrawn briefing", notice, tombstone)


def _file(briefing: Briefing, settings: Settings, records: Mapping[str, Record] | None) -> FileView:
    """Show a briefing's file. One that is known not to be committed is on no forge, so nothing leads there."""
    record = records.get(briefing.path) if records is not None else None
    if settings.forge is None or (records is not None and record is None):
        return FileView(record, None, None)
    return FileView(record, settings.forge.edit(briefing.path), settings.forge.history(briefing.path))


def _briefing_view(briefing: Briefing, library: Library, where: Places, links: Links, file: FileView) -> BriefingView:
    earlier, later = neighbours(briefing, library, where)
    return BriefingView(
        briefing=briefing,
        pairs=links.pairs(briefing),
        topics=links.topics(briefing),
        parties=tuple(links.country(code) for code in briefing.parties),
        mentions=tuple(links.country(code) for code in briefing.mentions),
        sources=tuple(links.source(source) for source in briefing.sources),
        corrections=newest_first(briefing),
        main_pair=links.pair(briefing.pairs[0]) if briefing.pairs else None,
        earlier=links.row(earlier) if earlier else None,
        later=links.row(later) if later else None,
        related=related(briefing, library, where, links, without=(earlier, later)),
        file=file,
    )


def _pairs(library: Library, links: Links, settings: Settings) -> Iterator[Page]:
    counts = overview.pair_counts(library.by_pair, links)
    view = PairsView(counts, overview.matrix(counts, links, PAIRS_MATRIX))
    yield Page(
        "/pairs/",
        "pages/pairs.md.j2",
        "Pairs of countries",
        f"Briefings by pair of countries: {len(counts)} pairs.",
        view,
    )
    for pair in library.by_pair:
        yield from _pair(pair, library, links)


def _pair(pair: str, library: Library, links: Links) -> Iterator[Page]:
    briefings, link = library.by_pair[pair], links.pair(pair)
    base = link.address
    description = f"Briefings on relations between {link.countries[0].name} and {link.countries[1].name}, by date."

    def view(part: Part) -> PairView:
        first = part.whole
        return PairView(
            pair=link,
            period=part.period,
            first=first,
            oldest=overview.oldest(briefings),
            newest=overview.newest(briefings),
            listing=part.listing,
            activity=overview.activity(briefings, links) if first else (),
            topics=overview.topic_counts(briefings, links, base) if first else (),
            neighbours=_neighbour_pairs(pair, library, links) if first else (),
            publishers=overview.publisher_counts(briefings, links) if first else (),
        )

    yield from _paged(base, briefings, links, "pages/pair.md.j2", link.name, description, view)
    for topic, found in library.by_pair_and_topic[pair].items():
        name = links.topic(topic)
        yield from _paged(
            f"{base}{topic}/",
            found,
            links,
            "pages/pair_topic.md.j2",
            f"{link.name}: {name.name}",
            f"Briefings on {name.name.lower()} between {link.countries[0].name} and {link.countries[1].name}.",
            lambda part, name=name: PairTopicView(pair=link, topic=name, listing=part.listing),  # type: ignore[misc]
        )


def _neighbour_pairs(pair: str, library: Library, links: Links) -> tuple[PairCount, ...]:
    """Return the other pairs of a pair's two countries."""
    codes = set(pair.split("-"))
    others = {
        other: found for other, found in library.by_pair.items() if other != pair and codes & set(other.split("-"))
    }
    return overview.pair_counts(others, links)


def _topics(library: Library, links: Links, settings: Settings) -> Iterator[Page]:
    known = links.vocabulary.topics
    counts = {item.topic.id: item for item in overview.topic_counts(library.briefings, links)}
    ordered = tuple(counts[topic] for topic in known if topic in counts)
    view = TopicsView(ordered, {topic: known[topic].description for topic in counts})
    yield Page("/topics/", "pages/topics.md.j2", "Topics", "Briefings by field.", view)
    for topic, briefings in library.by_topic.items():
        link, about = links.topic(topic), known[topic].description
        pairs = overview.pairs_among(briefings, links)
        yield from _paged(
            topic_address(topic),
            briefings,
            links,
            "pages/topic.md.j2",
            link.name,
            about,
            lambda part, link=link, about=about, pairs=pairs: TopicView(  # type: ignore[misc]
                topic=link, about=about, listing=part.listing, pairs=pairs if part.whole else ()
            ),
        )


def _countries(library: Library, links: Links, settings: Settings) -> Iterator[Page]:
    view = CountriesView(overview.country_counts(library.by_country, links))
    yield Page("/countries/", "pages/countries.md.j2", "Countries", "Briefings by country.", view)
    for code, briefings in library.by_country.items():
        link = links.country(code)
        pairs, topics = overview.pairs_among(briefings, links, code), overview.topic_counts(briefings, links)
        yield from _paged(
            country_address(code),
            briefings,
            links,
            "pages/country.md.j2",
            link.name,
            f"Briefings to which {link.name} is a party.",
            lambda part, link=link, pairs=pairs, topics=topics: CountryView(  # type: ignore[misc]
                country=link,
                listing=part.listing,
                pairs=pairs if part.whole else (),
                topics=topics if part.whole else (),
            ),
        )


def _archive(library: Library, links: Links, settings: Settings) -> Iterator[Page]:
    whole, *periods = parts("/archive/", library.briefings, links.row, every_period=True)
    months = {part.period: part.listing.periods for part in periods if part.number == 1}
    years = tuple((year, months.get(year.period, ())) for year in whole.listing.periods)
    view = ArchiveView(years, len(library.briefings))
    yield Page("/archive/", "pages/archive.md.j2", "Archive", "Every briefing, by year and month.", view)
    for part in periods:
        title = _with_part(period_name(part.period, settings.lang), part)
        shown = ArchivePeriodView(period=part.period, listing=part.listing)
        yield Page(part.address, "pages/archive_period.md.j2", title, f"Briefings: {title}.", shown)


def _corrections(library: Library, links: Links, settings: Settings) -> Iterator[Page]:
    for address, view in overview_pages(library, links):
        title = f"Corrections, {view.period}" if view.period else "Corrections"
        yield Page(address, "pages/corrections.md.j2", title, "What was wrong on this site, and was put right.", view)


def _search(library: Library, links: Links, settings: Settings) -> Iterator[Page]:
    yield Page("/search/", "pages/search.md.j2", "Search", "Search all briefings.", SearchView(len(library.briefings)))


def _paged(
    base: str,
    briefings: tuple[Briefing, ...],
    links: Links,
    template: str,
    title: str,
    description: str,
    view: Callable[[Part], object],
) -> Iterator[Page]:
    """Make a page of each part of a listing; the parts after the first name their period in the title."""
    for part in parts(base, briefings, links.row):
        name = title if part.whole else _with_part(f"{title}, {period_name(part.period, links.lang)}", part)
        yield Page(part.address, template, name, description, view(part))


def _with_part(title: str, part: Part) -> str:
    return title if part.number == 1 else f"{title} ({part.number})"
