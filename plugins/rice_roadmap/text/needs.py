"""What a record needs because of what it says already: the conditions of its schema, for whoever asks for the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from rice_roadmap.text.document import Data
from rice_roadmap.text.shape import Kind, Schema, property_at, schema_of

#: Keys of which one must be there; mostly a single one.
Need: TypeAlias = tuple[str, ...]


def missing(kind: Kind, data: Mapping[str, Data]) -> tuple[Need, ...]:
    """Return what a record needs and does not have, in the order of the schema."""
    return tuple(need for need in needs(kind, data) if not any(key in data for key in need))


def needs(kind: Kind, data: Mapping[str, Data]) -> tuple[Need, ...]:
    """Return every key that a record needs; where one of several will do, they stand together."""
    found: dict[Need, None] = {}
    for part in _applying(schema_of(kind), data):
        found |= dict.fromkeys((key,) for key in part.get("required", ()))
        if "anyOf" in part:
            found[tuple(branch["required"][0] for branch in part["anyOf"])] = None
    order = list(schema_of(kind)["properties"])
    return tuple(sorted(found, key=lambda need: order.index(need[0])))


def choices(kind: Kind, key: str, data: Mapping[str, Data]) -> tuple[str, ...]:
    """Return the words that a key may have, given what the record says; empty where it may be any text."""
    found = property_at(kind, (key,))
    words = found.choices if found else ()
    for part in _applying(schema_of(kind), data):
        allowed = part.get("properties", {}).get(key, {}).get("enum")
        words = words if allowed is None else tuple(word for word in words if word in allowed)
    return words


def _applying(schema: Schema, data: Mapping[str, Data]) -> Iterator[Schema]:
    """Yield the schema and those of its parts whose conditions the record fulfils."""
    yield schema
    for part in schema.get("allOf", ()):
        yield from _applying(part, data)
    if "if" in schema:
        branch = schema.get("then" if _holds(schema["if"], data) else "else")
        if branch is not None:
            yield from _applying(branch, data)


def _holds(condition: Schema, data: Mapping[str, Data]) -> bool:
    has_keys = all(key in data for key in condition.get("required", ()))
    tests = condition.get("properties", {})
    return has_keys and all(key not in data or data[key] == test.get("const") for key, test in tests.items())
