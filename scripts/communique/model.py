"""The nouns: what the stages hand to each other. Frozen, complete from the start, standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

CountryCode = str
"""ISO 3166-1 alpha-3, or a code that the vocabulary adds (XKX, EUE)."""

PairId = str
"""Two country codes, sorted, joined by '-': PRK-RUS."""

TopicId = str
"""An id of topics.yml: space-technology."""

PartialDate = str
"""EDTF level 0: a day, month or year ('2024-01-16', '2024-01', '2024')."""

Status = Literal["draft", "published", "withdrawn"]

UNKNOWN_PUBLISHER = "Unknown publisher"
"""What stands in a drafted source for a publisher that neither the curator nor the text names."""


def pair_id(one: CountryCode, other: CountryCode) -> PairId:
    """Return the id of the pair of two countries, whichever comes first."""
    return "-".join(sorted((one, other)))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom a text names, and in what office or role, in the text's own words, if it says so."""

    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """A sentence that stands alone, and who is quoted in it: 'TASS' and 'the ministry'."""

    text: str
    said_by: tuple[str, ...] = ()


# --- articles -------------------------------------------------------------------------------------------------------

LineKind = Literal[
    "headline",
    "deck",
    "subheading",
    "body",
    # furniture, by name:
    "header",  # a line of the curator's YAML header: neither text nor furniture
    "advertisement",
    "agency-end",
    "author-note",
    "byline",
    "caption",
    "comment",
    "copyright",
    "credit",
    "dateline",
    "embed",
    "navigation",
    "newsletter",
    "pull-quote",
    "related",
    "section-label",
    "share",
]

TEXT_KINDS: frozenset[LineKind] = frozenset({"headline", "deck", "subheading", "body"})
"""The kinds of line that belong to the article itself; 'header' is the curator's; all others are furniture."""


@dataclass(frozen=True, slots=True)
class Line:
    """A non-empty line of an article file and what it is.

    `index` counts the file's non-empty lines from 0, `number` all its lines from 1. For HTML both count the lines of
    the extracted text.
    """

    index: int
    number: int
    text: str
    kind: LineKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a curator's header or sidecar, or a page's own metadata, says of an article. None: not said."""

    title: str | None = None
    publisher: str | None = None
    agency: str | None = None
    url: str | None = None
    archive_url: str | None = None
    published: date | None = None
    retrieved: date | None = None
    rights: str | None = None
    lang: str | None = None
    event_date: PartialDate | None = None
    pairs: tuple[PairId, ...] | None = None
    parties: tuple[CountryCode, ...] | None = None
    mentions: tuple[CountryCode, ...] | None = None
    topics: tuple[TopicId, ...] | None = None
    people: tuple[Person, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The text of one article file, every line named.

    `title` is the headline (stated, the page's own or a line of the text) or None; `paragraphs` the deck,
    sub-headings and body, hard-wrapped lines joined, without the headline and without furniture. `stated` is the
    curator's word, `page` what an HTML page says of itself; the curator's wins.
    """

    path: str
    sha256: str
    lang: str
    title: str | None
    paragraphs: tuple[str, ...]
    lines: tuple[Line, ...]
    stated: Stated
    page: Stated

    @property
    def furniture(self) -> tuple[Line, ...]:
        """The lines that are not part of the article."""
        return tuple(line for line in self.lines if line.kind not in TEXT_KINDS and line.kind != "header")


# --- readings -------------------------------------------------------------------------------------------------------

