"""What the desk knows: countries, topics, publishers and furniture phrases.

The packaged files in `data/` are the defaults; a desk's own files of the same names in `briefings/` lie over them:
an entry adds to or changes the one of the same id, `off` switches it off, and a list item '-word' takes 'word' away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Annotated, Any, Literal

from babel import Locale
from babel.core import get_global
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter

from communique import strict
from communique.fields import Code, Colour, Grade, Id, Partial, Rights
from communique.model import CountryCode, PartialDate, TopicId
from communique.problems import BuildError, Problem

FILES = ("countries.yml", "topics.yml", "publishers.yml", "furniture.yml")
"""The vocabulary's files, packaged and overlaid by name."""

LANGUAGES = ("en", "ko", "ru", "uk", "zh", "ja", "ar", "fr", "es", "de", "pt", "tr")
"""The languages in which countries are recognised by their CLDR names."""

_CLDR_CODES = {"XKX": "XK", "EUE": "EU"}
"""Codes that CLDR's table of alpha-3 aliases lacks."""

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
    person: bool = False


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

    def publisher(self, name: str) -> Publisher | None:
        """Return the publisher of that id, name or alias, whatever its capitals."""
        return self.publishers.get(self.publisher_names.get(name.casefold(), ""))

    def country_name(self, code: CountryCode, lang: str = "en") -> str:
        """Return a country's name in a language: the desk's label in English, CLDR's in others, else the code."""
        country = self.countries.get(code)
        if country is not None and lang.split("-")[0] == "en":
            return country.label
        return cldr_name(code, lang) or (country.label if country else code)


def load(overlays: Mapping[str, str]) -> Vocabulary:
    """Read the packaged vocabulary under a desk's own.

    `overlays` maps a path shown in problems ('briefings/topics.yml') to that file's text; its last part says which
    file it overlays. Raises BuildError with every problem of every file.
    """
    problems: list[Problem] = []
    data: dict[str, Any] = {}
    for name in FILES:
        packaged = resources.files("communique").joinpath("data", name).read_text(encoding="utf-8")
        tree = _tree(packaged, f"data/{name}", problems)
        for path, text in overlays.items():
            if path.rsplit("/", 1)[-1] == name:
                over = _tree(text, path, problems)
                problems += _misfits(over, name, path)
                tree = strict.Tree(_overlaid(tree.value, over.value), {**tree.places, **over.places})
        data[name] = tree
    if problems:
        raise BuildError(problems)
    parsed = {}
    for name in FILES:
        path = next((path for path in overlays if path.endswith(f"/{name}")), f"data/{name}")
        value, found = strict.typed(data[name], _ADAPTERS[name], path)
        problems += found
        parsed[name] = value
    if problems:
        raise BuildError(problems)
    return _vocabulary(parsed)


def schemas() -> dict[str, Any]:
    """Return the JSON Schema of each vocabulary file by name, for editors."""
    return {name: adapter.json_schema() for name, adapter in _ADAPTERS.items()}


def cldr_name(code: CountryCode, lang: str) -> str | None:
    """Return CLDR's name of a country in a language (BCP 47), or None where CLDR lacks either."""
    two = _CLDR_CODES.get(code) or (get_global("territory_aliases").get(code) or [""])[0]
    try:
        name = Locale.parse(lang, sep="-").territories.get(two)
    except (ValueError, LookupError):
        return None
    return str(name) if name else None


# --- the files' shapes ----------------------------------------------------------------------------------------------


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"The pattern cannot be read: {error}. | Correct the regular expression.") from error
    return pattern


Words = tuple[str, ...]


class _HolderShape(_Shape):
    name: str
    forms: Words = ()
    office: str = ""
    start: Partial | None = Field(None, alias="from")
    end: Partial | None = Field(None, alias="to")


class _CountryShape(_Shape):
    label: str | None = None
    names: Words = ()
    demonyms: Words = ()
    capitals: Words = ()
    metonyms: Words = ()
    places: Words = ()
    holders: tuple[_HolderShape, ...] = ()
    languages: Mapping[str, Words] = {}


class _SuccessorShape(_Shape):
    to: Code
    names: Words = ()
    demonyms: Words = ()
    languages: Mapping[str, Words] = {}


class _AmbiguityShape(_Shape):
    form: str
    country: Code
    needs: Words = ()
    unless: Words = ()
    not_after: Words = ()
    not_before: Words = ()
    person: bool = False


class _CountriesFile(_Shape):
    countries: Mapping[Code, _CountryShape] = {}
    successors: Mapping[Code, _SuccessorShape] = {}
    ambiguous: tuple[_AmbiguityShape, ...] = ()
    not_countries: Words = ()


class _TopicShape(_Shape):
    label: str
    description: str
    iptc: Words = ()
    colour: Colour
    keywords: Mapping[str, float] = {}
    languages: Mapping[str, Mapping[str, float]] = {}


class _TopicsFile(_Shape):
    topics: Mapping[Id, _TopicShape] = {}


class _PublisherShape(_Shape):
    name: str
    aliases: Words = ()
    domain: str | None = None
    country: Code | None = None
    agency: bool = False
    state_media: bool = False
    reliability: Grade | None = None
    rights: Rights | None = None


class _PublishersFile(_Shape):
    publishers: Mapping[Id, _PublisherShape] = {}


class _PhrasesShape(_Shape):
    lines: Words = ()
    starts: Words = ()
    contains: Words = ()
    patterns: tuple[Annotated[str, AfterValidator(_compiles)], ...] = ()


class _FurnitureFile(_Shape):
    furniture: Mapping[str, Mapping[str, _PhrasesShape]] = {}
    tail_labels: Mapping[str, _PhrasesShape] = {}


