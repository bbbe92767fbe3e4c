"""Values as YAML: on one line, or over several where one would be too long."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

LONGEST = 100
"""Longest list or mapping that is written on one line, in characters; what editors show without scrolling."""

_LINE_BREAKS = re.compile("[\n\r\x85\u2028\u2029]")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)


def plain(value: Any) -> Any:
    """Return a value as strict reading gives it back: texts, lists and mappings; None stays."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None else str(value)


def inline(value: Any, quote: str = "") -> str:
    """Return a plain value on one line, fit to stand in a list or mapping on one line.

    `quote` is the sign in which a text is put, if that sign can hold it; '' quotes only what must be.
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {inline(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    if not quote and _DATE.fullmatch(value):
        return str(value)
    sign = '"' if _LINE_BREAKS.search(value) else quote or None
    dumped = yaml.safe_dump(
        [value], allow_unicode=True, width=float("inf"), default_flow_style=True, default_style=sign
    )
    return str(dumped).strip()[1:-1]


def lines(value: Any) -> list[str]:
    """Return the lines of a plain value, not indented: one if it fits, else one or more for each item."""
    one = inline(value)
    if isinstance(value, str) or not value or len(one) <= LONGEST:
        return [one]
    if isinstance(value, list):
        return [line for item in value for line in indented("- ", lines(item))]
    return [line for key, item in value.items() for line in entry(key, item)]


def entry(key: str, value: Any) -> list[str]:
    """Return the lines of a key with its value."""
    one = inline(value)
    if isinstance(value, str) or not value or len(one) <= LONGEST:
        return [f"{key}: {one}"]
    return [f"{key}:", *(f"  {line}" for line in lines(value))]


def indented(mark: str, below: list[str]) -> list[str]:
    """Return lines with a mark before the first, and as much room before the others."""
    return [(mark if number == 0 else " " * len(mark)) + line for number, line in enumerate(below)]
