"""What stands above the body: the headline or none, labels and names around it, the deck."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from communique.extract import days, signs
from communique.extract.blocks import Block, Kinds, paragraphs
from communique.extract.terms import share, terms
from communique.model import LineKind

SEARCHED = 40
"""Within how many blocks a known headline is looked for."""

MAX_HEADLINE = 200
"""The widest headline, in Latin letters; those of wires and tabloids stay well below."""

MAX_STOPPED = 110
"""The widest headline that ends in a full stop."""

MAX_DECK = 350
"""The widest deck: two or three sentences."""

MAX_KICKER_WORDS = 6
"""The longest label with a topic, in words."""

MAX_DATED_WORDS = 9
"""The longest line, in words, that is there for the full date in it: 'From the paper of 15 October 1998'."""

CLOCK_WORDS = 4
"""How many words a time of day adds to such a line: '10:15 a.m. Eastern time'."""

MAX_PARTED_WORDS = 24
"""The same for a line whose parts are set off: 'Ann Example | Example Press | Posted: Oct 15, 1998'."""

DECK_WORDS = 12
"""From so many words on a line below a shorter one is rather its deck than a headline below a label."""

_PARTED = re.compile(r"\s[|·•/–—-]\s|\b(?:[Uu]pdated?|[Pp]osted|[Pp]ublished):|\b(?:Updated|Posted|Published) ")

_PLACE_ONLY = re.compile(
    r"^(?:In|En|Em|À|A|Im|Bei|Near)(?: [A-ZÀ-Þ][\w'’-]+){1,2}(?:, (?:in|near|cerca de|en|près de|dans|bei|perto de|em)"
    r"(?: [A-ZÀ-Þ][\w'’-]+){1,2})?$"
)
"""A place and, maybe, what it lies near, and nothing that happens there."""

COMPARED = 4000
"""How many characters of the text a line is compared with: some fifteen paragraphs."""

ENOUGH = 60
"""With so many terms in the text, a line that shares none with it is not about it; in a shorter one it may be."""

RELATED = 0.5
"""Share of the best candidate's terms in common with the text that a headline before it must reach,"""

IN_COMMON = 2
"""or so many terms in common."""

_DATE_ADDED = re.compile(r"^(?:[^\W\d_]\S* |[-–—] ){3,}\([^()]{0,20}\d{4}\)$")
"""Words without a figure, then a date in brackets: a ministry's headline, 'Talks with the neighbours (5 May 2024)'."""

_DATELINE_OPENS = re.compile(r"^[A-ZÀ-Þ].{1,60}\([^()]{2,40}\)\s*(?:[-–—]|[:：])")
_LABELLED = re.compile(
    r"^(?!(?:Read|See|More|Also|Related|Watch|Listen|Next|From)\b)[A-ZÀ-Þ][\w&’'-]*(?: [\w&’'-]+)?: ?(?:\S+ ){2,}\S+$"
    r"|^(?:動画|写真|映像|视频|視頻|图集|動畫|영상|사진)[：:] ?\S{12,}"
)
_LINKLIKE = frozenset[LineKind | None]({"related", "section-label", "embed"})
_AND = re.compile(r",? (?:and|et|y|e|und|и|і|ve|&) |, ")
_SIGNED = frozenset[LineKind | None]({"byline", "dateline"})
_BELOW_TITLE = frozenset[LineKind | None]({"byline", "dateline", "caption", "credit", "share"})


def known_title(blocks: Sequence[Block], kinds: Kinds, title: str) -> Kinds:
    """Name the first line that is the known headline, and take the mark from other lines that look like one."""
    wanted = signs.folded(title)
    same = next((i for i, block in enumerate(blocks[:SEARCHED]) if signs.folded(block.text) == wanted), None)
    if same is None:
        return kinds
    return ["headline" if i == same else None if kind == "headline" else kind for i, kind in enumerate(kinds)]


def body_start(blocks: Sequence[Block], kinds: Kinds, date_words: AbstractSet[str]) -> int:
    """Return the first paragraph that can only be body: a sentence with its stop, or too long for a headline.

    One such sentence above the byline or date is the deck, but for the first sentence of the report itself: that says
    on which day it happened, and the paragraph below the byline, which would repeat the day, goes on from there.
    """
    found = list(paragraphs(blocks, kinds))
    body = [i for i in found if kinds[i] == "body" or not _may_be_title(blocks, kinds, i)] or found
    if not body:
        return len(blocks)
    first, second = body[0], body[min(1, len(body) - 1)]
    between = [i for i in range(first + 1, second) if kinds[i] in _SIGNED or _is_moment(blocks, kinds, i, date_words)]
    is_deck = first > 0 and between and not _is_lead(blocks[first].text, blocks[second].text)
    return second if is_deck and signs.width(blocks[first].text) <= MAX_DECK else first


