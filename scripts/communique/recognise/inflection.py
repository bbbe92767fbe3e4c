"""The endings that a written form of a name takes in other cases, by language and by how its words end."""

from __future__ import annotations

import re
from collections.abc import Iterator

Endings = frozenset[str] | str
"""What may follow the letters of a word: nothing (""), anything ("*"), or one of these."""

Words = tuple[tuple[str, Endings], ...]
"""The words of a form in lower case, cut where endings begin, each with its endings."""

NONE, ANY = "", "*"

_BREAK = frozenset({""})
"""No ending, but more than a space before the next word: 'Timor - Leste'."""


def _rules(table: str) -> tuple[tuple[re.Pattern[str], int, frozenset[str]], ...]:
    """Read lines of 'how a word ends | letters cut off | endings', '-' being no ending."""
    rows = [line.split("|") for line in table.strip().splitlines()]
    return tuple(
        (re.compile(rf"(?:{how.strip()})$"), int(cut), frozenset(one.replace("-", "") for one in endings.split()))
        for how, cut, endings in rows
    )


_RUSSIAN = _rules(
    """
    ия|1|я и ю ей ею
    ство|1|о а у ом е
    [оеэюуё]|0|-
    острова|1|а ов ам ами ах
    я|1|я и ю ей ею е
    а|1|а ы и е у ой ою ей
    ь|1|ь я ю ем е и ью
    ый|2|ый ого ому ым ом ая ой ую ое ые ых ыми
    ий|2|ий ого ому им ом его ему ем
    й|1|й я ю ем е
    ы|1|ы ам ами ах ов
    и|0|-
    [бвгджзклмнпрстфхцчшщ]|0|- а у ом ем е
    """
)
_RUSSIAN_BEFORE = _rules(
    """
    ая|2|ая ой ую ою
    яя|2|яя ей юю ею
    [ыио]й|2|ый ий ой ого ому ым им ом
    ое|2|ое ого ому ым ом
    [ыи]е|2|ые ие ых их ым им ыми ими
    ы|1|ы ых ым ыми
    """
)
_UKRAINIAN = _rules(
    """
    ія|1|я ї ю єю
    ство|1|о а у ом і
    [оеюуіє]|0|-
    я|1|я і ю ею єю ї
    а|1|а и і у ою ей
    ь|1|ь я ю ем єм і
    [иі]й|2|ий ій ого ього ому ьому им ім ою
    й|1|й я ю єм ї
    и|1|и ам ами ах ів
    ї|0|-
    [бвгґджзклмнпрстфхцчшщ]|0|- а у ові еві ом ем і
    """
)
_UKRAINIAN_BEFORE = _rules(
    """
    а|1|а ої ій у ою и і
    [иі]й|2|ий ій ого ього ому ьому им ім
    [іе]|1|і е их им ими ого ому
    """
)
"""Nouns of one declension share endings; the words before the last may be adjectives."""

_TABLES = {"ru": (_RUSSIAN, _RUSSIAN_BEFORE), "uk": (_UKRAINIAN, _UKRAINIAN_BEFORE)}

_GENITIVE = frozenset({"", "s"})
"""German names take a bare '-s'."""

_NISBA = frozenset({"", "ة", "ين", "ون", "ان", "تان", "تين", "ات", "ا"})
"""What follows an Arabic adjective of origin in '-ي': feminine, dual and plural."""

_SHORTEST_NISBA = 4

_SPLIT = re.compile(r"[ -]+")

_ALIKE = str.maketrans("أإآٱى", "ااااي")
"""Arabic letters that many write without their sign."""

_LAST_VOWEL = re.compile(r"([aeıioöuüâî])[^aeıioöuüâî]*$")
_HARMONY = {"a": "ı", "ı": "ı", "â": "ı", "e": "i", "i": "i", "î": "i", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}
"""The vowel of a Turkish ending, by the last one before it."""

_SOFTENED = {"г": "з", "к": "ц", "х": "с"}
"""Ukrainian consonants before the '-і' of the dative and locative."""


_TRADITIONAL = str.maketrans(
    "国兰亚尔罗乌维马纳鲁达几内圣岛苏韩联缅卢丽边图汤刚贝开伦华东兴约顿宁门挝莱来鲜纽绍萨贡麦赞冈颂济义闪沙热长伊买仑墨亚",
    "國蘭亞爾羅烏維馬納魯達幾內聖島蘇韓聯緬盧麗邊圖湯剛貝開倫華東興約頓寧門撾萊來鮮紐紹薩貢麥贊岡頌濟義閃沙熱長伊買崙墨亞",
)
"""Simplified letters in the names of countries and their capitals."""


def alike(text: str) -> str:
    """Return a text with letters that stand for one another made one, character for character."""
    return text if text.isascii() else text.translate(_ALIKE)


def words(text: str, lang: str, *, declined: bool) -> Words:
    """Return the words of a form in lower case, parted by spaces or hyphens, with their endings.

    `*` at the end of a word means any ending. `declined` tells that the form is in its first case and stands for the
    others, too.
    """
    parts = [part for part in _SPLIT.split(text) if part]
    found = tuple(_word(part, lang, declined, last=index == len(parts)) for index, part in enumerate(parts, 1))
    return tuple((word, endings or _BREAK) for word, endings in found) if " - " in text else found


def _word(part: str, lang: str, declined: bool, *, last: bool) -> tuple[str, Endings]:
    if part.endswith("*"):
        return part.rstrip("*"), ANY
    if lang == "de":
        return part, _GENITIVE
    if not declined or len(part) < 3:
        return part, NONE
    if lang == "ar":
        return part, _NISBA if part.endswith("ي") and len(part) >= _SHORTEST_NISBA else NONE
    if lang not in _TABLES:
        return part, NONE
    nouns, before = _TABLES[lang]
    for how, cut, endings in nouns if last else (*before, *nouns):
        if how.search(part):
            return part[: len(part) - cut], endings
    return part, NONE


def variants(text: str, lang: str) -> Iterator[str]:
    """Give further cases of a form that no ending gives.

    Ukrainian: the dative of names in '-га', '-ка', '-ха', whose consonant changes ('Америка' -> 'Америці'). Arabic:
    names with the article after 'to', which drops its first letter. Chinese: the name in traditional letters.
    """
    if lang == "uk" and text.endswith("а") and (softened := _SOFTENED.get(text[-2:-1])):
        yield f"{text[:-2]}{softened}і"
    elif lang == "ar" and text.startswith("ال"):
        yield f"لل{text[2:]}"
    elif lang == "zh" and (traditional := text.translate(_TRADITIONAL)) != text:
        yield traditional


def people(name: str, lang: str) -> Iterator[str]:
    """Give the adjectives and people that follow from a country's name by rule.

    Turkish 'Kenya' -> 'Kenyalı*'; Ukrainian names in '-ія': 'Кенія' -> 'кенійськ*'; Arabic names of one word:
    'زامبيا' -> 'زامبي', with and without the article.
    """
    if lang == "tr" and (vowel := _LAST_VOWEL.search(name.replace("İ", "i").lower())):
        yield f"{name}l{_HARMONY[vowel.group(1)]}*"
    elif lang == "uk" and name.endswith("ія"):
        yield f"{name[:-1].lower()}йськ*"
    elif lang == "ar" and " " not in name:
        bare = name.removeprefix("ال")
        stem = re.sub("(?:يا|ا|ة)$", "", bare)
        if len(stem) >= _SHORTEST_NISBA and not bare.endswith("ي"):
            yield from (f"{stem}ي", f"ال{stem}ي")
