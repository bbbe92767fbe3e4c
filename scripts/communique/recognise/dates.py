"""When an article was published: from what is stated, a byline or dateline. Never from its story, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from communique.model import Article, Evidence, Line, Span
from communique.recognise.calendars import Calendar, full_dates
from communique.recognise.passages import Passage, fold
from communique.recognise.proposals import Proposal, stated

_PUBLISHED = re.compile(
    r"\b(?:published|posted|first published|date|issued|released|publié|publicado|publicada|veröffentlicht|yayın)"
    r"|опубликовано|дата|опубліковано|입력|등록|发布|發布|公開|配信|نشر"
)
_UPDATED = re.compile(r"\b(?:updated|modified|revised|edited|printed|retrieved|accessed)|обновлено|оновлено|수정|更新")

_NOT_OF_THE_ARTICLE = frozenset(
    {"caption", "related", "embed", "comment", "advertisement", "pull-quote", "copyright", "newsletter", "author-note"}
)
"""Kinds of line whose dates are those of pictures, other articles or other matters."""

MAX_LINE = 160
"""Longest line, in characters, that can be a byline or dateline: longer ones tell a story."""


def published(article: Article, passages: Sequence[Passage], calendar: Calendar) -> Proposal[date | None]:
    """Return the publication date: the curator's, the page's, else that of a byline, dateline or 'Published' line."""
    said = stated(article, "published")
    if said is not None:
        return said
    found = sorted(_from_lines(article, calendar), key=lambda one: -one.score) or list(
        _from_opening(passages, calendar)
    )
    if not found:
        return Proposal(None, (), {"published": _missing(passages, calendar)})
    best = found[0]
    others = [one for one in found[1:] if one.value != best.value][:1]
    return Proposal(date.fromisoformat(best.value), (best, *others))


def _missing(passages: Sequence[Passage], calendar: Calendar) -> str:
    for passage in passages:
        if passage.number == 0 and (match := calendar.day_month.search(passage.folded[: passage.dateline])):
            return f"the text gives no publication date: its dateline says '{match.group()}', but no year"
    return "the text gives no publication date"


def _from_opening(passages: Sequence[Passage], calendar: Calendar) -> Iterator[Evidence]:
    for passage in passages:
        if passage.number == 0 and passage.dateline:
            for dated in full_dates(passage.folded[: passage.dateline], calendar, short_years=True):
                span = Span(0, dated.start, dated.end)
                yield Evidence(
                    "published", dated.day.isoformat(), 3.0, "the dateline that opens the text gives it", (span,)
                )


def _from_lines(article: Article, calendar: Calendar) -> Iterator[Evidence]:
    """Give the dates of the lines around the story, and how much each speaks: a 'Published' most, an update least."""
    told = [line.index for line in article.lines if line.kind == "body"]
    first, last = (told[0], told[-1]) if told else (len(article.lines), len(article.lines))
    for line in article.lines:
        if line.kind in _NOT_OF_THE_ARTICLE or line.kind in {"body", "header", "headline", "deck", "subheading"}:
            continue
        if len(line.text) <= MAX_LINE:
            yield from _from_line(line, line.index < first, line.index > last, calendar)


def _from_line(line: Line, before: bool, after: bool, calendar: Calendar) -> Iterator[Evidence]:
    folded = fold(line.text)
    named = line.kind in {"byline", "dateline"}
    for dated in full_dates(folded, calendar, short_years=named):
        lead_in = folded[: dated.start]
        says_published = _PUBLISHED.search(lead_in) is not None
        says_updated = _UPDATED.search(lead_in) is not None and not says_published
        if after and not says_published and not (named and line.kind == "byline"):
            continue
        score = 2.0 + 2 * says_published - 1 * says_updated + 0.5 * named + 0.5 * before
        reason = f"line {line.number} ({line.kind}) gives it" + (" as the day of an update" if says_updated else "")
        yield Evidence("published", dated.day.isoformat(), score, reason)
