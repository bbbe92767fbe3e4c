"""Problems -> what people and programs read: lines, JSON, annotations of GitHub, SARIF."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from communique.problems import Problem
from communique.rules import INVALID, INVALID_SAYS, RULES

FORM = 1
"""Counted up when a key of the JSON is renamed or goes; new keys may come at any time."""

FEW = 3
"""Findings of a gathered rule that are still told one by one, and how many are named where they are not."""

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_GITHUB = {"error": "error", "warning": "warning", "note": "notice"}


def gathered(problems: Sequence[Problem]) -> list[Problem]:
    """Tell many findings of one rule in one line, for people: with the number, and the first few by their message.

    Errors are never gathered, nor rules of which each finding is something else.
    """
    alike: defaultdict[str, list[Problem]] = defaultdict(list)
    for one in problems:
        if one.rule and one.severity != "error" and RULES[one.rule].gathered:
            alike[one.rule].append(one)
    many = {rule: sorted(found, key=_by_message) for rule, found in alike.items() if len(found) > FEW}
    single = [one for one in problems if one.rule not in many or one.severity == "error"]
    return [*single, *(_summed(found) for found in many.values())]


def _by_message(problem: Problem) -> tuple[str, str]:
    return problem.message, problem.path


def _summed(found: Sequence[Problem]) -> Problem:
    first, count = found[0], len({one.path for one in found})
    others = list(dict.fromkeys(one.path for one in found if one.path != first.path))
    named = ", ".join(others[: FEW - 1])
    rest = f" So it is in {count:,} files, among them {named}." if others else f" So it is {len(found):,} times."
    return replace(first, message=first.message + rest)


def counts(problems: Iterable[Problem]) -> dict[str, int]:
    """Return how many problems there are of each severity."""
    found = Counter(problem.severity for problem in problems)
    return {"errors": found["error"], "warnings": found["warning"], "notes": found["note"]}


def as_json(problems: Sequence[Problem]) -> str:
    """Return problems as one JSON object: {version, summary, problems}; paths are relative to the collection."""
    rows = [
        {
            "path": one.path,
            "line": one.line,
            "column": one.column,
            "key": one.key,
            "severity": one.severity,
            "rule": one.rule or INVALID,
            "message": one.message,
            "hint": one.hint,
        }
        for one in problems
    ]
    return json.dumps({"version": FORM, "summary": counts(problems), "problems": rows}, indent=2, ensure_ascii=False)


def as_github(problems: Sequence[Problem], prefix: str = "") -> str:
    """Return problems as workflow commands, which GitHub shows beside the lines of a pull request.

    `prefix` is the path of the collection in its repository ('desk/').
    """
    return "\n".join(_annotation(one, prefix) for one in problems)


def _annotation(one: Problem, prefix: str) -> str:
    place = {"file": prefix + one.path, "line": one.line, "col": one.column, "title": f"{one.rule or INVALID}"}
    given = ",".join(f"{key}={_property(str(value))}" for key, value in place.items() if value is not None)
    key = f"{one.key}: " if one.key else ""
    return f"::{_GITHUB[one.severity]} {given}::{_data(f'{key}{one.message} {one.hint}'.rstrip())}"


def _data(text: str) -> str:
    """Escape as @actions/core does: '%' and the line ends."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(problems: Sequence[Problem], prefix: str = "") -> str:
    """Return problems as SARIF 2.1.0, with every rule and what it looks for; for `prefix` see `as_github`."""
    says = {INVALID: INVALID_SAYS, **{name: rule.says for name, rule in RULES.items()}}
    levels = {INVALID: "error", **{name: rule.weight for name, rule in RULES.items()}}
    rules = [
        {
            "id": name,
            "shortDescription": {"text": text},
            "defaultConfiguration": ({"enabled": False} if levels[name] == "off" else {"level": levels[name]}),
        }
        for name, text in says.items()
    ]
    numbers = {name: number for number, name in enumerate(says)}
    driver = {"name": "communique", "semanticVersion": version("communique"), "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints"}
    results = [_result(one, numbers, prefix) for one in problems]
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [{**run, "results": results}]}
    return json.dumps(log, indent=2, ensure_ascii=False)


def _result(one: Problem, numbers: dict[str, int], prefix: str) -> dict[str, Any]:
    rule = one.rule or INVALID
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(prefix + one.path), "uriBaseId": "%SRCROOT%"}}
    if one.line is not None:
        place["region"] = {"startLine": one.line} | ({"startColumn": one.column} if one.column else {})
    key = f"{one.key}: " if one.key else ""
    print_ = hashlib.sha256("\0".join((rule, one.path, one.key or "", one.message)).encode()).hexdigest()
    return {
        "ruleId": rule,
        "ruleIndex": numbers[rule],
        "level": one.severity,
        "message": {"text": f"{key}{one.message} {one.hint}".rstrip()},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"communiqueProblem/v1": print_},
    }
