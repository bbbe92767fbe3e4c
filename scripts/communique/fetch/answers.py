"""What a server answered -> a page as it is kept, or in plain words why not."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from http import HTTPStatus

from communique.fetch import addresses
from communique.problems import Problem

SAVE = "Save the page in the browser and add the file."
"""What to do where a server does not let us in but a browser."""

_PASTE = "Open it, copy the text, and paste it: communique add -"
_PAGES = {"text/html", "application/xhtml+xml"}
_TEXTS = {"text/plain": "txt", "text/markdown": "md"}
_KINDS = {"application/pdf": "a PDF", "application/json": "data (JSON)", "application/xml": "data (XML)"}
_KINDS |= {"text/xml": "data (XML)", "application/rss+xml": "a feed", "application/atom+xml": "a feed"}
_MARKUP = re.compile(rb"\s*(?:<!doctype html|<html)", re.IGNORECASE)
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WESTERN = {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}
"""Names under which, by the rules of the web (WHATWG Encoding), Windows-1252 is meant."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the address asked at last, status, the header's type, and the body, decompressed."""

    address: str
    status: int
    type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is kept: its address, the name and ending of its file, and the content."""

    address: str
    name: str
    ending: str
    data: bytes


def page(given: str, answer: Answer) -> Page | Problem:
    """Return the page that an address gave, or why there is none; `given` is the address as it was typed."""
    if answer.status != HTTPStatus.OK:
        return refusal(given, answer.status)
    kind, _, rest = answer.type.partition(";")
    kind = kind.strip().lower()
    ending = _ending(kind, answer.body)
    if ending is None:
        return unfit(given, kind)
    if not answer.body.strip():
        return Problem(given, "The server sent an empty page.", SAVE)
    data = as_utf8(answer.body, _charset(rest))
    address = addresses.tidied(answer.address)
    return Page(address, addresses.name(address), ending, data)


def _ending(kind: str, body: bytes) -> str | None:
    if kind in _PAGES or (not kind and _MARKUP.match(body)):
        return "html"
    return _TEXTS.get(kind)


def is_kept(kind: str) -> bool:
    """Tell whether a type of content can be an article; a server that names none is given the chance."""
    kind = kind.partition(";")[0].strip().lower()
    return not kind or kind in _PAGES or kind in _TEXTS


def unfit(given: str, kind: str) -> Problem:
    """Return what to say of content that is neither a page nor text."""
    kind = kind.partition(";")[0].strip().lower()
    what = _KINDS.get(kind) or (f"a file of the kind '{kind}'" if kind else "a file of an unknown kind")
    return Problem(given, f"This is no page but {what}.", _PASTE)


def refusal(given: str, status: int) -> Problem:
    """Return what to say of an HTTP status other than 200."""
    phrase = next((one.phrase for one in HTTPStatus if one == status), "unknown status")
    answered = f"The server answers {status} ({phrase})."
    if status in {404, 410}:
        return Problem(given, f"{answered} The page is not there.", "Check the address; an archive may still have it.")
    if status in {401, 402, 403, 407, 451}:
        return Problem(given, f"{answered} It does not let a program read the page.", SAVE)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Problem(given, f"{answered} It was asked too often.", f"Wait some minutes, or: {SAVE}")
    if status >= 500:
        return Problem(given, f"{answered} Something is wrong there.", f"Try again later, or: {SAVE}")
    return Problem(given, answered, SAVE)


def _charset(parameters: str) -> str | None:
    match = re.search(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", parameters, re.IGNORECASE)
    return match.group(1).lower() if match else None


def as_utf8(data: bytes, charset: str | None) -> bytes:
    """Return a body as UTF-8 where the server, not the page, says in what encoding it is.

    It gets a byte order mark then, for that outweighs what the page may say of itself. What is UTF-8 already, though
    the server says otherwise, stays: no other encoding looks like it by chance.
    """
    if charset is None or data.startswith(_BOMS) or (not data.isascii() and _reads(data, "utf-8")):
        return data
    text = _reads(data, "cp1252" if charset in _WESTERN else charset)
    if text is None or text.encode("utf-8", "replace") == data:
        return data
    return codecs.BOM_UTF8 + text.encode("utf-8", "replace")


def _reads(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None
