"""CLDR's names of countries, months and weekdays, in the languages in which articles are recognised.

They lie in `data/cldr.json`, since reading them from Babel's locales takes a tenth of a second. The file is derived:
`python -m communique.vocabulary.cldr` writes it anew after an update of Babel, and a test compares the two.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global

LANGUAGES = ("en", "ko", "ru", "uk", "zh", "ja", "ar", "fr", "es", "de", "pt", "tr")
"""The languages in which countries are recognised by their CLDR names."""

CALENDARS = (*LANGUAGES, "ar_SY", "ar_DZ", "ar_MA")
"""Whose months are known; Arabic has other names of them in the Levant, in Algeria and Tunisia, and in Morocco."""

FILE = "cldr.json"

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
    }
    return json.dumps(content, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n"


def _calendar_names(lang: str, kind: Literal["months", "days"], widths: tuple[str, ...]) -> dict[str, int]:
    """Return names by number. Babel mixes up the stand-alone ones of regional locales, which have no others anyway."""
    of = getattr(Locale.parse(lang), kind)
    contexts = ("format", "stand-alone") if lang in LANGUAGES else ("format",)
    return {text: number for context in contexts for width in widths for number, text in of[context][width].items()}


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
