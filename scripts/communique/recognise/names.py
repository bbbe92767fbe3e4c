"""Names of people in a passage: those with an office, a title or a role beside them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from communique.model import Span
from communique.recognise.cues import Cue
from communique.recognise.names_arabic import beside_in_arabic
from communique.recognise.names_east import Named, beside_in_east_asia
from communique.recognise.passages import Passage

NEAR = 80
"""How far from a name an office may stand, in characters."""

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
_RELATIVE = frozenset({"counterpart", "colleague"})
"""What stands before a name as an office does, but says only that there is one."""

_ARTICLES = "the |a |an |one of |who is |then |now |le |la |el |der |die |o |un |une |una |ein |eine "
_RELATIVES = (
    "where|when|which|while|as|and|but|after|before|until|де|где|куда|коли|когда|що|что|як|как|який|яка|который|которая|où|qui|que"
    "|dont|donde|cuando|mientras|onde|quando|enquanto|wo|während|als|wobei|nachdem"
)
_AFTER_NAME = re.compile(rf", (?!(?:{_RELATIVES})\b)(?:{_ARTICLES})*(?P<role>(?:[\w.'-]+ ){{0,4}}(?:l')?)$")
_CAPITALISED = r"[^\W\d_a-zà-öø-ÿа-яёіїєґ]\w*[a-zà-öø-ÿа-яёіїєґ]"
_FIELD_WORD = rf"(?! {_CAPITALISED}\w* {_CAPITALISED}) (?:«[^»]{{2,40}}»|\"[^\"]{{2,40}}\"|[^\s,.;:()«»\"]+)"
_FIELD = re.compile(rf"(?:{_FIELD_WORD}){{1,5}} ")
"""The words of an office's field and country between it and the name, in languages that put them there; no other name,
which has two capitalised words in a row."""

_LEADS_TO_BODY = re.compile(
    r"\b(?:of|at|for|with|in|from|to|by|and|the|de|du|des|del|da|do|dos|das|en|em|à|au|aux|chez|con|com|avec|para|pour|y|e|et"
    r"|von|vom|bei|beim|für|zum|zur|mit|und|der|die|das|в|во|из|на|по|при|и|с|со|у|з|із|до|та|й|і|ve|ile) $",
    re.IGNORECASE,
)
"""Words after an office that a body or place follows, not who holds it: 'professor at (Example School)'."""

_AND = re.compile(r"(?: \([^()]{2,30}\))? (?:and|et|y|e|und|и|і|та|ve) ")
"""What joins the names of two who hold an office together."""

_WHO = re.compile(
    r", (?:who(?:se)?\b|quien\b|quem\b|(?:de )?\d\d(?: ans| años| anos| Jahre(?: alt)?)?,|aged \d\d\b)| \(\d\d\)"
)
"""What follows only a person's name: 'who', which is no body, and an age."""

_PROPER_NOUN_OF = re.compile(r"(?<![.!?] )\b[A-Z][a-z]+ of (?:the )?$")
"""What makes the words after it a part of a longer proper noun that is no person: 'the Line of (Actual Control)'."""

_CASE_ENDING = re.compile(r"'(?:s|[a-zıöüğşç]{1,5})?$")
"""An ending that an apostrophe parts from a name: English 's, Turkish cases."""

_HONORIFIC = re.compile(r"(?:(?:H\.E|S\.E|H\.R\.H|St)\.? )+(?:(?:Mr|Mrs|Ms|Dr)\.? )?")


def find(
    passage: Passage, told: Sequence[Cue], countries: Sequence[Span], nameless: Collection[str]
) -> Iterator[Named]:
    """Give the names of a passage with the role beside each, in the text's own words; None where that is a title.

    `told` are its cues, `countries` the places that name a country, `nameless` words that are in no name.
    """
    offices = [cue for cue in told if cue.kind in {"office", "title", "role"}]
    yield from _beside_capitals(passage, told, offices, countries, nameless)
    for office in offices:
        yield from beside_in_east_asia(passage, office, countries)
        yield from beside_in_arabic(passage, office)


def _beside_capitals(
    passage: Passage,
    told: Sequence[Cue],
    offices: Sequence[Cue],
    countries: Sequence[Span],
    nameless: Collection[str],
) -> Iterator[Named]:
    """Give the names in capitalised words that follow an office or title, or that one follows."""
    taken = [(span.start, span.end) for span in countries]
    last = None
    offices = _whole(offices)
    for run in _RUN.finditer(passage.text, passage.dateline):
        if (run.start(), run.end()) in taken:
            continue
        near = [one for one in offices if run.start() - NEAR <= one.start <= run.end() + NEAR]
        found = _beside(passage, run, told, near, countries) if near else None
        is_person = _WHO.match(passage.text, run.end()) or _joined(passage.text, last, run.start())
        if found is None and " " in run.group() and is_person:
            found = (run.start(), "")
        last = None
        if found is None or any(start <= found[0] < end for start, end in taken):
            continue
        start, role = found
        name = _CASE_ENDING.sub("", passage.text[start : run.end()])
        if _is_name(name, nameless):
            last = start + len(name)
            yield Named(name.replace("\xad", ""), role or None, Span(passage.number, start, last))


