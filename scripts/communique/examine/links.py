"""Links in the bodies of briefings that lead to no page of the site."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from communique import strict
from communique.examine.places import body_line
from communique.examine.subject import Subject
from communique.model import Briefing
from communique.problems import Problem
from communique.rules import found

GENERATED = ("/assets/", "/pagefind/", "/data/", "/feeds/", "/sitemap.xml", "/404.html", "/robots.txt")
"""How addresses of files begin that a build adds to the pages: of these only the build can tell."""

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


def broken(subject: Subject) -> Iterator[Problem]:
    """Find links within the site, by path or by its full address, to a page that is none."""
    if subject.addresses is None:
        return
    for one in subject.briefings:
        # Only these two signs make a link in Markdown that does not name its host.
        if one.status != "withdrawn" and ("](" in one.body or "]:" in one.body):
            yield from _broken(one, subject)


def _broken(one: Briefing, subject: Subject) -> Iterator[Problem]:
    known = subject.addresses() if subject.addresses else ()
    for target, line in _targets(one.body):
        address = _inner(target, one, subject.settings.url)
        if address is None or address in known or address.startswith(GENERATED):
            continue
        if address in subject.drafts:
            message, hint = f"The link to {target} leads to a draft, which has no page yet.", "Publish that one first."
        else:
            message = f"The link to {target} leads to no page of the site."
            hint = strict.nearest(address, known) or "Correct it, or remove the link."
        at = body_line(subject.texts.get(one.path, ""), one.body)
        yield found("broken-link", one.path, message, hint, line=at + line if at else None)


def _targets(body: str) -> Iterator[tuple[str, int]]:
    """Yield what a body links to, with the line of the body, from 0, on which that stands."""
    for block in _MARKDOWN.parse(body):
        for token in block.children or ():
            if token.type == "link_open":
                target = str(token.attrs.get("href", ""))
                yield target, _line_of(target, block, body)


def _line_of(target: str, block: Token, body: str) -> int:
    """Return the line of a link's target: in its paragraph, or in a definition elsewhere ('[1]: /about/')."""
    first = block.map[0] if block.map else 0
    at = block.content.find(target)
    if at >= 0:
        return first + block.content.count("\n", 0, at)
    elsewhere = body.find(target)
    return body.count("\n", 0, elsewhere) if elsewhere >= 0 else first


def _inner(target: str, one: Briefing, site: str | None) -> str | None:
    """Return the address within the site to which a link leads, without anchor; None if it leads elsewhere."""
    if target.startswith("#"):
        return None
    home = site if site and site.endswith("/") else f"{site}/" if site else None
    if home and (target + "/").startswith(home):
        target = "/" + target[len(home) :]
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        return None
    # What climbs above the site's own root stays there, as in a browser.
    return "/" + unquote(urljoin(f"/briefings/{one.id}/", parts.path)).lstrip("/")
