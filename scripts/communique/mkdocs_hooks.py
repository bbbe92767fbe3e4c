"""Lets plain `mkdocs build` and `mkdocs serve` do what `communique build` does, by calling the same functions.

`communique build` renders into a staging folder itself; then these hooks only hand the packaged theme to MkDocs. Under
`mkdocs build` they send MkDocs to a staging folder and publish it; under `mkdocs serve` they prepare and index for each
preview, and decide which saved files make a new one.
"""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page

from communique import build, publish, site
from communique.problems import BuildError, Problem, in_order
from communique.progress import Progress
from communique.watch import Watch

log = logging.getLogger("communique")

_LEVELS = {"error": logging.ERROR, "warning": logging.WARNING, "note": logging.INFO}


class _Adapter:
    """One MkDocs process: which command it runs, and what the build under way has prepared."""

    def __init__(self) -> None:
        self.command = "build"
        self.drives = False
        self.prepared: build.Prepared | None = None
        self.watch: Watch | None = None
        self.open = ExitStack()
        self.site_dir: Path | None = None
        self.heard: list[str] = []

    def on_startup(self, *, command: str, dirty: bool, **_: Any) -> None:
        self.command = command
        # Our lines look like MkDocs' own, but our warnings are no warnings of MkDocs, which --strict counts.
        log.handlers[:] = logging.getLogger("mkdocs").handlers
        log.setLevel(logging.getLogger("mkdocs").level)
        log.propagate = not log.handlers

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        root = _root(config)
        _lay_theme(root, config)
        self.drives = not Path(config.site_dir).resolve().is_relative_to((root / publish.WORK).resolve())
        if self.drives and self.command == "build":
            _guarded(lambda: self._enter_staging(root, config))
        return config

    def _enter_staging(self, root: Path, config: MkDocsConfig) -> None:
        self.site_dir = Path(config.site_dir)
        publish.refuse_foreign(self.site_dir)
        _say(self.open.enter_context(publish.locked(root)))
        config.site_dir = str(self.open.enter_context(publish.staging(root)))
        self.heard = self.open.enter_context(site.listening())

    def on_pre_build(self, config: MkDocsConfig) -> None:
        if not self.drives:
            return
        serving = self.command == "serve"
        try:
            self.prepared = self._prepare(_root(config), serving)
            _say(self.prepared.problems)
        except BuildError as error:
            _say(error.problems)
            if not serving or self.prepared is None:
                self.open.close()
                raise Abort(f"{len(error.problems)} problems; nothing was written.") from error
            # The preview stays on the last good pages, so that the curator can go on working.
            log.error("The pages shown are those from before; they follow as soon as this is mended.")

    def _prepare(self, root: Path, serving: bool) -> build.Prepared:
        def make() -> build.Prepared:
            return build.prepare(root, build.today(), Progress(log.info), drafts=serving)

        with self._turn(root):
            return self.watch.prepare(make) if self.watch else make()

    def _turn(self, root: Path) -> AbstractContextManager[object]:
        """Wait for a build beside this one; `mkdocs build` holds the lock from its configuration on."""
        return nullcontext() if self.command == "build" else publish.locked(root, patience=publish.PATIENCE)

    def on_files(self, files: Files, **_: Any) -> Files:
        # A generated page needs no place in the navigation: a desk's own may be older than the page.
        for file in files.documentation_pages():
            if _is_generated(file.src_uri):
                file.inclusion = InclusionLevel.NOT_IN_NAV
        return files

    def on_page_markdown(self, markdown: str, page: Page, **_: Any) -> str:
        if _is_generated(page.file.src_uri):
            page.edit_url = None  # The file in docs_dir is in no repository; the page leads to the briefing's own.
        # MkDocs dates each page with the day of the build, which would make every build another one.
        page.update_date = "1970-01-01"
        return markdown

    def on_post_build(self, config: MkDocsConfig) -> None:
        if not self.drives or self.prepared is None:
            return
        root, staged, prepared = _root(config), Path(config.site_dir), self.prepared
        _guarded(lambda: self._finish(root, prepared, staged))
        if self.site_dir is not None and not (config.strict and self.heard):
            site_dir = self.site_dir
            _guarded(lambda: publish.switch(staged, site_dir))
        self.open.close()

    def _finish(self, root: Path, prepared: build.Prepared, staged: Path) -> None:
        with self._turn(root):
            build.finish(root, prepared, staged, Progress(log.info))

    def on_build_error(self, error: Exception, **_: Any) -> None:
        self.open.close()

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        root = _root(config)
        self.watch = self.watch or Watch(root, Path(config.docs_dir), self.prepared)
        # MkDocs would also react to what the build itself writes there.
        server.unwatch(config.docs_dir)
        server.watch(str(self.watch.start()))
        docs = Path(config.docs_dir).name
        log.info("The preview follows what is saved in seeds/, briefings/, templates/ and %s/", docs)
        return server

    def on_shutdown(self) -> None:
        self.open.close()
        if self.watch is not None:
            self.watch.stop()


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).resolve().parent


def _is_generated(uri: str) -> bool:
    return any(uri == place or uri.startswith(f"{place}/") for place in build.RESERVED)


def _lay_theme(root: Path, config: MkDocsConfig) -> None:
    """Put the desk's own theme files, then the packaged ones, before Material's; a custom_dir stays before both."""
    folders = [str(folder / "theme") for folder in build.template_folders(root) if (folder / "theme").is_dir()]
    first = [config.theme.custom_dir] if config.theme.custom_dir else []
    config.theme.dirs[:] = dict.fromkeys([*first, *folders, *config.theme.dirs])


def _say(problems: tuple[Problem, ...]) -> None:
    for problem in in_order(problems):
        log.log(_LEVELS[problem.severity], "%s", problem)


def _guarded(step: Any) -> None:
    """Run a step; a user's mistake ends MkDocs with its message, not with a traceback."""
    try:
        step()
    except BuildError as error:
        _say(error.problems)
        raise Abort(f"{len(error.problems)} problems.") from error
    except OSError as error:
        raise Abort(f"{error.filename or 'a file'}: {error.strerror or error}. Check permissions and space.") from error


_adapter = _Adapter()
on_startup = _adapter.on_startup
on_config = _adapter.on_config
on_pre_build = _adapter.on_pre_build
on_files = _adapter.on_files
on_page_markdown = _adapter.on_page_markdown
on_post_build = _adapter.on_post_build
on_build_error = _adapter.on_build_error
on_serve = _adapter.on_serve
on_shutdown = _adapter.on_shutdown

__all__ = [
    "on_build_error",
    "on_config",
    "on_files",
    "on_page_markdown",
    "on_post_build",
    "on_pre_build",
    "on_serve",
    "on_shutdown",
    "on_startup",
]
