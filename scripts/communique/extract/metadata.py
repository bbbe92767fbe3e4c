"""What an HTML page says of itself: title, publisher, address, language, date, authors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from datetime import date, datetime
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped]
from pydantic import TypeAdapter, ValidationError

from communique.extract.signs import bare, words
from communique.fields import Language, Text, Url
from communique.model import Stated

EARLIEST, LATEST = datetime(1900, 1, 1), datetime(2100, 1, 1)
"""Dates outside are not believed. Fixed, so that the same page gives the same date on any day."""

MAX_AUTHORS, MAX_AUTHOR_WORDS = 6, 6
"""How many authors are read, and how many words a name has at most."""

SEARCHED = 12
"""Within how many lines a headline is looked for that the page's title does not give."""

FEWEST_WORDS = 2
"""A heading of so few words that the page's title repeats may be the name of the site."""

_HEADLINE = re.compile(
    r"(?:^|\s)(?:(?:entry|post|article|news|story)[-_]?(?:title|headline)|headline)(?:$|\s)", re.IGNORECASE
)
_TITLE = re.compile(r"(?:^|[\s_-])(?:title|subject|tit)(?:$|\s)", re.IGNORECASE)
_OTHER_DATE = re.compile("modif|updat|expir|image|video|thumbnail", re.IGNORECASE)
_ARTICLE = re.compile("Article|Posting|Report|WebPage", re.IGNORECASE)


def stated(tree: Any, found: Any, lines: Sequence[str]) -> Stated:
    """Return what a page says of itself, from its tree and what trafilatura found; `lines` are the article's."""
    data = _article_data(tree)
    return Stated(
        title=_valid(_title(tree, found, data, lines), Text),
        publisher=_valid(_publisher(tree, found, data), Text),
        url=_valid(_address(tree, data), Url),
        published=_published(tree),
        lang=_lang(tree, data),
    )


def authors(tree: Any) -> list[str]:
    """Return the names of the authors that the page's metadata give, in their order."""
    data = _article_data(tree)
    given = [*_names(data.get("author")), *tree.xpath("//meta[@name='author' or @property='author']/@content")]
    names = [" ".join(str(name).split()) for name in given]
    kept = [name for name in names if name and "://" not in name and words(name) <= MAX_AUTHOR_WORDS]
    return list(dict.fromkeys(kept))[:MAX_AUTHORS]


def _title(tree: Any, found: Any, data: dict[str, Any], lines: Sequence[str]) -> str:
    """Return the headline that structured data, the one top heading or Open Graph give, else the page's title.

    The page's title counts only if it stands among the lines, or none of the first lines can be a headline.
    """
    top = heading(tree)
    given = (
        str(data.get("headline") or ""),
        top.text_content() if top is not None else "",
        *tree.xpath("//meta[@property='og:title']/@content"),
    )
    shown = {bare(line) for line in lines}
    sure = [" ".join(text.split()) for text in given if text.strip()]
    seen = [text for text in sure if bare(text) in shown]
    if sure:
        return (seen or sure)[0]
    weak = " ".join(((found.title if found is not None else None) or "").split())
    is_shown = bare(weak) in shown
    others = any(3 < words(line) <= 25 for line in lines[:SEARCHED])
    return weak if is_shown or not others else ""


def heading(tree: Any) -> Any:
    """Return the element of the headline, or None.

    That is the one heading whose class says that it is an article's, else the one top heading; on a page without any
    top heading, the one whose class calls it a title, or the first that the page's own title repeats.
    """
    tops, lower = tree.xpath("//h1"), tree.xpath("//h2 | //h3 | //h4")
    own = _only(one for one in (*tops, *lower) if _HEADLINE.search(one.get("class") or ""))
    if own is not None or tops:
        return _only(tops) if own is None else own
    title = bare("".join(tree.xpath("//head/title//text()")))
    texts = ((one, one.text_content()) for one in lower)
    repeated = (one for one, text in texts if words(text) > FEWEST_WORDS and bare(text) in title)
    titled = _only(one for one in lower if _TITLE.search(one.get("class") or ""))
    return next(repeated, None) if titled is None else titled


