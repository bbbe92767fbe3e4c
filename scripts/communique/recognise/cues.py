"""Where a text holds words that tell what the names beside them do: act, give an origin, a scene, a source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ahocorasick

from communique.recognise.lazy import Lazy
from communique.recognise.passages import Passage
from communique.vocabulary import CueKind

WORDS_OF_NAMES: frozenset[CueKind] = frozenset({"nameless"})
"""Kinds that are looked up by word, not looked for in texts: they stand everywhere ('the', 'in')."""

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
"""For each language an automaton over its words in lower case, compiled when an article first needs it.

Each word gives (its length, whether spaces part it from others, its kinds and whether each has an open ending).
"""

_Forms = Mapping[str, list[tuple[CueKind, bool]]]


def compile_cues(words: Mapping[CueKind, Mapping[str, Sequence[str]]]) -> Cues:
    """Compile the vocabulary's cues for `find`."""
    by_lang: dict[str, dict[str, list[tuple[CueKind, bool]]]] = defaultdict(lambda: defaultdict(list))
    for kind, languages in words.items():
        for lang, forms in languages.items():
            for form in forms if kind not in WORDS_OF_NAMES else ():
                for key in (lang, EVERY):
                    by_lang[key][form.rstrip("*").lower()].append((kind, form.endswith("*")))
    return Lazy({lang: dict(forms) for lang, forms in by_lang.items()}, _automaton)


def _automaton(forms: _Forms) -> Any:
    """Build an automaton; words that spaces part begin with one there, so that they are only found at word starts."""
    by_key: dict[str, list[tuple[CueKind, bool]]] = defaultdict(list)
    for form, found in forms.items():
        spaced = form[0].isalnum() and not (_UNSPACED.match(form) or _ARABIC.match(form))
        by_key[(" " if spaced else "") + form.translate(_SPACES)] += found
    automaton = ahocorasick.Automaton()
    for key, found in by_key.items():
        kinds = tuple(dict.fromkeys(found))
        automaton.add_word(key, (len(key.lstrip()), key[0] == " ", kinds))
    automaton.make_automaton()
    return automaton


_SPACES = str.maketrans("'-\"()[]/,.:;!?«»", " " * 16)
"""What may stand before a word, as spaces, in texts and forms alike; so all places stay as they are."""


def find(passages: Iterable[Passage], cues: Cues, lang: str) -> Mapping[int, tuple[Cue, ...]]:
    """Return the cues of each passage by its number, in order. `lang` is the article's BCP 47 tag."""
    short = lang.split("-")[0]
    automaton = cues[short if short in cues else EVERY]
    return {passage.number: tuple(sorted(_in(passage.folded, automaton), key=_place)) for passage in passages}


def _place(cue: Cue) -> tuple[int, int]:
    return cue.start, cue.end


def _in(text: str, automaton: Any) -> Iterator[Cue]:
    for last, (length, spaced, kinds) in automaton.iter(f" {text.translate(_SPACES)}"):
        start, end = last - length, last
        whole = not text[end : end + 1].isalnum() or _UNSPACED.match(text, last - 1) is not None
        if spaced or _begins(text, start):
            for kind, is_open in kinds:
                if whole:
                    yield Cue(kind, start, end)
                elif is_open:
                    rest = _LETTERS.match(text, end)
                    yield Cue(kind, start, rest.end() if rest else end)


def _begins(text: str, start: int) -> bool:
    """Tell whether a word of a script with run-on words begins here: in Arabic after at most a prefix."""
    before = text[start - 1 : start]
    if not before.isalnum() or not _ARABIC.match(text, start):
        return True
    word = _ARABIC_WORD.search(text, max(0, start - 5), start)
    return word is not None and _ARABIC_BEFORE.fullmatch(word.group()) is not None
