"""Strict reading: YAML by people -> values with places, every problem at once."""

from __future__ import annotations

import time
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict, TypeAdapter

from communique import strict


def _problems(text: str) -> list[str]:
    return [str(problem).removeprefix("f.yml:") for problem in strict.parse(text, "f.yml")[1]]


def _value(text: str) -> Any:
    tree, problems = strict.parse(text, "f.yml")
    assert not problems
    assert tree is not None
    return tree.value


@pytest.mark.parametrize(
    "written", ["NO", "yes", "on", "12:30", "2021", "0x1F", "1e3", "2024-01-18", "1_000", "'null'", "=", "<<"]
)
def test_plain_values_stay_what_was_written(written: str) -> None:
    """No plain value is turned into a truth value, number, time, date or nothing: the type asked for decides."""
    assert _value(f"key: {written}") == {"key": written.strip("'")}


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL"])
def test_an_empty_value_is_named(nothing: str) -> None:
    """A key without a value is a slip, not a value; the same holds for an item of a list."""
    assert _problems(f"a: x\nb: {nothing}\n") == ["2:1: error: b: The value is empty. Fill it in, or remove the key."]
    assert _problems(f"- x\n- {nothing}\n")[0].startswith("2:") and "is empty" in _problems(f"- x\n- {nothing}\n")[0]


def test_an_empty_text_in_quotes_is_a_value() -> None:
    """'' is the empty text; whether that will do is up to the type."""
    assert _value("a: ''") == {"a": ""}


def test_every_value_has_its_place() -> None:
    """Line and column of each key and item are kept, counted from 1 and from the line on which the text begins."""
    tree, _ = strict.parse("a: x\nb:\n  - c: y\n    d: z\n", "f.yml", first_line=5)
    assert tree is not None
    assert tree.place(("a",)) == (5, 1)
    assert tree.place(("b", 0)) == (7, 5)
    assert tree.place(("b", 0, "d")) == (8, 5)


def test_the_place_of_what_is_not_there_is_that_of_what_holds_it() -> None:
    """A missing key is looked for where the mapping stands that should have it."""
    tree, _ = strict.parse("a:\n  b: x\n", "f.yml")
    assert tree is not None
    assert tree.place(("a", "b", "c")) == tree.place(("a", "b")) == (2, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: !!python/name:os.system x", "1:4: error: YAML tags ('tag:yaml.org,2002:python/name:os.system') are not"),
        ("a: !!str x", "1:4: error: YAML tags ('tag:yaml.org,2002:str') are not read. Remove the tag."),
        ("a: !include x.yml", "1:4: error: YAML tags ('!include') are not read. Remove the tag."),
        ("a: &x b", "1:4: error: YAML anchors ('&name') are not read."),
        ("a: *x", "1:4: error: YAML aliases ('*name') are not read."),
        ("a: x\na: y", "2:1: error: a: The key occurs twice. It stands on line 1 already; keep one of the two."),
        ("s:\n  - {u: x, u: y}", "2:12: error: s.1.u: The key occurs twice. It stands on line 2 already"),
        ("[a, b]: x", "1:1: error: A key must be a plain word. Write it without brackets."),
        ("a: x\n---\nb: y", "2:1: error: A second YAML document begins here. Remove the line '---'."),
        ("a: 'x\nb: y\n", "1:4: error: The YAML cannot be read: while scanning a quoted scalar"),
        ('a: "C:\\data"', "1:4: error: The YAML cannot be read: while parsing a quoted scalar, found unknown escape"),
        ("a: b: c", "1:5: error: The YAML cannot be read: mapping values are not allowed"),
        ("a: [x, y\nb: z", "2:2: error: The YAML cannot be read: while parsing a flow sequence"),
        ("a:\n\t- x", "2:1: error: The YAML cannot be read: while scanning for the next token"),
        ("a: x\n b: y", "2:3: error: The YAML cannot be read: mapping values are not allowed"),
        ("a: \x07", "1: error: The YAML cannot be read: unacceptable character #x0007: control characters"),
    ],
)
def test_what_is_not_read(text: str, expected: str) -> None:
    """Tags, anchors, aliases, double keys and broken syntax are refused in words, with line and column."""
    assert _problems(text)[0].startswith(expected)


