"""An HTML page -> its blocks and what it says of itself. Nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html  # type: ignore[import-untyped]

from communique.extract.blocks import Block, Row, block
from communique.extract.signs import folded
from communique.fields import MAX_TEXT
from communique.model import LineKind, Stated

EARLIEST, LATEST = datetime(1900, 1, 1), datetime(2100, 1, 1)
"""Dates outside are not believed. Fixed, so that the same page gives the same date on any day."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_HINTS: dict[str | None, LineKind] = {"item": "body", "cell": "body", "quote": "body", "h1": "headline"}
_HINTS |= {f"h{level}": "subheading" for level in range(2, 7)}
_SIDE = "//aside | //*[contains(@class, 'related')]"


def read(text: str) -> tuple[list[Block], Stated]:
    """Return the blocks of a page's article, and its own metadata.

    The body is what trafilatura takes for it; captions and the links of asides come after it, hinted as such. Lines
    are counted over the extracted text.
    """
    tree = _tree(text)
    if tree is None:
        return [], Stated()
    captions, related = _texts(tree, "//figcaption"), _texts(tree, f"({_SIDE})//a")
    body, stated = _extracted(tree)
    apart: dict[str, LineKind] = {folded(text): "related" for text in related}
    apart |= {folded(text): "caption" for text in captions}
    hinted = [(text, apart.get(folded(text), hint)) for text, hint in body]
    seen = {folded(text) for text, _ in hinted}
    hinted = [*_title(stated, seen), *hinted]
    extra: list[tuple[str, LineKind | None]] = [(text, "caption") for text in captions if folded(text) not in seen]
    extra += [(text, "related") for text in related if folded(text) not in seen]
    numbered = enumerate([*hinted, *extra] if hinted else [], 1)
    return [block([Row(number, text)], hint) for number, (text, hint) in numbered], stated


def _tree(text: str) -> Any:
    try:
        return html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (etree.LxmlError, ValueError):
        return None


def _texts(tree: Any, path: str) -> list[str]:
    found = (" ".join(element.text_content().split()) for element in tree.xpath(path))
    return list(dict.fromkeys(text for text in found if text))


def _extracted(tree: Any) -> tuple[list[tuple[str, LineKind | None]], Stated]:
    # trafilatura takes a third of a second to load; a desk without pages need not wait for it
    from trafilatura import bare_extraction

    quiet = {"original_date": True, "extensive_search": False, "max_date": LATEST, "min_date": EARLIEST}
    found = bare_extraction(deepcopy(tree), include_comments=False, with_metadata=True, date_extraction_params=quiet)
    if found is None or isinstance(found, dict):
        return [], Stated(lang=_lang(tree), published=_published(tree))
    return list(_blocks(found.body)), _stated(found, tree)


def _blocks(body: Any) -> Iterator[tuple[str, LineKind | None]]:
    for element in [] if body is None else body.iter("head", "p", "item", "quote", "cell", "code", "ab"):
        text = " ".join("".join(element.itertext()).split())
        inside = next(element.iterdescendants("p", "item", "head"), None)
        if text and inside is None and not _within(element):
            yield text, _HINTS.get(element.get("rend") if element.tag == "head" else element.tag)


def _within(element: Any) -> bool:
    """Tell whether an element's text was given already with the one around it."""
    return element.tag != "p" and element.getparent() is not None and element.getparent().tag == "p"


def _title(stated: Stated, seen: Iterable[str]) -> Sequence[tuple[str, LineKind | None]]:
    return [(stated.title, "headline")] if stated.title and folded(stated.title) not in seen else []


def _stated(found: Any, tree: Any) -> Stated:
    return Stated(
        title=_short(found.title),
        publisher=_short(found.sitename),
        url=_address(found.url),
        published=_published(tree),
        lang=_lang(tree),
    )


def _short(text: str | None) -> str | None:
    text = " ".join((text or "").split())
    return text if 0 < len(text) <= MAX_TEXT else None


def _address(url: str | None) -> str | None:
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None


def _lang(tree: Any) -> str | None:
    stated = (tree.get("lang") or tree.get("xml:lang") or "").strip().replace("_", "-")
    return stated if _LANGUAGE.fullmatch(stated) else None


def _published(tree: Any) -> date | None:
    """Return the page's own date of publication: from its head, its structured data, its address, its one time element.

    The running text is left out: htmldate would take any date there for the page's own.
    """
    from htmldate import find_date

    page = html.Element("html")
    head = etree.SubElement(page, "head")
    for element in tree.xpath("//meta | //link[@rel='canonical'] | //script[@type='application/ld+json']"):
        head.append(deepcopy(element))
    body = etree.SubElement(page, "body")
    times = {(time.get("datetime") or "")[:10] for time in tree.xpath("//time[@datetime]")}
    if len(times) == 1:
        etree.SubElement(body, "time", datetime=times.pop()).text = " "
    found = find_date(page, original_date=True, extensive_search=False, min_date=EARLIEST, max_date=LATEST)
    return date.fromisoformat(found) if found else None
