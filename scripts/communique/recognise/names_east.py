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


def beside_in_east_asia(passage: Passage, office: Cue, countries: Sequence[Span]) -> Iterator[Named]:
    """Give the names that stand beside an office, with that as their role. `countries`: the places that name one."""
    yield from _beside_hangul(passage, office, countries)
    yield from _beside_katakana(passage, office, countries)
    dotted = _DOTTED.match(passage.text, office.end)
    if dotted:
        role = passage.text[office.start : office.end]
        yield Named(dotted.group(), role, Span(passage.number, dotted.start(), dotted.end()))


def _beside_hangul(passage: Passage, office: Cue, countries: Sequence[Span]) -> Iterator[Named]:
    """Give the name before an office in Korean: 'name (country) office'."""
    if not _HANGUL.match(passage.text, office.start):
        return
    inside = _HANGUL_BEFORE.search(passage.text, max(0, office.start - 8), office.start)
    word = inside.start() if inside else office.start
    organ = _ORGAN.search(passage.text, max(0, word - 10), word)
    word = organ.start() if organ else word
    role = passage.text[word : office.end]
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


def _beside_katakana(passage: Passage, office: Cue, countries: Sequence[Span]) -> Iterator[Named]:
    """Give a foreign name in Japanese, which stands in katakana right before the office."""
    before = _KATAKANA.search(passage.text, max(0, office.start - 24), office.start)
    if before is None or any(span.start < before.end() and before.start() < span.end for span in countries):
        return
    yield Named(
        before.group(), passage.text[office.start : office.end], Span(passage.number, before.start(), before.end())
    )
