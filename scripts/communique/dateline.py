"""The opening of wire copy: place, date, agency. Up to its dash it is no part of the story."""

from __future__ import annotations

import re

_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", " ": " "}
)
"""Kinds of apostrophe, dash and space as one, character for character, so that spans stay true."""

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
_MARKS = re.compile(r"\s*(?:\[[^\]]{1,60}\]\s*)+")
"""A monitor's marks after the dateline: [Report] [Text]."""


def plain(text: str) -> str:
    """Return a text with plain apostrophes, dashes and spaces, character for character."""
    return text.translate(_PLAIN)


def end(text: str) -> int:
    """Return where the dateline that opens a plain paragraph ends, with the marks that follow it; 0 without one."""
    match = _DATELINE.match(text)
    if not match:
        return 0
    marks = _MARKS.match(text, match.end())
    return marks.end() if marks else match.end()
