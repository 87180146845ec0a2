"""Run commands and measure them: processor time, wall time and peak memory of each, by turns, medians of pairs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile

_SHOWN = 2000
_UNIT_OF_PEAK = 1 if sys.platform == "darwin" else 1024


class FailedError(Exception):
    """A command that is measured failed, or did not do what it was measured for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """What one run took: seconds of processor (with every process that it started), seconds by the clock, bytes."""

    cpu: float
    wall: float
    peak: float


def _nothing() -> None:
    """Prepare or prove nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """A command to measure: what comes before each run, and what proves after it that the time counts.

    Neither is part of the time.
    """

    command: Sequence[str]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], None] = _nothing
    after: Callable[[], None] = _nothing


def measure(task: Task) -> Run:
    """Run a task once; raise FailedError unless it exits with 0 and its proof holds."""
    task.before()
    with TemporaryFile() as said:
        began = time.perf_counter()
        # `wait4` counts this child and its children alone; the runner stays small, since a child's peak starts at it.
        process = subprocess.Popen(
            task.command, cwd=task.folder, env=os.environ | task.environment, stdout=said, stderr=said
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            end = said.read().decode(errors="replace")[-_SHOWN:]
            raise FailedError(f"{' '.join(task.command)} ended with {process.returncode}:\n{end}")
    task.after()
    return Run(cpu=used.ru_utime + used.ru_stime, wall=wall, peak=float(used.ru_maxrss * _UNIT_OF_PEAK))


def by_turns(tasks: Sequence[Task], *, rounds: int) -> list[tuple[Run, ...]]:
    """Run the tasks by turns, A B A B …, and return each task's runs; the machine's moods so meet all of them."""
    turns = [[measure(task) for task in tasks] for _ in range(rounds)]
    return list(zip(*turns, strict=True))


def typical(runs: Sequence[Run], quantity: str) -> float:
    """Return the median of `cpu`, `wall` or `peak` over the runs."""
    return median(float(getattr(run, quantity)) for run in runs)


def ratio(ours: Sequence[Run], theirs: Sequence[Run], quantity: str) -> float:
    """Return the median of the ratios, pair by pair."""
    return median(
        float(getattr(own, quantity)) / float(getattr(other, quantity)) for own, other in zip(ours, theirs, strict=True)
    )
