"""What blocks are by what stands with them: repeated, quoted, posted, boxed, or below a label."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from communique.extract import days, signs
from communique.extract.blocks import Block, Kinds, is_paragraph, paragraphs
from communique.extract.terms import share, terms
from communique.model import LineKind

MAX_POST = 280
"""The longest post of a network that states its author below it, in characters."""

POST_LINES = 3
"""How many lines above its author a post may have."""

POST_LINK = 26
"""How many characters the link to a post's picture takes, which do not count."""

CAPTION_WORDS = 6
"""A line of so many words that is repeated at once is a caption, even without a stop."""

MAX_PULL_QUOTE = 250
"""The widest line that may be a pull quote, in Latin letters."""

MAX_SEARCHED = 300
"""Up to this many blocks each is looked for inside the others; beyond it time would grow with the square."""

SHARED = 0.3
"""Share of its terms that a paragraph of several sentences below a list of links has in common with the text above."""

BOX = 3
"""Two lines of a newsletter this close together belong to one box."""

CREDIT_WORDS = 9
"""The longest line, in words, that is a picture's credit and no caption: 'Photo credit: File | Example Media'."""

CAPTION_LIMIT = 25
"""The longest sentence, in words, that is a caption because a picture's credit stands below it."""

SIGN_OFFS = frozenset[LineKind | None]({"agency-end", "credit", "author-note"})
"""What stands below the last paragraph of an article, and of no teaser."""
_PICTURE = re.compile(
    r"\b(?:Photo|Photograph|Picture|Image|Photo [Cc]redit)\b|Getty|Shutterstock|Alamy|/|^Credit\b|^©|AP Photo|EPA"
    r"|Anadolu|연합뉴스|뉴시스|뉴스1|사진|写真|图|圖|\([A-Z][\w/ ]{1,20}\)$"
)

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SENTENCE_IN = re.compile(r"[^\W\d_]{2}[.!?。]\s?[/\s(\[]")
_CLOSING = re.compile(
    r"[.!?][\"”’»]? \(?[A-Z]{2,5}\)?$|[.!?。][\"”’»」]? ?(?:\([cC]\)|[©ⓒ]) ?[A-Z]{2,5}(?:/[^.。]{2,40})?$"
)
"""A stop, then an agency's name: 'closed. (AGC)', 'closed.(c)AGC/Ann EXAMPLE'."""
_CAPTION_LABEL = re.compile(
    r"^(?:(?:image|media|photo) caption|подпись к фото|підпис до фото|pie de foto|legenda(?: da foto)?|légende"
    r"|bildunterschrift"
    r"|사진 설명|이미지 확대(?:보기)?|图像说明|圖像說明|画像説明|التعليق على الصورة|fotoğraf altı yazısı)\W*$",
    re.IGNORECASE,
)

_POST_SIGN = re.compile(r"[#@]\w|https?://|pic\.")
"""What a sentence holds that belongs to a post although another line of the post stands below it."""

_ABOUT_AUTHOR = re.compile(r"^The (?:author|writer|columnist|contributor|essayist)(?:['’]s)?\b")
"""How a note on the author begins, as one of the last two paragraphs."""

_POST_AUTHOR = re.compile(r"^[—–-]{1,2}\s*\S.{0,80}\(@\w{1,30}\)")


def signed(blocks: Sequence[Block], kinds: Kinds) -> Kinds:
    """Name captions that end in a name in brackets. In the last paragraph that is an agency's sign-off, and text."""
    found = list(paragraphs(blocks, kinds))
    last = max(found, default=-1)
    named: Kinds = [
        "caption" if kind is None and i < last and signs.is_signed(block.text) else kind
        for i, (block, kind) in enumerate(zip(blocks, kinds, strict=True))
    ]
    end = next((i for i in range(last + 1, len(blocks)) if _is_closing(blocks[i], named[i])), None)
    if found and end is not None:
        named[end] = "body"
    return named


