"""Page + Jinja -> text: what is outside stays text, whatever it holds."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import html5lib
import markdown
import pytest
import yaml

from communique import build, compose
from communique.compose.listing import LIMIT
from communique.compose.views import Matrix, PairsView
from communique.config import Settings
from communique.model import Briefing, Correction, KeyPoint, Page, Person, Redirect, Review, Source
from communique.problems import BuildError
from communique.render import TEXT_TAGS, Renderer, body_html, relative
from communique.vocabulary import Vocabulary
from conftest import TODAY, Folder, MakeBriefing, MakeLibrary

VECTORS: list[str] = yaml.safe_load((Path(__file__).parent / "hostile.yml").read_text(encoding="utf-8"))
PLAIN = "A plain word on ports."
LINKING = {"http", "https", "mailto"}


@pytest.fixture(scope="module")
def packaged(settings: Settings) -> Renderer:
    """A renderer with the packaged templates that lets every link pass."""
    return Renderer([build.packaged_templates()], settings)


# --- reading what a reader gets -------------------------------------------------------------------------------------


def _split(text: str) -> tuple[dict[str, Any], str]:
    """Part a page's file as MkDocs does: YAML, then Markdown."""
    _, front, body = text.split("---\n", 2)
    return yaml.safe_load(front), body


def _dom(text: str) -> Element:
    """Return the document that a browser makes of Markdown, as MkDocs renders it."""
    extensions = ["toc", "tables", "fenced_code"]
    return _parsed(markdown.markdown(text, extensions=extensions))


def _parsed(fragment: str) -> Element:
    parsed: Element = html5lib.parseFragment(fragment, namespaceHTMLElements=False)
    return parsed


def _shape(element: Element) -> list[Any]:
    """Return the structure of a document: tags, names of attributes, classes and ids, without text and addresses."""
    kept = {name: value if name in {"class", "id", "dir", "lang"} else "" for name, value in element.attrib.items()}
    return [str(element.tag), kept, *(_shape(child) for child in element)]


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _links(element: Element) -> Iterator[str]:
    return (value for part in element.iter() for name in ("href", "src") if (value := part.get(name)) is not None)


def _shown(text: str) -> str:
    """Return what a reader sees of a text: one line, without the signs that no HTML document may hold."""
    return re.sub(r"[\x00-\x1f\ufffd]", "", " ".join(text.split()))


# --- metadata -------------------------------------------------------------------------------------------------------


def _with_everywhere(make: MakeBriefing, text: str) -> Briefing:
    """Make a briefing with a text in every field that takes any."""
    source = Source(publisher=text, agency=text, title=text, url="https://courier.example/x", rights="permission")
    return make(
        title=text,
        summary=text,
        key_points=(KeyPoint(f"{text} once", (text,)), KeyPoint(f"{text} twice")),
        people=(Person(text, text), Person("Ilze Example")),
        sources=(source,),
        review=Review(text, TODAY),
        corrections=(Correction(date(2024, 2, 1), text),),
        body="",
    )


def _pages(made: Briefing, words: Vocabulary, settings: Settings, a_library: MakeLibrary) -> tuple[Page, ...]:
    return compose.pages(a_library(made), words, settings)


ADDRESSES = ("/", "/briefings/a-visit/", "/pairs/prk-rus/")
"""Between them these pages show every field and every kind of listing."""


@dataclass(frozen=True)
class Drawn:
    """A page: its front matter as MkDocs reads it, the Markdown below it, and the document that this becomes."""

    front: dict[str, Any]
    text: str
    document: Element


Draw = Callable[[str], Mapping[str, Drawn]]


@pytest.fixture(scope="module")
def drawn(
    packaged: Renderer, briefing: MakeBriefing, vocabulary: Vocabulary, settings: Settings, a_library: MakeLibrary
) -> Draw:
    """Draw the pages (by address) that show a briefing with a text in every field; each text once."""
    known: dict[str, Mapping[str, Drawn]] = {}

    def draw(text: str) -> Mapping[str, Drawn]:
        if text not in known:
            pages = _pages(_with_everywhere(briefing, text), vocabulary, settings, a_library)
            parted = {page.address: _split(packaged.page(page)) for page in pages if page.address in ADDRESSES}
            known[text] = {address: Drawn(front, body, _dom(body)) for address, (front, body) in parted.items()}
        return known[text]

    return draw


