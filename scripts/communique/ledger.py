"""Which articles are accounted for: drafted once, ignored, or new.

`briefings/drafted.yml` gets a line for each article when its briefing is drafted, so that deleting a briefing is a
decision that lasts; `briefings/ignored.yml` lists articles that are not wanted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter

from communique import strict
from communique.fields import Id, Text
from communique.model import Briefing, Source
from communique.problems import Problem

T = TypeVar("T")

_ID = re.compile(r"^id:[ \t]*['\"]?([a-z0-9-]+)", re.MULTILINE)

DRAFTED = "briefings/drafted.yml"
IGNORED = "briefings/ignored.yml"

NONE = "none"
"""What is written of an article beside which no notes lay when it was drafted."""

DRAFTED_HEAD = """\
# Articles from which a briefing has been drafted, written by the build; a deleted briefing is not drafted again.
# To have an article drafted anew, delete its line. When two branches both added lines, keep all of them.
"""


IGNORED_HEAD = """\
# Articles that are not wanted; no briefing is drafted from them. 'communique ignore' adds lines.
"""


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Drafted(_Shape):
    article: Text
    sha256: Text
    briefing: Id
    notes: Text | None = None


class _Ignored(_Shape):
    article: Text
    sha256: Text | None = None
    reason: Text | None = None


_DRAFTED_FILE = TypeAdapter(tuple[_Drafted, ...])
_IGNORED_FILE = TypeAdapter(tuple[_Ignored, ...])


def schemas() -> dict[str, Any]:
    """Return the JSON Schema of each of the two files by its path, for editors."""
    return {DRAFTED: _DRAFTED_FILE.json_schema(), IGNORED: _IGNORED_FILE.json_schema()}


@dataclass(frozen=True, slots=True)
class Entry:
    """An article file by path and SHA-256, and the id of the briefing drafted from it (None: ignored).

    `notes` is the SHA-256 of the notes that lay beside it then, NONE if there were none; None: nobody wrote it down.
    """

    article: str
    sha256: str | None
    briefing: str | None
    notes: str | None = None


def parse(drafted: str | None, ignored: str | None) -> tuple[tuple[Entry, ...], list[Problem]]:
    """Read the texts of the two files (None: there is no such file). Returns their entries and all problems."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    if drafted is not None:
        lines, found = _list(drafted, DRAFTED, _DRAFTED_FILE)
        problems += found
        entries += [Entry(line.article, line.sha256, line.briefing, line.notes) for line in lines or ()]
    if ignored is not None:
        unwanted, found = _list(ignored, IGNORED, _IGNORED_FILE)
        problems += found
        entries += [Entry(line.article, line.sha256, None) for line in unwanted or ()]
    return tuple(entries), problems


def _list(text: str, path: str, adapter: strict.Adapter[T]) -> tuple[T | None, list[Problem]]:
    tree, problems = strict.parse(text, path, limit=strict.MAX_FILE_BYTES)
    if tree is None:
        return None, problems
    value, misfits = strict.typed(strict.Tree(tree.value or [], tree.places), adapter, path)
    return value, problems + misfits


def appended(drafted: str | None, entries: Iterable[Entry]) -> str:
    """Return the text of drafted.yml with a line for each new entry at its end."""
    lines = (
        f"- {{article: {_quoted(e.article)}, sha256: {e.sha256}, briefing: {_quoted(e.briefing or '')}"
        f"{f', notes: {e.notes}' if e.notes else ''}}}\n"
        for e in entries
    )
    before = drafted if drafted is not None else DRAFTED_HEAD
    return before + ("" if before.endswith("\n") or not before else "\n") + "".join(lines)


