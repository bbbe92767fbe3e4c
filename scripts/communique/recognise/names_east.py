"""Names of people beside an office in Korean, Japanese and Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.model import Span
from communique.recognise.cues import Cue
from communique.recognise.passages import Passage


@dataclass(frozen=True, slots=True)
class Named:
    """A name where it stands, and the role beside it."""

    name: str
    role: str | None
    span: Span


_MEMBER = re.compile(r"(?P<name>[가-힣]{2,5}(?: [가-힣]{2,5})?) $")
_KATAKANA = re.compile(r"[ァ-ヺー]{2,}(?:[・＝][ァ-ヺー]+)*$")
_DOTTED = re.compile(
    r"[一-鿿]{1,8}(?:[·•・][一-鿿]{1,8})*[·•・][一-鿿]{1,5}?(?=[周星在与與和同于於抵访訪会會表说說称稱指宣将將已对對就向的是也等出到当昨今]|[^一-鿿]|$)"
)
"""A foreign name in Chinese, its parts joined by dots, up to a word that often follows a name."""

_HANGUL = re.compile(r"[가-힣]+")
_HANGUL_BEFORE = re.compile(r"[가-힣]*$")

_ORGAN = re.compile(r"(?<![가-힣])[가-힣]{1,6}(?:부|성|처|원|청|국|실|위원회) $")
"""The ministry or body of an office: 'the foreign ministry's (minister)'."""

_SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구나민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예봉경사부리"
)
"""Korean surnames, by the census; with one or two more syllables they make a name."""

_NO_KOREAN_NAME = re.compile(r"[은는을를의에도와과며서날등및]$")
"""How words end that are no names: in particles."""


_CHINESE_SURNAMES = (
    "赵趙钱錢孙孫李周吴吳郑鄭王冯馮陈陳褚卫衛蒋蔣沈韩韓杨楊朱秦尤许許何吕呂张張孔曹严嚴华華金魏陶姜戚谢謝邹鄒喻苏蘇潘葛范範彭鲁魯韦韋马馬苗凤方俞袁柳鲍鮑史唐费費"
    "廉岑薛雷贺賀倪汤湯罗羅毕畢郝邬傅卞齐齊康伍余元顾顧孟黄黃穆萧蕭尹姚邵汪祁毛狄臧戴宋庞龐熊纪紀舒屈项項董梁杜阮蓝藍贾賈路江童颜顏郭梅盛林刁钟鍾徐邱骆駱高夏蔡田樊胡"
    "凌霍万萬柯卢盧莫裘缪解应应宗丁宣邓鄧洪包诸左石崔龚龔程裴陆陸翁荀甄曲封芮靳段焦侯宓全班仰仲伊宁寧仇甘厉祖武符刘劉景詹龙龍叶葉司黎薄印白邰赖賴卓蔺屠蒙池乔喬习習闻翟谭譚"
    "温溫庄莊晏柴瞿阎閻连連艾容向古易廖耿匡寇广聂聶曾岳欧歐游尚涂"
)
_CHINESE = re.compile(
    rf"(?!方面|全面|全国|应邀|高度|万一|连续|曾经|曾就|向媒|解释|路透|马上|温和|印度|广泛|司令|容易|古巴|宣布|曲折|金融|白宫|江苏|程度|华盛|石油|伊朗|伊拉|武装|武裝)"
    rf"(?:欧阳|歐陽|司马|司馬|诸葛|諸葛|[{_CHINESE_SURNAMES}])[一-鿿]{{1,2}}?"
    r"(?=[周在与與和同于於抵访訪会會表说說称稱指宣将將已对對就向的是也等出到当當昨今日介绍紹强強认認告赴率主应應当就就签簽回]|[^一-鿿·•・]|$)"
)
"""A Chinese name after an office: a surname of the usual list, one or two letters, and what often follows a name."""

_JAPANESE = re.compile(r"(?<![一-鿿々ァ-ヺー])[一-鿿々]{2,5}$")
_NO_JAPANESE_NAME = re.compile(
    r"[省庁府局部課会社党国軍本新前元副総長両同各首相官隊院署支店市県町村区州都道]|[東西南北]部|政府|[米英中韓露仏独伊]$"
)
"""Letters of bodies, ranks and towns: a word of these before an office is no name."""