@pytest.mark.parametrize("vector", VECTORS)
def test_no_field_changes_a_page(drawn: Draw, vector: str) -> None:
    """Every page has the same elements, attributes, classes and ids as with a plain word in all fields."""
    plain, hostile = drawn(PLAIN), drawn(vector)
    for address in ADDRESSES:
        # What a macro of any kind would act on before Markdown is read.
        assert not re.search(r"\{[{%#]", hostile[address].text)
        assert _shape(hostile[address].document) == _shape(plain[address].document), address


@pytest.mark.parametrize("vector", VECTORS)
def test_every_field_is_shown_as_it_stands(drawn: Draw, vector: str) -> None:
    """A reader sees the text itself, in the heading and wherever else the plain word would stand."""
    page, plain = drawn(vector)["/briefings/a-visit/"].document, drawn(PLAIN)["/briefings/a-visit/"].document
    (heading,) = list(page.iter("h1"))
    assert _shown(_text(heading)) == _shown(vector)
    assert _shown(_text(page)).count(_shown(vector)) >= _text(plain).count(PLAIN)


@pytest.mark.parametrize("vector", VECTORS)
def test_the_front_matter_of_a_page_holds_its_values(drawn: Draw, vector: str) -> None:
    """MkDocs reads the YAML, gets the keys that we wrote and no other, and the theme prints escaped values."""
    front = drawn(vector)["/briefings/a-visit/"].front
    assert list(front) == ["title", "description", "lang", "hide"] and front["hide"] == ["navigation"]
    for value in (front["title"], front["description"]):
        assert not set(value) & set("<>\"'\n") and value == html.escape(html.unescape(value))
    assert html.unescape(front["title"]) == re.sub(r"[\x7f\x80-\x84\x86-\x9f]", "", _shown(vector))


@pytest.mark.parametrize("vector", VECTORS)
def test_no_field_changes_a_search_entry(
    packaged: Renderer,
    briefing: MakeBriefing,
    vocabulary: Vocabulary,
    settings: Settings,
    a_library: MakeLibrary,
    vector: str,
) -> None:
    """What the index is fed has the same elements whatever the fields hold."""

    def entry(text: str) -> list[Any]:
        library = a_library(_with_everywhere(briefing, text))
        (found,) = compose.search_entries(library, vocabulary, settings)
        return _shape(html5lib.parse(packaged.search_entry(found), namespaceHTMLElements=False))

    assert entry(vector) == entry(PLAIN)


# --- bodies ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("vector", VECTORS)
def test_bodies_are_clean(vector: str) -> None:
    """A body has only the tags of text, no handler and no style, and links only where they may lead."""
    for text in (vector, f"Before.\n\n{vector}\n\nAfter.", f"- {vector}", f"> {vector}", f"*{vector}*"):
        document = _parsed(body_html(text))
        elements = [element for element in document.iter() if element is not document]
        assert {str(element.tag) for element in elements} <= TEXT_TAGS
        names = {name for element in elements for name in element.attrib}
        assert names <= {"href", "title", "rel", "start", "class", "id"}
        assert {_scheme(link) for link in _links(document)} <= {*LINKING, "in-site"}


def _scheme(link: str) -> str:
    """Return a link's scheme as a browser reads it; 'in-site' for one that stays on the site."""
    bare = re.sub(r"[\t\n\r]", "", link).strip("".join(map(chr, range(33)))).replace("\\", "/")
    match = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", bare)
    return match[1].lower() if match else "other host" if bare.startswith("//") else "in-site"


