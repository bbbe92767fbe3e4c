"""Why each value is proposed: decisions, marked text, and the three forms in which they are shown."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import config, explain, extract, recognise
from communique.build import packaged_templates
from communique.explain import Explanation
from communique.explain.rows import Mark, _segments
from communique.model import TITLE, Evidence, Line, Person, Span, Stated
from communique.recognise import Lexicon
from communique.render import Renderer
from communique.vocabulary import Vocabulary
from conftest import MakeArticle, MakeReading

TEXT = """\
Chile and Peru open a second crossing

Advertisement

Chile and Peru signed an agreement in Lima on 4 March 2024 to open a second border crossing for trade.

The foreign ministers of Chile and Peru said that the crossing would be ready in a year. Bolivia was told.
"""

HOSTILE = """\
Chile & Peru: "<script>alert(1)</script>" {{ 7 * 7 }} {% raw %}

<!-- Advertisement --><img src=x onerror=alert(1)>

Chile and Peru signed an agreement in <a href="javascript:alert(1)">Lima</a> on 4 March 2024. </style><style>*{}

The foreign ministers of Chile and Peru said: ]]> </mark></p></main> &lt;b&gt; 'quoted' “quoted”.
"""

CODES = [
    "title",
    "lang",
    "pairs",
    "parties",
    "mentions",
    "topics",
    "published",
    "event_date",
    "people",
    "points",
    "agency",
    "publisher",
]


def explained(text: str, vocabulary: Vocabulary, lexicon: Lexicon, name: str = "crossing.txt") -> Explanation:
    """Explain a text as the command does."""
    article, _ = extract.read(name, text.encode(), vocabulary)
    assert article is not None
    return explain.explanation(name, article, recognise.recognise(article, lexicon), vocabulary, told=article.lang)


def page(found: Explanation) -> str:
    """Draw the page as the command does."""
    renderer = Renderer([packaged_templates()], config.defaults())
    return renderer.standalone("explain.html.j2", explained=found, rows=explain.rows(found), marks=explain.MARKS)


@pytest.fixture(scope="module")
def crossing(vocabulary: Vocabulary, lexicon: Lexicon) -> Explanation:
    """The explanation of a plain article."""
    return explained(TEXT, vocabulary, lexicon)


# --- decisions ------------------------------------------------------------------------------------------------------


def test_every_field_is_decided(crossing: Explanation) -> None:
    """There is a decision for each field, with a value or the reason why there is none."""
    assert [one.field for one in crossing.decisions] == CODES
    assert all(one.chosen or one.reason for one in crossing.decisions)


def test_values_are_numbered_through(crossing: Explanation) -> None:
    """Each value, chosen or next, has a number of its own, by which links find it."""
    assert [choice.number for choice in crossing.choices] == list(range(1, len(crossing.choices) + 1))


def test_a_choice_says_it_in_words(crossing: Explanation) -> None:
    """A pair has the names of its countries, a topic its label, a language its name."""
    labels = {choice.value: choice.label for choice in crossing.choices}
    assert labels["CHL-PER"] == "Chile – Peru"
    assert labels["en"] == "English"
    assert labels["borders-territory"]


def test_what_came_next_is_told(article: MakeArticle, reading: MakeReading, vocabulary: Vocabulary) -> None:
    """The strongest value that was not chosen is the runner-up; for parties that may be a country only named."""
    evidence = (
        Evidence("topics", "diplomacy", 2.0, "'talks' +2.0"),
        Evidence("topics", "trade-economy", 9.0, "'ports' +9.0"),
        Evidence("topics", "nuclear", 1.0, "'plant' +1.0"),
        Evidence("mentions", "TUR", 3.0, "only named"),
    )
    made = explain.explanation("x", article(), reading(evidence=evidence), vocabulary, told="en")
    found = {one.field: one for one in made.decisions}
    assert [one.value for one in found["topics"].chosen] == ["trade-economy"]
    assert found["topics"].rejected and found["topics"].rejected.value == "diplomacy"
    assert found["parties"].rejected and (found["parties"].rejected.value, found["parties"].rejected.score) == (
        "TUR",
        3.0,
    )
    assert found["mentions"].rejected is None


def test_the_curators_word_is_no_recognition(
    article: MakeArticle, reading: MakeReading, vocabulary: Vocabulary
) -> None:
    """A stated title and language say who stated them; what the text itself gives comes next."""
    lines = (Line(0, 1, "Ministers in Riga", "headline"),)
    given = article(
        lines=lines, title="Talks", lang="lv", stated=Stated(title="Talks", lang="lv", people=(Person("A B"),))
    )
    made = explain.explanation("x", given, reading(people=(Person("A B"),)), vocabulary, told="en")
    title, language, *_ = made.decisions
    assert (title.chosen[0].rule, title.rejected and title.rejected.value) == (
        "stated by the curator",
        "Ministers in Riga",
    )
    assert (language.chosen[0].value, language.rejected and language.rejected.value) == ("lv", "en")
    people = next(one for one in made.decisions if one.field == "people")
    assert people.chosen[0].rule == "stated by the curator"


def test_the_collections_language_is_no_rival(
    article: MakeArticle, reading: MakeReading, vocabulary: Vocabulary
) -> None:
    """Where the text does not tell its language, that of the collection stands, and says so."""
    made = explain.explanation("x", article(), reading(), vocabulary, told=None).decisions[1]
    assert made.chosen[0].value == "en" and "collection" in made.chosen[0].rule and made.rejected is None


def test_a_text_without_headline(article: MakeArticle, reading: MakeReading, vocabulary: Vocabulary) -> None:
    """Without a title there is a reason, and no row for one."""
    made = explain.explanation("x", article(title=None), reading(), vocabulary, told="en")
    assert made.decisions[0].chosen == () and made.decisions[0].reason == "no line of the text is a headline"
    assert all(row.kind != "headline" for row in explain.rows(made))


# --- the marked text ------------------------------------------------------------------------------------------------


def test_every_line_is_shown(crossing: Explanation) -> None:
    """The rows hold all lines in their order; furniture is told from text."""
    rows = explain.rows(crossing)
    assert ["".join(segment.text for segment in row.segments) for row in rows] == [
        line for line in TEXT.splitlines() if line
    ]
    assert [(row.number, row.kind) for row in rows if not row.is_text] == [(3, "advertisement")]


def test_wrapped_lines_stand_in_one_row(vocabulary: Vocabulary, lexicon: Lexicon) -> None:
    """The lines of a hard-wrapped paragraph are joined, so that a name broken over two lines can be marked."""
    paragraph = "The governments of Chile and of South\nAfrica signed a trade agreement on Monday in the\n" * 4
    text = f"Two governments sign a trade agreement\n\n{paragraph}capital.\n"
    rows = explain.rows(explained(text, vocabulary, lexicon))
    (body,) = [row for row in rows if row.kind == "body"]
    assert (body.number, body.last) == (3, 11)
    assert any(segment.text == "South Africa" and "ZAF" in segment.codes for segment in body.segments)


def test_a_title_from_elsewhere_comes_first(article: MakeArticle, reading: MakeReading, vocabulary: Vocabulary) -> None:
    """A stated title that no line gives is a row without a number, with the marks of the title."""
    evidence = Evidence("parties", "LVA", 2.0, "it acts", (Span(TITLE, 18, 22),))
    given = article("The ministers signed.", lines=(Line(0, 1, "The ministers signed.", "body"),))
    rows = explain.rows(
        explain.explanation("x", given, reading(parties=("LVA",), evidence=(evidence,)), vocabulary, told="en")
    )
    assert [(row.number, row.kind) for row in rows] == [(None, "headline"), (1, "body")]
    assert [segment.codes for segment in rows[0].segments if segment.marks] == [("LVA",)]


def test_what_was_not_chosen_has_no_colour(article: MakeArticle, reading: MakeReading, vocabulary: Vocabulary) -> None:
    """The places of a runner-up can be shown on request, and are not marked otherwise."""
    evidence = Evidence("topics", "nuclear", 1.0, "'ports' +1.0", (Span(0, 68, 73),))
    given = article(lines=(Line(0, 1, article().paragraphs[0], "body"),))
    rows = explain.rows(explain.explanation("x", given, reading(evidence=(evidence,)), vocabulary, told="en"))
    (segment,) = [segment for row in rows for segment in row.segments if segment.marks]
    assert segment.kinds == () and segment.numbers != ()


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=8))
def test_overlapping_places_lose_nothing(crossing: Explanation, places: list[tuple[int, int]]) -> None:
    """However places overlap, the pieces make the text again, and each place is exactly the pieces under its mark."""
    text = "The quick ministers of Latvia and Georgia met."
    choice = crossing.choices[0]
    marks = [
        Mark("topic", replace(choice, number=n), 1, start, start + length) for n, (start, length) in enumerate(places)
    ]
    segments = _segments(text, marks)
    assert "".join(segment.text for segment in segments) == text
    for mark in marks:
        under = [segment for segment in segments if mark in segment.marks]
        assert "".join(segment.text for segment in under) == text[mark.start : mark.end]
        assert [mark in segment.starting for segment in under].count(True) == 1
        assert [mark in segment.ending for segment in under].count(True) == 1


# --- text and JSON --------------------------------------------------------------------------------------------------


def test_the_text_is_aligned(article: MakeArticle, reading: MakeReading, vocabulary: Vocabulary) -> None:
    """Fields, scores and values stand in columns; the places of a value stand below it with what is around them."""
    lines = (Line(0, 1, "By Ilze Example", "byline"),)
    evidence = (
        Evidence("parties", "LVA", 12.5, "it acts", (Span(TITLE, 18, 22), Span(0, 24, 30))),
        Evidence("published", "2024-01-18", 3.5, "the byline gives it", line=1),
    )
    made = reading(parties=("LVA",), pairs=(), gaps={"pairs": "fewer than two"}, evidence=evidence)
    text = explain.as_text(explain.as_rows(explain.explanation("x", article(lines=lines), made, vocabulary, told="en")))
    assert (
        "parties       12.50  LVA (Latvia): it acts\n                     title         Ministers meet in »Riga«"
        in text
    )
    assert "\npairs                none: fewer than two\n" in text
    assert "\npublished      3.50  2024-01-18: the byline gives it\n                     line 1\n" in text
    assert "\nfurniture            line 1, byline: By Ilze Example" in text


def test_nothing_in_the_text_steers_a_terminal(
    article: MakeArticle, reading: MakeReading, vocabulary: Vocabulary
) -> None:
    """Control and bidirectional characters of an article are shown as what they are not: a replacement sign."""
    lines = (Line(0, 1, "Share \x1b[31mthis\u202e", "share"),)
    made = explain.explanation(
        "x",
        article(stated=Stated(title="Ri\x1b]0;ga"), title="Ri\x1b]0;ga", lines=lines),
        reading(),
        vocabulary,
        told="en",
    )
    text = explain.as_text(explain.as_rows(made))
    assert "\x1b" not in text and "\u202e" not in text and "Ri�]0;ga" in text


def test_json_is_one_object_with_its_keys(crossing: Explanation) -> None:
    """The keys are a contract; spans quote what stands between their ends."""
    value = json.loads(explain.as_json(crossing))
    assert list(value) == ["file", "sha256", "title", "lang", "paragraphs", "furniture", "decisions"]
    assert list(value["decisions"]) == CODES
    for decision in value["decisions"].values():
        assert list(decision) == ["chosen", "rejected", "reason"]
        for choice in [*decision["chosen"], *([decision["rejected"]] if decision["rejected"] else [])]:
            assert list(choice) == ["value", "label", "score", "rule", "line", "spans"]
            for span in choice["spans"]:
                text = value["title"] if span["paragraph"] is None else value["paragraphs"][span["paragraph"]]
                assert text[span["start"] : span["end"]] == span["text"]
    assert value["furniture"] == [{"number": 3, "kind": "advertisement", "text": "Advertisement"}]


# --- the page -------------------------------------------------------------------------------------------------------


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def parsed(html: str) -> _Tags:
    """Return the tags and texts of a page."""
    tags = _Tags()
    tags.feed(html)
    return tags


def test_every_link_of_the_page_leads_somewhere(crossing: Explanation) -> None:
    """All links stay in the page and find what they name; no name is given twice."""
    tags = parsed(page(crossing)).tags
    names = [str(attributes["id"]) for _, attributes in tags if "id" in attributes]
    links = {str(attributes["href"]) for tag, attributes in tags if tag == "a"}
    assert len(names) == len(set(names))
    assert links <= {f"#{name}" for name in names}
    assert any(link.startswith("#c") and "-" in link for link in links)


def test_the_page_asks_for_nothing(crossing: Explanation) -> None:
    """No script, no picture, no style sheet, no address: the page can be opened anywhere, and is forbidden to fetch."""
    html = page(crossing)
    tags = parsed(html).tags
    assert {"script", "img", "iframe", "object", "form"}.isdisjoint(tag for tag, _ in tags)
    assert [attributes["href"] for tag, attributes in tags if tag == "link"] == ["data:,"]
    assert "default-src 'none'" in html
    assert re.findall(r"https?:|url\(|@import", html) == []


def test_hostile_text_is_only_text(vocabulary: Vocabulary, lexicon: Lexicon) -> None:
    """Tags, entities, template and style signs of an article are shown, never obeyed."""
    found = explained(HOSTILE, vocabulary, lexicon, name='<b onclick="x">.txt')
    tags = parsed(page(found))
    assert {"script", "img", "b onclick"}.isdisjoint(tag for tag, _ in tags.tags)
    assert [tag for tag, _ in tags.tags].count("style") == 1
    assert not any(name.startswith("on") for _, attributes in tags.tags for name in attributes)
    assert all(str(attributes["href"]).startswith("#") for tag, attributes in tags.tags if tag == "a")
    text = "".join(tags.text)
    for line in filter(None, HOSTILE.splitlines()[2:]):
        assert " ".join(line.split()) in " ".join(re.sub(r"(?<=[a-z])(?:CHL|PER)\b", "", text).split())


def test_the_page_says_more_than_colours(crossing: Explanation) -> None:
    """Furniture has its name, countries their code, and every kind of mark stands in the legend in words."""
    text = " ".join("".join(parsed(page(crossing)).text).split())
    assert "advertisement Advertisement" in text
    assert "ChileCHL and PeruPER signed" in text
    for kind, words in explain.MARKS.items():
        assert f": {words}" in text and kind in text


def test_scripts_of_other_directions_are_told(vocabulary: Vocabulary, lexicon: Lexicon) -> None:
    """The text has its language and finds its own direction; the page stays English."""
    arabic = (
        "مصر والسودان تتفقان على فتح المعبر\n\nاتفقت مصر والسودان يوم الأربعاء على إعادة فتح المعبر أمام الشاحنات.\n"
    )
    found = explained(arabic, vocabulary, lexicon)
    tags = parsed(page(found)).tags
    assert tags[0] == ("html", {"lang": "en"})
    assert all(a.get("lang") == "ar" and a.get("dir") == "auto" for tag, a in tags if a.get("class") == "text")
