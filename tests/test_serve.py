"""`mkdocs serve`: each saved source gives exactly one new preview, and the preview never goes away."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from os import environ
from pathlib import Path

import pytest

from site_helpers import CLOCK, communique, laid_out

pytestmark = pytest.mark.site

QUIET = 1.0
"""How long nothing may happen, in seconds, before a save counts as done with; a second build starts in a quarter."""

IDLE = 3.0
"""How long nothing may happen, in seconds, where nothing was saved."""

PATIENCE = 60.0
"""How long a slow machine may take for one build, in seconds."""


@dataclass
class Preview:
    """A running `mkdocs serve`: its collection, its address, and what it has printed."""

    root: Path
    log: Path
    port: int
    prefix: str = "/rivers"

    def said(self) -> str:
        """Return all that the server has printed."""
        return self.log.read_text(encoding="utf-8")

    def builds(self) -> int:
        """Count the previews built since the first. (MkDocs says 'Documentation built' once for each duration.)"""
        return self.said().count("Reloading browsers")

    def page(self, address: str) -> str:
        """Return what an address serves; '' if there is nothing."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{self.prefix}{address}", timeout=10) as answer:
                return str(answer.read().decode("utf-8", "replace"))
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def is_building(self) -> bool:
        """Tell whether a preview is being built."""
        said = self.said()
        ended = said.count("Reloading browsers") + said.count("An error happened during the rebuild")
        return said.count("Detected file changes") > ended

    def settled(self, quiet: float = QUIET) -> int:
        """Wait until nothing has been built for some seconds; return the number of builds."""
        since, end = time.monotonic(), time.monotonic() + PATIENCE
        while time.monotonic() - since < quiet:
            assert time.monotonic() < end, f"the server does not come to rest:\n{self.said()[-3000:]}"
            time.sleep(0.1)
            if self.is_building():
                since = time.monotonic()
        return self.builds()


def until(what: Callable[[], bool], why: str) -> None:
    """Wait until something holds; fail with `why` if it takes too long."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, why
        time.sleep(0.1)


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """`mkdocs serve` in a copy of the small collection, ready to be looked at."""
    root = laid_out(tmp_path_factory.mktemp("serve"), "small")
    (root / "templates").mkdir()
    served = Preview(root, root.parent / "serve.log", free_port())
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{served.port}"]
    with (
        served.log.open("wb") as log,
        subprocess.Popen(command, cwd=root, stdout=log, stderr=log, env={**environ, **CLOCK}) as running,
    ):
        try:
            until(lambda: "Serving on" in served.said() or running.poll() is not None, "the server does not start")
            assert running.poll() is None, served.said()
            yield served
        finally:
            running.send_signal(signal.SIGINT)
            try:
                running.wait(20)
            except subprocess.TimeoutExpired:
                running.kill()


def saved(preview: Preview, path: str, text: str) -> None:
    """Save a file as an editor does that writes in place."""
    place = preview.root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def replaced(preview: Preview, path: str, text: str) -> None:
    """Save a file as an editor does that writes a new one beside it and renames that over the old."""
    beside = preview.root / f"{path}.swp~"
    beside.write_text(text, encoding="utf-8")
    beside.replace(preview.root / path)


def one_refresh(preview: Preview, before: int, address: str, shows: str) -> None:
    """Assert that a page comes to show something, by exactly one new preview."""
    until(lambda: shows in preview.page(address), f"{address} never shows {shows!r}:\n{preview.said()[-3000:]}")
    assert preview.settled() == before + 1, preview.said()[-3000:]


def test_the_first_preview_is_one_build(preview: Preview) -> None:
    """Starting the server builds once, though the build writes into the folders that are watched, and then rests."""
    assert preview.settled(IDLE) == 0
    assert preview.said().count("Documentation built") == 1
    assert "Itaipu" in preview.page("/")


def test_the_preview_shows_drafts(preview: Preview) -> None:
    """A draft is in the preview, marked, so that its curator can read it, and site/ is not made."""
    page = preview.page("/briefings/draftquokka/")
    assert "Draftquokka body" in page
    assert "<title>Draft: Draftquokka title" in page
    assert "Draft: seen in previews only." in page
    assert "Draft</span>" in preview.page("/archive/2022/10/")
    assert not (preview.root / "site").exists()


def test_search_is_served(preview: Preview) -> None:
    """The preview has the search index: its engine, and an entry for each of six written and two drafted briefings."""
    assert "search" in preview.page("/pagefind/pagefind.js")
    assert indexed(preview) == 8


def indexed(preview: Preview) -> int:
    """Return the number of briefings that the search index of the preview knows."""
    return int(json.loads(preview.page("/pagefind/pagefind-entry.json"))["languages"]["en"]["page_count"])


def test_a_saved_article_is_drafted_and_shown(preview: Preview) -> None:
    """A new article in seeds/ gets its briefing, its page and its place in the search by one refresh."""
    before, found = preview.builds(), indexed(preview)
    text = (
        "---\ntitle: A lock is dug\npublisher: The Upper Reach\nrights: cc-by-4.0\npublished: 2024-07-01\n"
        "parties: [COL, VEN]\npairs: [COL-VEN]\ntopics: [rivers]\n---\n\nA lock is dug between the two ports.\n"
    )
    saved(preview, "seeds/lock.md", text)
    one_refresh(preview, before, "/briefings/a-lock-is-dug/", "A lock is dug between the two ports.")
    assert (preview.root / "briefings" / "COL-VEN" / "rivers" / "a-lock-is-dug.md").is_file()
    assert indexed(preview) == found + 1


def test_a_saved_briefing_is_shown(preview: Preview) -> None:
    """An edit to a briefing, saved by renaming, is shown by one refresh."""
    before = preview.builds()
    path = "briefings/COL-VEN/borders-territory/border-reopens.md"
    text = (preview.root / path).read_text().replace("open to goods again", "open to goods and quokkas again")
    replaced(preview, path, text)
    one_refresh(preview, before, "/briefings/border-reopens/", "open to goods and quokkas again")


def test_a_saved_template_is_shown(preview: Preview) -> None:
    """A template laid over a packaged one is shown by one refresh."""
    before = preview.builds()
    saved(preview, "templates/pages/search.md.j2", "<p>Our own search page</p>\n")
    one_refresh(preview, before, "/search/", "Our own search page")


def test_a_saved_vocabulary_file_is_shown(preview: Preview) -> None:
    """A label changed in the desk's topics.yml is shown by one refresh."""
    before = preview.builds()
    path = "briefings/topics.yml"
    saved(preview, path, (preview.root / path).read_text().replace("Rivers & lakes", "Streams"))
    one_refresh(preview, before, "/topics/rivers/", "Streams")


