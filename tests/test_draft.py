"""Article + Reading -> Briefing, within the rights of the source."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from communique import briefing as briefing_file
from communique import build, draft, sentences
from communique.briefing import Known
from communique.config import Settings
from communique.fields import OPEN_RIGHTS, Id
from communique.model import UNKNOWN_PUBLISHER, Article, Briefing, KeyPoint, Person, Reading, Source, Stated
from communique.problems import Problem
from communique.render import Renderer, body_html
from communique.vocabulary import Publisher, Vocabulary
from conftest import TODAY, MakeArticle, MakeReading

POINTS = (KeyPoint("The foreign ministers of Latvia and Georgia signed an agreement on ports."),)
WORDS = "The port of {} opened its new pier to freight from the other shore on day {}."


Draft = Callable[[Article, Reading, Settings], tuple[Briefing, list[Problem]]]


@pytest.fixture
def drafted(vocabulary: Vocabulary) -> Draft:
    """Draft with the packaged vocabulary, on the fixed day, while no id is taken."""

    def make(article: Article, reading: Reading, settings: Settings) -> tuple[Briefing, list[Problem]]:
        return draft.briefing(article, reading, settings, vocabulary, taken=(), today=TODAY)

    return make


# --- the whole ------------------------------------------------------------------------------------------------------


def test_a_briefing_is_what_article_and_reading_say(
    drafted: Draft, article: MakeArticle, reading: MakeReading, settings: Settings
) -> None:
    """Every field comes from the article, the reading, the settings or the clock; nothing else is made up."""
    made = article(stated=Stated(url="https://courier.example/x", archive_url="https://archive.example/1"))
    read = reading(people=(Person("Ilze Example"),), points=POINTS, agency="LETA")
    new, problems = drafted(made, read, replace(settings, new_briefings="draft"))
    assert problems == []
    assert new == Briefing(
        path="briefings/GEO-LVA/trade-economy/ministers-meet-in-riga.md",
        id="ministers-meet-in-riga",
        title="Ministers meet in Riga",
        lang="en",
        status="draft",
        event_date="2024-01-15",
        published=date(2024, 1, 18),
        added=TODAY,
        parties=("GEO", "LVA"),
        pairs=("GEO-LVA",),
        mentions=("TUR",),
        topics=("trade-economy",),
        people=(Person("Ilze Example"),),
        summary=POINTS[0].text,
        key_points=POINTS,
        sources=(
            Source(
                publisher="Baltic Courier",
                agency="LETA",
                title="Ministers meet in Riga",
                url="https://courier.example/x",
                archive_url="https://archive.example/1",
                published=date(2024, 1, 18),
                article="seeds/visit.txt",
                sha256="ab" * 32,
            ),
        ),
        review=None,
        corrections=(),
        aliases=(),
        drafted=None,
        body="",
    )


@pytest.mark.parametrize(
    ("pairs", "topics", "folder"),
    [
        (("GEO-LVA", "LVA-TUR"), ("migration", "nuclear"), "briefings/GEO-LVA/migration/"),
        ((), ("migration",), "briefings/unpaired/migration/"),
        (("GEO-LVA",), (), "briefings/GEO-LVA/"),
        ((), (), "briefings/unpaired/"),
    ],
)
def test_the_folder_is_that_of_the_main_pair_and_topic(
    drafted: Draft,
    article: MakeArticle,
    reading: MakeReading,
    settings: Settings,
    pairs: tuple[str, ...],
    topics: tuple[str, ...],
    folder: str,
) -> None:
    """The first pair and the first topic name the folder."""
    new, _ = drafted(article(), reading(pairs=pairs, topics=topics), settings)
    assert new.path == f"{folder}{new.id}.md"


@pytest.mark.parametrize(
    ("stated", "page", "read", "publisher"),
    [
        (Stated(), Stated(), "Baltic Courier", "Baltic Courier"),
        (Stated(publisher="Ours"), Stated(publisher="Theirs"), None, "Ours"),
        (Stated(), Stated(publisher="Theirs", url="https://courier.example/"), None, "Theirs"),
        (Stated(), Stated(url="https://www.courier.example/x"), None, "courier.example"),
        (Stated(), Stated(), None, UNKNOWN_PUBLISHER),
    ],
)
def test_the_publisher(
    drafted: Draft,
    article: MakeArticle,
    reading: MakeReading,
    settings: Settings,
    stated: Stated,
    page: Stated,
    read: str | None,
    publisher: str,
) -> None:
    """Whoever is named; else the host of the address; else it is unknown."""
    new, _ = drafted(article(stated=stated, page=page), reading(publisher=read), settings)
    assert new.sources[0].publisher == publisher


def test_what_the_article_does_not_give_is_said(
    drafted: Draft, article: MakeArticle, reading: MakeReading, settings: Settings
) -> None:
    """Each missing value gives a warning with what to do; nothing is guessed."""
    bare = reading(
        published=None, parties=(), pairs=(), topics=(), publisher=None, gaps={"published": "no line holds a date"}
    )
    new, problems = drafted(article("No", title=None), bare, settings)
    assert (new.published, new.pairs, new.topics, new.key_points) == (None, (), (), ())
    assert {p.key for p in problems} == {"published", "title", "parties", "topics", "sources", "key_points"}
    assert all(p.severity == "warning" and p.hint and p.path == "seeds/visit.txt" for p in problems)
    assert any("no line holds a date" in p.message and new.path in p.hint for p in problems)


def test_parties_without_a_pair_are_said_with_the_reason(
    drafted: Draft, article: MakeArticle, reading: MakeReading, settings: Settings
) -> None:
    """A story of one country is no error; the reason for the missing pair is passed on."""
    _, problems = drafted(
        article(), reading(pairs=(), points=POINTS, gaps={"pairs": "one country acts alone"}), settings
    )
    assert [(p.key, "one country acts alone" in p.message) for p in problems] == [("pairs", True)]


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("A ferry sails again. It is white.", "A ferry sails again"),
        ("word " * 40, " ".join(["word"] * 20) + " …"),
    ],
)
def test_a_text_without_a_headline_gets_its_beginning_as_title(
    drafted: Draft, article: MakeArticle, reading: MakeReading, settings: Settings, first: str, title: str
) -> None:
    """The first sentence serves, cut at a word if it is long."""
    new, _ = drafted(article(first.strip(), title=None), reading(), settings)
    assert new.title == title


# --- rights ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rights", sorted(OPEN_RIGHTS))
def test_an_open_text_becomes_the_body(
    drafted: Draft, article: MakeArticle, reading: MakeReading, settings: Settings, rights: str
) -> None:
    """Under open rights all paragraphs are copied."""
    made = article("First paragraph.", "Second paragraph.", stated=Stated(rights=rights))
    new, _ = drafted(made, reading(), settings)
    assert new.body == "First paragraph.\n\nSecond paragraph."
    assert new.sources[0].rights == rights


@pytest.mark.parametrize("rights", ["all-rights-reserved", None])
def test_a_reserved_text_stays_out(
    drafted: Draft, article: MakeArticle, reading: MakeReading, settings: Settings, rights: str | None
) -> None:
    """Under reserved or unknown rights the body is empty, and no field holds more than the quotation allows."""
    paragraphs = [WORDS.format(name, number) for number, name in enumerate(string.ascii_uppercase)]
    read = reading(points=tuple(map(KeyPoint, paragraphs)))
    new, _ = drafted(article(*paragraphs, stated=Stated(rights=rights)), read, settings)
    assert new.body == ""
    assert len(new.key_points) <= settings.quote_sentences
    assert new.summary == new.key_points[0].text


def test_a_publishers_known_rights_hold_where_nothing_is_stated(
    article: MakeArticle, reading: MakeReading, settings: Settings, vocabulary: Vocabulary
) -> None:
    """The vocabulary's word on a publisher counts after the curator's and the page's."""
    open_ = Publisher(id="courier", name="Baltic Courier", rights="cc-by-4.0")
    words = replace(vocabulary, publishers={"courier": open_}, publisher_names={"baltic courier": "courier"})
    for stated, shown in ((None, True), ("all-rights-reserved", False)):
        made = article(stated=Stated(rights=stated))
        new, _ = draft.briefing(made, reading(), settings, words, taken=(), today=TODAY)
        assert bool(new.body) is shown and new.sources[0].rights == (stated or "cc-by-4.0")


