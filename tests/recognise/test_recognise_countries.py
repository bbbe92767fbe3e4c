"""Which words of a text name a country."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from communique import vocabulary as vocabulary_files
from communique.model import Article, Stated
from communique.recognise import Lexicon, compile_lexicon, countries, passages
from communique.recognise.lazy import Lazy
from communique.recognise.lexicon import EVERY
from communique.recognise.passages import fold
from communique.vocabulary import Vocabulary, cldr

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "countries.yml").read_text(encoding="utf-8"))


def found(text: str, lexicon: Lexicon, lang: str = "en", published: date | None = None) -> list[tuple[str, str]]:
    """Return (country, form) of every mention in a one-paragraph article."""
    article = _article(text, lang)
    mentions = countries.find(passages.read(article), lexicon, lang, published).mentions
    return [(mention.country, mention.form) for mention in mentions]


def _article(text: str, lang: str) -> Article:
    return Article(
        path="x", sha256="", lang=lang, title=None, paragraphs=(text,), lines=(), stated=Stated(), page=Stated()
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy of Papua New Guinea spoke.", [("PNG", "Papua New Guinea")]),
        ("Nigeria and Niger share a border.", [("NGA", "Nigeria"), ("NER", "Niger")]),
        ("A woman from Romania met a Roman.", [("ROU", "Romania")]),
        ("South Sudan and Sudan met.", [("SSD", "South Sudan"), ("SDN", "Sudan")]),
        ("The U.S.-led force left.", [("USA", "U.S.")]),
        ("They told us to wait.", []),
        ("Peru’s minister spoke.", [("PER", "Peru")]),
        ("It cost 40 million Canadian dollars.", []),
        ("It cost US$40 million.", []),
        ("A turkey was roasted.", []),
        ("Ships crossed the South China Sea.", []),
    ],
)
def test_words_are_whole_and_the_longest_form_wins(
    text: str, expected: list[tuple[str, str]], lexicon: Lexicon
) -> None:
    """No country is seen inside another's name, in a common word, in money or in the name of a sea."""
    assert found(text, lexicon) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GREECE AND CYPRUS SIGNED A TREATY ON GAS TODAY.", ["GRC", "CYP"]),
        ("The group IRAN is a choir of six.", []),
    ],
)
def test_capitals_stand_for_names_only_where_all_is_in_capitals(
    text: str, expected: list[str], lexicon: Lexicon
) -> None:
    """Old wire copy is read; a word shouted amid small letters is not taken for a country."""
    assert [code for code, _ in found(text, lexicon)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Michael Jordan scored forty points.", []),
        ("Jordan closed its embassy in Amman.", ["JOR", "JOR"]),
        ("The governor of Georgia spoke in Atlanta.", ["USA"]),
        ("Georgia and Armenia opened a tunnel near Tbilisi.", ["GEO", "ARM", "GEO"]),
        ("The Korean War ended; Pyongyang accused the South, and North Korea rearmed.", ["PRK", "KOR", "PRK"]),
    ],
)
def test_ambiguous_words_go_by_their_rules(text: str, expected: list[str], lexicon: Lexicon) -> None:
    """A person, a state of another country or a common word is no country; context decides."""
    assert [code for code, _ in found(text, lexicon)] == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ko", "러시아는 인도네시아와 만났다. 인도적 지원도 논의했다.", ["RUS", "IDN"]),
        ("ru", "Представитель Ирана приехал в Казахстан.", ["IRN", "KAZ"]),
        ("uk", "Посол Польщі приїхав до України.", ["POL", "UKR"]),
        ("zh", "印度尼西亚总统访问越南。", ["IDN", "VNM"]),
        ("ja", "インドネシアとインドが会談した。", ["IDN", "IND"]),
        ("ar", "وصل الوفد إلى روسيا وتركيا.", ["RUS", "TUR"]),
        ("de", "Der Bote Polens kam.", ["POL"]),
        ("fr", "Le Maroc a répondu à la Tunisie.", ["MAR", "TUN"]),
        ("es", "El Perú respondió a Chile.", ["PER", "CHL"]),
        ("tr", "Türkiye'nin elçisi geldi.", ["TUR"]),
    ],
)
def test_each_script_has_its_own_word_boundaries(lang: str, text: str, expected: list[str], lexicon: Lexicon) -> None:
    """Particles, cases, prefixes and scripts without spaces are read; longer names hide shorter ones."""
    assert [code for code, _ in found(text, lexicon, lang)] == expected


@pytest.mark.parametrize("lang", CASES)
def test_names_are_found_as_news_writes_them(lang: str, lexicon: Lexicon) -> None:
    """Names, adjectives, capitals and seats of power in their cases and compounds, and the words that are none."""
    read = {text: " ".join(sorted({code for code, _ in found(text, lexicon, lang)})) for text, _ in CASES[lang]}
    assert read == dict(CASES[lang])


