"""Whole collections: what is generated from a small one, what is said of broken ones, what a finished site holds.

`COMMUNIQUE_RENEW=1 pytest tests/test_sites.py` writes expected/ and problems.txt anew after a deliberate change; look
at the difference before committing it. It refuses to run where CI is set.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest

from communique import build as job
from communique.files import OWNED
from communique.progress import Progress
from site_helpers import SITES, Outcome, articles, briefings, build, communique, contents, laid_out, states

pytest_plugins = ("site_fixtures",)

RENEW = os.environ.get("COMMUNIQUE_RENEW") == "1"
TODAY = date(2026, 11, 23)
CASES = sorted(path.name for path in (SITES / "invalid").iterdir())
HOMES = {"small": "https://desk.example/rivers/", "sample": "https://example.org/"}
"""Where the settings of each collection say that its site lies."""

Copied = Callable[[Path], Path]


def test_expected_files_are_never_renewed_by_ci() -> None:
    """A build server compares; it cannot bless what it finds."""
    assert not (RENEW and os.environ.get("CI"))


# --- a small collection, compared whole -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every file that the generator puts into site_src/ for tests/sites/small."""
    root = laid_out(tmp_path_factory.mktemp("generated"), "small")
    job.prepare(root, TODAY, Progress())
    by_hand = contents(SITES / "small" / "site_src")
    made = contents(root / "site_src")
    return {path: data.decode() for path, data in sorted(made.items()) if path not in {OWNED, *by_hand}}


EXPECTED = SITES / "small" / "expected"


def test_small_gives_the_expected_files(generated: Mapping[str, str]) -> None:
    """The small collection gives these generated files, no more and no fewer."""
    if RENEW:
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for path, text in generated.items():
            (EXPECTED / path).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / path).write_text(text, encoding="utf-8")
    assert sorted(generated) == sorted(contents(EXPECTED))


@pytest.mark.parametrize("path", sorted(contents(EXPECTED)))
def test_small_gives_the_expected_text(generated: Mapping[str, str], path: str) -> None:
    """Each generated file of the small collection reads as expected, to the byte."""
    assert generated.get(path) == (EXPECTED / path).read_text(encoding="utf-8")


# --- broken collections ---------------------------------------------------------------------------------------------


def _links(root: Path) -> None:
    (root / "seeds" / "linked.txt").symlink_to("../mkdocs.yml")
    (root / "briefings" / "linked").symlink_to("../seeds")


def _capitals(root: Path) -> None:
    folder = root / "briefings" / "PRK-RUS" / "diplomacy"
    text = (folder / "talks.md").read_text().replace("title:", "id: other-talks\ntitle:")
    (folder / "TALKS.md").write_text(text)


def _not_utf8(root: Path) -> None:
    folder = root / "briefings" / "PRK-RUS" / "diplomacy"
    (folder / "latin.md").write_bytes("---\ntitle: a\nsummary: Gespräche\n---\n".encode("latin-1"))
    (root / "briefings" / "topics.yml").write_bytes("topics:\n  # Flüsse\n".encode("latin-1"))
    (root / "briefings" / "drafted.yml").write_bytes("# Entwürfe\n".encode("latin-1"))


def _binary(root: Path) -> None:
    (root / "seeds" / "picture.txt").write_bytes(bytes(range(256)) * 4)


def _too_large(root: Path) -> None:
    (root / "seeds" / "long.txt").write_text("A long line. " * 500_000)
    (root / "briefings" / "PRK-RUS" / "diplomacy" / "long.md").write_text("A long line. " * 500_000)


MADE: Mapping[str, Callable[[Path], None]] = {
    "links": _links,
    "capitals": _capitals,
    "not-utf8": _not_utf8,
    "binary-article": _binary,
    "too-large": _too_large,
}
"""What a case needs that cannot lie in a repository that every system checks out the same."""


