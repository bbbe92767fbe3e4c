"""Cues: the words beside a country's name, and what they make of it."""

from __future__ import annotations

from importlib import resources
from typing import get_args

import pytest

from communique.model import Article, Stated
from communique.recognise import Lexicon, cues, passages, recognise
from communique.vocabulary import CueKind, Vocabulary


def _article(*paragraphs: str, lang: str = "en", title: str | None = None) -> Article:
    return Article(
        path="x", sha256="", lang=lang, title=title, paragraphs=paragraphs, lines=(), stated=Stated(), page=Stated()
    )


def _found(text: str, lexicon: Lexicon, lang: str = "en") -> set[tuple[str, str]]:
    read = passages.read(_article(text, lang=lang))
    return {(cue.kind, text[cue.start : cue.end]) for cue in cues.find(read, lexicon.cues, lang)[0]}


def test_every_kind_has_words_and_is_explained(vocabulary: Vocabulary) -> None:
    """The file's head says what each kind of word tells."""
    head = (
        resources.files("communique").joinpath("data", "cues.yml").read_text(encoding="utf-8").partition("\ncues:")[0]
    )
    assert set(vocabulary.cues) == set(get_args(CueKind))
    assert [kind for kind in vocabulary.cues if f"#   {kind} " not in head] == []


def test_words_stand_once_and_in_small_letters(vocabulary: Vocabulary) -> None:
    """A list names each word once, as it is compared."""
    for kind, languages in vocabulary.cues.items():
        for lang, words in languages.items():
            assert sorted(words) == sorted(set(words)), (kind, lang)
            assert kind in {"media"} or [word for word in words if word != word.lower()] == [], (kind, lang)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "The president's visit ended.", ("state", "president")),
        ("en", "They negotiated for a week.", ("relation", "negotiated")),
        ("ru", "Президентом избран другой.", ("state", "Президентом")),
        ("ko", "양국은 합의했다.", ("two", "양국")),
        ("ar", "والحكومة وافقت.", ("state", "حكومة")),
        ("zh", "双方签署协定。", ("relation", "签署")),
    ],
)
def test_cues_are_found_in_the_words_of_their_script(
    lang: str, text: str, expected: tuple[str, str], lexicon: Lexicon
) -> None:
    """Open endings, words that run on, and what Arabic writes before a noun."""
    assert expected in _found(text, lexicon, lang)


def test_a_cue_is_a_whole_word(lexicon: Lexicon) -> None:
    """'war' does not stand in 'warm', nor 'met' in 'metal'."""
    assert not {"relation"} & {kind for kind, _ in _found("A warm metal plate.", lexicon)}


def test_a_language_without_cues_uses_those_of_all(lexicon: Lexicon) -> None:
    """Italian has none; what it shares with its neighbours is still seen."""
    assert ("state", "presidente") in _found("Il presidente parte.", lexicon, "it")


@pytest.mark.parametrize(
    ("lang", "lead", "pair"),
    [
        ("ko", "외교부는 14일 칠레 대사를 초치해 어선 나포에 항의했다. 양국은 다음 주 회의를 연다.", "CHL-KOR"),
        ("ja", "外務省は14日、チリの大使を呼び、漁船の拿捕に抗議した。両国は来週協議する。", "CHL-JPN"),
        (
            "en",
            "LIMA, May 4 (Reuters) - The foreign ministry summoned Chile's ambassador on Friday over a boat.",
            "CHL-PER",
        ),
    ],
)
def test_the_newsrooms_own_state_is_a_party_where_it_is_left_out(
    lang: str, lead: str, pair: str, lexicon: Lexicon
) -> None:
    """'The foreign ministry' is that of the country in which the article was written."""
    assert recognise(_article(lead, lang=lang), lexicon).pairs == (pair,)


def test_an_organ_with_its_country_is_not_the_newsrooms(lexicon: Lexicon) -> None:
    """Where a country stands beside an organ, it is that country's."""
    text = "LIMA, May 4 (Reuters) - Chile's foreign ministry summoned the ambassador of Bolivia on Friday."
    assert recognise(_article(text), lexicon).pairs == ("BOL-CHL",)


def test_a_scene_is_no_party(lexicon: Lexicon) -> None:
    """Where two states meet is a mention."""
    reading = recognise(
        _article(
            "Chile and Peru agreed at talks in Geneva on Monday to share the waters of the lake.",
            "The ministers of Chile and Peru will meet again in Switzerland in June.",
            title="Chile and Peru agree on lake at talks in Switzerland",
        ),
        lexicon,
    )
    assert (set(reading.parties), reading.mentions) == ({"CHL", "PER"}, ("CHE",))


def test_a_state_may_speak_through_its_press(lexicon: Lexicon) -> None:
    """A party newspaper that threatens is the state; a newspaper that reports is a source."""
    threat = recognise(
        _article("North Korea's party newspaper threatened Japan with a stern reply on Monday."), lexicon
    )
    report = recognise(
        _article("North Korean media reported on Monday that Japan and Chile had signed a pact."), lexicon
    )
    assert threat.pairs == ("JPN-PRK",)
    assert "PRK" not in report.parties


@pytest.mark.parametrize(
    ("lang", "title", "lead", "reason"),
    [
        (
            "en",
            "Late goal sends Ghana through",
            "Ghana beat Tunisia with a goal in the second half; the coach praised the striker and the fans.",
            "sport",
        ),
        (
            "es",
            "Chile gana la final",
            "Chile venció a Perú en la final con un gol de penal ante 40.000 hinchas en el estadio.",
            "sport",
        ),
        (
            "en",
            "Cabbage soup",
            "In Poland they fry the onion. Chop the cabbage, simmer the soup, add butter and salt, as in Slovakia.",
            "travel, food",
        ),
        (
            "en",
            "Weekend weather",
            "Showers and gusts reach Ireland on Saturday; sunshine and 17 degrees in France, forecasters said.",
            "weather",
        ),
    ],
)
def test_a_story_of_another_kind_has_no_parties(
    lang: str, title: str, lead: str, reason: str, lexicon: Lexicon
) -> None:
    """Teams, origins and forecasts are no states that act; the reason says which kind it is."""
    reading = recognise(_article(lead, lang=lang, title=title), lexicon)
    assert (reading.pairs, reading.parties) == ((), ())
    assert reason in reading.gaps["pairs"]


def test_a_list_of_headlines_is_many_stories(lexicon: Lexicon) -> None:
    """Lines without a stop are headlines; what one of them says is not what the text is about."""
    lines = ("Japan and Chile sign pact", "Storm hits Ireland", "Kenya warns Uganda over lake")
    reading = recognise(_article(*lines, title="Morning headlines"), lexicon)
    assert reading.pairs == ()
    assert "list of headlines" in reading.gaps["pairs"]


def test_a_host_is_no_party(lexicon: Lexicon) -> None:
    """Who brings others together is a mention, unless it acts in the title or lead."""
    reading = recognise(
        _article(
            "Sudan and Ethiopia agreed on Monday to send envoys to talks about their border.",
            "Qatar, the host, said the talks would go on. Qatari officials carried papers between two rooms.",
            title="Sudan and Ethiopia to hold talks on border",
        ),
        lexicon,
    )
    assert (set(reading.parties), reading.mentions) == ({"SDN", "ETH"}, ("QAT",))


def test_a_phrase_may_name_several_countries(lexicon: Lexicon) -> None:
    """'The two Congos' are both of them, and a pair."""
    assert recognise(_article("The two Congos signed a plan for a bridge on Monday."), lexicon).pairs == ("COD-COG",)
