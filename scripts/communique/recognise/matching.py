"""Where a text holds the forms of an automaton, as whole words in the sense of their script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar

from communique.recognise.inflection import ANY, Words, alike
from communique.recognise.lexicon import Entry, TopicEntry
from communique.recognise.particles import FOLLOWING

AnyEntry = TypeVar("AnyEntry", Entry, TopicEntry)

_LETTERS = re.compile(r"[^\W\d_]*")
_JOIN = re.compile(r" - |[ -]|, ")
_HAN = re.compile(r"[一-鿿㐀-䶿]")
_KATAKANA = re.compile(r"[ァ-ヺーｦ-ﾟ]")
_HANGUL = re.compile(r"[가-힣]")
_ARABIC = re.compile(r"[؀-ۿ]")
_HANGUL_WORD = re.compile(r"[가-힣]*")
_ARABIC_WORD = re.compile(r"[ء-يٱ-ۓ]*$")

_LONG_NAME = 4
"""Syllables from which a Korean name is no part of another word."""

_HANGUL_BEFORE = "주대방친반재탈전양한미중일북남러"
"""Single syllables that may stand before a name in one word: 'in', 'against', 'pro-', or another country's sign."""

_ARABIC_BEFORE = re.compile(r"[وف]?(?:ال|بال|وال|كال|لل|ب|ل|ك)?$")
"""Conjunctions, prepositions and the article, which Arabic writes in one word with the noun."""


def find(folded: str, automaton: Any) -> Iterator[tuple[int, int, AnyEntry]]:
    """Give (start, end, entry) for every whole-word occurrence in a text in lower case, overlaps included."""
    text = alike(folded)
    for last, (length, entries) in automaton.iter(text.replace("-", " ")):
        start = last - length + 1
        if not _begins(text, start):
            continue
        for entry in entries:
            end = _end(text, start, entry.words)
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


def _is_long(text: str, end: int) -> bool:
    """Tell whether a Korean name has so many syllables that whatever follows in its word is a noun: '이스라엘제'."""
    return end >= _LONG_NAME and all(_HANGUL.match(text, at) for at in range(end - _LONG_NAME, end))


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


def _end(text: str, start: int, words: Words) -> int | None:
    position = start
    for index, (word, endings) in enumerate(words):
        if index:
            gap = _JOIN.match(text, position)
            if not gap:
                return None
            position = gap.end()
        if not text.startswith(word, position):
            return None
        position += len(word)
        if endings:
            rest = _rest(text, position)
            if endings != ANY and rest not in endings:
                return None
            position += len(rest)
    return position if _ends(text, position) else None


def _rest(text: str, position: int) -> str:
    match = _LETTERS.match(text, position)
    return match.group() if match else ""


def _ends(text: str, end: int) -> bool:
    last, after = text[end - 1], text[end : end + 1]
    if not after or not last.isalnum() or not after.isalnum() or _HAN.match(last):
        return after != "$"
    if _HANGUL.match(last):
        rest = _HANGUL_WORD.match(text, end)
        return rest is None or _is_long(text, end) or FOLLOWING.fullmatch(rest.group()) is not None
    if _KATAKANA.match(last):
        return not _KATAKANA.match(after)
    return bool(_HAN.match(after) or _HANGUL.match(after) or _KATAKANA.match(after)) and not after.isdigit()
