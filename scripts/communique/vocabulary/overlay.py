"""Laying a desk's own file over the packaged one of the same name."""

from __future__ import annotations

from typing import Any

from communique import strict
from communique.problems import Problem
from communique.vocabulary.shapes import ADAPTERS


def tree(text: str, path: str, problems: list[Problem]) -> strict.Tree:
    """Read a vocabulary file's text, adding to `problems`; an unreadable one is empty."""
    read, found = strict.parse(text, path, limit=strict.MAX_FILE_BYTES)
    problems += found
    if read is not None and read.value is None:  # All its lines are comments, as in a new collection.
        return strict.Tree({}, {})
    if read is not None and not isinstance(read.value, dict):
        problems.append(Problem(path, "This must be keys with values.", "See the packaged file for its form.", 1))
        return strict.Tree({}, {})
    return read or strict.Tree({}, {})


def misfits(over: strict.Tree, name: str, path: str) -> list[Problem]:
    """Check an overlay by itself, so that a problem names the desk's file and line. It may leave keys out."""
    _, problems = strict.typed(over, ADAPTERS[name], path)
    return [problem for problem in problems if problem.message != strict.MISSING and not _is_off(over, problem)]


def _is_off(over: strict.Tree, problem: Problem) -> bool:
    value = over.value
    for part in (problem.key or "").split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return bool(value == "off")


def overlaid(base: Any, over: Any) -> Any:
    """Lay one value over another: mappings key by key, lists added to ('-word' takes away), all else replaced."""
    if isinstance(base, dict) and isinstance(over, dict):
        merged = {key: overlaid(base[key], over[key]) if key in over else base[key] for key in base}
        merged |= {key: value for key, value in over.items() if key not in base}
        return {key: value for key, value in merged.items() if value != "off"}
    if isinstance(base, list) and isinstance(over, list):
        gone = {item[1:] for item in over if isinstance(item, str) and item.startswith("-")}
        added = [item for item in over if not (isinstance(item, str) and item.startswith("-"))]
        return [item for item in base if not (isinstance(item, str) and item in gone)] + added
    return over
