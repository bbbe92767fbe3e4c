"""What the search index is fed: one entry a briefing."""

from __future__ import annotations

from communique.compose.links import Links, briefing_address
from communique.compose.views import SearchEntry
from communique.config import Settings
from communique.model import Briefing, CountryCode, Library
from communique.vocabulary import Vocabulary

ALIAS_KINDS = ("name", "demonym", "capital")
"""The forms of a country under which a reader may look for it."""


def search_entries(library: Library, vocabulary: Vocabulary, settings: Settings) -> tuple[SearchEntry, ...]:
    """Return one entry for each published briefing, in the library's order."""
    links = Links(library, vocabulary, settings.lang)
    aliases = {code: _aliases(code, vocabulary) for code in library.by_country}
    return tuple(_entry(briefing, links, aliases) for briefing in library.briefings)


def _entry(briefing: Briefing, links: Links, aliases: dict[CountryCode, tuple[str, ...]]) -> SearchEntry:
    date = briefing.sort_date
    return SearchEntry(
        address=briefing_address(briefing.id),
        title=briefing.title,
        lang=briefing.lang,
        date=date,
        pairs=links.pairs(briefing),
        topics=links.topics(briefing),
        countries=tuple(links.country(code) for code in briefing.parties),
        publishers=tuple(dict.fromkeys(links.publisher_name(source) for source in briefing.sources)),
        year=date[:4] if date else None,
        reviewed=briefing.review is not None,
        people=briefing.people,
        key_points=briefing.key_points,
        summary=briefing.summary,
        body=briefing.body,
        aliases=tuple(dict.fromkeys(alias for code in briefing.parties for alias in aliases[code])),
        draft=briefing.status == "draft",
    )


def _aliases(code: CountryCode, vocabulary: Vocabulary) -> tuple[str, ...]:
    country = vocabulary.countries.get(code)
    if country is None:
        return (code,)
    forms = (form.text.replace("*", "") for form in country.forms if form.kind in ALIAS_KINDS)
    return (code, *dict.fromkeys(forms))