def broken(into: Path, case: str) -> Path:
    """Lay a case over the least collection that is valid."""
    root = laid_out(into, "minimal", f"invalid/{case}")
    if case in MADE:
        MADE[case](root)
    return root


def test_the_least_collection_is_valid(tmp_path: Path) -> None:
    """The collection that each broken case is laid over has nothing wrong of its own."""
    assert communique("check", "--quiet", "--root", laid_out(tmp_path, "minimal")) == Outcome(0, "", "")


@pytest.mark.parametrize("case", CASES)
def test_check_names_every_problem(case: str, tmp_path: Path) -> None:
    """A broken collection gives exit code 1, every expected problem with its file, and nothing else."""
    root = broken(tmp_path, case)
    before = states(root)
    outcome = communique("check", "--quiet", "--root", root)
    place = SITES / "invalid" / case / "problems.txt"
    if RENEW:
        place.write_text(outcome.err, encoding="utf-8")
    assert outcome.code == 1
    assert outcome.err == place.read_text(encoding="utf-8")
    assert states(root) == before


@pytest.mark.parametrize("case", CASES)
def test_expected_problems_name_their_place(case: str) -> None:
    """What is expected of each broken case names a file on every line, and no folder of the machine it was made on."""
    lines = (SITES / "invalid" / case / "problems.txt").read_text(encoding="utf-8").splitlines()
    assert lines
    for line in lines:
        assert re.match(r"[\w./-]+(:\d+(:\d+)?)?: (error|warning|note): ", line)
        assert "Traceback" not in line
        assert not re.search(r"(?<![\w.])/(tmp|home|work|usr)/", line)


def test_four_broken_briefings_are_named_at_once() -> None:
    """Broken date, unknown key, unknown country and unclosed quote: one run names each with file and line."""
    said = (SITES / "invalid" / "four-at-once" / "problems.txt").read_text(encoding="utf-8")
    for name in ("broken-date", "unknown-key", "unknown-country", "unclosed-quote"):
        assert re.search(rf"^briefings/PRK-RUS/diplomacy/{name}\.md:\d+:\d+: error: ", said, re.MULTILINE)


@pytest.mark.site
@pytest.mark.parametrize("case", ["four-at-once", "generated-place", "template-syntax", "python-tag"])
def test_a_refused_build_changes_nothing(case: str, small: Path, copied: Copied) -> None:
    """An error before MkDocs runs leaves articles, briefings, pages and the live site as they were."""
    root = copied(small)
    shutil.copytree(SITES / "invalid" / case, root, dirs_exist_ok=True)
    before = states(root)
    outcome = communique("build", "--root", root)
    assert outcome.code == 1
    assert "what is published is as it was" in outcome.err
    assert {path: state for path, state in states(root).items() if "/.communique/" not in path} == {
        path: state for path, state in before.items() if "/.communique/" not in path
    }


# --- a build of the project's own collection ------------------------------------------------------------------------


@pytest.mark.site
def test_each_article_becomes_a_briefing(sample_build: tuple[Path, Outcome]) -> None:
    """A first build drafts one briefing for each article, names it, and publishes a page for it."""
    root, outcome = sample_build
    made = briefings(root)
    assert len(made) == len(articles(root)) >= 6
    for path in made:
        assert f"new: {path.relative_to(root).as_posix()}" in outcome.out
        assert (root / "site" / "briefings" / path.stem / "index.html").is_file()


@pytest.mark.site
def test_a_second_build_changes_nothing(sample: Path, copied: Copied) -> None:
    """A second build leaves every byte and every time of change in briefings/, site_src/ and site/ alone."""
    root = copied(sample)
    folders = [root / name for name in ("seeds", "briefings", "site_src", "site")]
    before = states(*folders)
    outcome = build(root)
    assert states(*folders) == before
    assert "new:" not in outcome.out
    assert "site/ is as it was." in outcome.out


