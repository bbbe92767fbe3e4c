"""Dates, periods and counts in the reader's words."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError, localedata
from babel.dates import format_date, format_skeleton

from communique.model import PartialDate


@lru_cache(maxsize=64)
def locale_of(lang: str) -> Locale:
    """Return the locale of a BCP 47 tag; English for one that CLDR lacks."""
    try:
        return Locale.parse(lang, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale.parse("en")


@lru_cache(maxsize=4096)
def period_name(period: PartialDate | None, lang: str) -> str:
    """Say a day, month or year in words: '16 January 2024', 'January 2024', '2024'; None is 'Undated'."""
    if period is None:
        return "Undated"
    parts = [int(part) for part in period.split("-")]
    if len(parts) == 1:
        return period
    day = date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    if len(parts) == 2:
        return str(format_skeleton("yMMMM", day, locale=locale_of(lang)))
    return str(format_date(day, "long", locale=british(lang)))


def british(lang: str) -> Locale:
    """Return the locale for dates: plain English writes '16 January 2024', which no reader can misread."""
    return locale_of("en-GB" if lang == "en" else lang)


@lru_cache(maxsize=4096)
def month_name(period: PartialDate, lang: str) -> str:
    """Return the name of the month of '2024-01' alone: 'January'."""
    year, month = (int(part) for part in period.split("-")[:2])
    pattern = "LLLL" if _has_names_of_its_own(locale_of(lang)) else "MMMM"
    return str(format_date(date(year, month, 1), pattern, locale=locale_of(lang)))


def _has_names_of_its_own(locale: Locale) -> bool:
    """Tell whether a language writes a month otherwise when it stands alone ('март', '5 марта').

    Most inherit these names from CLDR's root, which says 'as in a date'. Babel (2.18) keeps what the first language
    made of that for all of them, so that German months could come out Korean; they are not asked for, then.
    """
    root, own = (localedata.load(name)["months"]["stand-alone"]["wide"] for name in ("root", str(locale)))
    return own is not root


def distance(earlier: PartialDate, later: PartialDate) -> str | None:
    """Say how far two dates lie apart: 'the same day', '9 days', '3 months', '2 years'; None unless both are days."""
    if len(earlier) != 10 or len(later) != 10:
        return None
    days = abs((date.fromisoformat(later) - date.fromisoformat(earlier)).days)
    if days == 0:
        return "the same day"
    for unit, length in (("year", 365), ("month", 30), ("day", 1)):
        if days >= 2 * length or unit == "day":
            count = days // length
            return f"{count} {unit}" + ("" if count == 1 else "s")
    return None
