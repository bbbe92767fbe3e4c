"""The command that compares a collection with an earlier state of it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from communique import earlier
from communique.cli.console import Root, reported, show
from communique.difference import as_markdown, as_text


class Format(StrEnum):
    """How `changes` prints."""

    text = "text"
    markdown = "markdown"


def changes(
    base: Annotated[str, typer.Argument(help="A branch, tag or commit.")] = "main",
    format: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.text,
    root: Root = Path(),
) -> None:
    """Say which briefings and pages are new, changed or gone since this branch left another one; write nothing.

    Example: `communique changes origin/main --format markdown`
    """
    with reported():
        found, collection, problems = earlier.changes(root.resolve(), base)
        show(problems)
        print(as_markdown(found, collection.settings.url) if format is Format.markdown else as_text(found))
