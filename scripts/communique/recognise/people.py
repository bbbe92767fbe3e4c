"""Passages -> people: names with an office or a title beside them, and holders of office that the vocabulary knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.model import TITLE, Article, Evidence, Mention, Person, Span
from communique.recognise import names
from communique.recognise.cues import Cue
from communique.recognise.lexicon import Lexicon
from communique.recognise.names_east import Named
from communique.recognise.passages import Passage, fold
from communique.recognise.proposals import Proposal, stated

MOST = 10
"""Most people of a briefing."""


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
    found = [Named(name, None, m.span) for m in mentions if m.kind == "holder" and (name := _holder(m.form, lexicon))]
    holders = tuple(found)
    for passage in passages:
        if passage.number != TITLE and not passage.capitals:
            countries = [m.span for m in mentions if m.kind != "holder" and m.span.paragraph == passage.number]
            for one in names.find(passage, told[passage.number], countries, lexicon.nameless):
                found.append(Named(_known(one, holders, lexicon), one.role, one.span))
    shown = list(_merged(found).items())[:MOST]
    return Proposal(tuple(_person(name, all_) for name, all_ in shown), tuple(_evidence(*item) for item in shown))


def _holder(form: str, lexicon: Lexicon) -> str | None:
    """Return the full name of the holder of office that a form in any case names, None if the vocabulary has none."""
    folded = fold(form)
    stems = (f"{folded[:end]}*" for end in range(len(folded), 2, -1))
    return lexicon.holders.get(folded) or next((lexicon.holders[stem] for stem in stems if stem in lexicon.holders), None)


def _known(named: Named, holders: Sequence[Named], lexicon: Lexicon) -> str:
    """Return a name as the vocabulary writes it, if it or a part of it is a holder's."""
    inside = (one.name for one in holders if _overlap(named.span, one.span))
    return lexicon.holders.get(fold(named.name)) or next(inside, named.name)


def _overlap(one: Span, other: Span) -> bool:
    return one.paragraph == other.paragraph and one.start < other.end and other.start < one.end


def _person(name: str, found: Sequence[Named]) -> Person:
    return Person(name, next((one.role for one in found if one.role), None))


def _evidence(name: str, found: Sequence[Named]) -> Evidence:
    spans = sorted({one.span for one in found}, key=_place)
    role = _person(name, found).role
    reason = f"named as {role}" if role else "named with an office or title, or known to hold one"
    return Evidence("people", name, float(len(spans)), reason, tuple(spans[:5]))


def _merged(found: Sequence[Named]) -> dict[str, list[Named]]:
    """Merge each short form into the first longer name that holds its words, and order by first appearance."""
    names = list(dict.fromkeys(one.name for one in found))
    merged: dict[str, list[Named]] = {}
    for one in found:
        full = next((other for other in names if other != one.name and _within(one.name, other)), one.name)
        merged.setdefault(full, []).append(one)
    return dict(sorted(merged.items(), key=lambda item: min(_place(one.span) for one in item[1])))


def _place(span: Span) -> tuple[int, int]:
    return span.paragraph, span.start


def _within(short: str, full: str) -> bool:
    parts = full.split()
    return len(short.split()) < len(parts) and all(word in parts for word in short.split())
