"""Briefings that are not as they should be: what is said of each, line by line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from communique import briefing as briefing_file
from communique.briefing import Known
from communique.problems import errors

CASES: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "refused.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_exactly_what_is_wrong_is_said(name: str, known: Known) -> None:
    """Each flaw gives one problem with line, column and key; an error gives no briefing, a warning does."""
    case = CASES[name]
    path = f"briefings/{case.get('path', 'PRK-RUS/diplomacy/a-visit.md')}"
    read, problems = briefing_file.parse(path, case["text"], known)
    assert [str(problem).removeprefix(f"{path}:").lstrip() for problem in problems] == case["said"]
    assert (read is None) == bool(errors(problems))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("---\ntitle: " + "x" * 300_000 + "\n---\n", "at most 262,144 are read"),
        ("---\ntitle: A visit\n---\n" + "x" * 1_000_001, "The body has 1,000,001 characters"),
        ("---\npeople: " + "[" * 100_000 + "\n---\n", "nested too deeply"),
        ("---\n" * 50_000, "title: The key is missing"),
    ],
)
def test_size_is_limited(known: Known, text: str, word: str) -> None:
    """A header or body beyond its limit is refused by name."""
    read, problems = briefing_file.parse("briefings/PRK-RUS/diplomacy/x.md", text, known)
    assert read is None and [word in str(problem) for problem in problems] == [True]
