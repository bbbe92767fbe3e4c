"""The addresses of all pages of a site, without the pages: so many are told in a twentieth of the time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from communique.compose import views
from communique.compose.corrections import ADDRESS, CorrectionsView
from communique.compose.links import briefing_address, country_address, pair_address, topic_address
from communique.compose.listing import LIMIT, parts
from communique.compose.pages import redirects
from communique.model import Briefing, Library

FIXED = ("/", "/pairs/", "/topics/", "/countries/", "/archive/", ADDRESS, "/search/")
"""Pages that every site has."""

VIEWS: Mapping[str, type] = {
    "pages/home.md.j2": views.HomeView,
    "pages/briefing.md.j2": views.BriefingView,
    "pages/tombstone.md.j2": views.TombstoneView,
    "pages/pairs.md.j2": views.PairsView,
    "pages/pair.md.j2": views.PairView,
    "pages/pair_topic.md.j2": views.PairTopicView,
    "pages/topics.md.j2": views.TopicsView,
    "pages/topic.md.j2": views.TopicView,
    "pages/countries.md.j2": views.CountriesView,
    "pages/country.md.j2": views.CountryView,
    "pages/archive.md.j2": views.ArchiveView,
    "pages/archive_period.md.j2": views.ArchivePeriodView,
    "pages/corrections.md.j2": CorrectionsView,
    "pages/search.md.j2": views.SearchView,
}
"""What each template of a page is given as `view`."""


def addresses(library: Library) -> frozenset[str]:
    """Return the address of every page and redirect that `pages` and `redirects` give for a library."""
    single = (briefing_address(one.id) for one in (*library.briefings, *library.withdrawn))
    leading_on = (redirect.address for redirect in redirects(library))
    return frozenset((*FIXED, *single, *leading_on, *_listings(library), *_corrections(library)))


def _listings(library: Library) -> Iterator[str]:
    listed: list[tuple[str, Sequence[Briefing]]] = []
    for pair, briefings in library.by_pair.items():
        listed.append((pair_address(pair), briefings))
        listed += [(f"{pair_address(pair)}{topic}/", found) for topic, found in library.by_pair_and_topic[pair].items()]
    listed += [(topic_address(topic), found) for topic, found in library.by_topic.items()]
    listed += [(country_address(code), found) for code, found in library.by_country.items()]
    for base, found in listed:
        yield from (part.address for part in parts(base, found, _no_row))
    yield from (part.address for part in parts("/archive/", library.briefings, _no_row, every_period=True))


def _corrections(library: Library) -> Iterator[str]:
    years = [item.date.strftime("%Y") for one in library.briefings for item in one.corrections]
    if len(years) > LIMIT:
        yield from (f"{ADDRESS}{year}/" for year in years)


def _no_row(briefing: Briefing) -> Any:
    return briefing.id
