"""Git, asked about the repository in which a folder lies. Nothing is fetched and nothing written.

Variables such as GIT_DIR, which git sets for its hooks and which name a repository, are not passed on; git answers in
English, so that its words can be told apart.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

TIMEOUT = 60
"""Longest run of git, in seconds; the log of 3,000 commits takes a third of one."""

_KEPT = ("GIT_CONFIG", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXEC_PATH")
"""Beginnings of git's variables that say how it works, not on which repository."""

FIXED = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
"""The variables with which git is always run."""

UNTRUSTED = "The folder belongs to another user. Trust it with 'git config --global --add safe.directory FOLDER'."
"""What to do where git refuses a repository because of its owner."""


class GitError(Exception):
    """Git could not answer; the text is what it said."""


class NoGitError(GitError):
    """There is no git on this machine."""


def ask(root: Path, *arguments: str) -> bytes:
    """Run git in a folder and return what it prints. Raises GitError if it fails or gives no answer in time."""
    command = ["git", "-c", "core.fsmonitor=false", "-c", "log.follow=false", *arguments]
    try:
        done = subprocess.run(
            command,
            cwd=root,
            env=_environment(os.environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise GitError(f"it did not answer in {TIMEOUT} seconds") from None
    except OSError as error:
        raise NoGitError("there is no git on this machine") from error
    if done.returncode != 0:
        raise GitError(done.stderr.decode("utf-8", "replace").strip() or f"exit code {done.returncode}")
    return done.stdout


def reason(error: GitError) -> str:
    """Return the first line of what git said, to stand inside a sentence."""
    return str(error).splitlines()[0].removeprefix("fatal: ").rstrip(".")


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in given.items() if not name.startswith("GIT_") or name.startswith(_KEPT)}
    return kept | FIXED
