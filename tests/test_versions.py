"""Versions of one story in a collection, and the cache that spares reading every article again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from communique import extract, versions
from communique.collection import extracted, load
from communique.progress import Progress
from site_helpers import briefings, communique, contents, laid_out
from test_duplicates import EDITED, FOLLOW_UP, WIRE

LONG, SHORT = "seeds/long.txt", "seeds/short.txt"


def text(title: str, paragraphs: tuple[str, ...]) -> str:
    """Return an article file, with a line of furniture that must not count."""
    return "\n\n".join([title, "Advertisement", *paragraphs]) + "\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A collection with a wire report that has its briefing."""
    root = laid_out(tmp_path / "desk", "minimal")
    (root / "briefings" / "countries.yml").write_text(
        "countries:\n  AUS: {names: [Norland]}\n  NZL: {names: [Sudland]}\n"
    )
    (root / LONG).write_text(text("Norland and Sudland reopen a bridge", WIRE))
    assert communique("add", root / LONG, "--root", root).code == 0
    return root


def twins(root: Path) -> list[tuple[str, str]]:
    """Return the paths of articles that tell one story."""
    return [(one.first, one.second) for one in versions.find(load(root)[0], Progress()).twins]


def test_add_names_the_first_briefing(desk: Path, tmp_path: Path) -> None:
    """`add` of another version says where it belongs, first of all, and drafts it nevertheless."""
    path = tmp_path / "short.txt"
    path.write_text(text("Bridge to reopen", EDITED[:3]))
    (first,) = [one for one in briefings(desk) if one.name != "talks.md"]
    outcome = communique("add", path, "--root", desk)
    assert outcome.code == 0
    said = [line for line in outcome.err.splitlines() if "warning" in line]
    assert said[0].startswith("seeds/short.txt: warning: This is a shorter version of seeds/long.txt")
    assert f"second source to {first.relative_to(desk).as_posix()}" in said[0]
    assert len(briefings(desk)) == 3


def test_check_says_it_until_it_is_settled(desk: Path) -> None:
    """`check` names two versions, new or known, until one briefing lists both."""
    (desk / SHORT).write_text(text("Bridge to reopen", EDITED))
    assert "seeds/short.txt: warning: This tells the same story" in communique("check", "--root", desk).err
    communique("add", desk / SHORT, "--root", desk)
    outcome = communique("check", "--root", desk)
    assert (outcome.code, outcome.err.count("the same story")) == (0, 1)
    (first,) = [one for one in briefings(desk) if "reopen-a-bridge" in one.name]
    (second,) = [one for one in briefings(desk) if one.name == "bridge-to-reopen.md"]
    second.unlink()
    listed = first.read_text().replace("sources:\n", f"sources:\n  - {{publisher: P, article: {SHORT}}}\n")
    first.write_text(listed)
    assert "the same story" not in communique("check", "--root", desk).err


@pytest.mark.site
def test_build_reports_and_drafts(desk: Path) -> None:
    """`build` says it when it drafts the second version, and not again."""
    (desk / SHORT).write_text(text("Bridge to reopen", EDITED))
    outcome = communique("build", "--root", desk)
    assert outcome.code == 0 and outcome.err.count("the same story") == 1
    assert len(briefings(desk)) == 3
    again = communique("build", "--root", desk)
    assert again.code == 0 and "the same story" not in again.err


def test_a_follow_up_is_not_reported(desk: Path) -> None:
    """News of the same event that tells something new is a story of its own."""
    (desk / SHORT).write_text(text("First lorries cross", FOLLOW_UP))
    assert "story" not in communique("check", "--root", desk).err
    assert twins(desk) == []


def test_what_waits_has_no_briefing_to_name(desk: Path) -> None:
    """`add` does not compare with articles in seeds/ that are not drafted yet; that is for their turn."""
    (desk / SHORT).write_text(text("Bridge to reopen", EDITED))
    (desk / "seeds" / "third.txt").write_text(text("A bridge opens again", EDITED[:3]))
    err = communique("add", desk / SHORT, "--root", desk).err
    assert "seeds/long.txt" in err and "third.txt" not in err


