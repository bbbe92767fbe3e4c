"""Article -> its passages: the title and the paragraphs, in plain characters, cut into sentences."""

from __future__ import annotations

from dataclasses import dataclass

from communique import dateline, sentences
from communique.model import TITLE, Article

CAPITALS_SHARE = 0.7
"""Share of capitals among the letters from which a passage counts as set in capitals, as old wire copy is."""


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
    text = dateline.plain(paragraph)
    whole = number == TITLE
    cuts = ((0, len(text)),) if whole else sentences.bounds(text, lang)
    return Passage(number, text, fold(text), _in_capitals(text), 0 if number else dateline.end(text), cuts)


def fold(text: str) -> str:
    """Return a text in lower case, character for character."""
    lower = text.replace("İ", "i").lower()
    return (
        lower
        if len(lower) == len(text)
        else "".join(c.lower() if len(c.lower()) == 1 else c for c in text.replace("İ", "i"))
    )


def _in_capitals(text: str) -> bool:
    upper, lower = (sum(map(test, text)) for test in (str.isupper, str.islower))
    return upper > CAPITALS_SHARE * (upper + lower)
