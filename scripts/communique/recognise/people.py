"""Passages -> people: names with an office or a title beside them, and holders of office that the vocabulary knows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from communique.model import TITLE, Article, Evidence, Mention, Person, Span
from communique.recognise import names
from communique.recognise.cues import Cue
from communique.recognise.lexicon import Lexicon
from communique.recognise.names_east import Named
from communique.recognise.passages import Passage, fold
from communique.recognise.proposals import Proposal, stated

MOST = 10
"""Most people of a briefing."""


_HAN = re.compile("[\u4e00-\u9fff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
STEM, ENDING = 3, 2
"""Letters that two cases of a name share at least, and how many of each may be its ending."""


_INITIALS = {
    "А": "A", "Б": "B", "В": "VW", "Г": "GH", "Ґ": "G", "Д": "DJ", "Е": "EYJ", "Є": "EY", "Ё": "YJ",
    "Ж": "JZG", "З": "ZS", "И": "IY", "І": "IY", "Ї": "Y", "Й": "YIJ", "К": "KCQ", "Л": "L", "М": "M",
    "Н": "N", "О": "OU", "П": "P", "Р": "R", "С": "S", "Т": "T", "У": "UWO", "Ф": "FP", "Х": "HKJ",
    "Ц": "CTZ", "Ч": "C", "Ш": "S", "Щ": "S", "Э": "EAH", "Ю": "YJU", "Я": "YJA",
}  # fmt: skip
"""The Latin letters that begin the names which Cyrillic writes with a letter: 'Джо' is Joe, 'Хосе' José."""


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
    holders = [Named(name, None, m.span) for m in mentions if m.kind == "holder" and (name := _holder(m.form, lexicon))]
    named = [
        one
        for passage in passages
        if passage.number != TITLE and not passage.capitals
        for one in names.find(passage, told[passage.number], _places(passage, mentions), lexicon.nameless)
    ]
    found = [one for one in holders if not any(_is_namesake(other, one) for other in named)]
    found += [replace(one, name=_known(one, found, lexicon)) for one in named]
    shown = list(_merged(found).items())[:MOST]
    return Proposal(tuple(_person(name, all_) for name, all_ in shown), tuple(_evidence(*item) for item in shown))


def _places(passage: Passage, mentions: Sequence[Mention]) -> list[Span]:
    return [one.span for one in mentions if one.kind != "holder" and one.span.paragraph == passage.number]


def _is_namesake(named: Named, holder: Named) -> bool:
    """Tell whether a full name in Cyrillic holds a holder's surname and no given name that begins as the holder's."""
    words = named.name.split()
    initials = [_INITIALS.get(word[0], holder.name[0]) for word in words]
    return _overlap(named.span, holder.span) and len(words) > 1 and not any(holder.name[0] in one for one in initials)


def _holder(form: str, lexicon: Lexicon) -> str | None:
    """Return the full name of the holder of office that a form in any case names, None if the vocabulary has none."""
    folded = fold(form)
    stems = (f"{folded[:end]}*" for end in range(len(folded), 2, -1))
    return lexicon.holders.get(folded) or next(
        (lexicon.holders[stem] for stem in stems if stem in lexicon.holders), None
    )


def _known(named: Named, holders: Sequence[Named], lexicon: Lexicon) -> str:
    """Return a name as the vocabulary writes it, if it or a part of it is a holder's."""
    inside = (one.name for one in holders if _overlap(named.span, one.span))
    return lexicon.holders.get(fold(named.name)) or next(inside, named.name)


def _overlap(one: Span, other: Span) -> bool:
    return one.paragraph == other.paragraph and one.start < other.end and other.start < one.end


def _person(name: str, found: Sequence[Named]) -> Person:
    """Return a person with the first role the text gives, in the longest form in which that is known."""
    first = next((one for one in found if one.role), None)
    roles = [one.role for one in found if first and one.role and one.span == first.span]
    return Person(name, max(roles, key=len, default=None))


def _evidence(name: str, found: Sequence[Named]) -> Evidence:
    spans = sorted({one.span for one in found}, key=_place)
    role = _person(name, found).role
    reason = f"named as {role}" if role else "named with an office or title, or known to hold one"
    return Evidence("people", name, float(len(spans)), reason, tuple(spans[:5]))


def _merged(found: Sequence[Named]) -> dict[str, list[Named]]:
    """Merge each short form into a full name that holds its words, and order by first appearance.

    Of several cases of a name the shortest is taken, which is mostly the nominative.
    """
    names = sorted(dict.fromkeys(one.name for one in found), key=len)
    longest = [name for name in names if not any(_within(name, other) for other in names)]
    merged: dict[str, list[Named]] = {}
    for one in found:
        fuller = (other for other in longest if _within(one.name, other) or _declined(one.name, other))
        merged.setdefault(next(fuller, one.name), []).append(one)
    return dict(sorted(merged.items(), key=lambda item: min(_place(one.span) for one in item[1])))


def _place(span: Span) -> tuple[int, int]:
    return span.paragraph, span.start


def _within(short: str, full: str) -> bool:
    """Tell whether a name is a part of a longer one, in any case: 'Koski', 'Ивановского' of 'Пётр Ивановский'."""
    parts, words = full.split(), short.split()
    if _HAN.match(short):
        return len(short) < len(full) and full.startswith(short)
    return len(words) < len(parts) and all(any(_same(word, part) for part in parts) for word in words)


def _declined(one: str, other: str) -> bool:
    """Tell whether two names are one in different cases, the other being the shorter or first."""
    words, others = one.split(), other.split()
    return len(words) == len(others) > 1 and all(map(_same, words, others))


def _same(one: str, other: str) -> bool:
    """Tell whether two words of names are the same but for a Cyrillic ending."""
    if one == other or not (_CYRILLIC.match(one) and _CYRILLIC.match(other)):
        return one == other
    length = max(STEM, min(len(one), len(other)) - ENDING)
    return one[:length] == other[:length] and max(len(one), len(other)) - length <= 2 * ENDING
