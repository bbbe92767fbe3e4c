"""Strict reading of YAML written by people: text -> values with their places -> a typed value, or every problem.

Two ideas make it strict. Plain scalars stay the text that was written (YAML's failsafe schema), so `NO`, `12:30` and
`2021` are never turned into something else; the type that is asked for decides what a text means. And every value
keeps its line and column, so that each problem of a file names its place.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

import yaml
from pydantic import ValidationError

from communique.problems import Problem

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

MAX_BYTES = 256 * 1024
"""Longest front matter, header or sidecar that is read at all, in bytes."""

MAX_FILE_BYTES = 4 * 1024 * 1024
"""Longest vocabulary or settings file, in bytes."""

MAX_DEPTH = 12
"""Deepest nesting; the data model needs five. Without a bound hostile input exhausts the stack."""

Key = str | int
Path = tuple[Key, ...]
Place = tuple[int, int]

MISSING = "The key is missing."
"""What is said of a key that must be there and is not."""

_NULLS = {"", "~", "null", "Null", "NULL"}
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Tree:
    """Values of a YAML text (mappings, lists, strings) and the place (line, column, from 1) of each path in it."""

    value: Any
    places: Mapping[Path, Place]

    def place(self, path: Sequence[Key]) -> Place:
        """Return the place of the longest known beginning of a path."""
        known = (tuple(path[:length]) for length in range(len(path), -1, -1))
        return next((self.places[part] for part in known if part in self.places), (1, 1))


def parse(text: str, path: str, *, first_line: int = 1, limit: int = MAX_BYTES) -> tuple[Tree | None, list[Problem]]:
    """Read one YAML document.

    `path` names the file in problems, `first_line` is the line of the file on which the text begins. Returns the tree
    (None if nothing can be read) and the problems: syntax, size, depth, tags, anchors, duplicate keys.
    """
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > limit:
        return None, [Problem(path, f"{size:,} bytes of YAML; at most {limit:,} are read.", "Shorten it.", first_line)]
    reader = _Reader(path, first_line)
    try:
        value = reader.document(yaml.parse(text, Loader=LOADER))
    except _TooDeepError as deep:
        hint = f"At most {MAX_DEPTH} levels are read."
        return None, [Problem(path, "The YAML is nested too deeply.", hint, *reader.place(deep.mark))]
    except yaml.MarkedYAMLError as error:
        return None, [_syntax_problem(error, reader)]
    except yaml.YAMLError as error:
        message = f"The YAML cannot be read: {_one_line(error)}."
        return None, [Problem(path, message, "Remove that character.", first_line)]
    return Tree(value, reader.places), reader.problems


def typed(tree: Tree, adapter: Adapter[T], path: str) -> tuple[T | None, list[Problem]]:
    """Give a tree its type. Returns the value, or None and a problem for each thing that does not fit."""
    try:
        return adapter.validate_python(tree.value), []
    except ValidationError as error:
        known = _field_names(adapter)
        details = error.errors(include_url=False)
        # A key that stands there without a value is missing to a validator; `parse` has named it already.
        return None, [
            _typed_problem(detail, tree, path, known)
            for detail in details
            if detail["type"] != "missing" or tuple(detail["loc"]) not in tree.places
        ]


def nearest(word: str, known: Iterable[str]) -> str:
    """Return "Did you mean 'x'?" for the known word most like this one, or ''."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"Did you mean '{close[0]}'?" if close else ""


