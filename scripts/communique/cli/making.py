"""The command that builds the site of a collection."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from communique import build as job
from communique.cli.console import Quiet, Root, out, progress, reported, show


def build(
    root: Root = Path(),
    quiet: Quiet = False,
    strict: Annotated[bool, typer.Option("--strict", help="Do not publish with warnings of MkDocs.")] = False,
) -> None:
    """Draft a briefing for each new article and make the site.

    Existing briefings are never changed; `site/` is replaced only by a complete build.

    Example: `communique build --root my-desk`
    """
    with reported():
        built = job.build(root.resolve(), job.today(), progress(quiet), strict=strict)
        show(built.problems)
        if not quiet:
            for path in built.prepared.created:
                out.print(f"new: {escape(path)}")
            shown = len(built.prepared.library.briefings)
            state = "is published" if built.changed else "is as it was"
            count = f"{shown:,} {'briefing' if shown == 1 else 'briefings'}"
            out.print(f"{count}; {escape(built.prepared.settings.site_dir)}/ {state}.")
