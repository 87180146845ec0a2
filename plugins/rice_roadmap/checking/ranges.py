"""Whether ranges are in order: the part of an item's shape that no schema can describe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rice_roadmap.checking.corpus import Record
from rice_roadmap.text.problem import Code, Problem
from rice_roadmap.text.schema import Kind


def out_of_order(record: Record) -> Iterator[Problem]:
    """Yield a problem for a low above likely and for a high below it: no rank can be made of such a range."""
    if record.filed.kind is not Kind.ITEM:
        return
    rice: Any = record.document.data.get("rice") or {}
    for key in ("reach", "effort"):
        written = rice.get(key)
        if isinstance(written, dict):
            likely = written["likely"]
            if written.get("low", likely) > likely:
                yield _problem(record, key, "low", "above")
            if written.get("high", likely) < likely:
                yield _problem(record, key, "high", "below")


def _problem(record: Record, key: str, end: str, relation: str) -> Problem:
    message = f"`{end}` is {relation} `likely`, so the range is upside down."
    hint = "Write the three so that low ≤ likely ≤ high."
    return record.problem(Code.RANGE_ORDER, ("rice", key, end), message, hint)