class Adapter(Protocol[T_co]):
    """What gives values a type: a pydantic TypeAdapter."""

    def validate_python(self, value: Any, /) -> T_co:
        """Return the typed value, or raise pydantic's ValidationError."""

    def json_schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the type."""


class _TooDeepError(Exception):
    def __init__(self, mark: Any):
        super().__init__()
        self.mark = mark


@dataclass(slots=True)
class _Reader:
    """Turns a stream of YAML events into values, noting places and problems on the way."""

    path: str
    first_line: int
    places: dict[Path, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, mark: Any) -> Place:
        return (mark.line + self.first_line, mark.column + 1)

    def document(self, events: Iterator[Any]) -> Any:
        value: Any = {}
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._problem(event, "A second YAML document begins here.", "Remove the line '---'.")
            elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent | yaml.AliasEvent):
                read = self._value(event, events, ())
                value = read if documents == 1 else value
        return value

    def _problem(self, event: Any, message: str, hint: str, key: str | None = None) -> None:
        self.problems.append(Problem(self.path, message, hint, *self.place(event.start_mark), key=key))

    def _value(self, event: Any, events: Iterator[Any], path: Path) -> Any:
        if len(path) > MAX_DEPTH:
            raise _TooDeepError(event.start_mark)
        self.places.setdefault(path, self.place(event.start_mark))
        if isinstance(event, yaml.AliasEvent):
            self._problem(event, "YAML aliases ('*name') are not read.", "Write the value out, or put it in quotes.")
            return f"*{event.anchor}"
        if event.anchor:
            self._problem(event, "YAML anchors ('&name') are not read.", "Write the value out, or put it in quotes.")
        if event.tag and event.tag != "!":
            self._problem(event, f"YAML tags ('{event.tag}') are not read.", "Remove the tag.")
        if isinstance(event, yaml.ScalarEvent):
            # libyaml gives a plain scalar the style '', Python's parser None.
            return None if not event.style and event.value in _NULLS else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        return self._mapping(events, path)

    def _sequence(self, events: Iterator[Any], path: Path) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            item = self._value(event, events, (*path, len(items)))
            if item is None:
                self._problem(event, "An item of the list is empty.", "Fill it in, or remove it.")
            else:
                items.append(item)
        return items

    def _mapping(self, events: Iterator[Any], path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            place = self.place(event.start_mark)
            key = self._value(event, events, (*path, "?")) if not isinstance(event, yaml.ScalarEvent) else event.value
            value = self._value(next(events), events, (*path, str(key)))
            if value is None:
                hint = "Fill it in, or remove the key."
                self._problem(event, "The value is empty.", hint, _dotted((*path, str(key))))
            elif not isinstance(key, str):
                self._problem(event, "A key must be a plain word.", "Write it without brackets.")
            elif key in values:
                hint = f"It stands on line {self.places[(*path, key)][0]} already; keep one of the two."
                self._problem(event, "The key occurs twice.", hint, _dotted((*path, key)))
            else:
                values[key] = value
                self.places[(*path, key)] = place
        return values


def _syntax_problem(error: yaml.MarkedYAMLError, reader: _Reader) -> Problem:
    what = ", ".join(_one_line(part) for part in (error.context, error.problem) if part)
    mark = error.context_mark if "quoted scalar" in what and error.context_mark else error.problem_mark
    place = reader.place(mark) if mark else (reader.first_line, 1)
    return Problem(reader.path, f"The YAML cannot be read: {what}.", _syntax_hint(what), *place)


def _syntax_hint(what: str) -> str:
    if "escape" in what:
        return "Double the backslash, or put the text in single quotes."
    if "quoted scalar" in what:
        return "A quote is opened here and not closed; close it, or double a quote that belongs to the text."
    if "mapping values are not allowed" in what:
        return "Put the value in quotes: it contains ': '."
    if "cannot start any token" in what:
        return "Indent with spaces, not tabs; put a value that begins with a sign in quotes."
    if "block mapping" in what or "could not find expected" in what or "block collection" in what:
        return "Check the indentation, the quotes, and that each key ends in ':'."
    return "Check quotes, brackets and indentation on this line."


def _one_line(text: object) -> str:
    return " ".join(str(text).split())


def _field_names(adapter: Adapter[Any]) -> dict[str, tuple[str, ...]]:
    """Return the known keys, by the name of the model that has them ('' for the outermost)."""
    schema = adapter.json_schema()
    parts = {"": schema, **schema.get("$defs", {})}
    return {name: tuple(part.get("properties", ())) for name, part in parts.items()}


def _typed_problem(detail: Any, tree: Tree, path: str, known: Mapping[str, tuple[str, ...]]) -> Problem:
    loc = _existing(detail["loc"], tree)
    line, column = tree.place(loc)
    named = [*loc, detail["loc"][-1]] if detail["type"] == "missing" else loc
    message, hint = _words(detail, known)
    return Problem(path, message, hint, line, column, _dotted(named) or None)


def _dotted(path: Sequence[Key]) -> str:
    """Write a path as people count: ('sources', 0, 'url') is 'sources.1.url'."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def _existing(loc: Sequence[Key], tree: Tree) -> Path:
    """Keep the parts of a validator's location that stand in the tree (it adds names of union members)."""
    path: Path = ()
    for part in loc:
        if (*path, part) in tree.places:
            path = (*path, part)
    return path


def _words(detail: Any, known: Mapping[str, tuple[str, ...]]) -> tuple[str, str]:
    kind, given = detail["type"], detail.get("input")
    if kind in {"extra_forbidden", "unexpected_keyword_argument"}:
        word = str(detail["loc"][-1])
        close = nearest(word, {name for names in known.values() for name in names} - {word})
        top = len(detail["loc"]) == 1
        return "There is no such key.", close or (f"Known keys: {', '.join(known[''])}." if top else "Remove it.")
    if kind in {"missing", "missing_argument"}:
        return MISSING, "Add it."
    if kind == "too_long":
        limit, count = detail["ctx"]["max_length"], detail["ctx"]["actual_length"]
        return f"There are {count} items; at most {limit} are allowed.", "Remove some."
    if kind == "string_too_long":
        return f"The text is longer than {detail['ctx']['max_length']:,} characters.", "Shorten it."
    if kind == "value_error":
        message, _, hint = str(detail["ctx"]["error"]).partition(" | ")
        return message, hint
    if kind == "literal_error":
        return f"'{given}' is not a value known here.", f"Use {detail['ctx']['expected']}."
    if kind in {"list_type", "tuple_type"}:
        return "This must be a list.", "Write [a, b], or one '- item' a line."
    if kind == "string_type":
        return "This must be text.", "Write one value, in quotes if it contains ': ' or brackets."
    if kind in {"dict_type", "model_type", "model_attributes_type", "dataclass_type"}:
        return "This must be keys with values.", "Write 'key: value' lines below it."
    shown = given if isinstance(given, str) and len(given) <= 60 else type(given).__name__
    return f"'{shown}' does not fit: {detail['msg'][:1].lower()}{detail['msg'][1:]}.", "Correct the value."
