"""Bytes to clean text."""

from __future__ import annotations

import pytest

from communique.extract.decode import MAX_BYTES, clean, decode

FRENCH = "Les ministres ont signé à l'été un accord sur la pêche côtière. " * 4
RUSSIAN = "Министры подписали в среду соглашение о рыболовстве, сообщили в ведомстве. " * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_without_a_word(encoding: str) -> None:
    """UTF-8 and UTF-16 are read with or without a byte order mark, and nothing is noted."""
    assert decode("a.txt", FRENCH.encode(encoding)) == (FRENCH, [])


@pytest.mark.parametrize(("text", "encoding"), [(FRENCH, "cp1252"), (RUSSIAN, "cp1251")])
def test_a_legacy_encoding_is_noted(text: str, encoding: str) -> None:
    """Text in an older encoding is read as the likeliest one, with a note that asks to check it."""
    decoded, problems = decode("a.txt", text.encode(encoding))
    assert decoded == text
    assert [problem.severity for problem in problems] == ["note"]


def test_a_page_states_its_encoding() -> None:
    """An HTML page in an older encoding that it states is read by it, without a note."""
    page = '<meta charset="windows-1251"><p>Мост открыт'
    assert decode("a.html", page.encode("cp1251"), html=True) == (page, [])


@pytest.mark.parametrize("data", [b"%PDF-1.7\n1 0 obj", b"PK\x03\x04abc", bytes(range(256)) * 4])
def test_binary_is_refused(data: bytes) -> None:
    """A file that is no text is an error that says what to save instead."""
    text, problems = decode("a.txt", data)
    assert text is None
    assert "not a text file" in problems[0].message


def test_size_and_line_length_are_limited() -> None:
    """A file or a line that is too long is an error; the line is named."""
    assert decode("a.txt", b"a" * (MAX_BYTES + 1))[0] is None
    text, problems = decode("a.txt", b"one\n" + b"a" * 30_000)
    assert (text, problems[-1].line) == (None, 2)


def test_unseen_characters_go() -> None:
    """Control, direction and zero-width characters and soft hyphens are removed and counted."""
    assert clean("a\u202eb\u200bc\u00add\x07\r\ne\u00a0f") == ("abcd\ne f", 4)


def test_joiners_of_persian_stay() -> None:
    """The zero-width non-joiner that Persian spells with is kept."""
    assert clean("می\u200cرود") == ("می\u200cرود", 0)


def test_a_line_of_unseen_characters_still_counts() -> None:
    """A line that holds nothing to see keeps its place, so that the lines below keep their numbers."""
    assert clean("a\n\u200b\nb")[0] == "a\n·\nb"


def test_letters_are_composed() -> None:
    """A letter and its accent become one character."""
    assert clean("e\u0301") == ("é", 0)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("El señor López habló ayer en España de la situación; mañana irá a Bogotá, dijo.", "cp1252"),
        ("São Tomé e Príncipe também assinou. A reunião não terminou, disse João.", "cp1252"),
        ("Polska i Ukraina zawarły umowę w sprawie granicy; żołnierze wrócą w poniedziałek.", "cp1250"),
    ],
)
def test_latin_letters_of_windows_are_read_right(text: str, encoding: str) -> None:
    """Where several code pages could be meant the western one is, unless the letters speak for another; none of DOS."""
    decoded, problems = decode("seeds/x.txt", text.encode(encoding))
    assert decoded == text
    assert [problem.severity for problem in problems] == ["note"]


def test_utf_16_of_letters_with_low_bytes_is_text() -> None:
    """Cyrillic in UTF-16 is full of bytes that are control characters elsewhere."""
    text = "Норландия и Судландия вновь открыли мост у Вика."
    assert decode("a.txt", text.encode("utf-16"))[0] == text


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
def test_short_japanese_is_read(encoding: str) -> None:
    """A text of a few lines with wide digits and brackets is told by its kana."""
    text = "【オストビュー共同】両国は３日、国境の橋を再開した。\nトラックが川を渡り始めた。\n"
    assert decode("a.txt", text.encode(encoding))[0] == text
