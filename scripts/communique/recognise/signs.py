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
    kinds = (_korean if signs.lang == "ko" else _unspaced)(signs)
    return SignPatterns(re.compile("|".join(kinds)), signs.countries)


def _unspaced(signs: Signs) -> list[str]:
    return [
        rf"(?<!{_HAN})(?:{_compounds(signs.words)})",
        rf"(?:{_compounds((*signs.words, *signs.headed))})(?={_either(signs.heads)})",
        rf"(?<!{_HAN})(?:{_either(signs.titled)})(?=(?:{_either(signs.titles)})(?!的?身份|的?名[义義]))",
        rf"(?<!\w)(?:{_either(signs.alone)})(?=[、，,:：])",
    ]


def _korean(signs: Signs) -> list[str]:
    """Korean parts words by spaces: a compound stands by itself, with a particle, or before a noun of its own."""
    heads = _either(signs.heads)
    return [
        rf"(?<!{_HANGUL})(?:{_compounds(signs.words)})(?=(?:{heads})|{PARTICLES}(?!{_HANGUL}))",
        rf"(?<!{_HANGUL})(?:{_compounds(signs.headed)})(?= ?(?:{heads}))",
        rf"(?<!\w)(?:{_either(signs.alone)})(?!{_HAN})",
        rf"(?<!\w)(?:{_either(signs.titled)})(?= ?(?:{_either(signs.titles)}))",
        rf"(?<!\w)(?:{_either(signs.joined)})(?=[·ㆍ]{_HANGUL}{{2}})",
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