TITLE = -1
"""The 'paragraph' number of the title in a Span."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of paragraph number `paragraph` of an article (TITLE for its title)."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in an article that names a country, and by what kind of form."""

    country: CountryCode
    form: str
    kind: Literal["name", "demonym", "capital", "metonym", "place", "holder", "home"]
    span: Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a field got a value: the rule in words, a score (0: rejected), and the spans that speak for it.

    `line` is the number of the line that gives it, if that is no part of the text: a byline, a dateline, a credit.
    """

    field: str
    value: str
    score: float
    reason: str
    spans: tuple[Span, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an article says, each proposed value backed by evidence. The main pair and the main topic come first.

    `points` are all sentences that stand alone, in the text's order; a briefing takes the first few.

    `gaps` says in words what the text does not give: {"published": "the text gives no publication date"}.
    """

    published: date | None
    event_date: PartialDate | None
    parties: tuple[CountryCode, ...]
    pairs: tuple[PairId, ...]
    mentions: tuple[CountryCode, ...]
    topics: tuple[TopicId, ...]
    people: tuple[Person, ...]
    points: tuple[KeyPoint, ...]
    agency: str | None
    publisher: str | None
    evidence: tuple[Evidence, ...]
    gaps: Mapping[str, str]


# --- briefings ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who says so: one article that a briefing rests on. `rights` None counts as all rights reserved."""

    publisher: str
    agency: str | None = None
    title: str | None = None
    url: str | None = None
    archive_url: str | None = None
    published: date | None = None
    retrieved: date | None = None
    rights: str | None = None
    credibility: int | None = None
    article: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A person's word that the briefing is right."""

    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Correction:
    """A dated note of what was wrong."""

    date: date
    note: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """When a briefing was withdrawn, and why, in words for its readers."""

    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """Which version drafted the file, and the digest of the file as drafted (without this key)."""

    version: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """A briefing with every default filled in. `path` is its file, relative to the root, with '/'."""

    path: str
    id: str
    title: str
    lang: str
    status: Status
    event_date: PartialDate | None
    published: date | None
    added: date | None
    parties: tuple[CountryCode, ...]
    pairs: tuple[PairId, ...]
    mentions: tuple[CountryCode, ...]
    topics: tuple[TopicId, ...]
    people: tuple[Person, ...]
    summary: str
    key_points: tuple[KeyPoint, ...]
    sources: tuple[Source, ...]
    review: Review | None
    corrections: tuple[Correction, ...]
    aliases: tuple[str, ...]
    drafted: Drafted | None
    body: str
    withdrawn: Withdrawn | None = None

    @property
    def sort_date(self) -> PartialDate | None:
        """When it happened, else when it was published; None puts it under 'Undated'."""
        return self.event_date or (self.published.isoformat() if self.published else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The published briefings, newest first, and the indexes over them; the withdrawn apart.

    Each index keeps the order of `briefings`. Drafts are not in it unless the loader was asked for them.
    """

    briefings: tuple[Briefing, ...]
    withdrawn: tuple[Briefing, ...]
    by_pair: Mapping[PairId, tuple[Briefing, ...]]
    by_pair_and_topic: Mapping[PairId, Mapping[TopicId, tuple[Briefing, ...]]]
    by_topic: Mapping[TopicId, tuple[Briefing, ...]]
    by_country: Mapping[CountryCode, tuple[Briefing, ...]]


@dataclass(frozen=True, slots=True)
class Record:
    """What version control knows of a briefing's file: the days of its first commit and of its last change.

    None: not known, since the clone does not reach back so far, or the file has changes that are not committed.
    """

    first: date | None
    last: date | None


# --- pages ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site: its permanent address ('/pairs/prk-rus/'), the template that draws it, and what it shows.

    `title` and `description` are plain text, not yet escaped; `lang` is the language of the title, None for our own;
    `draft` marks a page that only a preview has.
    """

    address: str
    template: str
    title: str
    description: str
    view: object
    lang: str | None = None
    draft: bool = False

    @property
    def path(self) -> str:
        """The page's file below site_src: 'pairs/prk-rus/index.md'."""
        return f"{self.address.strip('/')}/index.md".lstrip("/")


@dataclass(frozen=True, slots=True)
class Redirect:
    """An address that sends its reader on to another one of the site."""

    address: str
    to: str
