"""Several files changed together: all or none, whatever happens in between."""

from __future__ import annotations

import base64
import json
import os
import signal
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from communique import changes, files, publish
from communique.changes import Change
from communique.problems import BuildError
from conftest import Folder

BEFORE = {
    "briefings/a/x.md": b"x\r\n",
    "briefings/a/y.md": b"y without an end",
    "briefings/b/gone.md": b"gone\n",
    "briefings/keep.md": b"keep\n",
}
AFTER = {
    "briefings/a/x.md": b"x two\r\n",
    "briefings/a/y.md": b"y two",
    "briefings/c/new.md": b"gone\n",
    "briefings/d/other.md": b"new\n",
    "briefings/keep.md": b"keep\n",
}
PLAN = (
    Change("briefings/b/gone.md", b"gone\n", None),
    Change("briefings/a/x.md", b"x\r\n", b"x two\r\n"),
    Change("briefings/a/y.md", b"y without an end", b"y two"),
    Change("briefings/c/new.md", None, b"gone\n", "briefings/b/gone.md"),
    Change("briefings/d/other.md", None, b"new\n"),
)


@pytest.fixture
def root(folder: Folder) -> Path:
    """A folder with the files that the plan changes; one of them is only for its owner."""
    made = folder(BEFORE)
    (made / "briefings/b/gone.md").chmod(0o640)
    return made


def _journal(root: Path) -> Path:
    return root / publish.JOURNAL


def _held(root: Path) -> dict[str, bytes]:
    found = (root / "briefings").rglob("*")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found if path.is_file()}


def _apply(root: Path, plan: tuple[Change, ...] = PLAN) -> None:
    with publish.locked(root):
        changes.apply(root, _journal(root), plan)


def _killed(root: Path, step: Callable[[int], None]) -> None:
    """Carry out the plan in a process of its own, calling `step` with a count before each file is put in its place."""
    child = os.fork()
    if child == 0:
        count = iter(range(100))
        put = changes._put

        def counted(*arguments: object) -> None:
            step(next(count))
            put(*arguments)  # type: ignore[arg-type]

        changes._put = counted  # type: ignore[assignment]
        try:
            _apply(root)
        finally:
            os._exit(0)
    os.waitpid(child, 0)


def test_all_is_changed(root: Path) -> None:
    """Files are written, moved and removed with their modes; empty folders go; no journal is left."""
    _apply(root)
    assert _held(root) == AFTER
    assert stat.S_IMODE((root / "briefings/c/new.md").stat().st_mode) == 0o640
    assert not (root / "briefings/b").exists() and not _journal(root).exists()


def test_nothing_to_change_writes_nothing(root: Path) -> None:
    """A change that changes nothing leaves even the time of the file alone."""
    before = (root / "briefings/keep.md").stat().st_mtime_ns
    _apply(root, (Change("briefings/keep.md", b"keep\n", b"keep\n"),))
    assert (root / "briefings/keep.md").stat().st_mtime_ns == before


def _edit(root: Path) -> None:
    (root / "briefings/a/y.md").write_bytes(b"edited")


def _put_in_the_way(root: Path) -> None:
    (root / "briefings/d").mkdir()
    (root / "briefings/d/other.md").write_bytes(b"somebody's")


def _protect(root: Path) -> None:
    (root / "briefings/a/y.md").chmod(0o444)


def _remove(root: Path) -> None:
    (root / "briefings/b/gone.md").unlink()


def _link(root: Path) -> None:
    (root / "briefings/a/y.md").unlink()
    (root / "briefings/a/y.md").symlink_to("x.md")


def _link_folder(root: Path) -> None:
    (root / "elsewhere").mkdir()
    (root / "briefings/d").symlink_to("../elsewhere")


@pytest.mark.parametrize("meanwhile", [_edit, _put_in_the_way, _protect, _remove, _link, _link_folder])
def test_a_file_that_is_not_as_planned_stops_all(root: Path, meanwhile: Callable[[Path], None]) -> None:
    """If a file was edited, is in the way, write-protected, gone or a link, not one is touched."""
    meanwhile(root)
    before = _held(root)
    with pytest.raises(BuildError):
        _apply(root)
    assert _held(root) == before and not _journal(root).exists()


