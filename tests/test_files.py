"""Reading and writing below the root."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from communique import files
from conftest import Folder

RESERVED = ("index.md", "pairs", "topics")
PAST = 1_000_000_000


def _tree(root: Path) -> dict[str, str]:
    """Return every file below a folder but the generator's own list, with its text."""
    found = (path for path in root.rglob("*") if path.is_file() and path.name != files.OWNED)
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in found}


# --- finding and reading --------------------------------------------------------------------------------------------


def test_files_are_found_in_order(folder: Folder) -> None:
    """All files of the kinds asked for, at any depth, whatever the capitals of their ending; sorted."""
    root = folder({"seeds/b.txt": "", "seeds/a/c.MD": "", "seeds/a.md": ""})
    assert files.find(root / "seeds", (".txt", ".md"), root=root) == (["seeds/a.md", "seeds/a/c.MD", "seeds/b.txt"], [])


def test_notes_and_hidden_files_are_passed_over(folder: Folder) -> None:
    """README.md and what begins with '.' or '_' are nobody's article, folders included."""
    names = ["README.md", ".env", "_notes.txt", ".git/a.txt", "_old/b.txt", "sub/README.md"]
    root = folder({f"seeds/{name}": "" for name in names})
    assert files.find(root / "seeds", (".txt", ".md"), root=root) == ([], [])


def test_no_folder_is_an_empty_folder(tmp_path: Path) -> None:
    """A collection without seeds/ has no articles."""
    assert files.find(tmp_path / "seeds", (".txt",), root=tmp_path) == ([], [])


def test_what_is_not_read_is_said(folder: Folder) -> None:
    """A file of another kind is named with the known kinds."""
    root = folder({"seeds/a.pdf": "", "seeds/secret.key": ""})
    paths, problems = files.find(root / "seeds", (".txt", ".md"), root=root)
    assert paths == []
    assert sorted((p.path, ".txt, .md" in p.hint) for p in problems) == [
        ("seeds/a.pdf", True),
        ("seeds/secret.key", True),
    ]


@pytest.mark.parametrize("link", ["seeds/a.txt", "seeds/sub", "seeds"])
def test_links_are_refused(folder: Folder, link: str) -> None:
    """A symbolic link to a file or folder, or in place of the whole folder, is named and not followed."""
    root = folder({"elsewhere/a.txt": "secret", "other.txt": ""})
    (root / link).parent.mkdir(exist_ok=True)
    (root / link).symlink_to(root / ("elsewhere/a.txt" if link.endswith(".txt") else "elsewhere"))
    paths, problems = files.find(root / "seeds", (".txt",), root=root)
    assert paths == []
    assert [(p.path, p.severity) for p in problems] == [(link, "error")]


def test_pipes_are_refused(folder: Folder) -> None:
    """What is no regular file would hang or surprise a build."""
    root = folder({"seeds/a.txt": ""})
    os.mkfifo(root / "seeds/pipe.txt")
    paths, problems = files.find(root / "seeds", (".txt",), root=root)
    assert paths == ["seeds/a.txt"] and [p.path for p in problems] == ["seeds/pipe.txt"]


def test_names_that_are_no_text_are_refused(folder: Folder) -> None:
    """A name in another encoding could not be printed, nor be an address."""
    root = folder({"seeds/a.txt": ""})
    (Path(os.fsdecode(os.fsencode(root / "seeds") + b"/\xff.txt"))).write_text("")
    paths, problems = files.find(root / "seeds", (".txt",), root=root)
    assert paths == ["seeds/a.txt"] and ["Unicode" in p.message for p in problems] == [True]


def test_text_is_utf8_with_or_without_a_mark(folder: Folder) -> None:
    """A byte order mark is no part of the text."""
    root = folder({"a": "é", "b": b"\xef\xbb\xbf\xc3\xa9"})
    assert files.read_text(root, "a") == files.read_text(root, "b") == ("é", [])


def test_other_encodings_are_named_with_their_line(folder: Folder) -> None:
    """The first byte that is not UTF-8 gives the line."""
    text, problems = files.read_text(folder({"a": b"one\ntwo\n\xe9\n"}), "a")
    assert text == "" and [str(p) for p in problems] == [
        "a:3: error: The file is not UTF-8. Save it as UTF-8 in your editor."
    ]


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    """What has gone, or is a folder, ends in a message."""
    (tmp_path / "folder").mkdir()
    for name in ("gone", "folder"):
        data, problems = files.read_bytes(tmp_path, name)
        assert data == b"" and ["cannot be read" in p.message for p in problems] == [True]


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    """The limit itself is read, a byte more is not."""
    with (tmp_path / "a").open("wb") as file:
        file.truncate(files.MAX_FILE_BYTES)
    assert files.read_bytes(tmp_path, "a")[1] == []
    os.truncate(tmp_path / "a", files.MAX_FILE_BYTES + 1)
    data, problems = files.read_bytes(tmp_path, "a")
    assert data == b"" and ["larger than 5 MB" in p.message for p in problems] == [True]


