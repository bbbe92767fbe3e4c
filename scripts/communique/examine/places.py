"""Where in a briefing's file something stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from communique import strict
from communique.problems import Problem

_FRONT = re.compile(r"\A\ufeff?-{3,}[ \t]*\n(.*?)^-{3,}[ \t]*$", re.DOTALL | re.MULTILINE)


def placed(problems: Iterable[Problem], texts: Mapping[str, str]) -> list[Problem]:
    """Give each problem that names a key of a briefing, but no line, the place of that key.

    `texts` maps the path of each briefing to its file's text. A key that does not stand there gets the place of what
    it would belong to. Only files with problems are read again.
    """
    trees: dict[str, strict.Tree | None] = {}
    done = []
    for problem in problems:
        if problem.line is None and problem.key and problem.path in texts:
            if problem.path not in trees:
                trees[problem.path] = _front_matter(problem.path, texts[problem.path])
            problem = _placed(problem, trees[problem.path], texts[problem.path])
        done.append(problem)
    return done


def body_line(text: str, body: str) -> int | None:
    """Return the number of the line on which the body of a file begins; None if it is not found."""
    text = text.replace("\r\n", "\n")
    at = text.rfind(body) if body else -1
    return None if at < 0 else text.count("\n", 0, at) + 1


def _placed(problem: Problem, tree: strict.Tree | None, text: str) -> Problem:
    if problem.key == "body":
        front = _FRONT.match(text.replace("\r\n", "\n"))
        return replace(problem, line=front.group().count("\n") + 2 if front else None, key=None)
    if tree is None:
        return problem
    path = tuple(int(part) - 1 if part.isdigit() else part for part in str(problem.key).split("."))
    line, column = tree.place(path)
    return replace(problem, line=line, column=column)


def _front_matter(path: str, text: str) -> strict.Tree | None:
    found = _FRONT.match(text.replace("\r\n", "\n"))
    return strict.parse(f"\n{found.group(1)}", path)[0] if found else None