def _is_lead(text: str, below: str) -> bool:
    return days.names_weekday(text) and not days.names_weekday(below)


def named(
    blocks: Sequence[Block], kinds: Kinds, start: int, date_words: AbstractSet[str], *, look_for_title: bool
) -> Kinds:
    """Name the blocks above the body, and later lines that repeat the headline."""
    about = _about(blocks, kinds)
    title = next((i for i, kind in enumerate(kinds[: start + 1]) if kind == "headline"), None)
    dated = frozenset(i for i in range(start) if kinds[i] is None and _is_dated(blocks[i].text, date_words))
    if title is None and look_for_title:
        title = _headline(blocks, _dated(kinds, dated), start, about)
        title = _headline(blocks, kinds, start, about) if title is None else title
        title = _labelled(blocks, kinds, start) if title is None else title
    done = list(kinds)
    for i in range(start):
        if i == title:
            done[i] = "headline"
        elif kinds[i] is None and start < len(blocks):
            is_dated = i in dated
            if title is not None and i < title:
                done[i] = "dateline" if is_dated else _above(blocks[i].text)
            elif i == start - 1 and blocks[i].text.endswith("?"):
                done[i] = "subheading"
            else:
                done[i] = "dateline" if is_dated else _below(blocks[i], done[:i], about)
    return done if title is None else _repeated(blocks, done, title)


def _leads_to_deck(blocks: Sequence[Block], i: int, shares: Mapping[int, float]) -> bool:
    """Tell a headline that plays with words by the long line right below it, which says what it is about."""
    count, below = signs.words(blocks[i].text), signs.words(blocks[i + 1].text)
    return i + 1 in shares and count > 3 and below >= DECK_WORDS and below * 2 >= count * 3


def _dated(kinds: Kinds, dated: AbstractSet[int]) -> Kinds:
    return ["dateline" if i in dated else kind for i, kind in enumerate(kinds)]


def _is_moment(blocks: Sequence[Block], kinds: Kinds, i: int, date_words: AbstractSet[str]) -> bool:
    text = blocks[i].text
    return kinds[i] is None and days.is_moment(text) and _is_dated(text, date_words)


def _is_dated(text: str, date_words: AbstractSet[str]) -> bool:
    """Tell a line that gives a full date and little else, such as the newspaper's name; a time of day adds words."""
    most = MAX_DATED_WORDS + CLOCK_WORDS * bool(days.has_time(text))
    if _PARTED.search(text):
        most = MAX_PARTED_WORDS
    if _DATE_ADDED.match(text):
        return False
    return signs.words(text) <= most and days.has_full_date(text, date_words)


def _about(blocks: Sequence[Block], kinds: Kinds) -> frozenset[str]:
    """Return the terms of the text and of a deck that is a sentence."""
    return terms("\n".join(blocks[i].text for i in paragraphs(blocks, kinds))[:COMPARED])


def _headline(blocks: Sequence[Block], kinds: Kinds, start: int, about: frozenset[str]) -> int | None:
    """Return the first line above the body with four words or more, or with three if no much longer one follows.

    It must have words in common with the text, and not far fewer than a later line has; one in capitals, or above a
    byline or date, may do without. None: there is no headline.
    """
    open_ = _candidates(blocks, kinds, start, about)
    counts = [signs.words(blocks[i].text) for i in open_]
    first = next((n for n, count in enumerate(counts) if count >= 3), None)
    full = next((n for n, count in enumerate(counts) if count >= 4), None)
    if first is None or full is None:
        return None if first is None else open_[first]
    return open_[full if counts[full] >= 6 else first]


def _candidates(blocks: Sequence[Block], kinds: Kinds, start: int, about: frozenset[str]) -> list[int]:
    """Return the lines that may be the headline: above the first sentence if any are, and related to the text."""
    sentence = next((i for i in paragraphs(blocks, kinds) if signs.ends_sentence(blocks[i].text)), start)
    every = [
        i
        for i in range(start)
        if kinds[i] is None and _may_be_title(blocks, kinds, i) and not _is_kicker(blocks[i].text)
    ]
    upper = [i for i in every if i < sentence] or every
    open_ = _related(blocks, kinds, upper, about) or _related(blocks, kinds, every, about) if about else upper
    return [i for i in open_ if not any(_is_led_by_label(blocks[i].text, blocks[j].text) for j in open_ if j > i)]


