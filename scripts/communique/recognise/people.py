"""Passages -> people: names with an office or a title beside them, and holders of office that the vocabulary knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.model import TITLE, Article, Evidence, Mention, Person, Span
from communique.recognise.cues import TITLES, Cue, words
from communique.recognise.lexicon import Lexicon
from communique.recognise.passages import Passage, fold
from communique.recognise.proposals import Proposal, stated

MOST = 10
"""Most people of a briefing."""

LONGEST = 4
"""Most words of a name."""

_PARTICLE = "(?:al|el|bin|ibn|bint|van|von|der|den|de|da|dos|do|di|del|della|la|le|ter|ten|y)"
_LATIN = r"(?:[^\W\d_a-zà-öø-ÿ][\w'\xad]*[a-zà-öø-ÿčćšžłşğı\xad][\w'\xad]*(?:-\w+)*|(?:[A-Z]\.)+)"
_CYRILLIC = r"[А-ЯЁІЇЄҐ][а-яёіїєґ']+(?:-[А-ЯЁІЇЄҐ][а-яёіїєґ']+)*"
_PART = rf"(?:{_CYRILLIC}|{_LATIN})"
_RUN = re.compile(rf"\b{_PART}(?:(?:[ -]{_PARTICLE})*[ -]{_PART}){{0,7}}")
"""Capitalised words in a row, particles of names between them."""

_OF_OFFICE = r"(?: of (?:state|defen[cs]e|the treasury|commerce|health|energy)| general)? "
_TO_OFFICE = r" [\w'’ -]{2,45}, "
_RELATIVE = words("counterpart colleague")
"""What stands before a name as an office does, but says only that there is one."""

_ARTICLES = "the |a |an |one of |who is |then |now |le |la |el |der |die |o |un |une |una |ein |eine "
_AFTER_NAME = re.compile(rf", (?:{_ARTICLES})*(?P<role>(?:[\w.'-]+ ){{0,4}}(?:l')?)$")
_FIELD = re.compile(r"(?:(?! [^\W\d_a-zà-öø-ÿа-яёіїєґ]\w+ [^\W\d_a-zà-öø-ÿа-яёіїєґ]) [^\s,.;:()«»\"]+){1,5} ")
"""The words of an office's field and country between it and the name, in languages that put them there; no other name,
which has two capitals in a row."""

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

_NOT_NAMES = words(
    "the a an in on at he she it they we this that his her its their our but and or for from with after before"
    " when while as by to of not no if since during both all most some many other president minister government"
    " ministry state states united nations union council party court bank group company corp inc ltd committee"
    " commission agency office department monday tuesday wednesday thursday friday saturday sunday january"
    " february march april may june july august september october november december house parliament congress"
    " senate army navy force forces police university institute association organization organisation foundation"
    " center centre world international national federal republic kingdom north south east west northern southern"
    " eastern western central day week prime foreign deputy vice general secretary defence defense security"
    " economic affairs trade peace war conference summit times news assembly alliance congress movement front"
    " league society network party newspaper agency street road airport city province region island islands sea"
    " ocean river palace hall el la los las le les der die das il"
    " relaciones exteriores affaires étrangères relações exteriores asuntos außenministerium"
)
"""Words that are in no person's name: openings of sentences, offices, organisations, days, places."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A name where it stands, and the role beside it."""

    name: str
    role: str | None
    span: Span


def people(
    article: Article,
    passages: Sequence[Passage],
    told: Mapping[int, tuple[Cue, ...]],
    mentions: Sequence[Mention],
    lexicon: Lexicon,
) -> Proposal[tuple[Person, ...]]:
    """Return at most ten people in order of appearance, later short forms merged into the full name.

    They are those named with an office or title, and holders of office whom the vocabulary knows. `told` are the cues
    of each passage. A role is given where the text states one, in its own words.
    """
    said = stated(article, "people")
    if said is not None:
        return said
    found = [
        _Named(lexicon.holders[fold(m.form)], None, m.span)
        for m in mentions
        if m.kind == "holder" and fold(m.form) in lexicon.holders
    ]
    for passage in passages:
        if passage.number != TITLE and not passage.capitals:
            countries = [m.span for m in mentions if m.kind != "holder" and m.span.paragraph == passage.number]
            for one in _in_passage(passage, told[passage.number], countries):
                found.append(_Named(_known(one, found, lexicon), one.role, one.span))
    shown = list(_merged(found).items())[:MOST]
    return Proposal(tuple(_person(name, all_) for name, all_ in shown), tuple(_evidence(*item) for item in shown))


