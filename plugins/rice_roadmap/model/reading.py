"""How the values of a document of the right shape become values of the model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

#: A mapping whose shape the schema has accepted. Its values are plain data, hence `Any`: the schema, not
#: the type checker, is what knows them, and only the `from_mapping` methods beside this module read them.
Data = Mapping[str, Any]

T = TypeVar("T")


def number(value: int | Decimal) -> Fraction:
    """Return exactly the number that was written."""
    return Fraction(value)


def optional(data: Data, key: str, make: Callable[[Any], T]) -> T | None:
    """Return what `make` makes of the value at `key`, or None where nothing was written."""
    value = data.get(key)
    return None if value is None else make(value)


def each(data: Data, key: str, make: Callable[[Any], T]) -> tuple[T, ...]:
    """Return what `make` makes of every entry of the list at `key`; no list is an empty one."""
    values = data.get(key)
    return tuple(map(make, values)) if values else ()


def day(text: str) -> date:
    """Return the day that a valid text names."""
    return date.fromisoformat(text)


def text(data: Data, key: str) -> str:
    """Return the text at `key`, empty where nothing was written."""
    value = data.get(key)
    return "" if value is None else str(value)
