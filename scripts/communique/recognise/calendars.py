"""Dates as people write them, in the languages of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from communique.vocabulary import cldr

_EXTRA_MONTHS = {
    "sept": 9,
    "sep": 9,
    "juill": 7,
    "janv": 1,
    "févr": 2,
    "fevrier": 2,
    "aout": 8,
    "decembre": 12,
    "agost": 8,
    "setiembre": 9,
    "marco": 3,
    "mrz": 3,
    "maerz": 3,
    "фев": 2,
    "сен": 9,
    "ноя": 11,
    "січ": 1,
    "лют": 2,
    "бер": 3,
    "квіт": 4,
    "трав": 5,
    "черв": 6,
    "mayis": 5,
    "kasim": 11,
    "aralik": 12,
    "nİsan": 4,
    "hazİran": 6,
    "ekİm": 10,
}
"""Short forms, forms without accents and Turkish capitals, which are used and which CLDR lacks."""

_EXTRA_WEEKDAYS = {
    "среду": 2,
    "пятницу": 4,
    "субботу": 5,
    "середу": 2,
    "п'ятницю": 4,
    "суботу": 5,
    "неділю": 6,
    "الاثنين": 0,
    "الإثنين": 0,
    "الاربعاء": 2,
    "الاحد": 6,
    "lundì": 0,
    "terca-feira": 1,
    "sali": 1,
    "pazartesİ": 0,
    "sabado": 5,
    "miercoles": 2,
    "segunda": 0,
    "terça": 1,
    "quarta": 2,
    "quinta": 3,
    "sexta": 4,
    **{sign + day: number for sign in ("周", "週", "禮拜", "礼拜") for number, day in enumerate("一二三四五六日")},
    "星期天": 6,
}
"""Weekdays as they stand after 'in' in Russian and Ukrainian, and short and unaccented ones."""

PIVOT = 69
"""Two-digit years from here on are of the last century, the others of this one (POSIX strptime %y)."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The names of months and weekdays (Monday is 0) of all languages, in lower case, and their patterns.

    The names of months in languages of which only the dates are read count in a full date only.
    """

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
    for lang in cldr.CALENDARS:
        months |= {_plain(name): number for name, number in cldr.months(lang).items()}
        weekdays |= {_plain(name): number for name, number in cldr.weekdays(lang).items()}
    months = {name: number for name, number in months.items() if len(name) >= 3 and not name[0].isdigit()}
    months |= {"ماي": 5, "آب": 8}
    elsewhere = months | {_plain(name): number for name, number in cldr.months_elsewhere().items()}
    before, after = _forms(months)
    before_elsewhere, after_elsewhere = _forms(elsewhere)
    return Calendar(
        elsewhere,
        weekdays,
        re.compile(
            rf"(?<!\w)(?:{before_elsewhere},? ?(?P<year>\d{{4}})|{after_elsewhere} ?,? ?(?P<year2>\d{{4}}))"
            rf"(?!\d(?!\d?[:.]\d\d))"  # a page may lose the space before the time of day
        ),
        re.compile(rf"(?<!\w){before},? ?(?P<year>\d{{2}})(?![\w:])"),
        re.compile(rf"(?<!\w)(?:{before}|{after})(?!\w)"),
        _weekday_pattern(weekdays),
    )


def _forms(months: Iterable[str]) -> tuple[str, str]:
    """Return patterns of a day before its month and after it. A slash may part the month from another name of it."""
    month = rf"(?P<month>{_either(months)})(?:\.| ?/ ?[^\W\d_]+(?: [^\W\d_]+)?)?"
    before = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|°|\.)?(?:[ -]| ?de | of )?{month}(?: de| of|-|,)?"
    after = rf"{month.replace('month', 'month2')} ?(?P<day2>\d{{1,2}})(?:st|nd|rd|th|\.)?"
    return before, after


def _weekday_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Match weekdays as whole words, but those in Chinese, Japanese and Korean anywhere: words run on there."""
    unspaced = [name for name in names if name[0] >= "\u3000"]
    spaced = [name for name in names if name[0] < "\u3000"]
    return re.compile(rf"(?<!\w)(?:{_either(spaced)})(?!\w)|{_either(unspaced)}")


def _either(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name)))


def _plain(name: str) -> str:
    return str(name).lower().rstrip(".").replace("’", "'")


