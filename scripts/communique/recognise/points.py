"""Passages -> the sentences that stand alone, each with who is quoted in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from communique import sentences
from communique.model import TITLE, Article, KeyPoint, Span
from communique.recognise.cues import Cue
from communique.recognise.passages import Passage

SHORTEST = 6
"""Fewest words of a sentence that can stand alone."""

PRONOUN_WITHIN = 5
"""A pronoun among so many first words stands for somebody named before."""

ALIKE = 0.7
"""Share of its words from which a sentence only repeats another one."""

LONGEST_SPEAKER = 60
"""Longest name of who is quoted, in characters."""

_STOP = re.compile(r"[.!?。！？…؟]['\"”’»」』)\]]*$")
_QUOTE = re.compile(r"[\"“”„«「『]|'(?=[A-Z])")
_PAIRED = (("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"), ("(", ")"))


def points(
    article: Article, passages: Sequence[Passage], told: Mapping[int, tuple[Cue, ...]], publishers: Sequence[Span]
) -> tuple[KeyPoint, ...]:
    """Return the sentences of an article that stand alone, in its order, without near-repeats.

    `told` are the cues of each passage, `publishers` the places of publishers' names. A sentence stands alone if it
    ends in a stop, does not lean on another (by a pronoun, a demonstrative, 'however'), and is no bare quotation.
    """
    chosen: list[KeyPoint] = []
    seen: list[frozenset[str]] = []
    for passage in passages:
        for start, end in _bounds(passage):
            text = article.paragraphs[passage.number][start:end].strip()
            if _stands_alone(passage, start, end, told[passage.number]):
                words = frozenset(re.findall(r"\w+", passage.folded[start:end]))
                if not any(len(words & other) > ALIKE * len(words) for other in seen):
                    chosen.append(KeyPoint(text, _said_by(passage, start, end, told[passage.number], publishers)))
                    seen.append(words)
    return tuple(chosen)


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

_NAME = r"(?:the |a |an )?(?:[\w.'&-]+ ){0,5}?[\w.'&-]+"
_QUOTED = re.compile(
    rf"(?P<by>{_NAME}) (?:quoted|cited) (?P<of>{_NAME}) as saying"
    rf"|(?:, )?citing (?P<cited>{_NAME})(?=[,.]|$)"
    rf"|\baccording to (?P<according>{_NAME})(?=[,.]|$)"
)
"""Who reported whose words, and whose word it is."""

_SPEAKERS = re.compile(rf"(?:^|, )(?P<speaker>{_NAME}) (?:said|says|told|announced|reported|confirmed|denied)\b")


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
    for match in _QUOTED.finditer(text):
        found += [(match.start(name), value.rstrip(".")) for name, value in match.groupdict().items() if value]
    offices = [cue.start - start for cue in told if cue.kind in {"state", "office"}]
    for match in _SPEAKERS.finditer(text):
        if any(match.start("speaker") <= office < match.end("speaker") for office in offices):
            found.append((match.start("speaker"), match["speaker"]))
    names = [name for _, name in sorted(found) if len(name) <= LONGEST_SPEAKER]
    return tuple(dict.fromkeys(name for name in names if not _within_another(name, names)))


def _within_another(name: str, names: Sequence[str]) -> bool:
    """Tell whether a name stands inside another: 'TASS' in 'the TASS agency'."""
    return any(name != other and name in other for other in names)