# --- writing --------------------------------------------------------------------------------------------------------


def test_the_same_text_is_not_written_again(tmp_path: Path) -> None:
    """A file that holds the text already keeps its time; a new text replaces it."""
    place = tmp_path / "a" / "b.md"
    assert files.write(place, "one")
    os.utime(place, (PAST, PAST))
    assert not files.write(place, "one") and place.stat().st_mtime == PAST
    assert files.write(place, "two") and place.read_text() == "two"


def test_a_failed_write_leaves_the_old_text_and_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the disk refuses, a reader still sees the whole old file, and nothing half-written stays."""
    place = tmp_path / "a.md"
    files.write(place, "old")

    def full(descriptor: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        files.write(place, "new")
    assert _tree(tmp_path) == {"a.md": "old"}


def test_a_reader_never_sees_a_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the new text is whole, the old one stands under the name."""
    place = tmp_path / "a.md"
    files.write(place, "old")
    seen = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: seen.append(place.read_text()))
    files.write(place, "new")
    assert seen == ["old"] and place.read_text() == "new"


def test_files_get_the_rights_that_the_user_wants(tmp_path: Path) -> None:
    """A web server must be able to read what is written: the umask decides, as for any new file."""
    mask = os.umask(0o027)
    try:
        files.write(tmp_path / "a.md", "x")
    finally:
        os.umask(mask)
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o640


def test_a_link_is_replaced_not_written_through(folder: Folder) -> None:
    """What a link points to stays as it is."""
    root = folder({"outside.md": "theirs"})
    (root / "a.md").symlink_to(root / "outside.md")
    files.write(root / "a.md", "ours")
    assert not (root / "a.md").is_symlink() and (root / "outside.md").read_text() == "theirs"


def test_new_files_never_replace_old_ones(folder: Folder) -> None:
    """If one of several is there already, none is written."""
    root = folder({"b/x.md": "by hand"})
    with pytest.raises(FileExistsError):
        files.create(root, {"a/x.md": "new", "b/x.md": "new"})
    assert _tree(root) == {"b/x.md": "by hand"}
    files.create(root, {"a/x.md": "new"})
    assert _tree(root) == {"a/x.md": "new", "b/x.md": "by hand"}


def test_new_bytes_never_replace_old_ones(folder: Folder) -> None:
    """The same holds for a single file of bytes."""
    root = folder({"a": "by hand"})
    with pytest.raises(FileExistsError):
        files.create_bytes(root / "a", b"new")
    files.create_bytes(root / "sub/b", b"\xff")
    assert (root / "a").read_text() == "by hand" and (root / "sub/b").read_bytes() == b"\xff"


# --- the generated part of a folder ---------------------------------------------------------------------------------


def test_a_mirror_holds_exactly_what_is_generated(folder: Folder) -> None:
    """New files are written, changed ones replaced, old ones removed with their empty folders; the rest stays."""
    root = folder({"about/index.md": "by hand", "assets/a.css": "by hand"})
    assert files.mirror(root, {"index.md": "1", "pairs/a/index.md": "1", "pairs/b/index.md": "1"}, RESERVED) == 3
    assert files.mirror(root, {"index.md": "2", "pairs/b/index.md": "1", "topics/index.md": "1"}, RESERVED) == 3
    assert _tree(root) == {
        "about/index.md": "by hand",
        "assets/a.css": "by hand",
        "index.md": "2",
        "pairs/b/index.md": "1",
        "topics/index.md": "1",
    }
    assert not (root / "pairs/a").exists()


def test_a_mirror_touches_nothing_that_is_unchanged(folder: Folder) -> None:
    """A second run writes nothing, not even its own list: a watcher sees no event."""
    root = folder({})
    texts = {"index.md": "1", "pairs/a/index.md": "1"}
    files.mirror(root, texts, RESERVED)
    for path in [*texts, files.OWNED]:
        os.utime(root / path, (PAST, PAST))
    assert files.mirror(root, texts, RESERVED) == 0
    assert {(root / path).stat().st_mtime for path in [*texts, files.OWNED]} == {PAST}


def test_only_what_was_generated_is_removed(folder: Folder) -> None:
    """A file in a reserved place that is not in the list is never removed."""
    root = folder({"pairs/by-hand.md": "mine"})
    files.mirror(root, {"pairs/a/index.md": "1"}, RESERVED)
    files.mirror(root, {}, RESERVED)
    assert _tree(root) == {"pairs/by-hand.md": "mine"}


