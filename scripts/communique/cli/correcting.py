"""Commands that correct a collection: each says what it does, and changes all of it or nothing."""

from __future__ import annotations

import difflib
import shlex
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from communique import build as job
from communique import strict
from communique.changes import Change
from communique.cli.console import Quiet, Root, out, progress, reported, show
from communique.collection import Collection
from communique.correct import marks, moves
from communique.correct import refresh as fresh
from communique.correct.plan import Plan, carry_out, find

DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change; write nothing.")]

_KEPT = "nothing was changed"
_ONE_BY_ONE = 3
"""Most files that are named one by one in the git command."""


class Format(StrEnum):
    """How `refresh` prints."""

    text = "text"
    json = "json"


def ignore(
    articles: Annotated[list[str], typer.Argument(help="Article files of the collection.")],
    reason: Annotated[str | None, typer.Option("--reason", help="Why; a few words.")] = None,
    dry_run: DryRun = False,
    root: Root = Path(),
    quiet: Quiet = False,
) -> None:
    """Note in `briefings/ignored.yml` that articles are not wanted: no briefing is drafted from them.

    Example: `communique ignore seeds/weather.txt --reason 'not about states'`
    """
    _run(root, lambda collection: marks.ignored(collection, articles, reason), dry_run, quiet)


def tidy(
    briefings: Annotated[list[str] | None, typer.Argument(help="Ids or files; none: all.")] = None,
    dry_run: DryRun = False,
    root: Root = Path(),
    quiet: Quiet = False,
) -> None:
    """Move briefings to the folders that their pair and topic ask for. Addresses stay.

    A file goes to `briefings/<PAIR or unpaired>/<topic>/<id>.md`; a missing id is written into it first.

    Example: `communique tidy --dry-run`
    """
    _run(root, lambda collection: moves.tidied(collection, briefings or []), dry_run, quiet)


def rename(
    briefing: Annotated[str, typer.Argument(help="The briefing's id or file.")],
    new_id: Annotated[str, typer.Argument(help="The new id, which is its address from now on.")],
    dry_run: DryRun = False,
    root: Root = Path(),
    quiet: Quiet = False,
) -> None:
    """Give a briefing another id; its old address leads on to the new one.

    Example: `communique rename border-reopens colombia-venezuela-border-reopens`
    """
    _run(root, lambda collection: moves.renamed(collection, briefing, new_id), dry_run, quiet)


def withdraw(
    briefing: Annotated[str, typer.Argument(help="The briefing's id or file.")],
    reason: Annotated[str, typer.Option("--reason", help="Why, in a sentence for its readers.")],
    empty: Annotated[bool, typer.Option("--empty", help="Take body, key points and summary out of the file.")] = False,
    dry_run: DryRun = False,
    root: Root = Path(),
    quiet: Quiet = False,
) -> None:
    """Withdraw a briefing: its address stays, and says when and why.

    Example: `communique withdraw border-reopens --reason 'The source took its report back.'`
    """
    today = job.today()
    _run(root, lambda found: marks.withdrawn(found, briefing, reason, today, empty=empty), dry_run, quiet)