_DIGITS = {
    **{0x0660 + digit: str(digit) for digit in range(10)},
    **{0x06F0 + digit: str(digit) for digit in range(10)},
    **{first + digit: str(digit) for first in (0x0966, 0x09E6, 0xFF10) for digit in range(10)},
}
"""Arabic, Persian, Devanagari, Bengali and full-width digits as plain ones, character for character."""

_ISO = re.compile(
    r"(?<!\d)(?P<year>(?:1[5-9]|20)\d\d)(?P<mark>[-/.])(?P<space> ?)(?P<month>\d{1,2})(?P=mark)(?P=space)"
    r"(?P<day>\d{1,2})(?!\d)"
)
_DAY_FIRST = re.compile(
    r"(?<![\d./-])(?P<day>\d{1,2})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)(?![\d./-])"
)
_SHORT_DAY_FIRST = re.compile(
    r"(?<![\d./-])(?P<day>\d{1,2})(?P<mark>[./])(?P<month>\d{1,2})(?P=mark)(?P<year>\d\d)(?![\d:./-])"
)
_CJK = re.compile(
    r"(?P<era>令和|平成|昭和|民國|民国|中華民國)? ?(?P<year>\d{1,4}|元) ?[年년] ?(?P<month>\d{1,2}) ?[月월]"
    r" ?(?P<day>\d{1,2}) ?[日號号일]"
)
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911, "中華民國": 1911}
"""Eras of Japan and the Republic of China -> the year before their first."""

FIRST_YEAR, LAST_YEAR = 1500, 2100
"""Four digits outside are no year of a report: a number, or a year of another calendar."""

MONTH_FIRST = frozenset({"en"})
"""Languages in which '3/4/2024' may begin with the month."""


def full_dates(folded: str, calendar: Calendar, *, short_years: bool = False, lang: str = "en") -> tuple[Dated, ...]:
    """Return the full dates of a text in lower case, in order. `short_years`: '17 nov 88' counts too.

    In English '3/4/2024' is left out, as it means March or April; '13/4/2024' and '03.04.2024' (day first) are not. In
    the other languages (BCP 47 `lang`) the day stands first.
    """
    text = folded.translate(_DIGITS) if not folded.isascii() else folded
    if not any(map(str.isdigit, text)):
        return ()
    found = [*_numbered(text, short_years, lang.split("-")[0] in MONTH_FIRST), *_named(calendar.full, text, calendar)]
    if short_years:
        found += _named(calendar.short_year, text, calendar)
    return tuple(sorted(found, key=lambda dated: dated.start))


def _numbered(text: str, short_years: bool, month_first: bool) -> Iterator[Dated]:
    for match in _ISO.finditer(text):
        yield from _day(int(match["year"]), int(match["month"]), int(match["day"]), match)
    for match in _CJK.finditer(text):
        year = 1 if match["year"] == "元" else int(match["year"])
        if match["era"]:
            year += _ERAS[match["era"]]
        yield from _day(year, int(match["month"]), int(match["day"]), match)
    for pattern in (_DAY_FIRST, _SHORT_DAY_FIRST) if short_years else (_DAY_FIRST,):
        for match in pattern.finditer(text):
            yield from _day_first(match, month_first)


def _day_first(match: re.Match[str], month_first: bool) -> Iterator[Dated]:
    year, month, day = (int(match[part]) for part in ("year", "month", "day"))
    if month_first and match["mark"] != ".":
        if len(match["year"]) == 2 or (month <= 12 and day <= 12 and day != month):
            return
        if month > 12:
            day, month = month, day
    yield from _day(_full_year(year), month, day, match)


def _named(pattern: re.Pattern[str], text: str, calendar: Calendar) -> Iterator[Dated]:
    for match in pattern.finditer(text):
        groups = match.groupdict()
        month = calendar.months[groups["month"] or groups["month2"]]
        year = _full_year(int(groups["year"] or groups["year2"]))
        yield from _day(year, month, int(groups["day"] or groups["day2"]), match)


def _full_year(year: int) -> int:
    if year >= 100:
        return year
    return year + (1900 if year >= PIVOT else 2000)


def _day(year: int, month: int, day: int, match: re.Match[str]) -> Iterator[Dated]:
    try:
        found = date(year, month, day)
    except ValueError:
        return
    if FIRST_YEAR <= year <= LAST_YEAR:
        yield Dated(found, match.start(), match.end())
