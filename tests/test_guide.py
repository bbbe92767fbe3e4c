"""The curator's guide and the readme say what is so: commands, links, examples."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from communique import briefing as briefing_file
from communique import build, cli, desk
from communique.briefing import Known
from site_helpers import CHECKOUT

DESK = build.packaged_templates() / "desk"
GUIDE = (CHECKOUT / "GUIDE.md").read_text(encoding="utf-8")
TEXTS = [CHECKOUT / "README.md", CHECKOUT / "GUIDE.md", *sorted(DESK.rglob("*.md*")), *sorted(DESK.rglob("*.yml"))]


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", GUIDE, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_every_command_that_is_named_exists(path: Path) -> None:
    """No text tells people to type what is not there."""
    code = re.findall(r"`[^`\n]+`|^ .*$|^[^#\n|]*$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    named = {word for line in code for word in re.findall(r"(?:^|[`\s/])communique ([a-z]+)\b", line)}
    commands = {command.name or getattr(command.callback, "__name__", "") for command in cli.app.registered_commands}
    assert named <= commands


def test_every_place_that_is_linked_exists() -> None:
    """Links inside the guide lead to its headings."""
    headings = re.findall(r"^## (.*)$", GUIDE, flags=re.MULTILINE)
    anchors = {heading.lower().replace(" ", "-") for heading in headings}
    linked = re.findall(r"\]\(#([^)]*)\)", GUIDE)
    assert anchors == set(linked)


def test_its_examples_are_valid(known: Known) -> None:
    """The briefing, the sources and the correction that the guide shows are read without a problem."""
    path = "briefings/COL-VEN/borders-territory/border-reopens.md"
    (whole,) = [block for block in _blocks("yaml") if block.startswith("---\n")]
    parts = [block for block in _blocks("yaml") if block.startswith(("sources:", "corrections:"))]
    assert path in GUIDE and len(parts) == 2
    plain = re.sub(r"sources:\n(?:  .*\n)+", "", whole)
    longer = plain.replace("\n---\n", f"\n{''.join(parts)}---\n", 1)
    for text, sources in ((whole, 1), (longer, 2)):
        read, problems = briefing_file.parse(path, text, known)
        assert read is not None and not problems
        assert len(read.sources) == sources


def test_its_hook_is_the_one_that_others_use() -> None:
    """The hook to copy looks at the same files as the one that pre-commit installs."""
    (own,) = yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (copied,) = [yaml.safe_load(block) for block in _blocks("yaml") if block.startswith("repos:")]
    (hook,) = copied["repos"][0]["hooks"]
    assert {key: hook[key] for key in ("id", "files", "exclude")} == {
        key: own[key] for key in ("id", "files", "exclude")
    }


def test_every_file_that_it_names_is_made() -> None:
    """What the guide calls by name lies in a new desk."""
    names = ("mkdocs.yml", "requirements.txt", ".gitlab-ci.yml", ".gitattributes", "about/index.md", "publishers.yml")
    for name in names:
        assert name in GUIDE and any(path.endswith(name) for path in desk.FILES)
