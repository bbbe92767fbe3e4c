"""Which texts tell one story."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import duplicates
from communique.duplicates import Overlap, Shingles, Twins
from communique.model import Briefing, Review, Source
from conftest import MakeBriefing

WIRE = (
    "HARBOURTOWN, March 4 (Example News) - Norland and Sudland agreed on Wednesday to reopen the long bridge over the"
    " Grey River to lorries and private cars, ending a dispute over customs posts that had lasted for two years.",
    "The transport ministers of the two countries signed the agreement in the customs house at the northern end of the"
    " bridge. Lorries will be weighed once, on the side from which they come, and papers will be read on the other.",
    '"We have talked about this bridge for longer than it took to build it," the transport minister of Norland said'
    " after the ceremony. He thanked the engineers, who had kept the bearings greased all that time.",
    "Drivers had waited up to nine hours for the ferry, which takes forty vehicles and does not sail in fog. The"
    " ferry company said it would keep one boat in service until the autumn.",
)
"""A report as an agency sent it out."""

EDITED = (
    "Norland and Sudland agreed Wednesday to reopen the long bridge over the Grey River to lorries and private cars,"
    " ending a dispute over customs posts that had lasted for two years.",
    "The transport ministers of the two countries signed the agreement in the customs house at the northern end of the"
    " bridge. Lorries will be weighed once, on the side from which they come, and papers will be read on the other.",
    "“We have talked about this bridge for longer than it took to build it,” the transport minister of Norland said"
    " after the ceremony. He thanked the engineers, who had kept the bearings greased all that time.",
    "Drivers had waited up to nine hours for the ferry, which takes 40 vehicles and does not sail in fog. The"
    " ferry company said it would keep one boat in service until the autumn.",
)
"""The same as a newspaper printed it: its dateline off, a word or two changed, other quotation marks."""

FOLLOW_UP = (
    "The first lorries crossed the long bridge over the Grey River on Monday, five days after Norland and Sudland"
    " agreed to end their dispute over customs posts.",
    "Some forty drivers from both countries had parked at the northern end before dawn. Customs officers handed out"
    " tea, and the first papers were read at six in the morning.",
    "The queue was gone by noon, the transport ministry of Sudland said. It expects three hundred vehicles a day by the"
    " summer, most of them with timber and fruit.",
    "The ferry ran empty for the first time in two years, its captain told reporters on the quay.",
)
"""News of the same event, five days later."""

BACKGROUND = (
    "Norland and Sudland were one country until 1931 and have shared the Grey River as their border since. A treaty of"
    " 1948 gives both the right to use it, and a commission of six meets twice a year to share out the water.",
    "Trade between the two came to four billion crowns last year, a third of it in timber. Both have applied to join"
    " the customs union of the coast, whose members decide on new ones by consent.",
)
"""Paragraphs that an agency puts below many reports."""

OTHER_NEWS = (
    "Fishermen of Sudland asked their government on Friday for help against seals, which they say have taken half of"
    " the catch in the estuary since the beginning of the year.",
    "The ministry of agriculture promised to count the seals from the air. An animal protection society in the capital"
    " said that it would count the fishermen's nets instead, and publish both figures in May.",
)

KOREAN = (
    "노를란드와 수들란드의 교통 장관이 4일 국경의 세관에서 만나 긴 다리를 화물차와 승용차에 다시 열기로 합의했다."
    " 두 나라는 세관을 어디에 둘지를 놓고 2년 동안 다투어 왔다.",
    "화물차의 무게는 떠나는 쪽에서 한 번만 재고 서류는 건너편에서 확인하기로 했다. 장관들은 다리 북쪽 끝의 세관에서"
    " 협정에 서명한 뒤 기자들에게 첫 차가 다음 주에 건널 것이라고 말했다.",
    "운전자들은 그동안 나룻배를 타려고 아홉 시간까지 기다렸고 안개가 끼면 배는 뜨지 않았다.",
)
KOREAN_EDITED = (
    "(항구=연합뉴스) 홍길동 기자 = " + KOREAN[0].replace("만나 긴", "만나 오래된 긴"),
    KOREAN[1],
)
KOREAN_OTHER = (
    "수들란드의 어민들이 5일 물범 때문에 올해 들어 하구에서 잡은 물고기가 절반으로 줄었다며 정부에 도움을 요청했다."
    " 농업부는 비행기로 물범의 수를 세겠다고 약속했다.",
    "수도의 동물 보호 단체는 그물의 수를 대신 세어 두 숫자를 오월에 함께 발표하겠다고 밝혔다. 어민들은 그 말을 듣고"
    " 웃었지만 그물의 수를 숨기지는 않겠다고 대답했다.",
)
CHINESE = (
    "诺兰与苏兰两国星期三同意重新开放灰河上的长桥，允许货车和私家车通行，结束了持续两年的海关站点争端。",
    "两国交通部长在桥北端的海关楼签署了协议。货车只在出发的一侧称重一次，文件则在另一侧查验。",
    "司机过去要等九个小时才能上渡船，渡船一次只能载四十辆车，遇到大雾就不开。",
)
CHINESE_EDITED = (
    "诺兰与苏兰两国周三同意重新开放灰河上的长桥，允许货车和私家车通行，结束了持续两年的海关站点争端。",
    CHINESE[1],
)
CHINESE_OTHER = (
    "苏兰的渔民星期五请求政府帮助对付海豹，他们说今年以来河口的渔获有一半被海豹吃掉了。",
    "农业部答应从空中清点海豹的数量。首都的一个动物保护团体说要改数渔民的渔网，并在五月公布两个数字。",
)


def measured(one: tuple[str, ...], other: tuple[str, ...]) -> Overlap:
    """Compare two texts."""
    return duplicates.overlap(duplicates.shingles(one), duplicates.shingles(other))


def is_found(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two texts are taken for one story, by sketch and by text."""
    sketches = {name: duplicates.sketch(duplicates.shingles(text)) for name, text in (("a", one), ("b", other))}
    return list(duplicates.candidates(sketches, {})) == [("a", "b")] and measured(one, other).is_same