def _is_closing(block: Block, kind: LineKind | None) -> bool:
    """Tell a last paragraph that was taken for a caption because an agency's name follows its stop."""
    return kind == "caption" and signs.words(block.text) > CAPTION_WORDS and bool(_CLOSING.search(block.text))


def pictured(blocks: Sequence[Block], kinds: Kinds) -> Kinds:
    """Name captions whose credit stands on the line below them, or, if they are no sentence, above them.

    Below the last paragraph such a credit is the article's own; right below the headline stands the deck.
    """
    last = max(paragraphs(blocks, kinds), default=-1)
    title = next((i for i, block in enumerate(blocks) if kinds[i] is None and _is_long(block)), 0)
    named = list(kinds)
    credits = [i for i, block in enumerate(blocks[:last]) if _is_picture_credit(block.text, kinds[i])]
    if title + 1 in credits and title + 2 < last and named[title + 2] is None and _is_above_headline(blocks, title):
        named[title] = "caption"
        credits.remove(title + 1)
    for i in credits:
        for near in (i + 1, i - 1):
            is_free = title + (near < i) < near < last and named[near] is None
            if is_free and _may_be_caption(blocks[near], below=near > i):
                named[near] = "caption"
                break
    for i in [i for i, block in enumerate(blocks[:-1]) if _CAPTION_LABEL.match(block.text)]:
        named[i + 1] = "caption"
    return named


def _is_above_headline(blocks: Sequence[Block], top: int) -> bool:
    """Tell a caption on top of a page from a headline with a picture below it: it ends in a stop or gives the year,
    and what stands below its credit may be a headline and is no longer than a deck would be."""
    text, below = blocks[top].text, blocks[top + 2]
    says_when = _YEAR.search(text) is not None or signs.ends_in_full_stop(text)
    says_other = _YEAR.search(below.text) is None and signs.words(below.text) <= 2 * signs.words(text)
    return says_when and says_other and not below.prose and signs.words(below.text) > 3


def _is_picture_credit(text: str, kind: LineKind | None) -> bool:
    return (
        kind in {"caption", "credit"}
        and signs.words(text) <= CREDIT_WORDS
        and bool(_PICTURE.search(text))
        and not _SENTENCE_IN.search(text)
    )


def _may_be_caption(block: Block, *, below: bool) -> bool:
    """Tell a line that may be a caption; below the credit it is no sentence, and longer than a sub-heading."""
    if days.is_moment(block.text):
        return False
    if below and (block.prose or block.text.endswith("?") or signs.words(block.text) < CAPTION_WORDS):
        return False
    return 3 < signs.words(block.text) <= CAPTION_LIMIT and not signs.has_inner_stop(block.text)


# --- what repeats ---------------------------------------------------------------------------------------------------


def repeats(blocks: Sequence[Block], kinds: Kinds) -> Kinds:
    """Name what the page says twice: captions, labels and buttons, pull quotes."""
    return _pull_quotes(blocks, _recurring(blocks, _said_twice(blocks, kinds)))


def _said_twice(blocks: Sequence[Block], kinds: Kinds) -> Kinds:
    """Name lines that stand there twice: side by side a caption, else a sentence set apart as a pull quote.

    A credit between the two goes with them, a sentence does not. The first line that can be a headline is one, even if
    it is said twice; a whole sentence in its place is the deck.
    """
    top = next((i for i, kind in enumerate(kinds) if kind is None and _is_long(blocks[i])), 0)
    places: dict[str, list[int]] = {}
    for i, block in enumerate(blocks):
        if kinds[i] is None and _is_long(block):
            places.setdefault(signs.folded(block.text), []).append(i)
    named = list(kinds)
    for same in places.values():
        together = same[-1] - same[0] <= 2 * (len(same) - 1)
        is_prose = blocks[same[0]].prose
        if len(same) > 1 and together and same[0] == top and is_prose:
            named[top] = "deck"
        elif len(same) > 1 and together and same[0] != top:
            for i in range(same[0], same[-1] + 1):
                named[i] = named[i] or ("caption" if i in same or not blocks[i].prose else None)
        elif len(same) > 1 and is_prose:
            for i in _set_apart(same, blocks, kinds):
                named[i] = "pull-quote"
    return named


