"""A new collection of one's own."""

from __future__ import annotations

import ast

import pytest
import yaml

from communique import build, config, desk


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The files of a new collection with an awkward name."""
    return dict(desk.texts(build.packaged_templates(), 'Ports: "our" desk #1 & <more>'))


def test_every_file_has_a_text(texts: dict[str, str]) -> None:
    """The files are those that are promised, none empty, each ending with its line."""
    assert list(texts) == list(desk.FILES)
    assert all(text.strip() and text.endswith("\n") and "{{" not in text for text in texts.values())


def test_its_settings_can_be_read(texts: dict[str, str]) -> None:
    """The settings are valid whatever the name, and generated folders lie where the stages expect them."""
    settings, problems = config.parse(texts["mkdocs.yml"])
    assert settings is not None and not problems
    assert settings.name == 'Ports: "our" desk #1 & <more>'
    assert (settings.docs_dir, settings.site_dir) == ("site_src", "site")


def test_mkdocs_asks_no_other_host_and_calls_our_hooks(texts: dict[str, str]) -> None:
    """Fonts from elsewhere are off; the hook file is two lines that name the package."""
    mkdocs = yaml.safe_load(texts["mkdocs.yml"])
    assert mkdocs["theme"]["font"] is False
    assert mkdocs["hooks"] == ["scripts/mkdocs_hooks.py"]
    assert "communique.mkdocs_hooks" in ast.unparse(ast.parse(texts["scripts/mkdocs_hooks.py"]))


def test_nothing_that_is_generated_gets_into_git(texts: dict[str, str]) -> None:
    """Every place that belongs to the generator is ignored, hand-written pages are not."""
    ignored = texts[".gitignore"].splitlines()
    for name in build.RESERVED:
        assert f"/site_src/{name}" in ignored or f"/site_src/{name}/" in ignored, name
    assert {"/site/", "/.communique/"} <= set(ignored)
    assert not any(line in {"/site_src/", "/site_src/about/", "/seeds/", "/briefings/"} for line in ignored)


def test_the_readme_bears_the_desks_name(texts: dict[str, str]) -> None:
    """A curator sees at once whose collection it is."""
    assert texts["README.md"].startswith('# Ports: "our" desk #1 & <more>\n')
