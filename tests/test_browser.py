"""The finished site in headless Chromium: found by an alias, narrowed by a facet, opened and read; desk and phone."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, expect, sync_playwright

pytestmark = [pytest.mark.site, pytest.mark.browser]
pytest_plugins = ("site_fixtures",)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ("--no-sandbox", "--disable-quic", "--disable-background-networking")

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}

PATIENCE = 20_000
"""How long a slow machine may take for one step, in milliseconds."""


def executable() -> str | None:
    """Return the path of Chromium: $CHROMIUM, or one that is installed."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def home(sample: Path) -> Iterator[str]:
    """The address of the built sample site on a plain file server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(sample / "site"))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Headless Chromium; without one the tests are skipped, unless COMMUNIQUE_REQUIRE_BROWSER=1."""
    path = executable()
    if path is None:
        reason = "Chromium is not installed; name it with $CHROMIUM"
        if os.environ.get("COMMUNIQUE_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, home: str) -> Iterator[Page]:
    """A window on the site; afterwards nothing may have been written to the console or asked of another host."""
    context = browser.new_context(viewport=request.param, locale="en-GB")
    window = context.new_page()
    window.set_default_timeout(PATIENCE)
    complaints: list[str] = []
    window.on("console", lambda said: complaints.append(said.text) if _is_complaint(said) else None)
    window.on("pageerror", lambda error: complaints.append(str(error)))
    window.on("response", lambda got: complaints.append(f"{got.status} {got.url}") if _is_bad(got) else None)
    window.on("request", lambda asked: complaints.append(asked.url) if not _is_within(asked.url, home) else None)
    yield window
    context.close()
    assert complaints == []


def _is_complaint(said: ConsoleMessage) -> bool:
    # Of a file that is not there the response tells more.
    return said.type in {"error", "warning"} and not said.text.startswith("Failed to load resource")


def _is_bad(answer: Response) -> bool:
    # Chromium asks for this by itself on a page that names no icon, as a redirect does.
    return answer.status >= 400 and not answer.url.endswith("/favicon.ico")


def _is_within(url: str, home: str) -> bool:
    return url.startswith((home, "data:", "blob:"))


def is_phone(page: Page) -> bool:
    """Tell whether the window is as narrow as a phone."""
    return page.viewport_size is not None and page.viewport_size["width"] == PHONE["width"]


def search(page: Page, home: str, query: str) -> None:
    """Search from the home page, as a reader does, and wait for the answer."""
    page.goto(home)
    if is_phone(page):
        page.get_by_role("link", name="Search", exact=True).click()
        page.locator("#search-q").fill(query)
        page.locator("#search-q").press("Enter")
    else:
        page.keyboard.press("/")
        page.keyboard.type(query)
        page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/search/\?q={quote(query)}"))
    expect(page.locator("#search-status")).to_contain_text(f"“{query}”", timeout=PATIENCE)


def choose(page: Page, facet: str, value: str) -> None:
    """Narrow the search down by one value of a facet."""
    if is_phone(page):
        page.locator("#search-facets summary").click()
    page.locator(f'fieldset[data-facet="{facet}"] label').filter(has_text=value).click()


@pytest.mark.parametrize("alias", ["Pyongyang", "КНДР"])
def test_an_alias_finds_the_country(page: Page, home: str, alias: str) -> None:
    """A search for another name of a country finds the briefings to which it is a party, though none says that name."""
    search(page, home, alias)
    pairs = page.locator("#search-results .story .pair")
    expect(pairs.first).to_contain_text("North Korea", timeout=PATIENCE)


def test_search_facet_and_briefing(page: Page, home: str) -> None:
    """Search by alias, choose a topic: fewer are found, the address keeps the choice, and a hit opens its briefing."""
    search(page, home, "DPRK")
    results = page.locator("#search-results .story")
    expect(results.first).to_be_visible(timeout=PATIENCE)
    found = results.count()
    choose(page, "topic", "Space")
    page.wait_for_url(re.compile(r"[?&]topic=Space"))
    expect(results).not_to_have_count(found, timeout=PATIENCE)
    assert 0 < results.count() < found
    title = results.first.locator("a").inner_text()
    results.first.locator("a").click()
    page.wait_for_url(re.compile(r"/briefings/[a-z0-9-]+/"))
    expect(page.locator("h1")).to_have_text(title, timeout=PATIENCE)


def test_a_shared_search_opens_as_it_was(page: Page, home: str) -> None:
    """An address with a query and a choice gives the same search again, and going back undoes a choice."""
    page.goto(f"{home}search/?q=DPRK")
    results = page.locator("#search-results .story")
    expect(results.first).to_be_visible(timeout=PATIENCE)
    found = results.count()
    choose(page, "topic", "Space")
    expect(results).not_to_have_count(found, timeout=PATIENCE)
    narrowed, shared = results.count(), page.url
    page.go_back()
    expect(results).to_have_count(found, timeout=PATIENCE)
    page.goto(shared)
    expect(results).to_have_count(narrowed, timeout=PATIENCE)
    expect(page.locator("#search-q")).to_have_value("DPRK")


def test_nothing_found_is_said(page: Page, home: str) -> None:
    """A search without a hit says so and what to try."""
    page.goto(f"{home}search/?q=zzyzxquokka")
    expect(page.locator("#search-status")).to_contain_text("Nothing found for “zzyzxquokka”", timeout=PATIENCE)
    expect(page.locator("#search-results .story")).to_have_count(0)


def test_no_page_is_wider_than_the_window(page: Page, home: str) -> None:
    """Every kind of page fits the width of a desk and of a phone; wide tables scroll within themselves."""
    for address in ("", "pairs/", "pairs/prk-rus/", "topics/", "countries/", "archive/", "search/", "about/"):
        page.goto(home + address)
        widths = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert widths[0] <= widths[1], address


def test_the_reversed_pair_leads_on(page: Page, home: str) -> None:
    """A reader who types a pair the other way round arrives at the pair's page."""
    page.goto(f"{home}pairs/rus-prk/")
    page.wait_for_url(f"{home}pairs/prk-rus/")
