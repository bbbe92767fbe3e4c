"""Asking a curator, on a terminal, for what an article does not say. Enter leaves a thing empty."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import combinations

import typer
from rich.markup import escape

from communique import reading
from communique.accession import Addition
from communique.cli.console import err
from communique.collection import Collection
from communique.extract import sidecar
from communique.extract.sidecar import Values
from communique.fields import RIGHTS
from communique.model import pair_id
from communique.vocabulary import Vocabulary


def can_be_asked() -> bool:
    """Tell whether a person sits at both ends: what is printed is read, and what is read is typed."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(one: Addition, collection: Collection) -> Values:
    """Show what was recognised in an article and ask for what is missing; returns what was answered, checked."""
    err.print(f"\n{escape(one.offer.given)}", style="bold")
    for line in reading.summary(one.briefing):
        err.print(f"  {escape(line)}")
    err.print("Some things are missing. Enter leaves one empty, Ctrl-C stops and adds nothing.", style="dim")
    answers: dict[str, str | tuple[str, ...]] = {}
    for key in one.missing:
        answer = _asked(key, _question(key, one), collection.vocabulary)
        if answer:
            answers[key] = (answer,) if key in sidecar.LISTS else answer
    return answers


def _question(key: str, one: Addition) -> str:
    if key == "rights":
        err.print("  " + ", ".join(f"[bold]{n}[/] {name}" for n, name in enumerate(RIGHTS, 1)))
    pairs = " or ".join(pair_id(*two) for two in list(combinations(one.briefing.parties, 2))[:3])
    return {
        "published": "Published on (YYYY-MM-DD)",
        "publisher": "Publisher",
        "rights": "Rights (name or number; empty counts as reserved)",
        "pairs": f"Pair, if it is about two states ({pairs})",
    }[key]


def _asked(key: str, question: str, words: Vocabulary) -> str:
    """Ask until the answer is valid or empty."""
    return str(typer.prompt(question, default="", show_default=False, value_proc=_valid(key, words), err=True))


def _valid(key: str, words: Vocabulary) -> Callable[[str], str]:
    def check(text: str) -> str:
        answer = meant(key, text)
        values: Values = {key: (answer,) if key in sidecar.LISTS else answer}
        problems = sidecar.checked(values, key) if answer else []
        problems = problems or (sidecar.unknown(values, words.countries, words.topics, key) if answer else [])
        if problems:
            raise typer.BadParameter(" ".join(f"{one.message} {one.hint}" for one in problems))
        return answer

    return check


def meant(key: str, text: str) -> str:
    """Return what an answer stands for: a number for a form of rights, a pair in any order and case."""
    text = " ".join(text.split())
    if key == "rights" and text.isdecimal() and 1 <= int(text) <= len(RIGHTS):
        return RIGHTS[int(text) - 1]
    if key == "pairs" and len(codes := text.upper().replace(",", " ").replace("-", " ").split()) == 2:
        return pair_id(*codes)
    return text