@pytest.mark.parametrize("vector", VECTORS)
def test_bodies_pass_through_mkdocs_unchanged(
    packaged: Renderer,
    briefing: MakeBriefing,
    vocabulary: Vocabulary,
    settings: Settings,
    a_library: MakeLibrary,
    vector: str,
) -> None:
    """Python-Markdown finds nothing to do in a body: no fence, table, marker or placeholder of its own."""
    pages = _pages(briefing(body=vector), vocabulary, settings, a_library)
    (page,) = (page for page in pages if page.address == "/briefings/a-visit/")
    document = _dom(_split(packaged.page(page))[1])
    (shown,) = [element for element in document.iter("div") if element.get("class") == "body"]
    direct = _parsed(f"<div class='body' dir='auto'>{body_html(vector)}</div>")[0]
    assert _shape(shown) == _shape(direct)
    assert _shown(_text(shown)) == _shown(_text(direct))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A *b* **c** ~~d~~ `e`", "<p>A <em>b</em> <strong>c</strong> <s>d</s> <code>e</code></p>"),
        ("# A\n\n### B\n\n# C", "<h2>A</h2>\n<h4>B</h4>\n<h2>C</h2>"),
        ("#### A\n\n##### B\n\n###### C", "<h2>A</h2>\n<h3>B</h3>\n<h4>C</h4>"),
        (
            "[a](https://a.example/?b=1&c=2)",
            '<p><a href="https://a.example/?b=1&amp;c=2" rel="nofollow noopener">a</a></p>',
        ),
        ("[a](mailto:desk@a.example)", '<p><a href="mailto:desk@a.example" rel="nofollow noopener">a</a></p>'),
        ("[a](/pairs/prk-rus/)", '<p><a href="../../pairs/prk-rus/" rel="nofollow noopener">a</a></p>'),
        ("[a](//b.example/)", '<p><a href="https://b.example/" rel="nofollow noopener">a</a></p>'),
        ("![A pier](pier.jpg)", "<p></p>"),
        ("A <b>c</b> &amp; d", "<p>A &lt;b&gt;c&lt;/b&gt; &amp; d</p>"),
        ("<div>a</div>", "<p>&lt;div&gt;a&lt;/div&gt;</p>"),
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>'),
        ("", ""),
    ],
)
def test_what_markdown_may_do(text: str, expected: str) -> None:
    """Stress, headings below the page's own, links, lists: the rest is text. Links within the site are relative."""
    assert body_html(text, address="/briefings/a-visit/").strip() == expected


def test_tables_are_aligned_without_styles() -> None:
    """A column's alignment is a class, since a style would need a looser policy in the browser."""
    table = body_html("| a | b |\n|:-:|--:|\n| 1 | 2 |")
    assert '<th class="align-center">a</th>' in table and '<td class="align-right">2</td>' in table
    assert "style" not in table


def test_footnotes_lead_there_and_back() -> None:
    """The number links to the note and the note back to its place."""
    document = _parsed(body_html("Ports reopened.[^1]\n\n[^1]: So the *office*."))
    targets = {f"#{element.get('id')}" for element in document.iter() if element.get("id")}
    assert set(_links(document)) == targets and len(targets) == 2


@pytest.mark.parametrize("level", [2, 4, 6])
def test_the_highest_heading_gets_the_level_asked_for(level: int) -> None:
    """Deeper ones follow, none below h6."""
    tags = re.findall(r"<(h\d)>", body_html("## a\n\n### b\n\n#### c", level))
    assert tags == [f"h{min(6, level + step)}" for step in range(3)]


# --- addresses ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "to", "url"),
    [
        ("/", "/", "./"),
        ("/", "/pairs/", "pairs/"),
        ("/pairs/", "/", "../"),
        ("/pairs/a/", "/topics/b/#x", "../../topics/b/#x"),
        ("/pairs/a/", "/pairs/a/#x", "../../pairs/a/#x"),
        ("/pairs/a/2024/01/", "/pairs/a/", "../../../../pairs/a/"),
        ("/x/", "/data/all.csv", "../data/all.csv"),
    ],
)
def test_addresses_are_made_relative(start: str, to: str, url: str) -> None:
    """A link leads to its target wherever the site is put, below a path or on a disk."""
    assert relative(start, to) == url
    assert _resolved(f"https://desk.example/some/path{start}", url) == f"https://desk.example/some/path{to}"


def _resolved(base: str, url: str) -> str:
    return urljoin(base, url)


def test_a_link_to_nowhere_is_refused(folder: Folder, settings: Settings) -> None:
    """A template that links to an address without a page stops the build, with both addresses."""
    root = folder({"a.j2": "<a href='{{ href(\"/pairs/\") }}'></a>\n<a href='{{ href(\"/gone/#x\") }}'></a>"})
    renderer = Renderer([root], settings, {"/", "/pairs/"})
    with pytest.raises(BuildError) as refused:
        renderer.page(Page("/", "a.j2", "T", "D", None))
    (problem,) = refused.value.problems
    assert (problem.path, problem.line) == ("templates/a.j2", 2)
    assert "/ links to /gone/#x, which is no page of the site." in problem.message


