"""Tables for spreadsheets: texts stay texts, whatever they begin with."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# What a spreadsheet takes for the beginning of a formula; the wide forms count as the plain ones.
_STARTS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def cell(text: str) -> str:
    """Return user text for one cell: on one line, and with an apostrophe before what would be run as a formula.

    A line break inside a cell would put user text at the beginning of a line, where CI systems look for commands.
    """
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(_STARTS_A_FORMULA) else line


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return the rows as CSV; numbers come as their digits, user texts through `cell`."""
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(header)
    writer.writerows(rows)
    return table.getvalue()
