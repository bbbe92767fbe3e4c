"""The command that says what is wrong in a collection."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from communique import build as job
from communique import checking, report, rules
from communique.cli.console import Quiet, Root, out, progress, reported, show
from communique.problems import Problem, errors


class Format(StrEnum):
    """How `check` prints."""

    text = "text"
    json = "json"
    github = "github"
    sarif = "sarif"


def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders to which the report is limited.", show_default="all")
    ] = None,
    format: Annotated[
        Format, typer.Option("--format", help="text to standard error, the others to standard output.")
    ] = Format.text,
    strict: Annotated[bool, typer.Option("--strict", help="Count warnings as errors.")] = False,
    all_: Annotated[bool, typer.Option("--all", help="Name each of many findings alike (text, github).")] = False,
    list_rules: Annotated[bool, typer.Option("--rules", help="List the rules and what they weigh, and stop.")] = False,
    root: Root = Path(),
    quiet: Quiet = False,
) -> None:
    """Say everything that is wrong in the collection; the collection itself is never changed.

    What each rule weighs can be set in `mkdocs.yml`, under `extra.communique.check.severities`.

    Examples: `communique check`, `communique check --strict --format github`,
    `communique check briefings/PRK-RUS`
    """
    if list_rules:
        _list_rules()
        return
    with reported():
        place = root.resolve()
        gather = not all_ and format in {Format.text, Format.github}
        checked = checking.check(place, job.today(), progress(quiet), paths or (), strict=strict, gather=gather)
        found = checked.problems
        _print(found, format, place)
        if errors(found):
            raise typer.Exit(1)
        if not quiet and format is Format.text:
            out.print("No errors." if found else "Nothing is wrong.")


def _print(found: Sequence[Problem], format: Format, root: Path) -> None:
    if format is Format.text:
        show(found)
    elif format is Format.json:
        print(report.as_json(found))
    elif format is Format.sarif:
        print(report.as_sarif(found, _prefix(root)))
    elif found:
        print(report.as_github(found, _prefix(root)))


def _prefix(root: Path) -> str:
    """Return the path from the working folder, which CI sets to the repository's, down to the collection."""
    here = Path.cwd().resolve()
    below = root.relative_to(here).as_posix() if root.is_relative_to(here) else "."
    return "" if below == "." else f"{below}/"


def _list_rules() -> None:
    width = max(map(len, rules.RULES))
    for name, rule in rules.RULES.items():
        out.print(f"{name:{width}}  {rule.weight:7}  {rule.says}")
