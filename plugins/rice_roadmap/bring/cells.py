"""Rows of cells: CSV and TSV, with whichever delimiter the file was exported."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rice_roadmap.bring.refusal import Refusal
from rice_roadmap.bring.rows import Row, Table
from rice_roadmap.text.source import Data

_DELIMITERS = (",", ";", "\t", "|")
_LINES_SNIFFED = 50
_LONGEST_CELL = 2**27


def table_of_cells(name: str, mark: str, text: str) -> Table | Refusal:
    """Return the rows below the first line, which names the columns; `mark` is what the file began with."""
    lines = list(io.StringIO(text, newline=""))
    delimiter = _delimiter(lines)
    try:
        records = list(_records(lines, delimiter))
    except csv.Error as error:
        return Refusal(
            message=f"{name}:{_line_of_failure(lines, delimiter)}:1: the quotes do not match: {error}.",
            hint='A cell that holds a quote is written in quotes, with the quote doubled: "say ""yes""".',
        )
    if not records:
        return Refusal(message=f"{name}:1:1: the first line names no columns.", hint="Export the file again.")
    (_, header, header_text), *rest = records
    columns = _column_names(header)
    rows = (_cell_row(number, columns, record) for number, record in enumerate(rest, start=1))
    return Table(rows=tuple(rows), columns=columns, before=mark + _with_line_end(header_text))


def _records(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, list[str], str]]:
    """Yield the line, the cells and the text of each record that is not blank."""
    with _long_cells():
        reader = csv.reader(iter(lines), delimiter=delimiter, strict=True)
        start = 0
        for cells in reader:
            text = "".join(lines[start : reader.line_num])
            # Spreadsheets write rows that hold nothing but delimiters.
            if text.strip(f"{delimiter} \t\r\n"):
                yield start + 1, cells, text
            start = reader.line_num


@contextmanager
def _long_cells() -> Iterator[None]:
    # The limit belongs to the whole process, and 128 KiB is less than one column of pasted text that nobody maps.
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _cell_row(number: int, columns: tuple[str, ...], record: tuple[int, list[str], str]) -> Row:
    line, cells, original = record
    unusable = ""
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        unusable = (
            f"the row has {len(cells)} cells, the first line names {len(columns)}. "
            "Put a text that holds the delimiter in double quotes."
        )
    values: dict[str, Data] = dict(zip(columns, cells, strict=False))
    return Row(number=number, line=line, values=values, original=_with_line_end(original), unusable=unusable)


def _with_line_end(text: str) -> str:
    return text if text.endswith(("\n", "\r")) else f"{text}\n"


def _column_names(header: Sequence[str]) -> tuple[str, ...]:
    """Return a name for every column; one that is blank or repeated is told apart by a number."""
    names: list[str] = []
    seen: set[str] = set()
    for position, cell in enumerate(header, start=1):
        name = cell.strip() or f"column {position}"
        if name in seen:
            name = f"{name} {position}"
        seen.add(name)
        names.append(name)
    return tuple(names)


def _delimiter(lines: Sequence[str]) -> str:
    """Return the sign that splits the first line into the most cells, unless it stands in that line by chance."""
    return max(_DELIMITERS, key=lambda delimiter: (*_width(lines, delimiter), -_DELIMITERS.index(delimiter)))


def _width(lines: Sequence[str], delimiter: str) -> tuple[int, int]:
    """Return how many cells the first line has, and how many of the next lines have as many."""
    reader = csv.reader(iter(lines[:_LINES_SNIFFED]), delimiter=delimiter)
    try:
        header, *widths = (len(cells) for cells in reader if cells)
    except csv.Error:
        return (0, 0)
    by_chance = widths and set(widths) == {1}
    return (1 if by_chance else header, sum(width == header for width in widths))


def _line_of_failure(lines: Sequence[str], delimiter: str) -> int:
    line = 1
    try:
        for start, _, text in _records(lines, delimiter):
            line = start + text.count("\n")
    except csv.Error:
        return line + 1 if line > 1 else 1
    return line
