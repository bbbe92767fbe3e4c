"""Topics, people, agency and publisher, what is stated, and the evidence for all of it."""

from __future__ import annotations

import pytest

from communique.model import TITLE, Article, Line, Person, Reading, Stated
from communique.recognise import Lexicon, recognise


def _article(*paragraphs: str, **changes: object) -> Article:
    values: dict[str, object] = {
        "path": "x",
        "sha256": "",
        "lang": "en",
        "title": None,
        "lines": (),
        "stated": Stated(),
        "page": Stated(),
    }
    return Article(**(values | {"paragraphs": paragraphs} | changes))  # type: ignore[arg-type]


def _reading(lexicon: Lexicon, *paragraphs: str, **changes: object) -> Reading:
    return recognise(_article(*paragraphs, **changes), lexicon)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministry imposed sanctions and froze the assets of six generals.", "sanctions"),
        ("Inspectors found that the reactor enriches uranium.", "nuclear"),
        ("Refugees and asylum seekers crossed by boat; smugglers were arrested.", "migration"),
        ("Hackers broke into the ministry's network with malware.", "cyber-information"),
    ],
)
def test_inflected_phrases_give_the_main_topic(text: str, expected: str, lexicon: Lexicon) -> None:
    """Phrases are compared by their stems, so that tense and number do not matter."""
    assert _reading(lexicon, text).topics[:1] == (expected,)


def test_a_text_about_nothing_has_no_topic(lexicon: Lexicon) -> None:
    """Too little evidence is said, not guessed over."""
    reading = _reading(lexicon, "The lamp stood on the table.")
    assert reading.topics == ()
    assert "topics" in reading.gaps


def test_the_spans_of_a_topic_hold_its_phrases(lexicon: Lexicon) -> None:
    """Evidence points at the words themselves, in their inflected form."""
    text = "After the vote, the council imposed new sanctions on the generals."
    evidence = next(one for one in _reading(lexicon, text).evidence if one.value == "sanctions")
    assert "new sanctions" in {text[span.start : span.end] for span in evidence.spans}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foreign Minister Ann-Mari Koski spoke. Koski left.", ["Ann-Mari Koski"]),
        ("Ivo Brandt, the deputy trade minister, agreed.", ["Ivo Brandt"]),
        ("Kenya's ambassador to Norway, Grace Wanjiru, agreed.", ["Grace Wanjiru"]),
        ("The General Assembly met in the Justice Palace.", []),
        ("On Monday Prime Minister Carlos de la Vega arrived.", ["Carlos de la Vega"]),
        ("Gen. Omar al-Farsi and Lt. Col. Jo Ek met.", ["Omar al-Farsi", "Jo Ek"]),
        ("Grace Wanjiru, who runs the port, agreed. Karl Adder, 52, did not.", ["Grace Wanjiru", "Karl Adder"]),
        ("Minister Bill Banks and Ambassador Ann Power met.", ["Bill Banks", "Ann Power"]),
        ("The port of Ostby, which is new, agreed.", []),
        ("Presidents Ann Lee (Peru) and Ivo Brandt met.", ["Ann Lee", "Ivo Brandt"]),
        ("Jo Ek, a professor at Ostby Law School, taught the manager of Ostby Cargo.", ["Jo Ek"]),
        ("The minister thanked the Ostby Border Guard Service and the Political Bureau.", []),
        ("They met at the Line of Quiet Waters, Kenya's trade minister, Jo Ek, announced.", ["Jo Ek"]),
        ("The centre's director received H.E. Grace Wanjiru, Minister of Energy.", ["Grace Wanjiru"]),
    ],
)
def test_people_are_named_with_an_office_or_title(text: str, expected: list[str], lexicon: Lexicon) -> None:
    """Short forms are merged into the full name; bodies and places are no people."""
    assert [person.name for person in _reading(lexicon, text).people] == expected


def test_at_most_ten_people_are_given(lexicon: Lexicon) -> None:
    """A list of names is cut."""
    text = " ".join(f"Minister Ann Lee{'abcdefghijkl'[i]} spoke." for i in range(12))
    assert len(_reading(lexicon, text).people) == 10


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (("Ships left.", "They came back. (Yonhap)"), "Yonhap News Agency"),
        (("OSLO, Nov. 22 (Reuters) - Ships left.",), "Reuters"),
        (("Ships left, according to Reuters.",), None),
        (("Ships left. (in the north)",), None),
    ],
)
def test_the_agency_is_the_one_credited(paragraphs: tuple[str, ...], expected: str | None, lexicon: Lexicon) -> None:
    """A closing credit or a dateline counts; to be quoted is no credit."""
    assert _reading(lexicon, *paragraphs).agency == expected


