"""What all commands share: the two streams, messages, progress, and options that mean the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import track

from communique.problems import BuildError, Problem, errors
from communique.progress import Progress

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)

SHORT_LOOP = 50
"""Loops up to this length get no progress bar: they are over before it can be read."""

Root = Annotated[Path, typer.Option("--root", help="The collection's folder.", show_default="this folder")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say only what is wrong.")]


@contextmanager
def reported(kept: str = "what is published is as it was") -> Iterator[None]:
    """Turn the problems of a run into messages and exit code 1; `kept` says what they have left as it was."""
    try:
        yield
    except BuildError as error:
        show(error.problems)
        count = len(errors(error.problems))
        err.print(f"{count} {'error' if count == 1 else 'errors'}; {kept}.")
        raise typer.Exit(1) from None
    except BrokenPipeError:  # The reader of our output has gone, as `head` does: nothing to report.
        raise
    except OSError as error:
        place = error.filename or "a file"
        show([Problem(str(place), f"{error.strerror or error}.", "Check permissions and free space, then try again.")])
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        err.print(f"Interrupted; {kept}.")
        raise typer.Exit(1) from None


def show(problems: Iterable[Problem]) -> None:
    """Print problems, each on a line of standard error."""
    colours = {"error": "red", "warning": "yellow", "note": "cyan"}
    for problem in problems:
        line = escape(str(problem)).replace(
            f"{problem.severity}:", f"[{colours[problem.severity]}]{problem.severity}:[/]", 1
        )
        err.print(line)


def progress(quiet: bool) -> Progress:
    """Return how a run tells what it is doing: nothing if quiet, bars only on a terminal."""
    if quiet:
        return Progress()

    def over(items: Sequence[Any], what: str) -> Iterable[Any]:
        if len(items) <= SHORT_LOOP or not err.is_terminal:
            return items
        return track(items, description=f"  {what}", console=err, transient=True)

    return Progress(lambda line: err.print(line, style="dim"), over)
