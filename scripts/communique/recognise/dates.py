"""When an article was published: from what is stated, a byline or dateline. Never from its story, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from communique import dateline
from communique.model import TEXT_KINDS, Article, Evidence, Line, LineKind, Span
from communique.recognise.calendars import Calendar, full_dates
from communique.recognise.passages import Passage, fold
from communique.recognise.proposals import Proposal, stated

_PUBLISHED = re.compile(
    r"\b(?:published|posted|first published|date|issued|released?|written|created|uploaded|publié|mis en ligne|créé"
    r"|publicado|publicada|fecha|criado|veröffentlicht|erschienen|erstellt|datum|yayın|yayım|oluşturulma|giriş|eklenme)"
    r"|опубликовано|дата|создано|опубліковано|입력|등록|송고|작성|승인|게재|发布|發布|发表|發表|时间：|時間：|公開|配信|掲載|نشر|النشر"
)
_UPDATED = re.compile(
    r"\b(?:updated?|modified|revised|edited|printed|retrieved|accessed|mise? à jour|modifié|actualizad[oa]"
    r"|actualización|atualizad[oa]|atualização|aktualisiert|stand|geändert|güncelle\w*)|обновлено|изменено|оновлено|수정|更新|تحديث"
)

_NOT_OF_THE_ARTICLE = frozenset(
    {"caption", "related", "embed", "comment", "advertisement", "pull-quote", "copyright", "newsletter", "author-note"}
)
"""Kinds of line whose dates are those of pictures, other articles or other matters."""

MAX_LINE = 160
"""Longest line, in characters, that can be a byline or dateline: longer ones tell a story."""

MAX_ABOVE_DATELINE = 4
"""How many paragraphs, such as a deck and a list of key points, may stand above the one with the dateline."""

_CLOCK = re.compile(r"\d[:.]\d\d(?!\d)")
"""A time of day: with one, a date far above is more likely the article's than the page's."""

CLOSE = 4
"""How many lines below the text a date may stand that is the article's own."""

FAR_ABOVE = 4
"""A date so many lines above headline and text is the page's, and tells when the page was opened or saved."""

LINK_WORDS = 4
"""A line of more words below the text may be the headline of another story, and dates from there on that story's."""

LABEL_WORDS = 2
"""The same for a line right below another link, or the label of a list of them."""


def published(article: Article, passages: Sequence[Passage], calendar: Calendar) -> Proposal[date | None]:
    """Return the publication date: the curator's, the page's, else that of a byline, dateline or 'Published' line."""
    said = stated(article, "published")
    if said is not None:
        return said
    found = sorted(_from_lines(article, calendar), key=lambda one: -one.score) or list(
        _from_opening(passages, calendar, article.lang)
    )
    if not found:
        return Proposal(None, (), {"published": _missing(passages, calendar)})
    best = found[0]
    others = [one for one in found[1:] if one.value != best.value][:1]
    return Proposal(date.fromisoformat(best.value), (best, *others))


def _missing(passages: Sequence[Passage], calendar: Calendar) -> str:
    opened = opening(passages)
    if opened is not None:
        match = calendar.day_month.search(opened[0].folded[: opened[1]])
        if match:
            said = opened[0].text[match.start() : match.end()]
            return f"the text gives no publication date: its dateline says '{said}', but no year"
    return "the text gives no publication date"


def opening(passages: Sequence[Passage]) -> tuple[Passage, int] | None:
    """Return the paragraph that a dateline opens, and where that ends; a deck or summary may stand above it."""
    for passage in passages:
        if 0 <= passage.number <= MAX_ABOVE_DATELINE and (end := passage.dateline or dateline.end(passage.text)):
            return passage, end
    return None


def _from_opening(passages: Sequence[Passage], calendar: Calendar, lang: str) -> Iterator[Evidence]:
    opened = opening(passages)
    if opened is None:
        return
    passage, end = opened
    for dated in full_dates(passage.folded[:end], calendar, short_years=True, lang=lang):
        span = Span(passage.number, dated.start, dated.end)
        yield Evidence("published", dated.day.isoformat(), 3.0, "the dateline that opens the text gives it", (span,))


def _from_lines(article: Article, calendar: Calendar) -> Iterator[Evidence]:
    """Give the dates of the lines around the story, and how much each speaks: a 'Published' most, an update least."""
    story = [line.index for line in article.lines if line.kind in TEXT_KINDS]
    told = [line.index for line in article.lines if line.kind == "body"]
    top, first, last = (story[0], told[0], told[-1]) if told else (0, len(article.lines), len(article.lines))
    below = _below(article.lines, last)
    for line in article.lines:
        if line.kind in _NOT_OF_THE_ARTICLE or line.kind in TEXT_KINDS or line.kind == "header":
            continue
        if len(line.text) <= MAX_LINE and (line.index < last or line.index in below):
            far = top - line.index >= FAR_ABOVE
            yield from _from_line(line, line.index < first, line.index > last, far, calendar, article.lang)


def _below(lines: Sequence[Line], last: int) -> frozenset[int]:
    """Return which lines below the text are still the article's: the next few, up to the headline of another."""
    own: set[int] = set()
    above: LineKind = "body"
    for line in lines[last + 1 :]:
        says = _PUBLISHED.search(fold(line.text)) is not None and line.kind == "dateline"
        if says or line.kind == "byline" or line.index - last <= CLOSE:
            own.add(line.index)
        most = LABEL_WORDS if line.kind == above == "related" else LINK_WORDS
        if line.kind in {"related", "section-label"} and len(line.text.split()) > most:
            break
        above = line.kind
    return frozenset(own)


def _from_line(line: Line, before: bool, after: bool, far: bool, calendar: Calendar, lang: str) -> Iterator[Evidence]:
    folded = fold(line.text)
    named = line.kind in {"byline", "dateline"}
    start = 0
    for dated in full_dates(folded, calendar, short_years=named, lang=lang):
        lead_in = folded[start : dated.start]
        start = dated.end
        says_published = _PUBLISHED.search(lead_in) is not None
        says_updated = _UPDATED.search(lead_in) is not None and not says_published
        if (after and not (named or says_published)) or (far and not says_published and not _CLOCK.search(folded)):
            continue
        score = 2.0 + 2 * says_published - 1 * says_updated + 0.5 * named + 0.5 * before
        reason = f"line {line.number} ({line.kind}) gives it" + (" as the day of an update" if says_updated else "")
        yield Evidence("published", dated.day.isoformat(), score, reason, line=line.number)
