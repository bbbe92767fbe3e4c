"""Where a text holds words that tell what the names beside them do: act, give an origin, a scene, a source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ahocorasick

from communique.recognise.passages import Passage
from communique.vocabulary import CueKind

EVERY = ""
"""The key of the words of all languages, for articles in a language that has none of its own."""

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""Scripts in which words run on: Japanese, Chinese, and Korean with its particles."""

_ARABIC = re.compile(r"[\u0620-\u064a]")
_ARABIC_WORD = re.compile(r"[\u0620-\u064a]*$")
_ARABIC_BEFORE = re.compile(r"[وف]?(?:ال|بال|كال|لل|ب|ل|ك)?")
"""Conjunctions, prepositions and the article, which Arabic writes in one word with the noun."""

_LETTERS = re.compile(r"[^\W_]*")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that tells something, and where it stands in its passage."""

    kind: CueKind
    start: int
    end: int


Cues = Mapping[str, Any]
"""For each language an automaton over its words in lower case; each gives (length, ((kind, open-ended), …))."""


def compile_cues(words: Mapping[CueKind, Mapping[str, Sequence[str]]]) -> Cues:
    """Compile the vocabulary's cues for `find`."""
    by_lang: dict[str, dict[str, list[tuple[CueKind, bool]]]] = defaultdict(lambda: defaultdict(list))
    for kind, languages in words.items():
        for lang, forms in languages.items():
            for form in forms:
                for key in (lang, EVERY):
                    by_lang[key][form.rstrip("*").lower()].append((kind, form.endswith("*")))
    return {lang: _automaton(forms) for lang, forms in by_lang.items()}


def _automaton(forms: Mapping[str, list[tuple[CueKind, bool]]]) -> Any:
    automaton = ahocorasick.Automaton()
    for form, kinds in forms.items():
        automaton.add_word(form, (len(form), tuple(dict.fromkeys(kinds))))
    automaton.make_automaton()
    return automaton


def find(passages: Iterable[Passage], cues: Cues, lang: str) -> Mapping[int, tuple[Cue, ...]]:
    """Return the cues of each passage by its number, in order. `lang` is the article's BCP 47 tag."""
    automaton = cues.get(lang.split("-")[0], cues[EVERY])
    return {passage.number: tuple(sorted(_in(passage.folded, automaton), key=_place)) for passage in passages}


def _place(cue: Cue) -> tuple[int, int]:
    return cue.start, cue.end


def _in(text: str, automaton: Any) -> Iterator[Cue]:
    for last, (length, kinds) in automaton.iter(text):
        start = last + 1 - length
        if _begins(text, start):
            for kind, is_open in kinds:
                end = _end(text, last + 1, is_open)
                if end is not None:
                    yield Cue(kind, start, end)


def _begins(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    if not before.isalnum() or not text[start].isalnum() or _UNSPACED.match(text, start):
        return True
    if _ARABIC.match(text, start):
        word = _ARABIC_WORD.search(text, max(0, start - 5), start)
        return word is not None and _ARABIC_BEFORE.fullmatch(word.group()) is not None
    return False


def _end(text: str, end: int, is_open: bool) -> int | None:
    """Return where a word ends that begins as a cue does; None if it is another word."""
    if _UNSPACED.match(text, end - 1):
        return end
    rest = _LETTERS.match(text, end)
    more = rest.end() if rest else end
    return more if is_open or more == end else None