def test_the_default_rights_hold_where_nobody_says_any(
    drafted: Draft, article: MakeArticle, reading: MakeReading, settings: Settings
) -> None:
    """What a desk sets for all its articles gives way to the curator's word on one."""
    ours = replace(settings, default_rights="cc0-1.0")
    new, _ = drafted(article(), reading(), ours)
    assert new.sources[0].rights == "cc0-1.0" and new.body
    kept, _ = drafted(article(stated=Stated(rights="all-rights-reserved")), reading(), ours)
    assert kept.sources[0].rights == "all-rights-reserved" and not kept.body


def test_the_curators_word_on_rights_wins_over_the_pages(
    drafted: Draft, article: MakeArticle, reading: MakeReading, settings: Settings
) -> None:
    """A page that claims open rights is not believed against the curator."""
    made = article(stated=Stated(rights="all-rights-reserved"), page=Stated(rights="cc0-1.0"))
    assert drafted(made, reading(), settings)[0].body == ""
    assert drafted(article(page=Stated(rights="cc0-1.0")), reading(), settings)[0].body != ""


_PROSE = st.lists(
    st.lists(st.sampled_from(["pier", "port", "freight", "The", "Riga", "ferry"]), min_size=1, max_size=60).map(
        lambda words: " ".join([*words, "sailed."])
    ),
    max_size=12,
)


