"""Commands that say what is recognised in articles, why, and how well; they write nothing into a collection."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from communique import assess, files, intake, reading
from communique import explain as explanations
from communique.cli.console import Root, out, progress, reported, show
from communique.problems import errors
from communique.quality import table


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
    with reported():
        reader = intake.reader(root.resolve())
        articles = intake.articles_of(paths, sys.stdin.buffer, as_rows=input_format is InputFormat.jsonl)
        printed = reading.as_json if format is Format.jsonl else reading.as_text
        failed = False
        for read in intake.recognised(articles, reader):
            show(read.problems)
            failed = failed or bool(errors(read.problems))
            if read.article is not None and read.reading is not None:
                print(printed((read.given.key, read.given.name), read.article, read.reading))
        if failed:
            raise typer.Exit(1)


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
    with reported():
        reader = intake.reader(root.resolve())
        for read in intake.recognised(intake.articles_of([file], sys.stdin.buffer), reader):
            show(read.problems)
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


def quality(
    folder: Annotated[Path, typer.Argument(help="A folder with labels.jsonl and articles/.")],
    root: Root = Path(),
    misses: Annotated[bool, typer.Option("--misses", help="Say every miss, too.")] = False,
    raise_floors: Annotated[bool, typer.Option("--raise-floors", help="Write floors.json under the scores.")] = False,
) -> None:
    """Score what is recognised in labelled articles; fail if a score lies below the floor beside the labels.

    Example: `communique quality tests/quality --misses`
    """
    with reported():
        assessed = assess.assess(folder, intake.reader(root.resolve()), progress(False))
        for line in table(assessed.result.scores, assessed.floors.floors if assessed.floors else {}):
            print(line)
        for miss in assessed.result.misses if misses else ():
            print(miss)
        found = assess.raise_floors(folder, assessed) if raise_floors else assess.below(folder, assessed)
        show(found)
        if found:
            raise typer.Exit(1)
