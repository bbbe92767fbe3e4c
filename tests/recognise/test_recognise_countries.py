"""Which words of a text name a country."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any, cast

import pytest

from communique import vocabulary as vocabulary_files
from communique.model import Article, Stated
from communique.recognise import Lexicon, compile_lexicon, countries, passages
from communique.recognise.lexicon import EVERY, Lazy
from communique.vocabulary import Vocabulary


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
        ("The governor of Georgia spoke in Atlanta.", []),
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
