"""The quality gate: recognition keeps the rates it has reached on our own labelled articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique import assess, config
from communique.assess import Assessment
from communique.intake import Reader
from communique.progress import Progress
from communique.recognise import Lexicon
from communique.vocabulary import Vocabulary

FOLDER = Path(__file__).parent
FEWEST, FEWEST_WITHOUT_PAIR = 200, 60
"""How many cases there are at least, and how many of them are stories without a pair."""


@pytest.fixture(scope="module")
def assessment(vocabulary: Vocabulary, lexicon: Lexicon) -> Assessment:
    """The scores on the labelled articles beside this file."""
    return assess.assess(FOLDER, Reader(FOLDER, vocabulary, lexicon, config.defaults()), Progress())


def test_no_score_lies_below_its_floor(assessment: Assessment) -> None:
    """Each measure keeps the rate in floors.json; the floors are those of these articles."""
    assert assessment.floors is not None
    assert assess.below(FOLDER, assessment) == [], "\n".join(assessment.result.misses)


def test_the_cases_are_many_and_varied(assessment: Assessment) -> None:
    """The gate cannot be emptied: stories with and without a pair, and eleven languages beside English."""
    rows = [json.loads(line) for line in (FOLDER / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
    assert assessment.count == len(rows) >= FEWEST
    assert sum(row["pair"] is None for row in rows) >= FEWEST_WITHOUT_PAIR
    languages = {row.get("lang", "en").split("-")[0] for row in rows}
    assert languages == {"en", "ko", "ru", "uk", "zh", "ja", "ar", "fr", "es", "de", "pt", "tr"}


def test_every_article_has_its_label() -> None:
    """No text lies in the folder that is not scored."""
    rows = [json.loads(line) for line in (FOLDER / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sorted(row["file"] for row in rows) == sorted(path.name for path in (FOLDER / "articles").iterdir())
