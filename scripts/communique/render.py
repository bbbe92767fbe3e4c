"""Page + Jinja -> text. The only place that escapes, and the only one that lets a briefing's body become HTML.

A rendered page is YAML front matter, headings in our own words, and HTML blocks. Nothing from outside ever stands in
Markdown syntax: templates print it into HTML blocks, escaped by Jinja, and bodies pass markdown-it and nh3 first.
"""

from __future__ import annotations

import json
import os
import re
import traceback
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nh3
import yaml
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.exceptions import TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.runtime import Context
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.footnote import footnote_plugin
from yaml.reader import Reader

from communique.config import Settings
from communique.model import Briefing, Page, Redirect
from communique.problems import BuildError, Problem
from communique.vocabulary import Topic
from communique.wording import locale_of, month_name, period_name

TEXT_TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code", "em", "strong", "s", "del", "a"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "sup", "section"),
}
"""The tags that a body may have: those that Markdown makes, no images, no frames, no forms."""

_CLASSES = {
    "th": {"align-left", "align-center", "align-right"},
    "td": {"align-left", "align-center", "align-right"},
    "sup": {"footnote-ref"},
    "section": {"footnotes"},
    "ol": {"footnotes-list"},
    "li": {"footnote-item"},
    "hr": {"footnotes-sep"},
    "a": {"footnote-backref"},
}
_ATTRIBUTES = {"a": {"href", "title", "id"}, "ol": {"start"}, "li": {"id"}, "th": {"scope"}}

_TEMPLATE_ERRORS = (TemplateError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError)
"""What drawing a template can raise: an unknown name, a filter given the wrong thing, a file that is not UTF-8."""

_TEMPLATE_SIGNS = re.compile(r"\{(?=[{%#])")


class Renderer:
    """Draws pages from templates.

    `folders` are searched for a template in their order (a desk's own before the packaged ones); `addresses` are all
    addresses of the site, so that a link to none of them is found.
    """

    def __init__(self, folders: Sequence[Path], settings: Settings, addresses: Collection[str] = ()):
        self._html = _environment(folders, settings)
        self._plain = self._html.overlay(autoescape=False)
        self._addresses = frozenset(addresses)
        self._folders = tuple(folders)

    @property
    def environment(self) -> Environment:
        """What templates are read with, to look at them without drawing anything."""
        return self._html

    def page(self, page: Page) -> str:
        """Return a page's Markdown file. Raises BuildError for a flaw of the template or a link that leads nowhere."""
        body = self._render(self._html, page.template, page.address, page=page, view=page.view)
        return f"---\n{_front_matter(page)}---\n\n{_inert(body)}"

    def redirect(self, redirect: Redirect) -> str:
        """Return the HTML of an address that leads on."""
        to = relative(redirect.address, redirect.to)
        return self._render(self._html, "redirect.html.j2", redirect.address, to=to, title=redirect.to)

    def colours(self, topics: Iterable[Topic]) -> str:
        """Return the style sheet with the colours of topics."""
        return self._render(self._plain, "colours.css.j2", "/topics/", topics=tuple(topics))

    def search_entry(self, entry: Any) -> str:
        """Return the tiny HTML page that the search index is fed for a briefing."""
        return self._render(self._html, "search/entry.html.j2", entry.address, entry=entry)

    def standalone(self, template: str, **values: object) -> str:
        """Return an HTML page that stands by itself, outside the site."""
        return self._render(self._html, template, "/", **values)

    def briefing_file(self, briefing: Briefing) -> str:
        """Return the text of a new briefing's file."""
        return self._render(self._plain, "briefing.md.j2", "/", briefing=briefing)

    def _render(self, environment: Environment, template: str, address: str, **values: object) -> str:
        def href(to: str) -> str:
            if self._addresses and to.partition("#")[0] not in self._addresses:
                raise LookupError(f"{address} links to {to}, which is no page of the site.")
            return relative(address, to)

        try:
            return environment.get_template(template).render(href=href, address=address, **values)
        except TemplateSyntaxError as error:
            hint = "Correct the template."
            raise BuildError(
                [_template_problem(error.name or template, str(error.message), hint, error.lineno)]
            ) from error
        except _TEMPLATE_ERRORS as error:
            message = f"There is no template '{error.name}'." if isinstance(error, TemplateNotFound) else str(error)
            hint = f"Correct the template (seen while drawing {address})."
            place, line = self._place(error, template)
            raise BuildError([_template_problem(place, message, hint, line)]) from error

    def _place(self, error: Exception, template: str) -> tuple[str, int | None]:
        """Return the template, and its line, in which an error arose: Jinja gives templates frames of their own."""
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            for folder in self._folders:
                if frame.filename.startswith(f"{folder}{os.sep}"):
                    return Path(frame.filename).relative_to(folder).as_posix(), frame.lineno
        return template, None


