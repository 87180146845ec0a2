"""An import in words: what was done or would be, and which rows are left over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rice_roadmap.bring.importing import Import, Rejected
from rice_roadmap.bring.notes import counted

_MOST_PATHS = 10
_MOST_ALIKE = 20


def outcome(imported: Import, *, written: bool) -> Iterator[str]:
    """Yield the lines for standard output: files, numbers, and what to do next."""
    verb = "Wrote" if written else "Would write"
    if imported.files:
        yield f"{verb} {counted(len(imported.files), 'file')} for {counted(imported.added, 'row')}:"
        yield from (f"  {file.path}" for file in imported.files[:_MOST_PATHS])
        if len(imported.files) > _MOST_PATHS:
            yield f"  and {len(imported.files) - _MOST_PATHS:,} more"
    if imported.unchanged:
        yield f"{counted(imported.unchanged, 'row')} there already; nothing is changed in what is there."
    if not imported.files:
        yield "There is nothing new to write."
    elif not written:
        yield "Nothing has been written. Add --write to write it."


def remarks(imported: Import, *, written: bool) -> Iterator[str]:
    """Yield the lines for standard error: notes, files that cannot be read, and each row left over with its reason."""
    yield from imported.notes
    for path in imported.unreadable:
        yield f"{path} cannot be read as it stands, so rows it came from may be taken for new. Mend it first."
    if imported.rejected:
        yield from _left_over(imported.source, imported.rejected)
        verb = "What cannot be written is in" if written else "What cannot be written would go to"
        yield f"{verb} {imported.rejects_name}: {counted(len(imported.rejected), 'row')}."


def _left_over(source: str, rejected: Sequence[Rejected]) -> Iterator[str]:
    """Yield a line per reason that many rows share, naming all of them, then a line for each other row."""
    alike: dict[str, list[Rejected]] = {}
    for one in rejected:
        alike.setdefault(one.reason, []).append(one)
    for reason, rows in alike.items():
        if len(rows) > _MOST_ALIKE:
            yield f"{source}: {counted(len(rows), 'row')}: {reason} These are rows {_ranges(rows)}."
    for one in rejected:
        if len(alike[one.reason]) <= _MOST_ALIKE:
            yield f"{source}:{one.row.line}: row {one.row.number}: {one.reason}"


def _ranges(rejected: Iterable[Rejected]) -> str:
    """Return the numbers of rows, those in a row as one: `1–3, 7`."""
    numbers = enumerate(one.row.number for one in rejected)
    runs = [[number for _, number in run] for _, run in groupby(numbers, key=lambda pair: pair[1] - pair[0])]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