def _is_long(block: Block) -> bool:
    return block.prose or signs.words(block.text) >= CAPTION_WORDS


def _set_apart(same: Sequence[int], blocks: Sequence[Block], kinds: Kinds) -> list[int]:
    """Return all places of a repeated sentence but the one that stands in the flow of the text."""

    def in_flow(i: int) -> int:
        return sum(is_paragraph(blocks, kinds, j) for j in (i - 1, i + 1))

    kept = max(same, key=lambda i: (in_flow(i), -i))
    return [i for i in same if i != kept]


def _recurring(blocks: Sequence[Block], kinds: Kinds) -> Kinds:
    """Name lines that recur among the paragraphs: buttons and labels; a longer one between two paragraphs is a caption.

    Links to other stories recur in lists. Above the paragraphs is the headline.
    """
    first = next(paragraphs(blocks, kinds), len(blocks))
    counts = Counter(signs.folded(block.text) for block in blocks)

    def recurs(i: int) -> bool:
        text = blocks[i].text
        return i > first and not blocks[i].prose and counts[signs.folded(text)] > 1 and not signs.is_item(text)

    def named(i: int) -> LineKind:
        is_between = is_paragraph(blocks, kinds, i - 1) and is_paragraph(blocks, kinds, i + 1)
        return "caption" if is_between and signs.words(blocks[i].text) >= CAPTION_WORDS else "navigation"

    return [named(i) if kind is None and recurs(i) else kind for i, kind in enumerate(kinds)]


def _pull_quotes(blocks: Sequence[Block], kinds: Kinds) -> Kinds:
    """Name sentences that also stand inside a longer paragraph."""
    if len(blocks) > MAX_SEARCHED:
        return kinds
    texts = [signs.folded(block.text).strip("\"“”'«».,!?") for block in blocks]
    whole = "\n".join(texts)

    def is_quote(i: int) -> bool:
        size = signs.width(texts[i])
        is_sentence = size >= 2 * signs.SENTENCE or signs.ends_sentence(blocks[i].text)
        return is_sentence and signs.SENTENCE <= size <= MAX_PULL_QUOTE and _inside_longer(texts[i], whole)

    return ["pull-quote" if kind is None and is_quote(i) else kind for i, kind in enumerate(kinds)]


def _inside_longer(text: str, whole: str) -> bool:
    """Tell whether a text stands, word by word, in a line that goes on before or after it."""
    at = whole.find(text)
    while at >= 0:
        before, after = whole[max(at - 1, 0) : at], whole[at + len(text) : at + len(text) + 1]
        if before not in {"", "\n"} or after not in {"", "\n"}:
            return not (before.isalnum() or after.isalnum())
        at = whole.find(text, at + 1)
    return False


# --- what belongs to a post, a box, a label, an author ----------------------------------------------------------------


def posts(blocks: Sequence[Block], kinds: Kinds) -> Kinds:
    """Name embedded posts: the line with the author's handle, and the lines above it that fit into one post.

    The first paragraph of an article is not part of one.
    """
    named = list(kinds)
    first = next(paragraphs(blocks, kinds), 0)
    for author in [i for i, block in enumerate(blocks) if _POST_AUTHOR.match(block.text)]:
        named[author] = "embed"
        for i in _post_above(blocks, named, author, first):
            named[i] = "embed"
    return named


def _post_above(blocks: Sequence[Block], kinds: Kinds, author: int, first: int) -> Iterator[int]:
    room = MAX_POST
    for i in range(author - 1, max(author - 1 - POST_LINES, first), -1):
        room -= len(blocks[i].text) - (POST_LINK if kinds[i] == "embed" else 0)
        is_more = i < author - 1 and kinds[i] is None and blocks[i].prose and not _POST_SIGN.search(blocks[i].text)
        if room < 0 or kinds[i] not in (None, "embed") or blocks[i].text.endswith(":") or is_more:
            return
        yield i