def _labelled(blocks: Sequence[Block], kinds: Kinds, start: int) -> int | None:
    """Return a headline that its label made look like a link: 'Timeline: a bridge and its border'."""
    return next((i for i in range(start) if kinds[i] in _LINKLIKE and _LABELLED.match(blocks[i].text)), None)


def _is_led_by_label(text: str, headline: str) -> bool:
    """Tell a line that is a label before what a later line says alone: 'Politics / Two states open a bridge'."""
    one, other = signs.bare(text), signs.bare(headline)
    return one != other and one.endswith(other) and signs.words(headline) > 2


def _related(blocks: Sequence[Block], kinds: Kinds, open_: Sequence[int], about: frozenset[str]) -> list[int]:
    """Keep the lines that may be the headline of a text with these terms."""
    shares = {i: share(blocks[i].text, about) for i in open_ if signs.words(blocks[i].text) >= 3}
    best = max(shares.values(), default=0.0)
    if best == 0 and len(about) < ENOUGH:
        return list(open_)
    if best == 0:
        return [i for i in open_ if kinds[i + 1] in _SIGNED or blocks[i].text.isupper()]
    return [
        i
        for i in open_
        if i not in shares
        or blocks[i].text.isupper()
        or shares[i] >= RELATED * best
        or len(terms(blocks[i].text) & about) >= IN_COMMON
        or _leads_to_deck(blocks, i, shares)
    ]


def _may_be_title(blocks: Sequence[Block], kinds: Kinds, i: int) -> bool:
    text = blocks[i].text
    if signs.width(text) > MAX_HEADLINE or _DATELINE_OPENS.match(text):
        return False
    return not (signs.ends_in_full_stop(text) or signs.is_fragment(text)) or _is_stopped_title(blocks, kinds, i)


def _is_stopped_title(blocks: Sequence[Block], kinds: Kinds, i: int) -> bool:
    """Tell a headline that ends in a full stop: one short sentence on top, right above a byline, date or picture."""
    text = blocks[i].text
    return (
        signs.width(text) <= MAX_STOPPED
        and not signs.has_inner_stop(text)
        and i + 1 < len(blocks)
        and kinds[i + 1] in _BELOW_TITLE
        and not {None, "headline"}.intersection(kinds[:i])
    )


def _is_kicker(text: str) -> bool:
    """Tell a label with a topic or a place: 'Leaders | Maritime', 'En Vik, cerca de Nor'."""
    return signs.words(text) <= MAX_KICKER_WORDS and (" | " in text or bool(_PLACE_ONLY.match(text)))


def _above(text: str) -> LineKind:
    return "section-label" if signs.width(text) <= signs.SUBHEADING_WIDTH else "related"


def _below(block: Block, above: Kinds, about: frozenset[str]) -> LineKind:
    """Name a line between headline and body: a name or the role under it, a label, else the deck.

    A line of words, not figures, that shares none with the text is the page's, not the article's; one that is no
    sentence below deck and byline or date belongs to a picture.
    """
    before = above[-1] if above else None
    count = signs.words(block.text)
    names, _, place = block.text.partition(" in ")
    is_reporter = all(map(signs.is_name, _AND.split(names))) and (
        not place or (place[0].isupper() and signs.words(place) <= 3)
    )
    if is_reporter or (before == "byline" and count <= 4):
        return "byline"
    if _is_kicker(block.text) or (count <= 3 and not block.prose):
        return "section-label"
    if len(about) >= ENOUGH and not share(block.text, about) and not any(map(str.isdigit, block.text)):
        return "navigation"
    is_caption = _is_below_deck_and_byline(above) and not block.prose and not block.text.endswith(":")
    return "caption" if is_caption else "deck"


def _is_below_deck_and_byline(above: Kinds) -> bool:
    """Tell whether headline, deck and byline or date stand above, in this order."""
    named = [kind for kind in above if kind in {"headline", "deck", "byline", "dateline"}]
    return "headline" in named and named[named.index("headline") + 1 :][:1] == ["deck"] and named[-1] in _SIGNED


def _repeated(blocks: Sequence[Block], kinds: Kinds, title: int) -> Kinds:
    """Name lines that only repeat the headline, whatever their marks: they are links to the page itself."""
    text = signs.bare(blocks[title].text)
    return [
        "navigation" if i != title and kind in (None, "deck") and signs.bare(block.text) == text else kind
        for i, (block, kind) in enumerate(zip(blocks, kinds, strict=True))
    ]