@pytest.mark.site
def test_a_hand_edit_survives_and_is_published(small: Path, copied: Copied) -> None:
    """A build keeps an edited briefing to the byte, comments and odd spacing included, and shows the edit."""
    root = copied(small)
    path = root / "briefings" / "BRA-PRY" / "rivers" / "the-dam-at-itaipu-gets-a-new-spillway-gate.md"
    edited = path.read_text().replace("people: []", "people:   [Ana Handmade]  # added by hand")
    assert edited != path.read_text()
    path.write_text(edited)
    build(root)
    assert path.read_text() == edited
    assert b"Ana Handmade" in (root / "site" / "briefings" / path.stem / "index.html").read_bytes()


@pytest.mark.site
def test_a_deleted_briefing_stays_deleted(small: Path, copied: Copied) -> None:
    """A briefing that someone deleted is not drafted again; each build says so, and its page is gone."""
    root = copied(small)
    path = root / "briefings" / "COL-VEN" / "rivers" / "a-ferry-links-two-ports-on-the-river.md"
    path.unlink()
    outcome = build(root)
    assert not path.exists()
    assert "seeds/ferry.md: warning:" in outcome.err
    assert not (root / "site" / "briefings" / path.stem).exists()
    assert not (root / "site" / "topics" / "rivers" / "index.html").read_text().count("ferry")


@pytest.mark.site
def test_a_changed_article_is_reported(small: Path, copied: Copied) -> None:
    """An article that changed after its briefing was drafted is named with what to do; the briefing stays."""
    root = copied(small)
    before = states(root / "briefings")
    article = root / "seeds" / "ferry.md"
    article.write_text(article.read_text() + "\nA third sailing is planned.\n")
    outcome = build(root)
    assert "seeds/ferry.md: warning: The article has changed since" in outcome.err
    assert states(root / "briefings") == before


@pytest.mark.site
def test_what_leaves_the_collection_leaves_the_site(small: Path, copied: Copied) -> None:
    """The last briefing of a pair takes the pair's pages and redirect with it when it goes."""
    root = copied(small)
    shutil.rmtree(root / "briefings" / "BRA-PRY")
    build(root)
    for address in ("pairs/bra-pry", "pairs/pry-bra", "countries/pry", "briefings/itaipu-tariff-2024"):
        assert not (root / "site" / address).exists()
        assert not (root / "site_src" / address).exists()


@pytest.mark.site
@pytest.mark.parametrize(
    "address",
    [
        *("/", "/pairs/", "/topics/", "/countries/", "/archive/", "/search/", "/about/"),
        "/briefings/brazil-and-paraguay-settle-the-itaipu-tariff/",
        "/briefings/reading-list/",
        *("/pairs/bra-pry/", "/pairs/col-ven/", "/pairs/bra-pry/energy-climate/", "/pairs/bra-pry/rivers/"),
        *("/topics/diplomacy/", "/topics/rivers/", "/countries/bra/", "/countries/guy/"),
        *("/archive/2024/", "/archive/2024/05/", "/archive/2022/08/", "/archive/2023/", "/archive/undated/"),
    ],
)
def test_addresses_exist(small: Path, address: str) -> None:
    """The permanent addresses lead to a page with one main heading."""
    page = _parsed(small / "site" / address.strip("/") / "index.html")
    assert len(page.findall(".//h1")) == 1


@pytest.mark.site
@pytest.mark.parametrize(
    ("address", "to"),
    [
        ("/pairs/pry-bra/", "/pairs/bra-pry/"),
        ("/pairs/ven-col/", "/pairs/col-ven/"),
        ("/briefings/itaipu-tariff-2024/", "/briefings/brazil-and-paraguay-settle-the-itaipu-tariff/"),
        ("/briefings/a-briefing-by-its-old-name/", "/briefings/a-briefing-that-was-taken-back/"),
        ("/briefings/", "/archive/"),
    ],
)
def test_redirects_lead_on(small: Path, address: str, to: str) -> None:
    """A reversed pair, an earlier id and /briefings/ send their reader to the address that counts."""
    page = _parsed(small / "site" / address.strip("/") / "index.html")
    refresh = next(meta.get("content") or "" for meta in page.iter("meta") if meta.get("http-equiv") == "refresh")
    home = HOMES["small"]
    assert urljoin(home + address.removeprefix("/"), refresh.partition("url=")[2]) == home + to.removeprefix("/")