def test_what_the_disk_refuses_is_undone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a file cannot be written, those that were written are put back."""
    put = files.replace

    def full(path: Path, *arguments: object, **more: object) -> None:
        if path.name == "other.md":
            raise OSError(28, "No space left on device", str(path))
        put(path, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "replace", full)
    with pytest.raises(OSError, match="No space"):
        _apply(root)
    assert _held(root) == BEFORE and not _journal(root).exists()
    assert not (root / "briefings/c").exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be killed at a certain step")
@pytest.mark.parametrize("at", range(len(PLAN)))
def test_a_killed_command_is_finished_by_the_next(root: Path, at: int) -> None:
    """Wherever it is killed, whoever takes the lock next finds the work done, and is told so."""
    _killed(root, lambda count: os.kill(os.getpid(), signal.SIGKILL) if count == at else None)
    assert _journal(root).exists() and _held(root) != AFTER
    with publish.locked(root) as said:
        assert [problem.severity for problem in said] == ["note"]
        assert _held(root) == AFTER
    assert not _journal(root).exists()
    assert stat.S_IMODE((root / "briefings/c/new.md").stat().st_mode) == 0o640
    with publish.locked(root) as said:
        assert said == ()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be killed at a certain step")
@pytest.mark.parametrize("at", range(len(PLAN)))
@pytest.mark.parametrize("edited", ["briefings/a/x.md", "briefings/d/other.md", "briefings/b/gone.md"])
def test_what_was_edited_after_a_kill_is_kept(root: Path, at: int, edited: str) -> None:
    """An edit made since is never lost: it is named, all else is as before the command, and the next one is free."""
    _killed(root, lambda count: os.kill(os.getpid(), signal.SIGKILL) if count == at else None)
    (root / edited).parent.mkdir(exist_ok=True)
    (root / edited).write_bytes(b"by hand")
    with pytest.raises(BuildError, match=edited), publish.locked(root):
        pass
    assert _held(root) == {**BEFORE, edited: b"by hand"}
    with publish.locked(root) as said:
        assert said == ()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be killed at a certain step")
def test_killed_again_and_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that finishes another one's work may be killed, too."""
    _killed(root, lambda count: os.kill(os.getpid(), signal.SIGKILL) if count == 1 else None)
    for at in (2, 3, 4):
        child = os.fork()
        if child == 0:
            count = iter(range(100))
            put = changes._put

            def counted(*arguments: object) -> None:
                if next(count) == at:  # noqa: B023
                    os.kill(os.getpid(), signal.SIGKILL)
                put(*arguments)  # type: ignore[arg-type] # noqa: B023

            monkeypatch.setattr(changes, "_put", counted)
            with publish.locked(root):
                os._exit(0)
        os.waitpid(child, 0)
        assert _journal(root).exists()
    with publish.locked(root):
        assert _held(root) == AFTER


def test_a_write_that_was_cut_short_leaves_nothing(root: Path) -> None:
    """The temporary file of a killed write is swept away with the rest."""
    _killed(root, lambda count: os.kill(os.getpid(), signal.SIGKILL) if count == 1 else None)
    (root / "briefings/a/.tmp-abc").write_bytes(b"half")
    with publish.locked(root):
        assert _held(root) == AFTER


@pytest.mark.parametrize(
    "path", ["../outside.md", "/etc/outside.md", "mkdocs.yml", "seeds/a.txt", "briefings/../mkdocs.yml", ".git/config"]
)
def test_a_journal_from_elsewhere_is_not_followed(root: Path, path: str) -> None:
    """A journal that came with somebody's repository cannot write anywhere but into the briefings."""
    content = base64.b64encode(b"evil").decode()
    step = {"path": path, "before": None, "after": content, "mode": 0o644}
    _journal(root).parent.mkdir()
    _journal(root).write_text(json.dumps({"steps": [step]}))
    with pytest.raises(BuildError, match="journal cannot be used"), publish.locked(root):
        pass
    assert _held(root) == BEFORE and not (root.parent / "outside.md").exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"steps": []}', '{"steps": [{"path": "briefings/x.md"}]}'])
def test_a_broken_journal_is_named(root: Path, text: str) -> None:
    """What cannot be read is not guessed at."""
    _journal(root).parent.mkdir()
    _journal(root).write_text(text)
    with pytest.raises(BuildError, match=r"changes\.json"), publish.locked(root):
        pass
    assert _held(root) == BEFORE
