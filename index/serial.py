"""Frozen dataclasses to JSON and back, by their type hints.

The words of `qa.model` are plain data: dataclasses, tuples, dates, enums and strings. One
generic codec keeps the stored form equal to the declared form, so that a new field needs no
second description here. Reading is strict: a wrong shape raises `ValueError`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


def dump(value: object) -> str:
    """The JSON text of a dataclass: keys in field order, non-ASCII as it is, no spaces."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def load(cls: type[T], text: str) -> T:
    """The dataclass `cls` that `dump` wrote as `text`.

    Raises:
        ValueError: `text` is not JSON, or not of the shape of `cls`.
    """
    try:
        return _builder(cls)(json.loads(text))  # type: ignore[arg-type, no-any-return]
    except (TypeError, KeyError) as error:
        raise ValueError(f"not a {cls.__name__}: {error}") from error


def loads_object(text: str) -> dict[str, Any]:
    """The JSON object that `text` is.

    Raises:
        ValueError: it is no JSON, or no object.
    """
    value = json.loads(text)
    if not isinstance(value, dict):
        raise ValueError("expected a JSON object")
    return value


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        kind: type = type(value)
        return {name: _plain(getattr(value, name)) for name in _hints(kind)}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value


@cache
def _hints(cls: type) -> dict[str, Any]:
    hints = get_type_hints(cls)
    return {field.name: hints[field.name] for field in fields(cls)}


@cache
def _builder(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401  (a type hint, and any JSON value)
    """What builds a value of this type. Made once: hints cost more to look up than to use."""
    origin = get_origin(kind)
    if origin is UnionType:
        (inner,) = (argument for argument in get_args(kind) if argument is not NoneType)
        build = _builder(inner)
        return lambda value: None if value is None else build(value)
    if origin is tuple:
        item = _builder(get_args(kind)[0])
        return lambda value: tuple(map(item, _expect(list, value)))
    if origin is dict:
        return lambda value: dict(_expect(dict, value))
    if is_dataclass(kind):
        parts = {name: _builder(hint) for name, hint in _hints(kind).items()}  # type: ignore[arg-type]
        return lambda value: kind(  # type: ignore[operator]
            **{name: parts[name](part) for name, part in _expect(dict, value).items()}
        )
    if issubclass(kind, StrEnum):
        return partial(kind)
    if issubclass(kind, date):
        return date.fromisoformat
    return float if kind is float else partial(_expect, kind)


def _expect(kind: type, value: Any) -> Any:  # noqa: ANN401
    if not isinstance(value, kind):
        raise TypeError(f"expected {kind.__name__}, got {value!r}")
    return value
