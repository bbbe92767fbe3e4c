"""Tiny pages -> Pagefind index. The pages mirror the site's addresses and hold only what is to be found."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import cbor2

from communique import files
from communique.problems import BuildError, Problem

BUNDLE = "pagefind"
"""The folder of the index below the site."""

TIMEOUT = 1800
"""Longest run of the indexer, in seconds; 100,000 pages take some minutes."""


_SIGNATURE = b"pagefind_dcd"


def index(pages: Mapping[str, str], work: Path, lang: str) -> Path:
    """Index pages (address -> HTML) and return the folder of the index.

    `work` keeps the last index; equal pages give it again without a run of the indexer. Raises BuildError if the
    indexer fails.
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
    fresh.mkdir(parents=True)
    if pages:  # Pagefind takes an empty collection for a mistake.
        _run(tree, fresh, lang)
        _canonical(fresh)
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
    # One index for all languages: Pagefind hides pages in a language other than the reader's page otherwise.
    command = [sys.executable, "-m", "pagefind", "--site", str(tree), "--output-path", str(output)]
    command += ["--force-language", lang.split("-")[0], "--silent"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BuildError([_failed(str(error))]) from error
    if done.returncode != 0:
        raise BuildError([_failed(done.stderr.strip() or done.stdout.strip() or f"exit code {done.returncode}")])


def _canonical(bundle: Path) -> None:
    """Rewrite what Pagefind orders differently from run to run (filters, its table of contents), so that equal pages
    give equal bytes. The files are gzipped CBOR behind a signature, named by a digest of their content.
    """
    entry = json.loads((bundle / "pagefind-entry.json").read_text(encoding="utf-8"))
    for lang, details in entry["languages"].items():
        meta_path = bundle / f"pagefind.{details['hash']}.pf_meta"
        version_, pages, chunks, filters, sorts, fields = _unpacked(meta_path)
        named = [(name, _renamed_filter(bundle, lang, hash_)) for name, hash_ in filters]
        meta = _packed([version_, pages, chunks, sorted(named), sorted(sorts), sorted(fields)])
        details["hash"] = f"{lang}_{hashlib.sha256(meta).hexdigest()[:10]}"
        meta_path.unlink()
        (bundle / f"pagefind.{details['hash']}.pf_meta").write_bytes(meta)
    (bundle / "pagefind-entry.json").write_text(json.dumps(entry, ensure_ascii=False), encoding="utf-8")


def _renamed_filter(bundle: Path, lang: str, hash_: str) -> str:
    path = bundle / "filter" / f"{hash_}.pf_filter"
    name, values = _unpacked(path)
    data = _packed([name, sorted(values)])
    path.unlink()
    canonical = f"{lang}_{hashlib.sha256(data).hexdigest()[:7]}"
    (bundle / "filter" / f"{canonical}.pf_filter").write_bytes(data)
    return canonical


def _unpacked(path: Path) -> Any:
    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(_SIGNATURE))


def _packed(value: Any) -> bytes:
    return gzip.compress(_SIGNATURE + cbor2.dumps(value), mtime=0)


def _failed(why: str) -> Problem:
    return Problem("search index", f"Pagefind failed: {why}", "Install Communiqué again, then build again.")
