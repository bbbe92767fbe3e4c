"""Files that are no articles, by how they begin."""

from __future__ import annotations

import io
import zipfile

import pytest

from communique.extract import formats


def zipped(*names: str) -> bytes:
    """Return a ZIP archive with files of some names."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "application/epub+zip" if name == "mimetype" else "x")
    return content.getvalue()


@pytest.mark.parametrize(
    ("data", "what", "hint"),
    [
        (b"%PDF-1.4\n%\xe2\xe3", "a PDF", "copy the text"),
        (zipped("[Content_Types].xml", "word/document.xml"), "an office document", "copy the text"),
        (zipped("mimetype"), "an e-book", "copy the text"),
        (zipped("article.txt"), "a ZIP archive", "Unpack it"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old office document", "copy the text"),
        (b"{\\rtf1 x", "formatted text (RTF)", "copy the text"),
        (b"\x89PNG\r\n", "a picture", "the text that it shows"),
        (b"RIFF\x00\x00\x00\x00WEBP", "a picture", "the text that it shows"),
        (b"\x1f\x8b\x08", "a packed file", "Unpack it"),
        (b"bplist00\xd1", "a web archive of Safari", "HTML only"),
        (b"From: <Saved by Blink>\r\nContent-Type: multipart/related;", "a web archive", "HTML only"),
    ],
)
def test_each_kind_is_called_by_its_name(data: bytes, what: str, hint: str) -> None:
    """What a file is, and how to get at its text."""
    found = formats.foreign(data)
    assert found is not None and found[0] == what and hint in found[1]


@pytest.mark.parametrize("data", [b"Ministers meet\n", b"<!doctype html>", b"PK and others", b"From: Ann\n\nHello"])
def test_text_is_none_of_them(data: bytes) -> None:
    """A text that begins like nothing else is left to the reader of articles."""
    assert formats.foreign(data) is None


@pytest.mark.parametrize(
    "data", [b"<!DOCTYPE html>", b"\xef\xbb\xbf\n <html>", b"<!-- saved from x -->\r\n<html lang>"]
)
def test_the_source_of_a_page_is_known(data: bytes) -> None:
    """Whatever comes before it: a byte order mark, spaces, a browser's comment."""
    assert formats.is_page(data)
    assert not formats.is_page(b"The tag <html> opens a page.")
