"""Tiny pages -> Pagefind index. The pages mirror the site's addresses and hold only what is to be found."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from communique import files
from communique.problems import BuildError, Problem

BUNDLE = "pagefind"
"""The folder of the index below the site."""

TIMEOUT = 1800
"""Longest run of the indexer, in seconds; 100,000 pages take some minutes."""


def index(pages: Mapping[str, str], work: Path, lang: str) -> Path:
    """Index pages (address -> HTML) and return the folder of the index.

    `work` keeps the pages and the last index; equal pages give the same index again, without a run of the indexer,
    whose output is not the same from run to run. Raises BuildError if the indexer fails.
    """
    digest = _digest(pages, lang)
    bundle = work / digest
    if bundle.is_dir():
        return bundle
    tree, fresh = work / "pages", work / "fresh"
    for folder in (tree, fresh):
        files.remove_tree(folder)
    for address, html in pages.items():
        path = tree / address.strip("/") / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")
    _run(tree, fresh, lang)
    for stale in work.iterdir():
        if stale != fresh:
            files.remove_tree(stale)
    fresh.rename(bundle)
    return bundle


def install(bundle: Path, site: Path) -> None:
    """Put an index into a site."""
    shutil.copytree(bundle, site / BUNDLE, dirs_exist_ok=True)


def _digest(pages: Mapping[str, str], lang: str) -> str:
    total = hashlib.sha256(f"{version('pagefind')} {lang}".encode())
    for address, html in sorted(pages.items()):
        total.update(f"{address}\0{html}\0".encode())
    return total.hexdigest()


def _run(tree: Path, output: Path, lang: str) -> None:
    tree.mkdir(parents=True, exist_ok=True)
    # One index for all languages: Pagefind hides pages in a language other than the reader's page otherwise.
    command = [sys.executable, "-m", "pagefind", "--site", str(tree), "--output-path", str(output)]
    command += ["--force-language", lang.split("-")[0], "--silent"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BuildError([_failed(str(error))]) from error
    if done.returncode != 0:
        raise BuildError([_failed(done.stderr.strip() or done.stdout.strip() or f"exit code {done.returncode}")])


def _failed(why: str) -> Problem:
    return Problem("search index", f"Pagefind failed: {why}", "Install Communiqué again, then build again.")
