"""What the desk knows: countries, topics, publishers, furniture phrases, and the cues of language.

The packaged files in `data/` are the defaults; a desk's own files of the same names in `briefings/` lie over them:
an entry adds to or changes the one of the same id, `off` switches it off, and a list item '-word' takes 'word' away.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from typing import Any

from communique import strict
from communique.problems import BuildError, Problem
from communique.vocabulary.assembly import LANGUAGES, assemble
from communique.vocabulary.overlay import misfits, overlaid, tree
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
    Topic,
    Vocabulary,
    cldr_name,
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
    "Topic",
    "Vocabulary",
    "cldr_name",
    "load",
    "schemas",
]

FILES = ("countries.yml", "topics.yml", "publishers.yml", "furniture.yml", "cues.yml")
"""The vocabulary's files, packaged and overlaid by name."""


def load(overlays: Mapping[str, str]) -> Vocabulary:
    """Read the packaged vocabulary under a desk's own.

    `overlays` maps a path shown in problems ('briefings/topics.yml') to that file's text; its last part says which
    file it overlays. Raises BuildError with every problem of every file.
    """
    problems: list[Problem] = []
    data: dict[str, Any] = {}
    for name in FILES:
        packaged = resources.files("communique").joinpath("data", name).read_text(encoding="utf-8")
        laid = tree(packaged, f"data/{name}", problems)
        for path, text in overlays.items():
            if path.rsplit("/", 1)[-1] == name:
                over = tree(text, path, problems)
                problems += misfits(over, name, path)
                laid = strict.Tree(overlaid(laid.value, over.value), {**laid.places, **over.places})
        data[name] = laid
    if problems:
        raise BuildError(problems)
    parsed = {}
    for name in FILES:
        path = next((path for path in overlays if path.endswith(f"/{name}")), f"data/{name}")
        value, found = strict.typed(data[name], ADAPTERS[name], path)
        problems += found
        parsed[name] = value
    if problems:
        raise BuildError(problems)
    return assemble(parsed)


def schemas() -> dict[str, Any]:
    """Return the JSON Schema of each vocabulary file by name, for editors."""
    return {name: adapter.json_schema() for name, adapter in ADAPTERS.items()}
