"""Measure rice-roadmap against its goals: `python3 dev.py bench [--quick] [GOAL…]`."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.bench import HOME, Bench
from benchmarks.goals import GOALS, Row
from benchmarks.measuring import FailedError
from benchmarks.results import as_markdown

RESULTS = HOME / "benchmarks" / "RESULTS.md"
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 -- not for secrets: a folder of our own below it


def main(arguments: list[str]) -> int:
    """Measure the goals that are named, or all, print the table, and keep it where a date is given."""
    options = _options(arguments)
    in_memory = _IN_MEMORY.is_dir() and os.access(_IN_MEMORY, os.W_OK)
    with TemporaryDirectory(prefix="rice-roadmap-bench-", dir=_IN_MEMORY if in_memory else None) as folder:
        bench = Bench(
            folder=Path(folder),
            large=1000 if options.quick else 10_000,
            medium=500 if options.quick else 3000,
            rounds=options.rounds or (1 if options.quick else 3),
        )
        rows = [row for name in options.goals or GOALS for row in _measured(name, bench)]
    place = "memory (tmpfs)" if in_memory else "disk"
    results = as_markdown(rows, bench, day=options.date, place=place)
    print(results)
    if options.date:
        RESULTS.write_text(results, encoding="utf-8", newline="\n")
    return 0


def _options(arguments: list[str]) -> Namespace:
    parser = ArgumentParser(prog="python3 dev.py bench", description=__doc__)
    parser.add_argument("goals", nargs="*", metavar="GOAL", help=f"one of {', '.join(GOALS)}; without one all of them")
    parser.add_argument("--quick", action="store_true", help="small portfolios, one round: to see that it works")
    parser.add_argument("--rounds", type=int, help="how often each command runs (3)")
    parser.add_argument("--date", default="", metavar="DAY", help="also keep the table in RESULTS.md, with this date")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.goals if name not in GOALS]
    if unknown:
        parser.error(f"there is no goal {unknown[0]}; there are {', '.join(GOALS)}")
    if options.date and (options.quick or options.goals):
        parser.error("only a full run of every goal is kept")
    if options.date:
        date.fromisoformat(options.date)
    return options


def _measured(name: str, bench: Bench) -> list[Row]:
    print(f"{name} …", file=sys.stderr, flush=True)
    try:
        return list(GOALS[name](bench))
    except FailedError as failure:
        # A goal that cannot be measured is missed, and takes no other goal with it.
        print(failure, file=sys.stderr)
        return [Row(what=name, ours="could not be measured", yardstick="", found=float("inf"), target=0, unit="")]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
