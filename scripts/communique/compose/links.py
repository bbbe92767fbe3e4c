"""Names and permanent addresses: of countries, pairs, topics and briefings, and a briefing as one row of a listing."""

from __future__ import annotations

from dataclasses import dataclass

from communique.compose.views import CountryLink, PairLink, Row, SourceView, TopicLink
from communique.fields import is_open
from communique.model import Briefing, CountryCode, Library, PairId, PartialDate, Source, TopicId
from communique.vocabulary import Vocabulary


def briefing_address(id_: str) -> str:
    """Return the permanent address of a briefing."""
    return f"/briefings/{id_}/"


def pair_address(pair: PairId) -> str:
    """Return the permanent address of a pair."""
    return f"/pairs/{pair.lower()}/"


def topic_address(topic: TopicId) -> str:
    """Return the permanent address of a topic."""
    return f"/topics/{topic}/"


def country_address(code: CountryCode) -> str:
    """Return the permanent address of a country."""
    return f"/countries/{code.lower()}/"


def period_address(base: str, period: PartialDate | None) -> str:
    """Return the address of one period of a listing: '/archive/' and '2024-01' give '/archive/2024/01/'."""
    return f"{base}undated/" if period is None else f"{base}{period.replace('-', '/')}/"


@dataclass(frozen=True, slots=True)
class Links:
    """Makes links in the site's language; a country links to its page only if the library gives it one."""

    library: Library
    vocabulary: Vocabulary
    lang: str

    def country(self, code: CountryCode) -> CountryLink:
        """Name a country."""
        address = country_address(code) if code in self.library.by_country else None
        return CountryLink(code, self.vocabulary.country_name(code, self.lang), address)

    def pair(self, pair: PairId) -> PairLink:
        """Name a pair by its countries, in the order of its id."""
        one, other = (self.country(code) for code in pair.split("-"))
        return PairLink(pair, f"{one.name} – {other.name}", pair_address(pair), (one, other))

    def topic(self, topic: TopicId) -> TopicLink:
        """Name a topic."""
        return TopicLink(topic, self.vocabulary.topics[topic].label, topic_address(topic))

    def pairs(self, briefing: Briefing) -> tuple[PairLink, ...]:
        """Name a briefing's pairs, the main one first."""
        return tuple(self.pair(pair) for pair in briefing.pairs)

    def topics(self, briefing: Briefing) -> tuple[TopicLink, ...]:
        """Name a briefing's topics, the main one first."""
        return tuple(self.topic(topic) for topic in briefing.topics)

    def publisher_name(self, source: Source) -> str:
        """Return a publisher's full name if the vocabulary knows it, else what the source says."""
        known = self.vocabulary.publisher(source.publisher)
        return known.name if known else source.publisher

    def source(self, source: Source) -> SourceView:
        """Show a source with what is known of its publisher and agency."""
        agency = self.vocabulary.publisher(source.agency) if source.agency else None
        return SourceView(
            source=source,
            publisher=self.vocabulary.publisher(source.publisher),
            agency=agency,
            publisher_name=self.publisher_name(source),
            agency_name=agency.name if agency else source.agency,
            open=is_open(source.rights),
        )

    def row(self, briefing: Briefing) -> Row:
        """Show a briefing as one entry of a listing."""
        return Row(
            address=briefing_address(briefing.id),
            title=briefing.title,
            lang=briefing.lang,
            date=briefing.sort_date,
            pairs=self.pairs(briefing),
            topics=self.topics(briefing),
            summary=briefing.summary,
            publishers=tuple(dict.fromkeys(self.publisher_name(source) for source in briefing.sources)),
            reviewed=briefing.review is not None,
            draft=briefing.status == "draft",
        )
