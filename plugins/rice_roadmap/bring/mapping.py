"""Which column goes into which field: as the command says it, or guessed from the names of the columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rice_roadmap.bring.refusal import Refusal
from rice_roadmap.bring.rows import Table
from rice_roadmap.bring.scope import Scope, record_scope
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.suggestion import did_you_mean, nearest

#: What can be imported, as the command line names it.
KINDS: Mapping[str, Kind] = {
    "requests": Kind.REQUEST,
    "asks": Kind.ASK,
    "items": Kind.ITEM,
    "decisions": Kind.DECISION,
    "accounts": Kind.ACCOUNTS,
}

#: The field that maps the id which things have where they come from.
ID = "id"
#: The field that maps the request which an ask or a decision belongs to.
REQUEST = "request"

_MOST_COLUMNS_LISTED = 40

# The import writes these itself, or they belong to files that were here before.
_NOT_MAPPED = frozenset({"imported_from", "formerly"})

# Names that other tools give their columns, the first that is there wins.
_TITLES = ("title", "name", "headline", "post title", "entity name", "idea title", "subject")
_TEXTS = ("details", "body", "content", "description", "idea description")
_IDS = ("id", "source id", "idea id", "entity uuid", "number", "key", "issue key")
_OTHER_NAMES: Mapping[Kind, Mapping[str, Sequence[str]]] = {
    Kind.REQUEST: {
        "title": (*_TITLES, "summary"),
        "need": ("need", *_TEXTS),
        "votes": ("votes", "votes.count", "vote count", "votes count", "voters count", "upvotes"),
        "submitted_on": ("submitted on", "created", "created at", "created timestamp", "date"),
        ID: _IDS,
    },
    Kind.ITEM: {
        "title": _TITLES,
        "summary": ("summary", *_TEXTS),
        "status": ("status", "state", "status name", "public status name"),
        "rice.reach": ("rice.reach", "reach"),
        "rice.impact": ("rice.impact", "impact"),
        "rice.confidence": ("rice.confidence", "confidence"),
        "rice.effort": ("rice.effort", "effort"),
        ID: _IDS,
    },
    Kind.ASK: {REQUEST: ("request", "request id"), ID: _IDS},
    Kind.DECISION: {REQUEST: ("request", "request id", *_IDS)},
    Kind.ACCOUNTS: {"name": ("name", "account name", "account", "company", "company name"), ID: _IDS},
}

#: What every row of a kind needs a column for; what the import can supply itself is not among it.
NEEDED: Mapping[Kind, Sequence[str]] = {
    Kind.REQUEST: ("title",),
    Kind.ITEM: ("title",),
    Kind.ASK: (REQUEST,),
    Kind.DECISION: (REQUEST, "verdict", "decided_on", "decided_by"),
    Kind.ACCOUNTS: ("name",),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldMapping:
    """Columns by field, in the order of the schema; the source's id and the request apart, as they make file names."""

    fields: Mapping[tuple[str, ...], str]
    source_id: str | None = None
    request: str | None = None
    is_guessed: bool = False

    def without(self, dropped: Iterable[tuple[str, ...]]) -> FieldMapping:
        """Return the mapping without some fields."""
        left = set(self.fields).difference(dropped)
        return replace(self, fields={field: column for field, column in self.fields.items() if field in left})

    @property
    def options(self) -> str:
        """The mapping as options of the command, to be copied and changed."""
        apart = {ID: self.source_id, REQUEST: self.request}
        every = {".".join(field): column for field, column in self.fields.items()} | apart
        return " ".join(f"--map {_quoted(f'{field}={column}')}" for field, column in every.items() if column)

    @property
    def columns(self) -> frozenset[str]:
        """The columns that are used."""
        return frozenset(self.fields.values()) | {column for column in (self.source_id, self.request) if column}


@cache
def fields_of(kind: Kind) -> tuple[str, ...]:
    """Return every field that a column can be mapped to, with its dots, in the order of the schema."""
    return (*_fields_below(record_scope(kind), ""), *_apart(kind))


