"""A Markdown file -> blocks of plain text that know their lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from communique.extract import signs
from communique.extract.blocks import Block, Row, block
from communique.extract.terms import share, terms
from communique.model import LineKind

CAPTION_LIMIT = 25
"""The longest text below a picture, in words, that is its caption and no paragraph that has a picture on top."""

DESCRIBED = 0.5
"""Share of the terms of a picture's description that a sentence right below it has, if it is the caption."""

_BREAKS = frozenset({"softbreak", "hardbreak"})
_TAG = re.compile(r"<[^<>]{1,500}>")
_HINTS: dict[str, LineKind] = {f"h{level}": "subheading" for level in range(2, 7)}
_HINTS["h1"] = "headline"


def blocks(text: str, first_line: int = 1) -> list[Block]:
    """Return the blocks of a Markdown text without its syntax; a line that is nothing but syntax stays as it is.

    A picture by itself is hinted to be a caption, as is what stands with it: the rest of its paragraph, or a short
    paragraph in italics below it.
    A heading of the first level, or one with no text above it, is hinted to be the headline, others as sub-headings.
    """
    tokens = MarkdownIt("commonmark", {"html": True}).parse(text)
    found = _captioned([one for before, token in pairwise(tokens) for one in _blocks(before, token, first_line)])
    taken = {row.number for made in found for row in made.rows}
    rest = [
        block([Row(number, _without_tags(line))], "caption" if "<figcaption" in line else None)
        for number, line in enumerate(text.split("\n"), first_line)
        if line.strip() and number not in taken
    ]
    return _one_headline(sorted([*found, *rest], key=lambda made: made.rows[0].number))


@dataclass(frozen=True, slots=True)
class _Made:
    """A block, the line on which it begins and the one on which it ends, and whether all of it is emphasised."""

    block: Block
    first: int
    last: int
    emphasised: bool


def _blocks(before: Token, token: Token, first_line: int) -> list[_Made]:
    """Return the block of an inline token, or two: a picture on the first line, and the text below it."""
    if token.type != "inline" or token.map is None or token.children is None:
        return []
    first, last, children = token.map[0] + first_line, token.map[1] + first_line - 1, token.children
    cut = _below_picture(children)
    parts = [(first, first, children[:cut]), (first + 1, last, children[cut:])] if cut else [(first, last, children)]
    return [
        _Made(_inline(part, start, _hint(before, part, token.level)), start, end, _is_emphasised(part))
        for start, end, part in parts
    ]


def _below_picture(children: Sequence[Token]) -> int:
    """Return where the text below a picture that has the first line for itself begins; 0 if there is none."""
    cut = next((i for i, child in enumerate(children) if child.type in _BREAKS), 0)
    return cut + 1 if cut and _is_picture(children[:cut]) else 0


def _captioned(made: Sequence[_Made]) -> list[Block]:
    """Hint what stands below a picture to be its caption.

    Blocks without text, as of a picture that is not described, are left out.
    """
    captions = [False, *(_is_caption(above, one) for above, one in pairwise(made))]
    return [
        replace(one.block, hint="caption") if is_caption else one.block
        for one, is_caption in zip(made, captions, strict=False)
        if one.block.text
    ]


def _is_caption(above: _Made, one: _Made) -> bool:
    """Tell a text in italics below a picture, or one right below it that is no sentence or has the words of its
    description."""
    if above.block.hint != "caption" or one.block.hint is not None or signs.words(one.block.text) > CAPTION_LIMIT:
        return False
    described = terms(above.block.text)
    is_told = not one.block.prose or (
        len(described) > 2 and share(above.block.text, terms(one.block.text)) >= DESCRIBED
    )
    return one.emphasised or (one.first == above.last + 1 and is_told)


def _is_picture(children: Sequence[Token]) -> bool:
    """Tell pictures by themselves, maybe linked."""
    return any(child.type == "image" for child in children) and all(
        child.type == "image" or not child.content.strip() for child in children
    )


def _is_emphasised(children: Sequence[Token]) -> bool:
    """Tell a text that is set in italics from end to end; bold is a deck's or a sub-heading's."""
    shown = [child for child in children if child.type != "text" or child.content.strip()]
    return len(shown) > 2 and shown[0].type == "em_open" and shown[-1].type == "em_close"


def _hint(before: Token, children: Sequence[Token], level: int) -> LineKind | None:
    """Return what the syntax says: a heading, a picture by itself, an item that is more than a link."""
    if before.type == "heading_open":
        return _HINTS[before.tag]
    if _is_picture(children):
        return "caption"
    is_link = children[0].type == "link_open" and children[-1].type == "link_close"
    return "body" if level > 1 and not is_link else None


def _inline(children: Sequence[Token], first_line: int, hint: LineKind | None) -> Block:
    """Return the plain text of inline tokens, one row for each source line."""
    texts = [""]
    for child in children:
        if child.type in _BREAKS:
            texts.append("")
        elif child.type in {"text", "code_inline", "image"}:
            texts[-1] += child.content
    return block([Row(number, text) for number, text in enumerate(texts, first_line) if text.strip()], hint)


def _without_tags(line: str) -> str:
    return _TAG.sub(" ", line).strip() or line.strip()


def _one_headline(made: Sequence[Block]) -> list[Block]:
    """Keep one headline hint, the first; a heading on top counts as one whatever its level."""
    first = next(
        (i for i, one in enumerate(made) if one.hint == "headline"),
        0 if made and made[0].hint == "subheading" else None,
    )
    lower: dict[LineKind | None, LineKind] = {"headline": "subheading"}
    return [
        replace(one, hint="headline" if i == first else lower.get(one.hint, one.hint)) for i, one in enumerate(made)
    ]
