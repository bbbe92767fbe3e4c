"""Passages -> the sentences that stand alone, each with who is quoted in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from communique import sentences
from communique.model import TITLE, Article, Evidence, KeyPoint, Span
from communique.recognise.cues import Cue
from communique.recognise.passages import Passage
from communique.recognise.proposals import Proposal

SHORTEST = 6
"""Fewest words of a sentence that can stand alone."""

PRONOUN_WITHIN = 5
"""A pronoun among so many first words stands for somebody named before."""

MOST = 12
"""Most sentences that are given, three times as many as a briefing takes."""

SHOWN = 6
"""For how many sentences evidence is kept; briefings take fewer."""

ALIKE = 0.7
"""Share of its words from which a sentence only repeats another one."""

_STOP = re.compile(r"[.!?。！？…؟]['\"”’»」』)\]]*$")
_QUOTE = re.compile(r"[\"“”„«「『]|'(?=[A-Z])")
_SPEAKER = re.compile(r"[A-Z][A-Z .'’-]{2,40}: |(?:Q|A|Question|Answer): ")
"""The label of a transcript's turn: what follows is said to the room, not told to a reader."""

_PAIRED = (("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"), ("(", ")"))


def points(
    article: Article, passages: Sequence[Passage], told: Mapping[int, tuple[Cue, ...]], publishers: Sequence[Span]
) -> Proposal[tuple[KeyPoint, ...]]:
    """Return the first sentences of an article that stand alone, in its order, without near-repeats.

    `told` are the cues of each passage, `publishers` the places of publishers' names. A sentence stands alone if it
    ends in a stop, does not lean on another (by a pronoun, a demonstrative, 'however'), and is no bare quotation or
    turn of a transcript.
    """
    chosen: list[KeyPoint] = []
    evidence: list[Evidence] = []
    seen: list[frozenset[str]] = []
    for passage in passages:
        for start, end in _bounds(passage):
            if _stands_alone(passage, start, end, told[passage.number]):
                words = frozenset(re.findall(r"\w+", passage.folded[start:end]))
                if not any(len(words & other) > ALIKE * len(words) for other in seen):
                    text = article.paragraphs[passage.number][start:end].strip()
                    said_by = _said_by(passage, start, end, told[passage.number], publishers)
                    chosen.append(KeyPoint(text, said_by))
                    seen.append(words)
                    evidence.append(_evidence(chosen[-1], Span(passage.number, start, end)))
                    if len(chosen) == MOST:
                        return Proposal(tuple(chosen), tuple(evidence[:SHOWN]))
    gaps = {} if chosen else {"points": "no sentence stands alone"}
    return Proposal(tuple(chosen), tuple(evidence[:SHOWN]), gaps)


def _evidence(point: KeyPoint, span: Span) -> Evidence:
    quoted = f"; quoted: {', '.join(point.said_by)}" if point.said_by else ""
    return Evidence("points", point.text, 1.0, f"stands alone, early in the text{quoted}", (span,))


def _bounds(passage: Passage) -> list[tuple[int, int]]:
    """Return the bounds of a passage's sentences without the dateline, whose facts stand in fields of their own."""
    if passage.number == TITLE:
        return []
    return [(max(start, passage.dateline), end) for start, end in passage.sentences if end > passage.dateline]


def _stands_alone(passage: Passage, start: int, end: int, told: Sequence[Cue]) -> bool:
    text = passage.text[start:end].strip()
    return (
        bool(_STOP.search(text))
        and sentences.count_words(text) >= SHORTEST
        and _is_balanced(text)
        and not _QUOTE.match(text)
        and not _SPEAKER.match(text)
        and not _leans(passage, start, end, told)
    )


def _is_balanced(text: str) -> bool:
    return text.count('"') % 2 == 0 and all(text.count(one) == text.count(other) for one, other in _PAIRED)


def _leans(passage: Passage, start: int, end: int, told: Sequence[Cue]) -> bool:
    first = start + len(passage.text[start:end]) - len(passage.text[start:end].lstrip())
    for cue in told:
        if cue.kind == "leaning" and cue.start == first:
            return True
        if cue.kind == "pronoun" and start <= cue.start < end:
            before = passage.text[first : cue.start]
            if sentences.count_words(before) < PRONOUN_WITHIN:
                return True
        if (
            cue.kind == "linking"
            and start < cue.start < end
            and passage.text[cue.start - 2 : cue.start] in {", ", "; "}
        ):
            return True
    return False


# --- who is quoted --------------------------------------------------------------------------------------------------

_QUOTING = re.compile(r" (?:quoted|cited) (?P<of>[^,.;:]{2,60}) as saying\b")
_SOURCE = re.compile(r"\b(?:citing|according to) (?P<of>[^,.;:]{2,60})")
_CLAUSE = re.compile(
    r"(?:^|[,;] )(?P<name>(?:[^\s,;]+ ){0,5}(?!(?:and|or|but|that|which|who|as)$)[^\s,;]+?)(?: has| have| had| also)?$"
)
"""The few words before a verb of speech: who speaks."""


def _said_by(
    passage: Passage, start: int, end: int, told: Sequence[Cue], publishers: Sequence[Span]
) -> tuple[str, ...]:
    """Return who is quoted in a sentence: the press it names, and whoever spoke to it, in order."""
    text = passage.text[start:end]
    found = [
        (span.start - start, passage.text[span.start : span.end])
        for span in publishers
        if span.paragraph == passage.number and start <= span.start < end
    ]
    for match in (*_QUOTING.finditer(text), *_SOURCE.finditer(text)):
        found.append((match.start("of"), match["of"]))
    offices = [cue.start - start for cue in told if cue.kind in {"state", "office"}]
    verbs = [cue.start - start for cue in told if cue.kind == "says" and start < cue.start < end]
    for verb in verbs:
        clause = _CLAUSE.search(text[:verb].rstrip())
        if clause and any(clause.start("name") <= office < clause.end("name") for office in offices):
            found.append((clause.start("name"), clause["name"]))
    names = [name.strip() for _, name in sorted(found)]
    return tuple(dict.fromkeys(name for name in names if not _within_another(name, names)))


def _within_another(name: str, names: Sequence[str]) -> bool:
    """Tell whether a name stands inside another: 'TASS' in 'the TASS agency'."""
    return any(name != other and name in other for other in names)
