"""The vocabulary's furniture phrases, made ready for looking up lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any, cast

import ahocorasick

from communique.extract import signs
from communique.extract.needs import needed
from communique.extract.signs import folded, lowered
from communique.model import LineKind
from communique.vocabulary import FurniturePhrase, Vocabulary, cldr

MAX_WORDS = 40
"""A line of more words is never furniture because of a phrase or pattern in it, only because of how it begins."""

BULLETS = " •·▪►●*>»→|-–—"
"""What may stand before a line's words."""

MAX_START = 80
"""How much of a line is looked at for how it begins, in characters; no beginning in the vocabulary is as long."""

MAX_LABEL, MAX_RUN = 24, 100
"""The longest label that may be part of a run of labels, and the longest run, in characters."""

OTHER_DATE_WORDS = frozenset(
    {"sept", "sep", "setiembre", "tues", "thur", "thurs", "wednes", "janv", "févr", "juill", "mrz", "фев", "сен", "ноя"}
    | {"среду", "пятницу", "субботу", "середу", "п'ятницю", "суботу", "الاحد", "الاثنين", "الإثنين", "الاربعاء"}
    | {"mayis", "kasim", "aralik", "sali", "mié", "sáb"}
)
"""Short and other forms that are used and that CLDR lacks."""

_PARTINGS = str.maketrans(dict.fromkeys("[]()|·•/:,", " "))
"""What sets labels of a run apart."""

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
    labels: Any


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The patterns for one language: the anchored ones as a single expression that says whether any fits at all.

    The loose ones come with sets of characters, of each of which a line must hold one. Of `all` those for links to
    other stories come last, for these may have any words.
    """

    anchored: re.Pattern[str]
    loose: tuple[tuple[re.Pattern[str], tuple[frozenset[str], ...]], ...]
    all: tuple[tuple[re.Pattern[str], Match], ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """What lines of one article are looked up in."""

    ready: _Ready
    patterns: _Patterns
    vocabulary: Vocabulary
    date_words: frozenset[str]
    own: frozenset[str]

    def is_publisher(self, name: str) -> bool:
        """Tell whether a text names the article's own publisher, as stated, or a known one."""
        return folded(name) in self.own or self.vocabulary.publisher(folded(name)) is not None

    def is_own(self, name: str) -> bool:
        """Tell whether a text is the name of the article's own publisher, as stated."""
        return folded(name) in self.own

    def is_agency(self, name: str) -> bool:
        """Tell whether a text is the name of a news agency, whatever its capitals and outer marks."""
        publisher = self.vocabulary.publisher(folded(name))
        return publisher is not None and publisher.agency


def chosen(vocabulary: Vocabulary, lang: str, own: Iterable[str] = ()) -> Phrases:
    """Return the phrases for an article. They apply whatever its language, for pages mix them.

    `own` are the names of its publisher that the curator or the page states, if they do. Patterns, which take time, are
    those of its language and of English.
    """
    key, short = _ByIdentity(vocabulary.furniture), lang.split("-")[0]
    return Phrases(_ready(key), _patterns(key, short), vocabulary, date_words(), frozenset(map(folded, own)))


def match(text: str, phrases: Phrases) -> Match | None:
    """Return what the vocabulary says a line is: as a whole, by its beginning, by a pattern, by a phrase in it.

    Of several beginnings the longest says most.
    """
    ready, line = phrases.ready, lowered(text).lstrip(BULLETS)
    found = ready.lines.get(folded(line)) or _begun(line, ready.starts)
    if found is not None or signs.words(text) > MAX_WORDS:
        return found
    if phrases.patterns.anchored.match(text) or _fits_loosely(text, phrases.patterns):
        return next(match_ for pattern, match_ in phrases.patterns.all if pattern.search(text))
    return next((match_ for _, _, match_ in _found(line, ready.contains)), None)


def _begun(line: str, starts: Any) -> Match | None:
    begun = [(len(line[:end].rstrip()), found) for start, end, found in _found(line[:MAX_START], starts) if start == 0]
    return max(begun, key=itemgetter(0))[1] if begun else None


def _fits_loosely(text: str, patterns: _Patterns) -> bool:
    signs_ = set(text)
    for pattern, sets in patterns.loose:
        for set_ in sets:
            if set_.isdisjoint(signs_):
                break
        else:
            if pattern.search(text):
                return True
    return False


