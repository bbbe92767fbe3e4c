"""Words by their Snowball stems, so that 'imposed sanctions' and 'imposing a sanction' are one phrase."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import snowballstemmer

from communique.model import TopicId
from communique.vocabulary import Keyword, Topic

ALGORITHMS = {
    "en": "english",
    "ru": "russian",
    "ar": "arabic",
    "fr": "french",
    "es": "spanish",
    "de": "german",
    "pt": "portuguese",
    "tr": "turkish",
}
"""The languages of the vocabulary that Snowball stems; the others are compared as they stand or by '*'."""

_WORD = re.compile(r"[^\W_]+")
_PLAIN = str.maketrans("áàâãäåéèêëíìîïóòôõöúùûüçñ", "aaaaaaeeeeiiiiooooouuuucn")
"""Accents that stemmers take off or put on."""

_LONGEST_ENDING = 8
"""Most letters by which a word is longer than its stem ('-ization' and an inflection)."""

_SHORT = 3
_SHORT_ENDING = 4
"""Stems of so few letters ('war', 'aid') take only short endings ('-s', '-ning')."""

Stemmed = Mapping[str, list[tuple[TopicId, str, float]]]
"""Phrases as ' stem stem ' -> what they say of which topic."""


@dataclass(frozen=True, slots=True)
class Stemming:
    """How the words of a language are stemmed for comparison: only those that could match are."""

    lang: str
    known: Mapping[str, str]
    beginnings: Mapping[str, int]

    def table(self, folded: str) -> Mapping[str, str]:
        """Return the words of a text in lower case, each with its stem, or itself if no phrase could hold it."""
        stemmer = snowballstemmer.stemmer(ALGORITHMS[self.lang])
        return {word: self.known.get(word) or self._stem(word, stemmer) for word in set(_WORD.findall(folded))}

    def _stem(self, word: str, stemmer: snowballstemmer.stemmer) -> str:
        length, plain = len(word), word if word.isascii() else word.translate(_PLAIN)
        if length <= _SHORT:
            return word
        for cut in range(2, length + 1):
            if length <= self.beginnings.get(plain[:cut], 0):
                return str(stemmer.stemWord(word))
        return word


def stemmed(folded: str, table: Mapping[str, str]) -> str:
    """Return a text in lower case as ' stem stem ', for the automata of stemmed phrases."""
    return " ".join(("", *(table[word] for word in _WORD.findall(folded)), ""))


def places(folded: str) -> list[tuple[int, int]]:
    """Return where the words of a text stand, in the order in which `stemmed` gives their stems."""
    return [match.span() for match in _WORD.finditer(folded)]


def compile_topics(
    topics: Iterable[Topic],
) -> tuple[dict[str, list[tuple[TopicId, Keyword]]], dict[str, Stemmed], dict[str, Stemming]]:
    """Part the keywords of all topics by language: those matched as they stand or by '*', and those by stems."""
    phrases: dict[str, list[tuple[TopicId, Keyword]]] = defaultdict(list)
    by_stem: dict[str, list[tuple[TopicId, Keyword]]] = defaultdict(list)
    for topic in topics:
        for keyword in topic.keywords:
            stems_it = keyword.lang in ALGORITHMS and not keyword.stem
            (by_stem if stems_it else phrases)[keyword.lang].append((topic.id, keyword))
    compiled = {lang: _compile(lang, found) for lang, found in by_stem.items()}
    return (
        phrases,
        {lang: one for lang, (one, _) in compiled.items()},
        {lang: two for lang, (_, two) in compiled.items()},
    )


def _compile(lang: str, keywords: list[tuple[TopicId, Keyword]]) -> tuple[Stemmed, Stemming]:
    split = [(topic, keyword, _WORD.findall(keyword.phrase.lower())) for topic, keyword in keywords]
    stemmer = snowballstemmer.stemmer(ALGORITHMS[lang])
    known = {word: str(stemmer.stemWord(word)) for word in sorted({w for _, _, words in split for w in words})}
    phrases: dict[str, list[tuple[TopicId, str, float]]] = defaultdict(list)
    for topic, keyword, words in split:
        phrases[" ".join(("", *(known[word] for word in words), ""))].append((topic, keyword.phrase, keyword.weight))
    return phrases, Stemming(lang, known, _beginnings(lang, known.values()))


def _beginnings(lang: str, stems: Iterable[str]) -> dict[str, int]:
    """Return the letters with which the words of a stem begin, without accents, and the longest such word.

    A word begins with its stem, but for the stem's last letter: English 'polici' is of 'policy', 'hope' of 'hoping';
    in other languages any letter may change there.
    """
    longest: dict[str, int] = {}
    for stem in stems:
        plain = stem.translate(_PLAIN)
        length = len(stem) + (_SHORT_ENDING if len(stem) <= _SHORT else _LONGEST_ENDING)
        for beginning in _starts(plain, lang):
            longest[beginning] = max(length, longest.get(beginning, 0))
    return longest


def _starts(stem: str, lang: str) -> tuple[str, ...]:
    if len(stem) <= 2:
        return (stem,)
    if lang != "en":
        return (stem[:-1],)
    return {"i": (stem, stem[:-1] + "y"), "e": (stem, stem[:-1])}.get(stem[-1], (stem,))