_SHAPES: dict[str, type[_Shape]] = {
    "countries.yml": _CountriesFile,
    "topics.yml": _TopicsFile,
    "publishers.yml": _PublishersFile,
    "furniture.yml": _FurnitureFile,
}
_ADAPTERS: dict[str, TypeAdapter[Any]] = {name: TypeAdapter(shape) for name, shape in _SHAPES.items()}


# --- overlaying -----------------------------------------------------------------------------------------------------


def _tree(text: str, path: str, problems: list[Problem]) -> strict.Tree:
    tree, found = strict.parse(text, path, limit=strict.MAX_FILE_BYTES)
    problems += found
    if tree is not None and not isinstance(tree.value, dict):
        problems.append(Problem(path, "This must be keys with values.", "See the packaged file for its form.", 1))
        return strict.Tree({}, {})
    return tree or strict.Tree({}, {})


def _misfits(over: strict.Tree, name: str, path: str) -> list[Problem]:
    """Check an overlay by itself, so that a problem names the desk's file and line. It may leave keys out."""
    _, problems = strict.typed(over, _ADAPTERS[name], path)
    return [problem for problem in problems if "missing" not in problem.message and not _is_off(over, problem)]


def _is_off(over: strict.Tree, problem: Problem) -> bool:
    value = over.value
    for part in (problem.key or "").split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return bool(value == "off")


def _overlaid(base: Any, over: Any) -> Any:
    """Lay one value over another: mappings key by key, lists added to ('-word' takes away), all else replaced."""
    if isinstance(base, dict) and isinstance(over, dict):
        merged = {key: _overlaid(base[key], over[key]) if key in over else base[key] for key in base}
        merged |= {key: value for key, value in over.items() if key not in base}
        return {key: value for key, value in merged.items() if value != "off"}
    if isinstance(base, list) and isinstance(over, list):
        gone = {item[1:] for item in over if isinstance(item, str) and item.startswith("-")}
        added = [item for item in over if not (isinstance(item, str) and item.startswith("-"))]
        return [item for item in base if not (isinstance(item, str) and item in gone)] + added
    return over


# --- shapes -> vocabulary -------------------------------------------------------------------------------------------


def _vocabulary(parsed: Mapping[str, Any]) -> Vocabulary:
    file: _CountriesFile = parsed["countries.yml"]
    publishers = {
        id_: Publisher(id=id_, **shape.model_dump()) for id_, shape in parsed["publishers.yml"].publishers.items()
    }
    return Vocabulary(
        countries={code: _country(code, shape, file.successors) for code, shape in file.countries.items()},
        successors={code: shape.to for code, shape in file.successors.items()},
        ambiguities=tuple(Ambiguity(**shape.model_dump()) for shape in file.ambiguous),
        not_countries=file.not_countries,
        topics={id_: _topic(id_, shape) for id_, shape in parsed["topics.yml"].topics.items()},
        publishers=publishers,
        publisher_names=_publisher_names(publishers),
        furniture=_furniture(parsed["furniture.yml"]),
    )


def _country(code: CountryCode, shape: _CountryShape, successors: Mapping[str, _SuccessorShape]) -> Country:
    earlier = [successor for successor in successors.values() if successor.to == code]
    cldr = [(lang, cldr_name(code, lang)) for lang in LANGUAGES]
    written: list[tuple[Sequence[str], FormKind]] = [
        ([*shape.names, *(name for s in earlier for name in s.names)], "name"),
        ([*shape.demonyms, *(name for s in earlier for name in s.demonyms)], "demonym"),
        (shape.capitals, "capital"),
        (shape.metonyms, "metonym"),
        (shape.places, "place"),
    ]
    forms = [Form(name, "name", lang) for lang, name in cldr if name]
    forms += [_form(text, kind, "en") for texts, kind in written for text in texts]
    for languages in (shape.languages, *(successor.languages for successor in earlier)):
        forms += [_form(text, "name", lang) for lang, texts in languages.items() for text in texts]
    label = shape.label or cldr_name(code, "en") or (shape.names or (code,))[0]
    holders = tuple(Holder(h.name, h.forms, h.office, h.start, h.end) for h in shape.holders)
    return Country(code, label, tuple(dict.fromkeys(forms)), holders)


def _form(text: str, kind: FormKind, lang: str) -> Form:
    return Form(text, kind, lang, stem="*" in text)


def _topic(id_: TopicId, shape: _TopicShape) -> Topic:
    by_lang = {"en": shape.keywords, **shape.languages}
    keywords = tuple(
        Keyword(phrase, weight, lang, stem="*" in phrase)
        for lang, phrases in by_lang.items()
        for phrase, weight in phrases.items()
    )
    return Topic(id_, shape.label, shape.description, shape.iptc, shape.colour, keywords)


def _furniture(file: _FurnitureFile) -> tuple[FurniturePhrase, ...]:
    groups = [(kind, lang, shape, False) for kind, langs in file.furniture.items() for lang, shape in langs.items()]
    groups += [("section-label", lang, shape, True) for lang, shape in file.tail_labels.items()]
    hows: tuple[FurnitureHow, ...] = ("lines", "starts", "contains", "patterns")
    return tuple(
        FurniturePhrase(kind, lang, how, text, tail)
        for kind, lang, shape, tail in groups
        for how in hows
        for text in getattr(shape, how)
    )


def _publisher_names(publishers: Mapping[str, Publisher]) -> Mapping[str, str]:
    names = {alias.casefold(): p.id for p in publishers.values() for alias in (*p.aliases, p.name)}
    return names | {id_: id_ for id_ in publishers}
