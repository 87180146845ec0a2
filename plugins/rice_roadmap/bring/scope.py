"""One place in a schema: what may stand there, and how to go further in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rice_roadmap.text.schema import Kind, schema_of

Schema = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """A part of a schema, its reference followed, together with the kind whose file its own references mean."""

    kind: Kind
    schema: Schema

    @property
    def types(self) -> frozenset[str]:
        """The types that a value here may have."""
        types = self.schema.get("type", "object")
        return frozenset([types] if isinstance(types, str) else types)

    @property
    def names(self) -> tuple[str, ...]:
        """The keys that an object here may have, in the order of the schema."""
        return tuple(self.schema.get("properties", {}))

    @property
    def only_required(self) -> str | None:
        """The key that a single value in place of an object means: the only one that must be there."""
        required = self.schema.get("required", ())
        return required[0] if len(required) == 1 else None

    def inside(self, name: str) -> Scope:
        """Return the scope of the value of a key that is among `names`."""
        return _scope(self.kind, self.schema["properties"][name])

    @property
    def entry(self) -> Scope:
        """The scope of each entry of a list; where no list may stand, the scope itself."""
        return _scope(self.kind, self.schema["items"]) if "items" in self.schema else self


def record_scope(kind: Kind) -> Scope:
    """Return the scope of one record: a file, or one account of the accounts."""
    schema = schema_of(kind)
    return _scope(kind, schema["additionalProperties"] if kind is Kind.ACCOUNTS else schema)


def _scope(kind: Kind, schema: Schema) -> Scope:
    reference: str | None = schema.get("$ref")
    if reference is None:
        return Scope(kind=kind, schema=schema)
    file, _, name = reference.partition("#/$defs/")
    home = Kind(file.removesuffix(".schema.json")) if file else kind
    found = _scope(home, schema_of(home)["$defs"][name] if name else schema_of(home))
    beside = {key: value for key, value in schema.items() if key != "$ref"}
    return Scope(kind=found.kind, schema={**found.schema, **beside})
