"""A paragraph -> its sentences."""

from __future__ import annotations

import re

import sentencex

_CLOCK = re.compile(r"\b[ap]\.m\.\s*$", re.IGNORECASE)
"""The end of a time of day, whose stop ends a sentence only if a new one clearly begins."""

_AFTER_CLOCK = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\."
    r"|[A-Z]{2,4}T\b|[A-Z]{2,4}\b(?=[\s,.)])|[A-Z]\w+ time\b|\()"
)
"""What goes on after a time of day: a day, a month, a time zone, a remark in brackets."""

_UNFINISHED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gov|Sen|Rep|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Rev|St|Mt|Ft|Hon|Amb|No|Nos|vs?|approx|[A-Z]"
    r"|M|MM|Mme|Mlle|Mgr|Sr|Sra|Srta|Dra?|Exmo|Exma|[Mm]in|[Dd]ep|[Gg]en|Sn|Av|Doç|Yrd|Org|Tümg|Alb|Gn|Bkz"
    r"|[Ии]м|[Уу]л|[Пп]л|[Пп]ос|[Дд]ер|[Пп]роф|[Аа]кад|[Гг]ен|[Пп]олк|[Тт]ов|[Гг]р|[Сс]в|[Сс]м|[Мм]ін|[Вв]ул|[Сс]т)\.\s*$"
)
"""A title, an initial or another short form before a name. A lone capital that is a whole part is one, such as 'J.'."""

_ORDINAL = re.compile(r"(?:^|[\s(„«\"'])(?:\d{1,3}|[IVX]{1,5})\.\s*$")
"""A number with the stop that makes it an ordinal: 'am 3. Oktober', '3. Köprü', 'II. Abdülhamid'."""

ORDINAL_STOPS = frozenset({"de", "tr"})
"""Languages of the vocabulary that write ordinals with a stop."""

_QUOTED = re.compile(r"[」』]\s*$|[.!?。！？][\"”’]\s*$")
_AFTER_QUOTED = re.compile(
    r"[とをはがにのでもやへ]|(?:이?라고|라며|라는|고 |며 |면서|는 |다고)"
    r"|[\u4e00-\u9fff]{1,6}(?:说|說|表示|称|稱|指出|强调|強調)"
)
"""How what is quoted goes on: with a particle in Japanese and Korean, with who said it in Chinese."""

_GOES_ON = re.compile(r"[a-zа-яёіїєґ,;:)\]»”]|と(?:述|語|話|い|し|発|し)")
"""How a part begins that cannot begin a sentence."""


def split(paragraph: str, lang: str) -> tuple[str, ...]:
    """Return the sentences of a paragraph, in order, without surrounding space. `lang` is a BCP 47 tag."""
    return tuple(paragraph[start:end] for start, end in bounds(paragraph, lang))


def bounds(paragraph: str, lang: str) -> tuple[tuple[int, int], ...]:
    """Return where the sentences of a paragraph start and end, without surrounding space.

    The cuts are sentencex's; those inside '3 p.m. Thursday', between a title and a name, after an ordinal, and before
    a part that begins as no sentence does, are taken back.
    """
    parts: list[str] = []
    short = lang.split("-")[0]
    has_ordinals = short in ORDINAL_STOPS
    for part in sentencex.segment(short, paragraph):
        if parts and (_joined(parts[-1], part) or (has_ordinals and _ORDINAL.search(parts[-1]))):
            parts[-1] += part
        else:
            parts.append(part)
    return _trimmed(parts)


def _joined(before: str, after: str) -> bool:
    if not before.strip() or _GOES_ON.match(after):
        return True
    if _QUOTED.search(before) and _AFTER_QUOTED.match(after):
        return True
    if _CLOCK.search(before):
        return _AFTER_CLOCK.match(after) is not None
    return _UNFINISHED.search(before) is not None and not _ends_with_place(before)


def _ends_with_place(before: str) -> bool:
    """Tell whether a part ends with an abbreviation such as 'U.S.', after which a sentence may well end."""
    return re.search(r"(?:[A-Z]\.){2,}\s*$", before) is not None


def _trimmed(parts: list[str]) -> tuple[tuple[int, int], ...]:
    found, start = [], 0
    for part in parts:
        text = part.strip()
        if text:
            left = start + part.index(text)
            found.append((left, left + len(text)))
        start += len(part)
    return tuple(found)


def count_words(text: str) -> int:
    """Count words; two characters of a script written without spaces count as one."""
    unspaced = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff]", text))
    return len(re.sub(r"[\u3040-\u30ff\u3400-\u9fff]+", " ", text).split()) + (unspaced + 1) // 2
