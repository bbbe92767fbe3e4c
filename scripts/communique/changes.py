"""Several files changed together: all or none, also if the command is killed in between.

What is to be done is written into a journal before the first file is touched. The next command that takes the lock
finds the journal and does the rest. If somebody has edited one of the files meanwhile, the others are put back as they
were instead, that file is left alone, and the command says so.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pydantic import Base64Bytes, BaseModel, ConfigDict, ValidationError

from communique import files
from communique.problems import BuildError, Problem

FOLDER = "briefings"
"""Where the files lie that are changed together; a journal that names others was not written by us."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file (path relative to the root, with '/') and its content before and after; None: there is no such file.

    `origin` is the path of the file from which a new one is moved; it takes over that file's mode.
    """

    path: str
    before: bytes | None
    after: bytes | None
    origin: str | None = None


class _Step(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    path: str
    before: Base64Bytes | None
    after: Base64Bytes | None
    mode: int


class _Journal(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    steps: tuple[_Step, ...]


def apply(root: Path, journal: Path, plan: Iterable[Change]) -> None:
    """Change files below a root, all or none. Only to be used under the lock.

    `journal` is the file that keeps the plan meanwhile. Raises BuildError, with nothing changed, if a file is not (or
    no longer) as the plan says; OSError if the disk refuses, with everything as it was before.
    """
    # What takes files away comes last: cut short, it leaves one too many rather than one too few.
    changes = sorted((one for one in plan if one.before != one.after), key=lambda one: one.after is None)
    problems = [problem for change in changes for problem in _unfit(root, change)]
    if problems:
        raise BuildError(problems)
    if not changes:
        return
    steps = tuple(_step(root, change) for change in changes)
    journal.parent.mkdir(exist_ok=True)
    files.replace(journal, _text(_Journal(steps=steps)))
    _sync(journal.parent)
    try:
        _forward(root, steps)
    except (OSError, KeyboardInterrupt):
        _back(root, steps)
        journal.unlink()
        raise
    journal.unlink()


def recover(root: Path, journal: Path) -> tuple[Problem, ...]:
    """Finish what a killed command began, if there is a journal. Only to be used under the lock.

    Returns a note if there was something to finish. Raises BuildError if a file was edited meanwhile: that file is
    left alone, all others are as they were before the command, and the next command finds nothing to finish.
    """
    try:
        data = journal.read_bytes()
    except FileNotFoundError:
        return ()
    steps = _read(root, journal, data)
    edited = [step.path for step in steps if _content(root, step.path) not in (step.before, step.after)]
    if edited:
        _back(root, steps)
        journal.unlink()
        raise BuildError(_edited(path) for path in edited)
    files.sweep(root / FOLDER)
    _forward(root, steps)
    journal.unlink()
    message = f"A command that was cut short has been finished; files changed: {len(steps)}."
    return (Problem(FOLDER, message, "See 'git status'.", severity="note"),)


def _unfit(root: Path, change: Change) -> list[Problem]:
    place = root / change.path
    if _leads_astray(root, change.path):
        return [Problem(change.path, "The path leads out of the folder of briefings.", "Name another file.")]
    if _content(root, change.path) == change.before:
        if change.before is not None and not place.stat().st_mode & stat.S_IWUSR:
            return [Problem(change.path, "The file is write-protected.", "Make it writable, then try again.")]
        return []
    if change.before is None:
        return [Problem(change.path, "A file of this name is there already.", "Move it away, or choose another name.")]
    return [Problem(change.path, "The file has changed since it was read.", "Save it, then try again.")]


def _leads_astray(root: Path, path: str) -> bool:
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or parts.parts[:1] != (FOLDER,):
        return True
    place, top = root / path, root.resolve()
    return place.is_symlink() or not place.parent.resolve().is_relative_to(top / FOLDER)


def _content(root: Path, path: str) -> bytes | None:
    try:
        return (root / path).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _step(root: Path, change: Change) -> _Step:
    place = root / (change.origin or change.path)
    mode = place.stat().st_mode & 0o777 if place.exists() else files.plain_mode()
    return _Step.model_construct(path=change.path, before=change.before, after=change.after, mode=mode)


def _text(journal: _Journal) -> bytes:
    return (journal.model_dump_json(indent=1) + "\n").encode()


def _read(root: Path, journal: Path, data: bytes) -> Sequence[_Step]:
    """Read a journal; one that we cannot have written is refused, for it may have come with somebody's repository."""
    try:
        steps = _Journal.model_validate_json(data).steps
    except ValidationError:
        steps = ()
    if not steps or any(_leads_astray(root, step.path) for step in steps):
        hint = "See with 'git status' whether all files are as they should be, then delete it."
        raise BuildError([Problem(journal.relative_to(root).as_posix(), "The journal cannot be used.", hint)])
    return steps


def _forward(root: Path, steps: Sequence[_Step]) -> None:
    for step in steps:
        _put(root, step.path, step.after, step.mode)
    _settle(root, steps)


def _back(root: Path, steps: Sequence[_Step]) -> None:
    """Put back what was done, but for files that hold something else by now."""
    for step in reversed(steps):
        if _content(root, step.path) == step.after:
            _put(root, step.path, step.before, step.mode)
    _settle(root, steps)


def _put(root: Path, path: str, content: bytes | None, mode: int) -> None:
    place = root / path
    if _content(root, path) == content:
        return
    try:
        if content is None:
            place.unlink()
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            files.replace(place, content, mode=mode)
    except OSError as error:  # It would name the temporary file.
        raise OSError(error.errno, error.strerror, path) from error


def _settle(root: Path, steps: Sequence[_Step]) -> None:
    """Remove the folders that are empty now, and see that names have reached the disk, too."""
    for folder in {PurePosixPath(step.path).parent for step in steps}:
        if (root / folder).is_dir():
            _sync(root / folder)
            files.remove_empty(root / FOLDER, Path(folder).relative_to(FOLDER))


def _sync(folder: Path) -> None:
    if os.name != "posix":
        return  # Elsewhere a folder cannot be opened.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _edited(path: str) -> Problem:
    message = "A command was cut short, and this file was edited since; what it had changed elsewhere is undone."
    return Problem(path, message, "See what the file should be ('git diff'), then give the command again.")
