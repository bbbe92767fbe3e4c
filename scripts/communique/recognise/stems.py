"""Words by their Snowball stems, so that 'imposed sanctions' and 'imposing a sanction' are one phrase."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import Stemmer

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


def table(folded: str, lang: str) -> Mapping[str, str]:
    """Return the words of a text in lower case, each with its stem. `lang` is one of ALGORITHMS."""
    words = list(dict.fromkeys(_WORD.findall(folded)))
    return dict(zip(words, _stemmer(ALGORITHMS[lang]).stemWords(words), strict=True))


@cache
def _stemmer(algorithm: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(algorithm)


def stemmed(folded: str, table: Mapping[str, str]) -> str:
    """Return a text in lower case as ' stem stem ', for the automata of stemmed phrases."""
    return " ".join(("", *(table[word] for word in _WORD.findall(folded)), ""))


def places(folded: str) -> list[tuple[int, int]]:
    """Return where the words of a text stand, in the order in which `stemmed` gives their stems."""
    return [match.span() for match in _WORD.finditer(folded)]
