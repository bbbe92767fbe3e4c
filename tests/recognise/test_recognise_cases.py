"""Golden cases: short stories of our own, and what a curator would say they are about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.model import Article, Reading, Stated
from communique.recognise import Lexicon, recognise

CASES = Path(__file__).parent / "cases"


def _cases(name: str) -> list[Any]:
    cases = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"]) for case in cases]


def _read(case: dict[str, Any], lexicon: Lexicon) -> Reading:
    paragraphs = tuple(part.strip() for part in case["text"].split("\n\n") if part.strip())
    return recognise(
        Article(
            path="seeds/case.txt",
            sha256="",
            lang=case.get("lang", "en"),
            title=case["title"],
            paragraphs=paragraphs,
            lines=(),
            stated=Stated(),
            page=Stated(),
        ),
        lexicon,
    )


def _agree(case: dict[str, Any], reading: Reading) -> None:
    for field in ("parties", "mentions"):
        if field in case:
            assert sorted(getattr(reading, field)) == case[field], reading.evidence
    if "topics" in case:
        assert reading.topics[:1] == tuple(case["topics"]), reading.evidence


@pytest.mark.parametrize("case", _cases("no_pair.yml"))
def test_a_story_that_is_not_about_two_states_has_no_pair(case: dict[str, Any], lexicon: Lexicon) -> None:
    """Domestic, sport, company, global and cultural stories get no pair, and the reason is said."""
    reading = _read(case, lexicon)
    assert reading.pairs == (), reading.evidence
    assert reading.gaps["pairs"]
    _agree(case, reading)


@pytest.mark.parametrize("case", _cases("pairs.yml") + _cases("languages.yml"))
def test_a_story_about_states_has_its_pair(case: dict[str, Any], lexicon: Lexicon) -> None:
    """The main pair is that of the states that act on each other; who is only named is a mention."""
    reading = _read(case, lexicon)
    if "any_pair" in case:
        assert reading.pairs[0] in case["any_pair"], reading.evidence
    else:
        assert list(reading.pairs) == case["pairs"], reading.evidence
    assert "pairs" not in reading.gaps
    _agree(case, reading)