def with_ignored(ignored: str | None, entries: Iterable[Entry], reason: str) -> str:
    """Return the text of ignored.yml (None: there is none) with a line for each entry at its end, and all else as is.

    `reason` is one line, or ''. A list in brackets cannot be gone on with so; whoever writes the text reads it first.
    """
    before = ignored if ignored is not None else IGNORED_HEAD
    end = "\r\n" if "\r\n" in before else "\n"
    room = (re.findall(r"^([ ]*)- ", before, re.MULTILINE) or [""])[-1]
    why = f", reason: {_quoted(reason)}" if reason else ""
    lines = (f"{room}- {{article: {_quoted(e.article)}, sha256: {e.sha256}{why}}}{end}" for e in entries)
    return before + ("" if before.endswith("\n") or not before else end) + "".join(lines)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def review(
    articles: Mapping[str, str],
    briefings: Sequence[Briefing],
    entries: Sequence[Entry],
    notes: Mapping[str, str] | None = None,
    unread: Mapping[str, str] | None = None,
) -> tuple[tuple[str, ...], list[Problem]]:
    """Tell which articles want a briefing.

    `articles` maps the path of each article file to its SHA-256. An article is known by its path or its content: from
    a briefing's sources, or from an entry. `notes` maps the path of an article to the SHA-256 of the notes beside it,
    `unread` the path of each briefing that could not be read to its text: what it names is known. Returns the paths of
    the unknown ones, and a warning for each known one that has changed, whose briefing is gone, or that says the same
    as another.
    """
    notes, unread = notes or {}, unread or {}
    lost = "\n".join(unread.values())
    sources = [(source, briefing) for briefing in briefings for source in briefing.sources]
    by_path = {source.article: (source, briefing) for source, briefing in sources if source.article}
    digests = {source.sha256 for source, _ in sources}
    settled = {entry.sha256 for entry in entries if entry.briefing is None}
    named_by: defaultdict[str | None, list[Entry]] = defaultdict(list)
    for entry in entries:
        named_by[entry.article].append(entry)
        named_by[entry.sha256].append(entry)
    ids = {name for briefing in briefings for name in (briefing.id, *briefing.aliases)}
    ids |= {path.rsplit("/", 1)[-1].removesuffix(".md") for path in unread} | {*_ID.findall(lost)}
    unknown: dict[str, str] = {}
    problems: list[Problem] = []
    for path, sha256 in articles.items():
        named = [*named_by[sha256], *named_by[path]]
        if path in by_path:
            changed = _changed(path, sha256, *by_path[path], settled)
            problems += changed or _notes_changed(path, notes.get(path), named_by[path], by_path[path][1])
        elif sha256 in digests or any(entry.briefing is None for entry in named) or path in lost or sha256 in lost:
            continue
        elif named:
            problems += [] if named[-1].briefing in ids else [_gone(path, named[-1])]
        elif sha256 in unknown:
            message = f"The text is the same as that of {unknown[sha256]}; no second briefing is drafted."
            problems.append(
                Problem(path, message, "Delete one of the two files.", None, None, None, "warning", "same-text")
            )
        else:
            unknown[sha256] = path
    return tuple(unknown.values()), problems


def _changed(
    path: str, sha256: str, source: Source, briefing: Briefing, settled: Collection[str | None]
) -> list[Problem]:
    if source.sha256 in (None, sha256) or sha256 in settled:
        return []
    message = f"The article has changed since {briefing.path} was drafted from it; the briefing is as it was."
    hint = f"See what is new with 'communique refresh {briefing.id}'; take over at least 'sources', which settles it."
    return [Problem(path, message, hint, severity="warning", rule="article-changed")]


def _notes_changed(path: str, notes: str | None, named: Sequence[Entry], briefing: Briefing) -> list[Problem]:
    """Say that the notes beside a drafted article are others than those from which its briefing was drafted."""
    drafted = next((entry for entry in reversed(named) if entry.briefing == briefing.id), None)
    if drafted is None or notes is None or drafted.notes in (None, notes):
        return []
    what = "were added" if drafted.notes == NONE else "have changed"
    message = f"The notes beside this article {what} since {briefing.path} was drafted; the briefing is as it was."
    see = f"See what is new with 'communique refresh {briefing.id}'"
    hint = f"{see}, then write 'notes: {notes}' into the article's line of {DRAFTED}, which settles it."
    return [Problem(path, message, hint, severity="warning", rule="article-changed")]


def _gone(path: str, entry: Entry) -> Problem:
    message = f"The briefing '{entry.briefing}' that was drafted from this article is gone; it is not drafted again."
    hint = f"Run 'communique ignore {path}', or delete its line in {DRAFTED} to have it drafted anew."
    return Problem(path, message, hint, severity="warning", rule="briefing-gone")
