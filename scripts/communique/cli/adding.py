"""The command that adds articles to a collection."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from communique import accession, offers, reading
from communique import build as job
from communique.accession import Addition, Plan
from communique.cli import questions
from communique.cli.console import Root, err, out, progress, reported, show
from communique.cli.editor import chosen
from communique.collection import load_vocabulary, require
from communique.extract import sidecar
from communique.extract.sidecar import Values
from communique.offers import STANDARD_INPUT, Offer
from communique.problems import BuildError, Problem, errors, in_order

SET = "--set"


def add(
    given: Annotated[
        list[str],
        typer.Argument(
            metavar="WHAT",
            help="Article files, folders of them, web addresses, - for standard input.",
        ),
    ],
    settings: Annotated[
        list[str] | None,
        typer.Option(SET, metavar="KEY=VALUE", help="State what the text does not say: published=2024-01-18."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing; what is not known stays empty.")] = False,
    edit: Annotated[bool, typer.Option("--edit", "-e", help="Open the new briefings in your editor.")] = False,
    root: Root = Path(),
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print only the path of each new briefing, and what is wrong.")
    ] = False,
) -> None:
    """Put articles into `seeds/` and draft their briefings.

    Says what it recognised. On a terminal it asks for what is missing; Enter leaves it empty. What you answer or
    `--set` is kept beside the article (`.yml`). The last line printed is the path of the new briefing. An article that
    cannot be added does not keep out the others; the exit code is then 1.

    Examples:

    - `communique add ~/Downloads/article.html notes/`
    - `communique add https://news.example.org/talks`
    - `communique add --set publisher=Yonhap --set rights=permission *.txt`
    - `xclip -o | communique add -` from the clipboard (X11); Wayland: `wl-paste`, macOS: `pbpaste`, PowerShell:
      `Get-Clipboard`
    """
    with reported():
        editor = chosen() if edit else None
        stated = _stated(settings or [], root.resolve())
        offered, failed = _offered(given, stated, root.resolve(), quiet)
        may_ask = questions.can_be_asked() and not (yes or quiet or STANDARD_INPUT in given)
        done = _added(root.resolve(), offered, quiet, may_ask)
        failed += errors(done.problems)
        _tell(done, root, quiet)
        show(failed)
        if editor is not None and done.additions:
            editor.open([root / one.briefing.path for one in done.additions])
        if failed:
            if done.additions:
                err.print(f"{len(failed)} could not be added; the others were.")
            raise typer.Exit(1)


def _stated(settings: Sequence[str], root: Path) -> Values:
    """Return what --set states; raises BuildError with everything that is wrong with it."""
    require(root)
    values, problems = sidecar.stated(settings, SET)
    words = load_vocabulary(root)[0] if settings else None
    if words is not None:
        problems += sidecar.unknown(values, words.countries, words.topics, SET)
    if problems:
        raise BuildError(in_order(problems))
    return values


def _offered(given: Sequence[str], stated: Values, root: Path, quiet: bool) -> tuple[list[Offer], list[Problem]]:
    """Read and fetch what is given. Returns what is offered, and of the rest what is wrong."""
    paths, failed = offers.expanded(given, root)
    single = sorted(sidecar.OF_ONE & stated.keys())
    if len(paths) > 1 and single:
        hint = "Add the articles one by one, or leave it out."
        message = f"{len(paths)} articles cannot have the same."
        raise BuildError(Problem(SET, message, hint, key=key) for key in single)
    if STANDARD_INPUT in paths and sys.stdin.isatty():
        end = "Ctrl-Z and Enter" if sys.platform == "win32" else "Ctrl-D on a new line"
        err.print(f"Paste the article; end with {end}.", style="dim")
    source = offers.Source(root, sys.stdin.buffer, job.today())
    taken = list(offers.taken(paths, source, stated, progress(quiet)))
    failed += [one for one in taken if isinstance(one, Problem)]
    return [one for one in taken if isinstance(one, Offer)], failed


def _added(root: Path, offered: Sequence[Offer], quiet: bool, may_ask: bool) -> Plan:
    ask = questions.ask if may_ask else None
    try:
        return accession.add(root, offered, job.today(), progress(quiet), ask)
    except (typer.Abort, KeyboardInterrupt):
        err.print("\nStopped; nothing was added.")
        raise typer.Exit(1) from None


def _tell(done: Plan, root: Path, quiet: bool) -> None:
    """Say what was added: to people first what was recognised, then the path of each new briefing alone."""
    show(problem for problem in done.problems if problem not in errors(done.problems))
    for one in done.additions:
        show(one.problems)
        if not quiet:
            _describe(one)
    for one in done.additions:
        print(root / one.briefing.path)


def _describe(one: Addition) -> None:
    out.print(f"{escape(one.article)} -> {escape(one.briefing.path)}")
    for line in reading.summary(one.briefing):
        out.print(f"  {escape(line)}")
    if one.home is not None:
        out.print(f"To make it a source of {escape(one.home.path)} instead, paste this under its 'sources:'")
        out.print(escape(accession.as_source(one).rstrip("\n")))
        out.print(f"and delete {escape(one.briefing.path)}.")
