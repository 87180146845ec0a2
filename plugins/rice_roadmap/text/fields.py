"""The values of a document beside what its schema says of each: whether it is internal, whether it is required."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rice_roadmap.text.document import Data, Pointer
from rice_roadmap.text.shape import Kind, is_internal, property_at


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One value: where it stands, whether it or what it stands in is internal, and whether its mapping needs it."""

    pointer: Pointer
    value: Data
    is_internal: bool
    is_required: bool


def fields(kind: Kind, data: Data) -> Iterator[Field]:
    """Yield every value below the root, outer before inner, in the order in which they were written."""
    for pointer, value in _values((), data):
        found = property_at(kind, pointer)
        named = found is not None and found.name == pointer[-1]
        yield Field(
            pointer=pointer,
            value=value,
            is_internal=is_internal(kind, pointer),
            is_required=named and found is not None and found.is_required,
        )


def public_texts(kind: Kind, data: Data) -> Iterator[Field]:
    """Yield every text that may become public."""
    return (field for field in fields(kind, data) if isinstance(field.value, str) and not field.is_internal)


def _values(pointer: Pointer, data: Data) -> Iterator[tuple[Pointer, Data]]:
    inner: Iterator[tuple[str | int, Data]] = iter(())
    if isinstance(data, dict):
        inner = iter(data.items())
    elif isinstance(data, list):
        inner = iter(enumerate(data))
    for step, value in inner:
        yield (*pointer, step), value
        yield from _values((*pointer, step), value)
