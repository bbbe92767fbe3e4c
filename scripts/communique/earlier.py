"""A collection as it was at an earlier commit, compared with what lies in its folder now."""

from __future__ import annotations

import io
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

from communique import compose, git, library
from communique.collection import Collection, load
from communique.config import FILE
from communique.difference import Difference, State, compare
from communique.problems import BuildError, Problem, errors

READ = (FILE, "briefings")
"""What decides which pages there are and what they show."""


def changes(root: Path, base: str) -> tuple[Difference, Collection, list[Problem]]:
    """Compare a collection with the commit at which its branch left `base` (a branch, tag or commit).

    Returns what changed, the collection, and a warning if what was there before cannot be read: then everything is
    new. Raises BuildError if the collection itself has errors, or if git does not know `base`.
    """
    now, _ = load(root)
    commit = _fork_point(root, base)
    with tempfile.TemporaryDirectory() as folder:
        _unpack(root, commit, Path(folder))
        try:
            before = _state(load(Path(folder))[0])
            problems = []
        except BuildError as error:
            before = State((), {})
            message = f"The collection at {commit[:12]} cannot be read ({error.problems[0]}); all counts as new."
            problems = [Problem(base, message, "Compare with a commit that has no errors.", severity="warning")]
    return compare(before, _state(now)), now, problems


def _state(collection: Collection) -> State:
    shelf, problems = library.build(collection.briefings)
    if errors(problems):
        raise BuildError(problems)
    pages = compose.pages(shelf, collection.vocabulary, collection.settings)
    return State(collection.briefings, {page.address: page for page in pages})


def _fork_point(root: Path, base: str) -> str:
    hint = "Name a branch, tag or commit; in a shallow clone fetch the whole history first ('git fetch --unshallow')."
    _git(root, "rev-parse", "--git-dir")
    try:
        commit = git.ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}")
        return git.ask(root, "merge-base", commit.decode().strip(), "HEAD").decode().strip()
    except git.GitError:
        raise BuildError([Problem(base, "Git knows no such commit from which this one comes.", hint)]) from None


def _unpack(root: Path, commit: str, folder: Path) -> None:
    """Write the files of a commit that are READ into a folder; there may be none of them."""
    listed = _git(root, "ls-tree", "--name-only", "-z", commit, "--", *READ).decode("utf-8", "surrogateescape")
    names = [name for name in listed.split("\0") if name]
    if not names:
        return
    packed = _git(root, "archive", "--format=tar", commit, "--", *names)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isreg() else None
            if content is not None and ".." not in PurePosixPath(member.name).parts:
                place = folder / PurePosixPath(member.name)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content.read())


def _git(root: Path, *arguments: str) -> bytes:
    try:
        return git.ask(root, *arguments)
    except git.GitError as error:
        raise BuildError([_refused(root, error)]) from None


def _refused(root: Path, error: git.GitError) -> Problem:
    hint = "Install git, and run this inside a git repository."
    if isinstance(error, git.NoGitError):
        return Problem("git", "There is no git on this machine.", hint)
    if "not a git repository" in str(error):
        return Problem(str(root), "This is no git repository.", hint)
    hint = git.UNTRUSTED if "dubious ownership" in str(error) else "See what 'git status' says in this folder."
    return Problem(str(root), f"Git gives no answer: {git.reason(error)}.", hint)
