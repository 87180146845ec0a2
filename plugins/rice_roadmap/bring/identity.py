"""Which thing a row is about, so that a second import finds it again."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from rice_roadmap.bring.existing import Roadmap
from rice_roadmap.bring.identifiers import name_of_source
from rice_roadmap.bring.mapping import FieldMapping
from rice_roadmap.bring.readable import readable_line
from rice_roadmap.bring.references import request_named
from rice_roadmap.bring.refusal import Unfit
from rice_roadmap.bring.rows import Row, value_in
from rice_roadmap.model.filing import path_of
from rice_roadmap.model.identifier import hashed
from rice_roadmap.text.schema import Kind

_LONGEST = 200
_BEGINNING_KEPT = 180


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """What a row is recognised by, whether that is there already, and its path if that follows from it."""

    key: str
    is_there: bool
    path: str = ""


def identity_of(kind: Kind, row: Row, mapping: FieldMapping, system: str, roadmap: Roadmap) -> Identity | Unfit:
    """Return what a row is recognised by: its origin, or the id under which its file or account stands."""
    match kind:
        case Kind.ASK:
            return _of_ask(row, mapping, system, roadmap)
        case Kind.DECISION:
            return _of_decision(row, mapping, system, roadmap)
        case Kind.ACCOUNTS:
            return _of_account(row, mapping, roadmap)
        case _:
            source_id = _source_id(row, mapping.source_id)
            if isinstance(source_id, Unfit):
                return source_id
            records = roadmap.requests if kind is Kind.REQUEST else roadmap.items
            return Identity(key=source_id, is_there=(system, source_id) in records.origins)


def _of_ask(row: Row, mapping: FieldMapping, system: str, roadmap: Roadmap) -> Identity | Unfit:
    request = _request(row, mapping, system, roadmap)
    given = _text(row, mapping.source_id)
    source_id = given or _hash_of(row)
    if isinstance(request, Unfit):
        return request
    if isinstance(source_id, Unfit):
        return source_id
    # A hash alone would be a name that says nothing.
    name = name_of_source(source_id, "ask") if given else f"ask-{source_id}"
    path = path_of(Kind.ASK, name, request)
    return Identity(key=path, is_there=path in roadmap.paths, path=path)


def _of_decision(row: Row, mapping: FieldMapping, system: str, roadmap: Roadmap) -> Identity | Unfit:
    request = _request(row, mapping, system, roadmap)
    if isinstance(request, Unfit):
        return request
    return Identity(key=request, is_there=request in roadmap.decided, path=path_of(Kind.DECISION, request))


def _of_account(row: Row, mapping: FieldMapping, roadmap: Roadmap) -> Identity | Unfit:
    """Return the account's id, from its name where the source gives none: asks call accounts by it."""
    column = mapping.source_id or mapping.fields[("name",)]
    source_id = _text(row, column)
    if isinstance(source_id, Unfit):
        return source_id
    if not source_id:
        return Unfit(reason=f"the column `{column}`, which gives the account its id, is empty.")
    name = name_of_source(source_id, "account")
    return Identity(key=name, is_there=name in roadmap.accounts)


def _request(row: Row, mapping: FieldMapping, system: str, roadmap: Roadmap) -> str | Unfit:
    name = _text(row, mapping.request)
    if isinstance(name, Unfit):
        return name
    if not name:
        return Unfit(reason=f"the column `{mapping.request}` does not say which request it belongs to.")
    return request_named(name, roadmap, system)


def _source_id(row: Row, column: str | None) -> str | Unfit:
    """Return the id that the source gives, or a hash of the row."""
    return _text(row, column) or _hash_of(row)


def _hash_of(row: Row) -> str | Unfit:
    """Return a hash of the row's values, whatever their order and the blanks between them."""
    try:
        return hashed(json.dumps(row.values, sort_keys=True, default=str))
    except RecursionError:
        return Unfit(reason="the lists and objects in it are nested too deep to be read.")


def _text(row: Row, column: str | None) -> str | Unfit:
    """Return what identifies a row as one line of text, empty where there is nothing."""
    value = value_in(row.values, column) if column else None
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return Unfit(reason=f"the id in column `{column}` is neither a text nor a number.")
    text = str(value)
    line = readable_line(text, len(text), Counter())
    # Long ids that begin alike stay apart.
    return line if len(line) <= _LONGEST else f"{line[:_BEGINNING_KEPT].rstrip()}…{hashed(line)}"
