"""A staging folder becomes the site."""

from __future__ import annotations

import ctypes
import os
import threading
from pathlib import Path

import pytest

from communique import publish
from communique.problems import BuildError
from conftest import Folder

PAST = 1_000_000_000


def _staged(root: Path, texts: dict[str, str]) -> Path:
    home = root / publish.WORK / "staging" / "x"
    for path, text in texts.items():
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_text(text)
    return home


def test_the_first_site_is_put_in_place(tmp_path: Path) -> None:
    """Without a live site the staged one is moved there."""
    assert publish.switch(_staged(tmp_path, {"index.html": "new"}), tmp_path / "site")
    assert (tmp_path / "site/index.html").read_text() == "new"


@pytest.mark.parametrize("atomic", [True, False])
def test_a_new_site_takes_the_place_of_the_old(folder: Folder, monkeypatch: pytest.MonkeyPatch, atomic: bool) -> None:
    """Afterwards the site is the staged one and nothing of the old one; also where folders cannot trade names."""
    if not atomic:
        monkeypatch.setattr(publish, "_rename_call", lambda: None)
    root = folder({"site/index.html": "old", "site/gone.html": "old"})
    assert publish.switch(_staged(root, {"index.html": "new"}), root / "site")
    assert {path.name: path.read_text() for path in (root / "site").iterdir()} == {"index.html": "new"}


def test_the_same_site_is_not_touched(folder: Folder) -> None:
    """Equal bytes leave the live folder itself in place, with its times."""
    root = folder({"site/index.html": "same"})
    os.utime(root / "site/index.html", (PAST, PAST))
    inode = (root / "site").stat().st_ino
    assert not publish.switch(_staged(root, {"index.html": "same"}), root / "site")
    assert ((root / "site").stat().st_ino, (root / "site/index.html").stat().st_mtime) == (inode, PAST)


@pytest.mark.skipif(publish._rename_call() is None, reason="this system cannot let two folders trade names")
def test_the_site_is_whole_at_every_moment(folder: Folder) -> None:
    """A reader who looks all the while sees one site or the other, never none and never a mixture."""
    root = folder({f"site/{number}.html": "0" for number in range(20)})
    seen: set[str] = set()
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            try:
                live = os.open(root / "site", os.O_RDONLY)
            except FileNotFoundError:
                seen.add("no site")
                continue
            seen.add(f"{len(os.listdir(live))} files")  # noqa: PTH208  a path would be looked up again
            os.close(live)

    reader = threading.Thread(target=look)
    reader.start()
    try:
        for turn in range(1, 15):
            publish.switch(_staged(root, {f"{number}.html": str(turn) for number in range(20)}), root / "site")
    finally:
        done.set()
        reader.join()
    assert seen == {"20 files"}


def test_a_failed_exchange_is_an_error_and_leaves_the_site(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any refusal of the system but 'no such call' is passed on; the live site stands."""
    root = folder({"site/index.html": "old"})
    monkeypatch.setattr(publish, "_rename_call", lambda: lambda one, other: -1)
    monkeypatch.setattr(ctypes, "get_errno", lambda: 13)
    with pytest.raises(PermissionError):
        publish.switch(_staged(root, {"index.html": "new"}), root / "site")
    assert (root / "site/index.html").read_text() == "old"


def test_only_one_build_works_at_a_time(tmp_path: Path) -> None:
    """A second build is refused in words; after the first has ended the way is free, also if it failed."""
    with publish.locked(tmp_path), pytest.raises(BuildError, match="Another build"), publish.locked(tmp_path):
        pass
    with pytest.raises(RuntimeError), publish.locked(tmp_path):
        raise RuntimeError
    with publish.locked(tmp_path):
        pass


def test_a_staging_folder_is_empty_and_goes_away(tmp_path: Path) -> None:
    """It lies on the site's own disk and any server may read it; what is left in it is removed, also on failure."""
    with pytest.raises(RuntimeError), publish.staging(tmp_path) as folder:
        assert list(folder.iterdir()) == []
        assert folder.is_relative_to(tmp_path) and folder.stat().st_mode & 0o777 == 0o755
        (folder / "index.html").write_text("half")
        raise RuntimeError
    assert not folder.exists()


def test_what_a_killed_build_left_is_removed(folder: Folder) -> None:
    """Staging folders of earlier builds do not pile up."""
    root = folder({f"{publish.WORK}/staging/old/index.html": "half", f"{publish.WORK}/search/kept": ""})
    with publish.staging(root) as staged:
        assert [path.name for path in staged.parent.iterdir()] == [staged.name]
    assert (root / publish.WORK / "search/kept").exists()


@pytest.mark.parametrize("name", ["diary.txt", "assets/x.txt", ".git/HEAD"])
def test_a_folder_that_no_build_made_is_refused(tmp_path: Path, name: str) -> None:
    """What somebody keeps where the site is to be would be lost, so the build stops and says so."""
    kept = tmp_path / "site" / name
    kept.parent.mkdir(parents=True)
    kept.write_text("precious")
    with pytest.raises(BuildError, match="would be lost"):
        publish.refuse_foreign(tmp_path / "site")
    assert kept.read_text() == "precious"


def test_a_link_in_the_place_of_the_site_is_refused(tmp_path: Path) -> None:
    """A link to a web root would be replaced by a folder, and the web root never change again."""
    (tmp_path / "www").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "www")
    with pytest.raises(BuildError, match="symbolic link"):
        publish.refuse_foreign(tmp_path / "site")


def test_a_site_of_a_build_and_an_empty_place_are_welcome(tmp_path: Path) -> None:
    """Nothing is in the way of the first build, nor of the next."""
    publish.refuse_foreign(tmp_path / "site")
    (tmp_path / "site" / publish.OURS).mkdir(parents=True)
    publish.refuse_foreign(tmp_path / "site")