def refresh(
    briefings: Annotated[list[str] | None, typer.Argument(help="Ids or files of briefings.")] = None,
    every: Annotated[bool, typer.Option("--all", help="All briefings but the withdrawn.")] = False,
    accept: Annotated[
        str | None, typer.Option("--accept", help="Fields to take over, such as title,topics; or 'all'.")
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.text,
    dry_run: DryRun = False,
    root: Root = Path(),
    quiet: Quiet = False,
) -> None:
    """Compare briefings with what is recognised in their articles now; take over only what is accepted.

    `--accept all` is for briefings that nobody has edited; for others name the fields.

    Examples: `communique refresh border-reopens`, `communique refresh border-reopens --accept title,topics`,
    `communique refresh --all --accept all`
    """
    if bool(briefings) == every:
        raise typer.BadParameter("Name briefings, or give --all.")
    fields = _fields(accept)
    found: list[fresh.Compared] = []

    def planned(collection: Collection) -> Plan:
        chosen = None if every else find(collection, briefings or [])
        compared, said = fresh.compared(collection, chosen, job.today(), progress(quiet))
        found.extend(compared)
        plan = fresh.planned(collection, compared, fields, named=not every)
        return replace(plan, said=(*said, *plan.said))

    with reported(_KEPT):
        plan = carry_out(root.resolve(), planned, dry_run=dry_run or not fields)
        if format is Format.json:
            print(fresh.as_json(found, () if dry_run else {change.path for change in plan.changes}))
        elif not quiet:
            _show_compared(found, every)
        otherwise = "Nothing is to be taken over." if fields else ""
        _tell(plan, root, dry_run, quiet or format is Format.json, otherwise)


def _fields(accept: str | None) -> tuple[str, ...]:
    fields = tuple(field for field in (accept or "").replace(" ", "").split(",") if field)
    for field in fields:
        if field not in (*fresh.FIELDS, fresh.ALL):
            hint = strict.nearest(field, fresh.FIELDS) or f"Fields: {', '.join(fresh.FIELDS)}."
            raise typer.BadParameter(f"'{field}' is no field that can be taken over. {hint}")
    return fields


def _show_compared(found: Sequence[fresh.Compared], every: bool) -> None:
    """Print what differs; of all briefings together only those in which something does, and how many there are."""
    for one in found if not every else (one for one in found if one.proposed):
        rows = list(one.rows())
        state = "edited by hand" if one.edited else "as drafted"
        end = "" if rows else "; the proposal is the same"
        out.print(f"[bold]{escape(one.briefing.path)}[/] ({state}{end})")
        if rows and out.is_terminal:
            table = Table("field", "in the briefing", "newly proposed", box=None, padding=(0, 2, 0, 0))
            for column, colour in zip(table.columns[1:], ("red", "green"), strict=True):
                column.style, column.overflow = colour, "fold"
            for row in rows:
                table.add_row(row.field, escape(fresh.as_text(row.briefing)), escape(fresh.as_text(row.proposed)))
            out.print(table, soft_wrap=False)
        elif rows:
            for row in [fresh.Row("field", "in the briefing", "newly proposed"), *rows]:
                line = f"  {row.field} | {fresh.as_text(row.briefing)} | {fresh.as_text(row.proposed)}"
                out.print(escape(line))
    if every:
        out.print(f"Compared: {len(found):,}; different: {sum(1 for one in found if one.proposed):,}.")


def _run(root: Path, planned: Callable[[Collection], Plan], dry_run: bool, quiet: bool) -> None:
    with reported(_KEPT):
        _tell(carry_out(root.resolve(), planned, dry_run=dry_run), root, dry_run, quiet, "Nothing is to be done.")


def _tell(plan: Plan, root: Path, dry_run: bool, quiet: bool, otherwise: str) -> None:
    show(problem for problem in plan.said if not quiet or problem.severity != "note")
    if quiet:
        return
    if not plan.changes and otherwise:
        out.print(otherwise)
    for change in plan.changes:
        _tell_of(change, plan.changes, dry_run)
    if plan.changes and not dry_run and _in_git(root.resolve()):
        out.print(f"To go on: {escape(_git(plan, root))}")


def _tell_of(change: Change, changes: Sequence[Change], dry_run: bool) -> None:
    origins = {one.origin for one in changes}
    if change.after is None and change.path in origins:
        return  # It is told of where it goes.
    would = "would be " if dry_run else ""
    if change.origin:
        out.print(f"{would}moved: {escape(change.origin)} -> {escape(change.path)}")
    else:
        out.print(f"{would}{'new' if change.before is None else 'changed'}: {escape(change.path)}")
    if dry_run:
        _show_difference(change, changes)


def _show_difference(change: Change, changes: Sequence[Change]) -> None:
    before = next((one.before for one in changes if one.path == (change.origin or change.path)), None)
    old, new = ((data or b"").decode("utf-8", "replace").splitlines() for data in (before, change.after))
    colours = {"+": "green", "-": "red", "@": "cyan"}
    for line in difflib.unified_diff(old, new, change.origin or change.path, change.path, lineterm="", n=1):
        out.print(escape(line), style=colours.get(line[:1]))


def _in_git(root: Path) -> bool:
    return any((folder / ".git").exists() for folder in (root, *root.parents))


def _git(plan: Plan, root: Path) -> str:
    """Return the commands that commit what was changed, to be given in the folder in which ours was given."""
    paths = [change.path for change in plan.changes]
    gone = any(change.after is None for change in plan.changes)
    added = ["-A", "briefings"] if gone or len(paths) > _ONE_BY_ONE else paths
    git = "git" if root.resolve() == Path.cwd() else f"git -C {shlex.quote(str(root))}"
    return f"{git} add {shlex.join(added)} && {git} commit -m {shlex.quote(plan.commit)}"
