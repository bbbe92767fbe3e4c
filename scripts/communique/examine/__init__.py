"""Briefings and what belongs to them -> what is wrong, rule by rule. The rules' names and weights are in `rules`."""

from __future__ import annotations

from collections.abc import Sequence

from communique.examine import dates, links, review, signs, sources
from communique.examine.places import placed
from communique.examine.signs import SecretShape, secrets, shapes
from communique.examine.subject import Subject
from communique.examine.templates import flaws
from communique.problems import Problem

__all__ = ["SecretShape", "Subject", "examine", "flaws", "placed", "secrets", "shapes"]

_RULES = (
    dates.contradictions,
    dates.undated,
    links.broken,
    review.waiting,
    sources.copied,
    sources.gaps,
    sources.long_titles,
    sources.shared,
)


def examine(subject: Subject, known: Sequence[SecretShape]) -> list[Problem]:
    """Apply every rule to the briefings of a collection; `known` are the shapes of secrets.

    Returns what was found with the rules' own weights; `placed` gives the keys their lines.
    """
    problems = [problem for rule in _RULES for problem in rule(subject)]
    return [*problems, *signs.hidden(subject.texts), *secrets(subject.texts, known)]
