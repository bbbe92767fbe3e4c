"""What changed in a collection since a commit: `communique changes`."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from communique import git as asked
from communique.difference import State, as_markdown, as_text, compare
from conftest import MakeBriefing
from site_helpers import communique, laid_out

pytest_plugins = ("site_fixtures",)


def git(root: Path, *arguments: str) -> str:
    """Run git as somebody."""
    who = ("-c", "user.name=A Curator", "-c", "user.email=curator@desk.example", "-c", "commit.gpgsign=false")
    return subprocess.run(
        ["git", *who, *arguments], cwd=root, capture_output=True, text=True, check=True, timeout=60
    ).stdout


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A collection of a few briefings, committed on main, with a branch checked out."""
    root = laid_out(tmp_path / "desk", "small")
    git(tmp_path, "init", "--quiet", "--initial-branch=main", str(root))
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=Begin")
    git(root, "checkout", "--quiet", "-b", "work")
    return root


# --- comparing ------------------------------------------------------------------------------------------------------


def test_each_kind_of_change_is_named(briefing: MakeBriefing) -> None:
    """New, changed, renamed, moved and removed briefings are told apart; what is the same is left out."""
    before = State(tuple(briefing(name) for name in ("same", "other", "old", "placed", "gone")), {"/": 1, "/a/": 1})
    after = State(
        (
            briefing("same"),
            briefing("other", title="Another title", status="withdrawn"),
            briefing("new-one", aliases=("old",), title="Old"),
            briefing("placed", path="briefings/PRK-RUS/nuclear/placed.md"),
            briefing("fresh", status="draft"),
        ),
        {"/": 2, "/b/": 1},
    )
    found = compare(before, after)
    assert [(row.kind, row.path.rsplit("/", 1)[-1], row.what) for row in found.rows] == [
        ("new", "fresh.md", "draft"),
        ("changed", "other.md", "title, status: published -> withdrawn"),
        ("renamed", "new-one.md", "id, aliases, from briefings/PRK-RUS/diplomacy/old.md"),
        ("moved", "placed.md", "from briefings/PRK-RUS/diplomacy/placed.md"),
        ("removed", "gone.md", ""),
    ]
    assert [row.address for row in found.rows][:2] == [None, "/briefings/other/"]
    assert (found.new, found.gone, found.changed) == (("/b/",), ("/a/",), ("/",))


def test_nothing_changed_is_one_line(briefing: MakeBriefing) -> None:
    """The same state twice has no rows; a new digest of the draft is no change."""
    state = State((briefing(),), {"/": 1})
    assert as_text(compare(state, state)) == "Briefings: none changed. Pages: 0 new, 0 changed, 0 gone."


def test_what_people_wrote_is_escaped(briefing: MakeBriefing) -> None:
    """No title or path can bring a link, an image, a table or HTML into the summary of a job."""
    title = "](https://evil.example) ![x](y) | <img src=z> `code` **b** @team\n# head"
    after = State((briefing("a", title=title, path="briefings/`|<b>.md"),), {})
    said = as_markdown(compare(State((), {}), after), "https://desk.example/path)>")
    row = next(line for line in said.splitlines() if line.startswith("| new"))
    assert row.count("|") == 5
    assert "](<https://desk.example/path%29%3E/briefings/a/>)" in row
    assert not any(sign in row.replace("<code>", "").replace("</code>", "") for sign in ("<img", "![", "`", "**", "@"))


def test_a_long_summary_is_cut(briefing: MakeBriefing) -> None:
    """A forge refuses an endless summary, so the count stands for the rest."""
    after = State(tuple(briefing(f"b{n}") for n in range(130)), {})
    said = as_markdown(compare(State((), {}), after), None)
    assert said.count("| new |") == 100 and "and 30 more" in said and "130 new" in said


# --- in a repository ------------------------------------------------------------------------------------------------


