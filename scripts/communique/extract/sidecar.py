"""What a curator states of an article outside its file -> the text of the notes ('.yml') beside it, and back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from communique import strict
from communique.extract import header
from communique.problems import Problem

LISTS = frozenset({"pairs", "parties", "mentions", "topics", "people"})
"""Keys that hold several values."""

OF_ONE = frozenset({"title", "url", "archive_url"})
"""Keys that cannot be the same for several articles."""

Values = Mapping[str, str | tuple[str, ...]]
"""Keys of a header and what each says, as text."""

_PLAIN = re.compile(r"[^\W_](?:[\w ./-]*[\w.])?")
_NULLS = {"null", "~"}


def stated(settings: Sequence[str], option: str = "--set") -> tuple[Values, list[Problem]]:
    """Read 'key=value' settings, checked as a header is. Several values of a list are parted by commas.

    Returns what they state, and every problem, named by `option`.
    """
    values: dict[str, str | tuple[str, ...]] = {}
    problems = []
    for setting in settings:
        key, mark, text = (part.strip() for part in setting.partition("="))
        if not mark or not key:
            message = f"'{setting}' is no setting."
            problems.append(Problem(option, message, "Write key=value, such as published=2024-01-18."))
        elif not text:
            problems.append(Problem(option, "There is no value.", f"Write {key}=value.", key=key))
        elif key in LISTS:
            before = values.get(key, ())
            values[key] = (*before, *_items(text))
        elif key in values:
            problems.append(Problem(option, "The key is set twice.", "Keep one of the two.", key=key))
        else:
            values[key] = " ".join(text.split())
    return values, problems + checked(values, option)


def _items(text: str) -> tuple[str, ...]:
    inner = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    return tuple(" ".join(part.split()) for part in inner.split(",") if part.strip())


def checked(values: Values, path: str) -> list[Problem]:
    """Return what is wrong with values by the rules of a header; `path` names them in problems."""
    _, _, problems = header.read(lines(values), path, 1)
    return [replace(problem, line=None, column=None) for problem in problems]


def unknown(values: Values, countries: Collection[str], topics: Collection[str], path: str) -> list[Problem]:
    """Return a problem for each country or topic that the vocabulary does not know; `path` names them."""
    codes = [(key, code) for key in ("parties", "mentions") for code in values.get(key, ())]
    codes += [("pairs", code) for pair in values.get("pairs", ()) for code in pair.split("-")]
    problems = [
        Problem(path, f"'{code}' is no country known here.", strict.nearest(code, countries) or _CODES, key=key)
        for key, code in codes
        if code not in countries
    ]
    problems += [
        Problem(path, f"'{topic}' is no topic known here.", strict.nearest(topic, topics) or _TOPICS, key="topics")
        for topic in values.get("topics", ())
        if topic not in topics
    ]
    return problems


_CODES = "Write the code of three capitals (ISO 3166-1 alpha-3), such as PRK."
_TOPICS = "The ids of topics stand in topics.yml."


def lines(values: Values, end: str = "\n") -> str:
    """Return values as the lines of a sidecar, each closed by `end`."""
    return "".join(f"{key}: {_value(value)}{end}" for key, value in values.items())


def _value(value: str | tuple[str, ...]) -> str:
    return _scalar(value) if isinstance(value, str) else f"[{', '.join(map(_scalar, value))}]"


def _scalar(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _NULLS:
        return text
    return "'" + text.replace("'", "''") + "'"


def joined(before: bytes | None, values: Values, path: str) -> tuple[bytes | None, list[Problem]]:
    """Return a sidecar with values added at its end; what it has stays as it is, byte by byte.

    `before` is its content (None: there is none), `path` names it in problems. A key that says something else there
    already is a problem: nobody's word is overwritten.
    """
    if not values or before is None:
        return (lines(values).encode() if values else before), []
    text = before.decode("utf-8-sig", "replace")
    old, keys, problems = header.read(text, path, 1)
    if problems:
        return before, []  # Whoever reads the article says so.
    new, _, _ = header.read(lines(values), path, 1)
    told = [key for key in values if key in keys]
    problems = [_contradicted(key, path) for key in told if getattr(old, key) != getattr(new, key)]
    more = {key: value for key, value in values.items() if key not in keys}
    if problems or not more:
        return before, problems
    end = "\r\n" if b"\r\n" in before else "\n"
    gap = end if text and not text.endswith("\n") else ""
    after = before + (gap + lines(more, end)).encode()
    _, found, misfits = header.read(after.decode("utf-8-sig", "replace"), path, 1)
    if misfits or found != keys | more.keys():
        message = f"Nothing can be added at the end of the notes: {', '.join(more)}."
        return before, [Problem(path, message, "Write it into them by hand, a key a line.")]
    return after, []


def _contradicted(key: str, path: str) -> Problem:
    return Problem(path, "The notes beside the article say something else already.", "Change it there.", key=key)


def source_lines(values: Iterable[tuple[str, object]]) -> str:
    """Return the keys of a source as an item of the list `sources` of a briefing; what is None is left out."""
    told = [f"{key}: {_scalar(str(value))}" for key, value in values if value is not None]
    return "".join(f"{'  - ' if number == 0 else '    '}{line}\n" for number, line in enumerate(told))
