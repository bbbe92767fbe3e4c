"""The command line. Exit codes: 0 done, 1 problems, 2 wrong usage."""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table
from rich.text import Text

from communique import assess, desk, files, intake, reading
from communique import build as job
from communique import explain as explanations
from communique.problems import BuildError, Problem, errors
from communique.progress import Progress
from communique.quality import table

app = typer.Typer(
    help="Turn articles into briefings, and briefings into a site.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)

SHORT_LOOP = 50
"""Loops up to this length get no progress bar: they are over before it can be read."""

Root = Annotated[Path, typer.Option("--root", help="The collection's folder.", show_default="this folder")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say only what is wrong.")]


class Format(StrEnum):
    """How `recognise` prints."""

    text = "text"
    jsonl = "jsonl"


class ExplainFormat(StrEnum):
    """How `explain` prints."""

    text = "text"
    json = "json"
    html = "html"


class InputFormat(StrEnum):
    """What `recognise` reads."""

    files = "files"
    jsonl = "jsonl"


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


@app.command()
def build(
    root: Root = Path(),
    quiet: Quiet = False,
    strict: Annotated[bool, typer.Option("--strict", help="Do not publish with warnings of MkDocs.")] = False,
) -> None:
    """Draft a briefing for each new article and make the site.

    Existing briefings are never changed; `site/` is replaced only by a complete build.

    Example: `communique build --root my-desk`
    """
    with _reported():
        built = job.build(root.resolve(), job.today(), _progress(quiet), strict=strict)
        _show(built.problems)
        if not quiet:
            for path in built.prepared.created:
                out.print(f"new: {escape(path)}")
            shown = len(built.prepared.library.briefings)
            state = "is published" if built.changed else "is as it was"
            count = f"{shown:,} {'briefing' if shown == 1 else 'briefings'}"
            out.print(f"{count}; {escape(built.prepared.settings.site_dir)}/ {state}.")


@app.command()
def check(root: Root = Path(), quiet: Quiet = False) -> None:
    """Say everything that is wrong in the collection; write nothing.

    Example: `communique check`
    """
    with _reported():
        found = job.check(root.resolve(), job.today(), _progress(quiet))
        _show(found)
        if errors(found):
            raise typer.Exit(1)
        if not quiet:
            out.print("No errors." if found else "Nothing is wrong.")


@app.command()
def add(
    file: Annotated[str, typer.Argument(help="An article file, or - for standard input.")],
    root: Root = Path(),
    quiet: Quiet = False,
) -> None:
    """Put an article into `seeds/` and draft its briefing.

    Examples: `communique add ~/Downloads/article.html`, `xclip -o | communique add -`
    """
    with _reported():
        name, data = (None, sys.stdin.buffer.read()) if file == "-" else _given(Path(file))
        added = intake.add(root.resolve(), name, data, job.today(), _progress(quiet))
        _show(added.problems)
        if added.briefing is not None and not quiet:
            out.print(f"{escape(added.article)} -> {escape(added.briefing.path)}")
            for line in reading.summary(added.briefing):
                out.print(f"  {escape(line)}")


@app.command()
def recognise(
    paths: Annotated[list[str], typer.Argument(help="Article files, folders of them, or - for standard input.")],
    format: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.text,
    input_format: Annotated[
        InputFormat, typer.Option("--input-format", help="'jsonl': lines of {id, title, text}.")
    ] = InputFormat.files,
    root: Root = Path(),
) -> None:
    """Print what articles say: parties, pairs, topics, dates, people. Nothing is written.

    Examples: `communique recognise seeds/ --format jsonl`,
    `communique recognise rows.jsonl --input-format jsonl --format jsonl`
    """
    with _reported():
        reader = intake.reader(root.resolve())
        articles = intake.articles_of(paths, sys.stdin.buffer, as_rows=input_format is InputFormat.jsonl)
        printed = reading.as_json if format is Format.jsonl else reading.as_text
        failed = False
        for read in intake.recognised(articles, reader):
            _show(read.problems)
            failed = failed or bool(errors(read.problems))
            if read.article is not None and read.reading is not None:
                print(printed((read.given.key, read.given.name), read.article, read.reading))
        if failed:
            raise typer.Exit(1)


@app.command()
def explain(
    file: Annotated[str, typer.Argument(help="An article file, or - for standard input.")],
    format: Annotated[ExplainFormat, typer.Option("--format", help="How to print.")] = ExplainFormat.text,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file to write to.")] = None,
    root: Root = Path(),
) -> None:
    """Say why each value is proposed for an article: the rule, the score, the places in the text, what came next.

    Examples: `communique explain seeds/article.txt`,
    `communique explain seeds/article.txt --format html --output why.html`
    """
    with _reported():
        reader = intake.reader(root.resolve())
        for read in intake.recognised(intake.articles_of([file], sys.stdin.buffer), reader):
            _show(read.problems)
            found = intake.explained(read, reader)
            if found is None:
                raise typer.Exit(1)
            if output is not None:
                files.write(output, f"{_explained(found, format, reader)}\n", durable=False)
            elif format is ExplainFormat.text and out.is_terminal:
                _show_rows(explanations.as_rows(found))
            else:
                print(_explained(found, format, reader))


def _explained(found: explanations.Explanation, format: ExplainFormat, reader: intake.Reader) -> str:
    if format is ExplainFormat.html:
        return intake.explained_page(found, reader).rstrip()
    if format is ExplainFormat.json:
        return explanations.as_json(found)
    return explanations.as_text(explanations.as_rows(found))


def _show_rows(rows: Iterable[explanations.Row]) -> None:
    """Print an explanation in a terminal: long lines go on in their own column."""
    styles = {"name": "bold", "value": "bold", "place": "dim", "rejected": "italic", "furniture": "dim"}
    for row in rows:
        table = Table.grid()
        table.add_column(width=len(row.before))
        table.add_column(ratio=1)
        table.add_row(Text(row.before, "cyan"), Text(row.text, styles.get(row.tone, "")))
        out.print(table)


@app.command()
def quality(
    folder: Annotated[Path, typer.Argument(help="A folder with labels.jsonl and articles/.")],
    root: Root = Path(),
    misses: Annotated[bool, typer.Option("--misses", help="Say every miss, too.")] = False,
    raise_floors: Annotated[bool, typer.Option("--raise-floors", help="Write floors.json under the scores.")] = False,
) -> None:
    """Score what is recognised in labelled articles; fail if a score lies below the floor beside the labels.

    Example: `communique quality tests/quality --misses`
    """
    with _reported():
        assessed = assess.assess(folder, intake.reader(root.resolve()), _progress(False))
        for line in table(assessed.result.scores, assessed.floors.floors if assessed.floors else {}):
            print(line)
        for miss in assessed.result.misses if misses else ():
            print(miss)
        found = assess.raise_floors(folder, assessed) if raise_floors else assess.below(folder, assessed)
        _show(found)
        if found:
            raise typer.Exit(1)


@app.command()
def init(
    directory: Annotated[Path, typer.Argument(help="A folder that does not exist or is empty.")],
    name: Annotated[str, typer.Option("--name", help="The name of the site.")] = "Briefings",
) -> None:
    """Make a new, empty collection of one's own.

    Example: `communique init my-desk --name 'Baltic desk'`
    """
    with _reported():
        if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
            raise BuildError([Problem(str(directory), "The folder is not empty.", "Name another one.")])
        files.create(directory, desk.texts(job.packaged_templates(), name))
        out.print(f"A new collection lies in {escape(str(directory))}. Its README.md says how to go on.")


def _given(path: Path) -> tuple[str, bytes]:
    try:
        return path.name, path.read_bytes()
    except OSError as error:
        hint = "Name an article file, or - for standard input."
        raise BuildError([Problem(str(path), f"The file cannot be read: {error.strerror}.", hint)]) from error


@contextmanager
def _reported() -> Iterator[None]:
    """Turn the problems of a run into messages and exit code 1."""
    try:
        yield
    except BuildError as error:
        _show(error.problems)
        count = len(errors(error.problems))
        err.print(f"{count} {'error' if count == 1 else 'errors'}; what is published is as it was.")
        raise typer.Exit(1) from None
    except BrokenPipeError:  # The reader of our output has gone, as `head` does: nothing to report.
        raise
    except OSError as error:
        place = error.filename or "a file"
        _show([Problem(str(place), f"{error.strerror or error}.", "Check permissions and free space, then try again.")])
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        err.print("Interrupted; what is published is as it was.")
        raise typer.Exit(1) from None


def _show(problems: Iterable[Problem]) -> None:
    colours = {"error": "red", "warning": "yellow", "note": "cyan"}
    for problem in problems:
        line = escape(str(problem)).replace(
            f"{problem.severity}:", f"[{colours[problem.severity]}]{problem.severity}:[/]", 1
        )
        err.print(line)


def _progress(quiet: bool) -> Progress:
    if quiet:
        return Progress()

    def over(items: Sequence[Any], what: str) -> Iterable[Any]:
        if len(items) <= SHORT_LOOP or not err.is_terminal:
            return items
        return track(items, description=f"  {what}", console=err, transient=True)

    return Progress(lambda line: err.print(line, style="dim"), over)