def mapping_from(kind: Kind, options: Sequence[str], table: Table) -> FieldMapping | Refusal:
    """Return the mapping that `field=column` options describe, or without any the guessed one."""
    chosen = _chosen(kind, options, table) if options else _guessed(kind, table)
    if isinstance(chosen, Refusal):
        return chosen
    lacking = [field for field in NEEDED[kind] if field not in chosen]
    if lacking and table.columns:
        maps = " ".join(f"--map {field}=COLUMN" for field in lacking)
        return Refusal(
            message=f"No column is mapped to `{lacking[0]}`.", hint=f"Add {maps}. {listed_columns(table)}", misuse=True
        )
    source_id, request = chosen.pop(ID, None), chosen.pop(REQUEST, None)
    order = fields_of(kind)
    fields = sorted(chosen.items(), key=lambda pair: order.index(pair[0]))
    return FieldMapping(
        fields={tuple(field.split(".")): column for field, column in fields},
        source_id=source_id,
        request=request,
        is_guessed=not options,
    )


def _chosen(kind: Kind, options: Sequence[str], table: Table) -> dict[str, str] | Refusal:
    known = fields_of(kind)
    chosen: dict[str, str] = {}
    for option in options:
        field, sign, column = option.partition("=")
        if not sign or not field or not column:
            return Refusal(message=f"`--map {option}` is no field=column.", hint="Write --map title=Name.", misuse=True)
        field = _same_field(kind, field)
        if field not in known:
            return _unknown_field(field, known)
        if field in chosen:
            return Refusal(message=f"`{field}` is mapped twice.", hint="Keep one of the two.", misuse=True)
        if not table.has(column) and (field in (*NEEDED[kind], *_apart(kind)) or nearest(column, table.columns)):
            return _unknown_column(column, table)
        chosen[field] = column
    return chosen


def _apart(kind: Kind) -> tuple[str, ...]:
    match kind:
        case Kind.ASK:
            return (ID, REQUEST)
        case Kind.DECISION:
            return (REQUEST,)
        case _:
            return (ID,)


def _same_field(kind: Kind, field: str) -> str:
    """Return the one name of a field that has two: a decision's id is its request's."""
    if field == "imported_from.id" and kind in {Kind.REQUEST, Kind.ITEM}:
        return ID
    return REQUEST if field == ID and kind is Kind.DECISION else field


def _fields_below(scope: Scope, prefix: str) -> Iterator[str]:
    for name in scope.names:
        if prefix or name not in _NOT_MAPPED:
            yield f"{prefix}{name}"
            yield from _fields_below(scope.inside(name).entry, f"{prefix}{name}.")


def _unknown_field(field: str, known: Sequence[str]) -> Refusal:
    if field.partition(".")[0] == "imported_from":
        hint = "It is always written. Say --system NAME for the system, and --map id=COLUMN for the id."
    else:
        inner = [name for name in known if name.endswith(f".{field}")]
        hint = did_you_mean(field, inner or known)
        if not hint:
            hint = f"The fields are {', '.join(name for name in known if '.' not in name)}."
    return Refusal(message=f"There is no field `{field}` to import into.", hint=hint, misuse=True)


def _unknown_column(column: str, table: Table) -> Refusal:
    hint = f"{did_you_mean(column, table.columns)} {listed_columns(table)}".strip()
    return Refusal(message=f"No row has a column `{column}`.", hint=hint, misuse=True)


def listed_columns(table: Table) -> str:
    """Return a sentence that names the columns of a file."""
    names = ", ".join(f"`{name}`" for name in table.columns[:_MOST_COLUMNS_LISTED])
    more = len(table.columns) - _MOST_COLUMNS_LISTED
    return f"The columns are {names}{f' and {more} more' if more > 0 else ''}."


def _guessed(kind: Kind, table: Table) -> dict[str, str]:
    """Return a column for each field that has one of its own name or of a name that other tools use."""
    columns = {_plain(column): column for column in reversed(table.columns)}
    names = {field: (field,) for field in fields_of(kind)} | dict(_OTHER_NAMES[kind])
    guessed: dict[str, str] = {}
    for field, others in names.items():
        found = next((columns[_plain(name)] for name in others if _plain(name) in columns), None)
        # A column that is taken for one thing is not taken for another as well.
        if found is not None and found not in guessed.values():
            guessed[field] = found
    return guessed


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def _quoted(option: str) -> str:
    return option if re.fullmatch(r"[\w.=-]+", option) else f'"{option}"'
