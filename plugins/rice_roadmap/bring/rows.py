"""Rows of a file, whatever its format: values by column, and the text as it stood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rice_roadmap.text.source import Data


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row: its number from 1, the line it starts on, its values by column, and its text as it stood in the file."""

    number: int
    line: int
    values: Mapping[str, Data]
    original: str
    unusable: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """All rows of a file, and what surrounds rows in a file of the same format."""

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    before: str = ""
    between: str = ""
    after: str = ""

    def has(self, column: str) -> bool:
        """Return whether any row has the column; a file without rows may have had every column."""
        return not self.rows or column in self.columns or any(_found(row.values, column) for row in self.rows)

    def written_again(self, rows: Sequence[Row]) -> str:
        """Return a file of the same format that holds only `rows`, each as it stood."""
        return self.before + self.between.join(row.original for row in rows) + self.after


def value_in(values: Mapping[str, Data], column: str) -> Data:
    """Return what stands in a column, reaching inside along dots; None where there is nothing."""
    found = _found(values, column)
    return found[0] if found else None


def _found(values: Mapping[str, Data], column: str) -> tuple[()] | tuple[Data]:
    if column in values:
        return (values[column],)
    head, dot, rest = column.partition(".")
    inner = values.get(head) if dot else None
    return _found(inner, rest) if isinstance(inner, dict) else ()
