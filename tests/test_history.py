"""What git knows of briefings, read from real repositories."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from communique import git, history
from communique.model import Record
from communique.problems import Problem

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

TEXT = "".join(f"Line {number} of the briefing.\n" for number in range(20))
PAIR = "briefings/PRK-RUS/diplomacy"


class Repository:
    """A git repository in a folder; each commit is made on a day that the test names."""

    def __init__(self, root: Path):
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, **environment: str) -> str:
        """Run git here, without the settings of whoever runs the tests."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        people = {
            f"GIT_{who}_{what}": "desk@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        }
        fixed = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        return subprocess.run(
            ["git", "-C", str(self.root), *arguments],
            env={**clean, **people, **fixed, **environment},
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def write(self, path: str, text: str = TEXT) -> None:
        """Write a file and stage it."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(text.encode())
        self.git("add", "--", path)

    def commit(self, day: str, time: str = "12:00:00 +0000") -> None:
        """Commit what is staged, written on a day and committed much later."""
        self.git(
            "commit", "--quiet", "--message=x", GIT_AUTHOR_DATE=f"{day} {time}", GIT_COMMITTER_DATE="2025-06-01 12:00"
        )

    def read(self, *paths: str) -> Mapping[str, Record]:
        """Read the history of some briefings; there must be one, and nothing to say of it."""
        records, problems = history.read(self.root, paths)
        assert problems == []
        assert records is not None
        return records


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An empty repository."""
    return Repository(tmp_path / "desk")


def days(first: str | None, last: str | None) -> Record:
    """Make a record of two days."""
    return Record(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


def test_first_and_last_commit(repository: Repository) -> None:
    """A briefing has the author's days of its first commit and of its last change; another one's do not count."""
    repository.write(f"{PAIR}/a.md")
    repository.commit("2024-01-02")
    repository.write(f"{PAIR}/a.md", TEXT + "More.\n")
    repository.commit("2024-02-03")
    repository.write(f"{PAIR}/b.md", "Another one.\n")
    repository.commit("2024-03-04")
    assert repository.read(f"{PAIR}/a.md", f"{PAIR}/b.md") == {
        f"{PAIR}/a.md": days("2024-01-02", "2024-02-03"),
        f"{PAIR}/b.md": days("2024-03-04", "2024-03-04"),
    }


def test_a_day_is_the_authors_own(repository: Repository) -> None:
    """Half past eleven at night in Lima is that day, wherever the site is built."""
    repository.write(f"{PAIR}/a.md")
    repository.commit("2024-01-02", "23:30:00 -0500")
    assert repository.read(f"{PAIR}/a.md") == {f"{PAIR}/a.md": days("2024-01-02", "2024-01-02")}


@pytest.mark.parametrize("change", ["move", "spacing", "line-ends", "blank-lines", "move-and-spacing", "mode"])
def test_what_is_no_change_in_substance(repository: Repository, change: str) -> None:
    """A briefing that moves, or changes only in spacing, line ends or permissions, has not changed."""
    old, new = f"{PAIR}/a.md", "briefings/KOR-PRK/nuclear/b.md" if "move" in change else f"{PAIR}/a.md"
    repository.write(old)
    repository.commit("2024-01-02")
    if new != old:
        (repository.root / new).parent.mkdir(parents=True)
        repository.git("mv", old, new)
    if "spacing" in change:
        repository.write(new, TEXT.replace("Line 3 of", "  Line  3 of"))
    if change == "line-ends":
        repository.write(new, TEXT.replace("\n", "\r\n"))
    if change == "blank-lines":
        repository.write(new, TEXT.replace("Line 3", "\n\nLine 3"))
    if change == "mode":
        repository.git("update-index", "--chmod=+x", old)
        (repository.root / old).chmod(0o755)
    repository.commit("2024-02-03")
    assert repository.read(new) == {new: days("2024-01-02", "2024-01-02")}


def test_a_briefing_is_followed_through_its_moves(repository: Repository) -> None:
    """Two moves, the second with an edit, do not hide when the briefing was first committed and changed."""
    repository.write(f"{PAIR}/a.md")
    repository.commit("2024-01-02")
    repository.git("mv", f"{PAIR}/a.md", f"{PAIR}/b.md")
    repository.commit("2024-02-03")
    repository.git("mv", f"{PAIR}/b.md", f"{PAIR}/c.md")
    repository.write(f"{PAIR}/c.md", TEXT.replace("Line 7", "Line seven"))
    repository.commit("2024-03-04")
    repository.write(f"{PAIR}/a.md", "Another briefing under the first one's name.\n")
    repository.commit("2024-04-05")
    assert repository.read(f"{PAIR}/a.md", f"{PAIR}/c.md") == {
        f"{PAIR}/a.md": days("2024-04-05", "2024-04-05"),
        f"{PAIR}/c.md": days("2024-01-02", "2024-03-04"),
    }


def test_a_name_used_again_is_another_briefing(repository: Repository) -> None:
    """A briefing that was removed lends nothing to a later one of its name."""
    repository.write(f"{PAIR}/a.md")
    repository.commit("2024-01-02")
    repository.git("rm", "--quiet", f"{PAIR}/a.md")
    repository.commit("2024-02-03")
    repository.write(f"{PAIR}/a.md", "Something else altogether.\n")
    repository.commit("2024-03-04")
    assert repository.read(f"{PAIR}/a.md") == {f"{PAIR}/a.md": days("2024-03-04", "2024-03-04")}


@pytest.mark.parametrize("merge_of", ["main", "side"])
def test_an_edit_beside_a_move(repository: Repository, merge_of: str) -> None:
    """An edit under the old name, on a branch beside the one that moved the briefing, counts, whichever is merged."""
    repository.write(f"{PAIR}/a.md")
    repository.commit("2024-01-02")
    repository.git("switch", "--quiet", "--create", "side")
    repository.write(f"{PAIR}/a.md", TEXT.replace("Line 7", "Line seven"))
    repository.commit("2024-03-04")
    repository.git("switch", "--quiet", "main")
    repository.git("mv", f"{PAIR}/a.md", f"{PAIR}/b.md")
    repository.commit("2024-02-03")
    if merge_of == "main":
        repository.git("switch", "--quiet", "side")
    repository.git("merge", "--quiet", "--no-edit", merge_of, GIT_AUTHOR_DATE="2024-05-06 12:00")
    assert repository.read(f"{PAIR}/b.md") == {f"{PAIR}/b.md": days("2024-01-02", "2024-03-04")}


def test_a_merge_is_no_change(repository: Repository) -> None:
    """What a branch brought in has the days of its own commits."""
    repository.write(f"{PAIR}/a.md")
    repository.commit("2024-01-02")
    repository.git("switch", "--quiet", "--create", "side")
    repository.write(f"{PAIR}/b.md", "From the branch.\n")
    repository.commit("2024-02-03")
    repository.git("switch", "--quiet", "main")
    repository.write(f"{PAIR}/a.md", TEXT + "More.\n")
    repository.commit("2024-03-04")
    repository.git("merge", "--quiet", "--no-edit", "side", GIT_AUTHOR_DATE="2024-05-06 12:00")
    assert repository.read(f"{PAIR}/a.md", f"{PAIR}/b.md") == {
        f"{PAIR}/a.md": days("2024-01-02", "2024-03-04"),
        f"{PAIR}/b.md": days("2024-02-03", "2024-02-03"),
    }


@pytest.mark.parametrize(
    "name",
    ["ключевая ставка.md", "a\tb.md", "a\nb.md", '"quoted" \\ back.md', ":100644 x.md", "\x01odd.md", " .md", "-p.md"],
)
def test_odd_names(repository: Repository, name: str) -> None:
    """No name of a file can be taken for something else that git says, before or after a move."""
    path = f"{PAIR}/{name}"
    repository.write(f"{PAIR}/plain.md")
    repository.commit("2024-01-02")
    repository.git("mv", f"{PAIR}/plain.md", path)
    repository.commit("2024-02-03")
    repository.write(path, TEXT + "More.\n")
    repository.commit("2024-03-04")
    assert repository.read(path) == {path: days("2024-01-02", "2024-03-04")}


def test_a_collection_inside_a_larger_repository(repository: Repository) -> None:
    """A collection in a folder of a repository has its own history, by its own paths."""
    repository.write(f"desks/baltic/{PAIR}/a.md")
    repository.write(f"{PAIR}/a.md")
    repository.commit("2024-01-02")
    repository.write(f"{PAIR}/a.md", TEXT + "More.\n")
    repository.commit("2024-02-03")
    root = repository.root / "desks" / "baltic"
    assert history.read(root, [f"{PAIR}/a.md"]) == ({f"{PAIR}/a.md": days("2024-01-02", "2024-01-02")}, [])
    (root / PAIR / "a.md").write_text("Not committed.\n")
    assert history.read(root, [f"{PAIR}/a.md"]) == ({f"{PAIR}/a.md": days("2024-01-02", None)}, [])


def test_what_is_not_committed_has_no_day(repository: Repository) -> None:
    """An untracked or only staged briefing has no record; one with open changes, staged or not, has no last day."""
    for name in "abc":
        repository.write(f"{PAIR}/{name}.md", TEXT + name)
    repository.commit("2024-01-02")
    (repository.root / PAIR / "a.md").write_text("Changed, not staged.\n")
    repository.write(f"{PAIR}/b.md", "Changed and staged.\n")
    repository.write(f"{PAIR}/staged.md")
    (repository.root / PAIR / "new.md").write_text("Never added.\n")
    paths = [f"{PAIR}/{name}.md" for name in ("a", "b", "c", "staged", "new")]
    assert repository.read(*paths) == {
        f"{PAIR}/a.md": days("2024-01-02", None),
        f"{PAIR}/b.md": days("2024-01-02", None),
        f"{PAIR}/c.md": days("2024-01-02", "2024-01-02"),
    }


def test_a_shallow_clone_is_noticed(repository: Repository, tmp_path: Path) -> None:
    """What lies before a shallow clone is unknown, and said to be; what lies in it is known."""
    for name in "ab":
        repository.write(f"{PAIR}/{name}.md", TEXT + name)
    repository.commit("2024-01-02")
    repository.write("README.md")
    repository.commit("2024-02-03")
    repository.write(f"{PAIR}/a.md", TEXT + "More.\n")
    repository.write(f"{PAIR}/c.md", "A new one.\n")
    repository.commit("2024-03-04")
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth=2", f"file://{repository.root}", str(clone))
    records, [problem] = history.read(clone, [f"{PAIR}/{name}.md" for name in "abc"])
    assert records == {
        f"{PAIR}/a.md": days(None, "2024-03-04"),
        f"{PAIR}/b.md": days(None, None),
        f"{PAIR}/c.md": days("2024-03-04", "2024-03-04"),
    }
    assert (problem.severity, "shallow" in problem.message, "fetch-depth: 0" in problem.hint) == ("note", True, True)


def test_no_git_no_repository_no_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git, outside a repository and before the first commit there is no history, and nothing to say of it."""
    nothing: tuple[None, list[Problem]] = (None, [])
    assert history.read(tmp_path, ["briefings/a.md"]) == nothing
    repository = Repository(tmp_path / "desk")
    assert history.read(repository.root, ["briefings/a.md"]) == nothing
    repository.write("briefings/a.md")
    repository.commit("2024-01-02")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert history.read(repository.root, ["briefings/a.md"]) == nothing


def test_a_repository_without_briefings(repository: Repository) -> None:
    """A repository in which nothing of the collection is committed knows nothing of its briefings."""
    repository.write("README.md")
    repository.commit("2024-01-02")
    assert repository.read("briefings/a.md") == {}


def test_a_repository_that_git_does_not_trust(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git's refusal to read another user's repository is passed on with what to do."""
    repository.write("briefings/a.md")
    repository.commit("2024-01-02")
    monkeypatch.setattr(git, "FIXED", {**git.FIXED, "GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"})
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    records, [problem] = history.read(repository.root, ["briefings/a.md"])
    assert records is None
    assert problem.severity == "note"
    assert "safe.directory" in problem.hint
    assert "\n" not in str(problem)


def test_a_broken_repository_is_no_obstacle(repository: Repository) -> None:
    """A repository with a missing object gives a note with git's own words, not an error."""
    repository.write("briefings/a.md")
    repository.commit("2024-01-02")
    shutil.rmtree(repository.root / ".git" / "objects")
    (repository.root / ".git" / "objects").mkdir()
    records, [problem] = history.read(repository.root, ["briefings/a.md"])
    assert records is None
    assert problem.severity == "note"


def test_a_git_that_hangs_is_no_obstacle(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A git that does not answer is given up, with a note."""
    slow = tmp_path / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec sleep 20\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{slow.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(git, "TIMEOUT", 0.2)
    records, [problem] = history.read(repository.root, ["briefings/a.md"])
    assert (records, problem.severity, "did not answer" in problem.message) == (None, "note", True)


def test_the_surroundings_do_not_change_what_is_read(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Variables that git sets for its hooks, and settings of the user, lead to the same history."""
    repository.write(f"{PAIR}/старое.md")
    repository.commit("2024-01-02")
    repository.git("mv", f"{PAIR}/старое.md", f"{PAIR}/новое.md")
    repository.write(f"{PAIR}/новое.md", TEXT.replace("Line 7", "Line seven"))
    repository.commit("2024-02-03")
    expected = repository.read(f"{PAIR}/новое.md")
    assert expected == {f"{PAIR}/новое.md": days("2024-01-02", "2024-02-03")}
    other = Repository(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.root / "index"))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    config = tmp_path / "config"
    config.write_text(
        "[core]\nquotepath = true\n[diff]\nrenames = false\nnoprefix = true\nexternal = false\nrelative = false\n"
        "[log]\nshowSignature = true\ndate = relative\nfollow = true\n[color]\nui = always\n[status]\nshort = true\n"
        "branch = true\nshowUntrackedFiles = all\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert repository.read(f"{PAIR}/новое.md") == expected


def test_nothing_is_written(repository: Repository) -> None:
    """Reading leaves the repository as it was, its index included."""
    repository.write("briefings/a.md")
    repository.commit("2024-01-02")
    os.utime(repository.root / "briefings" / "a.md", (1, 1))
    before = {path: path.read_bytes() for path in (repository.root / ".git").rglob("*") if path.is_file()}
    repository.read("briefings/a.md")
    assert {path: path.read_bytes() for path in (repository.root / ".git").rglob("*") if path.is_file()} == before