_KANA = re.compile("[ぁ-ゖ]")
SURNAME, BOTH_NAMES = 2, 4
"""Fewest letters of a Japanese surname, and of one with the given name; before an office, fewer are mostly a word."""

_HONORIFICS = {"氏", "さん", "씨"}
"""What stands after a person's name alone and is no office."""

_BY = re.compile(r" ?[\])】）\]=＝]| [\w.]+@")
"""After a reporter's name it tells who wrote the text: '기자 =', '기자]'."""


def beside_in_east_asia(passage: Passage, office: Cue, countries: Sequence[Span]) -> Iterator[Named]:
    """Give the names that stand beside an office, with that as their role. `countries`: the places that name one."""
    text = passage.text[office.start : office.end]
    role = None if text in _HONORIFICS else text
    if text == "기자" and _BY.match(passage.text, office.end):
        return
    yield from _beside_hangul(passage, office, countries)
    yield from _beside_katakana(passage, office, countries, role)
    yield from _beside_kanji(passage, office, countries, role)
    following = _DOTTED.match(passage.text, office.end)
    if following is None and not _KANA.search(passage.text):
        following = _CHINESE.match(passage.text, office.end)
    if following and text >= "一" and not any(span.start == following.start() for span in countries):
        yield Named(following.group(), role, Span(passage.number, following.start(), following.end()))


def _beside_hangul(passage: Passage, office: Cue, countries: Sequence[Span]) -> Iterator[Named]:
    """Give the name before an office in Korean: 'name (country) office'."""
    if not _HANGUL.match(passage.text, office.start):
        return
    inside = _HANGUL_BEFORE.search(passage.text, max(0, office.start - 8), office.start)
    word = inside.start() if inside else office.start
    organ = _ORGAN.search(passage.text, max(0, word - 10), word)
    word = organ.start() if organ else word
    is_honorific = passage.text[office.start : office.end] in _HONORIFICS
    role = None if is_honorific else passage.text[word : office.end]
    country = next((span for span in countries if span.end + 1 == word), None)
    at = country.start if country else word
    before = _MEMBER.search(passage.text, max(0, at - 14), at)
    if before is None or any(span.start < before.end() and before.start() < span.end for span in countries):
        return
    name = _korean(before["name"], foreign=country is not None)
    if name:
        start = before.end("name") - len(name)
        yield Named(name, role, Span(passage.number, start, start + len(name)))


def _korean(text: str, *, foreign: bool) -> str | None:
    """Return the Korean name at the end of one or two words, or the foreign one of two; None if it is neither."""
    parts = text.split()
    last = parts[-1]
    if last[0] in _SURNAMES and len(last) == 3 and not _NO_KOREAN_NAME.search(last):
        return last
    if foreign and len(parts) == 2 and not any(_NO_KOREAN_NAME.search(part) for part in parts):
        return text
    return None


def _beside_katakana(passage: Passage, office: Cue, countries: Sequence[Span], role: str | None) -> Iterator[Named]:
    """Give a foreign name in Japanese, which stands in katakana right before the office."""
    before = _KATAKANA.search(passage.text, max(0, office.start - 24), office.start)
    if before is None or any(span.start < before.end() and before.start() < span.end for span in countries):
        return
    yield Named(before.group(), role, Span(passage.number, before.start(), before.end()))


def _beside_kanji(passage: Passage, office: Cue, countries: Sequence[Span], role: str | None) -> Iterator[Named]:
    """Give a Japanese name, which stands right before the office: both names, or before an honorific the surname."""
    before = _JAPANESE.search(passage.text, max(0, office.start - 6), office.start)
    if before is None or _NO_JAPANESE_NAME.search(before.group()) or not _KANA.search(passage.text):
        return
    if any(span.start < before.end() and before.start() < span.end for span in countries):
        return
    if len(before.group()) >= (SURNAME if role is None else BOTH_NAMES):
        yield Named(before.group(), role, Span(passage.number, before.start(), before.end()))
