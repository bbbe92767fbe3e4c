"""A new, empty collection of one's own: its files, from the templates in templates/desk/."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

FILES = {
    "mkdocs.yml": "mkdocs.yml.j2",
    "scripts/mkdocs_hooks.py": "mkdocs_hooks.py.j2",
    "README.md": "README.md.j2",
    ".gitignore": "gitignore.j2",
    ".gitattributes": "gitattributes.j2",
    "seeds/README.md": "seeds.md.j2",
    "briefings/README.md": "briefings.md.j2",
    "templates/README.md": "templates.md.j2",
    "site_src/about/index.md": "about.md.j2",
}
"""The files of a new collection and the templates that make them."""


def texts(templates: Path, name: str) -> Mapping[str, str]:
    """Return the text of each file of a new collection called `name`; `templates` is the packaged folder."""
    environment = Environment(
        loader=FileSystemLoader(templates / "desk"), undefined=StrictUndefined, keep_trailing_newline=True
    )
    return {path: environment.get_template(template).render(name=name) for path, template in FILES.items()}
