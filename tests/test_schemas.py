"""The schemas that editors read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from communique import schemas
from site_helpers import CHECKOUT

DATA = CHECKOUT / "scripts" / "communique" / "data"
TEXTS = dict(schemas.texts())


def _complaints(path: str, text: str) -> list[str]:
    validator = jsonschema.Draft202012Validator(json.loads(TEXTS[path]))
    # A YAML 1.2 editor reads scalars as text where the schema wants text; the base loader does nearly the same.
    return [error.message for error in validator.iter_errors(yaml.load(text, yaml.BaseLoader))]


@pytest.mark.parametrize("path", sorted(schemas.PATHS))
def test_every_schema_in_the_collection_is_current(path: str) -> None:
    """The files that editors read are what the types give; a build writes them."""
    assert (CHECKOUT / path).read_text(encoding="utf-8") == TEXTS[path]
    jsonschema.Draft202012Validator.check_schema(json.loads(TEXTS[path]))


def test_no_schema_is_left_over() -> None:
    """The folder of schemas holds nothing that no build writes."""
    lying = {path.relative_to(CHECKOUT).as_posix() for path in (CHECKOUT / "briefings").rglob("*.json")}
    assert lying == set(TEXTS) == set(schemas.PATHS)


@pytest.mark.parametrize("name", ["publishers", "furniture", "cues"])
def test_the_packaged_files_fit(name: str) -> None:
    """What comes with Communiqué is valid by the schema of what lies over it, numbers and switches apart."""
    text = (DATA / f"{name}.yml").read_text(encoding="utf-8")
    found = _complaints(f"{schemas.FOLDER}/{name}.schema.json", text)
    assert [line for line in found if "is not of type" not in line and "any of the given schemas" not in line] == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("publishers", "publishers: {example-news: off, other: {domain: example.org}}"),
        ("topics", "topics: {ports: {label: Ports, colour: '#3b6ea5'}, nuclear: off}"),
        ("countries", "countries: {LVA: {capitals: [Riga], holders: [{name: A Person, from: '2020'}]}}"),
        ("article", "{published: 2024-01-18, rights: cc0-1.0, people: [A Person, {name: B, role: envoy}]}"),
        ("ignored", "[{article: seeds/a.txt, reason: A weather report}]"),
    ],
)
def test_what_a_build_takes_fits(path: str, text: str) -> None:
    """An entry may leave keys out and be switched off; notes may say a single thing."""
    assert _complaints(f"{schemas.FOLDER}/{path}.schema.json", text) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("publishers", "publishers: {example-news: {nam: x}}"),
        ("topics", "topic: {}"),
        ("article", "publishd: 2024-01-18"),
        ("article", "rights: mine"),
        ("article", "published: 18.1.2024"),
        ("ignored", "- seeds/a.txt"),
        ("drafted", "[{article: seeds/a.txt}]"),
    ],
)
def test_what_a_build_refuses_does_not_fit(path: str, text: str) -> None:
    """A misspelt key, a value that is none of those known, and a missing key show in the editor."""
    assert _complaints(f"{schemas.FOLDER}/{path}.schema.json", text)


def test_no_name_of_our_code_is_shown() -> None:
    """Editors show titles of schemas; those that pydantic makes of class names are taken away."""
    assert not [path for path in schemas.PATHS - {schemas.BRIEFING} if '"title": "' in TEXTS[path]]


def _patterns(made: Any) -> set[str]:
    return {pattern for patterns in made.values() for pattern in patterns}


def test_every_yaml_file_of_a_collection_has_a_schema(tmp_path: Path) -> None:
    """The patterns that an editor is given name one schema for each kind of file."""
    patterns = schemas.patterns()
    assert set(patterns) == schemas.PATHS - {schemas.BRIEFING}
    assert {"seeds/**/*.yml", "briefings/topics.yml", "briefings/drafted.yml"} <= _patterns(patterns)
