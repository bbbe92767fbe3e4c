"""Vocabulary -> Lexicon: what the desk knows, compiled once for looking up in text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import ahocorasick

from communique.model import CountryCode, TopicId
from communique.recognise import stems
from communique.recognise.calendars import Calendar, compile_calendar
from communique.recognise.cues import Cues, compile_cues
from communique.recognise.passages import fold
from communique.vocabulary import Ambiguity, Form, Publisher, Vocabulary

EntryKind = Literal["name", "demonym", "capital", "metonym", "place", "holder", "blank", "publisher"]

_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_CYRILLIC = re.compile(r"[А-Яа-яЁёІіЇїЄєҐґ]")
_CYRILLIC_ENDING = re.compile(r"(?:[аеиоуыэюяіїєьй]|[аеиоуыюяіїє][аеиоуыюяйхмвіїєь]{0,2})$")
"""The ending of a Russian or Ukrainian noun or adjective in its first case, which others replace."""

EVERY = ""
"""The key of the forms that are looked for in articles of every language."""

_ANY = 99
_CASE_ENDING = 3
"""Longest ending, in letters, that a Russian or Ukrainian name takes in other cases ('-ями', '-ого')."""

_GENITIVE = 1
"""German names take a bare '-s'."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A written form and what it stands for.

    `words` are its words in lower case, each with the most letters that may follow it as an ending. `code` is None
    for phrases that hide a country's name (`blank`) and for publishers, whose id is `publisher`.
    """

    text: str
    kind: EntryKind
    words: tuple[tuple[str, int], ...]
    code: CountryCode | None = None
    publisher: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A phrase that speaks for or against a topic; `words` as in Entry, empty for stemmed phrases."""

    topic: TopicId
    phrase: str
    weight: float
    words: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Lexicon:
    """The vocabulary, ready for looking up. Automata map a text to (end, entries); both can be pickled."""

    forms: Mapping[str, Any]
    ambiguities: Mapping[str, tuple[Ambiguity, ...]]
    topic_phrases: Mapping[str, Any]
    topic_stems: Mapping[str, Any]
    stemming: Mapping[str, stems.Stemming]
    topics: tuple[TopicId, ...]
    labels: Mapping[str, str]
    publishers: Mapping[str, Publisher]
    publisher_names: Mapping[str, str]
    domains: Mapping[str, str]
    holders: Mapping[str, str]
    calendar: Calendar
    cues: Cues
    homes: Mapping[str, CountryCode]

    def label(self, code: str) -> str:
        """Return the English name of a country or topic, else its code."""
        return self.labels.get(code, code)


def compile_lexicon(vocabulary: Vocabulary) -> Lexicon:
    """Compile a vocabulary for `recognise`. Once per run: it takes some tenths of a second."""
    entries: dict[str, list[Entry]] = defaultdict(list)
    for entry, lang in _entries(vocabulary):
        entries[lang].append(entry)
    phrases, stemmed, stemming = stems.compile_topics(vocabulary.topics.values())
    return Lexicon(
        forms={lang: _automaton(of_lang) for lang, of_lang in entries.items()},
        ambiguities=_by_form(vocabulary.ambiguities),
        topic_phrases={
            lang: _automaton(TopicEntry(topic, k.phrase, k.weight, _words(k.phrase, k.lang)) for topic, k in of_lang)
            for lang, of_lang in phrases.items()
        },
        topic_stems={lang: _stem_automaton(of_lang) for lang, of_lang in stemmed.items()},
        stemming=stemming,
        topics=tuple(vocabulary.topics),
        labels={c.code: c.label for c in vocabulary.countries.values()}
        | {t.id: t.label for t in vocabulary.topics.values()},
        publishers=vocabulary.publishers,
        publisher_names=vocabulary.publisher_names,
        domains={p.domain: p.id for p in vocabulary.publishers.values() if p.domain},
        holders=_holders(vocabulary),
        calendar=compile_calendar(),
        cues=compile_cues(vocabulary.cues),
        homes=vocabulary.homes,
    )


