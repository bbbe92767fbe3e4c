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
