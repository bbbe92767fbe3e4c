"""Whole collections for tests: laid out in a folder, built by the command line, compared file by file."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unittest import mock

from communique import cli, recognise, vocabulary
from communique.recognise import Lexicon
from communique.vocabulary import Vocabulary

CHECKOUT = Path(__file__).parents[1]
SITES = Path(__file__).parent / "sites"

CLOCK = {"SOURCE_DATE_EPOCH": "1795392000", "NO_MKDOCS_2_WARNING": "1"}
"""Drafting happens on 23 November 2026 whenever tests run."""

ARTICLE_ENDINGS = {".txt", ".md", ".html", ".htm"}


_load_vocabulary = vocabulary.load
_compile_lexicon = recognise.compile_lexicon


@cache
def _read_once(overlays: tuple[tuple[str, str], ...]) -> tuple[Vocabulary, Lexicon]:
    words = _load_vocabulary(dict(overlays))
    return words, _compile_lexicon(words)


_lexicons: dict[int, Lexicon] = {}


def _vocabulary(overlays: Mapping[str, str]) -> Vocabulary:
    """Read a vocabulary once for all tests: half of the time of a small build goes into it."""
    words, lexicon = _read_once(tuple(sorted(overlays.items())))
    _lexicons[id(words)] = lexicon
    return words


def _lexicon(words: Vocabulary) -> Lexicon:
    return _lexicons[id(words)]


@dataclass(frozen=True)
class Outcome:
    """What a command did: its exit code and what it printed."""

    code: int
    out: str
    err: str


def communique(*arguments: str | Path, given: bytes = b"") -> Outcome:
    """Run a command in this process; `given` is its standard input."""
    out, err = io.StringIO(), io.StringIO()
    standard_input = io.TextIOWrapper(io.BytesIO(given))
    with (
        redirect_stdout(out),
        redirect_stderr(err),
        mock.patch.object(sys, "stdin", standard_input),
        mock.patch.dict(os.environ, CLOCK),
        mock.patch.object(vocabulary, "load", _vocabulary),
        mock.patch.object(recognise, "compile_lexicon", _lexicon),
    ):
        code = cli.main([str(argument) for argument in arguments])
    return Outcome(code, out.getvalue(), err.getvalue())


def process(*command: str | Path, cwd: Path | None = None, environment: Mapping[str, str] | None = None) -> Outcome:
    """Run a command of this Python as a process of its own: ('-m', 'mkdocs', 'build')."""
    done = subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=cwd,
        env={**os.environ, **CLOCK, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def build(root: Path) -> Outcome:
    """Build a collection that has nothing wrong."""
    outcome = communique("build", "--root", root)
    assert outcome.code == 0, outcome.err
    return outcome


def laid_out(into: Path, *names: str) -> Path:
    """Copy collections of tests/sites/, one over the other, into a folder; what is expected of them stays behind."""
    for name in names:
        left = shutil.ignore_patterns("expected", "problems.txt")
        shutil.copytree(SITES / name, into, ignore=left, dirs_exist_ok=True)
    (into / "scripts").mkdir(exist_ok=True)
    shutil.copy(CHECKOUT / "scripts" / "mkdocs_hooks.py", into / "scripts")
    return into


def checkout(into: Path) -> Path:
    """Copy the project's own collection without its briefings, as a fresh start from its articles."""
    for name in ("seeds", "templates", "site_src/about", "scripts/mkdocs_hooks.py", "mkdocs.yml"):
        source, target = CHECKOUT / name, into / name
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    return into


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def states(*folders: Path) -> dict[str, tuple[bytes, int]]:
    """Return content and time of change of every file below some folders, but for the work folder of builds."""
    return {
        str(path): (path.read_bytes(), path.stat().st_mtime_ns)
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".communique" not in path.parts
    }


def articles(root: Path) -> list[Path]:
    """Return the article files of a collection."""
    return sorted(path for path in (root / "seeds").rglob("*") if path.suffix in ARTICLE_ENDINGS)


def briefings(root: Path) -> list[Path]:
    """Return the briefings of a collection."""
    return sorted((root / "briefings").rglob("*.md"))
