"""The command line. Exit codes: 0 done, 1 problems, 2 wrong usage."""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Sequence

import typer

from communique.cli import adding, asking, checking, comparing, correcting, making, starting

app = typer.Typer(
    help="Turn articles into briefings, and briefings into a site.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
for command in (
    making.build,
    checking.check,
    adding.add,
    correcting.refresh,
    correcting.ignore,
    correcting.tidy,
    correcting.rename,
    correcting.withdraw,
    asking.recognise,
    asking.explain,
    asking.quality,
    comparing.changes,
    starting.init,
):
    app.command()(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command with its arguments (default: those of the process) and return the exit code."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(args=list(arguments) if arguments is not None else None, prog_name="communique")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0
