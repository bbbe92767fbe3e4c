"""Dates as people write them, in the languages of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from communique.vocabulary import cldr

_EXTRA_MONTHS = {"sept": 9, "juill": 7, "février": 2, "fevrier": 2, "decembre": 12, "marzo": 3, "agost": 8}
"""Short forms that are used and that CLDR lacks."""

_EXTRA_WEEKDAYS = {
    "среду": 2,
    "пятницу": 4,
    "субботу": 5,
    "середу": 2,
    "п'ятницю": 4,
    "суботу": 5,
    **{sign + day: number for sign in "周週" for number, day in enumerate("一二三四五六日")},
}
"""Russian and Ukrainian weekdays as they stand after 'in', and the short Chinese ones."""

PIVOT = 69
"""Two-digit years from here on are of the last century, the others of this one (POSIX strptime %y)."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The names of months and weekdays (Monday is 0) of all languages, in lower case, and their patterns."""

    months: dict[str, int]
    weekdays: dict[str, int]
    full: re.Pattern[str]
    short_year: re.Pattern[str]
    day_month: re.Pattern[str]
    weekday: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Dated:
    """A day found in a text, and where."""

    day: date
    start: int
    end: int


def compile_calendar() -> Calendar:
    """Collect CLDR's names of months and weekdays and compile the patterns over them."""
    months, weekdays = dict(_EXTRA_MONTHS), dict(_EXTRA_WEEKDAYS)
    for lang in cldr.LANGUAGES:
        months |= {_plain(name): number for name, number in cldr.months(lang).items()}
        weekdays |= {_plain(name): number for name, number in cldr.weekdays(lang).items()}
    months = {name: number for name, number in months.items() if len(name) >= 3 and not name[0].isdigit()}
    month = _either(months)
    named = rf"(?P<month>{month})\.?"
    before = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|°|\.)?(?: de| of)? {named}(?: de| of)?"
    after = rf"{named} (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?"
    return Calendar(
        months,
        weekdays,
        re.compile(
            rf"(?<!\w)(?:{before},? (?P<year>\d{{4}})|{after.replace('month', 'month2')},? (?P<year2>\d{{4}}))(?!\d)"
        ),
        re.compile(rf"(?<!\w){before},? (?P<year>\d{{2}})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{before}|{after.replace('month', 'month2')})(?!\w)"),
        _weekday_pattern(weekdays),
    )


def _weekday_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Match weekdays as whole words, but those in Chinese, Japanese and Korean anywhere: words run on there."""
    unspaced = [name for name in names if name[0] >= "\u3000"]
    spaced = [name for name in names if name[0] < "\u3000"]
    return re.compile(rf"(?<!\w)(?:{_either(spaced)})(?!\w)|{_either(unspaced)}")


def _either(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name)))


def _plain(name: str) -> str:
    return str(name).lower().rstrip(".").replace("’", "'")


_ISO = re.compile(r"(?<!\d)(?P<year>(?:1[5-9]|20)\d\d)(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)(?!\d)"
)
_CJK = re.compile(r"(?P<year>\d{4}) ?[年년] ?(?P<month>\d{1,2}) ?[月월] ?(?P<day>\d{1,2}) ?[日일]")

FIRST_YEAR = 1500
"""Four digits below this are no year of a report."""


def full_dates(folded: str, calendar: Calendar, *, short_years: bool = False) -> tuple[Dated, ...]:
    """Return the full dates of a text in lower case, in order. `short_years`: '17 nov 88' counts too.

    '3/4/2024' is left out, as it means March or April; '13/4/2024' and '03.04.2024' (day first) are not.
    """
    found = [*_numbered(folded), *_named(calendar.full, folded, calendar)]
    if short_years:
        found += _named(calendar.short_year, folded, calendar)
    return tuple(sorted(found, key=lambda dated: dated.start))


def _numbered(text: str) -> Iterator[Dated]:
    for pattern in (_ISO, _DAY_FIRST, _CJK):
        for match in pattern.finditer(text):
            year, month, day = (int(match[part]) for part in ("year", "month", "day"))
            if pattern is _DAY_FIRST and match["mark"] != ".":
                if month > 12:
                    day, month = month, day
                elif day <= 12 and day != month:
                    continue
            yield from _day(year, month, day, match)


def _named(pattern: re.Pattern[str], text: str, calendar: Calendar) -> Iterator[Dated]:
    for match in pattern.finditer(text):
        groups = match.groupdict()
        month = calendar.months[groups["month"] or groups["month2"]]
        year = int(groups["year"] or groups["year2"])
        if year < 100:
            year += 1900 if year >= PIVOT else 2000
        yield from _day(year, month, int(groups["day"] or groups["day2"]), match)


def _day(year: int, month: int, day: int, match: re.Match[str]) -> Iterator[Dated]:
    try:
        found = date(year, month, day)
    except ValueError:
        return
    if year >= FIRST_YEAR:
        yield Dated(found, match.start(), match.end())
