"""CLDR's names of countries, months and weekdays, in the languages in which articles are recognised.

They lie in `data/cldr.json`, since reading them from Babel's locales takes a tenth of a second. The file is derived:
`python -m communique.vocabulary.cldr` writes it anew after an update of Babel, and a test compares the two.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global

LANGUAGES = ("en", "ko", "ru", "uk", "zh", "ja", "ar", "fr", "es", "de", "pt", "tr")
"""The languages in which countries are recognised by their CLDR names."""

CALENDARS = (*LANGUAGES, "ar_SY", "ar_DZ", "ar_MA")
"""Whose months are known; Arabic has other names of them in the Levant, in Algeria and Tunisia, and in Morocco."""

ELSEWHERE = (
    *(
        "af",
        "az",
        "bg",
        "bn",
        "ca",
        "cs",
        "da",
        "el",
        "et",
        "fa",
        "fi",
        "fil",
        "he",
        "hi",
        "hr",
        "hu",
        "hy",
        "id",
        "is",
    ),
    *("it", "ka", "kk", "ky", "lt", "lv", "mk", "mn", "ms", "nb", "nl", "pl", "ro", "sk", "sl", "sq", "sr", "sr_Latn"),
    *("sv", "sw", "ta", "th", "ur", "uz", "vi"),
)
"""Languages of which only the dates are read: newspapers give them in the page's head whatever they print below."""

FILE = "cldr.json"

_LETTERS = re.compile(r"[^\W\d_]+")
"""Runs of letters, as lines are cut into words: in some scripts vowel signs part them."""

_CODES = {"XKX": "XK", "EUE": "EU"}
"""Codes that CLDR's table of alpha-3 aliases lacks."""


def name(code: str, lang: str) -> str | None:
    """Return CLDR's name of a country (ISO 3166-1 alpha-3) in a language (BCP 47), or None where CLDR lacks either."""
    known = _packaged()["territories"].get(lang)
    return known.get(code) if known is not None else _name_in_babel(code, lang)


def months(lang: str) -> Mapping[str, int]:
    """Return the names of months in one of CALENDARS, full and short, and the number of each."""
    found: Mapping[str, int] = _packaged()["months"][lang]
    return found


def months_elsewhere() -> Mapping[str, int]:
    """Return the full names of months in the languages of ELSEWHERE that mean the same month in all of them."""
    found: Mapping[str, int] = _packaged()["months_elsewhere"]
    return found


def date_words() -> frozenset[str]:
    """Return the words of the names of months and weekdays, full and short, in CALENDARS and ELSEWHERE, folded.

    Of ELSEWHERE the full names only.
    """
    return frozenset(_packaged()["date_words"])


def weekdays(lang: str) -> Mapping[str, int]:
    """Return the names of weekdays in one of CALENDARS, Monday being 0."""
    found: Mapping[str, int] = _packaged()["weekdays"][lang]
    return found


@cache
def _packaged() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(_text())
    return found


def _text() -> str:
    return resources.files("communique").joinpath("data", FILE).read_text(encoding="utf-8")


def derived() -> str:
    """Return what the packaged file should hold, as Babel says."""
    codes = sorted({*_CODES, *(code for code in get_global("territory_aliases") if len(code) == 3 and code.isalpha())})
    names = {lang: {code: _name_in_babel(code, lang) for code in codes} for lang in LANGUAGES}
    content = {
        "territories": {lang: {code: one for code, one in of.items() if one} for lang, of in names.items()},
        "months": {lang: _calendar_names(lang, "months", ("wide", "abbreviated")) for lang in CALENDARS},
        "weekdays": {lang: _calendar_names(lang, "days", ("wide",)) for lang in CALENDARS},
        "months_elsewhere": _months_elsewhere(),
        "date_words": sorted(_date_words()),
    }
    return json.dumps(content, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n"


def _calendar_names(lang: str, kind: Literal["months", "days"], widths: tuple[str, ...]) -> dict[str, int]:
    """Return names by number. Babel mixes up the stand-alone ones of regional locales, which have no others anyway."""
    of = getattr(Locale.parse(lang), kind)
    contexts = ("format", "stand-alone") if lang in LANGUAGES else ("format",)
    return {text: number for context in contexts for width in widths for number, text in of[context][width].items()}


def _months_elsewhere() -> dict[str, int]:
    """Return names by number, without those that name two months, as 'listopad' does in Czech and Croatian."""
    known = {name.lower() for lang in CALENDARS for name in _calendar_names(lang, "months", ("wide", "abbreviated"))}
    pairs = {
        (name, number)
        for lang in ELSEWHERE
        for context in ("format", "stand-alone")
        for number, text in Locale.parse(lang).months[context]["wide"].items()
        if (name := text.lower()) not in known and not any(map(str.isdigit, name))
    }
    counts = Counter(name for name, _ in pairs)
    return {name: number for name, number in sorted(pairs) if counts[name] == 1}


def _date_words() -> set[str]:
    """Return the words of all names; a language of ELSEWHERE gives none that are short, as those mean much else."""
    own = {word for lang in CALENDARS for word in _words(lang, ("wide", "abbreviated"))}
    return own | {word for lang in ELSEWHERE for word in _words(lang, ("wide",)) if len(word) > 2}


def _words(lang: str, widths: tuple[str, ...]) -> Iterator[str]:
    locale = Locale.parse(lang)
    for table in (locale.months, locale.days):
        for context in ("format", "stand-alone"):
            for name in (name.casefold() for width in widths for name in table[context][width].values()):
                yield from (part.rstrip(".") for part in name.split() if not part.isdigit())
                yield from _LETTERS.findall(name)


def _name_in_babel(code: str, lang: str) -> str | None:
    two = _CODES.get(code) or (get_global("territory_aliases").get(code) or [""])[0]
    try:
        found = Locale.parse(lang, sep="-").territories.get(two)
    except (ValueError, UnknownLocaleError):
        return None
    return str(found) if found else None


if __name__ == "__main__":
    with resources.as_file(resources.files("communique").joinpath("data", FILE)) as path:
        path.write_text(derived(), encoding="utf-8")
