"""The vocabulary: the packaged files as editors must keep them, and a desk's own files over them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from importlib import resources

import jsonschema
import pytest

from communique import strict, vocabulary
from communique.model import LineKind
from communique.problems import BuildError, Problem
from communique.recognise import Lexicon
from communique.vocabulary import Form, Keyword, Vocabulary, cldr, cldr_name, packaged
from communique.vocabulary.overlay import misfits, overlaid, tree
from communique.vocabulary.shapes import ADAPTERS

UN_MEMBERS = re.findall(
    r"[A-Z]{3}",
    """
    AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN BGR BFA BDI
    CPV KHM CMR CAN CAF TCD CHL CHN COL COM COG COD CRI CIV HRV CUB CYP CZE DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST
    SWZ ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB GUY HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM
    JPN JOR KAZ KEN KIR PRK KOR KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX
    FSM MDA MCO MNG MNE MAR MOZ MMR NAM NRU NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT
    QAT ROU RUS RWA KNA LCA VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE
    SYR TJK THA TLS TGO TON TTO TUN TUR TKM TUV UGA UKR ARE GBR TZA USA URY UZB VUT VEN VNM YEM ZMB ZWE
    """,
)
OTHERS = ["XKX", "EUE", "TWN", "PSE", "VAT", "HKG"]
TOPICS = [
    *("diplomacy", "trade-economy", "defence-arms", "conflict-security", "nuclear", "space-technology"),
    *("energy-climate", "sanctions", "human-rights", "migration", "borders-territory", "culture-sport-people"),
    *("cyber-information", "health-humanitarian", "law-justice"),
]
FURNITURE_KINDS = set(LineKind.__args__) - {"headline", "deck", "subheading", "body", "header"}  # type: ignore[attr-defined]


# --- the packaged files ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [*UN_MEMBERS, *OTHERS])
def test_every_country_can_be_named(vocabulary: Vocabulary, code: str) -> None:
    """Every UN member and the usual others are there, with a name, an adjective or people, and a capital."""
    country = vocabulary.countries[code]
    assert country.label and country.label != code
    kinds = {form.kind for form in country.forms}
    assert "name" in kinds
    assert "demonym" in kinds or code == "VAT"
    # The seats of these are countries, or cities with their own entry, by themselves.
    assert "capital" in kinds or code in {"SGP", "MCO", "VAT", "HKG", "EUE", "NRU"}


UTF8 = {**os.environ, "PYTHONUTF8": "1"}


def test_there_are_193_members_of_the_united_nations() -> None:
    """The list above is the whole membership, each once."""
    assert len(UN_MEMBERS) == len(set(UN_MEMBERS)) == 193


@pytest.mark.parametrize("lang", vocabulary.LANGUAGES)
@pytest.mark.parametrize("code", ["PRK", "USA", "XKX", "EUE", "PSE"])
def test_countries_have_names_in_each_language(vocabulary: Vocabulary, code: str, lang: str) -> None:
    """Each language in which countries are recognised has CLDR's name of a country among its forms."""
    name = cldr_name(code, lang)
    assert name and any(form.text == name and form.lang == lang for form in vocabulary.countries[code].forms)


def test_withdrawn_codes_lead_to_countries(vocabulary: Vocabulary) -> None:
    """Each former state has a code that is no country's today, and a successor that is one."""
    assert {"SUN", "YUG", "CSK", "DDR"} <= set(vocabulary.successors)
    assert set(vocabulary.successors).isdisjoint(vocabulary.countries)
    assert set(vocabulary.successors.values()) <= set(vocabulary.countries)


def test_ambiguous_forms_name_known_countries(vocabulary: Vocabulary) -> None:
    """A rule for a country that does not exist would never be seen to fail."""
    assert {rule.country for rule in vocabulary.ambiguities} <= set(vocabulary.countries)


def test_every_rule_of_an_ambiguous_form_can_decide(vocabulary: Vocabulary) -> None:
    """A rule without any condition may only come last among those of its form: what follows it could never apply."""
    by_form: dict[str, list[bool]] = {}
    for rule in vocabulary.ambiguities:
        conditions = (rule.needs, rule.unless, rule.not_after, rule.not_before, rule.person)
        by_form.setdefault(rule.form, []).append(any(conditions))
    assert [form for form, conditional in by_form.items() if not all(conditional[:-1])] == []