def test_a_list_that_names_other_places_removes_nothing_there(folder: Folder) -> None:
    """The list lies where anyone may edit it; only reserved places are ever cleaned."""
    names = ["../outside.md", "about/index.md", "/etc/hosts", "pairs/a.md"]
    root = folder({"outside.md": "x", "docs/about/index.md": "x", "docs/pairs/a.md": "x"})
    (root / "docs" / files.OWNED).write_text(json.dumps(names))
    files.mirror(root / "docs", {}, RESERVED)
    assert _tree(root) == {"outside.md": "x", "docs/about/index.md": "x"}


@pytest.mark.parametrize("content", ["", "{", "5", "null", "[[1]]", "\x00"])
def test_a_broken_list_is_no_list(folder: Folder, content: str) -> None:
    """Nothing is taken for generated then, and the run goes on."""
    root = folder({files.OWNED: content, "pairs/a.md": "x"})
    assert [p.path for p in files.foreign(root, {}, RESERVED, root=root)] == ["pairs/a.md"]


def test_files_in_generated_places_are_named(folder: Folder) -> None:
    """A hand-written file where the generator writes is an error with its path from the root."""
    root = folder({"docs/index.md": "mine", "docs/pairs/a/notes.md": "mine", "docs/about.md": "mine"})
    found = files.foreign(root / "docs", {"index.md": "generated"}, RESERVED, root=root)
    assert [(p.path, p.severity) for p in found] == [("docs/index.md", "error"), ("docs/pairs/a/notes.md", "error")]


def test_what_a_killed_build_left_is_not_foreign(folder: Folder) -> None:
    """Files that hold what would be generated anyway are taken over, with the list lost or not."""
    root = folder({"index.md": "generated", "pairs/a/index.md": "generated"})
    texts = {"index.md": "generated", "pairs/a/index.md": "generated"}
    assert files.foreign(root, texts, RESERVED, root=root) == []
    files.mirror(root, texts, RESERVED)
    (root / "pairs/a/index.md").write_text("half")
    assert files.foreign(root, {}, RESERVED, root=root) == []


@pytest.mark.parametrize("link", ["index.md", "pairs", "pairs/a"])
def test_links_in_generated_places_are_named(folder: Folder, link: str) -> None:
    """Nothing is ever written through a link to another place, were it to the same bytes."""
    root = folder({"elsewhere/index.md": "generated", "docs/x.md": ""})
    (root / "docs" / link).parent.mkdir(exist_ok=True)
    (root / "docs" / link).symlink_to(root / ("elsewhere/index.md" if link == "index.md" else "elsewhere"))
    texts = {"index.md": "generated", "pairs/a/index.md": "generated"}
    assert [p.path for p in files.foreign(root / "docs", texts, RESERVED, root=root)] == [f"docs/{link}"]


# --- digests --------------------------------------------------------------------------------------------------------


def test_the_digest_of_a_folder_is_that_of_names_and_contents(folder: Folder) -> None:
    """Times do not count; a byte, a name, an added file does."""
    root = folder({"one/a": "x", "one/b/c": "y", "two/a": "x", "two/b/c": "y"})
    os.utime(root / "two/a", (PAST, PAST))
    same = files.tree_digest(root / "one")
    assert files.tree_digest(root / "two") == same
    (root / "two/b/c").rename(root / "two/b/d")
    assert files.tree_digest(root / "two") != same
    (root / "two/b/d").rename(root / "two/b/c")
    (root / "two/b/c").write_text("z")
    assert files.tree_digest(root / "two") != same


def test_a_folder_that_is_ours_is_removed_whole(folder: Folder) -> None:
    """One that is not there is as good as removed."""
    root = folder({"work/a/b": "x", "kept": "x"})
    files.remove_tree(root / "work")
    files.remove_tree(root / "work")
    assert _tree(root) == {"kept": "x"}


def test_what_a_killed_write_left_is_swept_away(folder: Folder) -> None:
    """Only files that never came into their place go; nothing of a person's does."""
    root = folder({"briefings/x.md": "kept", f"briefings/{files.TEMPORARY}abc": "half"})
    files.sweep(root / "briefings")
    assert sorted(path.name for path in (root / "briefings").iterdir()) == ["x.md"]


@pytest.mark.parametrize("name", ["x.md~", "#x.md#", "x.md.orig", "Thumbs.db", "desktop.ini"])
def test_leftovers_of_editors_are_passed_over(folder: Folder, name: str) -> None:
    """They are neither read nor complained of."""
    root = folder({"briefings/x.md": "kept", f"briefings/{name}": "left"})
    assert files.find(root / "briefings", (".md",), root=root) == (["briefings/x.md"], [])
