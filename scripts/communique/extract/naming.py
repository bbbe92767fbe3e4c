"""Blocks of an article -> what each is: text by its place, furniture by name.

The steps go by certainty: what a line says of itself (phrases, dates, credits); what repeats or stands together (a
post, a newsletter box, all below 'Related stories'); the head; and last what its place among the paragraphs makes it.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract import alone, comments, head, paragraphs, together
from communique.extract.blocks import Block
from communique.extract.phrases import Phrases, match
from communique.model import LineKind


def named(
    blocks: Sequence[Block], phrases: Phrases, title: str | None = None, *, look_for_title: bool = True
) -> list[LineKind]:
    """Return the kind of each block.

    `title` is the headline if it is known from elsewhere. If it does not stand in the text, the text's own headline
    is looked for, unless the text is known to have none.
    """
    found = [match(block.text, phrases) for block in blocks]
    kinds = [alone.kind(block, said, phrases) for block, said in zip(blocks, found, strict=True)]
    if title is not None:
        kinds = head.known_title(blocks, kinds, title)
    for step in (together.signed, together.pictured, together.repeats, together.posts, together.newsletters):
        kinds = step(blocks, kinds)
    kinds = together.tails(blocks, kinds, alone.tail_labels(blocks, found))
    kinds = comments.threads(blocks, kinds, phrases.date_words)
    start = head.body_start(blocks, kinds, phrases.date_words)
    kinds = head.named(blocks, kinds, start, phrases.date_words, look_for_title=look_for_title)
    kinds = together.author_notes(blocks, kinds)
    kinds = paragraphs.named(blocks, kinds, start)
    return [kind or "body" for kind in kinds]
