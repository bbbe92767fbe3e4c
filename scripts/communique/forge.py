"""Where readers find a briefing's file on the web: addresses to edit it and to see its history.

They come from MkDocs' own settings `repo_url`, `edit_uri` and `edit_uri_template` alone. The remote that git knows is
never asked: it may carry a password, and need not be public.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

Kind = Literal["bitbucket", "forgejo", "gitea", "github", "gitlab"]

HOSTS: Mapping[str, Kind] = {
    "bitbucket.org": "bitbucket",
    "codeberg.org": "forgejo",
    "gitea.com": "gitea",
    "github.com": "github",
    "gitlab.com": "gitlab",
}
"""The forges that are known by their host; any other one is named in the settings."""

BRANCH = "main"
"""The branch that links name unless `edit_uri` says otherwise: what all these forges call the first one."""


@dataclass(frozen=True, slots=True)
class _Verbs:
    """How a forge's addresses begin below the repository: to edit a file, to show it, to show its history."""

    edit: str
    shown: tuple[str, ...]
    history: str


_GITEA = _Verbs("_edit/", ("src/branch/",), "commits/branch/")
_VERBS: Mapping[Kind, _Verbs] = {
    # Bitbucket has no address that opens its editor; the file's page has a button for it.
    "bitbucket": _Verbs("src/", (), "history-node/"),
    "forgejo": _GITEA,
    "gitea": _GITEA,
    "github": _Verbs("edit/", ("blob/", "tree/"), "commits/"),
    "gitlab": _Verbs("-/edit/", ("-/blob/", "-/tree/", "edit/", "blob/", "tree/"), "-/commits/"),
}


@dataclass(frozen=True, slots=True)
class Forge:
    """Patterns of addresses in which '{path}' stands for a file of the collection; None: there is none."""

    edit_pattern: str | None
    history_pattern: str | None

    def edit(self, path: str) -> str | None:
        """Return where the file at `path`, relative to the collection, is edited."""
        return _filled(self.edit_pattern, path)

    def history(self, path: str) -> str | None:
        """Return where the file's history is shown."""
        return _filled(self.history_pattern, path)


def forge(
    repo_url: str, edit_uri: str | None, template: str | None, docs_dir: str, kind: Kind | None = None
) -> Forge | None:
    """Return the addresses of a forge, None without a usable `repo_url`.

    MkDocs' `edit_uri` and `edit_uri_template` lead to `docs_dir`; its name at their end is taken off, so that they
    lead to the collection. One that ends otherwise is taken to lead there already. An empty one turns the links to the
    editor off, as in MkDocs. `kind` names a forge that its host does not tell.
    """
    base = _public(repo_url)
    if base is None:
        return None
    kind = kind or HOSTS.get(urlsplit(base).hostname or "")
    verbs = _VERBS[kind] if kind else None
    fallback = f"{verbs.edit}{BRANCH}/{{path}}" if verbs else ""
    wanted = fallback if edit_uri is None and template is None else template or _with_path(edit_uri or "")
    edit = _joined(base, wanted.replace("{path!q}", "{path}").replace(f"{docs_dir.strip('/')}/{{path", "{path"))
    return Forge(edit, _history(base, edit or _joined(base, fallback), verbs))


def _with_path(edit_uri: str) -> str:
    return f"{edit_uri.rstrip('/')}/{{path}}" if edit_uri else ""


def _joined(base: str, pattern: str) -> str | None:
    if "{path" not in pattern:
        return None
    return _public(urljoin(base if pattern.startswith(("?", "#")) else f"{base}/", pattern))


def _history(base: str, edit: str | None, verbs: _Verbs | None) -> str | None:
    """Turn an address to edit or show a file into that of its history; the branch between stays as it is."""
    if edit is None or verbs is None or not edit.startswith(f"{base}/"):
        return None
    tail = edit.removeprefix(f"{base}/")
    for verb in (verbs.edit, *verbs.shown):
        if tail.startswith(verb):
            return f"{base}/{verbs.history}{tail.removeprefix(verb)}"
    return None


def _public(url: str) -> str | None:
    """Return an http(s) address without user name, password, and the '.git' that only git itself wants."""
    try:
        parts = urlsplit(url.strip())
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    path = parts.path if "{path" in url else parts.path.rstrip("/").removesuffix(".git")
    return urlunsplit((parts.scheme, host + port, path, parts.query, parts.fragment))


def _filled(pattern: str | None, path: str) -> str | None:
    if pattern is None:
        return None
    return pattern.replace("{path_noext}", quote(path.removesuffix(".md"))).replace("{path}", quote(path))
