"""The table that a run ends with, in Markdown, with what somebody needs to judge it."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from importlib.metadata import distributions

from benchmarks.bench import Bench
from benchmarks.goals import Row

_PACKAGES = ("mkdocs", "mkdocs-material", "hugo", "PyYAML", "ruamel.yaml", "jsonschema", "markdown-it-py", "numpy")


def as_markdown(rows: Sequence[Row], bench: Bench, *, day: str, place: str) -> str:
    """Return the results of a run as the page that is kept."""
    table = ["# Benchmarks", "", _conditions(bench, day=day, place=place), "", *_table(rows), ""]
    return "\n".join([*table, *_obstacles(rows), _versions(), ""])


def as_gate(rows: Sequence[Row]) -> str:
    """Return what the gate measured, with each limit beside its target."""
    lines = ["| goal | ours | yardstick | found | limit | target |", "|---|---|---|---|---|---|"]
    for row in rows:
        cells = (row.what, row.ours, row.yardstick, amount(row.found, row.unit), _limit(row), _target(row))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def amount(value: float, unit: str) -> str:
    """Return a number as tables show it, with what it counts."""
    return f"{round(value, 2):g} {unit}".strip()


def _conditions(bench: Bench, *, day: str, place: str) -> str:
    when = f"Measured on {day}" if day else "Measured"
    machine = f"{os.cpu_count()} shared cores ({platform.machine()}, {platform.system()})"
    return (
        f"{when} by `python3 dev.py bench` with {bench.large:,} and {bench.medium:,} requests on {machine}, output on "
        f"{place}. Rounds by turns (A B A B …): {bench.rounds}.\n"
        "Times and ratios are medians; a ratio is the median of its pairs. CPU counts every process that a command "
        "starts. Trust the ratios: times drift with what else the machine does."
    )


def _table(rows: Sequence[Row]) -> list[str]:
    lines = ["| goal | ours | yardstick | found | target | verdict |", "|---|---|---|---|---|---|"]
    for row in rows:
        cells = (row.what, row.ours, row.yardstick, amount(row.found, row.unit), _target(row), row.verdict)
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _obstacles(rows: Sequence[Row]) -> list[str]:
    """Return why targets were missed, each reason once."""
    missed = (row.target.obstacle for row in rows if row.target is not None and row.found > row.target.at_most)
    reasons = dict.fromkeys(reason for reason in missed if reason)
    return ["## Missed, and why", "", *(f"- {reason}" for reason in reasons), ""] if reasons else []


def _target(row: Row) -> str:
    return "" if row.target is None else f"≤ {amount(row.target.at_most, row.unit)}"


def _limit(row: Row) -> str:
    return "" if row.target is None or row.target.limit is None else f"≤ {amount(row.target.limit, row.unit)}"


def _versions() -> str:
    there = {distribution.name: distribution.version for distribution in distributions()}
    found = ", ".join(f"{name} {there[name]}" for name in _PACKAGES if name in there)
    return f"Python {platform.python_version()} ({sys.implementation.name}), {found}."
