"""The bytes of an article file -> clean text: its encoding found, characters that no reader sees taken out."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from charset_normalizer import from_bytes

from communique.problems import Problem

MAX_BYTES = 2 * 1024 * 1024
"""Largest article file that is read, in bytes."""

MAX_LINE = 20_000
"""Longest line that is read, in characters: some four thousand words, longer than any paragraph of news."""

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MAGIC = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"{\\rtf", b"\xd0\xcf\x11\xe0")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)

_KANA = re.compile("[\u3041-\u30fe]")
_BREAKS = re.compile(r"\r\n?")
_SPACES = re.compile("[\x0b\x0c\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]")
_JOINER = re.compile("(?<=[\u0600-\u0dff])[\u200c\u200d](?=[\u0600-\u0dff])")
_UNSEEN_SET = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
)
_UNSEEN = re.compile(f"[{_UNSEEN_SET}]")
_UNSEEN_LINE = re.compile(f"^[ \t]*[{_UNSEEN_SET}][ \t{_UNSEEN_SET}]*$", re.MULTILINE)
_KEPT = {"\u200c": "\ue00c", "\u200d": "\ue00d"}
_RESTORED = {ord(stand_in): kept for kept, stand_in in _KEPT.items()}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was got at: the encoding, and whether that encoding is only the likeliest one."""

    text: str
    encoding: str
    guessed: bool = False


def decode(path: str, data: bytes, *, html: bool = False) -> tuple[str | None, list[Problem]]:
    """Return the clean text of a file, and what was noticed.

    Reads UTF-8 with or without a byte order mark, UTF-16, what an HTML page states, else the likeliest legacy
    encoding, with a note. None with an error: too large, binary, no encoding fits, or a line too long.
    """
    if len(data) > MAX_BYTES:
        message = f"The file has {len(data):,} bytes; at most {MAX_BYTES:,} are read."
        return None, [Problem(path, message, "Keep the article's own text only.")]
    decoded = None if _is_binary(data) else _decoded(data, html)
    if decoded is None:
        return None, [Problem(path, "This is not a text file.", "Save the article as plain text in UTF-8.")]
    text, unseen = clean(decoded.text)
    problems = [_encoding_note(path, decoded.encoding)] if decoded.guessed else []
    problems += [_unseen_note(path, unseen)] if unseen else []
    long_line = next((n for n, line in enumerate(text.split("\n"), 1) if len(line) > MAX_LINE), None)
    if long_line and not html:
        message = f"The line is longer than {MAX_LINE:,} characters."
        return None, [*problems, Problem(path, message, "Break it into paragraphs.", long_line)]
    return text, problems


def clean(text: str) -> tuple[str, int]:
    """Return the text in NFC with line ends as LF and spaces plain, and how many unseen characters were removed.

    Unseen are control, bidirectional and zero-width characters and soft hyphens. The joiners that Persian and the
    scripts of India spell with are kept. A line of unseen characters alone becomes a dot, so that it still counts.
    """
    text = _SPACES.sub(" ", _BREAKS.sub("\n", text))
    if text.isascii() and not _UNSEEN.search(text):
        return text, 0
    text = _JOINER.sub(lambda match: _KEPT[match.group()], text)
    text = _UNSEEN_LINE.sub("·", text)
    text, unseen = _UNSEEN.subn("", text)
    if any(stand_in in text for stand_in in _KEPT.values()):
        text = text.translate(_RESTORED)
    return unicodedata.normalize("NFC", text), unseen


def _decoded(data: bytes, html: bool) -> Decoded | None:
    marked = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    stated = _stated_charset(data) if html else None
    for name in (marked, "utf-8", _utf16(data), stated):
        text = _try(data, name) if name else None
        if name and text is not None and "\x00" not in text:
            return Decoded(text, name)
    if b"\x00" in data:
        return None
    found = from_bytes(data, cp_isolation=list(LEGACY))
    best = found.best()
    if best is None:
        return _japanese(data)
    # Where the bytes do not tell, the western code page is by far the likeliest.
    equal = [match for match in found if (match.chaos, match.coherence) == (best.chaos, best.coherence)]
    chosen = next((match for match in equal if match.encoding == "cp1252"), best)
    return Decoded(str(chosen), chosen.encoding, guessed=True)


def _japanese(data: bytes) -> Decoded | None:
    """Try the Japanese encodings on what seems to be none: short texts with wide digits and brackets do."""
    tried = ((name, _try(data, name)) for name in ("cp932", "euc_jp"))
    kana = ((len(_KANA.findall(text)) / len(text), name, text) for name, text in tried if text)
    share, name, text = max(kana, default=(0.0, "", ""))
    return Decoded(text, name, guessed=True) if share >= MIN_KANA else None


MIN_KANA = 0.15
"""Least share of kana in a Japanese text: headlines have a fifth, running text a third and more."""

LEGACY = (
    *("cp1252", "cp1250", "cp1254", "cp1257", "cp1251", "koi8_r", "koi8_u", "cp1253", "cp1255", "cp1256", "cp874"),
    *("cp949", "euc_kr", "cp932", "shift_jis", "euc_jp", "gb18030", "gbk", "big5"),
)
"""Encodings in which texts are still saved: of Windows, Unix and the web, none of DOS."""


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _stated_charset(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    return match.group(1).decode("ascii") if match else None


def _utf16(data: bytes) -> str | None:
    """Tell UTF-16 without a mark: in text with Latin letters every other byte is then zero."""
    sample = data[:2000]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < len(sample) * 0.2 or min(even, odd) > len(sample) * 0.02:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _is_binary(data: bytes) -> bool:
    if data.startswith(_MAGIC):
        return True
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _utf16(data):
        return False
    controls = sum(data[:4000].count(byte) for byte in (1, 2, 3, 4, 5, 6, 14, 15, 16, 17, 18))
    return controls > len(data[:4000]) * 0.02


def _encoding_note(path: str, encoding: str) -> Problem:
    message = f"The file is not UTF-8; it was read as {encoding}."
    return Problem(path, message, "Check the letters with accents, or save it as UTF-8.", severity="note")


def _unseen_note(path: str, count: int) -> Problem:
    message = f"{count:,} invisible characters (control, direction, zero width, soft hyphen) were left out."
    return Problem(path, message, "Nothing to do; the file itself is unchanged.", severity="note")
