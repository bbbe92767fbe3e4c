"""Texts -> which of them tell one story: versions of one wire report, long and short, and plain copies.

Compared are the 4-word sequences ('shingles') of two texts: the share of the shorter text's that stand in the longer
one, which Broder calls containment (On the resemblance and containment of documents, 1997). A sketch of each text, a
fixed sample of its shingles, finds the pairs that are worth comparing; those are then compared exactly.

Likeness of whole texts (Jaccard), which libraries for MinHash estimate, does not serve: it ranks two reports above the
same background (.3) before a report and its first third (.2).
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from communique import dateline
from communique.model import Briefing
from communique.problems import Problem

WORDS = 4
"""Words of a shingle. By 4-word shingles versions of one story contain each other to .94 and more, a follow-up to
.05; no two of 900 different stories of a wire (404,550 pairs) reach .34, and those that come near are forms filled in
anew ('… accepts bonus on barley to …')."""

CHARACTERS = 8
"""Characters of a shingle in a script without spaces: two of them count as a word, as in the limit on quotation."""

SAME = 0.7
"""Least containment of one story, well between the two groups: an editor may have rewritten a quarter of a report,
while background that several reports share is seldom most of one."""

VERSION = 0.8
"""Texts whose lengths differ by more are called a shorter and a longer version."""

LEAST = 30
"""Fewest shingles of a text that is compared: in two sentences a stock phrase is a large share."""

SAMPLE = 4
"""One shingle in so many is in the sketch, the same ones in every text (Broder's 'mod m' sample)."""

LIKELY = 0.4
"""Share of the shorter sketch from which two texts are compared. By the sample's chance a text of 100 words that stands
in another to .7 shows less once in 3,000 cases, one of 60 words that does to .9 once in 300,000."""

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
)
"""Thai, Lao, Burmese, Khmer, kana, Han."""

_TOKEN = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W_])+")
_NO_SPACES = re.compile(f"[{_UNSPACED}]")

IGNORED = "briefings/ignored.yml"
"""Where articles are listed that are not wanted."""

Sketch = array  # of unsigned 32-bit numbers, ascending
Shingles = frozenset[str]


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much two texts share: the numbers of shingles in both, in the first, in the second."""

    shared: int
    first: int
    second: int

    @property
    def containment(self) -> float:
        """The share of the shorter text that stands in the longer."""
        return self.shared / max(1, min(self.first, self.second))

    @property
    def turned(self) -> Overlap:
        """The same from the other side."""
        return Overlap(self.shared, self.second, self.first)

    @property
    def is_same(self) -> bool:
        """Whether the two texts tell one story."""
        return min(self.first, self.second) >= LEAST and self.containment >= SAME


@dataclass(frozen=True, slots=True)
class Twins:
    """Two articles, by path, that tell one story."""

    first: str
    second: str
    overlap: Overlap


# --- texts ----------------------------------------------------------------------------------------------------------


def shingles(paragraphs: Sequence[str]) -> Shingles:
    """Return the shingles of an article's paragraphs, without the dateline that opens them.

    Case, punctuation and ways of writing a character make no difference.
    """
    first = [text[dateline.end(dateline.plain(text)) :] for text in paragraphs[:1]]
    tokens, length = _tokens(" ".join([*first, *paragraphs[1:]]))
    return frozenset(" ".join(tokens[at : at + length]) for at in range(len(tokens) - length + 1))


def _tokens(text: str) -> tuple[list[str], int]:
    """Return the words or characters of a text, and how many of them make a shingle."""
    tokens = _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())
    unspaced = sum(1 for token in tokens if _NO_SPACES.match(token))
    return tokens, CHARACTERS if unspaced * 2 > len(tokens) else WORDS


def copied(text: str, original: Shingles) -> int:
    """Return how many words of a text stand in another one in the same order, in runs of at least two shingles' length.

    Shorter runs are names, offices and turns of phrase that nobody owns.
    """
    tokens, length = _tokens(text)
    held = [" ".join(tokens[at : at + length]) in original for at in range(len(tokens) - length + 1)]
    runs = (sum(1 for _ in group) + length - 1 for is_held, group in groupby(held) if is_held)
    total = sum(run for run in runs if run >= 2 * length)
    return total if length == WORDS else total // 2


def sketch(of: Shingles) -> Sketch[int]:
    """Return the sketch of a text: the checksums of a fixed sample of its shingles; empty for a text too short."""
    if len(of) < LEAST:
        return array("I")
    sums = {zlib.crc32(shingle.encode()) for shingle in of}
    return array("I", sorted(one for one in sums if one % SAMPLE == 0))


def overlap(one: Shingles, other: Shingles) -> Overlap:
    """Compare two texts exactly."""
    return Overlap(len(one & other), len(one), len(other))


# --- candidates -----------------------------------------------------------------------------------------------------


def candidates(new: Mapping[str, Sketch[int]], known: Mapping[str, Sketch[int]]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of keys, sorted, that are worth comparing: of new texts with each other and with known ones.

    Whether a pair is given depends on its two sketches alone, never on what else there is. That only saves work: of a
    sketch that must share a number of checksums, it is enough to look up so many that the rest would be too few, and
    those are taken that the fewest texts have ("prefix filter", Chaudhuri and others 2006).
    """
    keys = sorted({**new, **known})
    sketches = [new[key] if key in new else known[key] for key in keys]
    fresh = [key in new for key in keys]
    holders = _holders(sketches, fresh)
    for number, own in enumerate(sketches):
        mine, needed = frozenset(own), LIKELY * len(own)
        for other in sorted(_sharing(number, own, sketches, fresh[number], holders)):
            if len(mine.intersection(sketches[other])) >= needed:
                yield (keys[number], keys[other]) if number < other else (keys[other], keys[number])