def run(text: str, phrases: Phrases) -> LineKind | None:
    """Return what a line is that is nothing but short labels: 'FacebookTwitterEmail', 'Home News', '[Save] [Print]'.

    The publisher's name may stand before them. Labels of several kinds are mostly buttons: 'share'. Words that commas
    part, such as 'Law, energy', may also be a sub-heading, if they are not the names of networks.
    """
    line = "".join(_without_publisher(folded(text.translate(_PARTINGS)), phrases.vocabulary))
    if len(line) > MAX_RUN or phrases.ready.labels is None:
        return None
    ends: dict[int, LineKind | None] = {0: None}
    for last, (length, match_) in phrases.ready.labels.iter(line):
        start = last + 1 - length
        if start in ends:
            ends[last + 1] = match_.kind if ends[start] in {None, match_.kind} else "share"
    found = ends.get(len(line))
    return found if found == "share" or "," not in text else None


@lru_cache(maxsize=1)
def date_words() -> frozenset[str]:
    """Return the names of months and weekdays in the languages whose dates are read, folded; pages mix them."""
    return cldr.date_words() | OTHER_DATE_WORDS


def _without_publisher(line: str, vocabulary: Vocabulary) -> list[str]:
    """Return the words of a line without the publisher's name that stands before them."""
    words = line.split()
    known = (count for count in (3, 2, 1) if count < len(words) and vocabulary.publisher(" ".join(words[:count])))
    return words[next(known, 0) :]


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
    lines = _lines(phrase for phrase in furniture if phrase.how == "lines")
    labels = {line.replace(" ", ""): m for line, m in lines.items() if m.kind in _RUN_KINDS}
    return _Ready(
        lines=lines,
        starts=_automaton({_part(p.text): _match(p) for p in furniture if p.how == "starts"}),
        contains=_automaton({_part(p.text): _match(p) for p in furniture if p.how == "contains"}),
        labels=_automaton({label: m for label, m in labels.items() if len(label) <= MAX_LABEL}),
    )


def _lines(furniture: Iterable[FurniturePhrase]) -> dict[str, Match]:
    """Return what whole lines are; one that asks for comments stays that, also where all below goes with it."""
    lines: dict[str, Match] = {}
    for phrase in furniture:
        known, match_ = lines.get(folded(phrase.text)), _match(phrase)
        asks = match_.tail and known is not None and known.kind == "comment"
        lines[folded(phrase.text)] = Match("comment", True) if asks else match_
    return lines


def _automaton(phrases: Mapping[str, Match]) -> Any:
    """Return an automaton that finds phrases in a folded line and gives each one's length, or None for no phrases."""
    if not phrases:
        return None
    automaton = ahocorasick.Automaton()
    for text, found in phrases.items():
        automaton.add_word(text, (len(text), found))
    automaton.make_automaton()
    return automaton


def _part(text: str) -> str:
    """Return the beginning or part of a line as it is looked for; a space at its end ends a word."""
    return lowered(text) + (" " if text.endswith(" ") else "")


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


@lru_cache(maxsize=16)
def _patterns(key: _ByIdentity, lang: str) -> _Patterns:
    chosen_ = [phrase for phrase in key.furniture if phrase.how == "patterns" and phrase.lang in {"en", lang}]
    anchored = [_scoped(phrase.text) for phrase in chosen_ if _is_anchored(phrase.text)]
    return _Patterns(
        anchored=re.compile("|".join(anchored) or r"(?!)"),
        loose=tuple((re.compile(p.text), needed(p.text)) for p in chosen_ if not _is_anchored(p.text)),
        all=tuple((re.compile(p.text), _match(p)) for p in sorted(chosen_, key=lambda p: p.kind == "related")),
    )


def _is_anchored(pattern: str) -> bool:
    return pattern.removeprefix("(?i)").startswith("^")


def _scoped(pattern: str) -> str:
    """Return a pattern as one alternative of several; a flag at its beginning then holds for it alone."""
    return f"(?i:{pattern[4:]})" if pattern.startswith("(?i)") else f"(?:{pattern})"


def _match(phrase: FurniturePhrase) -> Match:
    return Match(cast(LineKind, phrase.kind), phrase.tail)