def test_compounds_are_made_of_known_signs(vocabulary: Vocabulary) -> None:
    """Each sign of a compound, and each that may stand by itself, has its country."""
    for signs in vocabulary.signs:
        used = set("".join((*signs.words, *signs.headed, *signs.titled, *signs.alone, *signs.joined)))
        assert used <= set(signs.countries), signs.lang
        assert set(signs.countries.values()) <= set(vocabulary.countries)


def test_prefixes_stand_for_known_countries(vocabulary: Vocabulary) -> None:
    """They are written small, as they fit with a capital, too."""
    assert set(vocabulary.prefixes.values()) <= set(vocabulary.countries)
    assert [prefix for prefix in vocabulary.prefixes if prefix != prefix.lower() or "-" in prefix] == []


def test_no_form_is_blank_or_ragged(vocabulary: Vocabulary) -> None:
    """Forms, phrases and keywords have no outer or double space: they would match nothing."""
    texts = [form.text for country in vocabulary.countries.values() for form in country.forms]
    texts += [text for country in vocabulary.countries.values() for h in country.holders for text in (h.name, *h.forms)]
    texts += [keyword.phrase for topic in vocabulary.topics.values() for keyword in topic.keywords]
    texts += [alias for publisher in vocabulary.publishers.values() for alias in (publisher.name, *publisher.aliases)]
    texts += vocabulary.not_countries
    assert [text for text in texts if not text or text != " ".join(text.split())] == []


def test_office_holders_take_office_before_they_leave_it(vocabulary: Vocabulary) -> None:
    """A term that ends before it begins would never hold."""
    terms = [(c.code, h.name, h.start, h.end) for c in vocabulary.countries.values() for h in c.holders]
    assert [term for term in terms if term[2] and term[3] and term[2][: len(term[3])] > term[3]] == []


def test_the_fifteen_topics_stand_in_their_order(vocabulary: Vocabulary) -> None:
    """The default topics are there under their ids; a site lists them in this order."""
    assert list(vocabulary.topics) == TOPICS


@pytest.mark.parametrize("id_", TOPICS)
def test_a_topic_is_complete(vocabulary: Vocabulary, id_: str) -> None:
    """A topic has a label, a sentence on what it is, IPTC Media Topic codes and keywords on which it can be decided."""
    topic = vocabulary.topics[id_]
    assert topic.label.strip() and topic.description.endswith(".")
    assert topic.iptc and all(re.fullmatch(r"medtop:\d{8}", code) for code in topic.iptc)
    english = [keyword for keyword in topic.keywords if keyword.lang == "en"]
    assert sum(keyword.weight >= 3 for keyword in english) >= 10
    assert all(0 < abs(keyword.weight) <= 5 for keyword in topic.keywords)
    assert all(keyword.phrase == keyword.phrase.lower() for keyword in english)


