"""Article -> its passages: the title and the paragraphs, in plain characters, cut into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from communique import sentences
from communique.model import TITLE, Article

_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", " ": " "}
)
"""Kinds of apostrophe, dash and space as one, character for character, so that spans stay true."""

CAPITALS_SHARE = 0.7
"""Share of capitals among the letters from which a passage counts as set in capitals, as old wire copy is."""

_AGENCY = r"\([^()]{2,60}\)"
_PLACE = r"[^\W\d_][\w.'/ ]{1,40}(?:\([A-Z]{2,3}\))?"
_DATELINE = re.compile(
    rf"\s*(?:{_PLACE}(?:[,/] ?[\w.'/ ]{{1,30}}){{0,4}} ?{_AGENCY}\s*(?:--?|:|\.)\s"  # SEOUL, Nov. 22 (Agency) -
    rf"|{_AGENCY}\s*(?:--?|:|=)\s"  # (Agency) -
    rf"|[A-ZÀ-ÞА-ЯЁІЇЄҐ][A-ZÀ-ÞА-ЯЁІЇЄҐ.' ]{{2,30}}(?:, [^-.]{{2,40}}\.?)?\s*(?:--?|:)\s"  # PARIS, Texas -
    r"|[А-ЯЁІЇЄҐ-]{3,30}, \d{1,2} \w+(?: \d{4})?\. ?(?:/[^/]{2,30}/\.?)?"  # МОСКВА, 5 мая. /ТАСС/.
    r"|\([^()]{1,20}=[^()]{1,20}\)(?:[^=]{0,40}=)?"  # (서울=연합뉴스) ... 기자 =
    r"|【[^】]{2,20}】|[^\s。]{2,6}社?[^\s。]{1,6}\d{1,2}月\d{1,2}日[电電])"  # 【北京共同】 新华社北京3月5日电
)
"""The opening of a wire story: place, date, agency. Up to its dash it is no part of the story."""
_MARKS = re.compile(r"\s*(?:\[[^\]]{1,60}\]\s*)+")
"""A monitor's marks after the dateline: [Report] [Text]."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The title (number TITLE) or a paragraph of an article.

    `text` is as long as the article's own, with plain apostrophes, dashes and spaces; `folded` the same in lower
    case. `capitals`: set in capitals. `dateline` is where the dateline ends, 0 without one. `sentences` are bounds.
    """

    number: int
    text: str
    folded: str
    capitals: bool
    dateline: int
    sentences: tuple[tuple[int, int], ...]

    def sentence_at(self, position: int) -> int:
        """Return the index of the sentence that holds a position."""
        for index, (_, end) in enumerate(self.sentences):
            if position < end:
                return index
        return max(0, len(self.sentences) - 1)


def read(article: Article) -> tuple[Passage, ...]:
    """Return the passages of an article, the title first if there is one."""
    title = [(TITLE, article.title)] if article.title else []
    return tuple(
        _passage(number, text, article.lang)
        for number, text in (*title, *enumerate(article.paragraphs))
        if text.strip()
    )


def _passage(number: int, paragraph: str, lang: str) -> Passage:
    text = paragraph.translate(_PLAIN)
    whole = number == TITLE
    cuts = ((0, len(text)),) if whole else sentences.bounds(text, lang)
    return Passage(number, text, fold(text), _in_capitals(text), 0 if number else dateline_end(text), cuts)


def fold(text: str) -> str:
    """Return a text in lower case, character for character."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def dateline_end(text: str) -> int:
    """Return where the dateline that opens a paragraph ends, with the marks that follow it; 0 without one."""
    match = _DATELINE.match(text)
    if not match:
        return 0
    marks = _MARKS.match(text, match.end())
    return marks.end() if marks else match.end()


def _in_capitals(text: str) -> bool:
    upper, lower = (sum(1 for c in text if test(c)) for test in (str.isupper, str.islower))
    return upper > CAPITALS_SHARE * (upper + lower)


def body(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return the paragraphs, without the title."""
    return tuple(passage for passage in passages if passage.number != TITLE)
