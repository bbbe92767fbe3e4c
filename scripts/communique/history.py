"""What git knows of the briefings: when each was first committed, and when it last changed in substance.

One pass over `git log` for all of them. A change in substance adds or takes away a line, spacing and line ends left
aside; a file that is only moved or renamed has not changed, and neither has one that a merge brought together. A day is
the author's own, in the author's time zone: it stays the same when a commit is rebased, and wherever the site is built.

Only the repository in which the collection lies is asked. Without git, or outside a repository, there is no history.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from communique import git
from communique.model import Record
from communique.problems import Problem

FOLDER = "briefings"
"""What is asked about; moves are followed inside it."""

_LOG = (
    *("log", "-z", "--format=tformat:%x01%H %as", "--raw", "--numstat", "--no-abbrev", "-M", "-w"),
    *("--ignore-blank-lines", "--text", "--no-ext-diff", "--no-textconv", "--no-show-signature", "--no-color"),
    *("--topo-order", "--relative", "--", FOLDER),
)
_STATUS = ("status", "--porcelain=v1", "-z", "--untracked-files=no", "--no-renames", "--", FOLDER)


@dataclass(frozen=True, slots=True)
class Change:
    """What one commit did to one file: `old` is its name before, None for a new file; `new` after, None if removed.

    `substance` says that more than its name or its spacing changed; `day` is None where the clock was absurd.
    """

    commit: str
    day: date | None
    old: str | None
    new: str | None
    substance: bool


def read(root: Path, paths: Iterable[str]) -> tuple[Mapping[str, Record] | None, list[Problem]]:
    """Return what git knows of the files at `paths`, relative to `root`: a record for each that is committed.

    None, with no problem, if there is no git, no repository or no commit; None and a note if git refuses. A file with
    changes that are not committed has no day of its last one. In a shallow clone the days that lie before it are
    unknown, and a note says so.
    """
    try:
        known = _asked(root, "rev-parse", "--show-prefix", "--is-shallow-repository", "--git-path", "shallow")
        if not known:
            return None, []
        prefix, shallow, place = known.split("\n")[:3]
        grafted = _grafted(root / place) if shallow == "true" else frozenset()
        changes = parse(_asked(root, *_LOG))
        open_ = _uncommitted(_asked(root, *_STATUS), prefix)
    except git.GitError as error:
        return (None, []) if _is_no_history(str(error)) else (None, [_refused(error)])
    return records(changes, paths, grafted, open_), [_shallow()] if grafted else []


def records(
    changes: Iterable[Change],
    paths: Iterable[str],
    grafted: frozenset[str] = frozenset(),
    uncommitted: frozenset[str] = frozenset(),
) -> dict[str, Record]:
    """Return a record for each of the `paths` from all changes, which come newest first.

    `grafted` are the commits before which a shallow clone knows nothing; `uncommitted` the files that have changed
    since their last commit.
    """
    lives = _lives(changes, paths)
    return {path: _record(life, grafted, path in uncommitted) for path, life in lives.items() if life.changes}


@dataclass(slots=True)
class _Life:
    """The changes of one file under all its names, newest first."""

    changes: list[Change] = field(default_factory=list)


def _lives(changes: Iterable[Change], paths: Iterable[str]) -> dict[str, _Life]:
    """Follow each file back through its names to the commit that made it.

    A change on a branch can come before the move that a parallel branch made; it waits under its old name until the
    move tells to whom it belongs, or until the file turns out to be another one, which was made and removed.
    """
    lives = {path: _Life() for path in paths}
    owners = dict(lives)
    waiting: defaultdict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.new is None:
            continue  # Removed: what it was before is another file, or none.
        life = owners.get(change.new)
        if life is not None:
            life.changes.append(change)
        else:
            waiting[change.new].append(change)
        if change.old == change.new:
            continue
        owners.pop(change.new, None)
        if change.old is None:
            waiting.pop(change.new, None)
        elif life is not None and change.old not in owners:
            owners[change.old] = life
            life.changes += waiting.pop(change.old, [])
    return lives


def _record(life: _Life, grafted: frozenset[str], uncommitted: bool) -> Record:
    # What the oldest commit of a shallow clone seems to have made was there before.
    real = [change for change in life.changes if change.commit not in grafted]
    made = [change.day for change in real if change.day and change.old is None]
    changed = [change.day for change in real if change.day and (change.substance or change.old is None)]
    cut = len(real) < len(life.changes)
    first = min(made, default=None) if not cut else None
    return Record(first, max(changed, default=None) if not uncommitted else None)


# --- reading git ----------------------------------------------------------------------------------------------------


def parse(log: str) -> Iterator[Change]:
    """Read the output of `git log -z --raw --numstat` with one header a commit: '\\x01', its hash, its author's day."""
    commit, day = "", None
    moved: list[tuple[str | None, str | None]] = []
    substance: set[str] = set()
    tokens = iter(log.split("\0"))

    def flush() -> Iterator[Change]:
        for old, new in moved:
            yield Change(commit, day, old, new, (new or old) in substance)

    for token in tokens:
        token = token.lstrip("\n")
        if token.startswith("\x01"):
            yield from flush()
            moved, substance = [], set()
            commit, _, written = token[1:].partition(" ")
            day = _day(written)
        elif token.startswith(":"):
            moved.append(_names(token.rpartition(" ")[2], tokens))
        elif token:
            added, removed, name = token.split("\t", 2)
            if not name:  # A moved file: its two names follow.
                _, name = next(tokens), next(tokens)
            if (added, removed) != ("0", "0"):
                substance.add(name)
    yield from flush()


def _names(status: str, tokens: Iterator[str]) -> tuple[str | None, str | None]:
    name = next(tokens)
    if status[0] in "RC":
        return (name if status[0] == "R" else None), next(tokens)
    return (None if status[0] == "A" else name), (None if status[0] == "D" else name)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:  # A clock that was wrong by thousands of years.
        return None


def _uncommitted(status: str, prefix: str) -> frozenset[str]:
    """Return the files that `git status` names; it names them from the top of the repository."""
    return frozenset(entry[3:].removeprefix(prefix) for entry in status.split("\0") if entry)


def _grafted(place: Path) -> frozenset[str]:
    try:
        return frozenset(place.read_text(encoding="ascii").split())
    except OSError:
        return frozenset()


def _asked(root: Path, *arguments: str) -> str:
    """Return what git prints; '' if there is no git. Names that are no UTF-8 stay distinct."""
    try:
        return git.ask(root, *arguments).decode("utf-8", "surrogateescape")
    except git.NoGitError:
        return ""


def _is_no_history(said: str) -> bool:
    return "not a git repository" in said or "does not have any commits yet" in said or "bad revision 'HEAD'" in said


def _refused(error: git.GitError) -> Problem:
    why = git.reason(error)
    message = f"The history of the briefings cannot be read, and their pages show no dates of changes: {why}."
    hint = git.UNTRUSTED if "dubious ownership" in str(error) else "See what 'git log' says in this folder."
    return Problem(FOLDER, message, hint, severity="note")


def _shallow() -> Problem:
    message = "The clone is shallow: what happened to a briefing before it is not known, and its page shows no date."
    return Problem(FOLDER, message, "Run 'git fetch --unshallow'; in CI set fetch-depth: 0.", severity="note")
