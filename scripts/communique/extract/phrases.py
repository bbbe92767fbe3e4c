"""The vocabulary's furniture phrases, made ready for looking up lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

import ahocorasick
from babel import Locale

from communique.extract import signs
from communique.extract.signs import folded, lowered
from communique.model import LineKind
from communique.vocabulary import FurniturePhrase, Vocabulary

MAX_WORDS = 40
"""A line of more words is never furniture because of a phrase or pattern in it, only because of how it begins."""

BULLETS = " •·▪►●*>»→|-–—"
"""What may stand before a line's words."""

MAX_LABEL, MAX_RUN = 24, 100
"""The longest label that may be part of a run of labels, and the longest run, in characters."""

_RUN_KINDS = frozenset({"share", "comment", "navigation", "section-label", "newsletter"})


@dataclass(frozen=True, slots=True)
class Match:
    """What a line is by the vocabulary; `tail`: and what follows goes with it."""

    kind: LineKind
    tail: bool


@dataclass(frozen=True, slots=True)
class _Ready:
    """Furniture phrases, folded and indexed: whole lines by dictionary, beginnings and parts by automaton."""

    lines: Mapping[str, Match]
    starts: Any
    contains: Any
    patterns: tuple[tuple[Callable[[str], object], Match], ...]
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Phrases:
    """What lines of one article are looked up in."""

    ready: _Ready
    vocabulary: Vocabulary
    date_words: frozenset[str]

    def is_agency(self, name: str) -> bool:
        """Tell whether a text is the name of a news agency, whatever its capitals and outer marks."""
        publisher = self.vocabulary.publisher(folded(name))
        return publisher is not None and publisher.agency


def chosen(vocabulary: Vocabulary, lang: str) -> Phrases:
    """Return the phrases for an article. They apply whatever its language, for pages mix them; dates go by it."""
    return Phrases(_ready(_ByIdentity(vocabulary.furniture)), vocabulary, date_words("en") | date_words(lang))


def match(text: str, phrases: Phrases) -> Match | None:
    """Return what the vocabulary says a line is: as a whole, by its beginning, by a pattern, by a phrase in it."""
    ready, line = phrases.ready, lowered(text).lstrip(BULLETS)
    found = ready.lines.get(folded(line)) or next((m for start, _, m in _found(line, ready.starts) if start == 0), None)
    if found is not None or signs.words(text) > MAX_WORDS:
        return found
    for fits, match_ in ready.patterns:
        if fits(text):
            return match_
    return next((match_ for _, _, match_ in _found(line, ready.contains)), None)


def is_run(text: str, phrases: Phrases) -> bool:
    """Tell whether a line is nothing but short labels run together: 'FacebookTwitterEmail', 'Home News'."""
    line = folded(text).replace(" ", "")
    if len(line) > MAX_RUN:
        return False
    ends = [0]
    for end in range(1, len(line) + 1):
        if any(end - start <= MAX_LABEL and line[start:end] in phrases.ready.labels for start in ends):
            ends.append(end)
        if end - ends[-1] > MAX_LABEL:
            return False
    return ends[-1] == len(line) > 0


@lru_cache(maxsize=16)
def date_words(lang: str) -> frozenset[str]:
    """Return the names of months and weekdays in a language (BCP 47), folded, from CLDR; none if it lacks that."""
    try:
        locale = Locale.parse(lang.split("-")[0])
    except (ValueError, LookupError):
        return frozenset()
    names = [
        name
        for table in (locale.months, locale.days)
        for form in ("format", "stand-alone")
        for style in ("wide", "abbreviated")
        for name in table[form][style].values()
    ]
    return frozenset(part for name in names for part in name.casefold().rstrip(".").split()) | {"sept"}


class _ByIdentity:
    """Lets a tuple that never changes be a cache's key without hashing its thousand members for each article."""

    def __init__(self, furniture: tuple[FurniturePhrase, ...]):
        self.furniture = furniture

    def __hash__(self) -> int:
        return id(self.furniture)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.furniture is self.furniture


@lru_cache(maxsize=2)
def _ready(key: _ByIdentity) -> _Ready:
    furniture = key.furniture
    lines = {folded(phrase.text): _match(phrase) for phrase in furniture if phrase.how == "lines"}
    labels = (line.replace(" ", "") for line, m in lines.items() if m.kind in _RUN_KINDS)
    return _Ready(
        lines=lines,
        starts=_automaton(phrase for phrase in furniture if phrase.how == "starts"),
        contains=_automaton(phrase for phrase in furniture if phrase.how == "contains"),
        patterns=tuple((_fits(phrase.text), _match(phrase)) for phrase in furniture if phrase.how == "patterns"),
        labels=frozenset(label for label in labels if len(label) <= MAX_LABEL),
    )


def _automaton(furniture: Iterable[FurniturePhrase]) -> Any:
    """Return an automaton that finds phrases in a folded line, or None for no phrases."""
    automaton = ahocorasick.Automaton()
    for phrase in furniture:
        text = lowered(phrase.text)
        automaton.add_word(text, (len(text), _match(phrase)))
    if not len(automaton):
        return None
    automaton.make_automaton()
    return automaton


def _found(line: str, automaton: Any) -> Iterator[tuple[int, int, Match]]:
    """Yield where phrases stand in a line as words of their own: start, end, what they say."""
    for last, (length, match_) in automaton.iter(line) if automaton is not None else ():
        start, end = last + 1 - length, last + 1
        if not (_joined(line, start) or (_joined(line, end) and line[end].isascii())):
            yield start, end, match_


def _joined(line: str, at: int) -> bool:
    """Tell whether a word goes on over a place in a line. East Asian words have no such places."""
    one, other = line[at - 1 : at] if at else "", line[at : at + 1]
    return one.isalnum() and other.isalnum() and one < "\u1100" and other < "\u1100"


def _fits(pattern: str) -> Callable[[str], object]:
    """Return a pattern's test. An anchored one is tried at the beginning only, not at each place of the line."""
    compiled = re.compile(pattern)
    return compiled.match if pattern.startswith("^") else compiled.search


def _match(phrase: FurniturePhrase) -> Match:
    return Match(cast(LineKind, phrase.kind), phrase.tail)
