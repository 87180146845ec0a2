"""The values of a document beside what its schema says of each: whether it is internal, whether it is required."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rice_roadmap.text.document import Data, Pointer
from rice_roadmap.text.shape import Kind, Spot, outline


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One value: where it stands, whether it or what it stands in is internal, and whether its mapping needs it."""

    pointer: Pointer
    value: Data
    is_internal: bool
    is_required: bool


def fields(kind: Kind, data: Data) -> Iterator[Field]:
    """Yield every value below the root, outer before inner, in the order in which they were written."""
    for pointer, value, spot in _values((), data, outline(kind)):
        found = spot.found
        yield Field(
            pointer=pointer,
            value=value,
            is_internal=spot.is_internal,
            is_required=found is not None and found.name == pointer[-1] and found.is_required,
        )


def public_texts(kind: Kind, data: Data) -> list[tuple[Pointer, str]]:
    """Return every text that may become public, with its place."""
    found: list[tuple[Pointer, str]] = []
    _collect_public_texts((), data, outline(kind), found)
    return found


def _values(pointer: Pointer, data: Data, spot: Spot) -> Iterator[tuple[Pointer, Data, Spot]]:
    for step, value in _inside(data):
        below = spot.at(step)
        yield (*pointer, step), value, below
        yield from _values((*pointer, step), value, below)


def _collect_public_texts(pointer: Pointer, data: Data, spot: Spot, found: list[tuple[Pointer, str]]) -> None:
    for step, value in _inside(data):
        below = spot.at(step)
        if below.is_internal:
            continue  # and so is all that stands in it
        if isinstance(value, str):
            found.append(((*pointer, step), value))
        elif isinstance(value, (dict, list)):
            _collect_public_texts((*pointer, step), value, below, found)


def _inside(data: Data) -> Iterator[tuple[str | int, Data]]:
    if isinstance(data, dict):
        return iter(data.items())
    return iter(enumerate(data)) if isinstance(data, list) else iter(())