@pytest.mark.parametrize("id_", TOPICS)
def test_a_topics_colour_can_carry_white_text(vocabulary: Vocabulary, id_: str) -> None:
    """White on a topic's colour has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3)."""
    assert 1.05 / (_luminance(vocabulary.topics[id_].colour) + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    """Return the relative luminance of '#rrggbb', as WCAG defines it."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_topics_can_be_told_apart_by_colour(vocabulary: Vocabulary) -> None:
    """No two topics share a colour or a label."""
    assert len({topic.colour.lower() for topic in vocabulary.topics.values()}) == len(vocabulary.topics)
    assert len({topic.label.casefold() for topic in vocabulary.topics.values()}) == len(vocabulary.topics)


def test_publishers_are_told_apart_by_each_of_their_names(vocabulary: Vocabulary) -> None:
    """An alias belongs to one publisher only, whatever its capitals."""
    names = Counter(
        name
        for publisher in vocabulary.publishers.values()
        for name in {alias.casefold() for alias in (publisher.id, publisher.name, *publisher.aliases)}
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_publishers_stand_in_known_countries_at_bare_domains(vocabulary: Vocabulary) -> None:
    """A publisher's country is one of ours; its domain has no scheme, path or 'www.'."""
    known = {*vocabulary.countries, None}
    assert [p.id for p in vocabulary.publishers.values() if p.country not in known] == []
    domains = [p.domain for p in vocabulary.publishers.values() if p.domain]
    assert [d for d in domains if not re.fullmatch(r"(?!www\.)[a-z0-9-]+(\.[a-z0-9-]+)+(/[\w-]+)*", d)] == []


def test_the_great_agencies_are_agencies(vocabulary: Vocabulary) -> None:
    """Those that others credit most are found by their common names and marked as agencies."""
    for name in ("Reuters", "AP", "AFP", "Yonhap", "TASS", "Xinhua", "KCNA", "dpa", "EFE", "Kyodo"):
        publisher = vocabulary.publisher(name)
        assert publisher is not None and publisher.agency, name


def test_furniture_is_of_known_kinds(vocabulary: Vocabulary) -> None:
    """A kind that the model does not know would be named in no output."""
    assert {phrase.kind for phrase in vocabulary.furniture} <= FURNITURE_KINDS


def test_what_is_compared_in_small_letters_is_written_so(vocabulary: Vocabulary) -> None:
    """'contains' phrases are in lower case, as the file's head says."""
    contains = [phrase.text for phrase in vocabulary.furniture if phrase.how == "contains"]
    assert contains and [text for text in contains if text != text.lower()] == []


def test_furniture_patterns_do_not_match_everything(vocabulary: Vocabulary) -> None:
    """Every pattern compiles; none fits the empty line or a plain sentence."""
    patterns = [re.compile(phrase.text) for phrase in vocabulary.furniture if phrase.how == "patterns"]
    plain = "The two delegations agreed on a date for the next round of talks about the lake."
    assert patterns and [p.pattern for p in patterns if p.search("") or p.search(plain)] == []


def test_the_lexicon_can_be_compiled(lexicon: Lexicon) -> None:
    """Nothing in the packaged files stops recognition."""
    assert lexicon


@pytest.mark.parametrize("name", vocabulary.FILES)
def test_packaged_files_fit_their_schema(name: str) -> None:
    """The JSON Schema offered to editors accepts the packaged file."""
    text = resources.files("communique").joinpath("data", name).read_text(encoding="utf-8")
    tree, problems = strict.parse(text, name, limit=strict.MAX_FILE_BYTES)
    assert tree is not None and not problems
    schema = vocabulary.schemas()[name]
    found = jsonschema.Draft202012Validator(schema).iter_errors(_as_editors_see_it(tree.value))
    assert [error.message for error in found] == []


def _as_editors_see_it(value: object) -> object:
    """Turn texts into what an editor's YAML takes them for: truth values and numbers, keys apart."""
    if isinstance(value, dict):
        return {
            key: item if key in {"from", "to", "colour", "reliability"} else _as_editors_see_it(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [item if isinstance(item, str) else _as_editors_see_it(item) for item in value]
    if value in ("true", "false"):
        return value == "true"
    return float(value) if isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value) else value


# --- looking things up ----------------------------------------------------------------------------------------------


def test_a_publisher_is_found_by_id_name_and_alias(vocabulary: Vocabulary) -> None:
    """Capitals do not matter; an unknown name gives nothing."""
    found = {vocabulary.publisher(name) for name in ("afp", "AFP", "Agence France-Presse", "agence france presse")}
    assert found == {vocabulary.publishers["afp"]}
    assert vocabulary.publisher("Baltic Courier") is None


@pytest.mark.parametrize(
    ("code", "lang", "name"),
    [
        ("PRK", "en", "North Korea"),
        ("PRK", "en-GB", "North Korea"),
        ("PRK", "de", "Nordkorea"),
        ("EUE", "de", "Europäische Union"),
        ("QXQ", "en", "QXQ"),
        ("PRK", "xx", "North Korea"),
    ],
)
def test_the_name_of_a_country(vocabulary: Vocabulary, code: str, lang: str, name: str) -> None:
    """English names are the desk's, others CLDR's; an unknown language gets English, an unknown code itself."""
    assert vocabulary.country_name(code, lang) == name


# --- a desk's own files ---------------------------------------------------------------------------------------------


def _loaded(**overlays: str) -> Vocabulary:
    return vocabulary.load({f"briefings/{name}.yml": text for name, text in overlays.items()})


def _refused(**overlays: str) -> list[str]:
    with pytest.raises(BuildError) as refused:
        _loaded(**overlays)
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("base", "over", "result"),
    [
        ({"a": "1"}, {"b": "2"}, {"a": "1", "b": "2"}),
        ({"a": "1", "b": "2"}, {"a": "3"}, {"a": "3", "b": "2"}),
        ({"a": {"b": "1", "c": "2"}}, {"a": {"c": "3"}}, {"a": {"b": "1", "c": "3"}}),
        ({"a": {"b": "1"}, "c": "2"}, {"a": "off"}, {"c": "2"}),
        ({"a": "1"}, {"z": "off"}, {"a": "1"}),
        ({"a": {"b": "1", "c": "2"}}, {"a": {"b": "off"}}, {"a": {"c": "2"}}),
        ({"a": ["x", "y"]}, {"a": ["z"]}, {"a": ["x", "y", "z"]}),
        ({"a": ["x", "y"]}, {"a": ["-x", "z"]}, {"a": ["y", "z"]}),
        ({"a": ["x"]}, {"a": ["-q"]}, {"a": ["x"]}),
        ({"a": [{"form": "x"}]}, {"a": [{"form": "y"}]}, {"a": [{"form": "x"}, {"form": "y"}]}),
    ],
)
def test_laying_over(base: Mapping[str, object], over: Mapping[str, object], result: Mapping[str, object]) -> None:
    """Mappings merge key by key, lists grow, '-word' takes away, 'off' switches off, all else is replaced."""
    assert overlaid(base, over) == result


def test_a_desk_adds_changes_and_switches_off() -> None:
    """A desk's files need to hold only what differs from the packaged ones."""
    words = _loaded(
        countries="""\
countries:
  LVA: {label: Republic of Latvia, metonyms: [Riga Castle], capitals: [-Riga]}
  ATL: {names: [Atlantis], demonyms: [Atlantean]}
successors:
  XAT: {to: ATL, names: [Lemuria]}
""",
        topics="""\
topics:
  sanctions: off
  diplomacy: {label: Envoys, keywords: {diplomat: off, parley: 4}}
  fisheries: {label: Fisheries, description: Fish and fleets., colour: "#005577", keywords: {trawler: 3}}
""",
        publishers="publishers: {baltic-courier: {name: Baltic Courier, aliases: [BC], reliability: B}}",
        furniture="furniture: {share: {en: {lines: [Hoist the flag]}}}",
    )
    latvia = {(form.text, form.kind) for form in words.countries["LVA"].forms}
    assert words.country_name("LVA") == "Republic of Latvia"
    assert ("Riga Castle", "metonym") in latvia and ("Riga", "capital") not in latvia
    assert words.country_name("ATL") == "Atlantis"
    assert words.successors["XAT"] == "ATL"
    assert Form("Lemuria", "name", "en") in words.countries["ATL"].forms
    assert "sanctions" not in words.topics and list(words.topics)[-1] == "fisheries"
    diplomacy = words.topics["diplomacy"]
    assert diplomacy.label == "Envoys" and diplomacy.colour
    assert Keyword("parley", 4.0, "en") in diplomacy.keywords
    assert not any(keyword.phrase == "diplomat" for keyword in diplomacy.keywords)
    publisher = words.publisher("bc")
    assert publisher is not None and publisher.id == "baltic-courier"
    assert any(phrase.text == "Hoist the flag" for phrase in words.furniture)


def test_a_desk_adds_signs_prefixes_and_states_to_the_packaged_ones() -> None:
    """A compound may use signs that only the packaged file has."""
    words = _loaded(
        countries="""\
prefixes: {balto: LVA}
signs: {ko: {countries: {칠: CHL}, words: [한칠]}}
states: [Bavaria]
"""
    )
    korean = next(signs for signs in words.signs if signs.lang == "ko")
    assert "한칠" in korean.words and korean.countries["칠"] == "CHL" and korean.countries["한"] == "KOR"
    assert words.prefixes["balto"] == "LVA" and "Bavaria" in words.states and "Texas" in words.states


def test_an_overlay_changes_nothing_that_it_does_not_name(vocabulary: Vocabulary) -> None:
    """Laying an empty or unrelated file over the packaged ones leaves the rest as it is."""
    words = _loaded(countries="", topics="# nothing yet\n", publishers="publishers: {bc: {name: Baltic Courier}}")
    assert (words.countries, words.topics, words.furniture) == (
        vocabulary.countries,
        vocabulary.topics,
        vocabulary.furniture,
    )
    assert {id_: words.publishers[id_] for id_ in vocabulary.publishers} == vocabulary.publishers


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("topics", "topics:\n  diplomacy: {color: '#000000'}", "topics.yml:2:15: error: topics.diplomacy.color: There"),
        ("topics", "topics:\n  Fish: {label: x}", "topics.yml:2:3: error: topics.Fish: 'Fish' is not an id"),
        ("topics", "topics: {x: {colour: blue}}", "topics.yml:1:14: error: topics.x.colour: 'blue' is not a colour"),
        ("topics", "topics: {x: {keywords: {a: b}}}", "topics.yml:1:25: error: topics.x.keywords.a: 'b' does not fit"),
        ("topics", "- a", "topics.yml:1: error: This must be keys with values."),
        ("topics", "topics: {x: 'y", "topics.yml:1:13: error: The YAML cannot be read"),
        ("countries", "countries:\n  Lva: {}", "countries.yml:2:3: error: countries.Lva: 'Lva' is not a country code"),
        (
            "countries",
            "countries: {LVA: {names: Latvia}}",
            "countries.yml:1:19: error: countries.LVA.names: This must be",
        ),
        (
            "countries",
            "countries: {LVA: {holders: [{name: x, from: 1.1.}]}}",
            "countries.yml:1:39: error: countries.LVA",
        ),
        ("publishers", "publishers: {x: {agency: perhaps}}", "publishers.yml:1:18: error: publishers.x.agency:"),
        ("furniture", "furniture: {share: {en: {patterns: ['(']}}}", "furniture.yml:1:37: error: furniture.share.en."),
        ("furniture", "furnitures: {}", "furniture.yml:1:1: error: furnitures: There is no such key. Did you mean"),
    ],
)
def test_a_flaw_is_named_in_the_desks_own_file(name: str, text: str, expected: str) -> None:
    """A problem of an overlay has the desk's file and line, not the packaged one's."""
    problems: list[Problem] = []
    over = tree(text, f"briefings/{name}.yml", problems)
    found = [str(problem) for problem in [*problems, *misfits(over, f"{name}.yml", f"briefings/{name}.yml")]]
    assert [problem[: len(f"briefings/{expected}")] for problem in found] == [f"briefings/{expected}"]


