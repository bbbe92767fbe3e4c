"""Plain `mkdocs build`, as a process of its own, does the whole job of `communique build`."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from site_helpers import SITES, Outcome, checkout, contents, laid_out, process, states

pytestmark = pytest.mark.site
pytest_plugins = ("site_fixtures",)

Copied = Callable[[Path], Path]


def mkdocs(root: Path, *options: str, cwd: Path | None = None) -> Outcome:
    """Run `mkdocs build --strict` in a collection."""
    return process("-m", "mkdocs", "build", "--strict", *options, cwd=cwd or root)


@pytest.mark.parametrize("name", ["small", "sample"])
def test_plain_mkdocs_gives_the_same_site(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """From the same articles, in another folder, both ways give the same briefings and the same site to the byte."""
    built: Path = request.getfixturevalue(name)
    root = checkout(tmp_path) if name == "sample" else laid_out(tmp_path, name)
    outcome = mkdocs(root)
    assert outcome.code == 0, outcome.err
    assert contents(root / "briefings") == contents(built / "briefings")
    assert contents(root / "site_src") == contents(built / "site_src")
    assert contents(root / "site") == contents(built / "site")


def test_plain_mkdocs_changes_nothing_the_second_time(small: Path, copied: Copied, tmp_path: Path) -> None:
    """After `communique build`, plain `mkdocs build`, called from another folder, touches no file."""
    root = copied(small)
    folders = [root / part for part in ("seeds", "briefings", "site_src", "site")]
    before = states(*folders)
    outcome = mkdocs(root, "--config-file", str(root / "mkdocs.yml"), cwd=tmp_path)
    assert outcome.code == 0, outcome.err
    assert states(*folders) == before


def test_a_broken_briefing_stops_plain_mkdocs(small: Path, copied: Copied) -> None:
    """A broken collection ends `mkdocs build` with exit code 1 and every problem; the site is as it was."""
    root = copied(small)
    shutil.copytree(SITES / "invalid" / "four-at-once", root, dirs_exist_ok=True)
    before = states(root / "site")
    outcome = mkdocs(root)
    assert outcome.code == 1
    for line in (SITES / "invalid" / "four-at-once" / "problems.txt").read_text().splitlines():
        assert line in outcome.err
    assert "Traceback" not in outcome.err
    assert states(root / "site") == before


def test_a_dead_link_stops_strict_plain_mkdocs(small: Path, copied: Copied) -> None:
    """With --strict a dead link in a hand-written page is named, and the site stays as it was."""
    root = copied(small)
    page = root / "site_src" / "about" / "index.md"
    page.write_text(page.read_text() + "\n[a page that is none](none.md)\n")
    before = states(root / "site")
    outcome = mkdocs(root)
    assert outcome.code == 1
    assert "none.md" in outcome.err
    assert "Traceback" not in outcome.err
    assert states(root / "site") == before


def test_a_build_under_way_stops_plain_mkdocs(small: Path, copied: Copied) -> None:
    """While another build holds the collection, plain `mkdocs build` says so and leaves the site alone."""
    from communique import publish

    root = copied(small)
    before = states(root / "site")
    with publish.locked(root):
        outcome = mkdocs(root)
    assert outcome.code == 1
    assert "Another build of this site is running." in outcome.err
    assert "Traceback" not in outcome.err
    assert states(root / "site") == before
