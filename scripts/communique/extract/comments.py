"""Comments of readers below an article: told by their heads, a name with a date and a time of day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from communique.extract import days, signs
from communique.extract.blocks import Block, Kinds, paragraphs
from communique.model import LineKind

FEWEST = 2
"""Heads of comments that make a thread: a single one may be the byline of a note."""

MAX_NAME = 5
"""Most words of a commenter's name."""

MAX_HEAD = 90
"""Longest head of a comment, in characters."""

_TIME = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_NUMBER = re.compile(r"^\d{1,4}[.)] +")
_PARTING = re.compile(r"[\s,|·–—-]+")
_NAME = re.compile(r"[^\W\d_][^\d:;!?]{1,50}\d{0,4}")
_ZONE = re.compile(r"\b(?:[A-Z]{1,4}[+-]?\d?|[ap]\.?m\.?|h|hrs?|uhr|мск)\b", re.IGNORECASE)
_OTHERS = frozenset[LineKind | None]({"share", "navigation", "dateline", "related"})
"""What the line above a date may be that is no commenter's name: a button, another date, a label."""


def threads(blocks: Sequence[Block], kinds: Kinds, date_words: AbstractSet[str]) -> Kinds:
    """Name all from the first head of a thread of comments below the text.

    `date_words` are the names of months and weekdays, folded.
    """
    first = next(paragraphs(blocks, kinds), len(blocks))
    heads = [i for i in range(first + 1, len(blocks)) if _is_head(blocks, kinds, i, first, date_words)]
    if len(heads) < FEWEST:
        return kinds
    start = heads[0] - (days.is_date(blocks[heads[0]].text, date_words) and _is_name(blocks[heads[0] - 1].text))
    below: Kinds = ["comment"] * (len(kinds) - start)
    return kinds[:start] + below


def _is_head(blocks: Sequence[Block], kinds: Kinds, i: int, first: int, date_words: AbstractSet[str]) -> bool:
    text = blocks[i].text
    if len(text) > MAX_HEAD or not _TIME.search(text):
        return False
    if _is_dated(text, date_words):
        return i - 1 > first and kinds[i - 1] not in _OTHERS and _is_name(blocks[i - 1].text)
    text = _NUMBER.sub("", text)
    return any(
        _NAME.fullmatch(text, 0, parting.start())
        and _is_name(text[: parting.start()])
        and _is_dated(text[parting.end() :], date_words)
        for parting in _PARTING.finditer(text)
    )


def _is_dated(text: str, date_words: AbstractSet[str]) -> bool:
    """Tell a date with a time of day; a time alone is a video's length, or with its zone that of a live report."""
    return days.is_date(text, date_words) and any(map(str.isalnum, _ZONE.sub("", _TIME.sub("", text))))


def _is_name(text: str) -> bool:
    return 0 < signs.words(text) <= MAX_NAME and len(text) <= MAX_HEAD and not signs.ends_sentence(text)