@pytest.mark.site
@pytest.mark.parametrize("sentinel", ["draftquokka", "withdrawnwombat"])
def test_drafts_and_withdrawn_texts_leak_nowhere(small: Path, sentinel: str) -> None:
    """No byte of the site, unpacked search index included, holds a word of a draft or of a withdrawn briefing."""
    assert sentinel in _briefing_texts(small)
    for path, data in contents(small / "site").items():
        assert sentinel not in path
        assert sentinel.encode() not in _unpacked(data).lower(), path


@pytest.mark.site
def test_the_search_index_can_be_unpacked(small: Path) -> None:
    """The test for leaks sees into the index: a shown briefing's words stand in an unpacked fragment."""
    fragments = [_unpacked(path.read_bytes()) for path in (small / "site" / "pagefind" / "fragment").iterdir()]
    assert any(b"spillway gate" in fragment for fragment in fragments)


@pytest.mark.site
def test_a_withdrawn_briefing_leaves_a_tombstone(small: Path) -> None:
    """The address of a withdrawn briefing says that it was withdrawn, and why."""
    page = (small / "site" / "briefings" / "a-briefing-that-was-taken-back" / "index.html").read_text()
    assert "withdrawn" in page
    assert "The source took its report back." in page


@pytest.mark.site
def test_reserved_text_is_not_shown(small: Path) -> None:
    """Of an article with reserved rights no more than the quotation limit of the settings is in any output."""
    reserved = b"The old gate had served since the dam was built"
    assert reserved in (small / "seeds" / "dam-report.txt").read_bytes()
    assert [path for path, data in contents(small / "site").items() if reserved in _unpacked(data)] == []


@pytest.mark.site
@pytest.mark.parametrize("name", ["sample", "small"])
def test_no_page_asks_another_host(name: str, request: pytest.FixtureRequest) -> None:
    """No page loads a script, style, image, font or frame from another host; links for readers may lead there."""
    site = request.getfixturevalue(name) / "site"
    asked = [
        (path, url) for path, url in _loaded(site) if urlsplit(url).netloc or urlsplit(url).scheme not in {"", "data"}
    ]
    assert asked == []


@pytest.mark.site
@pytest.mark.parametrize("name", ["sample", "small"])
def test_links_and_anchors_are_live(name: str, request: pytest.FixtureRequest) -> None:
    """Every link, file and anchor that a page of the site names within the site is there."""
    site: Path = request.getfixturevalue(name) / "site"
    home = HOMES[name]
    pages = {path: _parsed(site / path) for path in _pages(site)}
    anchors = {path: {node.get("id") for node in page.iter() if node.get("id")} for path, page in pages.items()}
    checked = 0
    for path, page in pages.items():
        for url in _named(page):
            target, _, anchor = urljoin(home + path, url).partition("#")
            if not target.startswith(home):
                continue
            checked += 1
            file = unquote(target.removeprefix(home).partition("?")[0])
            file = f"{file}index.html" if file == "" or file.endswith("/") else file
            assert (site / file).is_file(), f"{path} -> {url}"
            assert not anchor or anchor == "__skip" or anchor in anchors.get(file, ()), f"{path} -> {url}"
    assert checked > 100


