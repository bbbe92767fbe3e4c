"""Reading and writing below the root: nothing outside it is read, nothing is half-written, only our own is removed."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from communique.problems import Problem

MAX_FILE_BYTES = 5 * 1024 * 1024
"""Largest article or briefing that is read."""

TEMPORARY = ".tmp-"
"""How the names of files begin that are not yet in their place."""

LEFTOVERS = re.compile(r"~$|^#.*#$|\.(?:orig|bak|swp|tmp)$|^(?:thumbs\.db|desktop\.ini)$", re.IGNORECASE)
"""What editors and desktops leave beside a file."""

OWNED = ".communique.json"
"""The list of what was generated in a folder; it lies with what it lists, so that both come and go together."""


def find(folder: Path, suffixes: tuple[str, ...], *, root: Path) -> tuple[list[str], list[Problem]]:
    """List the regular files below a folder by their paths relative to the root, sorted.

    Names that begin with '.' or '_' and README.md are passed over. Links and other kinds of file are refused.
    """
    if folder.is_symlink():
        where = folder.relative_to(root).as_posix()
        return [], [Problem(where, "This is a symbolic link; only folders are read.", "Put the folder itself here.")]
    paths: list[str] = []
    problems: list[Problem] = []
    for entry in _entries(folder):
        path = Path(entry.path).relative_to(root).as_posix()
        mode = entry.stat(follow_symlinks=False).st_mode
        if not stat.S_ISREG(mode):
            what = "a symbolic link" if stat.S_ISLNK(mode) else "no regular file"
            problems.append(Problem(path, f"This is {what}; only files are read.", "Put the file itself here."))
        elif not entry.name.lower().endswith(suffixes):
            known = ", ".join(suffixes)
            problems.append(
                Problem(path, "Files of this kind are not read here.", f"Known: {known}. Move it elsewhere.")
            )
        elif not _is_text(entry.name):
            problems.append(Problem(path, "The name is not valid Unicode.", "Rename the file."))
        else:
            paths.append(path)
    return sorted(paths), problems


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "_")) or entry.name == "README.md" or LEFTOVERS.search(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(Path(entry.path))
            else:
                yield entry


def _is_text(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def read_bytes(root: Path, path: str) -> tuple[bytes, list[Problem]]:
    """Read a file below the root; one that is too large or cannot be read gives no bytes and a problem."""
    try:
        if (root / path).stat().st_size > MAX_FILE_BYTES:
            limit = MAX_FILE_BYTES // (1024 * 1024)
            return b"", [Problem(path, f"The file is larger than {limit} MB.", "Split it, or move it elsewhere.")]
        return (root / path).read_bytes(), []
    except OSError as error:
        return b"", [Problem(path, f"The file cannot be read: {error.strerror}.", "Check its permissions.")]


def read_text(root: Path, path: str) -> tuple[str, list[Problem]]:
    """Read a UTF-8 file below the root; anything else gives '' and a problem with the line of the first bad byte."""
    data, problems = read_bytes(root, path)
    text, found = decoded(path, data)
    return text, problems + found


def decoded(path: str, data: bytes) -> tuple[str, list[Problem]]:
    """Return the text of a UTF-8 file, with or without a byte order mark, or '' and a problem."""
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return "", [Problem(path, "The file is not UTF-8.", "Save it as UTF-8 in your editor.", line)]


def write(path: Path, text: str, *, durable: bool = True) -> bool:
    """Write a file so that a reader sees the old or the new text, never a part. Returns False if it stood there.

    `durable` waits for the disk; what can be made again need not wait.
    """
    data = text.encode("utf-8")
    try:
        if path.read_bytes() == data:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    replace(path, data, durable=durable)
    return True


def replace(path: Path, data: bytes, *, durable: bool = True, mode: int | None = None) -> None:
    """Put a file in place at once: written beside it, flushed to disk if it must last, then renamed over it.

    `mode` are its permissions; None gives it those of any new file.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=TEMPORARY)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        Path(temporary).chmod(mode if mode is not None else plain_mode())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def plain_mode() -> int:
    """Return the permissions of a new file."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def create(root: Path, texts: Mapping[str, str]) -> None:
    """Write new files, each at once; a file that is there already is never touched (FileExistsError)."""
    for path in texts:
        if (root / path).exists():
            raise FileExistsError(errno.EEXIST, "A file of this name is there already", path)
    for path, text in texts.items():
        create_bytes(root / path, text.encode("utf-8"))


def create_bytes(path: Path, data: bytes) -> None:
    """Write one new file at once (FileExistsError if it is there)."""
    if path.exists():
        raise FileExistsError(errno.EEXIST, "A file of this name is there already", str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    replace(path, data)


def strays(folder: Path, reserved: Iterable[str]) -> list[str]:
    """Return the files in the reserved places of a folder that are not on the list of what was generated, sorted."""
    return sorted(_present(folder, reserved) - _owned(folder))


def listed(folder: Path, reserved: Iterable[str]) -> list[str]:
    """Return the files of a folder outside the reserved places, sorted, by their paths below it."""
    if not folder.is_dir():
        return []
    names = {entry.name for entry in folder.iterdir() if not entry.name.startswith(".")}
    found = (path for name in names - set(reserved) for path in _files_below(folder, name))
    return sorted(path for path in found if not any(Path(path).is_relative_to(name) for name in reserved))


def in_the_way(path: Path, root: Path) -> Problem:
    """Return what is said of a file that somebody put where the generator writes."""
    hint = "Move it out of this folder; its content is generated and replaced at each build."
    return Problem(path.relative_to(root).as_posix(), "This file lies in a generated place.", hint)


def foreign(folder: Path, texts: Mapping[str, str], reserved: Iterable[str], *, root: Path) -> list[Problem]:
    """Find files in the reserved places of a folder that were not generated; see `mirror` for the arguments."""
    return [
        in_the_way(folder / path, root)
        for path in strays(folder, reserved)
        if not _holds(folder / path, texts.get(path))
    ]


def mirror(folder: Path, texts: Mapping[str, str], reserved: Iterable[str]) -> int:
    """Make the generated part of a folder hold exactly these files.

    `texts` maps paths below the folder to their content; `reserved` are the names of files and folders in it that
    belong to the generator. Returns how many files were written or removed; unchanged ones are not touched, and only
    what was generated is removed.
    """
    old = _owned(folder) & _present(folder, reserved)
    folder.mkdir(parents=True, exist_ok=True)
    # What will be ours is noted before it is written, so that a build that was killed can be repeated.
    write(folder / OWNED, json.dumps(sorted(set(texts) | old), indent=0))
    changed = sum(write(folder / path, text, durable=False) for path, text in texts.items())
    gone = sorted(old - set(texts))
    for path in gone:
        (folder / path).unlink()
        remove_empty(folder, Path(path).parent)
    write(folder / OWNED, json.dumps(sorted(texts), indent=0))
    return changed + len(gone)


def _present(folder: Path, reserved: Iterable[str]) -> set[str]:
    return {path for name in reserved for path in _files_below(folder, name)}


def _holds(path: Path, text: str | None) -> bool:
    return text is not None and path.is_file() and not path.is_symlink() and path.read_bytes() == text.encode("utf-8")


def _owned(folder: Path) -> set[str]:
    try:
        return set(json.loads((folder / OWNED).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return set()


def sweep(folder: Path) -> None:
    """Remove the temporary files that a killed write left below a folder. Only to be used under the build's lock."""
    for path in folder.rglob(f"{TEMPORARY}*"):
        if path.is_file() and not path.is_symlink():
            path.unlink()


def _files_below(folder: Path, name: str) -> Iterator[str]:
    place = folder / name
    if place.is_file() or place.is_symlink():
        yield name
    elif place.is_dir():
        for found in place.rglob("*"):
            if found.is_symlink() or not found.is_dir():
                yield found.relative_to(folder).as_posix()


def remove_empty(folder: Path, below: Path) -> None:
    """Remove a folder below another one if it is empty, then those above it, up to the other one."""
    while below.parts and not any((folder / below).iterdir()):
        (folder / below).rmdir()
        below = below.parent


def tree_digest(folder: Path) -> str:
    """Return the SHA-256 over names and contents of all files below a folder."""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def remove_tree(folder: Path) -> None:
    """Remove a folder that is ours, if it is there."""
    shutil.rmtree(folder, ignore_errors=True)
