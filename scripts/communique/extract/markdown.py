"""A Markdown file -> blocks of plain text that know their lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from communique.extract.blocks import Block, Row, block
from communique.model import LineKind

_TAG = re.compile(r"<[^<>]{1,500}>")
_HINTS: dict[str, LineKind] = {f"h{level}": "subheading" for level in range(2, 7)}
_HINTS["h1"] = "headline"


def blocks(text: str, first_line: int = 1) -> list[Block]:
    """Return the blocks of a Markdown text without its syntax; a line that is nothing but syntax stays as it is.

    A heading of the first level, or one with no text above it, is hinted to be the headline, others as sub-headings.
    """
    tokens = MarkdownIt("commonmark", {"html": True}).parse(text)
    found = [made for before, token in pairwise(tokens) if (made := _block(before, token, first_line)) and made.text]
    taken = {row.number for made in found for row in made.rows}
    rest = [
        block([Row(number, _without_tags(line))])
        for number, line in enumerate(text.split("\n"), first_line)
        if line.strip() and number not in taken
    ]
    return _one_headline(sorted([*found, *rest], key=lambda made: made.rows[0].number))


def _block(before: Token, token: Token, first_line: int) -> Block | None:
    if token.type != "inline" or token.map is None or token.children is None:
        return None
    return _inline(token.children, token.map[0] + first_line, _hint(before, token.children, token.level))


def _hint(before: Token, children: Sequence[Token], level: int) -> LineKind | None:
    """Return what the syntax says: a heading, a picture by itself, an item that is more than a link."""
    if before.type == "heading_open":
        return _HINTS[before.tag]
    if all(child.type == "image" or not child.content.strip() for child in children):
        return "caption"
    is_link = children[0].type == "link_open" and children[-1].type == "link_close"
    return "body" if level > 1 and not is_link else None


def _inline(children: Sequence[Token], first_line: int, hint: LineKind | None) -> Block:
    """Return the plain text of inline tokens, one row for each source line."""
    texts = [""]
    for child in children:
        if child.type in {"softbreak", "hardbreak"}:
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
