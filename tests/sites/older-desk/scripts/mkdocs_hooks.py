"""Lets plain `mkdocs build` and `mkdocs serve` do the whole job of `communique build`."""

from communique.mkdocs_hooks import *  # noqa: F403
