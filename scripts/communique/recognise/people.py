"""Passages -> people: names with an office or a title, and holders of office that the vocabulary knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from communique.model import TITLE, Article, Evidence, Mention, Span
from communique.recognise.cues import OFFICES, TITLES, words
from communique.recognise.lexicon import Lexicon
from communique.recognise.passages import Passage, fold
from communique.recognise.proposals import Proposal, stated

MOST = 10
"""Most people of a briefing."""

_OFFICES_OF = re.compile(
    r"\b(?:secretary of (?:state|defen[cs]e|the treasury|commerce)|attorney general|head of state) $", re.IGNORECASE
)
_OFFICE_TO = re.compile(rf"\b(?:{'|'.join(sorted(OFFICES))}) (?:of|for|to|at) [\w' -]{{2,45}}, $")
"""the ambassador to Brazil, (Ann Lee)"""
_AFTER = re.compile(
    rf", (?:the |a |an |one of |[\w.-]+'s? )?(?:[\w.'-]+ ){{0,4}}(?:{'|'.join(sorted(OFFICES))})\b", re.IGNORECASE
)
"""(Ann Lee), the foreign minister."""

_PARTICLE = "(?:al|el|bin|ibn|bint|van|von|der|den|de|da|dos|do|di|del|della|la|le|ter|ten|y)"
_PART = r"(?:[^\W\d_a-zà-öø-ÿ][\w'­]*[a-zà-öø-ÿčćšžłşğı­][\w'­]*(?:-\w+)*|(?:[A-Z]\.)+)"
_RUN = re.compile(rf"\b{_PART}(?:(?:[ -]{_PARTICLE})*[ -]{_PART}){{0,7}}")
"""Capitalised words in a row, particles of names between them."""

LONGEST = 4
"""Most words of a name."""

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
    " ocean river palace hall"
)
"""Words that are in no person's name: openings of sentences, offices, organisations, days, places."""


def people(
    article: Article, passages: Sequence[Passage], mentions: Sequence[Mention], lexicon: Lexicon
) -> Proposal[tuple[str, ...]]:
    """Return at most ten people in order of appearance, later short forms merged into the full name.

    They are those named with an office or title, and holders of office whom the vocabulary knows.
    """
    said = stated(article, "people")
    if said is not None:
        return said
    countries = {(m.span.paragraph, m.span.start) for m in mentions if m.kind != "holder"}
    found: dict[str, list[Span]] = {}
    for mention in mentions:
        if mention.kind == "holder" and (known := lexicon.holders.get(fold(mention.form))):
            found.setdefault(known, []).append(mention.span)
    for passage in passages:
        if passage.number != TITLE and not passage.capitals:
            for name, span in _named(passage, countries):
                found.setdefault(lexicon.holders.get(fold(name), name), []).append(span)
    shown = list(_merged(found).items())[:MOST]
    evidence = tuple(
        Evidence(
            "people",
            name,
            float(len(spans)),
            "named with an office or title",
            tuple(sorted(set(spans), key=_place)[:5]),
        )
        for name, spans in shown
    )
    return Proposal(tuple(name for name, _ in shown), evidence)


def _named(passage: Passage, countries: set[tuple[int, int]]) -> Iterator[tuple[str, Span]]:
    """Give the names that follow an office or title, or that one follows."""
    for run in _RUN.finditer(passage.text, passage.dateline):
        start = _after_office(passage, run.start(), run.end())
        if start is None:
            start = run.start() if _AFTER.match(passage.text, run.end()) else None
        if start is not None and (passage.number, start) not in countries:
            name = passage.text[start : run.end()].removesuffix("'s").rstrip("'")
            if _is_name(name):
                yield name.replace("­", ""), Span(passage.number, start, start + len(name))


def _after_office(passage: Passage, start: int, end: int) -> int | None:
    """Return where the name begins in capitalised words of which the first may be an office: the last such place."""
    cuts = [start, *(start + match.end() for match in re.finditer(" ", passage.text[start:end]))]
    return next((cut for cut in reversed(cuts) if _follows_office(passage, cut)), None)


def _follows_office(passage: Passage, cut: int) -> bool:
    before = passage.folded[max(0, cut - 70) : cut]
    words = before.split()
    if not before.endswith(" ") or not words:
        return False
    last = words[-1]
    if last.rstrip(",") in OFFICES or last.rstrip(".") in TITLES:
        return True
    return (_OFFICE_TO if last.endswith(",") else _OFFICES_OF).search(before) is not None


def _is_name(name: str) -> bool:
    parts = re.split(r"[ -]", name)
    return len(name.split()) <= LONGEST and not any(word.lower().strip(".") in _NOT_NAMES | TITLES for word in parts)


def _merged(found: dict[str, list[Span]]) -> dict[str, list[Span]]:
    """Merge each short form into the first longer name that holds its words, and order by first appearance."""
    merged: dict[str, list[Span]] = {}
    for name, spans in found.items():
        full = next((other for other in found if other != name and _within(name, other)), name)
        merged.setdefault(full, []).extend(spans)
    return dict(sorted(merged.items(), key=lambda item: min(map(_place, item[1]))))


def _place(span: Span) -> tuple[int, int]:
    return span.paragraph, span.start


def _within(short: str, full: str) -> bool:
    words = full.split()
    return len(short.split()) < len(words) and all(word in words for word in short.split())