def test_a_branch_is_compared_with_where_it_began(desk: Path) -> None:
    """What others brought to main meanwhile is not said to be gone; what lies uncommitted counts."""
    first = sorted((desk / "briefings").rglob("*.md"))[0]
    (first.parent / "hand-written.md").write_text("---\ntitle: Written by hand\npublished: 2024-05-01\n---\nText.\n")
    git(desk, "checkout", "--quiet", "main")
    (first.parent / "of-others.md").write_text("---\ntitle: By others\n---\n")
    git(desk, "add", str(first.parent / "of-others.md"))
    git(desk, "commit", "--quiet", "--message=Others")
    git(desk, "checkout", "--quiet", "work")
    outcome = communique("changes", "main", "--root", desk)
    assert outcome.code == 0, outcome.err
    assert "new: " in outcome.out and "/briefings/hand-written/" in outcome.out
    assert "of-others" not in outcome.out and "Briefings: 1 new. Pages: 1 new" in outcome.out


def test_the_default_is_main_and_markdown_names_addresses(desk: Path) -> None:
    """Without a name the branch main is meant."""
    outcome = communique("changes", "--format", "markdown", "--root", desk)
    assert outcome.code == 0, outcome.err
    assert outcome.out.startswith("### Briefings and pages\n\nBriefings: none changed.")


def test_an_earlier_state_with_errors_is_said(desk: Path) -> None:
    """A pull request that mends a broken main is not failed for what was there before."""
    broken = sorted((desk / "briefings").rglob("*.md"))[0]
    good = broken.read_bytes()
    broken.write_text("---\ntitle: [\n---\n")
    git(desk, "commit", "--quiet", "--all", "--message=Break")
    git(desk, "branch", "broken")
    broken.write_bytes(good)
    outcome = communique("changes", "broken", "--root", desk)
    assert outcome.code == 0
    assert "cannot be read" in outcome.err and "warning" in outcome.err and " new." in outcome.out


@pytest.mark.parametrize("name", ["no-such-branch", "--help=x", "-x", "main:briefings", "\u202e"])
def test_an_unknown_commit_is_an_error(desk: Path, name: str) -> None:
    """A name that git does not know, or that looks like an option, is one error with what to do."""
    outcome = communique("changes", "--root", desk, "--", name)
    assert outcome.code == 1
    assert "Git knows no such commit" in outcome.err and "Traceback" not in outcome.err


def test_a_folder_without_git_is_an_error(tmp_path: Path) -> None:
    """Outside a repository there is nothing to compare with."""
    root = laid_out(tmp_path / "desk", "minimal")
    outcome = communique("changes", "--root", root)
    assert outcome.code == 1
    assert "This is no git repository." in outcome.err


def test_a_collection_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    """The collection need not be the whole repository."""
    root = laid_out(tmp_path / "repo" / "desk", "minimal")
    git(tmp_path, "init", "--quiet", "--initial-branch=main", str(root.parent))
    git(root.parent, "add", "--all")
    git(root.parent, "commit", "--quiet", "--message=Begin")
    assert "none changed" in communique("changes", "--root", root).out
    shutil.rmtree(root / "briefings")
    outcome = communique("changes", "--root", root)
    assert outcome.code == 0 and "Traceback" not in outcome.err


# --- git that refuses -----------------------------------------------------------------------------------------------


def test_the_variables_of_a_hook_lead_nowhere_else(desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The repository of the collection is asked, whatever GIT_DIR says."""
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    outcome = communique("changes", "main", "--root", desk)
    assert outcome.code == 0 and "none changed" in outcome.out


def test_a_repository_of_somebody_else_is_named(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If git does not trust the folder, that is said, and what to do; not that the commit is unknown."""
    monkeypatch.setattr(asked, "FIXED", {**asked.FIXED, "GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"})
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    outcome = communique("changes", "main", "--root", desk)
    assert outcome.code == 1 and "dubious ownership" in outcome.err and "safe.directory" in outcome.err
