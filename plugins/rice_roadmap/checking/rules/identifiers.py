"""Rules about ids: one meaning each, for good."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rice_roadmap.checking.corpus import Corpus, Record
from rice_roadmap.text.problem import Code, Problem
from rice_roadmap.text.schema import Kind


def formerly_used(corpus: Corpus) -> Iterator[Problem]:
    """An id that a record once had leads to that record for good, so nothing else may take it."""
    for kind in (Kind.REQUEST, Kind.ITEM):
        taken: dict[str, Record] = {}
        for record in corpus.of(kind):
            earlier_ids: Any = record.document.data.get("formerly") or ()
            for index, earlier in enumerate(earlier_ids):
                first = taken.setdefault(earlier, record)
                holder = corpus.filed[kind].get(earlier)
                pointer = ("formerly", index)
                if holder is not None and holder.path == record.filed.path:
                    message, hint = f"`{earlier}` is what this file is called today.", "Remove the line."
                    yield record.problem(Code.ID_FORMERLY_USED, pointer, message, hint)
                elif holder is not None or first is not record:
                    other = f"the id of {holder.path}" if holder else f"an earlier id of {first.filed.path}"
                    message = f"`{earlier}` is also {other}, so an old link would have two meanings."
                    hint = "Leave the id to the record that had it first, and give the other one a new id."
                    yield record.problem(Code.ID_FORMERLY_USED, pointer, message, hint)


def imported_twice(corpus: Corpus) -> Iterator[Problem]:
    """One record of another tool becomes one record here."""
    for kind in (Kind.REQUEST, Kind.ITEM):
        first: dict[tuple[str, str], Record] = {}
        for record in corpus.of(kind):
            origin = record.document.data.get("imported_from")
            if isinstance(origin, dict):
                other = first.setdefault((str(origin["system"]), str(origin["id"])), record)
                if other is not record:
                    message = f"This was imported from the same place as {other.filed.path}."
                    hint = "Keep one of the two files, or correct `imported_from`."
                    yield record.problem(Code.IMPORTED_TWICE, ("imported_from",), message, hint, at_key=True)


def listed_twice(corpus: Corpus) -> Iterator[Problem]:
    """In the plan each objective, area and segment has an id of its own, and each quarter one capacity per area."""
    if corpus.plan is None:
        return
    for key in ("objectives", "areas", "segments"):
        seen: set[str] = set()
        for index, entry in enumerate(_entries(corpus.plan, key)):
            if entry["id"] in seen:
                message, hint = f"`{entry['id']}` stands in `{key}` twice.", "Give one of them another id."
                yield corpus.plan.problem(Code.ID_USED_TWICE, (key, index, "id"), message, hint)
            seen.add(entry["id"])
    periods: set[tuple[str, str]] = set()
    for index, entry in enumerate(_entries(corpus.plan, "capacity")):
        period = (entry["period"], entry.get("area", ""))
        if period in periods:
            message = f"`{entry['period']}` has its capacity given twice."
            yield corpus.plan.problem(Code.ID_USED_TWICE, ("capacity", index, "period"), message, "Keep one of them.")
        periods.add(period)


def _entries(record: Record, key: str) -> Any:
    return record.document.data.get(key) or ()


RULES = (formerly_used, imported_twice, listed_twice)