def test_a_closing_credit_comes_before_that_of_a_picture(lexicon: Lexicon) -> None:
    """The credit at the end of the text wins over one in a line of credits."""
    lines = (Line(0, 1, "AFP", "credit"),)
    reading = _reading(lexicon, "Ships left. (Yonhap)", lines=lines)
    assert reading.agency == "Yonhap News Agency"
    assert [one.value for one in reading.evidence if one.field == "agency"][1:] == ["Agence France-Presse"]


def test_the_publisher_is_known_by_the_address(lexicon: Lexicon) -> None:
    """A sub-domain belongs to its domain; an unknown one gives a gap."""
    known = _reading(lexicon, "Ships left.", page=Stated(url="https://www.reuters.com/world/x"))
    unknown = _reading(lexicon, "Ships left.", page=Stated(url="https://notreuters.com/x"))
    assert known.publisher == "Reuters"
    assert unknown.publisher is None
    assert "publisher" in unknown.gaps


def test_what_the_curator_states_is_taken_over(lexicon: Lexicon) -> None:
    """Stated pairs make their countries parties; the others named stay mentions."""
    stated = Stated(pairs=("ARG-CHL",), topics=("nuclear",), people=(Person("Ann Lee"),), agency="Own desk")
    reading = _reading(lexicon, "Peru and Bolivia signed a treaty with Chile.", stated=stated)
    assert reading.pairs == ("ARG-CHL",)
    assert reading.parties == ("ARG", "CHL")
    assert sorted(reading.mentions) == ["BOL", "PER"]
    assert (reading.topics, reading.people, reading.agency) == (("nuclear",), (Person("Ann Lee"),), "Own desk")


def test_stated_parties_without_a_pair_stay_without_one(lexicon: Lexicon) -> None:
    """A curator who states that there is no pair is believed."""
    reading = _reading(lexicon, "Peru and Chile signed a treaty.", stated=Stated(pairs=(), parties=("PER",)))
    assert (reading.pairs, reading.parties, reading.mentions) == ((), ("PER",), ("CHL",))


def test_each_proposed_value_has_its_evidence(lexicon: Lexicon) -> None:
    """Pairs, parties, mentions and topics are backed by a score, a reason and spans that hold what they say."""
    title = "Chile and Peru sign a treaty on their border"
    text = "Chile and Peru signed a treaty on their border. Bolivia was not asked."
    reading = _reading(lexicon, text, title=title)
    for field in ("pairs", "parties", "mentions", "topics"):
        for value in getattr(reading, field):
            evidence = next(one for one in reading.evidence if (one.field, one.value) == (field, value))
            assert evidence.score > 0
            assert evidence.reason
            assert evidence.spans
            for span in evidence.spans:
                assert ({TITLE: title}.get(span.paragraph, text))[span.start : span.end]


def test_an_empty_article_gives_gaps_alone(lexicon: Lexicon) -> None:
    """Nothing in, nothing out, each gap in words."""
    reading = _reading(lexicon)
    assert (reading.pairs, reading.parties, reading.topics, reading.published) == ((), (), (), None)
    assert {"pairs", "topics", "published", "event_date"} <= reading.gaps.keys()


def test_the_same_article_gives_the_same_reading(lexicon: Lexicon) -> None:
    """Recognition is a pure function."""
    article = _article("Chile and Peru signed a treaty.", title="Chile and Peru sign")
    assert recognise(article, lexicon) == recognise(article, lexicon)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Министр иностранных дел России Сергей Лавров прибыл."),
        ("uk", "Він зустрівся з міністром Сергієм Лавровим."),
        ("ar", "وصل وزير الخارجية الروسي سيرجي لافروف إلى القاهرة."),
        ("zh", "俄罗斯外长拉夫罗夫抵达北京。"),
        ("en", "Russian Foreign Minister Sergey Lavrov arrived."),
    ],
)
def test_a_known_holder_of_office_has_the_vocabularys_name(lang: str, text: str, lexicon: Lexicon) -> None:
    """In whichever script and case a text writes it; another of the surname keeps their own."""
    assert [person.name for person in _reading(lexicon, text, lang=lang).people] == ["Sergei Lavrov"]
    other = _reading(lexicon, "Режиссёр Пётр Лавров прибыл.", lang="ru").people
    assert [person.name for person in other] == ["Пётр Лавров"]


