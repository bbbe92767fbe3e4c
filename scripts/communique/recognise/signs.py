"""Single signs for countries: in compounds ('한미', '日米韓'), before a title ('米大統領'), alone in headlines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from communique.model import CountryCode
from communique.recognise.particles import PARTICLES
from communique.vocabulary import Signs

_POINT = "[·ㆍ・‧]?"
_HAN = "[一-鿿㐀-䶿]"
_HANGUL = "[가-힣]"


@dataclass(frozen=True, slots=True)
class SignPatterns:
    """Where signs stand, and which country each means."""

    pattern: re.Pattern[str]
    countries: Mapping[str, CountryCode]


def compile_signs(signs: Signs) -> SignPatterns:
    """Compile the signs of a language for `find`."""
    words, headed = _compounds(signs.words), _compounds((*signs.words, *signs.headed))
    single, alone = _either(signs.countries), _either(signs.alone)
    kinds = (_korean if signs.lang == "ko" else _unspaced)(words, headed, single, alone, signs)
    return SignPatterns(re.compile("|".join(kinds)), signs.countries)


def _unspaced(words: str, headed: str, single: str, alone: str, signs: Signs) -> list[str]:
    return [
        rf"(?<!{_HAN})(?:{words})",
        rf"(?:{headed})(?={_either(signs.heads)})",
        rf"(?<!{_HAN})(?:{single})(?={_either(signs.titles)})",
        rf"(?<!\w)(?:{alone})(?=[、，,:：])",
    ]


def _korean(words: str, headed: str, single: str, alone: str, signs: Signs) -> list[str]:
    """Korean parts words by spaces: a compound stands by itself, with a particle, or before a noun of its own."""
    heads = _either(signs.heads)
    return [
        rf"(?<!{_HANGUL})(?:{words})(?=(?:{heads})|{PARTICLES}(?!{_HANGUL}))",
        rf"(?<!{_HANGUL})(?:{headed})(?= ?(?:{heads}))",
        rf"(?<!\w)(?:{alone})(?!{_HAN})",
        rf"(?<!\w)(?:{single})(?= ?(?:{_either(signs.titles)}))",
    ]


def find(text: str, patterns: SignPatterns) -> Iterator[tuple[int, int, tuple[tuple[int, CountryCode], ...]]]:
    """Give (start, end, the signs with their places) for every compound and single sign in a text."""
    for match in patterns.pattern.finditer(text):
        placed = enumerate(match.group(), match.start())
        yield *match.span(), tuple((at, patterns.countries[sign]) for at, sign in placed if sign in patterns.countries)


def _compounds(words: Iterable[str]) -> str:
    return "|".join(_POINT.join(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"