# --- texts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (WIRE, WIRE),
        (WIRE, EDITED),
        (WIRE, WIRE[:2]),
        (EDITED[:2], WIRE),
        (WIRE, tuple(text.upper() for text in WIRE)),
        (WIRE, (*WIRE, *BACKGROUND)),
        (KOREAN, KOREAN_EDITED),
        (CHINESE, CHINESE_EDITED),
    ],
    ids=["copy", "edited", "shortened", "shortened and edited", "teletype", "with background", "Korean", "Chinese"],
)
def test_versions_of_one_story_are_found(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    """An editor's changes, cuts and additions do not hide that a report is the same."""
    assert is_found(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (WIRE, FOLLOW_UP),
        (WIRE, OTHER_NEWS),
        ((*FOLLOW_UP, *BACKGROUND), (*OTHER_NEWS, *BACKGROUND)),
        ((*WIRE, *BACKGROUND), (*FOLLOW_UP, *BACKGROUND)),
        (KOREAN, KOREAN_OTHER),
        (CHINESE, CHINESE_OTHER),
        (WIRE, CHINESE),
    ],
    ids=["follow-up", "other", "same background", "follow-up, same background", "Korean", "Chinese", "two languages"],
)
def test_other_news_is_not_the_same(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    """A follow-up is a story of its own, and background that two reports share does not make them one."""
    assert not measured(one, other).is_same
    assert not is_found(one, other)


def test_the_two_groups_lie_far_apart() -> None:
    """Versions contain each other almost whole, a follow-up hardly at all; the limit lies between."""
    assert measured(WIRE, EDITED).containment > 0.85
    assert measured(WIRE, FOLLOW_UP).containment < 0.1


def test_a_dateline_is_no_difference() -> None:
    """Place, date and agency that open a report do not count."""
    assert duplicates.shingles((WIRE[0],)) == duplicates.shingles((WIRE[0].partition(" - ")[2],))


def test_a_text_too_short_is_not_compared() -> None:
    """Two sentences that agree may be a stock phrase."""
    short = ("The ministry did not answer a request for comment. It had said on Monday that it would not.",)
    assert measured(short, short).containment == 1.0
    assert not measured(short, short).is_same
    assert not duplicates.sketch(duplicates.shingles(short))


def test_no_text_is_no_error() -> None:
    """An article without a body has no shingles."""
    assert duplicates.shingles(()) == frozenset()
    assert not measured((), WIRE).is_same


def test_a_sketch_is_the_same_every_time() -> None:
    """Sketches are kept between runs, so they depend on the words alone; this one is written down."""
    words = " ".join(f"word{number}" for number in range(40))
    assert list(duplicates.sketch(duplicates.shingles((words,)))) == PINNED
    assert list(duplicates.sketch(duplicates.shingles((words.replace(" ", ",  ").upper(),)))) == PINNED


PINNED = [
    250089148,
    260680120,
    1517524280,
    1739495852,
    2070802076,
    2398239980,
    3264086616,
    3369213916,
    3706811432,
]


# --- candidates -----------------------------------------------------------------------------------------------------


def texts(seeds: list[list[int]]) -> dict[str, Shingles]:
    """Make texts of common blocks: each number stands for 20 shingles."""
    return {
        f"{name:02}": frozenset(f"{block}-{at}" for block in blocks for at in range(20))
        for name, blocks in enumerate(seeds)
    }


BLOCKS = st.lists(st.lists(st.integers(0, 12), min_size=2, max_size=9, unique=True), min_size=2, max_size=8)


@given(BLOCKS, st.data())
def test_candidates_depend_on_the_two_alone(seeds: list[list[int]], data: st.DataObject) -> None:
    """Whatever was known before, the same pairs are compared: those whose sketches share enough."""
    sketches = {name: duplicates.sketch(text) for name, text in texts(seeds).items()}
    known = data.draw(st.sets(st.sampled_from(sorted(sketches))))
    found = set(
        duplicates.candidates(
            {name: one for name, one in sketches.items() if name not in known}, {name: sketches[name] for name in known}
        )
    )
    alone = {
        pair
        for pair in combinations(sorted(sketches), 2)
        if not known.issuperset(pair)
        if list(duplicates.candidates({name: sketches[name] for name in pair}, {}))
    }
    by_hand = {
        (one, other)
        for one, other in combinations(sorted(sketches), 2)
        if not known.issuperset((one, other))
        if len(set(sketches[one]) & set(sketches[other]))
        >= duplicates.LIKELY * min(len(sketches[one]), len(sketches[other]))
        > 0
    }
    assert found == alone == by_hand


@given(BLOCKS)
def test_the_same_story_is_a_candidate(seeds: list[list[int]]) -> None:
    """A text that stands whole in another is compared with it."""
    made = texts(seeds)
    found = set(duplicates.candidates({name: duplicates.sketch(text) for name, text in made.items()}, {}))
    for one, other in combinations(sorted(made), 2):
        if made[one] <= made[other] or made[other] <= made[one]:
            assert (one, other) in found


# --- what is said ---------------------------------------------------------------------------------------------------

DIGESTS = {"seeds/a.txt": "aa" * 32, "seeds/b.txt": "bb" * 32, "seeds/c.txt": "cc" * 32}
TWINS = Twins("seeds/a.txt", "seeds/b.txt", Overlap(97, 100, 104))


def of(make: MakeBriefing, name: str, *articles: str, **changes: object) -> Briefing:
    """Make a briefing that rests on articles."""
    sources = tuple(Source(publisher="P", article=f"seeds/{article}.txt") for article in articles)
    return make(name, path=f"briefings/{name}.md", sources=sources, **changes)


def test_a_second_version_names_the_first_briefing(briefing: MakeBriefing) -> None:
    """The warning says how much agrees, where the article belongs and what to write there."""
    (found,) = duplicates.report(
        [TWINS], [of(briefing, "one", "a"), of(briefing, "two", "b")], DIGESTS, {"seeds/b.txt"}
    )
    assert str(found) == (
        "seeds/b.txt: warning: This tells the same story as seeds/a.txt: 97 % of the shorter text stand in the other."
        " Add this article as a second source to briefings/one.md: '- {publisher: …, article: seeds/b.txt}',"
        " and delete briefings/two.md. If both are wanted, leave them."
    )


@pytest.mark.parametrize(
    ("overlap", "words"),
    [
        (Overlap(48, 50, 100), "This is a longer version of seeds/a.txt"),
        (Overlap(48, 100, 50), "This is a shorter version of seeds/a.txt"),
        (Overlap(80, 100, 81), "This tells the same story as seeds/a.txt"),
    ],
)
def test_long_and_short_versions_are_told(overlap: Overlap, words: str, briefing: MakeBriefing) -> None:
    """Which of two is the longer is said from the side of the second."""
    made = [of(briefing, "one", "a"), of(briefing, "two", "b")]
    (found,) = duplicates.report([Twins("seeds/a.txt", "seeds/b.txt", overlap)], made, DIGESTS, {"seeds/b.txt"})
    assert found.message.startswith(words)


def test_the_known_article_is_the_first(briefing: MakeBriefing) -> None:
    """A new article is the second whatever its name, and the lengths are told from its side."""
    made = [of(briefing, "one", "a"), of(briefing, "two", "b")]
    (found,) = duplicates.report(
        [Twins("seeds/a.txt", "seeds/b.txt", Overlap(48, 100, 50))], made, DIGESTS, {"seeds/a.txt"}
    )
    assert found.path == "seeds/a.txt" and "longer version of seeds/b.txt" in found.message
    assert "second source to briefings/two.md" in found.hint


def test_of_many_versions_each_is_named_once(briefing: MakeBriefing) -> None:
    """Three versions give two warnings, both with the first."""
    made = [of(briefing, "one", "a"), of(briefing, "two", "b"), of(briefing, "three", "c")]
    twins = [Twins(one, other, Overlap(97, 100, 100)) for one, other in combinations(DIGESTS, 2)]
    found = duplicates.report(twins, made, DIGESTS, set(DIGESTS))
    assert [one.path for one in found] == ["seeds/b.txt", "seeds/c.txt"]
    assert all("briefings/one.md" in one.hint for one in found)


def test_what_is_settled_is_not_said(briefing: MakeBriefing) -> None:
    """Two articles of one briefing are what the warning asks for; a withdrawal and two reviews are decisions, too."""
    review = Review("A person", date(2026, 1, 1))
    settled = [
        [of(briefing, "one", "a", "b")],
        [of(briefing, "one", "a")],
        [of(briefing, "two", "b")],
        [of(briefing, "one", "a"), of(briefing, "two", "b", status="withdrawn")],
        [of(briefing, "one", "a", review=review), of(briefing, "two", "b", review=review)],
        [briefing(sources=(Source(publisher="P", sha256="aa" * 32), Source(publisher="Q", sha256="bb" * 32)))],
    ]
    for made in settled:
        assert duplicates.report([TWINS], made, DIGESTS, set()) == []
    open_ = [of(briefing, "one", "a", review=review), of(briefing, "two", "b")]
    assert len(duplicates.report([TWINS], open_, DIGESTS, set())) == 1


@pytest.mark.parametrize(
    ("status", "words"), [(None, "has no briefing"), ("withdrawn", "is withdrawn, in briefings/one.md")]
)
def test_a_new_version_of_what_was_not_wanted(status: str | None, words: str, briefing: MakeBriefing) -> None:
    """Where the first article has no briefing, or a withdrawn one, the second may not be wanted either."""
    first = [of(briefing, "one", "a", status=status)] if status else []
    (found,) = duplicates.report([TWINS], [*first, of(briefing, "two", "b")], DIGESTS, {"seeds/b.txt"})
    assert words in found.hint and "briefings/ignored.yml" in found.hint and "briefings/two.md" in found.hint
