"""Whether a guessed mapping is right: a column of which no value fits its field was no good guess."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rice_roadmap.bring.existing import Roadmap
from rice_roadmap.bring.mapping import NEEDED, FieldMapping
from rice_roadmap.bring.records import Column, columns_of
from rice_roadmap.bring.references import resolved
from rice_roadmap.bring.refusal import Unfit
from rice_roadmap.bring.rows import Row, value_in
from rice_roadmap.bring.shaping import shaped
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.source import Data


def fitting(
    kind: Kind, rows: Sequence[Row], mapping: FieldMapping, roadmap: Roadmap, system: str
) -> tuple[FieldMapping, tuple[str, ...]]:
    """Return the mapping without guesses that fit no row, and a sentence about each; a chosen mapping stays as it is.

    A status is never left out: without it everything would count as a candidate, which nobody said.
    """
    if not mapping.is_guessed:
        return mapping, ()
    stays = {*NEEDED[kind], "status"}
    misfits: dict[tuple[str, ...], str] = {}
    for column in columns_of(kind, mapping):
        reason = "" if column.field in stays else _misfit(column, rows, roadmap, system)
        if reason:
            misfits[column.keys] = f"The column `{column.name}` is left out, because nothing in it fits: {reason}"
    return mapping.without(misfits), tuple(misfits.values())


def _misfit(column: Column, rows: Iterable[Row], roadmap: Roadmap, system: str) -> str:
    """Return why the first value of a column does not fit, or nothing if any value does or there is none."""
    first = ""
    for row in rows:
        value = _value(column, row, roadmap, system)
        if isinstance(value, Unfit):
            first = first or value.reason
        elif value is not None:
            return ""
    return first


def _value(column: Column, row: Row, roadmap: Roadmap, system: str) -> Data | Unfit:
    value = shaped(column.scopes[-1], value_in(row.values, column.name), Counter())
    if value is None or isinstance(value, Unfit):
        return value
    return resolved({column.keys[-1]: value}, roadmap, system)
