"""A curator's YAML header or sidecar -> Stated, strictly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from frontmatter.default_handlers import YAMLHandler
from pydantic import BaseModel, ConfigDict, TypeAdapter

from communique import strict
from communique.fields import Codes, Day, Language, Pairs, Partial, People, Rights, Text, Topics, Url
from communique.model import Stated
from communique.problems import Problem

NOTHING = Stated()

_OPENING = re.compile(r"\s*^---[ \t]*\n", re.MULTILINE)
_CLOSING = re.compile(r"^-{3,}[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"^[\"']?([A-Za-z_][A-Za-z_-]*)[\"']?[ \t]*:(?=\s|$)", re.MULTILINE)
_UNSAID: Any = None


class _Header(BaseModel):
    """What a header may say; a key that is there must hold a value."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Text = _UNSAID
    publisher: Text = _UNSAID
    agency: Text = _UNSAID
    url: Url = _UNSAID
    archive_url: Url = _UNSAID
    published: Day = _UNSAID
    retrieved: Day = _UNSAID
    rights: Rights = _UNSAID
    lang: Language = _UNSAID
    event_date: Partial = _UNSAID
    pairs: Pairs = _UNSAID
    parties: Codes = _UNSAID
    mentions: Codes = _UNSAID
    topics: Topics = _UNSAID
    people: People = _UNSAID


KEYS = tuple(_Header.model_fields)
"""The keys of a header or sidecar."""


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a sidecar, for editors."""
    made = TypeAdapter(_Header).json_schema()
    return {**made, "properties": {key: _said_only(part) for key, part in made["properties"].items()}}


def _said_only(part: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in part.items() if key != "default"}


@dataclass(frozen=True, slots=True)
class Split:
    """A file's text cut in two: the YAML between the marks (None: no header), and the text below.

    `first_line` is the file's line on which the YAML begins, `body_line` the one on which the text begins.
    """

    yaml: str | None
    first_line: int
    body: str
    body_line: int


def split(text: str) -> Split | None:
    """Cut a header off. None: a header is opened and not closed. A rule line '---' that opens no keys is text."""
    opening = _OPENING.match(text)
    if opening is None:
        return Split(None, 1, text, 1)
    if not _opens_header(text[opening.end() :]):
        return Split(None, 1, text, 1)
    if not _CLOSING.search(text, opening.end()):
        return None
    yaml, body = YAMLHandler().split(text.lstrip())
    yaml_at = text.find(yaml, opening.start())
    return Split(yaml, text.count("\n", 0, yaml_at) + 1, body, text.count("\n", 0, len(text) - len(body)) + 1)


def read(yaml: str, path: str, first_line: int) -> tuple[Stated, frozenset[str], list[Problem]]:
    """Read the keys of a header or sidecar. Returns what it states, the keys it has, and every problem."""
    tree, problems = strict.parse(yaml, path, first_line=first_line)
    if tree is None:
        return NOTHING, frozenset(), problems
    if tree.value is None:
        return NOTHING, frozenset(), problems
    header, misfits = strict.typed(tree, TypeAdapter(_Header), path)
    keys = frozenset(tree.value) if isinstance(tree.value, dict) else frozenset()
    stated = Stated(**{key: getattr(header, key) for key in KEYS}) if header else NOTHING
    return stated, keys, problems + misfits


def merged(one: Stated, other: Stated) -> Stated:
    """Lay one statement over another: the first speaks where it says something."""
    return Stated(**{key: _said(one, key, other) for key in KEYS})


def _said(one: Stated, key: str, other: Stated) -> Any:
    value = getattr(one, key)
    return getattr(other, key) if value is None else value


def _opens_header(rest: str) -> bool:
    """Tell a header from a rule line: it begins with a key, or a known key stands in it. An open one needs both."""
    end = _CLOSING.search(rest)
    inside = rest[: end.start()] if end else rest[:2000]
    words = [line for line in inside.split("\n") if line.strip() and not line.startswith("#")]
    if not words:
        return end is not None
    first = _KEY.match(words[0])
    begins = bool(first) and (words[0][:1].islower() or words[0].partition(":")[0].lower() in KEYS)
    knows = not set(KEYS).isdisjoint(_KEY.findall(inside))
    return begins or knows if end else begins and knows