def test_a_pages_agency_and_publisher_go_by_the_vocabularys_name(lexicon: Lexicon) -> None:
    """A page writes its name as it likes; the curator's word is left as it is."""
    page = _reading(lexicon, "Ships left.", page=Stated(agency="REUTERS", publisher="新华社"))
    assert (page.agency, page.publisher) == ("Reuters", "Xinhua News Agency")
    assert _reading(lexicon, "Ships left.", stated=Stated(agency="REUTERS")).agency == "REUTERS"


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "en",
            "Chilean Foreign Minister Ann Lee met Ivo Brandt, the deputy trade minister of Peru.",
            [("Ann Lee", "Foreign Minister"), ("Ivo Brandt", "deputy trade minister")],
        ),
        ("en", "Mr Karl Adder spoke.", [("Karl Adder", None)]),
        (
            "ru",
            "В Риге министр иностранных дел Иван Петренко встретился с послом.",
            [("Иван Петренко", "министр иностранных дел")],
        ),
        ("ko", "홍길수 외교부 장관은 서울에서 만났다.", [("홍길수", "외교부 장관")]),
        ("ko", "카를로스 멘데스 칠레 외교장관이 서울을 방문했다.", [("카를로스 멘데스", "외교장관")]),
        ("ja", "メンデス外相は東京で会談した。", [("メンデス", "外相")]),
        ("zh", "外交部长卡洛斯·门德斯周二抵达北京。", [("卡洛斯·门德斯", "外交部长")]),
        ("de", "Außenminister Karl Muster reiste nach Riga.", [("Karl Muster", "Außenminister")]),
        ("de", "Der Verkehrsminister Karl Muster kam.", [("Karl Muster", "Verkehrsminister")]),
        (
            "ru",
            "Официальный представитель МИД РФ Анна Петренко ответила. Петренко ушла.",
            [("Анна Петренко", "Официальный представитель")],
        ),
        (
            "ru",
            "С министром обороны Перу Карлосом Муньосом говорил посол. Министр Карлос Муньос ушёл.",
            [("Карлос Муньос", "министром обороны")],
        ),
        ("ru", "Основатель фирмы «Пример» Иван Петренко ушёл.", [("Иван Петренко", "Основатель")]),
        (
            "uk",
            "Він зустрівся з президентом Польщі Яном Прикладом.",
            [("Яном Прикладом", "президентом")],
        ),
        ("uk", "Угоду підписали в Одесі, повідомив держсекретар міністерства.", []),
        ("es", "La vicecanciller Ana Ruiz llegó.", [("Ana Ruiz", "vicecanciller")]),
        (
            "es",
            "Firmaron los cancilleres Ana Ruiz (Bolivia) y Hugo de Mora (Perú).",
            [("Ana Ruiz", "cancilleres"), ("Hugo de Mora", None)],
        ),
        ("fr", "Le porte-parole du Quai d'Orsay Jean Dupin parle.", [("Jean Dupin", "porte-parole")]),
        ("pt", "O porta-voz do Itamaraty João Pires falou.", [("João Pires", "porta-voz")]),
        (
            "tr",
            "Şili Dışişleri Bakanı Carlos Muñoz'un gemisi geldi.",
            [("Carlos Muñoz", "Dışişleri Bakanı")],
        ),
        ("ar", "قال المتحدث باسم وزارة الخارجية أحمد المثال، إن السفن غادرت.", [("أحمد المثال", "المتحدث باسم")]),
        ("ar", "التقى الوزير نظيره التشيلي كارلوس مونيوز في القاهرة.", [("كارلوس مونيوز", None)]),
        ("ar", "وقال أحمد المثال، مدير الميناء، إن السفن غادرت.", [("أحمد المثال", "مدير")]),
        ("ar", "قال وزير الخارجية إن السفن غادرت الميناء اليوم.", []),
        ("zh", "外交部发言人王小明表示，船已离港。", [("王小明", "外交部发言人")]),
        ("zh", "双方领导人同意，外交部长方面表示欢迎。", []),
        ("ja", "外務省の山田太郎報道官は述べた。山田氏は船を見た。", [("山田太郎", "報道官")]),
        ("ko", "[어느신문 홍길동 기자] 배가 떠났다.", []),
    ],
)
def test_roles_are_kept_in_the_texts_own_words(
    lang: str, text: str, expected: list[tuple[str, str | None]], lexicon: Lexicon
) -> None:
    """The office beside a name is its role; a title alone is none."""
    assert [(person.name, person.role) for person in _reading(lexicon, text, lang=lang).people] == expected