def test_a_saved_page_is_shown(preview: Preview) -> None:
    """An edit to a hand-written page is shown by one refresh."""
    before = preview.builds()
    path = "site_src/about/index.md"
    saved(preview, path, (preview.root / path).read_text() + "\nA sentence about quokkas.\n")
    one_refresh(preview, before, "/about/", "A sentence about quokkas.")


def test_saved_settings_are_shown(preview: Preview) -> None:
    """An edit to mkdocs.yml is shown by one refresh."""
    before = preview.builds()
    saved(
        preview, "mkdocs.yml", (preview.root / "mkdocs.yml").read_text().replace("Rivers & Borders", "Rivers and Lakes")
    )
    one_refresh(preview, before, "/about/", "Rivers and Lakes")


def test_saving_without_a_change_refreshes_nothing(preview: Preview) -> None:
    """An article or briefing that is saved as it was, and an editor's own files, give no new preview."""
    before = preview.builds()
    for path in ("seeds/ferry.md", "briefings/COL-VEN/borders-territory/border-reopens.md"):
        replaced(preview, path, (preview.root / path).read_text())
    saved(preview, "briefings/COL-VEN/.border-reopens.md.swp", "an editor's own")
    assert preview.settled(IDLE) == before


def test_a_broken_briefing_keeps_the_old_pages(preview: Preview) -> None:
    """A broken briefing is named in the server's output while its old page stays; mending it shows the new one."""
    before = preview.builds()
    path = "briefings/BRA-PRY/trade-economy/notes-on-two-bridges.md"
    good = (preview.root / path).read_text()
    saved(preview, path, good.replace("2025-03-01", "2025-13-01"))
    until(lambda: f"{path}:3:1: error: added:" in preview.said(), f"nothing is said:\n{preview.said()[-3000:]}")
    assert preview.settled() == before + 1
    assert "Traceback" not in preview.said()
    assert "The desk keeps these notes" in preview.page("/briefings/notes-on-two-bridges/")
    assert "A lock is dug" in preview.page("/topics/rivers/")
    assert indexed(preview) > 0
    saved(preview, path, good.replace("The desk keeps these notes", "The desk wrote these notes"))
    one_refresh(preview, before + 1, "/briefings/notes-on-two-bridges/", "The desk wrote these notes")


def test_a_broken_template_keeps_the_old_pages(preview: Preview) -> None:
    """A template with a syntax error is named with its line; the old page stays until it is mended."""
    before = preview.builds()
    saved(preview, "templates/pages/search.md.j2", "<p>{{ view.total </p>\n")
    until(lambda: "templates/pages/search.md.j2:1: error:" in preview.said(), "nothing is said of the template")
    assert preview.settled() == before + 1
    assert "Our own search page" in preview.page("/search/")
    saved(preview, "templates/pages/search.md.j2", "<p>Our mended search page</p>\n")
    one_refresh(preview, before + 1, "/search/", "Our mended search page")


def test_a_deleted_briefing_leaves_the_preview(preview: Preview) -> None:
    """A briefing that is deleted goes from the preview by one refresh, and its article is not drafted again."""
    before = preview.builds()
    (preview.root / "briefings" / "COL-VEN" / "rivers" / "a-lock-is-dug.md").unlink()
    until(lambda: preview.page("/briefings/a-lock-is-dug/") == "", "the page stays")
    assert preview.settled() == before + 1
    assert not (preview.root / "briefings" / "COL-VEN" / "rivers" / "a-lock-is-dug.md").exists()
    assert re.search(r"seeds/lock\.md: warning:.*is gone", preview.said())


def test_an_added_article_is_shown(preview: Preview) -> None:
    """`communique add` beside the running server waits its turn, and the page appears by itself."""
    text = "Chile and Peru talk\n\nChile and Peru signed an agreement in Lima on 4 March 2024, they said.\n"
    added = communique("add", "-", "--set", "rights=permission", "--root", preview.root, given=text.encode())
    assert added.code == 0, added.err
    address = f"/briefings/{Path(added.out.splitlines()[-1]).stem}/"
    until(lambda: "Chile and Peru talk" in preview.page(address), f"{address} never appears:\n{preview.said()[-3000:]}")
