"""The settings, as read from mkdocs.yml."""

from __future__ import annotations

import pytest

from communique import config
from communique.config import Settings

WHOLE = """\
site_name: "  Baltic desk "
site_description: Ports and straits
site_url: https://desk.example/
docs_dir: pages
site_dir: public
theme: {name: material, language: lv}
extra:
  communique:
    new_briefings: draft
    quotation: {sentences: 2, words: 50}
"""


def _problems(text: str) -> list[str]:
    return [str(problem) for problem in config.parse(text)[1]]


def test_every_setting_is_read() -> None:
    """What stands in the file is what the stages get."""
    settings, problems = config.parse(WHOLE)
    assert not problems
    assert settings == Settings(
        name="Baltic desk",
        description="Ports and straits",
        url="https://desk.example/",
        lang="lv",
        docs_dir="pages",
        site_dir="public",
        new_briefings="draft",
        quote_sentences=2,
        quote_words=50,
    )


def test_every_setting_has_a_default() -> None:
    """An empty file is a desk that has changed nothing; MkDocs' own names of folders hold."""
    settings, problems = config.parse("")
    assert not problems
    assert settings == Settings(
        name="Briefings",
        description="",
        url=None,
        lang="en",
        docs_dir="docs",
        site_dir="site",
        new_briefings="published",
        quote_sentences=4,
        quote_words=120,
    )


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("theme: {language: ko}", "ko"),
        ("theme: {language: ko}\nextra: {communique: {language: lv}}", "lv"),
        ("theme: material", "en"),
        ("theme: {language: [ko]}", "en"),
    ],
)
def test_the_language_is_ours_else_the_themes_else_english(text: str, lang: str) -> None:
    """The site's language may be set apart from the theme's."""
    settings, _ = config.parse(text)
    assert settings is not None and settings.lang == lang


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "extra: {communique: {new_briefing: draft}}",
            "mkdocs.yml:1:22: error: new_briefing: There is no such key. Did you mean 'new_briefings'?",
        ),
        (
            "extra:\n  communique:\n    new_briefings: withdrawn",
            "mkdocs.yml:3:5: error: new_briefings: 'withdrawn' is not a value known here. Use 'draft' or 'published'.",
        ),
        ("extra: {communique: {quotation: {words: 5}}}", "mkdocs.yml:1:34: error: quotation.words: '5' does not fit"),
        ("extra: {communique: {quotation: {sentences: 99}}}", "mkdocs.yml:1:34: error: quotation.sentences: '99'"),
        ("extra: {communique: {language: xx}}", "mkdocs.yml:1:22: error: language: 'xx' is no language known here."),
        ("extra: {communique: {default_rights: free}}", "mkdocs.yml:1:22: error: default_rights: 'free' is no"),
        ("extra: {communique: on}", "mkdocs.yml:1:9: error: This must be keys with values."),
        (
            "extra:\n  communique:\n    language: en\n    language: lv",
            "mkdocs.yml:4:5: error: extra.communique.language: The key occurs twice.",
        ),
        (
            "extra:\n  communique:\n    language:",
            "mkdocs.yml:3:5: error: extra.communique.language: The value is empty.",
        ),
        ("use_directory_urls: false", "mkdocs.yml:1:1: error: use_directory_urls: Addresses end in '/'"),
        ("site_name: 'x\nb: y", "mkdocs.yml:1:12: error: The YAML cannot be read"),
        ("hooks: !!python/object/apply:os.system [ls]", "mkdocs.yml:1:8: error: YAML tags ('tag:yaml.org,2002:python/"),
    ],
)
def test_settings_that_cannot_be_used(text: str, expected: str) -> None:
    """A flaw in our own settings, broken YAML and a tag that would run code are errors with their place."""
    settings, problems = config.parse(text)
    assert settings is None
    assert [str(problem)[: len(expected)] for problem in problems] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "site_url: !ENV [SITE_URL, https://desk.example/]",
        "a: &a [x]\nb: *a",
        "plugins:\nnav:",
        "watch: [a]\nwatch: [b]",
        "use_directory_urls: true",
        "extra: {generator: false}",
        "extra: x",
    ],
)
def test_what_is_mkdocs_business_is_left_to_it(text: str) -> None:
    """Environment variables, anchors and MkDocs' own keys raise no problem of ours."""
    settings, problems = config.parse(text)
    assert settings is not None and not problems


def test_the_forge_is_read_from_mkdocs_own_settings() -> None:
    """`repo_url` and `edit_uri` give the links; `forge` says what a host of one's own is."""
    text = "docs_dir: pages\nrepo_url: https://git.example/o/r\nedit_uri: -/edit/dev/pages/\n"
    text += "extra: {communique: {forge: gitlab}}\n"
    settings, problems = config.parse(text)
    assert not problems
    assert settings is not None and settings.forge is not None
    assert settings.forge.edit("briefings/a.md") == "https://git.example/o/r/-/edit/dev/briefings/a.md"
    assert settings.forge.history("briefings/a.md") == "https://git.example/o/r/-/commits/dev/briefings/a.md"


def test_an_empty_edit_uri_turns_the_editor_off() -> None:
    """As in MkDocs; the history stays."""
    settings, _ = config.parse("repo_url: https://github.com/o/r\nedit_uri: ''\n")
    assert settings is not None and settings.forge is not None
    assert (settings.forge.edit("a.md"), settings.forge.history("a.md") is None) == (None, False)


def test_an_unknown_forge_is_refused() -> None:
    """A forge that nobody knows is named, with its place."""
    [problem] = _problems("extra: {communique: {forge: svn}}\n")
    assert "forge" in problem


def test_a_password_in_the_repositorys_address_is_refused() -> None:
    """MkDocs would print the address; the problem does not repeat it."""
    [problem] = _problems("site_name: A\nrepo_url: https://me:secret@git.example/o/r\n")
    assert problem.startswith("mkdocs.yml:2:")
    assert "secret" not in problem
