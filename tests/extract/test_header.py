"""A curator's header and sidecar."""

from __future__ import annotations

from datetime import date

from communique import extract
from communique.extract import header
from communique.model import Person, Stated
from communique.problems import Problem
from communique.vocabulary import Vocabulary

BODY = "The two states opened the bridge at Vik on Wednesday, the police said.\n"


def _problems(text: str, vocabulary: Vocabulary, sidecar: tuple[str, str] | None = None) -> list[Problem]:
    article, problems = extract.read("seeds/a.txt", text.encode(), vocabulary, sidecar=sidecar)
    assert article is None
    return problems


def test_every_key_is_read(vocabulary: Vocabulary) -> None:
    """A header may state each of its keys; they are typed."""
    text = (
        "---\ntitle: Bridge opens\npublisher: Example\nagency: Sample\nurl: https://example.org/a\n"
        "archive_url: https://example.org/b\npublished: 2021-03-04\nretrieved: 2021-03-05\n"
        "rights: cc-by-4.0\nlang: en\n"
        "event_date: 2021-03\npairs: [PRK-RUS]\nparties: [PRK, RUS]\nmentions: [USA]\ntopics: [diplomacy]\n"
        "people: [Ann Example]\n---\n" + BODY
    )
    article, problems = extract.read("seeds/a.txt", text.encode(), vocabulary)
    assert problems == []
    assert article is not None
    assert article.stated == Stated(
        title="Bridge opens",
        publisher="Example",
        agency="Sample",
        url="https://example.org/a",
        archive_url="https://example.org/b",
        published=date(2021, 3, 4),
        retrieved=date(2021, 3, 5),
        rights="cc-by-4.0",
        lang="en",
        event_date="2021-03",
        pairs=("PRK-RUS",),
        parties=("PRK", "RUS"),
        mentions=("USA",),
        topics=("diplomacy",),
        people=(Person("Ann Example"),),
    )
    assert article.title == "Bridge opens"
    assert [line.kind for line in article.lines] == ["header"] * 17 + ["body"]
    assert (article.lines[-1].index, article.lines[-1].number) == (17, 18)


def test_all_problems_at_once_with_lines(vocabulary: Vocabulary) -> None:
    """Unknown keys, bad dates and lists written as text are reported together, each with its line."""
    problems = _problems("---\ntitel: A\npublished: 2024-13-45\npairs: PRK-RUS\n---\n" + BODY, vocabulary)
    assert sorted((problem.line, problem.key) for problem in problems) == [(2, "titel"), (3, "published"), (4, "pairs")]
    assert "Did you mean 'title'?" in {problem.hint for problem in problems}


def test_an_open_quote_is_named(vocabulary: Vocabulary) -> None:
    """A quote that is not closed is an error on its line."""
    assert _problems('---\ntitle: "A\n---\n' + BODY, vocabulary)[0].line == 2


def test_an_open_header_is_an_error(vocabulary: Vocabulary) -> None:
    """A header without its closing mark is refused, and not taken for text."""
    assert "not closed" in _problems("---\ntitle: A\n\n" + BODY, vocabulary)[0].message


def test_a_rule_line_is_text(vocabulary: Vocabulary) -> None:
    """A text that begins with a rule line and no keys has no header."""
    for text in ("---\nA heading of some words\n---\n" + BODY, "---\n\n" + BODY, "-----\n" + BODY):
        article, problems = extract.read("seeds/a.txt", text.encode(), vocabulary)
        assert article is not None
        assert problems == []
        assert article.paragraphs == (BODY.strip(),)


def test_an_empty_header_states_nothing() -> None:
    """Two marks with nothing between them are an empty header."""
    assert header.split("---\n---\n" + BODY) == header.Split("\n", 1, "\n" + BODY, 2)


def test_a_sidecar_states_the_rest(vocabulary: Vocabulary) -> None:
    """What the sidecar states is added to what the header states."""
    text = "---\npublisher: Example\n---\n" + BODY
    article, problems = extract.read("a.txt", text.encode(), vocabulary, sidecar=("a.yml", "published: 2021-03-04\n"))
    assert article is not None
    assert problems == []
    assert (article.stated.publisher, article.stated.published) == ("Example", date(2021, 3, 4))


def test_a_key_in_both_is_an_error(vocabulary: Vocabulary) -> None:
    """A key in header and sidecar is an error that names both files."""
    text = "---\ntitle: A\n---\n" + BODY
    (problem,) = _problems(text, vocabulary, sidecar=("seeds/a.yml", "title: B\n"))
    assert (problem.path, problem.key) == ("seeds/a.yml", "title")
    assert "seeds/a.txt" in problem.message
