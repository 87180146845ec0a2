"""What the schemas say of each kind of file, as plain values: for checking, forms, pages and the audit."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from rice_roadmap.text.document import Data, Pointer

#: A schema as it was parsed. Its shape is that of JSON Schema, which no type describes.
Schema: TypeAlias = Mapping[str, Any]

#: The way to a property: keys from the root, and `ENTRY` for every entry of a list or of a mapping by id.
KeyPath: TypeAlias = tuple[str, ...]

#: Stands in a path for every entry of a list, and for every key of a mapping by id.
ENTRY = "*"


class Kind(StrEnum):
    """The kinds of files, each with a schema of its own."""

    REQUEST = "request"
    ASK = "ask"
    ITEM = "item"
    DECISION = "decision"
    PLAN = "plan"
    ACCOUNTS = "accounts"


@dataclass(frozen=True, kw_only=True, slots=True)
class Property:
    """One key that a kind of file may hold, with all that its schema says of it."""

    kind: Kind
    path: KeyPath
    schema: Schema
    is_internal: bool
    is_required: bool

    @property
    def name(self) -> str:
        """The key as files write it."""
        return self.path[-1]

    @property
    def title(self) -> str:
        """What people call it."""
        return str(self.schema["title"])

    @property
    def description(self) -> str:
        """What it is for, in plain words."""
        return str(self.schema["description"])

    @property
    def hint(self) -> str:
        """How to write it, or nothing where that needs no words."""
        return str(self.schema.get("x-hint", ""))

    @property
    def examples(self) -> tuple[Data, ...]:
        """Values that are right."""
        return tuple(self.schema["examples"])

    @property
    def choices(self) -> tuple[str, ...]:
        """The words it may have; empty where any text, number or mapping may stand."""
        return tuple(self.schema.get("enum", ()))

    @property
    def default(self) -> Data:
        """What holds where it is not written, or None."""
        default: Data = self.schema.get("default")
        return default

    @property
    def is_prose(self) -> bool:
        """Whether it is text of several lines, written in CommonMark."""
        return bool(self.schema.get("x-prose", False))


@cache
def schema_of(kind: Kind) -> Schema:
    """Return the schema of a kind of file; its numbers are exact, as those of files are."""
    schema: Schema = json.loads(schema_text(kind), parse_float=Decimal)
    return schema


def schema_text(kind: Kind) -> str:
    """Return the schema of a kind of file as it is written, for editors, which want a file of it."""
    return (_folder() / f"{kind}.schema.json").read_text(encoding="utf-8")


@cache
def properties(kind: Kind) -> tuple[Property, ...]:
    """Return every property at every depth, outer before inner, in the order of the schema."""
    return tuple(_below(kind, schema_of(kind), (), is_internal=_is_internal(schema_of(kind))))


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """A place in a kind of file: the property there or the nearest around it, None for the whole file.

    The places inside it go by key, and under `ENTRY` for every other step.
    """

    found: Property | None
    is_internal: bool
    inside: Mapping[str | int, Spot]

    def at(self, step: str | int) -> Spot:
        """Return the place that a key, or a position in a list, leads to."""
        return self.inside.get(step) or self.inside.get(ENTRY, self)


@cache
def outline(kind: Kind) -> Spot:
    """Return the place of a whole file, from which whoever walks through its data goes on."""
    known = {found.path: found for found in properties(kind)}
    return _spot(known, (), None, is_internal=_is_internal(schema_of(kind)))


def property_at(kind: Kind, pointer: Pointer) -> Property | None:
    """Return the property whose value stands there, or the nearest around it; None for the whole file."""
    return _spot_at(kind, pointer).found


def is_internal(kind: Kind, pointer: Pointer) -> bool:
    """Return whether a value there is for colleagues only, by itself or by what it stands in."""
    return _spot_at(kind, pointer).is_internal


def _spot_at(kind: Kind, pointer: Pointer) -> Spot:
    spot = outline(kind)
    for step in pointer:
        spot = spot.at(step)
    return spot


def _spot(known: Mapping[KeyPath, Property], path: KeyPath, around: Property | None, *, is_internal: bool) -> Spot:
    found = known.get(path, around)
    hidden = is_internal if found is None else found.is_internal
    steps = dict.fromkeys(other[len(path)] for other in known if len(other) > len(path) and other[: len(path)] == path)
    inside: dict[str | int, Spot] = {
        step: _spot(known, (*path, step), found, is_internal=is_internal) for step in steps
    }
    if inside:
        inside.setdefault(ENTRY, Spot(found=found, is_internal=hidden, inside={}))
    return Spot(found=found, is_internal=hidden, inside=inside)


def _folder() -> Path:
    # A wheel carries the schemas in the package; a clone and an editable install have them beside `plugins`.
    packaged = Path(__file__).parents[1] / "schema"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "schema"


def _below(kind: Kind, schema: Schema, path: KeyPath, *, is_internal: bool) -> Iterator[Property]:
    required = schema.get("required", ())
    for key, written in schema.get("properties", {}).items():
        below = _resolved(kind, written)
        yield from _property(kind, below, (*path, key), is_internal=is_internal, is_required=key in required)
    if isinstance(schema.get("additionalProperties"), Mapping):
        below = _resolved(kind, schema["additionalProperties"])
        yield from _property(kind, below, (*path, ENTRY), is_internal=is_internal, is_required=False)
    if "items" in schema:
        # Entries of a list are what the list is: only the keys inside them are properties of their own.
        yield from _below(kind, _resolved(kind, schema["items"]), (*path, ENTRY), is_internal=is_internal)


def _property(kind: Kind, schema: Schema, path: KeyPath, *, is_internal: bool, is_required: bool) -> Iterator[Property]:
    hidden = is_internal or _is_internal(schema)
    yield Property(kind=kind, path=path, schema=schema, is_internal=hidden, is_required=is_required)
    yield from _below(kind, schema, path, is_internal=hidden)


def _is_internal(schema: Schema) -> bool:
    # What does not say that it is public is internal.
    return bool(schema.get("x-visibility") != "public")


def _resolved(kind: Kind, schema: Schema) -> Schema:
    """Return the schema with its reference followed; what stands beside the reference wins."""
    if "$ref" not in schema:
        return schema
    file, _, name = schema["$ref"].partition("#/$defs/")
    home = Kind(file.removesuffix(".schema.json")) if file else kind
    target = schema_of(home)["$defs"][name] if name else schema_of(home)
    return {**_resolved(home, target), **{key: value for key, value in schema.items() if key != "$ref"}}
