"""The opening of wire copy: place, date, agency. Up to its dash it is no part of the story."""

from __future__ import annotations

import re

_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "\u00a0": " "}
)
"""Kinds of apostrophe, dash and space as one, character for character, so that spans stay true."""

_DASH = r"(?:\.?--?|\.?_|[:=—])"
_AGENCY = r"[(\[][^()\[\]]{2,60}[)\]]"
_PLACE = r"(?!(?:The|Die|Der|Das) )[^\W\d_][\w.'/ -]{1,40}(?:\([A-Z]{2,3}\))?"
_CAPITAL = "[A-ZÀ-ÞА-ЯЁІЇЄҐÇĞİÖŞÜ]"
_CAPITALS = r"[A-ZÀ-ÞА-ЯЁІЇЄҐÇĞİÖŞÜ.' -]"
_SHORT_MONTH = r"(?<=[ ,](?:Jan|Feb|Mar|Apr|Aug|Sep|Oct|Nov|Dec))\.(?= \d)"
_NAMED_DAY = r"(?:\d{1,2}(?:er|\.)? (?:de )?[^\W\d_]{3,12}\.?|[^\W\d_]{3,9}\.? \d{1,2})(?:,? (?:de )?\d{4})?"
_EAST_ASIAN = "[\u3040-\u9fff\uac00-\ud7af]"
_CYRILLIC, _CYRILLIC_NAME = "[А-ЯЁІЇЄҐ]", "-А-ЯЁІЇЄҐа-яёіїєґ"
_CYRILLIC_DAY = r"\d{1,2} [а-яіїєґ]{3,9}\.?(?: \d{4}(?: г\.)?)?"
_NAMES = r"[^\W\d_][^\W_]*(?:[ -][^\W\d_][^\W_]*){0,2}"
_CYRILLIC_AGENCY = rf"(?:\.? ?/[^/]{{2,30}}/\.?| ?- ?{_NAMES}\.?(?=\s)|\.(?=\s))"
_CALENDARS = r"(?:, [^-.,—]{2,20}\.?){1,3} \d{1,2}, \d{4}, [^\W\d_]{2,12}"
_OPENINGS = (
    rf"{_CYRILLIC}[{_CYRILLIC_NAME}]{{2,30}}\. \d{{1,2}} [а-яіїєґ]{{3,9}}\. [\w.-]{{4,20}}(?: ?[-—]|\.)(?=\s)",
    rf"{_CYRILLIC}[{_CYRILLIC_NAME} ]{{2,30}}, {_CYRILLIC_DAY}{_CYRILLIC_AGENCY}",
    rf"{_PLACE}(?:[,/] ?[\w.'/ -]{{1,30}}){{0,4}} ?{_AGENCY}\s*(?:{_DASH}|\.)\s",  # SEOUL, Nov. 22 (Agency) -
    rf"{_CAPITALS}{{3,30}} {_AGENCY}\s",  # HAVANNA (Agency) without a dash
    rf"{_AGENCY}\s*(?:{_DASH}|=)\s",  # (Agency) -
    rf"{_CAPITAL}{_CAPITALS}{{2,30}}(?:, (?:[^-.—]|{_SHORT_MONTH}){{2,50}}\.?)?\s*{_DASH}\s",  # PARIS, Texas -
    rf"{_CAPITAL}{_CAPITALS}{{2,30}}{_CALENDARS} {_DASH}\s",  # VIK, Safar 3, 1440, March 5, 2024, AGC --
    rf"{_CAPITAL}[\w.' -]{{1,30}}, {_NAMED_DAY}\s*{_DASH}\s",  # Vik, 5 March 2024 -
    rf"{_CAPITAL}[A-ZÀ-ÞÇĞİÖŞÜ' -]{{2,30}}, {_NAMED_DAY}\.\s",  # VIK, March 5, 2024. As papers long set it
    rf"{_CAPITAL}[\w.]{{2,9}} \d{{1,2}},? \d{{4}}\s*{_DASH}\s",  # March 5, 2024 -
    rf"\d{{1,2}}\.? {_CAPITAL}?[^\W\d_]{{2,9}}\.?,? \d{{4}}\s*{_DASH}\s",  # 5 March 2024 -
    r"[\u0620-\u064a ]{2,30} ?- ?(?:\(?[\u0620-\u064a. ]{2,20}\)?) ?[-:]\s",  # مدينة - وكالة -
    r"[\u0620-\u064a ]{2,30} ?\([^()]{2,30}\) ?[-:]\s",
    r"[(\[【［][^()\[\]=＝】］]{1,20}[=＝][^()\[\]】］]{1,20}[)\]】］](?:[^=。]{0,40}=)?",  # (서울=연합뉴스) ... 기자 =
    rf"[【［\[](?=[^】］\]]{{0,20}}{_EAST_ASIAN})[^】］\]]{{2,30}}[】］\]](?:\s*-)?",  # 【北京共同】
    r"（[^（）]{2,30}[電电讯訊]）|（[^（）]{1,12}聯合ニュース）",
    r"[^\s。，]{2,8}\d{1,2}月\d{1,2}日(?:专|專)?[电電讯訊](?:\s?[（(][^（）()]{2,40}[）)])?",  # 某社某地3月5日电
)
_DATELINE = re.compile(rf"\s*(?:\[[^\]]{{1,40}}\] )?(?:{'|'.join(_OPENINGS)})(?!\s*[a-zà-ÿа-яё])")
"""What follows a dateline begins a sentence: a small letter there means that the dash belongs to one."""
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
