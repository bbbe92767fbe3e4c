"""An HTML page -> the blocks of its article, in their order, and what the page says of itself. Nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped]

from communique.extract import days, metadata, signs
from communique.extract.blocks import Block, Row, block
from communique.extract.days import MAX_DATE_LINE
from communique.extract.metadata import EARLIEST, LATEST
from communique.extract.phrases import date_words
from communique.model import LineKind, Stated

ENOUGH = 15
"""How many letters and digits of a block, found anywhere in the text that was taken, make it part of that text."""

MAX_BESIDE = 60
"""How many lines of boxes beside the article are kept."""

ABOVE = 2
"""How many lines above the article's element may be its date: weblogs set it above the post."""

MAX_ROW = 200
"""The longest row of a table that is one line, in characters."""

_BLOCK_NAMES = """address article aside blockquote body br caption center dd details div dl dt fieldset figcaption
figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section summary table tbody td tfoot th thead
tr ul"""
_BROKEN = frozenset(_BLOCK_NAMES.split())
"""Elements that stand on lines of their own."""

_UNSEEN_NAMES = "head iframe input math noscript object script select style svg template textarea title"
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
_HEADINGS = frozenset(f"h{level}" for level in range(2, 7))
_LISTED = frozenset({"li", "tr", "blockquote", "dd", "dt"})
_INNER_BLOCKS = "|".join(f".//{tag}" for tag in ("p", "div", "br", "table", "ul", "ol", "h2", "h3"))

_CLASSES: tuple[tuple[LineKind, str, str], ...] = (
    ("caption", "figcaption", r"\w*caption|photo-?credit|image-?credit|legende|bildunterschrift"),
    ("comment", "", r"comments?(?:$|[\s_-])|disqus"),
    ("advertisement", "", r"ads?(?:$|[\s_-])|advert\w*|sponsor\w*"),
    ("newsletter", "form", r"newsletter|subscri\w*|sign-?up|paywall|cookie|consent|gdpr"),
    ("share", "", r"share\w*|social|sharing|addtoany"),
    ("related", "aside", r"related|recommend\w*|read-?(?:more|next|also)|trending|popular|most-?read|teasers?"),
    ("navigation", "nav footer", r"nav(?:$|[\s_-])|menu|breadcrumbs?|footer|pagination"),
    ("byline", "address", r"byline|authors?(?:$|[\s_-])"),
)
_PLACES = tuple(
    (kind, frozenset(tags.split()), re.compile(rf"(?:^|[\s_-])(?:{words})", re.IGNORECASE))
    for kind, tags, words in _CLASSES
)
"""What the element around a text, or words of its class and id, say of it, the surest first."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A visible line of a page, and the element on lines of its own that holds it."""

    text: str
    element: Any


def read(text: str) -> tuple[list[Block], Stated]:
    """Return the blocks of a page's article, and the page's own metadata.

    What trafilatura takes is the text; every other visible line of the element that holds it is named for what it is:
    a caption, a link, a button. Boxes of related links beside it come last. Lines are counted over these lines. A page
    of which nothing is taken gives all its lines, links hinted as such.
    """
    tree = _tree(text)
    if tree is None:
        return [], Stated()
    found = _found(tree)
    taken = signs.bare("".join(found.body.itertext())) if found is not None and found.body is not None else ""
    everything = list(_pieces(tree))
    top = metadata.heading(tree)
    pieces = _of_article(everything, taken, top)
    made = [(piece.text, hint) for piece, hint in zip(pieces, _hints(pieces, taken, top), strict=True)]
    made += [(piece.text, "related") for piece in _beside(everything, pieces)]
    stated = metadata.stated(tree, found, [text for text, _ in made])
    return [block([Row(n, text)], hint) for n, (text, hint) in enumerate(_with_head(made, tree, stated), 1)], stated


def _with_head(
    made: Sequence[tuple[str, LineKind | None]], tree: Any, stated: Stated
) -> Iterator[tuple[str, LineKind | None]]:
    """Yield the lines with headline and authors added, where the page states them and shows them elsewhere only."""
    shown = [signs.bare(text) for text, _ in made]
    is_shown = not stated.title or signs.bare(stated.title) in shown
    everything = "".join(shown)
    hidden = [name for name in metadata.authors(tree) if signs.bare(name) not in everything]
    top = next((n for n, (_, hint) in enumerate(made, 1) if hint == "headline"), 0) if is_shown else 0
    yield from made[:top]
    if stated.title and not is_shown:
        yield stated.title, "headline"
    yield from ((name, "byline") for name in hidden)
    yield from made[top:]


def _tree(text: str) -> Any:
    try:
        return html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (etree.LxmlError, ValueError):
        return None


def _found(tree: Any) -> Any:
    """Return what trafilatura finds: title, site, address and a body; None if it takes nothing for an article."""
    # it takes a third of a second to load; a desk without pages need not wait for it
    from trafilatura import bare_extraction

    quiet = {"original_date": True, "extensive_search": False, "max_date": LATEST, "min_date": EARLIEST}
    return bare_extraction(deepcopy(tree), include_comments=False, with_metadata=True, date_extraction_params=quiet)


# --- the visible lines ------------------------------------------------------------------------------------------------


def _pieces(tree: Any) -> Iterator[_Piece]:
    """Yield the visible lines of a page in their order, each row of a table on one."""
    holders, words = [tree], list[str]()

    def line() -> Iterator[_Piece]:
        text = " ".join("".join(words).split())
        words.clear()
        if text:
            yield _Piece(text, holders[-1])

    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event in {"comment", "pi"}:
            words.append(element.tail or "")
        elif event == "start":
            if _is_unseen(element):
                walk.skip_subtree()
            elif _is_row(element):
                yield from line()
                yield _Piece(" | ".join(" ".join(cell.text_content().split()) for cell in element), element)
                walk.skip_subtree()
            else:
                if element.tag in _BROKEN:
                    yield from line()
                    holders.append(element)
                words.append(element.text or "")
        else:
            if element.tag in _BROKEN:
                yield from line()
                if holders[-1] is element:
                    holders.pop()
            words.append(element.tail or "")
    yield from line()


