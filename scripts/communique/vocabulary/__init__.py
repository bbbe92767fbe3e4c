"""What the desk knows: countries, topics, publishers, furniture phrases, and the cues of language.

The packaged files in `data/` are the defaults; a desk's own files of the same names in `briefings/` lie over them:
an entry adds to or changes the one of the same id, `off` switches it off, and a list item '-word' takes 'word' away.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from communique import strict
from communique.problems import BuildError, Problem
from communique.vocabulary import packaged
from communique.vocabulary.assembly import assemble
from communique.vocabulary.cldr import LANGUAGES
from communique.vocabulary.cldr import name as cldr_name
from communique.vocabulary.overlay import misfits, overlaid, tree
from communique.vocabulary.references import misnamed
from communique.vocabulary.shapes import ADAPTERS
from communique.vocabulary.terms import (
    Ambiguity,
    Country,
    CueKind,
    Form,
    FormKind,
    FurnitureHow,
    FurniturePhrase,
    Holder,
    Keyword,
    Publisher,
    Signs,
    Topic,
    Vocabulary,
)

__all__ = [
    "FILES",
    "LANGUAGES",
    "Ambiguity",
    "Country",
    "CueKind",
    "Form",
    "FormKind",
    "FurnitureHow",
    "FurniturePhrase",
    "Holder",
    "Keyword",
    "Publisher",
    "Signs",
    "Topic",
    "Vocabulary",
    "cldr_name",
    "load",
    "misnamed",
    "schemas",
]

FILES = ("countries.yml", "topics.yml", "publishers.yml", "furniture.yml", "cues.yml")
"""The vocabulary's files, packaged and overlaid by name."""


def load(overlays: Mapping[str, str]) -> Vocabulary:
    """Read the packaged vocabulary under a desk's own.

    `overlays` maps a path shown in problems ('briefings/topics.yml') to that file's text; its last part says which
    file it overlays. Raises BuildError with every problem of every file.
    """
    with packaged.uncollected():
        return _loaded(overlays)


def _loaded(overlays: Mapping[str, str]) -> Vocabulary:
    problems: list[Problem] = []
    parsed = {name: packaged.typed(name) for name in FILES if not _over(name, overlays)}
    laid = {name: _laid(name, overlays, problems) for name in FILES if parsed.get(name) is None}
    if problems:
        raise BuildError(problems)
    for name, tree_ in laid.items():
        path = next((path for path, _ in _over(name, overlays)), f"data/{name}")
        parsed[name], found = strict.typed(tree_, ADAPTERS[name], path)
        problems += found
    if problems:
        raise BuildError(problems)
    return assemble(parsed)


def _over(name: str, overlays: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(path, text) for path, text in overlays.items() if path.rsplit("/", 1)[-1] == name]


def _laid(name: str, overlays: Mapping[str, str], problems: list[Problem]) -> strict.Tree:
    """Read a packaged file with what lies over it, adding to `problems`."""
    laid = tree(packaged.text(name), f"data/{name}", problems)
    for path, text in _over(name, overlays):
        over = tree(text, path, problems)
        problems += misfits(over, name, path)
        laid = strict.Tree(overlaid(laid.value, over.value), {**laid.places, **over.places})
    return laid


def schemas() -> dict[str, Any]:
    """Return the JSON Schema of each vocabulary file by name, for editors."""
    return {name: adapter.json_schema() for name, adapter in ADAPTERS.items()}
