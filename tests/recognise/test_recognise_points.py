"""Key points: which sentences stand alone, and who is quoted in them."""

from __future__ import annotations

import pytest

from communique.model import KeyPoint
from communique.recognise import Lexicon, recognise
from conftest import MakeArticle

WHOLE = "The two ministers met in the harbour office of the capital."


def _points(make: MakeArticle, lexicon: Lexicon, *paragraphs: str, lang: str = "en") -> tuple[KeyPoint, ...]:
    return recognise(make(*paragraphs, lang=lang), lexicon).points


@pytest.mark.parametrize(
    "sentence",
    [
        "They signed the agreement on ports after two days of talks.",
        "But the agreement on ports was signed after two days of talks.",
        "In the evening she signed the agreement on ports.",
        '"We have signed the agreement on ports after two days of talks."',
        "The agreement on ports, however, was signed after two days of talks.",
        "Both sides agreed.",
        "The agreement on ports was signed after two days of talks and",
        "The agreement was called “a bridge between the two shores of the sea.",
    ],
)
def test_a_sentence_that_leans_on_another_is_no_key_point(
    sentence: str, article: MakeArticle, lexicon: Lexicon
) -> None:
    """Pronouns and connectives at the start, quotations, fragments and very short sentences do not stand alone."""
    assert [point.text for point in _points(article, lexicon, f"{WHOLE} {sentence}")] == [WHOLE]


@pytest.mark.parametrize(
    ("lang", "whole", "leaning"),
    [
        (
            "ko",
            "한국과 일본의 외교장관이 서울에서 만나 어업 협정을 논의했다.",
            "그는 다음 회의가 도쿄에서 열릴 것이라고 밝혔다.",
        ),
        (
            "ru",
            "Министры Казахстана и Узбекистана подписали соглашение о воде.",
            "Он добавил, что документ вступит в силу весной.",
        ),
        (
            "fr",
            "Les ministres du Maroc et de l'Espagne ont signé un accord de pêche.",
            "Il entrera en vigueur au printemps prochain.",
        ),
        (
            "es",
            "Los ministros de Chile y Perú firmaron un acuerdo de pesca en Lima.",
            "Además, acordaron reunirse otra vez en abril.",
        ),
        (
            "de",
            "Die Minister Polens und Litauens haben ein Abkommen unterzeichnet.",
            "Außerdem sprachen die beiden über die Bahn.",
        ),
        ("zh", "中国和越南的外交部长周二在河内签署了边境贸易协定。", "他还表示双方将在明年继续就铁路问题举行会谈。"),
    ],
)
def test_other_languages_lean_by_their_own_words(
    lang: str, whole: str, leaning: str, article: MakeArticle, lexicon: Lexicon
) -> None:
    """What leans on the sentence before it is told by the vocabulary's cues of the article's language."""
    assert [point.text for point in _points(article, lexicon, f"{whole} {leaning}", lang=lang)] == [whole]


def test_nothing_is_said_twice(article: MakeArticle, lexicon: Lexicon) -> None:
    """A sentence that mostly repeats an earlier one is passed over."""
    one = "The two ministers met in the harbour office of the capital on Monday."
    again = "The two ministers met in the harbour office of the capital on Tuesday."
    assert [point.text for point in _points(article, lexicon, one, again)] == [one]


def test_the_dateline_is_no_part_of_a_point(article: MakeArticle, lexicon: Lexicon) -> None:
    """Place, date and agency stand in fields of their own."""
    text = "LIMA, May 4 (Reuters) - Chile and Peru will patrol their border together from June."
    assert _points(article, lexicon, text)[0].text == "Chile and Peru will patrol their border together from June."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TASS quoted the ministry as saying that the talks in Riga would go on.", ("TASS", "the ministry")),
        ("The talks in Riga will go on for a week, according to the foreign ministry.", ("the foreign ministry",)),
        ("The foreign ministry said the talks in Riga would go on for a week.", ("The foreign ministry",)),
        ("The talks in Riga went on for a week and ended with a handshake.", ()),
    ],
)
def test_who_is_quoted_is_kept(text: str, expected: tuple[str, ...], article: MakeArticle, lexicon: Lexicon) -> None:
    """The press that reports, and the office whose word it is."""
    assert _points(article, lexicon, text)[0].said_by == expected
