"""When what an article tells of happened: a full date, or a day reckoned back from a known publication date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta

from communique import dateline
from communique.model import TITLE, Article, Evidence, PartialDate, Span
from communique.recognise.calendars import Calendar, full_dates
from communique.recognise.dates import MAX_ABOVE_DATELINE
from communique.recognise.passages import Passage
from communique.recognise.proposals import Proposal, stated

_WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)

LEAD = 1
"""The last paragraph that may be the lead: a deck may stand before it."""

MAX_DECKS = 4
"""More lines above the body are no decks; hard-wrapped ones count each of their lines."""

OPENING = 3
"""Paragraphs in which news tells when it happened."""

CONTEXT = 80
"""How many characters before a day are looked at for what it is the day of."""

RECENT = 183
"""A day and month without a year are the last ones before publication; further back the year would be given."""

MONTHS = 12

_REPORT = re.compile(
    r"\b(?:said|says|say|reported|reports|told|added|announced|wrote|writes|according to [^,.]{1,40}"
    r"|quoted [^,.]{1,60})(?: [^,.]{1,30})?(?: on| late| early)?\s*$"
    r"|\b(?:informó|informaron|dijo|dijeron|anunció|señaló|declaró|indicó|confirmó|informou|disse|afirmou|anunciou|declarou"
    r"|a (?:déclaré|annoncé|affirmé|indiqué|dit)|ont (?:déclaré|annoncé|indiqué)|teilte|teilten|sagte|erklärte|meldete"
    r"|сообщил[аи]?|заявил[аи]?|рассказал[аи]?|повідомив|повідомила|повідомили|заявив|заявила|açıkladı|bildirdi|söyledi"
    r"|قال|قالت|أعلن|أعلنت|ذكر|ذكرت|أفاد|أفادت)(?: [^,.،]{1,30})?\s*$"
)
"""Words before a day that make it the day of a report, not of what happened."""

_BOUNDS = (
    r"next|coming|this coming|until|till|to|by|before|from|since|through|prior to|due|starting|as of"
    r"|(?:week|month|quarter|year|period) (?:of|to|ended|ending|beginning|starting)",
    r"(?:ab|bis|seit|vor|nach|zum|nächsten|kommenden|vom)(?: dem| den| zum)?",
    r"jusqu'au|jusqu'à|à partir du|dès le|depuis|avant le|d'ici(?: au)?",
    r"(?:hasta|desde|antes del?|a partir del?|próximo)(?: el)?",
    r"(?:até|antes de|a partir de|próxim[ao])(?: [oa])?",
    r"до|с|со|к|ко|после|перед|следующ\w+|наступн\w+|від|після",
    r"önümüzdeki|gelecek",
    r"(?:حتى|منذ|قبل|بعد|ابتداء من|اعتبارا من|سوف|سيعقد|ستعقد|يعتزم|المقرر)(?: يوم)?",
)
"""Words right before a day that put it in the future or make it the bound of a span, in eight languages,"""

_BOUNDS_UNSPACED = (
    r"(?:다음 ?(?:주|달)|내년|오는|지난 ?해|작년)",
    r"(?:来|翌|次の|今度の)(?:週|月|年)?の?",
    r"(?:下|下个|下個|将于|將於|拟于|擬於|定于|定於|至|自|从|從)\s*(?:周|週|星期|月)?",
)
"""and in Korean, Japanese and Chinese."""

_PLANNED = (
    r"(?:plan(?:s|ned|ning)?|set|due|expect(?:s|ed)?|scheduled|agree[sd]?|agreement|deal|want(?:s|ed)?|hope[sd]?|hoping"
    r"|intend(?:s|ed)?|ready|likely|about|vow(?:s|ed)?|pledge[sd]?|aim(?:s|ed|ing)?|prepar(?:es|ed|ing)|decide[sd]?"
    r"|decision|need(?:s|ed)?|promise[sd]?|propos(?:es|ed|al)|threaten(?:s|ed)?|invit(?:es|ed|ation)|order(?:s|ed)?"
    r"|urge[sd]?|ask(?:s|ed)?|call(?:s|ed)?|told|is|are|was|were|has|have|had|be|seek(?:s|ing)?|sought|tr(?:y|ies|ied|ying))"
)
"""Words before an infinitive that make it a plan; elsewhere it says what was done for: 'met to discuss'."""

_CAUSED = r"(?!(?:allowed|enabled|permitted|helped|forced|led)\b)"
"""What was made possible, happened: 'an accord that had allowed a state to export'."""

_FUTURE = (
    r"will|would|shall"
    rf"|{_PLANNED} {_CAUSED}(?:[^ .]+ ){{0,3}}?to(?! (?:an?|the|its|their|his|her|this|these|all|both)\b)",
    r"wird|werden|soll|sollen|will|wollen",
    r"doit|doivent|devrait|devraient|sera|seront|ira|aura",
    r"será|serán|hará|habrá|se reunirán?|viajará",
    r"terá|fará|haverá|vai|vão|deve|devem",
    r"будет|будут|состоится|состоятся|пройд[её]т|пройдут|планирует|планируют|буде|будуть|відбудеться|планує",
)
"""Verbs of what is ahead, up to 60 characters before a day of the same sentence."""

_STARTED = re.compile(
    r"(?<!\w)(?:(?:that|which) (?:had )?(?:begun?|began|started|broke out|erupted|was launched|were launched)|begun"
    r"|начавш\w+|начат(?:ой|ую|ого)|що почал\w+|розпочат\w+|qui (?:a|ont|avai(?:en)?t) (?:débuté|commencé)"
    r"|que (?:comenzó|comenzaron|empezó|começou|começaram)|iniciad[oa]s?|d(?:er|ie|as) begann(?:en)?|begonnenen?"
    r"|التي بدأت|الذي بدأ|başlayan)(?: \w+)?(?: on| am| el| le| в| em)?\s*$"
)
"""Words before a day that make it the beginning of what a noun names, such as a war: the news is what became of it."""

EARLIER = 0.5
"""What a day loses for each sentence that stands before its own: the first sentence of a lead holds the news."""

BEGINNING = 3.0
"""What a day loses on which something only began: more than the day of a report does."""

_TITLE_AHEAD = re.compile(r"\bto (?!the\b|a\b)[^.]{0,60}$")
"""In a headline any infinitive is ahead: 'Two states to open a bridge on Monday'."""

_TO_NAME = re.compile(r"\bto (?=[A-Z])")

_AHEAD = re.compile(
    rf"(?<!\w)(?:{'|'.join(_BOUNDS)})\s*$|(?:{'|'.join(_BOUNDS_UNSPACED)})\s*$"
    rf"|(?<!\w)(?:{'|'.join(_FUTURE)})\b[^.]{{0,60}}$"
)
"""Words before a day that put it in the future, or make it the bound of a span."""

_AHEAD_AFTER = re.compile(
    r"\s*(?:prochaine?|próxim[oa]|que viene|que vem|que entra|de la semana que viene|المقبل|القادم"
    r"|'?[ae]? kadar|'?[dt][ae]n itibaren|까지|부터|から|まで|より|以降|までに|起|前|为止|為止|之前)"
)
"""The same after a day."""

_BARE_DAY = re.compile(
    r"(?<![\d月월년年.,/第~-])(?:今月|이달|本月)?(?P<day>\d{1,2}) ?(?P<sign>[日일])"
    r"(?!\s?(?:間|间|間の|目|前|後|后|以上|以内|分|本|곱|간|째|동안|연속|만|치|짜리|이상|이내|전|후|連|連続|连续|游|内|夜间))"
)
"""The day of the month alone, as news in Chinese, Japanese and Korean gives it; not '3 days', 'the third day'."""

_MONTH_AND_DAY = re.compile(
    r"(?<![\d年년/.~-])(?<![年년] )(?P<month>\d{1,2}) ?[月월] ?(?P<day>\d{1,2}) ?[日号號일](?!\s?(?:間|间|목|만|까지))"
)
"""A month and day without a year there."""

_SPAN_BEFORE = re.compile(
    r"(?:前|約|约|近|超过|超過|多达|每|毎|최장|최대|매달|매월|每月|毎月|来月|다음 ?달|내달|下月|下个月|翌月)\s*$"
)

_RELATIVE: tuple[tuple[re.Pattern[str], relativedelta, int], ...] = (
    (re.compile(r"\btoday\b|\btonight\b|\bthis (?:morning|afternoon|evening)\b"), relativedelta(), 10),
    (re.compile(r"\byesterday\b|\blast night\b"), relativedelta(days=-1), 10),
    (re.compile(r"\blast month\b"), relativedelta(months=-1), 7),
    (re.compile(r"\bearlier this month\b"), relativedelta(), 7),
    (re.compile(r"\blast year\b"), relativedelta(years=-1), 4),
    (
        re.compile(
            r"\bсегодня\b|\bсьогодні\b|\baujourd'hui\b|\bce (?:matin|soir|jour)\b|\bhoy\b|\besta (?:mañana|noche)\b"
            r"|\bheute\b|\bhoje\b|\bbugün\b|오늘|今天|今日|本日"
            r"|(?<!\w)اليوم(?! (?:التالي|السابق|ال[أا]ول|الثاني|العالمي|الوطني))"
        ),
        relativedelta(),
        10,
    ),
    (
        re.compile(
            r"\bвчера\b|\bвчора\b|\bhier\b|\bayer\b|\banoche\b|\bgestern\b|\bontem\b|\bdün\b"
            r"|어제|昨天|昨日|昨晚|(?<!\w)أمس(?!\w)"
        ),
        relativedelta(days=-1),
        10,
    ),
)
"""Relative words -> how far from the publication date, and the characters of the ISO date they fix (4: a year)."""

_HIER_IS_HERE = re.compile(r"\bhier\b")
"""French for yesterday; in German it means here."""


def event_date(
    article: Article, passages: Sequence[Passage], calendar: Calendar, published: date | None
) -> Proposal[PartialDate | None]:
    """Return when it happened as an EDTF date (day, month or year), or None with the reason.

    A weekday is the most recent one on or before the publication date (dateutil's `weekday=TU(-1)`), a day without
    month or year likewise.
    """
    said = stated(article, "event_date")
    if said is not None:
        return said
    lead = max(LEAD, min(_decks(article), MAX_DECKS))
    opening = [passage for passage in passages if passage.number == TITLE or passage.number < lead + OPENING - LEAD]
    found = [one for passage in opening for one in _candidates(passage, lead, calendar, published, article.lang)]
    found.sort(key=lambda one: -one.score)
    if found and published is None and found[0].score < 1:
        found = []
    if not found:
        missing = "the text says no day" if published else "without a publication date no weekday can be placed"
        return Proposal(None, (), {"event_date": missing})
    others = [one for one in found[1:] if one.value != found[0].value][:1]
    return Proposal(found[0].value, (found[0], *others))


def _decks(article: Article) -> int:
    """Return how many decks stand above the first paragraph of the body."""
    kinds = [line.kind for line in article.lines if line.kind in {"deck", "body"}]
    return kinds.index("body") if "body" in kinds else 0


def _candidates(
    passage: Passage, lead: int, calendar: Calendar, published: date | None, lang: str
) -> Iterator[Evidence]:
    """Give the days a passage names. An earlier passage weighs more, a report's day less, a coarse word least."""
    weight = 3.0 - 0.5 * max(0, passage.number)
    start = _told_from(passage)
    if passage.number <= lead:
        yield from _full(passage, start, calendar, published, weight + 1, lang)
    if published is None:
        return
    for match, day, score in (
        *_named_days(passage, start, calendar, published),
        *_numbered_days(passage, start, published),
        *_bare_days(passage, start, published),
    ):
        before = passage.folded[max(0, match.start() - CONTEXT) : match.start()]
        if _is_ahead(passage, match.start(), match.end()) or day > published:
            continue
        report = _REPORT.search(before) is not None
        score -= _setback(passage, match.start(), before)
        reason = f"'{match[0]}' reckoned back from the publication date" + (", the day of a report" if report else "")
        yield _evidence(day.isoformat(), weight + score - 2 * report, reason, passage, match.start(), match.end())
    yield from _relative(passage, start, published, weight, lang)


def _setback(passage: Passage, start: int, before: str) -> float:
    """Return what a day loses because it stands after the first sentence, or only tells when something began."""
    return EARLIER * min(2, passage.sentence_at(start)) + BEGINNING * (_STARTED.search(before) is not None)


def _told_from(passage: Passage) -> int:
    """Return where a passage's story begins, after its dateline."""
    if passage.dateline or not 0 < passage.number <= MAX_ABOVE_DATELINE:
        return passage.dateline
    return dateline.end(passage.text)


def _is_ahead(passage: Passage, start: int, end: int) -> bool:
    """Tell a day that is still to come, or bounds a span. Where a report's verb stands before it, what that tells of
    may be ahead, and the day of the report is not."""
    before = _context(passage, start)
    report = _REPORT.search(before)
    before = before[report.start() :] if report else before
    if passage.number == TITLE and _TITLE_AHEAD.search(before):
        return True
    return _AHEAD.search(before.removesuffix("on ")) is not None or _AHEAD_AFTER.match(passage.folded, end) is not None


def _context(passage: Passage, start: int) -> str:
    """Return what stands before a day, without the 'to' before a name, which leads to a place and not to a verb."""
    begin = max(0, start - CONTEXT)
    if passage.number == TITLE or passage.capitals:
        return passage.folded[begin:start]
    return _TO_NAME.sub("", passage.text[begin:start]).lower()


def _named_days(
    passage: Passage, start: int, calendar: Calendar, published: date
) -> Iterator[tuple[re.Match[str], date, float]]:
    """Give weekdays, and days with a month but no year; a day that another date holds is no day of its own."""
    for match in calendar.weekday.finditer(passage.folded, start):
        yield match, published + relativedelta(weekday=_WEEKDAYS[calendar.weekdays[match.group()]](-1)), 0.0
    for match in calendar.day_month.finditer(passage.folded, start):
        if re.match(r",? ?(?:de )?\d{4}", passage.folded[match.end() :]):
            continue
        parts = match.groupdict()
        month = calendar.months[parts["month"] or parts["month2"]]
        day = _last(published, int(parts["day"] or parts["day2"]), month)
        if day is not None and (published - day).days <= RECENT:
            yield match, day, 0.25


def _numbered_days(passage: Passage, start: int, published: date) -> Iterator[tuple[re.Match[str], date, float]]:
    for match in _MONTH_AND_DAY.finditer(passage.folded, start):
        if not 0 < int(match["month"]) <= MONTHS:
            continue
        day = _last(published, int(match["day"]), int(match["month"]))
        if day is not None and (published - day).days <= RECENT:
            yield match, day, 0.25


def _bare_days(passage: Passage, start: int, published: date) -> Iterator[tuple[re.Match[str], date, float]]:
    for match in _BARE_DAY.finditer(passage.folded, start):
        if _SPAN_BEFORE.search(passage.folded[: match.start()]):
            continue
        day = _last(published, int(match["day"]), None)
        if day is not None:
            yield match, day, 0.25


def _last(published: date, day: int, month: int | None) -> date | None:
    """Return the last day of that number, and month if given, up to the day after publication; None if there is none.

    The day after is given back as such, for it is ahead and not a year or month ago.
    """
    for back in range(-1, 367 if month else 32):
        tried = published - timedelta(days=back)
        if tried.day == day and month in (None, tried.month):
            return tried
    return None


def _relative(passage: Passage, start: int, published: date, weight: float, lang: str) -> Iterator[Evidence]:
    for pattern, distance, length in _RELATIVE:
        for match in pattern.finditer(passage.folded, start):
            if _HIER_IS_HERE.match(match[0]) and not lang.startswith("fr"):
                continue
            value = (published + distance).isoformat()[:length]
            score = weight - (0 if length == 10 else 2.25)
            reason = f"'{match[0]}' reckoned from the publication date"
            yield _evidence(value, score, reason, passage, match.start(), match.end())


def _full(
    passage: Passage, begin: int, calendar: Calendar, published: date | None, weight: float, lang: str
) -> Iterator[Evidence]:
    """Give the full dates of a title or lead that are not ahead."""
    for dated in full_dates(passage.folded[begin:], calendar, lang=lang):
        start, end = dated.start + begin, dated.end + begin
        ahead = _is_ahead(passage, start, end)
        if dated.day <= published if published else not ahead:
            score = weight - _setback(passage, start, passage.folded[max(0, start - CONTEXT) : start])
            yield _evidence(dated.day.isoformat(), score, "a full date", passage, start, end)


def _evidence(value: str, score: float, reason: str, passage: Passage, start: int, end: int) -> Evidence:
    return Evidence("event_date", value, max(score, 0.1), reason, (Span(passage.number, start, end),))
