"""What is left among and below the paragraphs: sub-headings and lists, or links to other stories."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from communique.extract import blocks as blocks_
from communique.extract import signs
from communique.extract.blocks import Block, Kinds
from communique.extract.together import SIGN_OFFS
from communique.model import LineKind

TEASER_GAP = 3
"""How many lines stand at least between the text and the teaser of another story."""

SHORT = 5
"""A line of so few words above a paragraph is a sub-heading even in a row of links."""

MAX_LABEL_WORDS = 3
"""The longest label of a link, in words; a longer line is a link itself."""

CUT = ("…", "...", "[…]", "[...]")
"""How a teaser ends that was cut to length."""

MAX_LONE_WORDS = 8
"""From so many words on, a line between paragraphs with capitals throughout is the headline of another story."""

_AMOUNT = re.compile(r"^\d[\d.,/½¼¾]* ?[^\W\d_](?!.*\?$)")

_DATED = re.compile(r"^(?:[^\W\d_][^:：|.!?]{0,24} )?(?:1[5-9]|20)\d\d[^:：.!?\w]?[^:：.!?]{0,12} ?[:：–—] ?\S")
"""A year, maybe with the part of it or another year, then what happened."""

_MEASURED = re.compile(r"^(?=(?:\S+ ?){2,7}$)[^\W\d_][^:：|.!?]{1,24}[:：] ?[^\W\d_]{0,6}[^\w\s+]? ?\d")
"""What is measured, then the figure and little else."""

_LABEL = re.compile(r"\w{2}[\"”»)]? ?[:：|] ?[^\W\d_]")
"""A colon in the middle, as stands between a label and the headline of another story."""

_BULLET = re.compile(r"^[•·▪►●○*‣-]\s+\S")

_BELOW_LINK = frozenset[LineKind | None]({"dateline", "byline", "embed"})
"""What stands below the headline of another story or clip, and not below a sub-heading."""


def named(blocks: Sequence[Block], kinds: Kinds, start: int) -> Kinds:
    """Name the blocks from the first paragraph on. Without any paragraph nothing is named: it is all one list."""
    found = [i for i in blocks_.paragraphs(blocks, kinds) if i >= start]
    if not found:
        return kinds
    done = list(kinds)
    for i in _cut_short(blocks, found):
        done[i] = "related"
        found.remove(i)
    while len(found) > 1 and _is_teaser(kinds, found[-2], found[-1]) and not _is_signed_off(kinds, found[-1]):
        done[found.pop()] = "related"
    for i in found:
        done[i] = "embed" if _is_clip_text(blocks, i) else "body"
    for gap in _gaps(done, start, found[-1]):
        _name_gap(blocks, done, gap)
    for i in range(found[-1] + 1, len(blocks)):
        done[i] = done[i] or _below(blocks, done, i)
    return done


def _cut_short(blocks: Sequence[Block], found: Sequence[int]) -> list[int]:
    """Return the paragraphs at the end that break off in dots: two or more are the openings of other stories."""
    kept = next((n for n in range(len(found), 0, -1) if not blocks[found[n - 1]].text.endswith(CUT)), 0)
    return list(found[kept:]) if 0 < kept < len(found) - 1 else []


def _is_teaser(kinds: Kinds, before: int, last: int) -> bool:
    """Tell the last paragraph from a teaser of another story: that has its own headline and byline, date or number."""
    return last - before > TEASER_GAP and kinds[last - 1] in ("byline", "dateline", "navigation")


def _is_signed_off(kinds: Kinds, last: int) -> bool:
    return last + 1 < len(kinds) and kinds[last + 1] in SIGN_OFFS


def _is_clip_text(blocks: Sequence[Block], i: int) -> bool:
    """Tell what is said of a clip: it stands below a line that names the length, such as 'Duration 1:30'."""
    above = blocks[i - 1].text if i else ""
    return above[:1].isalpha() and signs.is_duration(above)


def _gaps(done: Kinds, start: int, end: int) -> Iterator[list[int]]:
    """Yield the runs of blocks between two paragraphs."""
    for is_body, group in groupby(range(start, end), key=lambda i: done[i] == "body"):
        if not is_body:
            yield list(group)


def _name_gap(blocks: Sequence[Block], done: Kinds, gap: Sequence[int]) -> None:
    """Name the short lines between two paragraphs: a list, one sub-heading at the end, else links to other stories."""
    for i in gap:
        if done[i] is None and _is_lone_bullet(blocks, done, i):
            done[i] = "related"
        elif done[i] is None and _is_listed(blocks, done, i):
            done[i] = "body"
        elif done[i] is None and _opens_facts(blocks, i):
            done[i] = "subheading"
        elif done[i] is None and signs.is_duration(blocks[i - 1].text):
            done[i] = "embed"
        elif done[i] is None and done[i + 1] in _BELOW_LINK:
            done[i] = "related"
    last = gap[-1]
    if done[last] is None and _is_labelled(blocks, done, last):
        done[last] = "related"
    others = [i for i in gap if done[i] is None and i != last and signs.words(blocks[i].text) > SHORT]
    if done[last] is None and _is_subheading(blocks[last].text, alone=not others):
        done[last] = "subheading"
    for i in gap:
        done[i] = done[i] or "related"


def _is_labelled(blocks: Sequence[Block], done: Kinds, i: int) -> bool:
    """Tell a line of several words right below a label such as 'Also read'."""
    return done[i - 1] == "related" and signs.words(blocks[i - 1].text) <= MAX_LABEL_WORDS < signs.words(blocks[i].text)


def _is_listed(blocks: Sequence[Block], done: Kinds, i: int) -> bool:
    """Tell a line of a list: it has a bullet or number, or the text above leads it in or is followed by a remark."""
    if signs.is_item(blocks[i].text) or _is_amount(blocks, i) or _is_fact(blocks, i):
        return True
    above = blocks[i - 1]
    is_remark = ": " in blocks[i].text and signs.ends_in_full_stop(blocks[i].text)
    return done[i - 1] == "body" and (is_remark or above.text.endswith((":", "：", ";")) or not above.prose)


def _is_amount(blocks: Sequence[Block], i: int) -> bool:
    """Tell one of several lines that begin with a figure, as results and ingredients do."""
    near = blocks[max(i - 1, 0) : i + 2]
    return bool(_AMOUNT.match(blocks[i].text)) and sum(bool(_AMOUNT.match(one.text)) for one in near) > 1


def _is_fact(blocks: Sequence[Block], i: int, facts: Sequence[re.Pattern[str]] = (_DATED, _MEASURED)) -> bool:
    """Tell one of several lines in a row that give a fact by its date or name: '1999: bridge', 'Length: 12 km'."""
    near = blocks[max(i - 1, 0) : i + 2]
    return any(fact.match(blocks[i].text) and sum(bool(fact.match(one.text)) for one in near) > 1 for fact in facts)


def _opens_facts(blocks: Sequence[Block], i: int, facts: Sequence[re.Pattern[str]] = (_DATED, _MEASURED)) -> bool:
    """Tell what a box of facts is headed: 'The bridge in brief'."""
    is_short = signs.width(blocks[i].text) <= signs.SUBHEADING_WIDTH
    return is_short and i + 1 < len(blocks) and _is_fact(blocks, i + 1, facts) and not _is_fact(blocks, i)


def _is_lone_bullet(blocks: Sequence[Block], done: Kinds, i: int) -> bool:
    """Tell a label and a headline with a bullet, none beside it nor a colon above: a list has two items, a link one."""

    def is_near(n: int) -> bool:
        return 0 <= n < len(blocks) and (bool(_BULLET.match(blocks[n].text)) or done[n] == "subheading")

    text, above = blocks[i].text, blocks[i - 1].text
    is_part = signs.ends_sentence(text) or not _LABEL.search(text)
    is_alone = done[i - 1] == "body" and not above.endswith((":", "：", ";")) and not is_near(i - 1)
    return bool(_BULLET.match(text)) and is_alone and not is_near(i + 1) and not is_part


def _below(blocks: Sequence[Block], done: Kinds, i: int) -> LineKind:
    """Name a line below the last paragraph: one of a list that goes on there, or a box of dates, else a link."""
    if done[i - 1] not in ("body", "subheading"):
        return "related"
    if done[i - 1] == "body" and _opens_facts(blocks, i, (_DATED,)):
        return "subheading"
    return "body" if _goes_on(blocks, done, i) else "related"


def _goes_on(blocks: Sequence[Block], done: Kinds, i: int) -> bool:
    """Tell a line of a list below the last paragraph. Figures without years are rather telephone numbers there."""
    is_number = _is_fact(blocks, i, (_MEASURED,)) and not signs.has_bullet(blocks[i].text)
    return _is_listed(blocks, done, i) and _leads_on(blocks, i) and not is_number


def _leads_on(blocks: Sequence[Block], i: int) -> bool:
    """Tell whether a line below the last paragraph that ends in a colon has a list below it; others need none."""
    if not blocks[i].text.endswith((":", "：", ": .")):
        return True
    return i + 1 < len(blocks) and signs.has_bullet(blocks[i + 1].text)


def _is_subheading(text: str, *, alone: bool) -> bool:
    """Tell a sub-heading: short, and not one more of a row of headlines; a quoted or asking one may be longer."""
    if signs.words(text) <= SHORT:
        return True
    marked = text.endswith("?") or text[:1] in "\"“‘'«„「…"
    return (
        alone
        and signs.width(text) <= signs.SUBHEADING_WIDTH * (2 if marked else 1)
        and (marked or signs.words(text) < MAX_LONE_WORDS or not _is_title_case(text))
    )


def _is_title_case(text: str) -> bool:
    """Tell whether most words of some length begin with a capital: a headline's style, seldom a sub-heading's."""
    long_words = [word for word in text.split() if len(word) > 3]
    return sum(word[0].isupper() for word in long_words) * 5 > len(long_words) * 4