_Holders = Mapping[int, tuple[Sequence[int], Sequence[int]]]
"""A checksum -> the numbers of the new texts, and of the known ones, that have it."""


def _holders(sketches: Sequence[Sketch[int]], fresh: Sequence[bool]) -> _Holders:
    """Return who has each checksum of a new text that any other text has too."""
    wanted = {one for own, is_new in zip(sketches, fresh, strict=True) if is_new for one in own}
    pairs = sorted(one << 32 | number for number, own in enumerate(sketches) for one in wanted.intersection(own))
    found = {}
    for one, group in groupby(pairs, key=lambda pair: pair >> 32):
        numbers = [pair & 0xFFFFFFFF for pair in group]
        if len(numbers) > 1:
            new = [number for number in numbers if fresh[number]]
            found[one] = new, [number for number in numbers if not fresh[number]]
    return found


def _sharing(
    number: int, own: Sketch[int], sketches: Sequence[Sketch[int]], is_new: bool, holders: _Holders
) -> set[int]:
    """Return the texts that are longer than one (of equals, those that come later) and may share enough with it."""
    none: tuple[Sequence[int], Sequence[int]] = ((), ())
    ranked = sorted((holders.get(one, none) for one in own), key=lambda having: sum(map(len, having)))
    looked_up = len(own) - int(LIKELY * len(own)) + 1
    found: set[int] = set()
    for new, known in ranked[:looked_up]:
        found.update(new)
        if is_new:
            found.update(known)
    return {other for other in found if (len(own), number) < (len(sketches[other]), other)}


# --- what to say ----------------------------------------------------------------------------------------------------


def report(
    twins: Iterable[Twins], briefings: Sequence[Briefing], digests: Mapping[str, str], new: Collection[str]
) -> list[Problem]:
    """Return a warning for each article that tells a story which another one tells already, with what to do.

    `briefings` are all, those just drafted too; `digests` maps each article file to its SHA-256, `new` are the paths
    of articles that had no briefing before. The article that is known, else comes first by its path, counts as the
    first. Nothing is said of two that one briefing lists. Of two known ones nothing is said either if one has no
    briefing or a withdrawn one, or if a person has reviewed both: then somebody has decided.
    """
    home = _homes(briefings, digests)
    firsts: defaultdict[str, list[tuple[str, Overlap]]] = defaultdict(list)
    for pair in twins:
        (_, first), (_, second) = sorted((path in new, path) for path in (pair.first, pair.second))
        if not _is_settled(home.get(first), home.get(second), second in new):
            firsts[second].append((first, pair.overlap if first == pair.first else pair.overlap.turned))
    found = []
    for second, others in sorted(firsts.items()):
        first, measured = min(others, key=lambda other: (other[0] in new, other[0]))
        found.append(_warning(first, second, measured, home))
    return found


def _homes(briefings: Sequence[Briefing], digests: Mapping[str, str]) -> Mapping[str, Briefing]:
    """Return the briefing that lists each article among its sources, by its path or its content."""
    by_path = {source.article: one for one in briefings for source in one.sources if source.article}
    by_digest = {source.sha256: one for one in briefings for source in one.sources if source.sha256}
    found = {path: by_path.get(path) or by_digest.get(sha256) for path, sha256 in digests.items()}
    return {path: one for path, one in found.items() if one is not None}


def _is_settled(first: Briefing | None, second: Briefing | None, is_new: bool) -> bool:
    if first is not None and second is not None and first.path == second.path:
        return True
    if is_new or second is None:
        return second is None
    reviewed = first is not None and first.review is not None and second.review is not None
    return first is None or reviewed or "withdrawn" in {first.status, second.status}


def _warning(first: str, second: str, measured: Overlap, home: Mapping[str, Briefing]) -> Problem:
    percent = int(100 * measured.containment)
    message = f"{_relation(measured)} {first}: {percent} % of the shorter text stand in the other."
    hint = _hint(second, home[second], home.get(first))
    return Problem(second, message, hint, severity="warning", rule="twin")


def _hint(second: str, own: Briefing, first: Briefing | None) -> str:
    if first is None or first.status == "withdrawn":
        state = "has no briefing" if first is None else f"is withdrawn, in {first.path}"
        return f"That one {state}; if this is not wanted either, list it in {IGNORED} and delete {own.path}."
    source = f"- {{publisher: …, article: {second}}}"
    return (
        f"Add this article as a second source to {first.path}: '{source}', and delete {own.path}."
        " If both are wanted, leave them."
    )


def _relation(measured: Overlap) -> str:
    if min(measured.first, measured.second) >= VERSION * max(measured.first, measured.second):
        return "This tells the same story as"
    return f"This is a {'shorter' if measured.second < measured.first else 'longer'} version of"
