"""Where a briefing's file is edited and its history shown, from MkDocs' own settings."""

from __future__ import annotations

import pytest

from communique.forge import Kind, forge

PATH = "briefings/PRK-RUS/diplomacy/a visit #2 in São Tomé.md"
QUOTED = "briefings/PRK-RUS/diplomacy/a%20visit%20%232%20in%20S%C3%A3o%20Tom%C3%A9.md"

Case = tuple[str, str | None, str | None, Kind | None, str | None, str | None]

CASES: dict[str, Case] = {
    "github": ("https://github.com/o/r", None, None, None, "{r}/edit/main/", "{r}/commits/main/"),
    "gitlab": ("https://gitlab.com/o/g/r/", None, None, None, "{r}/-/edit/main/", "{r}/-/commits/main/"),
    "codeberg": ("https://codeberg.org/o/r", None, None, None, "{r}/_edit/main/", "{r}/commits/branch/main/"),
    "bitbucket": ("https://bitbucket.org/o/r", None, None, None, "{r}/src/main/", "{r}/history-node/main/"),
    "clone-address": ("https://github.com/o/r.git", None, None, None, "{r}/edit/main/", "{r}/commits/main/"),
    "own-gitlab": ("https://git.example:8443/o/r", None, None, "gitlab", "{r}/-/edit/main/", "{r}/-/commits/main/"),
    "own-gitea": ("https://git.example/r", None, None, "gitea", "{r}/_edit/main/", "{r}/commits/branch/main/"),
    "unknown-host": ("https://git.example/r", None, None, None, None, None),
    "unknown-host-with-editor": ("https://git.example/r", "change/site_src/", None, None, "{r}/change/", None),
    "docs_dir": ("https://github.com/o/r", "edit/trunk/site_src/", None, None, "{r}/edit/trunk/", "{r}/commits/trunk/"),
    "no-slash": ("https://github.com/o/r", "edit/trunk/site_src", None, None, "{r}/edit/trunk/", "{r}/commits/trunk/"),
    "branch-with-slash": (
        *("https://github.com/o/r", "blob/desk/main/site_src/", None, None),
        *("{r}/blob/desk/main/", "{r}/commits/desk/main/"),
    ),
    "folder": (
        *("https://gitlab.com/o/r", "-/edit/main/desks/baltic/site_src/", None, None),
        *("{r}/-/edit/main/desks/baltic/", "{r}/-/commits/main/desks/baltic/"),
    ),
    "gitlab-old": (
        *("https://gitlab.com/o/r", "edit/main/site_src/", None, None, "{r}/edit/main/", "{r}/-/commits/main/"),
    ),
    "absolute": (
        *("https://github.com/o/r", "https://github.com/o/r/edit/dev/site_src/", None, None),
        *("{r}/edit/dev/", "{r}/commits/dev/"),
    ),
    "elsewhere": (
        *("https://github.com/o/r", "https://editor.example/site_src/", None, None, "https://editor.example/", None),
    ),
    "template": (
        *("https://github.com/o/r", None, "edit/dev/site_src/{path!q}", None, "{r}/edit/dev/", "{r}/commits/dev/"),
    ),
    "query": ("https://github.com/o/r", "?edit=site_src/", None, None, "{r}?edit=", None),
    "off": ("https://github.com/o/r", "", None, None, None, "{r}/commits/main/"),
    "password": ("https://me:secret@github.com/o/r", None, None, None, "{r}/edit/main/", "{r}/commits/main/"),
}


@pytest.mark.parametrize("name", CASES)
def test_links_of_forges(name: str) -> None:
    """Each way to set up MkDocs gives links to the briefing, quoted, on the branch and in the folder it names."""
    url, uri, template, kind, edit, history = CASES[name]
    made = forge(url, uri, template, "site_src", kind)
    assert made is not None
    home = url.rstrip("/").removesuffix(".git").replace("me:secret@", "")

    def full(start: str | None) -> str | None:
        return start.replace("{r}", home) + QUOTED if start is not None else None

    assert (made.edit(PATH), made.history(PATH)) == (full(edit), full(history))


def test_a_template_may_leave_out_the_ending() -> None:
    """MkDocs' {path_noext} stands for the path without .md."""
    made = forge("https://wiki.example/w", None, "edit/{path_noext}", "site_src")
    assert made is not None
    assert made.edit("briefings/a b.md") == "https://wiki.example/w/edit/briefings/a%20b"


@pytest.mark.parametrize(
    "url",
    ["", "git@github.com:o/r.git", "ssh://git@github.com/o/r", "javascript:alert(1)", "https://[", "https://h:x/"],
)
def test_no_address_of_the_web_gives_no_links(url: str) -> None:
    """Without a usable `repo_url` there are no links, and no error of ours: MkDocs judges the setting."""
    assert forge(url, "edit/main/", None, "site_src") is None
