"""One row as one record: its values in their fields, the shape of the schema, spelt our way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rice_roadmap.bring.mapping import FieldMapping
from rice_roadmap.bring.readable import Change
from rice_roadmap.bring.refusal import Unfit
from rice_roadmap.bring.rows import Row, value_in
from rice_roadmap.bring.scope import Scope, record_scope
from rice_roadmap.bring.shaping import shaped
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.source import Data

# The text that becomes the title where it is empty.
_TEXT_LIKE_TITLE: Mapping[Kind, str] = {Kind.REQUEST: "need", Kind.ITEM: "summary"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column of the file with the field it goes into: the keys on the way, and the scope at each of them."""

    name: str
    keys: tuple[str, ...]
    scopes: tuple[Scope, ...]

    @property
    def field(self) -> str:
        """The field as the command line names it."""
        return ".".join(self.keys)


def columns_of(kind: Kind, mapping: FieldMapping) -> tuple[Column, ...]:
    """Return the columns that are used, outer fields before inner ones."""
    return tuple(
        Column(name=column, keys=keys, scopes=_scopes(record_scope(kind), keys))
        for keys, column in mapping.fields.items()
    )


def record_from(kind: Kind, row: Row, columns: Sequence[Column], changes: Counter[Change]) -> dict[str, Data] | Unfit:
    """Return what a row says as a record without its origin, or why it cannot be one."""
    data: dict[str, Data] = {}
    for column in columns:
        value = shaped(column.scopes[-1], value_in(row.values, column.name), changes)
        reason = value.reason if isinstance(value, Unfit) else "" if value is None else _put(data, column, value)
        if reason:
            return Unfit(reason=f"`{column.field}` (column `{column.name}`): {reason}")
    return _completed(kind, data)


def in_order(kind: Kind, data: Mapping[str, Data]) -> dict[str, Data]:
    """Return the record with its keys in the order of the schema, in which people read them."""
    order = record_scope(kind).names
    return dict(sorted(data.items(), key=lambda pair: order.index(pair[0])))


def _completed(kind: Kind, data: dict[str, Data]) -> dict[str, Data] | Unfit:
    if kind in _TEXT_LIKE_TITLE:
        if "title" not in data:
            return Unfit(reason="the title is empty.")
        data.setdefault(_TEXT_LIKE_TITLE[kind], data["title"])
    if kind is Kind.ITEM:
        data.setdefault("status", "candidate")
    return data


def _scopes(scope: Scope, keys: Sequence[str]) -> tuple[Scope, ...]:
    """Return the scope at each key; inside a list, a key means its one entry."""
    scopes: list[Scope] = []
    for key in keys:
        scope = scope.entry.inside(key)
        scopes.append(scope)
    return tuple(scopes)


def _put(data: dict[str, Data], column: Column, value: Data) -> str:
    """Put a value where its keys lead, making what is missing on the way; return what stands in the way."""
    here = data
    for key, scope in zip(column.keys[:-1], column.scopes, strict=False):
        inside = _inside(here, key, scope)
        if inside is None:
            return f"another column has put something into `{key}` that it cannot join."
        here = inside
    last = column.keys[-1]
    if last in here:
        return f"another column has put something into `{last}` already."
    here[last] = value
    return ""


def _inside(here: dict[str, Data], key: str, scope: Scope) -> dict[str, Data] | None:
    """Return the object under a key, made where nothing or a single value stands."""
    value = here.get(key)
    if "array" in scope.types:
        if value is None:
            here[key] = value = [{}]
        entry = value[0] if isinstance(value, list) and len(value) == 1 else None
        return entry if isinstance(entry, dict) else None
    if not isinstance(value, dict):
        single = scope.only_required
        if value is not None and single is None:
            return None
        value = {} if value is None or single is None else {single: value}
        here[key] = value
    return value