@given(paragraphs=_PROSE, sentences=st.integers(1, 6), words=st.integers(20, 150))
def test_quotations_keep_within_the_limit(paragraphs: list[str], sentences: int, words: int) -> None:
    """Key points never exceed the sentences and words of the settings, and keep their order."""
    limit = replace(_SETTINGS, quote_sentences=sentences, quote_words=words)
    points = draft.key_points([KeyPoint(text) for text in paragraphs], limit)
    assert len(points) <= sentences
    assert sum(len(point.text.split()) for point in points) <= words
    left = iter(paragraphs)
    assert all(point.text in left for point in points)


@pytest.mark.parametrize(
    ("text", "count"), [("two words", 2), ("", 0), ("両国は合意", 3), ("Riga 两国", 2), ("한국 정부는", 2)]
)
def test_words_are_counted_in_every_script(text: str, count: int) -> None:
    """Two characters of a script without spaces count as a word."""
    assert sentences.count_words(text) == count


# --- the body as Markdown -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "paragraph",
    [
        "# no heading",
        "- no item",
        "-",
        "---",
        "+ no item",
        "1. no number",
        "12) no number",
        "1.",
        "> no quotation",
        "| no | table |",
        "*no stress* and _none_ and ~~none~~",
        "[no link](https://a.example) and ![no image](x.png)",
        "<b>no tag</b> & no entity: &amp; &lt; &#60;",
        "`no code` and ```none```",
        "a backslash \\ and \\* another",
        "[^1]: no note [^1]",
        "https://a.example/?b=1&copy=2",
        "===",
        "$1.2 billion - a third more + freight",
    ],
)
def test_the_signs_of_a_text_are_no_markdown(
    drafted: Draft, article: MakeArticle, reading: MakeReading, settings: Settings, paragraph: str
) -> None:
    """A paragraph of the source is shown as it stands."""
    made = article(paragraph, stated=Stated(rights="cc0-1.0"))
    assert body_html(drafted(made, reading(), settings)[0].body) == f"<p>{_escaped(paragraph)}</p>\n"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@given(st.text(alphabet="aB1 .-+*_#>|`~[]()!\\<&;:=^$\"'{}", min_size=1, max_size=30))
def test_no_signs_at_all_are_markdown(text: str) -> None:
    """Whatever a paragraph holds, its characters are what a reader sees."""
    paragraph = " ".join(text.split())
    if not paragraph:
        return
    made = Article(
        path="x", sha256="", lang="en", title="T", paragraphs=(paragraph,), lines=(), stated=Stated(), page=Stated()
    )
    html = body_html(draft._body(made))
    assert unescape(re.sub(r"^<p>|</p>$", "", html.strip())) == paragraph


