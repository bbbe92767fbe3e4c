"""Which articles of a collection tell one story: what is known from the last time is read, the rest extracted.

`.communique/versions.json` keeps the sketch of each article and the pairs found, by the SHA-256 of article and notes.
It only saves time: it may be deleted at any moment, and gives the same answers as a fresh start.

The sketch of an article, which only finds what is worth comparing, is taken of its whole sentences, furniture or not;
only articles that may be versions of another one are extracted. That takes a third of the time of extracting all.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import struct
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version

from communique import duplicates, extract, publish
from communique.collection import Collection, extracted
from communique.duplicates import Overlap, Sketch, Twins
from communique.progress import Progress

CACHE = f"{publish.WORK}/versions.json"
"""Where the sketches are kept."""

FORM = 2
"""Counted up when sketches or the reading of article files change within a version."""

HELD = 2000
"""Texts that are held while they are compared, 50 KB each: as many versions of one story are read once."""

LONG = 100
"""Articles to be read for the first time from which a run says what it is doing."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The articles of a collection that tell one story, and the text of the cache file for the next time."""

    twins: tuple[Twins, ...]
    cache: str


@dataclass(frozen=True, slots=True)
class _Memory:
    """Sketches by key, all of which have been compared with each other, and the pairs that were found."""

    sketches: Mapping[str, Sketch[int]]
    pairs: Mapping[tuple[str, str], Overlap]


def find(collection: Collection, progress: Progress) -> Versions:
    """Compare all articles of a collection with each other; nothing is written."""
    made_by = _made_by(collection)
    paths = _paths(collection)
    memory = _recalled(collection, made_by, paths)
    missing = [key for key in paths if key not in memory.sketches]
    if len(missing) > LONG:
        progress.tell(f"Comparing articles with each other; not seen before: {len(missing):,} ...")
    shingles = lru_cache(maxsize=HELD)(lambda key: _shingles(collection, paths[key]))
    new = {
        key: duplicates.sketch(_likely(collection, paths[key]) or shingles(key))
        for key in progress.over(missing, "articles")
    }
    pairs = dict(memory.pairs)
    for one, other in duplicates.candidates(new, memory.sketches) if new else ():
        measured = duplicates.overlap(shingles(one), shingles(other))
        if measured.is_same:
            pairs[one, other] = measured
    twins = [Twins(paths[one], paths[other], measured) for (one, other), measured in sorted(pairs.items())]
    return Versions(tuple(twins), _text(made_by, _Memory({**memory.sketches, **new}, pairs)))


def _likely(collection: Collection, path: str) -> duplicates.Shingles | None:
    """Return the shingles of an article's whole sentences; None for a text so short that each line may decide."""
    found = duplicates.shingles(extract.prose(path, collection.articles[path]) or ())
    return found if len(found) >= 2 * duplicates.LEAST else None


def _shingles(collection: Collection, path: str) -> duplicates.Shingles:
    article, _ = extracted(path, collection.articles, collection.settings, collection.vocabulary)
    return duplicates.shingles(article.paragraphs if article else ())


def _paths(collection: Collection) -> Mapping[str, str]:
    """Return the path of each article under its key; of files with the same content the first."""
    found: dict[str, str] = {}
    for path, sha256 in sorted(collection.digests.items()):
        stem, _, suffix = path.rpartition(".")
        notes = collection.inputs.get(f"{stem}.yml", "") if f"{stem}.yml" in collection.articles else ""
        found.setdefault(f"{sha256}.{suffix.lower()}" + (f"+{notes}" if notes else ""), path)
    return found


def _made_by(collection: Collection) -> str:
    """Return a digest of what the text of an article depends on besides its file."""
    words = collection.vocabulary
    parts = (FORM, version("communique"), collection.settings.lang, words.furniture, sorted(words.publishers.items()))
    return hashlib.sha256(repr(parts).encode()).hexdigest()


# --- the cache ------------------------------------------------------------------------------------------------------


def _recalled(collection: Collection, made_by: str, present: Mapping[str, str]) -> _Memory:
    """Return what the cache knows of the articles that are there; nothing if it cannot be read or is out of date."""
    try:
        value = json.loads((collection.root / CACHE).read_text(encoding="utf-8"))
        if value["made_by"] != made_by:
            return _Memory({}, {})
        sketches = {key: _unpacked(text) for key, text in value["sketches"].items() if key in present}
        pairs = {(one, other): Overlap(*map(int, counts)) for one, other, *counts in value["pairs"]}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, binascii.Error, struct.error):
        return _Memory({}, {})
    return _Memory(sketches, {pair: measured for pair, measured in pairs.items() if set(pair) <= sketches.keys()})


def _text(made_by: str, memory: _Memory) -> str:
    value = {
        "about": "Sketches of the articles, to find versions of one story. Made by the build; may be deleted.",
        "made_by": made_by,
        "pairs": [[*pair, one.shared, one.first, one.second] for pair, one in sorted(memory.pairs.items())],
        "sketches": {key: _packed(one) for key, one in sorted(memory.sketches.items())},
    }
    return json.dumps(value, indent=0) + "\n"


def _packed(sketch: Sketch[int]) -> str:
    return base64.b64encode(struct.pack(f">{len(sketch)}I", *sketch)).decode()


def _unpacked(text: str) -> Sketch[int]:
    data = base64.b64decode(text, validate=True)
    return array("I", struct.unpack(f">{len(data) // 4}I", data))