def test_a_new_entry_must_be_whole() -> None:
    """A new entry that lacks a key is named at its line; a known one may leave keys out."""
    found = _refused(
        topics="topics:\n  diplomacy: {label: Envoys}\n  x: {label: X, colour: '#000000'}",
        publishers="publishers: {x: {aliases: [y]}, afp: {aliases: [z]}}",
    )
    assert found == [
        "briefings/topics.yml:3:3: error: topics.x.description: The key is missing. Add it.",
        "briefings/publishers.yml:1:14: error: publishers.x.name: The key is missing. Add it.",
    ]


def test_the_flaws_of_all_files_are_named_at_once() -> None:
    """One broken file does not hide the next."""
    found = _refused(topics="topics: {x: 1}", countries="countrys: {}", publishers="- a")
    assert {problem.split(":")[0] for problem in found} == {
        "briefings/topics.yml",
        "briefings/countries.yml",
        "briefings/publishers.yml",
    }


# --- reading the packaged files quickly -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", vocabulary.FILES)
def test_the_quick_reading_gives_what_the_strict_one_gives(name: str) -> None:
    """Without an overlay the places are left out; the values are the same."""
    tree_, _ = strict.parse(packaged.text(name), name, limit=strict.MAX_FILE_BYTES)
    assert tree_ is not None
    assert strict.typed(tree_, ADAPTERS[name], name)[0] == packaged.typed(name)


@pytest.mark.parametrize(
    "text", ["a: &x 1", "a: *x", "a: !!int 1", "a:", "a: [~]", "{a: 1, a: 2}", "a: 1\n---\na: 2", "{[a]: 1}", "a: 'b"]
)
def test_what_strict_reading_refuses_is_left_to_it(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tags, anchors, empty values, doubled keys and a broken syntax get no quick answer."""
    monkeypatch.setattr(packaged, "text", lambda _: text)
    assert packaged.typed("topics.yml") is None


def test_the_names_of_cldr_are_those_of_babel() -> None:
    """After an update of Babel: python -m communique.vocabulary.cldr."""
    kept = resources.files("communique").joinpath("data", cldr.FILE).read_text(encoding="utf-8")
    # A process of its own: Babel mixes up names of months once it has read many languages.
    said = [sys.executable, "-c", "from communique.vocabulary import cldr; print(cldr.derived(), end='')"]
    assert kept == subprocess.run(said, capture_output=True, encoding="utf-8", check=True, env=UTF8).stdout
