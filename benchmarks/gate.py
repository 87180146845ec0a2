"""The gate: measures every goal that has a limit on a small portfolio, and names each limit that is passed."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from benchmarks.bench import Bench, has_hugo
from benchmarks.goals import GOALS, Row, rows_of
from benchmarks.results import amount
from benchmarks.targets import TARGETS, Target

#: So few that two minutes are enough, so many that what is done for each of them can be seen.
REQUESTS = 1000

#: Enough for a median that one busy moment does not move.
ROUNDS = 3

_NEED_HUGO = frozenset({"cold-build", "mkdocs-build"})


def gated() -> list[str]:
    """Return the goals with a limit, in the order of the table."""
    limited = {goal for (goal, _), target in TARGETS.items() if target.limit is not None}
    return [goal for goal in GOALS if goal in limited]


def without_yardstick(goals: Sequence[str]) -> list[str]:
    """Return the goals that cannot be measured here, because Hugo is not installed."""
    return [] if has_hugo() else [goal for goal in goals if goal in _NEED_HUGO]


def measured(goal: str, bench: Bench) -> list[Row]:
    """Measure a goal, and once more where a limit is passed: a busy moment meets one, slower code meets both."""
    rows = rows_of(goal, bench)
    if passed(rows):
        return [min(pair, key=lambda row: row.found) for pair in zip(rows, rows_of(goal, bench), strict=True)]
    return rows


def passed(rows: Sequence[Row]) -> list[str]:
    """Return a sentence for each limit that is passed."""
    return [_sentence(row, row.target) for row in rows if row.is_over_limit and row.target is not None]


def _sentence(row: Row, target: Target) -> str:
    if row.found == inf:
        return f"{row.what} could not be measured: what was said above is why."
    limit = amount(target.limit or 0, target.unit)
    return f"{row.what} is {amount(row.found, target.unit)}, above its limit of {limit}: {target.because}."
