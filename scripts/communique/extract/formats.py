"""Files that are no article as they are: what each is, and how to get at its text."""

from __future__ import annotations

import re

_PASTE = "Open it, copy the text, and paste it: communique add -"
_PAGE = "Save the page as 'web page, HTML only', and add that."

_SIGNS: tuple[tuple[str, str, str], ...] = (
    (r"%PDF", "a PDF", _PASTE),
    (r"PK\x03\x04.{0,200}?mimetypeapplication/epub", "an e-book", _PASTE),
    (r"PK\x03\x04.{0,200}?mimetypeapplication/vnd\.oasis", "an office document", _PASTE),
    (r"PK\x03\x04(?=.{0,2000}?(?:\[Content_Types\]|word/|xl/|ppt/))", "an office document", _PASTE),
    (r"PK\x03\x04", "a ZIP archive", "Unpack it, and add the articles in it."),
    (r"\xd0\xcf\x11\xe0", "an old office document", _PASTE),
    (r"\{\\rtf", "formatted text (RTF)", _PASTE),
    (r"\x89PNG|\xff\xd8\xff|GIF8|RIFF.{4}WEBP|II\*\x00|MM\x00\*|.{4}ftyp(?:heic|avif|mif1)", "a picture", ""),
    (r"\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf|Rar!", "a packed file", "Unpack it, and add the articles in it."),
    (r"bplist00", "a web archive of Safari", _PAGE),
    (
        r"(?:From: <Saved by|MIME-Version:|Snapshot-Content-Location:).{0,2000}?multipart/related",
        "a web archive",
        _PAGE,
    ),
)
"""How files of other kinds begin, what they are called, and what to do."""

_WAYS = [(re.compile(sign.encode("latin-1"), re.DOTALL), what, hint) for sign, what, hint in _SIGNS]
_PICTURE_HINT = "Type or copy the text that it shows, and paste it: communique add -"
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,500}?-->\s*)?(?:<!doctype html|<html)", re.IGNORECASE | re.DOTALL
)


def foreign(data: bytes) -> tuple[str, str] | None:
    """Return what a file is, in words, and what to do, if it is of a kind that is never an article; else None."""
    head = data[:4096]
    found = next(((what, hint) for sign, what, hint in _WAYS if sign.match(head)), None)
    return (found[0], found[1] or _PICTURE_HINT) if found else None


def is_page(data: bytes) -> bool:
    """Tell the source of an HTML page, whatever its file is called."""
    return bool(_MARKUP.match(data[:4096]))