def newsletters(blocks: Sequence[Block], kinds: Kinds) -> Kinds:
    """Name what stands between two lines of one newsletter box, but for whole paragraphs."""
    named = list(kinds)
    marks = [i for i, kind in enumerate(kinds) if kind == "newsletter"]
    for one, other in pairwise(marks):
        if other - one <= BOX:
            for i in range(one, other):
                is_text = blocks[i].prose and signs.has_inner_stop(blocks[i].text)
                named[i] = named[i] or (None if is_text else "newsletter")
    return named


def tails(blocks: Sequence[Block], kinds: Kinds, labels: Iterable[int]) -> Kinds:
    """Name what follows a label such as 'Related stories', up to where the text goes on, if it does.

    A label above the text is one of the page's sections, and has no such tail.
    """
    named = list(kinds)
    end = next(paragraphs(blocks, kinds), len(blocks))
    below = [label for label in labels if label > end]
    about = terms("\n".join(blocks[i].text for i in paragraphs(blocks, kinds) if below and i < below[0]))
    for label in below:
        if label > end:
            start, end = label, _resumes(blocks, kinds, label, about)
            named[start:end] = _of_tail(named, start, end)
    return named


def _of_tail(kinds: Kinds, start: int, end: int) -> Kinds:
    """Name what stands below a label; a date right below the link to another story is that story's."""
    dated = [i for i in range(start + 2, end) if kinds[i] == "dateline" and kinds[i - 1] is None]
    return ["related" if i in dated else kinds[i] or "related" for i in range(start, end)]


def _resumes(blocks: Sequence[Block], kinds: Kinds, label: int, about: frozenset[str]) -> int:
    """Return where body text begins again: two paragraphs in a row, a long one of several sentences, or
    one above a sign-off."""

    def resumes(i: int) -> bool:
        text = blocks[i].text
        is_long = signs.has_inner_stop(text) and (
            signs.width(text) >= 2 * signs.LONG
            or (signs.width(text) >= signs.LONG and share(text, about) >= SHARED and blocks[i].prose)
        )
        after = kinds[i + 1] if i + 1 < len(blocks) else None
        return is_paragraph(blocks, kinds, i) and (is_long or is_paragraph(blocks, kinds, i + 1) or after in SIGN_OFFS)

    return next((i for i in range(label + 1, len(blocks)) if resumes(i)), len(blocks))


def author_notes(blocks: Sequence[Block], kinds: Kinds) -> Kinds:
    """Name what is told of the author at the end.

    That is one of the last three paragraphs, and begins with the name in a byline or on a line by itself above it.
    """
    named = list(kinds)
    bylines = " ".join(block.text for block, kind in zip(blocks, kinds, strict=True) if kind == "byline")
    for i in list(paragraphs(blocks, kinds))[2:][-2:]:
        if _ABOUT_AUTHOR.match(blocks[i].text) and signs.words(blocks[i].text) <= CAPTION_LIMIT:
            named[i] = "author-note"
    for i in list(paragraphs(blocks, named))[3:][-3:]:
        name = " ".join(blocks[i].text.split()[:2]).strip(",")
        if _is_surname_below(blocks, i):
            named[i - 1 : i + 1] = ["author-note"] * 2
        elif signs.is_name(name):
            start = _name_line(blocks, i, name)
            if start < i or name in bylines:
                named[start : i + 1] = ["author-note"] * (i + 1 - start)
    return named


def _is_surname_below(blocks: Sequence[Block], paragraph: int) -> bool:
    """Tell a paragraph that begins with the surname in the line above: 'ANN EXAMPLE', 'Example covers the north.'."""
    above, first = blocks[paragraph - 1].text.casefold().split(), blocks[paragraph].text.casefold().split()[0]
    return 2 <= len(above) <= 4 and above[-1] == first


def _name_line(blocks: Sequence[Block], paragraph: int, name: str) -> int:
    """Return the line with the name up to three lines above a paragraph, or the paragraph itself."""
    above = range(max(paragraph - 3, 0), paragraph)
    return next((i for i in above if not blocks[i].prose and blocks[i].text.startswith(name)), paragraph)
