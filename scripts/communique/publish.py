"""A finished staging folder becomes the site, all at once, and only one build does so at a time."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from communique import changes, files
from communique.problems import BuildError, Problem

WORK = ".communique"
"""Where builds keep what is not the site: the lock, staging folders, the cached search index."""

OURS = "assets/communique"
"""A folder that every site has which a build made."""

PATIENCE = 60
"""Seconds that `add` and a preview wait for a build to end."""

JOURNAL = f"{WORK}/changes.json"
"""What a command that changes several briefings has to do; it is there only while the command runs."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


@contextmanager
def locked(root: Path, *, patience: float = 0) -> Iterator[tuple[Problem, ...]]:
    """Let one build at a time work below a root. A killed build leaves no lock.

    Waits for another one up to `patience` seconds, then raises BuildError. What a killed command left half-done is
    finished first; gives a note if there was something, or raises BuildError if that cannot be (see changes.py).
    """
    (root / WORK).mkdir(exist_ok=True)
    lock = FileLock(root / WORK / "lock", timeout=patience)
    try:
        with lock:
            yield changes.recover(root, root / JOURNAL)
    except Timeout:
        message = "Another build of this site is running."
        raise BuildError([Problem(f"{WORK}/lock", message, "Wait for it to end, then build again.")]) from None


@contextmanager
def staging(root: Path) -> Iterator[Path]:
    """Give an empty folder to build in, on the same disk as the site; what is left of it afterwards is removed.

    Folders that killed builds left behind are removed too. Only to be used under the lock.
    """
    home = root / WORK / "staging"
    files.remove_tree(home)
    home.mkdir(parents=True)
    folder = Path(tempfile.mkdtemp(dir=home))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        files.remove_tree(home)


def switch(staged: Path, site: Path) -> bool:
    """Put a staged site in the place of the live one.

    Returns False, and touches nothing, if the live site holds the same bytes already. Afterwards `staged` holds what
    was live. On Linux and macOS the two folders trade names in one step of the file system, so that `site` is at every
    moment one complete site; elsewhere there is a moment without it.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    if hasattr(os, "sync"):
        os.sync()  # One call for all files; their number would make one call each slow.
    if not site.exists():
        staged.rename(site)
        return True
    if files.tree_digest(staged) == files.tree_digest(site):
        return False
    if not _exchange(staged, site):
        aside = staged.with_name("previous")
        site.rename(aside)
        staged.rename(site)
    return True


def refuse_foreign(site: Path) -> None:
    """Raise BuildError if what lies where the site is to be was not made by a build, and would be lost."""
    message = ""
    if site.is_symlink():
        message = "The site's folder is a symbolic link; it cannot be replaced at once."
    elif site.exists() and not site.is_dir():
        message = "Where the site is to be lies a file."
    elif site.is_dir() and any(site.iterdir()) and (not (site / OURS).is_dir() or (site / ".git").exists()):
        message = "The folder holds something that no build made, and that would be lost."
    if message:
        raise BuildError([Problem(site.name, message, "Move it away, or name another folder as site_dir.")])


def _exchange(one: Path, other: Path) -> bool:
    """Let two paths trade places atomically; False where the system has no such call."""
    call = _rename_call()
    if call is None:
        return False
    if call(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    code = ctypes.get_errno()
    if code in {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _rename_call() -> Callable[[bytes, bytes], int] | None:
    if os.name != "posix":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        return lambda one, other: library.renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return lambda one, other: library.renamex_np(one, other, _RENAME_SWAP)
    return None
