"""Where a text holds the forms of an automaton, as whole words in the sense of their script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar

from communique.recognise.lexicon import Entry, TopicEntry

AnyEntry = TypeVar("AnyEntry", Entry, TopicEntry)

_LETTERS = re.compile(r"[^\W\d_]*")
_JOIN = re.compile(r"[ -]|, ")
_HAN = re.compile(r"[一-鿿㐀-䶿]")
_KATAKANA = re.compile(r"[ァ-ヺーｦ-ﾟ]")
_HANGUL = re.compile(r"[가-힣]")
_ARABIC = re.compile(r"[؀-ۿ]")
_HANGUL_WORD = re.compile(r"[가-힣]*")
_ARABIC_WORD = re.compile(r"[ء-يٱ-ۓ]*$")

_PARTICLES = re.compile(
    r"(?:들|측|군|산|인|제|식|계|정부|당국|대사관|대사|외무성|외교부|국방부|대통령|총리|주석|국민|정상|쪽|내|발|행|전|간|및)*"
    r"(?:은|는|이|가|을|를|과|와|의|에|에서|에게|에는|에도|으로|로|으로부터|로부터|도|만|까지|부터|보다|처럼|이나|나|이란|란|이라는|라는"
    r"|이라고|라고|이며|며|이다|였다|이었다|과의|와의|에서의|으로의|로의|에서는|에서도|으로는|로는|만의|이라|라|조차|마저|께서|한테|에선"
    r"|과는|와는|과도|와도|측은|측이)?"
)
"""What may follow a Korean name inside its word: nouns that mean its people or organs, then a particle."""

_HANGUL_BEFORE = "주대방친반재탈전양한미중일북남러"
"""Single syllables that may stand before a name in one word: 'in', 'against', 'pro-', or another country's sign."""

_ARABIC_BEFORE = re.compile(r"[وف]?(?:ال|بال|وال|كال|لل|ب|ل|ك)?$")
"""Conjunctions, prepositions and the article, which Arabic writes in one word with the noun."""


def find(folded: str, automaton: Any) -> Iterator[tuple[int, int, AnyEntry]]:
    """Give (start, end, entry) for every whole-word occurrence in a text in lower case, overlaps included."""
    for last, (length, entries) in automaton.iter(folded):
        start = last - length + 1
        if not _begins(folded, start):
            continue
        for entry in entries:
            end = _end(folded, start, entry.words)
            if end is not None:
                yield start, end, entry


def longest(found: list[tuple[int, int, AnyEntry]]) -> list[list[tuple[int, int, AnyEntry]]]:
    """Return the longest occurrences without overlap, in order of appearance; equal ones together."""
    chosen: list[list[tuple[int, int, AnyEntry]]] = []
    for one in sorted(found, key=lambda one: (one[0] - one[1], one[0])):
        same = next((group for group in chosen if one[0] < group[0][1] and group[0][0] < one[1]), None)
        if same is None:
            chosen.append([one])
        elif one[:2] == same[0][:2]:
            same.append(one)
    return sorted(chosen, key=lambda group: group[0][0])


def _begins(text: str, start: int) -> bool:
    first, before = text[start], text[start - 1 : start]
    if not before or not before.isalnum() or _HAN.match(first):
        return True
    if _HANGUL.match(first):
        return not _HANGUL.match(before) or _one_syllable_before(text, start)
    if _KATAKANA.match(first):
        return not _KATAKANA.match(before)
    if _ARABIC.match(first):
        word = _ARABIC_WORD.search(text, max(0, start - 5), start)
        return word is not None and _ARABIC_BEFORE.fullmatch(word.group()) is not None
    return bool(_HAN.match(before) or _HANGUL.match(before) or _KATAKANA.match(before))


def _one_syllable_before(text: str, start: int) -> bool:
    return text[start - 1] in _HANGUL_BEFORE and not _HANGUL.match(text[start - 2 : start - 1])


def _end(text: str, start: int, words: tuple[tuple[str, int], ...]) -> int | None:
    position = start
    for index, (word, ending) in enumerate(words):
        if index:
            gap = _JOIN.match(text, position)
            if not gap:
                return None
            position = gap.end()
        if not text.startswith(word, position):
            return None
        position += len(word)
        if ending:
            rest = _rest(text, position)
            if rest > ending:
                return None
            position += rest
    return position if _ends(text, position) else None


def _rest(text: str, position: int) -> int:
    match = _LETTERS.match(text, position)
    return len(match.group()) if match else 0


def _ends(text: str, end: int) -> bool:
    last, after = text[end - 1], text[end : end + 1]
    if not after or not last.isalnum() or not after.isalnum() or _HAN.match(last):
        return after != "$"
    if _HANGUL.match(last):
        rest = _HANGUL_WORD.match(text, end)
        return rest is None or _PARTICLES.fullmatch(rest.group()) is not None
    if _KATAKANA.match(last):
        return not _KATAKANA.match(after)
    return bool(_HAN.match(after) or _HANGUL.match(after) or _KATAKANA.match(after)) and not after.isdigit()
