"""What went wrong, said so that a person can mend it: file, line, key, what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `message` says what, `hint` what to do; line and column count from 1.

    `rule` names the rule that found it, if it is one that a desk may weigh otherwise; None: it is always what it is.
    """

    path: str
    message: str
    hint: str
    line: int | None = None
    column: int | None = None
    key: str | None = None
    severity: Severity = "error"
    rule: str | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        key = f" {self.key}:" if self.key else ""
        return f"{place}: {self.severity}:{key} {self.message} {self.hint}".rstrip()


class BuildError(Exception):
    """Raised once, with all that was found; nothing has been written."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that forbid going on."""
    return tuple(problem for problem in problems if problem.severity == "error")


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems sorted by place, so that the same collection always gives the same list."""
    return tuple(sorted(problems, key=lambda p: (p.path, p.line or 0, p.column or 0, p.key or "", p.message)))