def test_every_link_of_the_packaged_templates_leads_somewhere(
    briefing: MakeBriefing, vocabulary: Vocabulary, settings: Settings, a_library: MakeLibrary
) -> None:
    """Pages of a collection with every kind of content link only to pages of the site."""
    made = [briefing(f"b-{number:03d}", event_date=None, published=None) for number in range(LIMIT + 5)]
    made += [
        briefing(
            "c", parties=("CHN", "PRK", "RUS"), pairs=("CHN-PRK",), mentions=("USA",), people=(Person("Ilze Example"),)
        )
    ]
    made += [briefing("d", parties=("LVA",), pairs=(), topics=()), briefing("e", status="withdrawn")]
    library = a_library(*made)
    pages = compose.pages(library, vocabulary, settings)
    redirects = compose.redirects(library)
    addresses = {page.address for page in pages} | {redirect.address for redirect in redirects}
    renderer = Renderer([build.packaged_templates()], settings, addresses)
    for page in pages:
        links = {
            link for link in re.findall(r'(?:href|src)="([^"]*)"', renderer.page(page)) if _scheme(link) == "in-site"
        }
        targets = {
            _resolved(f"https://x{page.address}", link).removeprefix("https://x").split("#")[0] for link in links
        }
        assert {target for target in targets if not target.startswith("/assets/")} <= addresses, page.address
    for redirect in redirects:
        document = html5lib.parse(renderer.redirect(redirect), namespaceHTMLElements=False)
        assert {_resolved(f"https://x{redirect.address}", link) for link in _links(document)} == {
            f"https://x{redirect.to}"
        }


def test_a_redirect_leads_on_without_scripts(packaged: Renderer) -> None:
    """It refreshes at once, keeps out of indexes and has a link for all else."""
    text = packaged.redirect(Redirect("/pairs/rus-prk/", "/pairs/prk-rus/"))
    document = html5lib.parse(text, namespaceHTMLElements=False)
    assert 'content="0; url=../../pairs/prk-rus/"' in text and "noindex" in text
    assert list(_links(document)) == ["../../pairs/prk-rus/"] * 2 and not list(document.iter("script"))


# --- templates ------------------------------------------------------------------------------------------------------

PAGE = Page("/x/", "a.j2", "T", "D", {"n": 0})


@pytest.mark.parametrize(
    ("templates", "path", "line", "message"),
    [
        ({"a.j2": "ok\n{% if %}"}, "templates/a.j2", 2, "Expected an expression"),
        ({"a.j2": "ok\n\n{{ gone }}"}, "templates/a.j2", 3, "'gone' is undefined"),
        ({"a.j2": "{{ view.gone.more }}"}, "templates/a.j2", 1, "gone"),
        ({"a.j2": "\n{{ 1 // view.n }}"}, "templates/a.j2", 2, "by zero"),
        ({"a.j2": "{{ 'x' | gone }}"}, "templates/a.j2", 1, "No filter named 'gone'"),
        ({"a.j2": "{{ 'x' + 1 }}"}, "templates/a.j2", 1, "str"),
        ({"a.j2": "\n{% include 'b.j2' %}"}, "templates/a.j2", 2, "There is no template 'b.j2'."),
        ({"a.j2": "{% include 'b.j2' %}", "b.j2": "\n{{ gone }}"}, "templates/b.j2", 2, "'gone' is undefined"),
        ({}, "templates/a.j2", None, "There is no template 'a.j2'."),
    ],
)
def test_a_flaw_of_a_template_is_named(
    folder: Folder, settings: Settings, templates: dict[str, str], path: str, line: int | None, message: str
) -> None:
    """The problem has the template in which it arose, its line, and the cause: never a traceback."""
    with pytest.raises(BuildError) as refused:
        Renderer([folder({**templates})], settings).page(PAGE)
    (problem,) = refused.value.problems
    assert (problem.path, problem.line) == (path, line)
    assert message in problem.message and problem.hint


def test_a_desks_template_takes_the_place_of_the_packaged_one(folder: Folder, settings: Settings) -> None:
    """The desk's folder comes first, file by file; its parts may be the packaged ones."""
    own = folder({"pages/search.md.j2": "{% from 'partials/head.j2' import head with context %}\n{{ head() }}Ours."})
    renderer = Renderer([own, build.packaged_templates()], settings)
    assert "Ours." in renderer.page(Page("/search/", "pages/search.md.j2", "Search", "D", None))
    assert "Ours." not in renderer.page(Page("/pairs/", "pages/pairs.md.j2", "Pairs", "D", _empty_pairs()))


def _empty_pairs() -> PairsView:
    return PairsView((), Matrix((), {}, 0))


def test_templates_escape_by_themselves(folder: Folder, settings: Settings) -> None:
    """A desk's own template that just prints a value prints it as text."""
    renderer = Renderer([folder({"a.j2": "<p title='{{ view }}'>{{ view }}</p>"})], settings)
    text = renderer.page(Page("/x/", "a.j2", "T", "D", "<b>' onclick='x"))
    assert "<b>" not in text and "' onclick" not in text