def _whole(offices: Sequence[Cue]) -> list[Cue]:
    """Return the offices without those that are only the end of a longer one: 'minister' of 'deputy minister'."""
    starts: dict[int, int] = {}
    for office in offices:
        starts[office.end] = min(office.start, starts.get(office.end, office.start))
    return [office for office in offices if office.start == starts[office.end]]


def _joined(text: str, last: int | None, start: int) -> bool:
    """Tell whether 'and' alone stands between the end of one name and the start of another."""
    return last is not None and _AND.fullmatch(text, last, start) is not None


def _beside(
    passage: Passage, run: re.Match[str], told: Sequence[Cue], near: Sequence[Cue], countries: Sequence[Span]
) -> tuple[int, str] | None:
    """Return where a name begins in capitalised words and the office beside it, '' for a title; None without one."""
    honorific = _HONORIFIC.match(passage.text, run.start(), run.end())
    owner = passage.text.rfind("'s ", run.start(), run.end())
    first = owner + 3 if owner > 0 else honorific.end() if honorific else run.start()
    start, role = _office_before(passage, first, run.end(), told, near, countries)
    if start is None:
        start, role = _office_with_field(passage, first, run.end(), near, countries)
    if start is None:
        if _PROPER_NOUN_OF.search(passage.text, max(0, first - NEAR), first):
            return None
        start, role = first, _office_after(passage, run.end(), told, near, countries)
        if role is None:
            return None
    return start, role or ""


def _office_before(
    passage: Passage, start: int, end: int, told: Sequence[Cue], offices: Sequence[Cue], countries: Sequence[Span]
) -> tuple[int | None, str | None]:
    """Return where the name begins in capitalised words, the first of which may be an office, and that office."""
    cuts = [start, *(start + match.end() for match in re.finditer(" ", passage.text[start:end]))]
    for cut in reversed([cut for cut in cuts if not any(span.start <= cut < span.end for span in countries)]):
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
    cut = max([start, *(span.end + 1 for span in countries if start < span.end < end)])
    parts = list(re.finditer(r"\S+", passage.text[cut:end]))
    if len(parts) < 2:
        return None, None
    name = cut + (parts[-2].start() if len(parts) > 3 else parts[0].start())
    if _LEADS_TO_BODY.search(passage.text, max(0, name - 6), name):
        return None, None
    text = _without(passage.text, countries)
    for office in reversed(offices):
        if office.kind != "title" and office.end < name and _FIELD.fullmatch(text, office.end, name):
            return name, passage.text[office.start : office.end]
    return None, None


def _without(text: str, countries: Sequence[Span]) -> str:
    """Return a text in which the names of countries are small letters, so that they are no part of a name."""
    for span in countries:
        text = f"{text[: span.start]}{'x' * (span.end - span.start)}{text[span.end :]}"
    return text


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


def _office_after(
    passage: Passage, end: int, told: Sequence[Cue], offices: Sequence[Cue], countries: Sequence[Span]
) -> str | None:
    """Return the office in an apposition after a name: (Ann Lee), the foreign minister. None: there is none.

    A verb of speech before it begins another clause: 'in Ostby, said the minister'.
    """
    speech = next((cue.start for cue in told if cue.kind == "says" and cue.start > end), len(passage.text))
    for office in offices:
        if end < office.start <= end + 60 and office.start < speech and office.kind != "title":
            between = _AFTER_NAME.fullmatch(passage.text, end, office.start)
            if between:
                start = max(
                    [between.start("role"), *(s.end for s in countries if end <= s.start and s.end < office.start)]
                )
                return passage.text[start : office.end].removeprefix("'s").strip()
    return None


_NO_BEGINNING = {"der", "den", "do", "dos", "di", "y", "ter", "le"}
"""Particles of names that begin none."""


def _is_name(name: str, nameless: Collection[str]) -> bool:
    """Tell whether capitalised words can be a person's name: few, and none of those that no name has."""
    words = re.split(r"[ -]", name)
    return (
        len(name.split()) <= LONGEST
        and words[0] not in _NO_BEGINNING
        and not any(word[:1].isupper() and word.lower().strip(".") in nameless for word in words)
    )
