"""What one file says, as plain data that remembers where everything was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from rice_roadmap.text.problem import Location

#: All that a file can hold: nothing else is ever built from it.
Data: TypeAlias = "str | int | Decimal | bool | list[Data] | dict[str, Data] | None"

#: The way to a value: keys, and positions in lists from 0; () is the whole file.
Pointer: TypeAlias = tuple[str | int, ...]

#: Line and column from 1 of a key (a list entry has none: its value's), then of its value.
Place: TypeAlias = tuple[int, int, int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """The data of one file, with the place of every key and value."""

    path: str
    data: dict[str, Data]
    places: Mapping[Pointer, Place]

    def value_at(self, pointer: Pointer) -> Location:
        """Return where a value stands, or else the nearest value around it."""
        _, _, line, column = self._place(pointer)
        return Location(path=self.path, line=line, column=column)

    def key_at(self, pointer: Pointer) -> Location:
        """Return where the key of a value stands; for an entry of a list, the value."""
        line, column, _, _ = self._place(pointer)
        return Location(path=self.path, line=line, column=column)

    def first_key_at(self, pointer: Pointer) -> Location:
        """Return where the first key of a mapping stands: the place of a key that is missing there."""
        value = self._value(pointer)
        if isinstance(value, dict) and value:
            return self.key_at((*pointer, next(iter(value))))
        return self.value_at(pointer) if pointer else Location(path=self.path)

    def _place(self, pointer: Pointer) -> Place:
        while pointer not in self.places and pointer:
            pointer = pointer[:-1]
        return self.places.get(pointer, (1, 1, 1, 1))

    def _value(self, pointer: Pointer) -> Data:
        value: Data = self.data
        for step in pointer:
            if isinstance(value, dict) and isinstance(step, str):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
                value = value[step]
            else:
                return None
        return value
