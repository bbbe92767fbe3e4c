"""The script of a text -> its language, where the script leaves no doubt."""

from __future__ import annotations

import re

SAMPLE = 4000
"""How many characters are looked at."""

_LETTERS = {
    "ko": re.compile("[\u1100-\u11ff\uac00-\ud7af]"),
    "ja": re.compile("[\u3040-\u30ff]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
    "ar": re.compile("[\u0620-\u064a]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "he": re.compile("[\u05d0-\u05ea]"),
    "el": re.compile("[\u0370-\u03ff]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
    "hi": re.compile("[\u0900-\u097f]"),
    "ka": re.compile("[\u10a0-\u10ff]"),
    "hy": re.compile("[\u0530-\u058f]"),
}
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_RUSSIAN = re.compile("[ыэъЫЭЪ]")
_PERSIAN = re.compile("[پچژگ]")
_OTHER = re.compile("[\u0370-\u1fff\u2e80-\ud7ff]")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")


def language(text: str) -> str | None:
    """Return the BCP 47 tag of a text's language if its script tells it; None for Latin letters.

    Kana among Han characters is Japanese; Cyrillic counts as Russian unless it has the letters of Ukrainian.
    """
    sample = text[:SAMPLE]
    if not _OTHER.search(sample):
        return None
    counts = {lang: len(letters.findall(sample)) for lang, letters in _LETTERS.items()}
    if counts["ja"] * 10 > counts["zh"]:
        counts["ja"] += counts["zh"]
        counts["zh"] = 0
    lang, count = max(counts.items(), key=lambda item: item[1])
    if count == 0 or count * 2 < len(_LATIN.findall(sample)):
        return None
    return _neighbour(lang, sample)


def _neighbour(lang: str, sample: str) -> str:
    """Tell languages of one script apart by letters that only one of them has."""
    if lang == "ru" and len(_UKRAINIAN.findall(sample)) > len(_RUSSIAN.findall(sample)):
        return "uk"
    if lang == "ar" and len(_PERSIAN.findall(sample)) * 50 > len(sample):
        return "fa"
    return lang
