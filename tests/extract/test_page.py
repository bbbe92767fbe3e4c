"""HTML pages: what they say of themselves."""

from __future__ import annotations

from datetime import date

import pytest

from communique import extract
from communique.extract import page
from communique.vocabulary import Vocabulary

BODY = (
    "<article><h1>Two states open a bridge</h1>{}"
    "<p>The two states opened the bridge at Vik on 3 March 2019, and lorries crossed it within the hour, "
    "the police of both said.</p><p>A second bridge is planned for 2030, but there is no "
    "money for it in the budget of 2024, officials said on Monday.</p></article><footer>Copyright 2024</footer>"
)


def _page(head: str = "", body: str = "") -> str:
    return f"<html><head><title>Bridge</title>{head}</head><body>{BODY.format(body)}</body></html>"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="article:published_time" content="2021-03-04T10:00:00Z">', ""),
        ('<meta property="article:modified_time" content="2022-01-01"><meta name="date" content="2021-03-04">', ""),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-03-04"}</script>', ""),
        ('<link rel="canonical" href="https://example.org/2021/03/04/bridge">', ""),
        ("", '<time datetime="2021-03-04T10:00">4 March</time>'),
    ],
)
def test_a_page_states_its_date(head: str, body: str) -> None:
    """The date comes from the head, structured data, the page's address, or its one time element."""
    assert page.read(_page(head, body))[1].published == date(2021, 3, 4)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", ""),
        ('<meta property="article:modified_time" content="2022-01-01T10:00:00Z">', ""),
        ('<meta property="og:image" content="https://example.org/2017/04/05/a.jpg">', ""),
        ('<meta name="description" content="What happened on 3 March 2019 at Vik">', ""),
        ("", '<time datetime="2021-03-04">4 March</time><time datetime="2019-01-02">2 January</time>'),
    ],
)
def test_no_date_is_invented(head: str, body: str) -> None:
    """Dates of the text, of changes, of pictures and of other stories are not the page's own."""
    assert page.read(_page(head, body))[1].published is None


def test_a_page_states_title_site_address_and_language(vocabulary: Vocabulary) -> None:
    """Title, site, address and language go to what the page says; the curator's word goes before it."""
    head = (
        '<meta property="og:site_name" content="The Example"><link rel="canonical" href="https://example.org/bridge">'
    )
    text = _page(head).replace("<html>", '<html lang="en-GB">')
    article, _ = extract.read("a.html", text.encode(), vocabulary, sidecar=("a.yml", "title: A bridge\n"))
    assert article is not None
    assert (article.page.publisher, article.page.url, article.lang) == (
        "The Example",
        "https://example.org/bridge",
        "en-GB",
    )
    assert (article.page.title, article.title) == ("Two states open a bridge", "A bridge")


def test_a_page_without_an_article_gives_its_text(vocabulary: Vocabulary) -> None:
    """Text that was saved as a page without any markup is not lost."""
    article, _ = extract.read("a.html", b"The two states opened the bridge at Vik.", vocabulary)
    assert article is not None
    assert article.paragraphs == ("The two states opened the bridge at Vik.",)


GRAPH = (
    '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "The Example"},'
    '{"@type": "NewsArticle", "headline": "Two states open a bridge", "datePublished": "2021-03-03T23:30:00-05:00",'
    '"dateModified": "2021-03-09", "author": {"@id": "#ann"}, "publisher": {"@id": "#site"},'
    '"mainEntityOfPage": "https://example.org/bridge", "inLanguage": "en-GB"},'
    '{"@type": "Person", "@id": "#ann", "name": "Ann Example"},'
    '{"@type": "Organization", "@id": "#site", "name": "The Example"}]}</script>'
)


def test_structured_data_state_what_the_page_does_not_show() -> None:
    """JSON-LD gives date, publisher, address, language and author; what an id refers to is looked up."""
    made, stated = page.read(_page(GRAPH))
    assert (stated.title, stated.publisher, stated.url) == (
        "Two states open a bridge",
        "The Example",
        "https://example.org/bridge",
    )
    assert (stated.published, stated.lang) == (date(2021, 3, 3), "en-GB")
    assert [(one.text, one.hint) for one in made[:2]] == [
        ("Two states open a bridge", "headline"),
        ("Ann Example", "byline"),
    ]


@pytest.mark.parametrize("data", ["{", "[1, 2]", '{"@graph": 5}', '{"@type": "NewsArticle", "headline": 7, "url": []}'])
def test_broken_structured_data_is_left_aside(data: str) -> None:
    """What is no JSON, or not of the expected form, says nothing."""
    stated = page.read(_page(f'<script type="application/ld+json">{data}</script>'))[1]
    assert (stated.publisher, stated.url) == (None, None)


def test_a_list_of_links_is_no_article(vocabulary: Vocabulary) -> None:
    """A section's front page has no text of its own; that is said."""
    items = "".join(
        f'<li><h3><a href="/{n}">Norland recalls its envoy number {n} from Sudland</a></h3></li>' for n in range(5)
    )
    article, problems = extract.read(
        "a.html", f"<html><body><h1>World news</h1><ul>{items}</ul></body></html>".encode(), vocabulary
    )
    assert article is None
    assert [problem.severity for problem in problems] == ["warning"]


def test_every_visible_line_of_the_article_is_there_in_its_order(vocabulary: Vocabulary) -> None:
    """Bylines, buttons and boxes inside the article are lines with a name; scripts and hidden elements are none."""
    inside = '<p class="byline">By Ann Example</p><button>Share</button><script>x</script><p hidden>Unseen</p>'
    article, _ = extract.read("a.html", _page(body=inside).encode(), vocabulary)
    assert article is not None
    assert [(line.text, line.kind) for line in article.lines[:3]] == [
        ("Two states open a bridge", "headline"),
        ("By Ann Example", "byline"),
        ("Share", "share"),
    ]
    assert "Unseen" not in {line.text for line in article.lines}


TEXT = (
    "<p>The two states opened the bridge at Vik on Sunday, and lorries crossed it within the hour, the police of both "
    "said.</p><p>A second bridge is planned, but there is no money for it in the budget, officials said on Monday.</p>"
)


@pytest.mark.parametrize(
    "markup",
    [
        '<div><h3 class="title">Two states open a bridge</h3><p>Published: 4 March 2021, 10:15</p>{}</div>',
        "<div><h2>Two states open a bridge</h2><p>Published: 4 March 2021, 10:15</p><div>{}</div></div>",
        '<div><h1>River Notes</h1></div><div><h2 class="date">Thursday, 4 March 2021</h2>'
        '<div><h3 class="post-title entry-title">Two states open a bridge</h3><div>{}</div></div></div>',
    ],
)
def test_a_lower_heading_is_the_headline(markup: str, vocabulary: Vocabulary) -> None:
    """Its class says so, or the page's title repeats it; the date beside or above it is the article's."""
    text = f"<html><head><title>Two states open a bridge - The Example</title></head><body>{markup}</body></html>"
    article, _ = extract.read("page.html", text.format(TEXT).encode(), vocabulary)
    assert article is not None
    assert article.title == "Two states open a bridge"
    assert any("4 March 2021" in line.text and line.kind == "dateline" for line in article.lines)
    assert len(article.paragraphs) == 2
