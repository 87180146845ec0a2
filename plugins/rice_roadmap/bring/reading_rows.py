"""A file of any common export format as rows."""

from __future__ import annotations

from pathlib import PurePath

from rice_roadmap.bring.cells import table_of_cells
from rice_roadmap.bring.json_rows import table_of_json, table_of_json_lines
from rice_roadmap.bring.refusal import Refusal
from rice_roadmap.bring.rows import Table

_JSON_LINES_ENDINGS = (".jsonl", ".ndjson")
_TABLE_ENDINGS = (".csv", ".tsv", ".tab", ".txt")


def read_rows(name: str, raw: bytes) -> Table | Refusal:
    """Return the rows of a CSV, TSV, JSON or JSON Lines file; its name's ending and its first sign tell which."""
    text = _decoded(name, raw)
    if isinstance(text, Refusal):
        return text
    mark, text = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    if not text.strip():
        return Refusal(message=f"{name}:1:1: the file is empty.", hint="Export it again, then import it.")
    ending = PurePath(name).suffix.lower()
    if ending in _JSON_LINES_ENDINGS:
        return table_of_json_lines(name, text)
    if ending == ".json" or (ending not in _TABLE_ENDINGS and text.lstrip()[0] in "[{"):
        return table_of_json(name, text)
    return table_of_cells(name, mark, text)


def _decoded(name: str, raw: bytes) -> str | Refusal:
    # Spreadsheets save "Unicode text" as UTF-16, always with its mark.
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        return Refusal(
            message=f"{name}:{line}:{column}: the file is not {encoding.upper()} at byte {error.start + 1}.",
            hint="Save it as UTF-8; spreadsheets call that `CSV UTF-8`.",
        )
    return f"\ufeff{text}" if encoding == "utf-16" else text
