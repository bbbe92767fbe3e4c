"""The command that adds articles to a collection."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from communique import build as job
from communique import intake, reading
from communique.cli.console import Quiet, Root, out, progress, reported, show
from communique.problems import BuildError, Problem


def add(
    file: Annotated[str, typer.Argument(help="An article file, or - for standard input.")],
    root: Root = Path(),
    quiet: Quiet = False,
) -> None:
    """Put an article into `seeds/` and draft its briefing.

    Examples: `communique add ~/Downloads/article.html`, `xclip -o | communique add -`
    """
    with reported():
        name, data = (None, sys.stdin.buffer.read()) if file == "-" else _given(Path(file))
        added = intake.add(root.resolve(), name, data, job.today(), progress(quiet))
        show(added.problems)
        if added.briefing is not None and not quiet:
            out.print(f"{escape(added.article)} -> {escape(added.briefing.path)}")
            for line in reading.summary(added.briefing):
                out.print(f"  {escape(line)}")


def _given(path: Path) -> tuple[str, bytes]:
    try:
        return path.name, path.read_bytes()
    except OSError as error:
        hint = "Name an article file, or - for standard input."
        raise BuildError([Problem(str(path), f"The file cannot be read: {error.strerror}.", hint)]) from error
