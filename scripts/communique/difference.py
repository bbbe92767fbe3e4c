"""Two states of a collection -> what changed between them, briefing by briefing and page by page, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from communique.model import Briefing

LISTED = 100
"""Most briefings and pages that are named; a forge cuts a longer summary off."""

_UNSEEN = {"path", "drafted"}
"""What differs without a reader or a curator having changed anything."""


@dataclass(frozen=True, slots=True)
class State:
    """A collection at one time: its briefings, and what each page of its site shows, by address."""

    briefings: tuple[Briefing, ...]
    pages: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Row:
    """One briefing that changed. `kind` is new, changed, renamed, moved or removed; `address` None: not on the site."""

    kind: str
    title: str
    path: str
    address: str | None
    what: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed: briefings, and the addresses of pages that are new, gone, or show something else."""

    rows: tuple[Row, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]


def compare(before: State, after: State) -> Difference:
    """Compare two states. A briefing is the same one if its id is, or if it lists the earlier id among its aliases."""
    old = {briefing.id: briefing for briefing in before.briefings}
    pairs = [(_earlier(briefing, old), briefing) for briefing in after.briefings]
    kept = {earlier.id for earlier, _ in pairs if earlier}
    rows = [row for earlier, briefing in pairs if (row := _row(earlier, briefing)) is not None]
    rows += [Row("removed", b.title, b.path, None, "") for b in before.briefings if b.id not in kept]
    common = after.pages.keys() & before.pages.keys()
    return Difference(
        tuple(sorted(rows, key=lambda row: (_ORDER.index(row.kind), row.path))),
        tuple(sorted(after.pages.keys() - before.pages.keys())),
        tuple(sorted(before.pages.keys() - after.pages.keys())),
        tuple(sorted(address for address in common if after.pages[address] != before.pages[address])),
    )


_ORDER = ("new", "changed", "renamed", "moved", "removed")


def _earlier(briefing: Briefing, old: Mapping[str, Briefing]) -> Briefing | None:
    return next((old[name] for name in (briefing.id, *briefing.aliases) if name in old), None)


def _row(before: Briefing | None, after: Briefing) -> Row | None:
    address = None if after.status == "draft" else f"/briefings/{after.id}/"
    if before is None:
        return Row("new", after.title, after.path, address, _standing(after))
    keys = [part.name for part in fields(Briefing) if part.name not in _UNSEEN]
    differing = [key for key in keys if getattr(before, key) != getattr(after, key)]
    moved = [f"from {before.path}"] if before.path != after.path else []
    if not differing and not moved:
        return None
    kind = "renamed" if "id" in differing else "changed" if differing else "moved"
    said = [f"status: {before.status} -> {after.status}" if key == "status" else key for key in differing]
    return Row(kind, after.title, after.path, address, ", ".join([*said, *moved]))


def _standing(briefing: Briefing) -> str:
    return "" if briefing.status == "published" else briefing.status


def as_text(found: Difference) -> str:
    """Return a difference as lines for a terminal."""
    lines = [
        f"{row.kind}: {row.path}{f' ({row.what})' if row.what else ''}{f' -> {row.address}' if row.address else ''}"
        for row in found.rows
    ]
    return "\n".join([*lines, _counts(found)])


def as_markdown(found: Difference, url: str | None) -> str:
    """Return a difference as Markdown for the summary of a job; `url` is where the site will be.

    What people wrote is escaped whole: a pull request may come from anybody.
    """
    lines = ["### Briefings and pages", "", _counts(found)]
    if found.rows:
        lines += ["", "| | briefing | file | what |", "|---|---|---|---|"]
        lines += [_table_row(row, url) for row in found.rows[:LISTED]]
        lines += _more(len(found.rows))
    for name, addresses in (("New pages", found.new), ("Pages that are gone", found.gone)):
        if addresses:
            listed = ", ".join(_code(address) for address in addresses[:LISTED])
            lines += ["", f"{name}: {listed}", *_more(len(addresses))]
    return "\n".join(lines)


def _counts(found: Difference) -> str:
    kinds = [(kind, sum(row.kind == kind for row in found.rows)) for kind in _ORDER]
    briefings = ", ".join(f"{count:,} {kind}" for kind, count in kinds if count) or "none changed"
    pages = f"{len(found.new):,} new, {len(found.changed):,} changed, {len(found.gone):,} gone"
    return f"Briefings: {briefings}. Pages: {pages}."


def _table_row(row: Row, url: str | None) -> str:
    title = _plain(row.title)
    if row.address and url:
        title = f"[{title}](<{_address(url.rstrip('/') + row.address)}>)"
    return f"| {row.kind} | {title} | {_code(row.path)} | {_plain(row.what)} |"


def _more(count: int) -> list[str]:
    return ["", f"and {count - LISTED:,} more"] if count > LISTED else []


def _code(text: str) -> str:
    return f"<code>{_plain(text)}</code>"


def _plain(text: str) -> str:
    """Write every sign that could mean something in Markdown or HTML as an entity, and line ends as spaces."""
    return re.sub(r"[^\w ]", lambda sign: f"&#{ord(sign[0])};", " ".join(text.split()))


def _address(text: str) -> str:
    return re.sub(r"[^\w./:~-]", lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), text)
