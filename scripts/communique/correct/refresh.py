"""A briefing beside a new proposal from its articles, field by field; and the taking over of what is accepted."""

from __future__ import annotations

import json
from collections.abc import Collection as Names
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from importlib.metadata import version
from typing import Any

from communique import briefing as briefing_file
from communique import edit
from communique.build import propose
from communique.changes import Change
from communique.collection import Collection
from communique.correct.moves import home
from communique.correct.plan import Plan, changed, is_unedited, signed, text_of
from communique.model import UNKNOWN_PUBLISHER, Briefing, KeyPoint, Person, Source
from communique.problems import BuildError, Problem, errors
from communique.progress import Progress

FIELDS = (
    *("title", "lang", "event_date", "published", "parties", "pairs", "mentions", "topics", "people", "key_points"),
    *("sources", "body"),
)
"""What is recognised in an article. All else in a briefing is decided by people."""

ALL = "all"
"""What stands for all fields; only for briefings that nobody has edited."""

_SHOWN = 200
"""Longest part of a body that is shown, in characters."""


@dataclass(frozen=True, slots=True)
class Row:
    """A field, or a key of a source, in the briefing and in the new proposal; None: not given."""

    field: str
    briefing: Any
    proposed: Any


@dataclass(frozen=True, slots=True)
class Compared:
    """A briefing, whether a person has edited it, and the fields in which the new proposal differs."""

    briefing: Briefing
    edited: bool
    proposed: Mapping[str, Any]

    def rows(self) -> Iterator[Row]:
        """Yield what differs, the sources key by key."""
        for field, new in self.proposed.items():
            old = getattr(self.briefing, field)
            if field != "sources":
                yield Row(field, _plain(old), _plain(new))
                continue
            for number, (one, other) in enumerate(zip(old, new, strict=True), 1):
                yield from (
                    Row(f"sources.{number}.{key}", _plain(getattr(one, key)), _plain(value))
                    for key, value in _newer(one, other).items()
                )


def compared(
    collection: Collection, briefings: Sequence[Briefing] | None, today: date, progress: Progress
) -> tuple[tuple[Compared, ...], list[Problem]]:
    """Recognise the articles of briefings (None: all but the withdrawn) anew and compare.

    Returns what came of each briefing of which an article lies in the collection, and notes on the others.
    """
    every = briefings is None
    briefings = briefings if briefings is not None else _not_withdrawn(collection)
    articles = {briefing: _articles(collection, briefing) for briefing in briefings}
    wanted = tuple(dict.fromkeys(path for paths in articles.values() for path in paths if path))
    progress.tell(f"Recognising articles anew: {len(wanted):,} ...")
    # As if nothing had been drafted: the ids do not matter here.
    anew = replace(collection, briefings=(), entries=(), unknown=wanted)
    proposal = propose(anew, today, Progress(over=progress.over))
    fresh = {new.sources[0].article: new for new in proposal.briefings}
    found: list[Compared] = []
    without: list[str] = []
    for briefing, paths in articles.items():
        proposals = [fresh.get(path) for path in paths]
        if not any(proposals):
            without.append(briefing.path)
        else:
            edited = not is_unedited(briefing, text_of(collection, briefing.path))
            found.append(Compared(briefing, edited, _differences(briefing, proposals)))
    return tuple(found), [*errors(proposal.problems), *_nothing_to_compare(without, every)]


def _not_withdrawn(collection: Collection) -> tuple[Briefing, ...]:
    return tuple(one for one in collection.briefings if one.status != "withdrawn")


def _nothing_to_compare(paths: Sequence[str], every: bool) -> list[Problem]:
    if not every:
        message = "None of its articles lies in seeds/; there is nothing to compare with."
        return [Problem(path, message, "", severity="note") for path in paths]
    message = f"Briefings of which no article lies in seeds/, so that there is nothing to compare with: {len(paths):,}."
    return [Problem("briefings", message, "", severity="note")] if paths else []


def _articles(collection: Collection, briefing: Briefing) -> list[str | None]:
    """Return the article file of each source: by its path, else by its content, for it may have been renamed."""
    by_content = {sha256: path for path, sha256 in collection.digests.items()}
    return [
        source.article if source.article in collection.digests else by_content.get(source.sha256 or "")
        for source in briefing.sources
    ]


def _differences(briefing: Briefing, proposals: Sequence[Briefing | None]) -> Mapping[str, Any]:
    first = next(new for new in proposals if new is not None)
    sources = tuple(
        replace(old, **_newer(old, new.sources[0])) if new else old
        for old, new in zip(briefing.sources, proposals, strict=True)
    )
    proposed = {field: getattr(first, field) for field in FIELDS} | {"sources": sources}
    return {field: value for field, value in proposed.items() if value != getattr(briefing, field)}


def _newer(old: Source, new: Source) -> dict[str, Any]:
    """Return what a source gives otherwise than before; what it does not give may have been added by a person."""
    given = {key: value for key, value in asdict(new).items() if value not in (None, UNKNOWN_PUBLISHER)}
    return {key: value for key, value in given.items() if value != getattr(old, key)}


# --- taking over ----------------------------------------------------------------------------------------------------


