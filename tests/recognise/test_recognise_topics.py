"""Topics: what newsrooms write of each, in all languages, and what speaks against it."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from communique.model import TITLE, Article, Evidence, Span, Stated
from communique.recognise import Lexicon, recognise, stems
from communique.vocabulary import Vocabulary

LANGUAGES = ("en", "ko", "ru", "uk", "zh", "ja", "ar", "fr", "es", "de", "pt", "tr")

FEWEST = 25
"""Phrases for each topic in each language: with fewer, a story's words are often not among them."""


def _evidence(lexicon: Lexicon, text: str, lang: str = "en", title: str | None = None) -> list[Evidence]:
    article = Article(
        path="x",
        sha256="",
        lang=lang,
        title=title,
        lines=(),
        paragraphs=(text,),
        stated=Stated(),
        page=Stated(),
    )
    return [one for one in recognise(article, lexicon).evidence if one.field == "topics"]


def _main(lexicon: Lexicon, text: str, lang: str = "en") -> str:
    return _evidence(lexicon, text, lang)[0].value


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_topic_has_its_words_in_each_language(lang: str, vocabulary: Vocabulary) -> None:
    """No topic is known by a handful of words only."""
    counts = {
        topic.id: sum(keyword.lang == lang and keyword.weight > 0 for keyword in topic.keywords)
        for topic in vocabulary.topics.values()
    }
    assert {topic: count for topic, count in counts.items() if count < FEWEST} == {}


@pytest.mark.parametrize("lang", sorted(stems.ALGORITHMS))
def test_no_two_phrases_of_a_topic_are_one_by_their_stems(lang: str, vocabulary: Vocabulary) -> None:
    """Two phrases of the same stems would be one phrase with two weights."""
    by_stems: dict[tuple[str, str], list[str]] = defaultdict(list)
    for topic in vocabulary.topics.values():
        for keyword in topic.keywords:
            if keyword.lang == lang and not keyword.stem:
                folded = keyword.phrase.lower()
                by_stems[topic.id, stems.stemmed(folded, stems.table(folded, lang))].append(keyword.phrase)
    assert [phrases for phrases in by_stems.values() if len(phrases) > 1] == []


def test_words_are_in_one_script(vocabulary: Vocabulary) -> None:
    """A Latin letter in a Cyrillic word, or the other way round, would match nothing."""
    mixed = re.compile(r"[A-Za-z][А-яІЇЄҐіїєґ]|[А-яІЇЄҐіїєґ][A-Za-z]")
    phrases = [keyword.phrase for topic in vocabulary.topics.values() for keyword in topic.keywords]
    assert [phrase for phrase in phrases if mixed.search(phrase)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy arrived for talks with her counterpart and handed over a note of protest.", "diplomacy"),
        ("Shipments of barley fell as growers waited for the new import quota.", "trade-economy"),
        ("The frigate and two submarines took part in the naval exercise.", "defence-arms"),
        ("Gunmen ambushed a patrol and shelled the town despite the ceasefire.", "conflict-security"),
        ("Inspectors counted the centrifuges at the enrichment plant.", "nuclear"),
        ("The rocket put a weather satellite into orbit.", "space-technology"),
        ("The pipeline will carry natural gas to two power stations.", "energy-climate"),
        ("The council lifted the arms embargo and unfroze the assets of the bank.", "sanctions"),
        ("Police beat demonstrators; dissidents were tortured, a rights group said.", "human-rights"),
        ("Asylum seekers were deported although their visas were valid.", "migration"),
        ("Both claim sovereignty over the islet and its territorial waters.", "borders-territory"),
        ("The striker scored twice in the final of the tournament.", "culture-sport-people"),
        ("Hackers used spyware and spread disinformation before the vote.", "cyber-information"),
        ("The earthquake left thousands without drinking water; relief supplies came late.", "health-humanitarian"),
        ("The tribunal acquitted the general after the prosecutor withdrew the charge of murder.", "law-justice"),
    ],
)
def test_the_main_topic_of_an_english_sentence(text: str, expected: str, lexicon: Lexicon) -> None:
    """Each topic is told from the others by what newsrooms commonly write of it."""
    assert _main(lexicon, text) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ko", "두 나라 외교부 장관은 회담 뒤 공동성명을 냈다.", "diplomacy"),
        ("ko", "법원은 밀수 혐의로 기소된 선원에게 징역형을 선고했다.", "law-justice"),
        ("ru", "Стороны договорились снизить пошлины и увеличить экспорт зерна.", "trade-economy"),
        ("ru", "Пограничники открыли пункт пропуска на спорном участке границы.", "borders-territory"),
        ("uk", "Біженці чекали на дозвіл на роботу в таборі для переселенців.", "migration"),
        ("uk", "Лікарі повідомили про спалах холери, лікарні отримали вакцини.", "health-humanitarian"),
        ("zh", "两国海军在近海举行联合演习，多艘军舰参加。", "defence-arms"),
        ("zh", "黑客利用恶意软件窃取了该部门的数据。", "cyber-information"),
        ("ja", "原子炉の査察官はウラン濃縮の停止を確認した。", "nuclear"),
        ("ja", "通信衛星がロケットで打ち上げられ、軌道に入った。", "space-technology"),
        ("ar", "اندلعت اشتباكات عنيفة بين الجيش ومسلحين رغم وقف إطلاق النار.", "conflict-security"),
        ("ar", "فرضت الحكومة عقوبات جديدة وجمدت أصول ثلاث شركات.", "sanctions"),
        ("fr", "Le barrage fournira de l'électricité et remplacera deux centrales au charbon.", "energy-climate"),
        ("fr", "Des opposants emprisonnés ont été torturés, selon des défenseurs des droits humains.", "human-rights"),
        ("es", "La selección ganó el torneo y la afición celebró en el estadio.", "culture-sport-people"),
        ("es", "El juez ordenó la extradición del acusado por narcotráfico.", "law-justice"),
        ("de", "Der Botschafter wurde einbestellt, das Treffen der Außenminister verschoben.", "diplomacy"),
        ("de", "Die Zölle auf Stahl belasten den Handel und die Ausfuhren.", "trade-economy"),
        ("pt", "O sismo destruiu hospitais e a ajuda humanitária chegou de avião.", "health-humanitarian"),
        ("pt", "A refinaria comprará petróleo e gás natural do país vizinho.", "energy-climate"),
        ("tr", "İki ülkenin donanmaları ortak tatbikat düzenledi, füze denemesi yapıldı.", "defence-arms"),
        ("tr", "Sığınmacılar kampa götürüldü, vize başvuruları durduruldu.", "migration"),
    ],
)
def test_the_main_topic_in_other_languages(lang: str, text: str, expected: str, lexicon: Lexicon) -> None:
    """Inflected words are found by their stems, by '*' or as they stand, by the custom of each language."""
    assert _main(lexicon, text, lang) == expected


