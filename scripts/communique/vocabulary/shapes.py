"""The shapes of the vocabulary's files, as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationInfo

from communique.fields import Code, Colour, Grade, Id, Partial, Rights
from communique.vocabulary.terms import CueKind


class Shape(BaseModel):
    """Keys with values; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


PACKAGED = {"packaged": True}
"""The context in which the packaged files are validated: their patterns are tested, not compiled each time."""


def _compiles(pattern: str, info: ValidationInfo) -> str:
    if info.context is PACKAGED:
        return pattern
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"The pattern cannot be read: {error}. | Correct the regular expression.") from error
    return pattern


Words = tuple[str, ...]


class HolderShape(Shape):
    """An office-holder: `from` and `to` are days, months or years."""

    name: str
    forms: Words = ()
    office: str = ""
    start: Partial | None = Field(None, alias="from")
    end: Partial | None = Field(None, alias="to")


class CountryShape(Shape):
    """A country's own line in countries.yml."""

    label: str | None = None
    names: Words = ()
    demonyms: Words = ()
    capitals: Words = ()
    metonyms: Words = ()
    places: Words = ()
    holders: tuple[HolderShape, ...] = ()
    languages: Mapping[str, Words] = {}


class SuccessorShape(Shape):
    """A withdrawn state and the country that it counts as."""

    to: Code
    names: Words = ()
    demonyms: Words = ()
    languages: Mapping[str, Words] = {}


class AmbiguityShape(Shape):
    """A form that is a country only in some contexts."""

    form: str
    country: Code
    needs: Words = ()
    unless: Words = ()
    not_after: Words = ()
    not_before: Words = ()
    after: Words = ()
    before: Words = ()
    person: bool = False


class SignsShape(Shape):
    """Single signs for countries in a language, and the compounds made of them."""

    countries: Mapping[str, Code] = {}
    words: Words = ()
    headed: Words = ()
    heads: Words = ()
    titles: Words = ()
    titled: Words = ()
    alone: Words = ()
    joined: Words = ()


class CountriesFile(Shape):
    """countries.yml."""

    countries: Mapping[Code, CountryShape] = {}
    successors: Mapping[Code, SuccessorShape] = {}
    ambiguous: tuple[AmbiguityShape, ...] = ()
    territories: tuple[Code, ...] = ()
    unions: tuple[Code, ...] = ()
    groups: Mapping[str, tuple[Code, ...]] = {}
    prefixes: Mapping[str, Code] = {}
    signs: Mapping[str, SignsShape] = {}
    states: Words = ()
    not_countries: Words = ()


class TopicShape(Shape):
    """A topic's own line in topics.yml; keywords map a phrase to its weight."""

    label: str
    description: str
    iptc: Words = ()
    colour: Colour
    keywords: Mapping[str, float] = {}
    languages: Mapping[str, Mapping[str, float]] = {}


class TopicsFile(Shape):
    """topics.yml."""

    topics: Mapping[Id, TopicShape] = {}


class PublisherShape(Shape):
    """A publisher's own line in publishers.yml."""

    name: str
    aliases: Words = ()
    domain: str | None = None
    country: Code | None = None
    agency: bool = False
    state_media: bool = False
    reliability: Grade | None = None
    rights: Rights | None = None


class PublishersFile(Shape):
    """publishers.yml."""

    publishers: Mapping[Id, PublisherShape] = {}


class PhrasesShape(Shape):
    """Phrases of one kind in one language, by how they are matched."""

    lines: Words = ()
    starts: Words = ()
    contains: Words = ()
    patterns: tuple[Annotated[str, AfterValidator(_compiles)], ...] = ()


class FurnitureFile(Shape):
    """furniture.yml: phrases by kind and language; `tail_labels` open the furniture at an article's end."""

    furniture: Mapping[str, Mapping[str, PhrasesShape]] = {}
    tail_labels: Mapping[str, PhrasesShape] = {}


class CuesFile(Shape):
    """cues.yml: words by what they tell of the names beside them, and by language."""

    cues: Mapping[CueKind, Mapping[str, Words]] = {}
    homes: Mapping[str, Code] = {}
    topics: Mapping[CueKind, Id] = {}


_SHAPES: dict[str, type[Shape]] = {
    "countries.yml": CountriesFile,
    "topics.yml": TopicsFile,
    "publishers.yml": PublishersFile,
    "furniture.yml": FurnitureFile,
    "cues.yml": CuesFile,
}
ADAPTERS: dict[str, TypeAdapter[Any]] = {name: TypeAdapter(shape) for name, shape in _SHAPES.items()}
