"""An HTML page -> its blocks and what it says of itself. Nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped]
from pydantic import TypeAdapter, ValidationError

from communique.extract.blocks import Block, Row, block
from communique.extract.signs import folded
from communique.fields import Language, Text, Url
from communique.model import LineKind, Stated

EARLIEST, LATEST = datetime(1900, 1, 1), datetime(2100, 1, 1)
"""Dates outside are not believed. Fixed, so that the same page gives the same date on any day."""

MAX_LINKS = 60
"""How many links of asides are kept."""

_HINTS: dict[str | None, LineKind] = {"item": "body", "cell": "body", "quote": "body", "h1": "headline"}
_HINTS |= {f"h{level}": "subheading" for level in range(2, 7)}
_OTHER_DATE = re.compile("modif|updat|expir|image|video|thumbnail", re.IGNORECASE)
_SIDE = "//aside | //*[contains(@class, 'related')]"


def read(text: str) -> tuple[list[Block], Stated]:
    """Return the blocks of a page's article, and its own metadata.

    The body is what trafilatura takes for it, or all the page's text if it takes none; captions and the links of asides
    come after it, hinted as such. Lines are counted over the extracted text.
    """
    tree = _tree(text)
    if tree is None:
        return [], Stated()
    captions, related = _texts(tree, "//figcaption"), _texts(tree, f"({_SIDE})//a")[:MAX_LINKS]
    found = _found(tree)
    stated = _stated(found, tree)
    body = list(_blocks(found.body)) if found is not None else []
    apart: dict[str, LineKind] = dict.fromkeys(map(folded, related), "related")
    apart |= dict.fromkeys(map(folded, captions), "caption")
    hinted = [(text, apart.get(folded(text), hint)) for text, hint in body or _all_text(tree)]
    seen = {folded(text) for text, _ in hinted}
    if stated.title and folded(stated.title) not in seen:
        hinted.insert(0, (stated.title, "headline"))
    hinted += [(text, apart[folded(text)]) for text in (*captions, *related) if folded(text) not in seen]
    return [block([Row(number, text)], hint) for number, (text, hint) in enumerate(hinted, 1)], stated


def _tree(text: str) -> Any:
    try:
        return html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (etree.LxmlError, ValueError):
        return None


def _texts(tree: Any, path: str) -> list[str]:
    found = (" ".join(element.text_content().split()) for element in tree.xpath(path))
    return list(dict.fromkeys(text for text in found if text))


def _found(tree: Any) -> Any:
    """Return what trafilatura finds: title, site, address and a body; None if it takes nothing for an article."""
    # it takes a third of a second to load; a desk without pages need not wait for it
    from trafilatura import bare_extraction

    quiet = {"original_date": True, "extensive_search": False, "max_date": LATEST, "min_date": EARLIEST}
    return bare_extraction(deepcopy(tree), include_comments=False, with_metadata=True, date_extraction_params=quiet)


def _all_text(tree: Any) -> Iterator[tuple[str, LineKind | None]]:
    page = deepcopy(tree)
    etree.strip_elements(page, "script", "style", "head", "figcaption", "aside", with_tail=False)
    for line in page.text_content().split("\n"):
        if line.strip():
            yield " ".join(line.split()), None


def _blocks(body: Any) -> Iterator[tuple[str, LineKind | None]]:
    for element in () if body is None else body.iter("head", "p", "item", "quote", "cell", "code", "ab"):
        text = " ".join("".join(element.itertext()).split())
        inside = next(element.iterdescendants("p", "item", "head"), None)
        if text and inside is None and not _within(element):
            yield text, _HINTS.get(element.get("rend") if element.tag == "head" else element.tag)


def _within(element: Any) -> bool:
    """Tell whether an element's text was given already with the one around it."""
    return element.tag != "p" and element.getparent() is not None and element.getparent().tag == "p"


def _stated(found: Any, tree: Any) -> Stated:
    published, lang = _published(tree), _lang(tree)
    if found is None:
        return Stated(published=published, lang=lang)
    return Stated(
        title=_valid(_one_line(found.title), Text),
        publisher=_valid(_one_line(found.sitename), Text),
        url=_valid(found.url, Url),
        published=published,
        lang=lang,
    )


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def _lang(tree: Any) -> str | None:
    return _valid((tree.get("lang") or tree.get("xml:lang") or "").strip().replace("_", "-"), Language)


def _valid(text: str | None, kind: Any) -> str | None:
    """Return a text if it is of a field's kind, else None: what a page says of itself is often wrong."""
    try:
        return str(TypeAdapter(kind).validate_python(text))
    except ValidationError:
        return None


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
