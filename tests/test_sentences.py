"""A paragraph -> its sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import sentences

CASES = {
    "plain": ("en", ["The talks began.", "They ended at noon."]),
    "time of day": ("en", ["The vote was held at 3 p.m. Thursday in the hall.", "It was close."]),
    "time zone": ("en", ["The ship left at 9 a.m. GMT for the strait."]),
    "time of day at the end": ("en", ["The meeting ended at 5 p.m.", "Nobody spoke to the press."]),
    "titles": ("en", ["Envoys met Gen. Kalnins and Dr. Ozola.", "Both agreed."]),
    "initial": ("en", ["The treaty was drawn up by A. Berzins.", "It has nine articles."]),
    "countries": ("en", ["He flew to the U.S. on Monday."]),
    "country at the end": ("en", ["The grain came from the U.S.", "The rest was local."]),
    "figures": ("en", ["Exports rose by 3.5 percent to $1.2 billion.", "Imports fell."]),
    "small letter": ("en", ["The so-called No. 4 pact lapsed."]),
    "Russian": ("ru", ["Министры встретились в Риге.", "Переговоры продолжатся."]),
    "Japanese": ("ja", ["両国は合意した。", "会談は続く。"]),
    "Chinese": ("zh", ["两国签署协议。", "会谈继续。"]),
    "a saint and a number": ("en", ["The port is in St. John's.", "No. 5 reactor was shut at 5 a.m. EST."]),
    "offices": ("en", ["Gov. Ann Lee met Sen. Bo Ray and Lt. Gen. Kim on Jan. 5.", "They spoke."]),
    "a company": ("en", ["The deal with Acme Inc. collapsed.", "The firm is based in Washington, D.C.", "It is old."]),
    "about": ("en", ["It weighs approx. 5 tons vs. 3 tons before.", "That is much."]),
    "dots": ("en", ["He waited ... and then left.", '"We agree."', "She nodded."]),
    "a question quoted": ("en", ['"Is it over?" she asked.', "Nobody knew."]),
    "German ordinals": ("de", ["Am 3. Oktober trafen sie sich am 2. Weg.", "Sie kamen am Mittwoch, 5. März, an."]),
    "German short forms": ("de", ["Das kostet z. B. 5 Mio. Euro.", "Prof. Dr. Meier sprach."]),
    "Russian short forms": ("ru", ["Завод им. Кирова закрыт в 2024 г. из-за долгов.", "Т. е. работы нет."]),
    "Russian initials": ("ru", ["Министр А. С. Иванов прибыл в г. Вик.", "Он выступил."]),
    "Spanish": ("es", ["El presidente de EE. UU. viajó a Lima.", "El Sr. Díaz y la Sra. Paz hablaron.", "¿De qué?"]),
    "French": ("fr", ["M. Durand et Mme. Petit ont signé.", "« C'est fait », a dit M. Durand."]),
    "Portuguese": ("pt", ["O Sr. Dias e o min. Paz assinaram.", "Depois saíram."]),
    "Turkish ordinals": ("tr", ["Bakan 3. köprüyü açtı.", "II. Abdülhamid döneminde yapıldı."]),
    "Japanese quotation": ("ja", ["「合意した。」と大臣は述べた。", "両国は「会談は続く。次は秋だ」とした。"]),
    "Chinese quotation": ("zh", ["“我们同意。”他说。", "会谈继续？", "是的。"]),
    "Korean quotation": ("ko", ['장관은 "합의했다."고 말했다.', "회담은 3.5시간 걸렸다."]),
    "Arabic": ("ar", ["هل اتفقت الدولتان؟", "نعم، اتفقتا."]),
}


@pytest.mark.parametrize("case", CASES)
def test_sentences(case: str) -> None:
    """Sentences end where a reader ends them, not at each full stop."""
    lang, expected = CASES[case]
    joined = "" if lang in {"ja", "zh"} else " "
    assert sentences.split(joined.join(expected), lang) == tuple(expected)


def test_a_paragraph_without_text_has_no_sentences() -> None:
    """Nothing and blank space give nothing."""
    assert sentences.split("", "en") == sentences.split("  \n ", "en") == ()


def test_a_tag_with_a_region_is_read_by_its_language() -> None:
    """BCP 47 tags with region or script work as their language does."""
    assert sentences.split("Eins. Zwei.", "de-AT") == sentences.split("Eins. Zwei.", "de")


@given(st.text(alphabet="aB .,!?\"'“”\n1中。е", max_size=80))
def test_no_text_is_lost(paragraph: str) -> None:
    """Bounds lie in order, do not overlap, and leave out only blank space."""
    found = sentences.bounds(paragraph, "en")
    places = [place for bounds in found for place in bounds]
    assert places == sorted(places)
    kept = "".join(paragraph[start:end] for start, end in found)
    assert "".join(kept.split()) == "".join(paragraph.split())
    assert all(paragraph[start:end] == paragraph[start:end].strip() != "" for start, end in found)
