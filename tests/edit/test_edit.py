"""Edits of a briefing's file: the intended value, and every other byte as it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from communique import edit
from communique.briefing import KEYS
from communique.problems import BuildError

TEXT = """\
---
# hint: - x
title: 'It''s old'   # keep me
status: published
parties:   # both
- PRK   # one
- RUS

mentions: [USA,  UKR ] # m
key_points: # kp
  - a long
    plain one # c1
  - "second"
  - text: third # t
    said_by: [X]
sources:
  - publisher: P # pub
    url: https://x.example/a
    sha256: ab

  - {publisher: Q}
review: {by: A Person, on: 2024-01-01}
---\t
Text by the desk.
"""


def _revised(changes: Mapping[str, Any], text: str = TEXT) -> str:
    return edit.revised("x.md", text, changes, KEYS)


CASES: list[tuple[Mapping[str, Any], tuple[str, str]]] = [
    ({"title": "It's new: x"}, ("'It''s old'", "'It''s new: x'")),
    ({"title": "one\ntwo"}, ("'It''s old'", '"one\\ntwo"')),
    ({"status": "withdrawn"}, ("status: published", "status: withdrawn")),
    ({"id": "x"}, ("title:", "id: x\ntitle:")),
    ({"lang": "en"}, ("status:", "lang: en\nstatus:")),
    ({"event_date": "2024"}, ("parties:", "event_date: 2024\nparties:")),
    ({"aliases": ["a", "b"]}, ("on: 2024-01-01}\n", "on: 2024-01-01}\naliases: [a, b]\n")),
    ({"parties": ["PRK", "CHN", "RUS"]}, ("- PRK   # one\n", "- PRK   # one\n- CHN\n")),
    ({"parties": ["CHN", "PRK", "RUS"]}, ("- PRK", "- CHN\n- PRK")),
    ({"parties": ["PRK"]}, ("- RUS\n", "")),
    ({"parties": ["KOR", "RUS"]}, ("- PRK ", "- KOR ")),
    ({"mentions": ["UKR"]}, ("USA,  UKR", "UKR")),
    ({"mentions": ["USA"]}, (",  UKR", "")),
    ({"mentions": []}, ("[USA,  UKR ]", "[]")),
    ({"mentions": ["CHN", "USA", "UKR", "IRN"]}, ("USA,  UKR", "CHN, USA,  UKR, IRN")),
    ({"mentions": None}, ("mentions: [USA,  UKR ] # m\n", "")),
    (
        {"key_points": ["a long plain one", "new", "second", {"text": "third", "said_by": ["X", "Y"]}]},
        (
            '  - "second"\n  - text: third # t\n    said_by: [X]',
            '  - new\n  - "second"\n  - text: third # t\n    said_by: [X, Y]',
        ),
    ),
    ({"key_points": None}, (TEXT[TEXT.index("key_points") : TEXT.index("sources")], "")),
    (
        {
            "sources": [
                {"publisher": "P", "url": "https://x.example/a", "rights": "r", "sha256": "cd"},
                {"publisher": "Q"},
            ]
        },
        ("    sha256: ab", "    rights: r\n    sha256: cd"),
    ),
    (
        {"sources": [{"publisher": "P", "url": "https://x.example/a"}, {"publisher": "Q", "rights": "r"}]},
        ("    sha256: ab\n\n  - {publisher: Q}", "\n  - {publisher: Q, rights: r}"),
    ),
    ({"review": {"on": "2024-01-01"}}, ("by: A Person, on", "on")),
]  # fmt: skip


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(("changes", "difference"), CASES)
def test_only_what_changes_is_touched(
    changes: Mapping[str, Any], difference: tuple[str, str], mark: str, newline: str
) -> None:
    """Comments, quotes, blank lines, order, line ends, byte order mark and body stay as they are."""
    text = mark + TEXT.replace("\n", newline)
    old, new = (part.replace("\n", newline) for part in difference)
    assert text.count(old) == 1
    assert _revised(changes, text) == text.replace(old, new)


def test_a_value_that_is_there_already_touches_nothing() -> None:
    """The same value in another form of writing is no change."""
    assert _revised({"mentions": ["USA", "UKR"], "title": "It's old", "people": None}) == TEXT


@pytest.mark.parametrize("changes", [{"parties": ["RUS"]}, {"parties": []}, {"key_points": ["second"]}])
def test_no_comment_is_lost(changes: Mapping[str, Any]) -> None:
    """An edit that would take a comment with it is refused, and says what to write by hand."""
    with pytest.raises(BuildError, match="Write it by hand: "):
        _revised(changes)


@pytest.mark.parametrize(
    "front",
    [
        "title: A\ntitle: B",
        "title: &a A\nsummary: *a",
        "title: [A",
        "title:",
        "title: !!str A",
        "title: A\n\tstatus: draft",
        "- title",
        "",
    ],
)
def test_what_cannot_be_read_is_not_edited(front: str) -> None:
    """A file that strict reading refuses is refused here, too."""
    with pytest.raises(BuildError):
        _revised({"status": "draft"}, f"---\n{front}\n---\n")


@pytest.mark.parametrize("text", ["", "title: A\n", "---\ntitle: A\n", "\n---\ntitle: A\n---\n"])
def test_a_file_without_front_matter_is_refused(text: str) -> None:
    """There is nowhere to write."""
    with pytest.raises(BuildError, match="no front matter"):
        _revised({"status": "draft"}, text)


@pytest.mark.parametrize(
    ("front", "changes", "expected"),
    [
        ("{title: A, status: draft}", {"status": "published", "id": "x"}, "{title: A, status: published, id: x}"),
        ("title:\tA\t# tab", {"title": "B"}, "title:\tB\t# tab"),
        ("title: A\npeople:\n    -   B\n    -   C", {"people": ["B", "D"]}, "title: A\npeople:\n    -   B\n    -   D"),
        ("title: >-\n  A long\n  one\nlang: en", {"title": "B"}, "title: B\nlang: en"),
        ("title: |\n  A\n\n# c\nlang: en", {"lang": None}, "title: |\n  A\n\n# c"),
        ("title: A\npeople:\n- B", {"people": []}, "title: A\npeople: []"),
        ("title: A\npeople: # c\n- B", {"people": []}, "title: A\npeople: [] # c"),
        ("title: A\npeople:\n-\n  name: B\n  role: r", {"people": ["B"]}, "title: A\npeople:\n- B"),
        ('"title" : A', {"title": "B"}, '"title" : B'),
    ],
)  # fmt: skip
def test_odd_ways_of_writing(front: str, changes: Mapping[str, Any], expected: str) -> None:
    """Braces around all, tabs behind colons, deep indentation, folded text, quoted keys."""
    made = _revised(changes, f"---\n{front}\n---")
    assert made == f"---\n{expected}\n---"


def test_the_lines_of_a_long_value() -> None:
    """What does not fit on a line goes over several, each item below the other."""
    long = "n" * 90
    made = _revised({"people": ["A", {"name": long, "role": "minister"}]}, "---\ntitle: A\n---\n")
    assert made == f"---\ntitle: A\npeople:\n  - A\n  - name: {long}\n    role: minister\n---\n"


def test_a_long_item_in_place_of_a_text() -> None:
    """It goes over several lines, too, and a comment stays behind it."""
    long = "n" * 90
    made = _revised({"people": [{"name": long, "role": "r"}]}, "---\ntitle: A\npeople:\n  -  B # c\n---\n")
    assert made == f"---\ntitle: A\npeople:\n  -  name: {long}\n     role: r # c\n---\n"


def test_one_more_item() -> None:
    """An item goes to the end of a list; a list that is not there is made."""
    assert edit.appended("x.md", TEXT, "mentions", "CHN", KEYS) == TEXT.replace("UKR ]", "UKR, CHN ]")
    assert "aliases: [old]\n" in edit.appended("x.md", TEXT, "aliases", "old", KEYS)


@pytest.mark.parametrize(
    ("text", "body", "expected"),
    [
        (TEXT, "Text by the desk.", TEXT),
        (TEXT, "New.\n\nMore.", TEXT.replace("Text by the desk.", "\nNew.\n\nMore.")),
        (TEXT, "", TEXT.replace("Text by the desk.\n", "")),
        ("---\ntitle: A\n---", "New.", "---\ntitle: A\n---\n\nNew.\n"),
        ("---\r\ntitle: A\r\n---\r\nOld", "New.\n\nMore.", "---\r\ntitle: A\r\n---\r\n\r\nNew.\r\n\r\nMore.\r\n"),
    ],
)
def test_another_body(text: str, body: str, expected: str) -> None:
    """The front matter stays byte for byte; the same body touches nothing."""
    assert edit.with_body("x.md", text, body) == expected
