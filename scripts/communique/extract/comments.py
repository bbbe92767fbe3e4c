"""Comments of readers below an article: told by their heads, a name with a date and a time of day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from communique.extract import days, signs
from communique.extract.blocks import Block, Kinds, paragraphs

FEWEST = 2
"""Heads of comments that make a thread: a single one may be the byline of a note."""

MAX_NAME = 5
"""Most words of a commenter's name."""

MAX_HEAD = 90
"""Longest head of a comment, in characters."""

_TIME = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_NAMED = re.compile(r"^(?:\d{1,4}[.)] +)?(?P<name>[^\W\d_][^\d:;!?]{1,50}?)[\s,|·–—-]+(?P<date>\S.*)$")


def threads(blocks: Sequence[Block], kinds: Kinds, date_words: AbstractSet[str]) -> Kinds:
    """Name all from the first head of a thread of comments below the text.

    `date_words` are the names of months and weekdays, folded.
    """
    first = next(paragraphs(blocks, kinds), len(blocks))
    heads = [i for i in range(first + 1, len(blocks)) if _is_head(blocks, i, first, date_words)]
    if len(heads) < FEWEST:
        return kinds
    start = heads[0] - (days.is_date(blocks[heads[0]].text, date_words) and _is_name(blocks[heads[0] - 1].text))
    below: Kinds = ["comment"] * (len(kinds) - start)
    return kinds[:start] + below


def _is_head(blocks: Sequence[Block], i: int, first: int, date_words: AbstractSet[str]) -> bool:
    text = blocks[i].text
    if len(text) > MAX_HEAD or not _TIME.search(text):
        return False
    if days.is_date(text, date_words):
        return i - 1 > first and _is_name(blocks[i - 1].text)
    named = _NAMED.match(text)
    return named is not None and _is_name(named["name"]) and days.is_date(named["date"], date_words)


def _is_name(text: str) -> bool:
    return 0 < signs.words(text) <= MAX_NAME and len(text) <= MAX_HEAD and not signs.ends_sentence(text)