def _holders(vocabulary: Vocabulary) -> dict[str, str]:
    """Map each form of a holder's name, in lower case, to the full name; forms of two persons are left out."""
    names: dict[str, set[str]] = defaultdict(set)
    for country in vocabulary.countries.values():
        for holder in country.holders:
            for form in (holder.name, *holder.forms):
                names[fold(form)].add(holder.name)
    return {form: next(iter(full)) for form, full in names.items() if len(full) == 1}


def _by_form(ambiguities: Iterable[Ambiguity]) -> dict[str, tuple[Ambiguity, ...]]:
    grouped: dict[str, list[Ambiguity]] = defaultdict(list)
    for ambiguity in ambiguities:
        grouped[fold(ambiguity.form)].append(ambiguity)
    return {form: tuple(found) for form, found in grouped.items()}


def _entries(vocabulary: Vocabulary) -> Iterator[tuple[Entry, str]]:
    """Give every entry with the language whose articles it is looked for in; EVERY: in all of them.

    Forms in other scripts than Latin cannot be mistaken for words of another language, and English ones are used
    everywhere.
    """
    for phrase in vocabulary.not_countries:
        yield Entry(phrase.replace("*", ""), "blank", _words(phrase, "en")), EVERY
    for publisher in vocabulary.publishers.values():
        for name in dict.fromkeys((publisher.name, *publisher.aliases)):
            yield Entry(name, "publisher", _words(name, "en"), publisher=publisher.id), EVERY
    for country in vocabulary.countries.values():
        for form in country.forms:
            yield (
                Entry(form.text.replace("*", ""), form.kind, _form_words(form), country.code),
                form.lang if form.lang != "en" and _LATIN.search(form.text) else EVERY,
            )
        for holder in country.holders:
            for text in dict.fromkeys((holder.name, *holder.forms)):
                words = _words(text, "ru" if _CYRILLIC.search(text) else "en")
                yield Entry(text, "holder", words, country.code, start=holder.start, end=holder.end), EVERY
    known = {(f.text, c.code) for c in vocabulary.countries.values() for f in c.forms}
    for ambiguity in vocabulary.ambiguities:
        if (ambiguity.form, ambiguity.country) not in known and "*" not in ambiguity.form:
            yield Entry(ambiguity.form, "name", _words(ambiguity.form, "en"), ambiguity.country), EVERY


def _form_words(form: Form) -> tuple[tuple[str, int], ...]:
    if form.stem or not _CYRILLIC.search(form.text):
        return _words(form.text, form.lang)
    words = fold(form.text).split()
    return tuple(_inflected(word) for word in words)


def _inflected(word: str) -> tuple[str, int]:
    stem = _CYRILLIC_ENDING.sub("", word)
    return (stem, _CASE_ENDING) if len(stem) >= 3 else (word, _CASE_ENDING if len(word) >= 3 else 0)


def _words(text: str, lang: str) -> tuple[tuple[str, int], ...]:
    plain = fold(text.replace("’", "'")).split()
    ending = _GENITIVE if lang == "de" else 0
    return tuple((word.replace("*", ""), _ANY if word.endswith("*") else ending) for word in plain)


def _automaton(entries: Iterable[Entry | TopicEntry]) -> Any:
    """Build an automaton over the literal beginnings of the entries, up to the first ending."""
    by_key: dict[str, list[Entry | TopicEntry]] = defaultdict(list)
    for entry in entries:
        by_key[_key(entry.words)].append(entry)
    by_key.pop("", None)
    automaton = ahocorasick.Automaton()
    for key, found in by_key.items():
        automaton.add_word(key, (len(key), tuple(found)))
    automaton.make_automaton()
    return automaton


def _key(words: tuple[tuple[str, int], ...]) -> str:
    until = next((index for index, (_, ending) in enumerate(words, 1) if ending), len(words))
    return " ".join([word for word, _ in words[:until]])


def _stem_automaton(phrases: Mapping[str, list[tuple[TopicId, str, float]]]) -> Any:
    automaton = ahocorasick.Automaton()
    for key, found in phrases.items():
        automaton.add_word(key, (key.count(" ") - 1, tuple(TopicEntry(*one) for one in found)))
    automaton.make_automaton()
    return automaton
