"""Shapes -> Vocabulary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from communique.model import CountryCode, TopicId
from communique.vocabulary import cldr
from communique.vocabulary.shapes import CountriesFile, CountryShape, FurnitureFile, SuccessorShape, TopicShape
from communique.vocabulary.terms import (
    Ambiguity,
    Country,
    Form,
    FormKind,
    FurnitureHow,
    FurniturePhrase,
    Holder,
    Keyword,
    Publisher,
    Signs,
    Topic,
    Vocabulary,
)


def assemble(parsed: Mapping[str, Any]) -> Vocabulary:
    """Make the vocabulary of the typed content of its files, by file name."""
    file: CountriesFile = parsed["countries.yml"]
    publishers = {
        id_: Publisher(id=id_, **shape.model_dump()) for id_, shape in parsed["publishers.yml"].publishers.items()
    }
    return Vocabulary(
        countries={code: _country(code, shape, file.successors) for code, shape in file.countries.items()},
        successors={code: shape.to for code, shape in file.successors.items()},
        ambiguities=tuple(Ambiguity(**shape.model_dump()) for shape in file.ambiguous),
        prefixes=file.prefixes,
        territories=frozenset(file.territories),
        unions=frozenset(file.unions),
        groups=file.groups,
        signs=tuple(Signs(lang, **shape.model_dump()) for lang, shape in file.signs.items()),
        states=file.states,
        not_countries=file.not_countries,
        topics={id_: _topic(id_, shape) for id_, shape in parsed["topics.yml"].topics.items()},
        publishers=publishers,
        publisher_names=_publisher_names(publishers),
        furniture=_furniture(parsed["furniture.yml"]),
        cues=parsed["cues.yml"].cues,
        homes=parsed["cues.yml"].homes,
        cue_topics=parsed["cues.yml"].topics,
    )


def _country(code: CountryCode, shape: CountryShape, successors: Mapping[str, SuccessorShape]) -> Country:
    earlier = [successor for successor in successors.values() if successor.to == code]
    named = [(lang, cldr.name(code, lang)) for lang in cldr.LANGUAGES]
    written: list[tuple[Sequence[str], FormKind]] = [
        ([*shape.names, *(name for s in earlier for name in s.names)], "name"),
        ([*shape.demonyms, *(name for s in earlier for name in s.demonyms)], "demonym"),
        (shape.capitals, "capital"),
        (shape.metonyms, "metonym"),
        (shape.places, "place"),
    ]
    forms = [Form(name, "name", lang) for lang, name in named if name]
    forms += [_form(text, kind, "en") for texts, kind in written for text in texts]
    for languages in (shape.languages, *(successor.languages for successor in earlier)):
        forms += [_form(text, _kind(text), lang) for lang, texts in languages.items() for text in texts]
    label = shape.label or cldr.name(code, "en") or (shape.names or (code,))[0]
    holders = tuple(Holder(h.name, h.forms, h.office, h.start, h.end) for h in shape.holders)
    return Country(code, label, tuple(dict.fromkeys(forms)), holders)


def _kind(text: str) -> FormKind:
    """Tell what a form in another language is: in most, adjectives and people begin with a small letter."""
    return "demonym" if text[:1].islower() else "name"


def _form(text: str, kind: FormKind, lang: str) -> Form:
    return Form(text, kind, lang, stem="*" in text)


def _topic(id_: TopicId, shape: TopicShape) -> Topic:
    by_lang = {"en": shape.keywords, **shape.languages}
    keywords = tuple(
        Keyword(phrase, weight, lang, stem="*" in phrase)
        for lang, phrases in by_lang.items()
        for phrase, weight in phrases.items()
    )
    return Topic(id_, shape.label, shape.description, shape.iptc, shape.colour, keywords)


def _furniture(file: FurnitureFile) -> tuple[FurniturePhrase, ...]:
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
