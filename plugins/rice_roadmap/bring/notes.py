"""What to know about an import beside its numbers, each said once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rice_roadmap.bring.existing import Roadmap
from rice_roadmap.bring.mapping import FieldMapping, listed_columns
from rice_roadmap.bring.readable import Change
from rice_roadmap.bring.rows import Table
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.suggestion import listed

_MOST_COLUMNS = 40


def counted(number: int, word: str) -> str:
    """Return a number with its noun: `1 row`, `2 rows`, `5,305 rows`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def notes_on(
    kind: Kind, table: Table, mapping: FieldMapping, roadmap: Roadmap, changes: Counter[Change]
) -> Iterator[str]:
    """Yield sentences about the mapping, the recognition of rows, and what was changed in texts."""
    if not table.rows:
        yield "The file holds no rows: there is nothing to import."
        return
    if mapping.is_guessed:
        yield f"Columns were found by their names. To choose others, copy and change this: {mapping.options}"
        yield from _not_imported(table, mapping)
    missing = sorted(column for column in mapping.columns if not table.has(column))
    if missing:
        yield f"No row has a column {listed(missing)}, so nothing comes from it. {listed_columns(table)}"
    yield from _recognition(kind, mapping)
    if kind in {Kind.ASK, Kind.ACCOUNTS} and roadmap.plan.get("repository") == "public":
        yield "roadmap/plan.yaml calls this repository public; a file of this kind may not stand in it."
    for change in Change:
        if changes[change]:
            yield f"{counted(changes[change], 'value')}: {change}."


def _not_imported(table: Table, mapping: FieldMapping) -> Iterator[str]:
    left = [f"`{column}`" for column in table.columns if column not in mapping.columns]
    if left:
        more = f" and {len(left) - _MOST_COLUMNS} more" if len(left) > _MOST_COLUMNS else ""
        yield f"Columns that are not imported: {', '.join(left[:_MOST_COLUMNS])}{more}."


def _recognition(kind: Kind, mapping: FieldMapping) -> Iterator[str]:
    if mapping.source_id or kind is Kind.DECISION:
        return
    if kind is Kind.ACCOUNTS:
        yield "No column is mapped to `id`, so the accounts get their ids from their names."
    else:
        yield (
            "No column is mapped to `id`, so a row is known again only while none of its values changes. "
            "If a column holds an id, add --map id=COLUMN."
        )