@pytest.mark.parametrize("lang", cldr.LANGUAGES)
def test_each_country_is_found_by_its_name_in_each_language(
    lang: str, lexicon: Lexicon, vocabulary: Vocabulary
) -> None:
    """No other country's form, ending or phrase takes a name for itself; ambiguous names go by their rules."""
    names = {code: cldr.name(code, lang) for code in vocabulary.countries}
    plain = {code: name for code, name in names.items() if name and fold(name) not in lexicon.ambiguities}
    read = {code: {one for one, _ in found(f"({name})", lexicon, lang)} for code, name in plain.items()}
    assert {code: one for code, one in read.items() if one != {code}} == {}


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Jordan lifts the cup", "Michael Jordan scored forty points. Jordan said that he was tired.", []),
        ("Jordan lifts the ban", "Michael Jordan visited Amman. Jordan lifted a ban.", ["JOR", "JOR", "JOR"]),
        ("Lebanon told to boil water", "LEBANON, Pa. - A main broke in Lebanon.", []),
        ("Lebanon told to wait", "LEBANON, Pa. - A Lebanese guest said Lebanon was far.", ["LBN", "LBN", "LBN"]),
        ("Paris has a roof", "PARIS, Texas - The court of Paris has a roof. A guest from France came.", ["FRA"]),
        ("Fund picks a chief", "Jordan Smith, an envoy, left. Jordan added a word.", []),
        ("Rockwell forms a unit", "Rockwell <ROK> and (NYSE: CHAD) rose.", []),
        ("Biden meets Putin", "Vladimir Putin and Joe Biden met.", ["USA", "RUS", "RUS", "USA"]),
    ],
)
def test_the_whole_article_decides(title: str, text: str, expected: list[str], lexicon: Lexicon) -> None:
    """A person named in full stays that person; a company's sign on an exchange is no country."""
    article = replace(_article(text, "en"), title=title)
    mentions = countries.find(passages.read(article), lexicon, "en", None).mentions
    assert [mention.country for mention in mentions] == expected


def test_a_holder_of_offices_of_two_states_stands_for_the_one_that_is_named() -> None:
    """Without a date, the rest of the article tells which."""
    own = """
countries:
  LVA: {holders: [{name: Anna Berzina, forms: [Berzina], office: president, from: "2010", to: "2014"}]}
  EST: {holders: [{name: Anna Berzina, forms: [Berzina], office: president, from: "2016", to: "2018"}]}
"""
    lexicon = compile_lexicon(vocabulary_files.load({"briefings/countries.yml": own}))
    for name, code in (("Latvia", "LVA"), ("Estonia", "EST")):
        assert {one for one, _ in found(f"Berzina spoke in {name}.", lexicon)} == {code}


def test_forms_of_one_latin_language_are_not_looked_for_in_another(lexicon: Lexicon) -> None:
    """German 'Polen' is Poland in German alone, English names are read everywhere."""
    assert found("Polen spoke.", lexicon, "en") == []
    assert [code for code, _ in found("Polen und Chile, Poland and Chile", lexicon, "de")] == [
        "POL",
        "CHL",
        "POL",
        "CHL",
    ]


def test_a_dateline_names_no_country(lexicon: Lexicon) -> None:
    """The place from which a story is sent is no part of it."""
    assert found("ROME, May 3 (Agency) - Kenya sent a note.", lexicon) == [("KEN", "Kenya")]


def test_holders_of_office_stand_for_their_country_while_in_office() -> None:
    """A name counts within the dates of its term, and not for a namesake with another given name."""
    own = """
countries:
  LVA:
    holders: [{name: Anna Berzina, forms: [Berzina], office: president, from: "2010", to: "2014-06-30"}]
"""
    lexicon = compile_lexicon(vocabulary_files.load({"briefings/countries.yml": own}))
    text = "President Berzina spoke."
    assert found(text, lexicon, published=date(2014, 6, 30)) == [("LVA", "Berzina")]
    assert found(text, lexicon, published=date(2014, 7, 1)) == []
    assert found("Then Olga Berzina sang.", lexicon, published=date(2012, 1, 1)) == []


def test_the_words_of_a_language_are_compiled_when_an_article_first_needs_them(vocabulary: Vocabulary) -> None:
    """An English article takes the English forms alone; a name in another script takes those of its script."""
    lexicon = compile_lexicon(vocabulary)
    forms = cast(Lazy[Any, Any], lexicon.forms)
    assert found("Chile met Peru.", lexicon) == [("CHL", "Chile"), ("PER", "Peru")]
    assert set(forms.known) == {EVERY}
    assert found("Chile met Перу and 페루.", lexicon) == [("CHL", "Chile"), ("PER", "Перу"), ("PER", "페루")]
    assert set(forms.known) == {EVERY, "Cyrl", "Hang"}


def test_a_lexicon_can_be_sent_to_another_process(lexicon: Lexicon) -> None:
    """Pickled and back, it finds the same."""
    assert found("Chile met Peru.", pickle.loads(pickle.dumps(lexicon))) == [("CHL", "Chile"), ("PER", "Peru")]
