"""Golden cases: each file of `cases/` is an article whose lines are preceded by what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique import extract
from communique.vocabulary import Vocabulary

CASES = sorted((Path(__file__).parent / "cases").iterdir())


def _marked(case: Path) -> tuple[list[tuple[str, str]], str]:
    """Return the marked lines of a case, and the file it stands for: what follows '=====', or the lines unmarked."""
    marked, _, page = case.read_text(encoding="utf-8").partition("=====\n")
    lines = [
        (mark.strip(), text.removeprefix(" ")) for mark, _, text in (row.partition("|") for row in marked.split("\n"))
    ]
    return [(mark, text) for mark, text in lines if mark], page or "\n".join(text for _, text in lines)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.name))
def test_every_line_is_named(case: Path, vocabulary: Vocabulary) -> None:
    """Each line of an article is named as the case says, and the headline is the title."""
    expected, text = _marked(case)
    article, problems = extract.read(case.name, text.encode(), vocabulary)
    assert article is not None, problems
    assert [line.kind for line in article.lines] == [mark for mark, _ in expected]
    if case.suffix != ".md":
        assert [line.text for line in article.lines] == [text.strip() for _, text in expected]
    assert article.title == next((line.text for line in article.lines if line.kind == "headline"), None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.name))
def test_nothing_is_lost(case: Path, vocabulary: Vocabulary) -> None:
    """Every line that is text stands in the title or the paragraphs, and none that is furniture does."""
    article, _ = extract.read(case.name, _marked(case)[1].encode(), vocabulary)
    assert article is not None
    kept = " ".join([article.title or "", *article.paragraphs]).split()
    text = [line.text for line in article.lines if line.kind in {"headline", "deck", "subheading", "body"}]
    assert kept == " ".join(text).split()