def test_the_cache_changes_nothing_but_time(desk: Path) -> None:
    """With the cache of all, of some, or of no articles the answer and the next cache are the same."""
    (desk / SHORT).write_text(text("Bridge to reopen", EDITED))
    (desk / "seeds" / "third.txt").write_text(text("A bridge opens again", EDITED[:3]))
    cache = desk / versions.CACHE
    partial = versions.find(load(desk)[0], Progress())
    cache.unlink()
    fresh = versions.find(load(desk)[0], Progress())
    cache.write_text(fresh.cache)
    warm = versions.find(load(desk)[0], Progress())
    assert partial == fresh == warm
    third = "seeds/third.txt"
    assert {frozenset((one.first, one.second)) for one in warm.twins} == {
        frozenset(pair) for pair in ((LONG, SHORT), (LONG, third), (SHORT, third))
    }


def test_known_articles_are_not_read_again(desk: Path) -> None:
    """With the cache only a new article, and what it is compared with, is extracted."""
    (desk / "seeds" / "other.txt").write_text(text("First lorries cross", FOLLOW_UP))
    communique("add", desk / "seeds" / "other.txt", "--root", desk)
    (desk / SHORT).write_text(text("Bridge to reopen", EDITED))
    collection, _ = load(desk)
    with mock.patch("communique.versions.extracted", wraps=extracted) as reading:
        versions.find(collection, Progress())
    assert sorted(call.args[0] for call in reading.call_args_list) == [LONG, SHORT]


def _cut(value: dict[str, object]) -> str:
    return json.dumps(value)[:-40]


def _other_version(value: dict[str, object]) -> str:
    return json.dumps({**value, "made_by": "another version"})


def _odd(value: dict[str, object]) -> str:
    return json.dumps({**value, "sketches": {"x.txt": "AAA"}, "pairs": [["a"]]})


@pytest.mark.parametrize(
    "spoilt", [_cut, _other_version, _odd, lambda value: "[]", lambda value: "", lambda value: '{"made_by": []}']
)
def test_a_spoilt_cache_is_made_anew(spoilt: Callable[[dict[str, object]], str], desk: Path) -> None:
    """A cache that cannot be read, or that another version made, is as good as none."""
    (desk / SHORT).write_text(text("Bridge to reopen", EDITED))
    cache = desk / versions.CACHE
    good = versions.find(load(desk)[0], Progress())
    cache.write_text(spoilt(json.loads(good.cache)))
    assert versions.find(load(desk)[0], Progress()) == good


def test_what_is_gone_leaves_the_cache(desk: Path) -> None:
    """An article that was removed is forgotten, and so are its pairs."""
    (desk / SHORT).write_text(text("Bridge to reopen", EDITED))
    (desk / versions.CACHE).write_text(versions.find(load(desk)[0], Progress()).cache)
    (desk / SHORT).unlink()
    found = json.loads(versions.find(load(desk)[0], Progress()).cache)
    assert found["pairs"] == [] and len(found["sketches"]) == 2


def test_words_that_change_the_text_make_it_anew(desk: Path) -> None:
    """A new furniture phrase can change what an article says, so nothing old is relied on."""
    (desk / "briefings" / "furniture.yml").write_text("furniture:\n  share:\n    en:\n      lines: [Pass it on]\n")
    collection, _ = load(desk)
    with mock.patch("communique.versions.extract.prose", wraps=extract.prose) as reading:
        versions.find(collection, Progress())
    assert reading.call_count == 2


def test_check_keeps_the_cache_current(desk: Path) -> None:
    """`check` writes what it learned of new articles into the cache, and nothing else."""
    (desk / SHORT).write_text(text("Bridge to reopen", EDITED))
    before = contents(desk)
    communique("check", "--root", desk)
    after = contents(desk)
    assert {path for path in after if after[path] != before.get(path)} <= {versions.CACHE, ".communique/lock"}
    assert len(json.loads(after[versions.CACHE])["sketches"]) == 3


def test_only_likely_versions_are_extracted(desk: Path) -> None:
    """Of articles that nobody has seen before, those are extracted that are short or may be versions of another."""
    long = tuple(f"{sentence} It was said again on day {n} of the talks." for n, sentence in enumerate(FOLLOW_UP * 3))
    (desk / "seeds" / "other.txt").write_text(text("Lorries cross every day of the week", long))
    (desk / versions.CACHE).unlink()
    with mock.patch("communique.versions.extracted", wraps=extracted) as reading:
        versions.find(load(desk)[0], Progress())
    assert "seeds/other.txt" not in [call.args[0] for call in reading.call_args_list]