def planned(collection: Collection, found: Iterable[Compared], fields: Names[str], *, named: bool) -> Plan:
    """Plan the taking over of fields (ALL: all of them) into briefings; `named`: they were named one by one.

    Not named, those that a person has edited are left out of ALL, with a note. Named, they are refused: BuildError is
    raised, as it is where the text of one cannot be edited.
    """
    changes: list[Change] = []
    said: list[Problem] = []
    problems: list[Problem] = []
    for one in found if fields else ():
        if refused := _refused(one, fields, named=named):
            (said if refused.severity == "note" else problems).append(refused)
            continue
        try:
            change, more = accepted(collection, one, fields)
        except BuildError as error:
            problems += error.problems
        else:
            changes += [change] if change else []
            said += more
    if problems:
        raise BuildError(problems)
    count = f"{len(changes)} {'briefing' if len(changes) == 1 else 'briefings'}"
    return Plan(tuple(changes), tuple(said), f"Refresh {count} from the articles")


def _refused(one: Compared, fields: Names[str], *, named: bool) -> Problem | None:
    path = one.briefing.path
    if one.briefing.status == "withdrawn":
        return Problem(path, "The briefing is withdrawn; nothing is taken over into it.", "Leave it out.")
    if not (one.edited and one.proposed and ALL in fields):
        return None
    hint = f"Name the fields to take over: --accept {','.join(one.proposed)}"
    if named:
        return Problem(path, "A person has edited this briefing.", hint)
    return Problem(path, "A person has edited it; it was left as it is.", hint, severity="note")


def accepted(collection: Collection, one: Compared, fields: Names[str]) -> tuple[Change | None, list[Problem]]:
    """Plan the taking over of fields into a briefing; None if none of them differs.

    An unedited briefing is signed again, so that it still counts as unedited. Raises BuildError where its text cannot
    be edited.
    """
    briefing = one.briefing
    chosen = {field: value for field, value in one.proposed.items() if field in fields or ALL in fields}
    if not chosen:
        return None, []
    path, before = briefing.path, text_of(collection, briefing.path)
    raw = edit.values(path, before)
    keys = {field: _written(field, value, raw, briefing) for field, value in chosen.items() if field != "body"}
    after = edit.revised(path, before, keys, briefing_file.KEYS)
    after = edit.with_body(path, after, chosen["body"]) if "body" in chosen else after
    if not one.edited:
        after = signed(path, after, version("communique"))
    return changed(path, before, after), _said(briefing, chosen)


def _written(field: str, new: Any, raw: Mapping[str, Any], briefing: Briefing) -> Any:
    """Return the value to write: what stays the same is written as the person wrote it."""
    if field == "sources":
        pairs = zip(raw["sources"], briefing.sources, new, strict=True)
        return [{**written, **_newer(old, other)} for written, old, other in pairs]
    if not isinstance(new, tuple):
        return new
    if field == "key_points" and not new:
        return None
    old = dict(zip(getattr(briefing, field), raw[field], strict=True)) if isinstance(raw.get(field), list) else {}
    return [old[item] if item in old else _plain(item) for item in new]


def _said(briefing: Briefing, chosen: Mapping[str, Any]) -> list[Problem]:
    said = []
    if briefing.review is not None:
        message = f"{briefing.review.by} reviewed it on {briefing.review.on}, before this change; 'review' stays."
        hint = "Ask the reviewer to look again."
        said.append(Problem(briefing.path, message, hint, key="review", severity="warning"))
    moved = replace(briefing, **{key: value for key, value in chosen.items() if key in {"pairs", "topics"}})
    if home(moved).rpartition("/")[0] != home(briefing).rpartition("/")[0]:
        message, hint = "Its pair or topic asks for another folder now.", f"Run 'communique tidy {briefing.id}'."
        said.append(Problem(briefing.path, message, hint, severity="note"))
    return said


# --- showing --------------------------------------------------------------------------------------------------------


def as_text(value: Any) -> str:
    """Return a value of a row as a person reads it."""
    if value is None or value == [] or value == "":
        return "-"
    if isinstance(value, list):
        return (" / " if any(len(as_text(item)) > 40 for item in value) else ", ").join(map(as_text, value))
    if isinstance(value, dict):
        first, *more = map(as_text, value.values())
        return f"{first} ({'; '.join(more)})"
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()} … ({len(text):,} characters)"


def as_json(found: Iterable[Compared], changed_paths: Names[str]) -> str:
    """Return comparisons as JSON: a list of briefings, each with its fields. Keys are only ever added."""
    rows = [
        {
            "briefing": one.briefing.path,
            "id": one.briefing.id,
            "edited": one.edited,
            "reviewed": one.briefing.review is not None,
            "changed": one.briefing.path in changed_paths,
            "fields": [asdict(row) for row in one.rows()],
        }
        for one in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _plain(value: Any) -> Any:
    """Return a value as it is written into a briefing: a person without role, a point without speaker is a text."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Person):
        return {"name": value.name, "role": value.role} if value.role else value.name
    if isinstance(value, KeyPoint):
        return {"text": value.text, "said_by": list(value.said_by)} if value.said_by else value.text
    return value.isoformat() if isinstance(value, date) else value
