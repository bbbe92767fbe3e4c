"""Vocabulary -> Lexicon: what the desk knows, compiled once for looking up in text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import ahocorasick

from communique import dateline
from communique.model import CountryCode, TopicId
from communique.recognise import inflection, stems
from communique.recognise.calendars import Calendar, compile_calendar
from communique.recognise.cues import Cues, compile_cues
from communique.recognise.inflection import Words
from communique.recognise.lazy import Lazy
from communique.recognise.passages import fold
from communique.recognise.signs import SignPatterns, compile_signs
from communique.vocabulary import Ambiguity, CueKind, Keyword, Publisher, Vocabulary, cldr, packaged

EntryKind = Literal["name", "demonym", "capital", "metonym", "place", "holder", "blank", "publisher", "prefix", "group"]

_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_DECLINED = {"ru", "uk", "ar"}
"""Languages whose forms stand in their first case, for all. An ambiguous Arabic one has no ending: 'Mali' and 'finance'
differ in nothing else."""
_CYRILLIC = re.compile(r"[А-Яа-яЁёІіЇїЄєҐґ]")

_NAMELESS: tuple[CueKind, ...] = ("nameless", "office", "title")
"""Cues that stand beside a person's name but in none."""

EVERY = ""
"""The key of the forms that are looked for in articles of every language."""

SCRIPTS = {
    "Cyrl": re.compile(r"[\u0400-\u04ff]"),
    "Arab": re.compile(r"[\u0600-\u06ff]"),
    "Hang": re.compile(r"[\uac00-\ud7a3]"),
    "Hani": re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]"),
}
"""The keys of the forms in other scripts than Latin, looked for in every text that holds a letter of the script.
Chinese and Japanese share one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A written form and what it stands for.

    `words` are its words in lower case with the endings that may follow each. `code` is None
    for phrases that hide a country's name (`blank`) and for publishers, whose id is `publisher`. A `prefix` stands
    before a hyphen.
    """

    text: str
    kind: EntryKind
    words: Words
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
    words: Words = ()


@dataclass(frozen=True, slots=True, repr=False)
class Lexicon:
    """The vocabulary, ready for looking up. Automata map a text to (end, entries); all of it can be pickled."""

    forms: Mapping[str, Any]
    ambiguities: Mapping[str, tuple[Ambiguity, ...]]
    topic_phrases: Mapping[str, Any]
    topic_stems: Mapping[str, Any]
    topics: tuple[TopicId, ...]
    labels: Mapping[str, str]
    publishers: Mapping[str, Publisher]
    publisher_names: Mapping[str, str]
    domains: Mapping[str, str]
    holders: Mapping[str, str]
    signs: Mapping[str, SignPatterns]
    states: re.Pattern[str]
    calendar: Calendar
    cues: Cues
    homes: Mapping[str, CountryCode]
    cue_topics: Mapping[CueKind, TopicId]
    nameless: frozenset[str]
    territories: frozenset[CountryCode]
    unions: frozenset[CountryCode]

    def label(self, code: str) -> str:
        """Return the English name of a country or topic, else its code."""
        return self.labels.get(code, code)


def compile_lexicon(vocabulary: Vocabulary) -> Lexicon:
    """Compile a vocabulary for `recognise`. Once per run; each language's words when an article first needs them."""
    with packaged.uncollected():
        return _compiled(vocabulary)


def _compiled(vocabulary: Vocabulary) -> Lexicon:
    sources: dict[str, list[_Source]] = defaultdict(list)
    for source, key in _sources(vocabulary):
        sources[key].append(source)
    as_they_stand, by_stems = _keywords(vocabulary)
    return Lexicon(
        forms=Lazy(dict(sources), _forms_automaton),
        ambiguities=_by_form(vocabulary.ambiguities),
        topic_phrases=Lazy(as_they_stand, _phrase_automaton),
        topic_stems=Lazy(by_stems, _stem_automaton),
        topics=tuple(vocabulary.topics),
        labels={c.code: c.label for c in vocabulary.countries.values()}
        | {t.id: t.label for t in vocabulary.topics.values()},
        publishers=vocabulary.publishers,
        publisher_names=vocabulary.publisher_names,
        domains={p.domain: p.id for p in vocabulary.publishers.values() if p.domain},
        holders=_holders(vocabulary),
        states=re.compile(rf", (?:{'|'.join(map(re.escape, vocabulary.states)) or '(?!)'})(?![a-z])"),
        signs=Lazy({one.lang: one for one in vocabulary.signs}, compile_signs),
        calendar=compile_calendar(),
        cues=compile_cues(vocabulary.cues),
        homes=vocabulary.homes,
        cue_topics=vocabulary.cue_topics,
        nameless=frozenset(
            word
            for kind in _NAMELESS
            for words in vocabulary.cues.get(kind, {}).values()
            for word in words
            if " " not in word
        ),
        territories=vocabulary.territories,
        unions=vocabulary.unions,
    )


_Keywords = dict[str, list[tuple[TopicId, Keyword]]]
"""The keywords of all topics by language."""