def relative(start: str, to: str) -> str:
    """Return the relative URL from one address to another: '/pairs/a/', '/topics/b/#x' -> '../../topics/b/#x'."""
    return "../" * (start.count("/") - 1) + to.removeprefix("/") or "./"


def body_html(markdown: str, level: int = 2, address: str = "/") -> Markup:
    """Return a body as safe HTML for the page at `address`.

    Its highest heading gets `level`, deeper ones follow. Links to '/…/' are made relative, so that they hold wherever
    the site is put.
    """
    tokens = _MARKDOWN.parse(markdown)
    _shift_headings(tokens, level)
    _make_links_relative(tokens, address)
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return Markup(_CLEANER.clean(html))


def _environment(folders: Sequence[Path], settings: Settings) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(site=settings, plural=_plural)
    environment.filters.update(
        period=lambda period: period_name(period, settings.lang),
        month=lambda period: month_name(period, settings.lang),
        number=lambda number: format_decimal(number, locale=locale_of(settings.lang)),
        body=_body,
        host=lambda url: (urlsplit(url).hostname or "").removeprefix("www."),
        yaml=_yaml,
    )
    return environment


def _plural(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _front_matter(page: Page) -> str:
    """Return the YAML that MkDocs reads. The theme prints these values as they are, so they are escaped here."""
    values = {
        "title": ("Draft: " if page.draft else "") + escape(_printable(page.title)),
        "description": escape(_printable(page.description)),
        "lang": page.lang,
        "hide": ["navigation"],
    }
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items() if value)


def _printable(text: str) -> str:
    """Return a text on one line, without the control characters over which YAML would refuse the whole file."""
    return Reader.NON_PRINTABLE.sub("", " ".join(text.split()))


def _inert(text: str) -> str:
    """Write signs that a Markdown preprocessor acts on before it sees HTML blocks as entities.

    Fences, snippet markers and macros work at the start of a line, or anywhere, whatever block they stand in.
    """
    text = re.sub(r"^(`{3,}|~{3,})", lambda match: f"&#{ord(match[1][0])};" * len(match[1]), text, flags=re.MULTILINE)
    return _TEMPLATE_SIGNS.sub("&#123;", text)


def _yaml(value: Any) -> str:
    """Return a value as YAML on one line that reads the same under YAML 1.1 and 1.2."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_yaml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        value = " ".join(value.split())
    # As an item of a list, text is also quoted where a comma or bracket would end it.
    return yaml.safe_dump([value], allow_unicode=True, width=float("inf"), default_flow_style=True).strip()[1:-1]


def _template_problem(template: str, message: str, hint: str, line: int | None) -> Problem:
    message = f"The template cannot be used: {message.rstrip('.')}."
    return Problem(f"templates/{template}", message, hint, line)


# --- bodies ---------------------------------------------------------------------------------------------------------


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).use(footnote_plugin)
    for rule in ("th_open", "td_open"):
        markdown.add_render_rule(rule, _aligned)
    return markdown


def _aligned(renderer: Any, tokens: Sequence[Token], number: int, options: Any, env: Any) -> str:
    """Draw a cell's alignment as a class: an inline style would need a looser Content-Security-Policy."""
    token = tokens[number]
    style = str(token.attrs.pop("style", ""))
    if style:
        token.attrs["class"] = "align-" + style.removeprefix("text-align:")
    return str(renderer.renderToken(tokens, number, options, env))


def _shift_headings(tokens: Sequence[Token], level: int) -> None:
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    highest = min((int(token.tag[1]) for token in headings), default=level)
    for token in headings:
        token.tag = f"h{min(6, int(token.tag[1]) - highest + level)}"


def _make_links_relative(tokens: Sequence[Token], address: str) -> None:
    for token in (child for block in tokens for child in block.children or ()):
        target = str(token.attrs.get("href", "")) if token.type == "link_open" else ""
        if target.startswith("//"):
            token.attrs["href"] = f"https:{target}"
        elif target.startswith("/"):
            token.attrs["href"] = relative(address, target)


@pass_context
def _body(context: Context, markdown: str, level: int = 2) -> Markup:
    return body_html(markdown, level, context["address"])


_MARKDOWN = _markdown()
_CLEANER = nh3.Cleaner(
    tags=TEXT_TAGS,
    attributes=_ATTRIBUTES,
    allowed_classes=_CLASSES,
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow noopener",
)