def _known(named: _Named, holders: Sequence[_Named], lexicon: Lexicon) -> str:
    """Return a name as the vocabulary writes it, if it or a part of it is a holder's."""
    inside = (one.name for one in holders if one.role is None and _holds(named.span, one.span))
    return lexicon.holders.get(fold(named.name)) or next(inside, named.name)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.paragraph == inner.paragraph and outer.start <= inner.start and inner.end <= outer.end


def _person(name: str, found: Sequence[_Named]) -> Person:
    return Person(name, next((one.role for one in found if one.role), None))


def _evidence(name: str, found: Sequence[_Named]) -> Evidence:
    spans = sorted({one.span for one in found}, key=_place)
    role = _person(name, found).role
    reason = f"named as {role}" if role else "named with an office or title, or known to hold one"
    return Evidence("people", name, float(len(spans)), reason, tuple(spans[:5]))


def _in_passage(passage: Passage, told: Sequence[Cue], countries: Sequence[Span]) -> Iterator[_Named]:
    offices = [cue for cue in told if cue.kind in {"office", "title", "role"}]
    yield from _beside_capitals(passage, told, offices, countries)
    for office in offices:
        yield from _beside_hangul(passage, office, countries)
        yield from _beside_katakana(passage, office, countries)
        dotted = _DOTTED.match(passage.text, office.end)
        if dotted:
            role = passage.text[office.start : office.end]
            yield _Named(dotted.group(), role, Span(passage.number, dotted.start(), dotted.end()))


# --- Latin and Cyrillic ---------------------------------------------------------------------------------------------


def _beside_capitals(
    passage: Passage, told: Sequence[Cue], offices: Sequence[Cue], countries: Sequence[Span]
) -> Iterator[_Named]:
    """Give the names in capitalised words that follow an office or title, or that one follows."""
    taken = {span.start for span in countries}
    for run in _RUN.finditer(passage.text, passage.dateline):
        start, role = _office_before(passage, run.start(), run.end(), told, offices)
        if start is None:
            start, role = _office_with_field(passage, run.start(), run.end(), offices, countries)
        if start is None:
            start, role = run.start(), _office_after(passage, run.end(), offices, countries)
            if role is None:
                continue
        if start in taken:
            continue
        name = passage.text[start : run.end()].removesuffix("'s").rstrip("'")
        if _is_name(name):
            yield _Named(name.replace("\xad", ""), role or None, Span(passage.number, start, start + len(name)))


def _office_before(
    passage: Passage, start: int, end: int, told: Sequence[Cue], offices: Sequence[Cue]
) -> tuple[int | None, str | None]:
    """Return where the name begins in capitalised words, the first of which may be an office, and that office."""
    cuts = [start, *(start + match.end() for match in re.finditer(" ", passage.text[start:end]))]
    for cut in reversed(cuts):
        for office in reversed(offices):
            if office.end <= cut and _joins(passage, office, cut):
                return cut, _role(passage, office, cut, told) if office.kind != "title" else None
    return None, None


def _office_with_field(
    passage: Passage, start: int, end: int, offices: Sequence[Cue], countries: Sequence[Span]
) -> tuple[int | None, str | None]:
    """Return where a name of two words or more begins after an office and its field, and that office.

    'ministre des Affaires étrangères (Ann Lee)': the field may hold capitals and end in a country.
    """
    cut = max([start, *(span.end + 1 for span in countries if start <= span.start < span.end < end)])
    parts = list(re.finditer(r"\S+", passage.text[cut:end]))
    if len(parts) < 2:
        return None, None
    name = cut + (parts[-2].start() if len(parts) > 3 else parts[0].start())
    for office in reversed(offices):
        if office.kind != "title" and office.end < name and _FIELD.fullmatch(passage.text, office.end, name):
            return name, passage.text[office.start : office.end]
    return None, None


