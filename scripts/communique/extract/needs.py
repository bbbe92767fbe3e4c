"""A pattern -> characters of which a line must hold one, so that most lines need not be searched at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

try:  # Python's own parser of patterns is not public; without it every line is searched, and takes longer
    from re import _constants as codes  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:
    codes = parser = None

_COMMON = frozenset("abcdefghijklmnopqrstuvwxyz .,'-’")
"""Characters that nearly every line of some language holds: no help."""


def needed(pattern: str) -> tuple[frozenset[str], ...]:
    """Return sets of characters; every text that the pattern fits holds at least one of each."""
    if parser is None:
        return ()
    parsed = parser.parse(pattern)
    if parsed.state.flags & re.IGNORECASE:
        return ()
    named = {found for item in parsed if (found := _of_item(*item)) is not None}
    rare = [found for found in named if not found & _COMMON]
    return tuple(sorted(rare, key=len)) or tuple(named)


def _of_sequence(items: Iterable[Any]) -> frozenset[str] | None:
    """Return the best of the sets that the parts of a sequence name: the smallest without common characters."""
    named = [found for item in items if (found := _of_item(*item)) is not None]
    return min(named, key=lambda found: (len(found & _COMMON) > 0, len(found)), default=None)


def _of_item(code: Any, value: Any) -> frozenset[str] | None:
    if code is codes.LITERAL:
        return frozenset({chr(value)})
    if code is codes.IN:
        literal = all(part[0] is codes.LITERAL for part in value)
        return frozenset(chr(part[1]) for part in value) if literal else None
    if code is codes.SUBPATTERN:
        return None if value[1] & re.IGNORECASE else _of_sequence(value[-1])
    if code in {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}:
        return _of_sequence(value[2]) if value[0] > 0 else None
    if code is codes.BRANCH:
        found = [_of_sequence(branch) for branch in value[1]]
        return frozenset().union(*(one for one in found if one)) if all(found) else None
    return None
