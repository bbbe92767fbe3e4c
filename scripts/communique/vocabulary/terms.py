"""What a vocabulary holds: frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from communique.model import CountryCode, PartialDate, TopicId
from communique.vocabulary import cldr

FormKind = Literal["name", "demonym", "capital", "metonym", "place"]


@dataclass(frozen=True, slots=True)
class Form:
    """A way of writing a country. `stem`: any ending may follow. Latin script is matched with its capitals."""

    text: str
    kind: FormKind
    lang: str
    stem: bool = False


@dataclass(frozen=True, slots=True)
class Holder:
    """A person who may stand for a country while in office; `start` and `end` as far as they are known."""

    name: str
    forms: tuple[str, ...]
    title: str
    start: PartialDate | None
    end: PartialDate | None


@dataclass(frozen=True, slots=True)
class Country:
    """A country: what it is called here (English label), how it is written, who stands for it."""

    code: CountryCode
    label: str
    forms: tuple[Form, ...]
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguity:
    """A form that means a country only in some contexts; each condition is a list of words."""

    form: str
    country: CountryCode
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    person: bool = False


@dataclass(frozen=True, slots=True)
class Signs:
    """Single signs that stand for countries in the compounds and headlines of a language.

    `words` are compounds of them; those in `headed` count only before one of `heads`. By itself a sign counts before
    one of `titles` if it is in `titled`, between punctuation if in `alone`, and before a point and a name if in
    `joined`.
    """

    lang: str
    countries: Mapping[str, CountryCode]
    words: tuple[str, ...] = ()
    headed: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    titled: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Keyword:
    """A phrase that speaks for (positive weight) or against a topic. `stem`: any ending may follow."""

    phrase: str
    weight: float
    lang: str
    stem: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """A field of relations. `iptc` are IPTC Media Topic QCodes, `colour` is '#rrggbb'."""

    id: TopicId
    label: str
    description: str
    iptc: tuple[str, ...]
    colour: str
    keywords: tuple[Keyword, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who publishes. `reliability` is the Admiralty grade A-F, if anyone gave one."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    domain: str | None = None
    country: CountryCode | None = None
    agency: bool = False
    state_media: bool = False
    reliability: str | None = None
    rights: str | None = None


FurnitureHow = Literal["lines", "starts", "contains", "patterns"]


@dataclass(frozen=True, slots=True)
class FurniturePhrase:
    """A phrase or pattern that marks a line as furniture of a kind; `tail`: and all that follows it."""

    kind: str
    lang: str
    how: FurnitureHow
    text: str
    tail: bool


CueKind = Literal[
    "organ",
    "local",
    "state",
    "civil",
    "voice",
    "media",
    "relation",
    "between",
    "two",
    "host",
    "place",
    "says",
    "home",
    "currency",
    "sport",
    "market",
    "leisure",
    "weather",
    "office",
    "role",
    "portfolio",
    "nameless",
    "title",
    "leaning",
    "pronoun",
    "linking",
]
"""What a word tells of the names beside it; cues.yml says each in words."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All editorial knowledge. Mappings keep the order of their files."""

    countries: Mapping[CountryCode, Country]
    successors: Mapping[CountryCode, CountryCode]
    ambiguities: tuple[Ambiguity, ...]
    not_countries: tuple[str, ...]
    topics: Mapping[TopicId, Topic]
    publishers: Mapping[str, Publisher]
    publisher_names: Mapping[str, str]
    furniture: tuple[FurniturePhrase, ...]
    cues: Mapping[CueKind, Mapping[str, tuple[str, ...]]]
    homes: Mapping[str, CountryCode]
    cue_topics: Mapping[CueKind, TopicId] = field(default_factory=dict)
    prefixes: Mapping[str, CountryCode] = field(default_factory=dict)
    territories: frozenset[CountryCode] = frozenset()
    unions: frozenset[CountryCode] = frozenset()
    groups: Mapping[str, tuple[CountryCode, ...]] = field(default_factory=dict)
    signs: tuple[Signs, ...] = ()
    states: tuple[str, ...] = ()

    def publisher(self, name: str) -> Publisher | None:
        """Return the publisher of that id, name or alias, whatever its capitals."""
        return self.publishers.get(self.publisher_names.get(name.casefold(), ""))

    def country_name(self, code: CountryCode, lang: str = "en") -> str:
        """Return a country's name in a language: the desk's label in English, CLDR's in others, else the code."""
        country = self.countries.get(code)
        if country is not None and lang.split("-")[0] == "en":
            return country.label
        return cldr.name(code, lang) or (country.label if country else code)