def _joins(passage: Passage, office: Cue, cut: int) -> bool:
    """Tell whether a name directly follows an office: 'Minister ', 'Gov. ', 'secretary of state ', 'envoy to X, '."""
    between = passage.folded[office.end : cut]
    if between in {" ", ", "}:
        return between == " " or office.kind != "title"
    if office.kind == "title":
        return between == ". "
    return bool(re.fullmatch(_OF_OFFICE, between) or re.fullmatch(_TO_OFFICE, between))


def _role(passage: Passage, office: Cue, cut: int, told: Sequence[Cue]) -> str:
    """Return an office with the words of its field before it: 'deputy foreign minister'."""
    fields = {cue.end: cue.start for cue in told if cue.kind == "portfolio"}
    start = office.start
    while start - 1 in fields and passage.text[start - 1] in " -":
        start = fields[start - 1]
    if office.start == start and passage.folded[start : office.end] in _RELATIVE:
        return ""
    more = re.fullmatch(_OF_OFFICE, passage.folded[office.end : cut])
    return passage.text[start : cut if more else office.end].strip()


def _office_after(passage: Passage, end: int, offices: Sequence[Cue], countries: Sequence[Span]) -> str | None:
    """Return the office in an apposition after a name: (Ann Lee), the foreign minister. None: there is none."""
    for office in offices:
        if end < office.start <= end + 60 and office.kind != "title":
            between = _AFTER_NAME.fullmatch(passage.text, end, office.start)
            if between:
                start = max(
                    [between.start("role"), *(s.end for s in countries if end <= s.start and s.end < office.start)]
                )
                return passage.text[start : office.end].removeprefix("'s").strip()
    return None


def _is_name(name: str) -> bool:
    parts = re.split(r"[ -]", name)
    return len(name.split()) <= LONGEST and not any(
        word[:1].isupper() and word.lower().strip(".") in _NOT_NAMES | TITLES for word in parts
    )


# --- East Asia ------------------------------------------------------------------------------------------------------


def _beside_hangul(passage: Passage, office: Cue, countries: Sequence[Span]) -> Iterator[_Named]:
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
        yield _Named(name, role, Span(passage.number, start, start + len(name)))


def _korean(text: str, *, foreign: bool) -> str | None:
    """Return the Korean name at the end of one or two words, or the foreign one of two; None if it is neither."""
    parts = text.split()
    last = parts[-1]
    if last[0] in _SURNAMES and len(last) == 3 and not _NO_KOREAN_NAME.search(last):
        return last
    if foreign and len(parts) == 2 and not any(_NO_KOREAN_NAME.search(part) for part in parts):
        return text
    return None


def _beside_katakana(passage: Passage, office: Cue, countries: Sequence[Span]) -> Iterator[_Named]:
    """Give a foreign name in Japanese, which stands in katakana right before the office."""
    before = _KATAKANA.search(passage.text, max(0, office.start - 24), office.start)
    if before is None or any(span.start < before.end() and before.start() < span.end for span in countries):
        return
    yield _Named(
        before.group(), passage.text[office.start : office.end], Span(passage.number, before.start(), before.end())
    )


# --- one person, several forms --------------------------------------------------------------------------------------


def _merged(found: Sequence[_Named]) -> dict[str, list[_Named]]:
    """Merge each short form into the first longer name that holds its words, and order by first appearance."""
    names = list(dict.fromkeys(one.name for one in found))
    merged: dict[str, list[_Named]] = {}
    for one in found:
        full = next((other for other in names if other != one.name and _within(one.name, other)), one.name)
        merged.setdefault(full, []).append(one)
    return dict(sorted(merged.items(), key=lambda item: min(_place(one.span) for one in item[1])))


def _place(span: Span) -> tuple[int, int]:
    return span.paragraph, span.start


def _within(short: str, full: str) -> bool:
    parts = full.split()
    return len(short.split()) < len(parts) and all(word in parts for word in short.split())
