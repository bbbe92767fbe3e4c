"""The measures of recognition: what counts as right, and floors that only rise."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from communique import quality
from communique.cli import main
from communique.quality import KnownNames, Label, Said

Folder = Callable[[dict[str, str]], Path]

ROW: dict[str, Any] = {
    "file": "a.txt",
    "title": "Chile and Peru meet",
    "date": "2024-01-18",
    "date_in_text": True,
    "pair": "CHL-PER",
    "countries": ["CHL", "PER"],
    "topics": ["diplomacy", "trade-economy"],
    "furniture_lines": [0, 3],
}
RIGHT = Said(
    title="Chile and  Peru meet",
    published=date(2024, 1, 18),
    pairs=("CHL-PER",),
    countries=("PER", "CHL"),
    topics=("trade-economy", "diplomacy"),
    furniture_lines=(0, 3),
)
TEXT = "Chile and Peru sign border pact\n\nThe foreign ministers of Chile and Peru signed a pact on their border.\n"


def _scores(said: Said, **changed: Any) -> dict[str, tuple[int, int]]:
    label = Label.model_validate(ROW | changed)
    result = quality.measure([label], {"a.txt": said}, {"SUN": "RUS"})
    return {score.measure: (score.hits, score.of) for score in result.scores}


def test_what_agrees_with_the_label_gets_every_point() -> None:
    """White space of the headline, the order of countries and which gold topic comes first do not matter."""
    assert all(hits == of for hits, of in _scores(RIGHT).values())


def test_an_article_that_was_not_read_counts_as_empty() -> None:
    """Nothing is left out of the sums because nothing was said."""
    scores = _scores(Said())
    assert scores["pair exact"] == (0, 1)
    assert scores["parties F1"] == (0, 2)
    assert scores["headline"] == (0, 1)
    assert scores["publication date"] == (0, 1)


@pytest.mark.parametrize(
    ("pairs", "tolerated", "expected"),
    [((), [], (1, 1)), (("CHL-PER",), [], (0, 1)), (("CHL-PER",), ["CHL-PER"], None)],
)
def test_a_pair_where_there_is_none_counts_unless_it_is_tolerated(
    pairs: tuple[str, ...], tolerated: list[str], expected: tuple[int, int] | None
) -> None:
    """A tolerated pair counts neither way."""
    scores = _scores(Said(pairs=pairs), pair=None, tolerated_pairs=tolerated)
    assert scores.get("no pair") == expected
    assert "pair exact" not in scores


def test_further_pairs_count_leniently() -> None:
    """A pair of other_pairs in front is lenient, not exact; all gold pairs count once each."""
    scores = _scores(Said(pairs=("ARG-CHL", "CHL-PER")), other_pairs=["ARG-CHL"])
    assert (scores["pair exact"], scores["pair lenient"], scores["gold pairs found"]) == ((0, 1), (1, 1), (2, 2))


def test_withdrawn_codes_are_brought_forward() -> None:
    """A label may name the state of its day."""
    assert _scores(Said(pairs=("RUS-USA",)), pair="SUN-USA")["pair exact"] == (1, 1)


def test_nothing_may_be_invented() -> None:
    """A headline or date where the text has none is a miss; the true date may come from elsewhere."""
    said = Said(title="Something", published=date(2024, 1, 19))
    scores = _scores(said, title=None, date_in_text=False)
    assert scores["no headline invented"] == (0, 1)
    assert scores["no publication date invented"] == (0, 1)
    assert _scores(RIGHT, date_in_text=False)["no publication date invented"] == (1, 1)


def test_what_a_label_leaves_out_is_not_scored() -> None:
    """Mentions, people, agency and event date are measured only where a person wrote them down."""
    assert not {"mentions F1", "people F1", "agency", "event date"} & set(_scores(RIGHT))
    scores = _scores(RIGHT, mentions=["BOL"], people=["Ann Lee"], agency="EFE", event_date="2024-01-17")
    assert scores["mentions F1"] == (0, 1)
    assert scores["agency"] == scores["event date"] == (0, 1)


@pytest.mark.parametrize(
    ("labelled", "read", "hits"),
    [
        ("Ana Núñez", "Ana Nunez", 2),
        ("Jo-Un Ek", "Jo Un Ek", 2),
        ("アナ", "Ana Núñez", 2),
        ("Аной", "Ana Núñez", 2),
        ("A. Nunez, Jr.", "A. Nunez", 2),
        ("Ann Lee", "Ana Nunez", 0),
    ],
)
def test_people_count_by_any_form_of_their_name(labelled: str, read: str, hits: int) -> None:
    """The vocabulary's name, one without accents and hyphens, and the text's own are the same person."""
    known = KnownNames(people={"アナ": "Ana Núñez"})
    label = Label.model_validate(ROW | {"people": [labelled]})
    said = Said(people=(read,), written={read: ("Аной",) if labelled == "Аной" else ()})
    scores = quality.measure([label], {"a.txt": said}, {}, known).scores
    assert {score.measure: score.hits for score in scores}["people F1"] == hits


def test_an_agency_counts_by_any_form_of_its_name() -> None:
    """A label may give the text's acronym."""
    label = Label.model_validate(ROW | {"agency": "ABC"})
    known = KnownNames(agencies={"abc": "Agency of Brick Crafts"})
    scores = quality.measure([label], {"a.txt": Said(agency="Agency of Brick Crafts")}, {}, known).scores
    assert {score.measure: score.hits for score in scores}["agency"] == 1


