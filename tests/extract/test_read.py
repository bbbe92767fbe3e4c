"""What holds for every article."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique import extract
from communique.extract import blocks, days, language, phrases, signs
from communique.vocabulary import Vocabulary

SENTENCE = "The two states opened the bridge at Vik on Wednesday, the police said."
LINES = st.sampled_from(
    [
        *(SENTENCE, "", "  indented and short", "World", "Share", "3 March 2021", "2:05", "Related stories", "---"),
        *("Two states open the bridge at Vik", "By Ann Example", "title: A", "# Heading", "> quoted", "- item"),
        *("***", "\u200b"),
    ]
)


@settings(max_examples=60, deadline=None)
@given(lines=st.lists(LINES | st.text(max_size=40), max_size=30), suffix=st.sampled_from([".txt", ".md"]))
def test_every_line_is_counted(vocabulary: Vocabulary, lines: list[str], suffix: str) -> None:
    """Whatever is pasted: no crash, and the lines of the article are the non-empty lines of the file, in order."""
    text = "\n".join(lines).replace("\r", " ").encode("utf-8", "replace").decode()
    article, problems = extract.read(f"a{suffix}", text.encode(), vocabulary)
    assert article is not None or problems
    if article is not None:
        assert [line.index for line in article.lines] == list(range(len(article.lines)))
        numbers = [line.number for line in article.lines]
        assert numbers == sorted(set(numbers))
        assert len(numbers) == sum(bool(line.strip()) for line in blocks_of(text))


def blocks_of(text: str) -> list[str]:
    """Return the lines of a text as they count: unseen characters gone, a line of nothing else kept."""
    return extract.decode.clean(text)[0].split("\n")


@pytest.mark.parametrize("data", [b"", b"\n \n", b"Share\n\nFacebook\n"])
def test_no_text_is_a_warning(data: bytes, vocabulary: Vocabulary) -> None:
    """An empty file and one of furniture alone give no article and a warning with what to do."""
    article, problems = extract.read("a.txt", data, vocabulary)
    assert article is None
    assert [(problem.severity, bool(problem.hint)) for problem in problems] == [("warning", True)]


def test_the_digest_is_of_the_bytes(vocabulary: Vocabulary) -> None:
    """sha256 is that of the file as it lies there."""
    article, _ = extract.read("a.txt", SENTENCE.encode("utf-16"), vocabulary)
    assert article is not None
    assert article.sha256 == hashlib.sha256(SENTENCE.encode("utf-16")).hexdigest()


def test_windows_line_ends(vocabulary: Vocabulary) -> None:
    """A file with Windows line ends reads like any other."""
    article, problems = extract.read(
        "a.txt", f"{SENTENCE}\r\n\r\nLorries crossed it within the hour.\r\n".encode(), vocabulary
    )
    assert article is not None
    assert (len(article.paragraphs), problems) == (2, [])


def test_a_given_title_is_the_headline(vocabulary: Vocabulary) -> None:
    """With its title given apart, a text has no other headline: its first line is text."""
    article = extract.from_text("1", f"Bridge opens today at last\n\n{SENTENCE}", vocabulary, title="A BRIDGE")
    assert (article.title, article.paragraphs) == ("A BRIDGE", ("Bridge opens today at last", SENTENCE))


def test_a_given_title_that_stands_in_the_text_is_not_text(vocabulary: Vocabulary) -> None:
    """Where the text repeats the given title, that line is the headline."""
    article = extract.from_text("1", f"A bridge opens\n\n{SENTENCE}", vocabulary, title="A BRIDGE OPENS")
    assert article.paragraphs == (SENTENCE,)


def test_wrapped_lines_are_joined() -> None:
    """Indented paragraphs of a hard-wrapped text become one block each."""
    text = (
        "    The two states opened the bridge at Vik on Wednesday,\n"
        "the police of both sides said in a common statement\n"
        "that was read out.\n    Lorries crossed it within the hour."
    )
    made = blocks.plain(blocks.rows(text))
    assert [len(one.rows) for one in made] == [3, 1]
    assert made[0].text.endswith("in a common statement that was read out.")


def test_headlines_one_below_the_other_are_not_joined() -> None:
    """A column of headlines of like length is not a hard-wrapped text."""
    text = "Norland recalls its envoy\nSudland farmers block it\nMinisters meet on Monday\nBank keeps rates in place"
    assert len(blocks.plain(blocks.rows(text))) == 4


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("다리를 다시 열기로 했다", "ko"),
        ("両国は橋を再開した", "ja"),
        ("两国重新开放大桥", "zh"),
        ("Министры встретились вчера", "ru"),
        ("Міністри зустрілися у Києві", "uk"),
        ("اتفقت الدولتان على فتح الجسر", "ar"),
        ("A word 다리 in a text of Latin letters", None),
        ("“Quoted” text – with marks", None),
        ("Les deux ministres se sont entendus hier pour rouvrir le pont sur le fleuve, fermé depuis dix ans.", "fr"),
        ("Los dos ministros acordaron ayer reabrir el puente sobre el río, cerrado desde hace diez años.", "es"),
        ("Die beiden Minister einigten sich gestern, die Brücke nach zehn Jahren wieder zu öffnen.", "de"),
        ("Os dois ministros concordaram ontem em reabrir a ponte sobre o rio, fechada há dez anos.", "pt"),
        ("İki bakan, on yıldır kapalı olan köprünün yeniden açılması konusunda dün anlaşmaya vardı.", "tr"),
        ("The two ministers agreed yesterday to reopen the bridge over the river, closed for ten years.", "en"),
    ],
)
def test_the_text_tells_its_language(text: str, lang: str | None) -> None:
    """A script that few languages share tells the language, else the words do; a few Latin words do not."""
    assert language.language(text) == lang


@pytest.mark.parametrize(
    ("text", "is_date"),
    [
        ("3 March 2021", True),
        ("Updated: March 3, 2021, 10:05 p.m. KST", True),
        ("14 hours ago", True),
        ("2021.03.04 09:12", True),
        ("OSTBY, March 3, 2021", True),
        ("Stand: 03.10.2024 12:05 Uhr", True),
        ("Publié le mercredi 3 mars 2021 à 07h42", True),
        ("Oluşturulma Tarihi: Mart 3, 2021 13:03", True),
        ("نشر في: 3 آذار 2021 - 08:05", True),
        ("입력 2021.03.04. 오후 4:12 수정 2021.03.05. 오전 9:01", True),
        ("２０２１年３月４日（木） ５時", True),
        ("Kamis, 4 Maret 2021 05:00 WIB", True),
        ("4 maart 2021 om 05:00 uur", True),
        ("Aktualizacja: 4 marca 2021, godz. 5:00", True),
        ("Thứ năm, 4/3/2021, 05:00 (GMT+7)", True),
        ("March of the 2000 in the capital", False),
        ("Two killed in 2021", False),
        ("May", False),
    ],
)
def test_a_line_that_is_only_a_date(text: str, is_date: bool) -> None:
    """A date line holds a date and nothing else but words like 'updated'."""
    assert days.is_date(text, phrases.date_words()) is is_date


@pytest.mark.parametrize(
    ("text", "is_prose"),
    [
        ("He agreed.", False),
        ("The envoy agreed.", True),
        ("The talks go on. (Sample)", True),
        ("Bridge opens after two years of talks", False),
        ("Who is the new envoy to the islands?", False),
        ("The head of the U.S.", False),
        ("He asked: “What now?” And nobody spoke!", True),
    ],
)
def test_whole_sentences_are_prose(text: str, is_prose: bool) -> None:
    """Body text is sentences with their stops; headlines and names are not."""
    assert signs.is_prose(text) is is_prose


def test_a_markdown_header_with_the_title_leaves_no_headline_below(vocabulary: Vocabulary) -> None:
    """Page makers set the title of the header themselves: what stands on top of the text is its deck."""
    text = f"---\ntitle: A bridge is open\n---\n**The towns will share its costs**\n\n*By Ann Example*\n\n{SENTENCE}\n"
    article, _ = extract.read("a.md", text.encode(), vocabulary)
    assert article is not None
    assert article.title == "A bridge is open"
    assert [line.kind for line in article.lines[3:]] == ["deck", "byline", "body"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("(Example Herald)", "credit"),
        ("-- Example Herald", "credit"),
        ("Par Example Herald", "byline"),
        ("By the Example Herald", "byline"),
        ("Редакция Example Herald", "byline"),
    ],
)
def test_the_own_publisher_is_known_by_its_name(vocabulary: Vocabulary, text: str, kind: str) -> None:
    """The publisher whom the curator states signs and writes its own articles."""
    lines = ["---", "publisher: Example Herald", "---", SENTENCE, SENTENCE.replace("Wednesday", "Friday"), text]
    article, _ = extract.read("a.txt", "\n".join(lines).encode(), vocabulary)
    assert article is not None
    assert article.lines[-1].kind == kind


@pytest.mark.parametrize(
    "sign_off", ["--AGC 14:20 LOCAL TIME", "-- AGC 1405 GMT", "/AGC/", "--AGC--", " - AGC 14:20 Local Time 11:20 GMT"]
)
def test_a_sign_off_leaves_its_paragraph_a_sentence(sign_off: str) -> None:
    """What an agency adds to the last sentence is no reason to take it for something else."""
    assert signs.is_prose(f"The bridge will open in spring.{sign_off}")
    assert not signs.is_prose(f"Bridge to open in spring{sign_off}")
