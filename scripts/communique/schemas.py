"""JSON Schemas of the files that people write, for their editors: briefings, article notes, vocabulary, ledgers.

They are made from the types by which those files are read, so an editor and a build want the same. A schema is a help
while writing; what decides is the build, which also knows countries, topics and the calendar.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from communique import briefing, ledger, vocabulary
from communique.extract import header

DIALECT = "https://json-schema.org/draft/2020-12/schema"

BRIEFING = "briefings/briefing.schema.json"
"""Where the schema of a briefing's front matter lies; each briefing names it in its second line."""

FOLDER = "briefings/schemas"
"""Where the others lie, away from the briefings."""

ARTICLE = f"{FOLDER}/article.schema.json"
_LEDGERS = {ledger.DRAFTED: "drafted", ledger.IGNORED: "ignored"}

PATHS = frozenset(
    {BRIEFING, ARTICLE}
    | {f"{FOLDER}/{name.removesuffix('.yml')}.schema.json" for name in vocabulary.FILES}
    | {f"{FOLDER}/{name}.schema.json" for name in _LEDGERS.values()}
)
"""Every schema of a collection."""


def texts() -> Mapping[str, str]:
    """Return the text of each schema by its path in a collection."""
    made = {ARTICLE: header.schema()}
    for name, schema in vocabulary.schemas().items():
        made[f"{FOLDER}/{name.removesuffix('.yml')}.schema.json"] = _overlaying(schema)
    for path, schema in ledger.schemas().items():
        made[f"{FOLDER}/{_LEDGERS[path]}.schema.json"] = schema
    others = {path: _text({"$schema": DIALECT, **_plain(schema)}) for path, schema in made.items()}
    return {BRIEFING: briefing.schema_text(), **others}


def patterns() -> Mapping[str, list[str]]:
    """Return which files of a collection each schema is for, as editors want it: schema -> file patterns."""
    vocabularies = {
        f"{FOLDER}/{name.removesuffix('.yml')}.schema.json": [f"briefings/{name}"] for name in vocabulary.FILES
    }
    ledgers = {f"{FOLDER}/{name}.schema.json": [path] for path, name in _LEDGERS.items()}
    return {ARTICLE: ["seeds/**/*.yml"], **vocabularies, **ledgers}


def _text(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _plain(schema: Any) -> Any:
    """Take the names of our classes away, which an editor would show to people."""
    if isinstance(schema, list):
        return [_plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    # Below 'properties' and '$defs' the keys are names of the file's own, and 'title' may be one of them.
    named = {"properties", "$defs"}
    return {
        key: {name: _plain(part) for name, part in value.items()} if key in named else _plain(value)
        for key, value in schema.items()
        if key != "title"
    }


def _overlaying(schema: Any) -> Any:
    """Turn the schema of a packaged file into that of one that lies over it: nothing is needed, entries may be off."""
    if isinstance(schema, list):
        return [_overlaying(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    laid = {key: _overlaying(value) for key, value in schema.items() if key != "required"}
    entry = laid.get("additionalProperties")
    if isinstance(entry, dict):
        laid["additionalProperties"] = {"anyOf": [entry, {"enum": ["off"], "description": "Not wanted here"}]}
    return laid