def _is_unseen(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.tag in _UNSEEN or element.get("hidden") is not None or "display:none" in style


def _is_row(element: Any) -> bool:
    """Tell a row of figures from one that lays out a page."""
    if element.tag != "tr" or len(element) < 2 or element.xpath(_INNER_BLOCKS):
        return False
    return len(" ".join(element.text_content().split())) <= MAX_ROW


# --- which of them are the article's ----------------------------------------------------------------------------------


def _is_taken(piece: _Piece, taken: str) -> bool:
    letters = signs.bare(piece.text)
    return len(letters) >= ENOUGH and letters in taken


def _of_article(everything: Sequence[_Piece], taken: str, headline: Any) -> list[_Piece]:
    """Return the lines of the element that holds all the text that was taken, and the headline, and a date above it."""
    own = [piece.element for piece in everything if _is_taken(piece, taken)]
    if not own:
        return list(everything)
    top = [piece.element for piece in everything if piece.element is headline or piece.element.tag == "h1"]
    top = [headline] if any(one is headline for one in top) else top[:1]
    region = _wider(_common(own + top))
    inside = [piece.element is region or region in piece.element.iterancestors() for piece in everything]
    own_lines = [piece for piece, mine in zip(everything, inside, strict=True) if mine]
    above = everything[max(0, inside.index(True) - ABOVE) : inside.index(True)]
    return [*_dates(above), *own_lines] if not any(map(_has_date, own_lines)) else own_lines


def _dates(pieces: Sequence[_Piece]) -> list[_Piece]:
    return [piece for piece in pieces if days.is_date(piece.text, date_words())]


def _has_date(piece: _Piece) -> bool:
    """Tell whether a line that is no paragraph gives a full date."""
    return len(piece.text) <= MAX_DATE_LINE and days.has_full_date(piece.text, date_words())


def _beside(everything: Sequence[_Piece], own: Sequence[_Piece]) -> list[_Piece]:
    """Return the lines of boxes with related links outside the article's element."""
    taken = set(map(id, own))
    return [one for one in everything if id(one) not in taken and _place(one.element) == "related"][:MAX_BESIDE]


def _common(elements: Sequence[Any]) -> Any:
    """Return the innermost element around all of some elements."""
    paths = [[*reversed(list(element.iterancestors())), element] for element in elements]
    shared = [same[0] for same in zip(*paths, strict=False) if all(one is same[0] for one in same)]
    return shared[-1]


def _wider(region: Any) -> Any:
    """Return the article or main element around a region, if there is one."""
    around = [region, *region.iterancestors()]
    return next((one for tag in ("article", "main") for one in around if one.tag == tag), region)


def _hints(pieces: Sequence[_Piece], taken: str, headline: Any) -> list[LineKind | None]:
    """Return what the markup says of each line. None: its text and place tell."""
    own = [_is_taken(piece, taken) for piece in pieces]
    first = own.index(True) if True in own else len(pieces)
    holders = {piece.element.getparent() for piece, mine in zip(pieces, own, strict=True) if mine}
    return [
        _hint_of_top(piece, headline)
        or _hint(piece, mine=mine, below=i >= first, beside=piece.element.getparent() in holders)
        for i, (piece, mine) in enumerate(zip(pieces, own, strict=True))
    ]


def _hint_of_top(piece: _Piece, headline: Any) -> LineKind | None:
    """Return what a top heading is, or the lower one that is the headline; the top one is then the site's."""
    if piece.element is headline:
        return "headline"
    if piece.element.tag != "h1":
        return None
    return "headline" if headline is None or headline.tag == "h1" else "section-label"


def _hint(piece: _Piece, *, mine: bool, below: bool, beside: bool) -> LineKind | None:
    """Return what the markup says of a line: its element, those around it, or where it stands to the text.

    `mine`: it was taken as text; `below`: it does not stand above all that was; `beside`: it has a neighbour that was.
    """
    tag = piece.element.tag
    place = _place(piece.element)
    if place == "caption" or (place is not None and not mine):
        return place
    if (tag in _HEADINGS or not mine) and _is_link(piece):
        return "related"
    if tag in _HEADINGS:
        return _of_heading(piece, below=below, beside=mine or beside)
    if tag == "tr" or mine:
        return "body" if below and tag in _LISTED else None
    if below and not beside and signs.is_prose(piece.text):
        return "related"
    return None


def _of_heading(piece: _Piece, *, below: bool, beside: bool) -> LineKind | None:
    if not below:
        return "deck" if signs.words(piece.text) > 1 else None
    return "subheading" if beside else None


def _place(element: Any) -> LineKind | None:
    """Return what the element around a line says, or one around that; not beyond the article."""
    for around in (element, *element.iterancestors()):
        if around.tag in {"article", "main", "body"}:
            return None
        words = f"{around.get('class') or ''} {around.get('id') or ''}"
        for kind, tags, named in _PLACES:
            if around.tag in tags or named.search(words):
                return kind
    return None


def _is_link(piece: _Piece) -> bool:
    """Tell a line that is one link and nothing else, of more words than a label has."""
    links = piece.element.xpath("descendant-or-self::a | ancestor::a")
    same = (" ".join(link.text_content().split()) == piece.text for link in links)
    return signs.words(piece.text) > 2 and any(same)
