"""Characters that nobody sees, and secrets that everybody would."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from communique.problems import Problem
from communique.rules import found

_MAYBE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u180e\u200b-\u200d\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\U000e0001-\U000e007f]"
)
"""All signs of which `_HIDDEN` finds some: a plain set is searched ten times as fast."""

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u180e\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]"
    "|(?<!\\A)\ufeff"
    "|(?<=[\x00-\u024f])[\u200c\u200d](?=[\x00-\u024f])"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0001-\U000e007f]"
)
"""Control, zero-width and bidirectional characters, and tags. Not the joiners that Persian and the scripts of India
spell with, nor the marks of direction of Arabic and Hebrew (U+200E, U+200F, U+061C), nor tags after a flag."""


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    signs: tuple[str, ...]
    pattern: str


_SHAPES = TypeAdapter(tuple[_Shape, ...])


@dataclass(frozen=True, slots=True)
class SecretShape:
    """What a kind of secret looks like: `signs`, one of which stands in each, and the whole pattern."""

    name: str
    signs: tuple[str, ...]
    pattern: re.Pattern[str]


def shapes(text: str) -> tuple[SecretShape, ...]:
    """Read the text of secrets.yml."""
    return tuple(
        SecretShape(one.name, one.signs, re.compile(one.pattern))
        for one in _SHAPES.validate_python(yaml.safe_load(text))
    )


def hidden(texts: Mapping[str, str]) -> Iterator[Problem]:
    """Find characters in texts, by path, that cannot be seen; each line is named once."""
    for path, text in texts.items():
        if not _MAYBE.search(text):
            continue
        lines: dict[int, str] = {}
        for match in _HIDDEN.finditer(text):
            lines.setdefault(text.count("\n", 0, match.start()) + 1, match.group())
        for line, sign in lines.items():
            name = unicodedata.name(sign, "control character").lower()
            message = f"The line holds a character that cannot be seen: U+{ord(sign):04X}, {name}."
            hint = "Delete it: type the words around it anew."
            yield found("hidden-characters", path, message, hint, line=line)


def secrets(texts: Mapping[str, str], known: Iterable[SecretShape]) -> Iterator[Problem]:
    """Find passwords, keys and tokens in texts, by path. What is found is not repeated in the message."""
    known = tuple(known)
    for path, text in texts.items():
        for shape in known:
            if any(sign in text for sign in shape.signs):
                for match in shape.pattern.finditer(text):
                    line = text.count("\n", 0, match.start()) + 1
                    message = f"This looks like {shape.name}."
                    hint = "Remove it and have a new one issued: what was committed once stays in the history of git."
                    yield found("secret", path, message, hint, line=line)
