"""When what an article tells of happened: a full date, or a day reckoned back from a known publication date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta

from communique.model import TITLE, Article, Evidence, PartialDate, Span
from communique.recognise.calendars import Calendar, full_dates
from communique.recognise.passages import Passage
from communique.recognise.proposals import Proposal, stated

_WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)

LEAD = 1
"""The last paragraph that may be the lead: a deck may stand before it."""

OPENING = 3
"""Paragraphs in which news tells when it happened."""

_REPORT = re.compile(
    r"\b(?:said|says|say|reported|reports|told|added|wrote|writes|according to [^,.]{1,40}"
    r"|quoted [^,.]{1,60})(?: [^,.]{1,30})?"
    r"(?: on| late| early)?\s*$"
)
"""Words before a day that make it the day of a report, not of what happened."""

_AHEAD = re.compile(r"\b(?:next|coming|this coming|until|by|before|from|since)\s*$|\b(?:will|would|to)\b[^.]{0,60}$")
"""Words before a day that put it in the future, or make it the bound of a span."""

_RELATIVE: tuple[tuple[re.Pattern[str], relativedelta, int], ...] = (
    (re.compile(r"\btoday\b|\btonight\b|\bthis (?:morning|afternoon|evening)\b"), relativedelta(), 10),
    (re.compile(r"\byesterday\b|\blast night\b"), relativedelta(days=-1), 10),
    (re.compile(r"\blast month\b"), relativedelta(months=-1), 7),
    (re.compile(r"\bearlier this month\b"), relativedelta(), 7),
    (re.compile(r"\blast year\b"), relativedelta(years=-1), 4),
    (
        re.compile(
            r"\bсегодня\b|\bсьогодні\b|\baujourd'hui\b|\bhoy\b|\bheute\b|\bhoje\b|\bbugün\b|오늘|今天|今日|اليوم"
        ),
        relativedelta(),
        10,
    ),
    (
        re.compile(r"\bвчера\b|\bвчора\b|\bhier\b|\bayer\b|\bgestern\b|\bontem\b|\bdün\b|어제|昨天|昨日|أمس"),
        relativedelta(days=-1),
        10,
    ),
)
"""Relative words -> how far from the publication date, and the characters of the ISO date they fix (4: a year)."""


def event_date(
    article: Article, passages: Sequence[Passage], calendar: Calendar, published: date | None
) -> Proposal[PartialDate | None]:
    """Return when it happened as an EDTF date (day, month or year), or None with the reason.

    A weekday is the most recent one on or before the publication date (dateutil's `weekday=TU(-1)`).
    """
    said = stated(article, "event_date")
    if said is not None:
        return said
    opening = [passage for passage in passages if passage.number == TITLE or passage.number < OPENING]
    found = [one for passage in opening for one in _candidates(passage, calendar, published)]
    found.sort(key=lambda one: -one.score)
    if found and published is None and found[0].score < 1:
        found = []
    if not found:
        missing = "the text says no day" if published else "without a publication date no weekday can be placed"
        return Proposal(None, (), {"event_date": missing})
    others = [one for one in found[1:] if one.value != found[0].value][:1]
    return Proposal(found[0].value, (found[0], *others))


def _candidates(passage: Passage, calendar: Calendar, published: date | None) -> Iterator[Evidence]:
    """Give the days a passage names. An earlier passage weighs more, a report's day less, a coarse word least."""
    weight = 3.0 - 0.5 * max(0, passage.number)
    text = passage.folded
    if passage.number <= LEAD:
        yield from _full(passage, calendar, published, weight + 1)
    if published is None:
        return
    for match in calendar.weekday.finditer(text, passage.dateline):
        before = text[max(0, match.start() - 80) : match.start()]
        if _AHEAD.search(before.removesuffix("on ")):
            continue
        day = published + relativedelta(weekday=_WEEKDAYS[calendar.weekdays[match.group()]](-1))
        report = _REPORT.search(before) is not None
        reason = f"'{match[0]}' reckoned back from the publication date" + (", the day of a report" if report else "")
        yield _evidence(day.isoformat(), weight - 2 * report, reason, passage, match.start(), match.end())
    for pattern, distance, length in _RELATIVE:
        for match in pattern.finditer(text, passage.dateline):
            value = (published + distance).isoformat()[:length]
            score = weight - (0 if length == 10 else 2.25)
            reason = f"'{match[0]}' reckoned from the publication date"
            yield _evidence(value, score, reason, passage, match.start(), match.end())


def _full(passage: Passage, calendar: Calendar, published: date | None, weight: float) -> Iterator[Evidence]:
    """Give the full dates of a title or lead that are not ahead."""
    for dated in full_dates(passage.folded[passage.dateline :], calendar):
        start, end = dated.start + passage.dateline, dated.end + passage.dateline
        ahead = _AHEAD.search(passage.folded[max(0, start - 80) : start].removesuffix("on ")) is not None
        if dated.day <= published if published else not ahead:
            yield _evidence(dated.day.isoformat(), weight, "a full date", passage, start, end)


def _evidence(value: str, score: float, reason: str, passage: Passage, start: int, end: int) -> Evidence:
    return Evidence("event_date", value, max(score, 0.1), reason, (Span(passage.number, start, end),))