@pytest.mark.parametrize(
    ("text", "topic", "kept"),
    [
        ("The two ministers traded barbs.", "trade-economy", 1.0),
        ("A brand ambassador opened the shop.", "diplomacy", 1.0),
        ("The player was absent after a heart attack.", "conflict-security", 2.0),
        ("The nuclear family was the theme of the talk.", "nuclear", 1.0),
        ("The club awaits disciplinary sanctions.", "sanctions", 2.0),
        ("Potato chips were served.", "space-technology", 1.0),
        ("Insurers spoke of a political earthquake.", "health-humanitarian", 2.0),
        ("Police used tear gas.", "energy-climate", 1.0),
        ("For the chess club this is uncharted territory.", "borders-territory", 2.0),
    ],
)
def test_set_phrases_speak_against_a_topic(text: str, topic: str, kept: float, lexicon: Lexicon) -> None:
    """A word of the field in a phrase of another field counts for little or nothing."""
    scores = {one.value: one.score for one in _evidence(lexicon, text)}
    assert scores.get(topic, 0.0) <= kept


def test_one_word_found_in_two_ways_counts_once(lexicon: Lexicon) -> None:
    """French 'terroris*' and the stem of 'terrorisme' say the same of the same word."""
    best = _evidence(lexicon, "Le terrorisme recule.", "fr")[0]
    assert best.value == "conflict-security"
    assert best.reason.count("terroris") == 1


def test_the_headline_counts_more_than_the_text(lexicon: Lexicon) -> None:
    """What stands in the headline is the subject, what stands below may be background."""
    best = _evidence(lexicon, "The ministers also spoke of the ceasefire.", title="Tariffs cut on steel")[0]
    assert best.value == "trade-economy"
    assert Span(TITLE, 0, 11) in best.spans


def test_a_word_within_a_longer_phrase_of_its_topic_counts_once(lexicon: Lexicon) -> None:
    """'Asylum seekers' is one hint at migration, not two."""
    best = _evidence(lexicon, "Asylum seekers waited.")[0]
    assert best.value == "migration"
    assert best.reason.count("asylum") == 1


def test_the_words_of_a_dateline_are_no_hints(lexicon: Lexicon) -> None:
    """The name of an agency may hold any word."""
    said = _evidence(lexicon, "VIK, May 3 (Earthquake Press) - The two states signed a treaty.")
    assert "health-humanitarian" not in {one.value for one in said}


def test_what_one_paragraph_of_many_has_is_an_aside(lexicon: Lexicon) -> None:
    """A list of what else was spoken of holds strong words of other topics."""
    paragraphs = (
        "The foreign ministers of Chile and Peru held talks in Arica on Monday and signed a joint statement.",
        "It was their first meeting in two years. They agreed to meet again in Tacna in the spring.",
        "The ministers also touched on asylum applications and on migrants.",
        "The Peruvian foreign minister called the talks useful. Diplomats of both sides had prepared them.",
        "His colleague invited him to Santiago for a further round of talks.",
    )
    article = Article(
        path="x", sha256="", lang="en", title=None, lines=(), paragraphs=paragraphs, stated=Stated(), page=Stated()
    )
    assert recognise(article, lexicon).topics == ("diplomacy",)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("The ships may sail again.", "culture-sport-people"),
        ("The army destroyed a bridge.", "defence-arms"),
        ("The two states declared friendly relations.", "culture-sport-people"),
    ],
)
def test_an_ordinary_word_is_no_hint_at_a_topic_of_which_it_is_a_term(text: str, topic: str, lexicon: Lexicon) -> None:
    """Ships sail without a race, and what is destroyed is no destroyer."""
    assert {one.value: one.score for one in _evidence(lexicon, text)}.get(topic, 0.0) <= 2
