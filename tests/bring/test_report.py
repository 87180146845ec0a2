"""An import in words: every row left over is named, however many there are."""

from __future__ import annotations

import json

from rice_roadmap.bring.importing import Import, prepare
from rice_roadmap.bring.report import outcome, remarks
from tests.memory import Memory


def plan_of(rows: list[dict[str, str]]) -> Import:
    """Return what importing requests into nothing comes to."""
    plan = prepare("requests", "x.json", json.dumps(rows).encode(), Memory({}), options=["title=t", "id=i"])
    assert isinstance(plan, Import)
    return plan


def test_many_rows_with_one_reason_are_named_together() -> None:
    """Where many rows share a reason it is said once, with the number of each of them."""
    rows = [{"t": "" if number % 10 else "Filled", "i": str(number)} for number in range(1, 35)]
    said = list(remarks(plan_of(rows), written=True))
    assert said == [
        "x.json: 31 rows: the title is empty. These are rows 1–9, 11–19, 21–29, 31–34.",
        "What cannot be written is in x.rejects.json: 31 rows.",
    ]


def test_few_rows_are_named_in_the_order_of_the_file() -> None:
    """A line per row: the file, the line, the number and the reason."""
    rows = [{"t": "", "i": "1"}, {"t": "a", "i": "2"}, {"t": "b", "i": "2"}, {"t": "", "i": "3"}]
    said = list(remarks(plan_of(rows), written=False))
    assert said == [
        "x.json:1: row 1: the title is empty.",
        "x.json:1: row 3: row 2 has the same id.",
        "x.json:1: row 4: the title is empty.",
        "What cannot be written would go to x.rejects.json: 3 rows.",
    ]


def test_long_lists_of_files_are_shortened() -> None:
    """The first files are named and the others counted; without --write it says that nothing was written."""
    rows = [{"t": f"Title {number}", "i": str(number)} for number in range(1_234)]
    said = list(outcome(plan_of(rows), written=False))
    assert said[0] == "Would write 1,234 files for 1,234 rows:"
    assert said[10:] == [
        "  requests/title-9.yaml",
        "  and 1,224 more",
        "Nothing has been written. Add --write to write it.",
    ]
