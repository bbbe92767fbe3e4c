"""Problems as people read them."""

from __future__ import annotations

import pytest

from communique.problems import BuildError, Problem, errors, in_order


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("a.md", "It is wrong.", "Mend it.", 3, 7, "title"), "a.md:3:7: error: title: It is wrong. Mend it."),
        (Problem("a.md", "It is wrong.", "Mend it.", 3), "a.md:3: error: It is wrong. Mend it."),
        (Problem("a.md", "It is wrong.", "", key="id", severity="note"), "a.md: note: id: It is wrong."),
    ],
)
def test_a_problem_names_place_key_cause_and_remedy(problem: Problem, text: str) -> None:
    """A problem reads 'path:line:column: severity: key: what is wrong. What to do.', without what is not known."""
    assert str(problem) == text


def test_only_errors_forbid_going_on() -> None:
    """Warnings and notes are not among the errors."""
    error = Problem("a", "m", "h")
    rest = [Problem("a", "m", "h", severity="warning"), Problem("a", "m", "h", severity="note")]
    assert errors([*rest, error]) == (error,)


def test_problems_are_listed_by_place() -> None:
    """Problems are sorted by file, line, column and key, whatever order they were found in."""
    ordered = (
        Problem("a.md", "m", "h"),
        Problem("a.md", "m", "h", 2, 9),
        Problem("a.md", "m", "h", 10, 1, "id"),
        Problem("a.md", "m", "h", 10, 1, "title"),
        Problem("b.md", "m", "h", 1),
    )
    assert in_order(reversed(ordered)) == ordered


def test_a_build_error_says_everything() -> None:
    """The exception holds each problem and says each on a line."""
    problems = [Problem("a.md", "One.", ""), Problem("b.md", "Two.", "")]
    error = BuildError(iter(problems))
    assert error.problems == tuple(problems)
    assert str(error) == "a.md: error: One.\nb.md: error: Two."
