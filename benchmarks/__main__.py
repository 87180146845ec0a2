"""Measure rice-roadmap against its goals: `python3 dev.py bench [--quick | --gate] [GOAL…]`."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import gate
from benchmarks.bench import HOME, Bench
from benchmarks.goals import GOALS, Row, rows_of, unmeasured
from benchmarks.measuring import FailedError
from benchmarks.results import as_gate, as_markdown

RESULTS = HOME / "benchmarks" / "RESULTS.md"
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 -- not for secrets: a folder of our own below it


def main(arguments: list[str]) -> int:
    """Measure the goals that are named, or all, and print the table; the gate fails where a limit is passed."""
    options = _options(arguments)
    return _gate(options) if options.gate else _table(options)


def _table(options: Namespace) -> int:
    """Print the table with targets and verdicts, and keep it where a date is given."""
    with _folder() as folder:
        bench = Bench(
            folder=folder,
            large=1000 if options.quick else 10_000,
            medium=500 if options.quick else 3000,
            rounds=options.rounds or (1 if options.quick else 3),
        )
        rows = [row for goal in options.goals or GOALS for row in _rows(goal, bench, rows_of)]
    place = "memory (tmpfs)" if folder.is_relative_to(_IN_MEMORY) else "disk"
    results = as_markdown(rows, bench, day=options.date, place=place)
    print(results)
    if options.date:
        RESULTS.write_text(results, encoding="utf-8", newline="\n")
    return 0


def _gate(options: Namespace) -> int:
    """Print the table with limits, and a sentence for each that is passed; return 1 if there is one."""
    goals = options.goals or gate.gated()
    left_out = gate.without_yardstick(goals)
    if left_out:
        print(f"Hugo is not installed, so nothing is said of {', '.join(left_out)}.", file=sys.stderr)
    rounds = options.rounds or gate.ROUNDS
    with _folder() as folder:
        bench = Bench(folder=folder, large=gate.REQUESTS, medium=gate.REQUESTS, rounds=rounds)
        rows = [row for goal in goals if goal not in left_out for row in _rows(goal, bench, gate.measured)]
    print(as_gate(rows))
    sentences = gate.passed(rows)
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    return 1 if sentences else 0


def _options(arguments: list[str]) -> Namespace:
    parser = ArgumentParser(prog="python3 dev.py bench", description=__doc__)
    parser.add_argument("goals", nargs="*", metavar="GOAL", help=f"one of {', '.join(GOALS)}; without one all of them")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--quick", action="store_true", help="small portfolios, one round: to see that it works")
    how.add_argument("--gate", action="store_true", help="small portfolios, and exit status 1 where a limit is passed")
    parser.add_argument("--rounds", type=int, help="how often each command runs (3)")
    parser.add_argument("--date", default="", metavar="DAY", help="also keep the table in RESULTS.md, with this date")
    options = parser.parse_args(arguments)
    known = gate.gated() if options.gate else list(GOALS)
    unknown = [name for name in options.goals if name not in known]
    if unknown:
        parser.error(f"there is no goal {unknown[0]}{' with a limit' * options.gate}; there are {', '.join(known)}")
    if options.date and (options.quick or options.gate or options.goals):
        parser.error("only a full run of every goal is kept")
    if options.date:
        date.fromisoformat(options.date)
    return options


@contextmanager
def _folder() -> Iterator[Path]:
    """Give a folder that is gone afterwards, in memory where there is any to write to."""
    in_memory = _IN_MEMORY.is_dir() and os.access(_IN_MEMORY, os.W_OK)
    with TemporaryDirectory(prefix="rice-roadmap-bench-", dir=_IN_MEMORY if in_memory else None) as folder:
        yield Path(folder)


def _rows(goal: str, bench: Bench, how: Callable[[str, Bench], list[Row]]) -> list[Row]:
    print(f"{goal} …", file=sys.stderr, flush=True)
    try:
        return how(goal, bench)
    except FailedError as failure:
        # A goal that cannot be measured is missed, and takes no other goal with it.
        print(failure, file=sys.stderr)
        return [unmeasured(goal)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
