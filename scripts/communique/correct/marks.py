"""Two decisions that are written down: an article is not wanted; a briefing is withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from communique import briefing as briefing_file
from communique import edit, ledger, strict
from communique.changes import Change
from communique.collection import Collection
from communique.correct.plan import Plan, changed, find, one_line, relative, text_of
from communique.model import Briefing
from communique.problems import BuildError, Problem, errors


def ignored(collection: Collection, names: Sequence[str], reason: str | None) -> Plan:
    """Plan lines in ignored.yml for articles of the collection; those that are listed already are only noted."""
    paths = _articles(collection, names)
    said: list[Problem] = []
    new: list[ledger.Entry] = []
    for path in paths:
        entry = ledger.Entry(path, collection.digests[path], None)
        if _settled(collection, entry):
            said.append(Problem(path, f"It is listed in {ledger.IGNORED} already.", "", severity="note"))
        else:
            new.append(entry)
            said += [_still_there(path, briefing) for briefing in _briefings_of(collection, entry)]
    if not new:
        return Plan((), tuple(said))
    place = collection.root / ledger.IGNORED
    before = place.read_bytes() if place.is_file() else None
    after = ledger.with_ignored(before.decode("utf-8") if before is not None else None, new, one_line(reason or ""))
    _read_again(collection, after, new)
    names_ = ", ".join(Path(entry.article).name for entry in new)
    return Plan((Change(ledger.IGNORED, before, after.encode()),), tuple(said), f"Ignore {names_}")


def _articles(collection: Collection, names: Sequence[str]) -> tuple[str, ...]:
    found, problems = [], []
    for name in names:
        path = relative(collection.root, name)
        if path in collection.digests:
            found.append(path)
        else:
            hint = strict.nearest(name, collection.digests) or "Name a file in seeds/."
            problems.append(Problem(name, "There is no such article in the collection.", hint))
    if problems:
        raise BuildError(problems)
    return tuple(dict.fromkeys(found))


def _settled(collection: Collection, entry: ledger.Entry) -> bool:
    unwanted = [one for one in collection.entries if one.briefing is None]
    return any(one.sha256 == entry.sha256 or (one.article, one.sha256) == (entry.article, None) for one in unwanted)


def _briefings_of(collection: Collection, entry: ledger.Entry) -> list[Briefing]:
    return [
        briefing
        for briefing in collection.briefings
        if any(entry.article == source.article or entry.sha256 == source.sha256 for source in briefing.sources)
    ]


def _still_there(path: str, briefing: Briefing) -> Problem:
    hint = "Delete that file, or withdraw the briefing, if it is not wanted either."
    return Problem(path, f"The briefing {briefing.path} rests on it and stays.", hint, severity="warning")


def _read_again(collection: Collection, after: str, new: Sequence[ledger.Entry]) -> None:
    """Raise BuildError unless the new text of the list says what the old one said, and the new lines."""
    entries, problems = ledger.parse(collection.drafted_text, after.removeprefix("\ufeff"))
    if errors(problems) or entries != (*collection.entries, *new):
        lines = " ".join(f"- {{article: {entry.article}, sha256: {entry.sha256}}}" for entry in new)
        raise BuildError([Problem(ledger.IGNORED, "No line can be put at its end.", f"Write it by hand: {lines}")])


def withdrawn(collection: Collection, name: str, reason: str, on: date, *, empty: bool = False) -> Plan:
    """Plan the withdrawal of a briefing: its address stays and says when and why.

    `empty` also takes body, key points and summary out of the file. Raises BuildError if it is withdrawn already.
    """
    (briefing,) = find(collection, [name])
    reason = one_line(reason)
    if not reason:
        raise BuildError([Problem("--reason", "The reason is empty.", "Say in a sentence why; readers will see it.")])
    if briefing.withdrawn is not None and briefing.status == "withdrawn":
        message = f"It was withdrawn on {briefing.withdrawn.on} already."
        raise BuildError([Problem(briefing.path, message, "Edit the reason in the file if it has changed.")])
    before = text_of(collection, briefing.path)
    mark = {"on": on, "reason": reason}
    gone = {"summary": None, "key_points": None} if empty else {}
    after = edit.revised(briefing.path, before, {"status": "withdrawn", "withdrawn": mark, **gone}, briefing_file.KEYS)
    after = edit.with_body(briefing.path, after, "") if empty else after
    message, hint = "The text stays in the file, and in the history of git.", "'--empty' takes it out of the file."
    said = () if empty else (Problem(briefing.path, message, hint, severity="note"),)
    return Plan((changed(briefing.path, before, after),), said, f"Withdraw {briefing.id}")
