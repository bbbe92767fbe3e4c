"""How a run tells what it is doing: a line a stage, a count over long loops; the command line decides how it looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any


def _silent(line: str) -> None:
    pass


def _uncounted(items: Sequence[Any], what: str) -> Iterable[Any]:
    return items


@dataclass(frozen=True, slots=True)
class Progress:
    """`tell` says a line; `over` yields the items of a long loop and shows how far it is. Both silent by default."""

    tell: Callable[[str], None] = _silent
    over: Callable[[Sequence[Any], str], Iterable[Any]] = _uncounted
