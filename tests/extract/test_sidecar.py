"""What is stated on the command line, as the text of an article's notes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract import header, sidecar

NOTES = "notes.yml"


def said(*settings: str) -> str:
    """Return all problems of settings, a line each."""
    return "\n".join(map(str, sidecar.stated(settings)[1]))


def test_settings_become_lines_that_read_back() -> None:
    """Each key stands on a line, quoted where YAML asks for it; lists are parted by commas or repeated."""
    values, problems = sidecar.stated(
        [
            "published=2024-01-18",
            "title = Who's there: a talk # 1",
            "url=https://example.org/a?b=c#d",
            "topics=diplomacy, nuclear",
            "topics=sanctions",
            "people=[Ann Example, Bo Sample]",
            "publisher=null",
        ]
    )
    assert problems == []
    text = sidecar.lines(values)
    assert text == (
        "published: 2024-01-18\ntitle: 'Who''s there: a talk # 1'\nurl: 'https://example.org/a?b=c#d'\n"
        "topics: [diplomacy, nuclear, sanctions]\npeople: [Ann Example, Bo Sample]\npublisher: 'null'\n"
    )
    stated, keys, found = header.read(text, NOTES, 1)
    assert found == [] and set(keys) == set(values)
    assert (stated.title, stated.publisher) == ("Who's there: a talk # 1", "null")


def test_every_mistake_is_said_at_once() -> None:
    """The option is named, the key, what is wrong and what to do; an unknown key gets the nearest one."""
    found = said("titel=x", "published=18.1.2024", "pairs=RUS-PRK", "rights=", "publisher=a", "publisher=b", "nothing")
    assert found.splitlines() == [
        "--set: error: rights: There is no value. Write rights=value.",
        "--set: error: publisher: The key is set twice. Keep one of the two.",
        "--set: error: 'nothing' is no setting. Write key=value, such as published=2024-01-18.",
        "--set: error: published: '18.1.2024' is not a day. Write it as year-month-day, such as 2024-01-18.",
        "--set: error: pairs.1: 'RUS-PRK' is not in order. Write PRK-RUS.",
        "--set: error: titel: There is no such key. Did you mean 'title'?",
    ]


def test_unknown_countries_and_topics_are_named() -> None:
    """Codes are checked against the vocabulary."""
    values, _ = sidecar.stated(["pairs=PRK-RUX", "parties=PRK", "topics=diplomcy"])
    found = sidecar.unknown(values, {"PRK", "RUS"}, {"diplomacy"}, "--set")
    assert [str(one) for one in found] == [
        "--set: error: pairs: 'RUX' is no country known here. Did you mean 'RUS'?",
        "--set: error: topics: 'diplomcy' is no topic known here. Did you mean 'diplomacy'?",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, b"rights: permission\n"),
        (b"", b"rights: permission\n"),
        (b"# mine\nagency: 'A B'   # why\n", b"# mine\nagency: 'A B'   # why\nrights: permission\n"),
        (b"\xef\xbb\xbfagency: A\r\n", b"\xef\xbb\xbfagency: A\r\nrights: permission\r\n"),
        (b"agency: A", b"agency: A\nrights: permission\n"),
        (b"agency: A\nrights:   permission\n", b"agency: A\nrights:   permission\n"),
    ],
)
def test_notes_are_only_added_to(before: bytes | None, after: bytes) -> None:
    """What stands in the notes stays byte by byte, with its line ends; what they say already is not said twice."""
    assert sidecar.joined(before, {"rights": "permission"}, NOTES) == (after, [])


@pytest.mark.parametrize(
    ("before", "message"),
    [
        (b"rights: cc-by-4.0\n", "The notes beside the article say something else already."),
        (b"{agency: A}\n", "Nothing can be added at the end of the notes: rights."),
        (b"agency: A\n...\n", "Nothing can be added at the end of the notes: rights."),
        (b"title: |\n  x\n agency", None),
    ],
)
def test_notes_that_cannot_be_added_to_stay(before: bytes, message: str | None) -> None:
    """A contradiction or a form that has no end to write at is a problem; broken notes are said by their reader."""
    after, problems = sidecar.joined(before, {"rights": "permission"}, NOTES)
    assert after == before
    assert [one.message for one in problems] == ([message] if message else [])


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_any_text_is_read_back(text: str) -> None:
    """Whatever a curator types is written so that it is read as it was typed."""
    text = " ".join(text.split())
    stated, _, problems = header.read(sidecar.lines({"publisher": text}), NOTES, 1)
    assert not text or problems or stated.publisher == text


def test_a_source_is_ready_to_be_pasted() -> None:
    """The lines are indented as in a drafted briefing, without what is not known."""
    text = sidecar.source_lines([("publisher", "A: B"), ("agency", None), ("article", "seeds/a.txt")])
    assert text == "  - publisher: 'A: B'\n    article: seeds/a.txt\n"