@pytest.mark.site
@pytest.mark.parametrize("name", ["sample", "small"])
def test_no_output_names_this_machine(name: str, request: pytest.FixtureRequest) -> None:
    """No file of the site, of site_src/ and of briefings/ holds the folder that it was built in."""
    root: Path = request.getfixturevalue(name)
    folder = str(root).encode()
    for part in ("site", "site_src", "briefings"):
        assert [path for path, data in contents(root / part).items() if folder in _unpacked(data)] == []


@pytest.mark.site
def test_the_same_input_gives_the_same_site(small: Path, tmp_path: Path) -> None:
    """Built anew in another folder, the small collection gives the same bytes, search index included."""
    root = laid_out(tmp_path, "small")
    build(root)
    assert contents(root / "site") == contents(small / "site")


@pytest.mark.site
def test_a_removed_site_is_made_again(small: Path, copied: Copied) -> None:
    """A build makes the same site once more after someone removed site/ and the generated pages."""
    root = copied(small)
    before = contents(root / "site")
    shutil.rmtree(root / "site")
    shutil.rmtree(root / "site_src" / "pairs")
    (root / "site_src" / "index.md").unlink()
    build(root)
    assert contents(root / "site") == before


# --- reading a site -------------------------------------------------------------------------------------------------


def _briefing_texts(root: Path) -> str:
    return "\n".join(path.read_text() for path in briefings(root)).lower()


def _unpacked(data: bytes) -> bytes:
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


def _pages(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def _parsed(path: Path) -> Element:
    page: Element = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    return page


def _named(page: Element) -> Iterator[str]:
    """Yield the URLs that a page links to or loads."""
    for node in page.iter():
        for attribute in ("href", "src", "action"):
            url = node.get(attribute)
            if url and urlsplit(url).scheme in {"", "http", "https"}:
                yield url


def _loaded(site: Path) -> Iterator[tuple[str, str]]:
    """Yield what a browser fetches of its own accord: (file that asks, URL)."""
    for path in _pages(site):
        for node in _parsed(site / path).iter():
            if node.tag == "link" and node.get("rel") in {"canonical", "next", "prev", "alternate"}:
                continue
            if node.tag in {"link", "script", "img", "iframe", "source", "video", "audio", "object", "embed", "use"}:
                for attribute in ("href", "src", "srcset", "data"):
                    if url := node.get(attribute):
                        yield path, url
            for url in _in_css(node.get("style") or (node.text if node.tag == "style" else "") or ""):
                yield path, url
    for sheet in sorted(site.rglob("*.css")):
        for url in _in_css(sheet.read_text(encoding="utf-8")):
            yield sheet.relative_to(site).as_posix(), url


def _in_css(text: str) -> Iterator[str]:
    for match in re.finditer(r"url\(\s*(['\"]?)(.*?)\1\s*\)|@import\s+(['\"])(.*?)\3", text):
        yield match[2] or match[4] or ""


@pytest.mark.site
def test_the_ledger_mends_itself_and_gives_no_address_twice(tmp_path: Path) -> None:
    """A drafted article without a line (a killed build) gets one; a deleted briefing's id is not used again."""
    root = tmp_path / "desk"
    assert communique("init", root).code == 0
    text = "Chile and Peru open a crossing\n\nChile and Peru opened a second crossing of their border on Tuesday.\n"
    (root / "seeds" / "one.txt").write_text(text)
    assert communique("check", "--root", root).code == 0
    assert communique("build", "--quiet", "--root", root).code == 0
    ledger = root / "briefings" / "drafted.yml"
    before = ledger.read_text()
    ledger.unlink()
    assert communique("build", "--quiet", "--root", root).code == 0
    assert ledger.read_text() == before
    [drafted] = (root / "briefings").rglob("chile-*.md")
    drafted.unlink()
    (root / "seeds" / "two.txt").write_text(text + "\nThe governors of both sides came.\n")
    assert communique("build", "--quiet", "--root", root).code == 0
    assert [path.name for path in (root / "briefings").rglob("chile-*.md")] == [f"{drafted.stem}-2.md"]
