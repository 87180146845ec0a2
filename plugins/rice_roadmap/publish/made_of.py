"""What a page is made of, as a fingerprint: two pages made of the same have the same, in any run and on any machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from hashlib import sha256
from operator import attrgetter
from types import MappingProxyType, NoneType
from typing import Any


class Fingerprints:
    """Fingerprints of values; each record, of one of the types that are named, is looked at once."""

    def __init__(self, *records: type) -> None:
        """Know no record yet."""
        self._writers: dict[type, Callable[[Any], str]] = {**_PLAIN, **dict.fromkeys(records, self._record)}
        self._known: dict[int, tuple[object, str]] = {}

    def of(self, *values: object) -> str:
        """Return what changes with everything that these values say; raise `TypeError` where that cannot be told."""
        return _digest(self._sequence(values))

    def _text(self, value: object) -> str:
        write = self._writers.get(type(value))
        if write is None:
            write = self._writers[type(value)] = self._writer(type(value))
        return write(value)

    def _writer(self, kind: type) -> Callable[[Any], str]:
        ways: Mapping[type, Callable[[Any], str]] = {
            Enum: _member,
            tuple: self._sequence,
            list: self._sequence,
            frozenset: self._set,
            Mapping: self._mapping,
        }
        found = next((write for wide, write in ways.items() if issubclass(kind, wide)), None)
        if found is not None:
            return found
        if not is_dataclass(kind):
            message = f"{kind.__name__} does not say what it is made of"
            raise TypeError(message)
        return self._fields

    def _sequence(self, values: Iterable[object]) -> str:
        return f"({','.join(map(self._text, values))})"

    def _set(self, values: Iterable[object]) -> str:
        return f"{{{','.join(sorted(map(self._text, values)))}}}"

    def _mapping(self, values: Mapping[object, object]) -> str:
        return f"[{','.join(f'{self._text(key)}:{self._text(value)}' for key, value in values.items())}]"

    def _record(self, record: object) -> str:
        known = self._known.get(id(record))
        if known is None:
            # Whoever keeps the record keeps its place in memory from being given to another.
            known = self._known[id(record)] = (record, _digest(self._fields(record)))
        return known[1]

    def _fields(self, value: object) -> str:
        kind: Any = type(value)
        return f"{kind.__qualname__}{self._sequence(_values(kind)(value))}"


@cache
def _values(kind: Any) -> Callable[[object], Iterable[object]]:
    """Return what gives the values of all fields of a record, as a tuple even of one."""
    names = [field.name for field in fields(kind)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: tuple(getattr(record, name) for name in names)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _measured(text: str) -> str:
    """Return a text that cannot be taken for two."""
    return f"{len(text)}'{text}"


def _member(value: Enum) -> str:
    return f"{type(value).__qualname__}.{value.name}"


_PLAIN: Mapping[type, Callable[[Any], str]] = MappingProxyType(
    {NoneType: repr, bool: repr, int: repr, str: _measured, date: date.isoformat, Fraction: "{}f".format}
)