def _keywords(vocabulary: Vocabulary) -> tuple[_Keywords, _Keywords]:
    """Part the keywords of all topics: those matched as they stand or by '*', and those by stems."""
    plain: _Keywords = defaultdict(list)
    stemmed: _Keywords = defaultdict(list)
    for topic in vocabulary.topics.values():
        for keyword in topic.keywords:
            by_stems = keyword.lang in stems.ALGORITHMS and not keyword.stem
            (stemmed if by_stems else plain)[keyword.lang].append((topic.id, keyword))
    return dict(plain), dict(stemmed)


def _phrase_automaton(keywords: list[tuple[TopicId, Keyword]]) -> Any:
    return _automaton(
        TopicEntry(topic, keyword.phrase, keyword.weight, _words(keyword.phrase, keyword.lang))
        for topic, keyword in keywords
    )


def _stem_automaton(keywords: list[tuple[TopicId, Keyword]]) -> Any:
    """Build an automaton over ' stem stem '; each phrase gives its number of words and what it says of which topic."""
    phrases: dict[str, list[TopicEntry]] = defaultdict(list)
    for topic, keyword in keywords:
        folded = keyword.phrase.lower()
        key = stems.stemmed(folded, stems.table(folded, keyword.lang))
        phrases[key].append(TopicEntry(topic, keyword.phrase, keyword.weight))
    automaton = ahocorasick.Automaton()
    for key, found in phrases.items():
        automaton.add_word(key, (key.count(" ") - 1, tuple(found)))
    automaton.make_automaton()
    return automaton


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


@dataclass(frozen=True, slots=True)
class _Source:
    """What an entry is made of."""

    text: str
    kind: EntryKind
    lang: str
    code: CountryCode | None = None
    publisher: str | None = None
    start: str | None = None
    end: str | None = None
    declined: bool = False


def _sources(vocabulary: Vocabulary) -> Iterator[tuple[_Source, str]]:
    """Give what every entry is made of, with the key of the articles in which it is looked for.

    That is the script of forms in other scripts than Latin, which cannot be mistaken for words of another language;
    EVERY for English ones, which are used everywhere; and the language of the others.
    """
    ambiguous = {rule.form for rule in vocabulary.ambiguities if _ARABIC.search(rule.form)}
    for phrase in vocabulary.not_countries:
        yield _Source(phrase, "blank", "en"), _script(phrase) or EVERY
    for publisher in vocabulary.publishers.values():
        for name in dict.fromkeys((publisher.name, *publisher.aliases)):
            yield _Source(name, "publisher", "en", publisher=publisher.id), _script(name) or EVERY
    for country in vocabulary.countries.values():
        for form in country.forms:
            key = _script(form.text) or (form.lang if form.lang != "en" and _LATIN.search(form.text) else EVERY)
            declined = form.lang in _DECLINED and form.text not in ambiguous
            yield _Source(form.text, form.kind, form.lang, country.code, declined=declined), key
        for holder in country.holders:
            for text in (holder.name, *holder.forms):
                lang = "ru" if _CYRILLIC.search(text) else "en"
                one = _Source(text, "holder", lang, country.code, start=holder.start, end=holder.end)
                yield one, _script(text) or EVERY
    for phrase, codes in vocabulary.groups.items():
        for code in codes:
            yield _Source(phrase, "group", "en", code), EVERY
    for prefix, code in vocabulary.prefixes.items():
        yield _Source(prefix, "prefix", "en", code), EVERY
    known = {(f.text, c.code) for c in vocabulary.countries.values() for f in c.forms}
    for rule in vocabulary.ambiguities:
        if (rule.form, rule.country) not in known and "*" not in rule.form:
            yield _Source(rule.form, "name", "en", rule.country), _script(rule.form) or EVERY


def _script(text: str) -> str | None:
    """Return the key of SCRIPTS in which a text begins, None if that is Latin."""
    return None if text.isascii() else next((key for key, one in SCRIPTS.items() if one.match(text)), None)


def _forms_automaton(sources: Iterable[_Source]) -> Any:
    return _automaton(_entry(one) for source in sources for one in (source, *_derived(source)))


def _derived(source: _Source) -> Iterator[_Source]:
    """Give what follows by rule from a country's name in another language."""
    if source.code is None or source.kind != "name" or source.lang == "en":
        return
    for text in inflection.variants(source.text, source.lang):
        yield replace(source, text=text)
    if source.text == cldr.name(source.code, source.lang):
        for text in inflection.people(source.text, source.lang):
            yield replace(source, text=text, kind="demonym")


def _entry(source: _Source) -> Entry:
    words = _words(source.text, source.lang, declined=source.declined)
    text = source.text.replace("*", "")
    return Entry(text, source.kind, words, source.code, source.publisher, source.start, source.end)


def _words(text: str, lang: str, *, declined: bool = False) -> Words:
    return inflection.words(inflection.alike(fold(dateline.plain(text))), lang, declined=declined)


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


def _key(words: Words) -> str:
    until = next((index for index, (_, endings) in enumerate(words, 1) if endings), len(words))
    return " ".join([word for word, _ in words[:until]])
