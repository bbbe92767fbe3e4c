"""Article + Reading -> Briefing: what is proposed to the curator, within the rights of the source."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from urllib.parse import urlsplit

from anyascii import anyascii

from communique import dateline, sentences
from communique.config import Settings
from communique.fields import is_open
from communique.model import UNKNOWN_PUBLISHER, Article, Briefing, KeyPoint, Reading, Source
from communique.problems import Problem
from communique.vocabulary import Vocabulary

MAX_ID = 80
"""Longest id, in characters."""

ROOM = 8
"""Characters of an id that are kept free for a number that tells it from others of the same title."""

KEY_POINTS = 4
"""Most key points proposed; the first sentences of news serve as well as ranked ones do."""

_DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}


def briefing(
    article: Article,
    reading: Reading,
    settings: Settings,
    vocabulary: Vocabulary,
    *,
    taken: Collection[str],
    today: date,
) -> tuple[Briefing, list[Problem]]:
    """Propose a briefing.

    `taken` are the ids in use, `today` becomes `added`. The rights are those that the curator or the page states, else
    those that the vocabulary gives for the publisher, else the default of the settings. Returns the briefing and a
    warning for each thing that the article does not give and a person should add.
    """
    title = article.title or _title_from_text(article)
    id_ = identify(title, taken)
    known = vocabulary.publisher(reading.publisher) if reading.publisher else None
    said = article.stated.rights or article.page.rights or (known.rights if known else None)
    rights = said or settings.default_rights
    points = key_points(reading.points, settings)
    folder = "/".join(["briefings", *(reading.pairs[:1] or ("unpaired",)), *reading.topics[:1]])
    draft = Briefing(
        path=f"{folder}/{id_}.md",
        id=id_,
        title=title,
        lang=article.lang,
        status=settings.new_briefings,
        event_date=reading.event_date,
        published=reading.published,
        added=today,
        parties=reading.parties,
        pairs=reading.pairs,
        mentions=reading.mentions,
        topics=reading.topics,
        people=reading.people,
        summary=points[0].text if points else title,
        key_points=points,
        sources=(_source(article, reading, rights),),
        review=None,
        corrections=(),
        aliases=(),
        drafted=None,
        body=_body(article) if is_open(rights) else "",
    )
    return draft, _warnings(article, reading, draft)


def identify(title: str, taken: Collection[str]) -> str:
    """Return an id for a title: transliterated, [a-z0-9-]{1,80}, '-2' and so on where it is taken."""
    plain = re.sub(r"['’‘`]", "", anyascii(title).lower())
    words = re.findall(r"[a-z0-9]+", plain)
    slug = ""
    for word in words:
        if len(slug) + len(word) + 1 > MAX_ID - ROOM:
            break
        slug = f"{slug}-{word}" if slug else word
    slug = slug or (words[0][: MAX_ID - ROOM] if words else "briefing")
    if slug in _DEVICES:
        slug = f"{slug}-briefing"
    return next(name for n in range(1, len(taken) + 2) if (name := slug if n == 1 else f"{slug}-{n}") not in taken)


def key_points(points: Sequence[KeyPoint], settings: Settings) -> tuple[KeyPoint, ...]:
    """Choose the first of the sentences that stand alone, within the quotation limit of the settings."""
    chosen: list[KeyPoint] = []
    words = 0
    for point in points:
        length = sentences.count_words(point.text)
        if words + length <= settings.quote_words:
            chosen.append(point)
            words += length
        if len(chosen) == min(KEY_POINTS, settings.quote_sentences):
            break
    return tuple(chosen)


def _story(article: Article) -> tuple[str, ...]:
    """Return the paragraphs without the dateline that opens them; its facts stand in fields of their own."""
    return tuple(text[dateline.end(dateline.plain(text)) :] or text for text in article.paragraphs[:1]) + tuple(
        article.paragraphs[1:]
    )


def _title_from_text(article: Article) -> str:
    """Make a title of the beginning of a text that has no headline."""
    first = next((s for p in _story(article) for s in sentences.split(p, article.lang)), article.path)
    if len(first) <= 100:
        return first.rstrip(".")
    return first[:100].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _source(article: Article, reading: Reading, rights: str | None) -> Source:
    stated, page = article.stated, article.page
    url = stated.url or page.url
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    return Source(
        publisher=reading.publisher or stated.publisher or page.publisher or host or UNKNOWN_PUBLISHER,
        agency=reading.agency,
        title=article.title,
        url=url,
        archive_url=stated.archive_url,
        published=reading.published,
        retrieved=stated.retrieved,
        rights=rights,
        article=article.path,
        sha256=article.sha256,
    )


_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&])|^(\s*)([-+]+|\d+[.)])(?=\s|$)")


def _body(article: Article) -> str:
    """Return the text as Markdown that shows it as it stands: its own signs are escaped."""
    return "\n\n".join(_MARKDOWN_SIGNS.sub(_escaped, paragraph) for paragraph in article.paragraphs)


def _escaped(match: re.Match[str]) -> str:
    if match[1]:
        return "\\" + match[1]
    return f"{match[2]}{match[3][:-1]}\\{match[3][-1]}"


def _warnings(article: Article, reading: Reading, draft: Briefing) -> list[Problem]:
    def warn(key: str, message: str, hint: str) -> Problem:
        return Problem(article.path, message, hint, key=key, severity="warning", rule="gap")

    where = f"Write it into {draft.path}"
    found = []
    if reading.published is None:
        reason = reading.gaps.get("published", "the text gives no publication date")
        found.append(warn("published", f"No date: {reason}.", f"{where}: 'published: YYYY-MM-DD'."))
    if article.title is None:
        found.append(warn("title", "The text has no headline; its beginning serves as title.", f"{where}: 'title: …'."))
    if not reading.parties:
        found.append(
            warn("parties", "No country was recognised as a party.", f"{where}: 'parties: […]', 'pairs: […]'.")
        )
    elif not reading.pairs:
        reason = reading.gaps.get("pairs", "the text is not about two countries")
        found.append(
            warn("pairs", f"No pair: {reason}.", f"If that is wrong: {where[0].lower()}{where[1:]}: 'pairs: […]'.")
        )
    if not reading.topics:
        found.append(warn("topics", "No topic was recognised.", f"{where}: 'topics: […]'."))
    if draft.sources[0].publisher == UNKNOWN_PUBLISHER:
        found.append(warn("sources", "The publisher is not known.", f"{where}: 'publisher: …' under sources."))
    if not draft.key_points:
        found.append(warn("key_points", "No sentence stands alone within the limit.", f"{where}: 'key_points: […]'."))
    return found
