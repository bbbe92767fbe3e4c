"""The packaged files, read without the places of their values: nothing in them is amiss, and it is quicker."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from typing import Any

import yaml
from pydantic import ValidationError

from communique.vocabulary.shapes import ADAPTERS, PACKAGED

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class _AmissError(Exception):
    """What `strict` would name a problem."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no garbage be collected meanwhile: of the many objects that a vocabulary is made of, nearly all stay."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def text(name: str) -> str:
    """Return the text of a packaged file."""
    return resources.files("communique").joinpath("data", name).read_text(encoding="utf-8")


def typed(name: str) -> Any:
    """Return a packaged file's typed value; None if anything is amiss in it, which `strict` then names.

    Reads what `strict.parse` reads without a problem: plain scalars as the text that was written, each key once, and
    neither empty values nor tags, anchors and aliases.
    """
    loader = _LOADER(text(name))
    try:
        return ADAPTERS[name].validate_python(_document(loader.get_event), context=PACKAGED)
    except (yaml.YAMLError, ValidationError, _AmissError):
        return None
    finally:
        loader.dispose()


def _document(following: Any) -> Any:
    value: Any = {}
    while not isinstance(event := following(), yaml.StreamEndEvent):
        if isinstance(event, yaml.CollectionStartEvent | yaml.ScalarEvent | yaml.AliasEvent):
            if value:
                raise _AmissError
            value = _value(event, following)
    return value


def _value(event: Any, following: Any) -> Any:
    if event.anchor or event.tag not in {None, "!"}:
        raise _AmissError
    kind = type(event)
    if kind is yaml.ScalarEvent:
        if not event.style and event.value in _NULLS:
            raise _AmissError
        return event.value
    if kind is yaml.SequenceStartEvent:
        return _sequence(following)
    return _mapping(following)


def _sequence(following: Any) -> list[Any]:
    items = []
    while type(event := following()) is not yaml.SequenceEndEvent:
        items.append(_value(event, following))
    return items


def _mapping(following: Any) -> dict[str, Any]:
    values: dict[str, Any] = {}
    while type(event := following()) is not yaml.MappingEndEvent:
        if type(event) is not yaml.ScalarEvent or event.value in values:
            raise _AmissError
        values[event.value] = _value(following(), following)
    return values