# --- ids ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("Ministers meet in Riga", "ministers-meet-in-riga"),
        ('Riga\'s "big" day: ports, piers & ships!', "rigas-big-day-ports-piers-ships"),
        ("Рига и Тбилиси договорились", "riga-i-tbilisi-dogovorilis"),
        ("Rīga un Tbilisi", "riga-un-tbilisi"),
        ("  -- 3,5 % --  ", "3-5"),
        ("CON", "con-briefing"),
        ("COM¹", "com1-briefing"),
        ("...", "briefing"),
        ("", "briefing"),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 200, "x" * 72),
        ("ferry " * 40, "-".join(["ferry"] * 12)),
    ],
)
def test_ids(title: str, id_: str) -> None:
    """A title is transliterated to words of a-z and 0-9, cut at a word; a Windows device gets another name."""
    assert draft.identify(title, ()) == id_


def test_a_taken_id_gets_a_number() -> None:
    """The first free number from 2 on."""
    assert draft.identify("A visit", {"a-visit"}) == "a-visit-2"
    assert draft.identify("A visit", {"a-visit", "a-visit-2", "a-visit-4"}) == "a-visit-3"


@given(st.text(max_size=200), st.integers(0, 30))
def test_every_title_gives_a_free_valid_id(title: str, others: int) -> None:
    """Any text gives an id of 1 to 80 characters of [a-z0-9-], never a device's, never one that is taken."""
    taken: set[str] = set()
    for _ in range(others + 1):
        made = draft.identify(title, taken)
        assert made not in taken
        taken.add(made)
    for made in taken:
        TypeAdapter(Id).validate_python(made)
        assert made not in {"con", "prn", "aux", "nul", "com1", "lpt9"}


# --- the file -------------------------------------------------------------------------------------------------------


@given(
    title=st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=60),
    person=st.text(alphabet="aB :#-'\"[]{},&*!|>%@`\\é", min_size=1, max_size=20),
)
def test_a_drafted_file_reads_back_as_it_was_meant(title: str, person: str) -> None:
    """Whatever signs a title or name has, the file that is written is the briefing that was drafted."""
    title, person = " ".join(title.split()), " ".join(person.split())
    if not title or not person:
        return
    made = Article(
        path="seeds/x.txt",
        sha256="ab",
        lang="en",
        title=title,
        paragraphs=("A ferry with forty lorries on board sailed to the other shore.",),
        lines=(),
        stated=Stated(rights="cc0-1.0", url="https://courier.example/x?a=b#c"),
        page=Stated(),
    )
    read = Reading(
        published=date(2024, 1, 18),
        event_date="2024",
        parties=("GEO", "LVA"),
        pairs=("GEO-LVA",),
        mentions=(),
        topics=("migration",),
        people=(Person(person, person), Person("Ilze Example")),
        points=(KeyPoint("A ferry with forty lorries sailed.", (person,)),),
        agency=None,
        publisher=title,
        evidence=(),
        gaps={},
    )
    new, _ = draft.briefing(made, read, _SETTINGS, _NO_WORDS, taken=(), today=TODAY)
    text = build.signed(new, _RENDERER)
    back, problems = briefing_file.parse(new.path, text, Known({"GEO", "LVA"}, {"migration"}, "en"))
    assert problems == [] and back is not None and back.drafted is not None
    assert replace(back, drafted=None) == new
    assert back.drafted.digest == briefing_file.digest(text)


_SETTINGS = Settings(
    name="Briefings",
    description="",
    url=None,
    lang="en",
    docs_dir="site_src",
    site_dir="site",
    new_briefings="published",
    quote_sentences=4,
    quote_words=120,
)
_NO_WORDS = Vocabulary(
    countries={},
    successors={},
    ambiguities=(),
    not_countries=(),
    topics={},
    publishers={},
    publisher_names={},
    furniture=(),
    cues={},
    homes={},
)
_RENDERER = Renderer([Path(build.packaged_templates())], _SETTINGS)