def test_all_problems_of_a_text_are_found_at_once() -> None:
    """One flaw does not hide the next."""
    found = _problems("a: !t x\nb: &n y\nc: *n\nd:\na: z\n")
    assert [problem.split(":", 1)[0] for problem in found] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[" * 100_000, "too deeply"),
        ("{a: " * 60_000, "too deeply"),
        ("- " * 100_000, "too deeply"),
        ("a: x\n" * 2_000_000, "at most 262,144"),
        ("a: &a x\n" + "".join(f"k{n}: *a\n" for n in range(1000)), "anchors"),
        ("? " * 100_000, "too deeply"),
    ],
)
def test_hostile_yaml_ends_in_a_message(text: str, word: str) -> None:
    """Depth, size and aliases meet their limit in under a second, without a crash."""
    start = time.perf_counter()
    assert word in _problems(text)[0]
    assert time.perf_counter() - start < 1


def test_nesting_is_read_to_its_limit() -> None:
    """The deepest allowed nesting is read; one level more is not."""
    at_limit = "[" * strict.MAX_DEPTH + "x" + "]" * strict.MAX_DEPTH
    assert _value(at_limit)
    assert "too deeply" in _problems(f"[{at_limit}]")[0]


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n"])
def test_an_empty_text_is_an_empty_mapping_or_nothing(text: str) -> None:
    """A file without a value is not an error by itself."""
    tree, problems = strict.parse(text, "f.yml")
    assert tree is not None and not tree.value and not problems


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")
    url: str
    grade: int = 1


class _Whole(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: str
    parts: tuple[_Part, ...] = ()
    note: _Part | None = None


_ADAPTER = TypeAdapter(_Whole)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: x\ntitel: y", "2:1: error: titel: There is no such key. Did you mean 'title'?"),
        ("title: x\nqqq: y", "2:1: error: qqq: There is no such key. Known keys: title, parts, note."),
        ("title: x\nurl: y", "2:1: error: url: There is no such key. Known keys: title, parts, note."),
        ("title: x\nparts: [{url: a, q: b}]", "2:18: error: parts.1.q: There is no such key. Remove it."),
        ("parts: []", "1:1: error: title: The key is missing. Add it."),
        ("title: x\nparts: [{grade: '1'}]", "2:9: error: parts.1.url: The key is missing. Add it."),
        ("title: [x]", "1:1: error: title: This must be text. Write one value, in quotes"),
        ("title: x\nparts: y", "2:1: error: parts: This must be a list. Write [a, b], or one '- item' a line."),
        ("title: x\nparts: [y]", "2:9: error: parts.1: This must be keys with values. Write 'key: value' lines"),
        (
            "title: x\nnote: {url: y, grade: z}",
            "2:16: error: note.grade: 'z' does not fit: input should be a valid int",
        ),
        ("[title]", "1:1: error: This must be keys with values."),
    ],
)
def test_what_does_not_fit_is_said_with_its_place(text: str, expected: str) -> None:
    """A value of the wrong type, an unknown and a missing key are named by their path, items counted from 1."""
    tree, _ = strict.parse(text, "f.yml")
    assert tree is not None
    value, problems = strict.typed(tree, _ADAPTER, "f.yml")
    assert value is None
    assert [str(problem).removeprefix("f.yml:").startswith(expected) for problem in problems] == [True], problems


def test_what_fits_becomes_a_value() -> None:
    """A tree without flaws becomes the typed value."""
    tree, _ = strict.parse("title: x\nparts: [{url: u, grade: 3}]", "f.yml")
    assert tree is not None
    assert strict.typed(tree, _ADAPTER, "f.yml") == (_Whole(title="x", parts=(_Part(url="u", grade=3),)), [])


@pytest.mark.parametrize(("word", "hint"), [("PRX", "Did you mean 'PRK'?"), ("ZZZ", ""), ("prk", ""), ("", "")])
def test_the_nearest_known_word(word: str, hint: str) -> None:
    """A known word is only offered if it is near."""
    assert strict.nearest(word, ["PRK", "RUS", "USA"]) == hint