def test_precision_and_recall_are_summed() -> None:
    """One too many and one missing of two: one half each."""
    scores = _scores(Said(countries=("CHL", "BOL")))
    assert (scores["parties precision"], scores["parties recall"], scores["parties F1"]) == ((1, 2), (1, 2), (2, 4))


def test_rows_that_cannot_be_read_are_all_named() -> None:
    """Each with its line."""
    text = f"{json.dumps(ROW)}\n{{}}\nnot json\n{json.dumps(ROW)}\n"
    _, problems = quality.parse("labels.jsonl", text)
    assert [problem.line for problem in problems] == [2, 3, 4]


def _labelled(folder: Folder, **changed: Any) -> Path:
    row = ROW | {"title": TEXT.splitlines()[0], "date_in_text": False, "furniture_lines": []} | changed
    return folder({"labels.jsonl": json.dumps(row) + "\n", "articles/a.txt": TEXT})


def test_a_folder_is_scored(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    """Every measure is printed with its hits and rate."""
    assert main(["quality", str(_labelled(folder))]) == 0
    assert "pair exact" in capsys.readouterr().out


def test_floors_are_raised_and_never_lowered(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    """Floors hold the rates reached; a run below them fails, and does not write lower ones."""
    root = _labelled(folder)
    assert main(["quality", str(root), "--raise-floors"]) == 0
    kept = (root / "floors.json").read_text()
    assert json.loads(kept)["floors"]["pair exact"] == 1.0
    assert main(["quality", str(root)]) == 0
    _labelled(folder, pair="ARG-BOL", countries=["ARG", "BOL"])
    assert main(["quality", str(root)]) == 1
    assert main(["quality", str(root), "--raise-floors"]) == 1
    assert (root / "floors.json").read_text() == kept
    assert "below its floor" in capsys.readouterr().err


def test_floors_are_those_of_their_articles(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    """A hard case cannot be taken away without writing the floors anew."""
    root = _labelled(folder)
    assert main(["quality", str(root), "--raise-floors"]) == 0
    (root / "articles/a.txt").write_text(TEXT + "\nChile thanked Peru.\n")
    assert main(["quality", str(root)]) == 1
    assert "other labels or articles" in capsys.readouterr().err


def test_a_missing_article_is_named(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 1 with the file's name; a folder without labels likewise."""
    root = _labelled(folder)
    (root / "articles/a.txt").unlink()
    assert main(["quality", str(root)]) == 1
    assert "articles/a.txt" in capsys.readouterr().err
    assert main(["quality", str(root / "articles")]) == 1