def _only(elements: Iterable[Any]) -> Any:
    """Return the one of some elements, or None if there are more or none."""
    found = list(elements)
    return found[0] if len(found) == 1 else None


def _publisher(tree: Any, found: Any, data: dict[str, Any]) -> str:
    given = [*tree.xpath("//meta[@property='og:site_name']/@content"), *_names(data.get("publisher"))]
    site = found.sitename if found is not None else None
    return next((" ".join(str(text).split()) for text in (*given, site) if text and str(text).strip()), "")


def _address(tree: Any, data: dict[str, Any]) -> str | None:
    page = data.get("mainEntityOfPage")
    given = (
        *tree.xpath("//link[@rel='canonical']/@href"),
        *tree.xpath("//meta[@property='og:url']/@content"),
        page.get("@id") if isinstance(page, dict) else page,
        data.get("url"),
    )
    return next((text for text in given if isinstance(text, str) and text.startswith("http")), None)


def _lang(tree: Any, data: dict[str, Any]) -> str | None:
    given = (
        tree.get("lang"),
        tree.get("xml:lang"),
        *tree.xpath("//meta[translate(@http-equiv, 'CL', 'cl')='content-language']/@content"),
        data.get("inLanguage"),
    )
    tags = (str(text).strip().replace("_", "-") for text in given if text)
    return next((tag for text in tags if (tag := _valid(text, Language))), None)


# --- structured data --------------------------------------------------------------------------------------------------


def _article_data(tree: Any) -> dict[str, Any]:
    """Return the first article of the page's JSON-LD, references to other nodes resolved; {} without one."""
    nodes = [node for text in tree.xpath("//script[@type='application/ld+json']/text()") for node in _nodes(text)]
    known = {node["@id"]: node for node in nodes if "@id" in node and len(node) > 1}
    kinds = [(node, str(node.get("@type"))) for node in nodes]
    article = next((node for node, kind in kinds if _ARTICLE.search(kind) and "headline" in node), {})
    return {key: _resolved(value, known) for key, value in article.items()}


def _nodes(text: str) -> Iterator[dict[str, Any]]:
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (node for node in graph if isinstance(node, dict)) if isinstance(graph, list) else ()


def _resolved(value: Any, known: dict[str, Any]) -> Any:
    if isinstance(value, list):
        return [_resolved(one, known) for one in value]
    return known.get(value["@id"], value) if isinstance(value, dict) and value.keys() == {"@id"} else value


def _names(value: Any) -> list[str]:
    """Return the names in a person, an organisation, a text, or a list of them."""
    if isinstance(value, list):
        return [name for one in value for name in _names(one)]
    if isinstance(value, dict):
        return _names(value.get("name"))
    return [value] if isinstance(value, str) else []


# --- the date ---------------------------------------------------------------------------------------------------------


def _published(tree: Any) -> date | None:
    """Return the page's own date of publication: from its head, its structured data, its address, its one time element.

    The running text is left out: htmldate would take any date there for the page's own.
    """
    from htmldate import find_date

    page = html.Element("html")
    head = etree.SubElement(page, "head")
    for element in tree.xpath("//meta | //link[@rel='canonical'] | //script[@type='application/ld+json']"):
        if not _OTHER_DATE.search(" ".join(str(element.get(key)) for key in ("name", "property", "itemprop"))):
            head.append(deepcopy(element))
    body = etree.SubElement(page, "body")
    times = {(time.get("datetime") or "")[:10] for time in tree.xpath("//time[@datetime]")}
    if len(times) == 1:
        etree.SubElement(body, "time", datetime=times.pop()).text = " "
    found = find_date(page, original_date=True, extensive_search=False, min_date=EARLIEST, max_date=LATEST)
    return date.fromisoformat(found) if found else None


def _valid(text: str | None, kind: Any) -> str | None:
    """Return a text if it is of a field's kind, else None: what a page says of itself is often wrong."""
    try:
        return str(TypeAdapter(kind).validate_python(text))
    except ValidationError:
        return None
