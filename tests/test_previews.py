"""What pages show of drafts, of git and of the forge, and what must never come from them into a site."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from communique import build as job
from communique import publish
from communique.progress import Progress
from site_helpers import build, communique, contents, laid_out, process

DRAFT = b"draftquokka"
TODAY = date(2026, 11, 23)
KEPT = "repo_url: https://github.com/example/rivers\nedit_uri: edit/main/site_src/\n"


def desk(root: Path, settings: str = "") -> Path:
    """Lay out the small collection with more settings."""
    laid_out(root, "small")
    place = root / "mkdocs.yml"
    place.write_text(settings + place.read_text())
    return root


def committed(root: Path) -> None:
    """Commit a collection on 1 March 2026, and a change of one briefing on the third."""
    path = "briefings/COL-VEN/borders-territory/border-reopens.md"
    _git(root, "init", "--quiet")
    _git(root, "add", "--all")
    _git(root, "commit", "--quiet", "--message=x", "--date=2026-03-01T12:00:00Z")
    text = (root / path).read_text()
    (root / path).write_text(text + "\nThe first lorry crossed at noon.\n")
    _git(root, "commit", "--quiet", "--all", "--message=y", "--date=2026-03-03T12:00:00Z")


def _git(root: Path, *arguments: str) -> None:
    person = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgSign=false")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", "-C", str(root), *person, *arguments], check=True, env=clean)


def previewed(root: Path) -> None:
    """Do what one preview of `mkdocs serve` does with the collection's own folders."""
    staged = root.parent / "preview"
    prepared = job.prepare(root, TODAY, Progress(), drafts=True)
    job.finish(root, prepared, staged, Progress())
    assert any(DRAFT in path.encode() for path in contents(root / "site_src"))


def holding(folder: Path, word: bytes) -> list[str]:
    """Return the files below a folder that hold a word in their names or their unpacked contents."""
    return [
        path
        for path, data in contents(folder).items()
        if word in path.encode().lower() or word in (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).lower()
    ]


@pytest.mark.site
@pytest.mark.parametrize("command", ["communique", "mkdocs"])
def test_a_build_after_a_preview_has_nothing_of_a_draft(command: str, tmp_path: Path) -> None:
    """Text, id, title and aliases of a draft that a preview showed are in no file of the site, nor in what is kept."""
    root = desk(tmp_path / "desk")
    previewed(root)
    if command == "communique":
        build(root)
    else:
        outcome = process("-m", "mkdocs", "build", "--strict", cwd=root)
        assert outcome.code == 0, outcome.err
    assert (root / "site" / "index.html").is_file()
    for place in ("site", "site_src", publish.WORK):
        assert holding(root / place, DRAFT) == []
    assert holding(root / "briefings", DRAFT) == ["COL-VEN/diplomacy/not-yet-ready.md"]


def test_a_preview_marks_a_draft_wherever_it_is_listed(tmp_path: Path) -> None:
    """The page has a banner, its title a word, and every page that names it a chip."""
    root = desk(tmp_path / "desk")
    path = root / "briefings" / "COL-VEN" / "diplomacy" / "not-yet-ready.md"
    path.write_text(path.read_text().replace("added:", "corrections: [{date: 2025-01-01, note: A note.}]\nadded:"))
    prepared = job.prepare(root, TODAY, Progress(), drafts=True)
    page = (root / "site_src" / "briefings" / "draftquokka" / "index.md").read_text()
    assert 'title: "Draft: Draftquokka title"' in page
    assert "Draft: seen in previews only." in page and "<code>status: published</code>" in page
    naming = [
        (name, line)
        for name, data in contents(root / "site_src").items()
        for line in data.decode().splitlines()
        if "Draftquokka title</a>" in line
    ]
    assert {name.split("/")[0] for name, _ in naming} >= {
        "index.md",
        "pairs",
        "topics",
        "archive",
        "briefings",
        "about",
    }
    assert [name for name, line in naming if "mark--draft" not in line] == []
    drafts = [name for name, html in prepared.search_pages.items() if "draft[content]" in html]
    assert drafts == ["/briefings/draftquokka/"]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_and_forge_show_on_briefings_alone(tmp_path: Path) -> None:
    """Day and links stand on the pages of committed briefings; all else, the search's input included, is as without."""
    plain, kept = desk(tmp_path / "plain"), desk(tmp_path / "kept", KEPT)
    committed(kept)
    path = plain / "briefings" / "COL-VEN" / "borders-territory" / "border-reopens.md"
    path.write_text(path.read_text() + "\nThe first lorry crossed at noon.\n")
    without, within = (job.prepare(root, TODAY, Progress()) for root in (plain, kept))
    assert without.search_pages == within.search_pages
    assert without.problems == within.problems
    pages, others = contents(kept / "site_src"), contents(plain / "site_src")
    assert pages.keys() == others.keys()
    differing = [name for name in pages if pages[name] != others[name]]
    assert differing and all(name.startswith("briefings/") for name in differing)
    for name in differing:
        lines = [line for line in pages[name].decode().splitlines() if "<dt>Record</dt>" not in line]
        assert lines == others[name].decode().splitlines()
    page = pages["briefings/border-reopens/index.md"].decode()
    assert 'Last changed <time datetime="2026-03-03">3 March 2026</time>' in page
    home = "https://github.com/example/rivers"
    for verb in ("edit", "commits"):
        assert f'"{home}/{verb}/main/briefings/COL-VEN/borders-territory/border-reopens.md"' in page
    assert 'Unchanged since <time datetime="2026-03-01">' in pages["briefings/reading-list/index.md"].decode()
    drafted = pages["briefings/a-ferry-links-two-ports-on-the-river/index.md"].decode()
    assert "<dt>Record</dt>" not in drafted


@pytest.mark.site
def test_materials_own_button_is_on_hand_written_pages_alone(tmp_path: Path) -> None:
    """With the feature on, a page written by hand leads to its file; a generated one has none."""
    root = desk(tmp_path / "desk", KEPT)
    place = root / "mkdocs.yml"
    place.write_text(place.read_text().replace("font: false", "font: false\n  features: [content.action.edit]"))
    build(root)
    assert holding(root / "site", b'rel="edit"') == ["about/index.html"]
    assert holding(root / "site", b"edit/main/site_src") == ["about/index.html"]


@pytest.mark.site
def test_a_navigation_without_corrections_is_no_mistake(tmp_path: Path) -> None:
    """A desk whose settings are older than the page of corrections builds without a warning, and has the page."""
    root = desk(tmp_path / "desk")
    assert "corrections" not in (root / "mkdocs.yml").read_text()
    outcome = communique("build", "--strict", "--root", root)
    assert outcome.code == 0, outcome.err
    assert (root / "site" / "about" / "corrections" / "index.html").is_file()


def test_a_page_of_ones_own_in_the_place_of_corrections_is_refused(tmp_path: Path) -> None:
    """A hand-written page that would have the address of the generated one is named, and left alone."""
    root = desk(tmp_path / "desk")
    (root / "site_src" / "about" / "corrections.md").write_text("# What we got wrong\n")
    outcome = communique("build", "--root", root)
    assert outcome.code == 1
    assert "site_src/about/corrections.md: error: This file lies in a generated place." in outcome.err
    assert (root / "site_src" / "about" / "corrections.md").read_text() == "# What we got wrong\n"
