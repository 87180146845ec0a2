"""Throw bytes at every door: `python3 dev.py fuzz [--runs N | --seconds N] [LAW …]`.

Without laws, all of them are searched, one after another, each with its share of the runs or of the time. What was
found interesting stays in `.fuzz/`, so the next search begins where this one ended. Bytes that break a law are kept
there, too, and shown: make an example file of them, in `tests/hostile/`, before you mend what they found.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".fuzz"

#: How many of a hundred runs each law gets: most for the doors that take anything from anybody.
SHARES = {"reader": 40, "editing": 20, "mail": 15, "shape": 12, "prose": 7, "rows": 6}
RUNS = 200_000

_EXECUTIONS = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_PROGRESS = re.compile(r"#\d+\t|INFO:")


@dataclass(frozen=True, kw_only=True, slots=True)
class Search:
    """What came of one search: how many inputs were tried, and whether one of them broke the law."""

    law: str
    executions: int
    is_broken: bool


def main(arguments: list[str]) -> int:
    """Search and return the exit status: 0 if no law broke, 1 if one did, 2 if nothing can be searched here."""
    parser = argparse.ArgumentParser(prog="python3 dev.py fuzz", description="Throw bytes at every door.")
    how_long = parser.add_mutually_exclusive_group()
    how_long.add_argument("--runs", type=int, default=RUNS, help=f"inputs over all laws together (default: {RUNS:,})")
    how_long.add_argument("--seconds", type=int, help="time over all laws together, instead of a number of inputs")
    parser.add_argument("--seed", type=int, default=1, help="where chance begins (default: 1)")
    parser.add_argument("laws", nargs="*", metavar="LAW", help=f"of {', '.join(SHARES)} (default: all)")
    given = parser.parse_args(arguments)
    if unknown := [law for law in given.laws if law not in SHARES]:
        parser.error(f"there is no law {unknown[0]}; there are {', '.join(SHARES)}")
    if importlib.util.find_spec("atheris") is None:
        print("There is no atheris for this Python and this machine; with Python 3.11 on Linux there is.")
        return 2
    shares = {law: share for law, share in SHARES.items() if law in given.laws or not given.laws}
    searches = []
    for law, share in shares.items():
        part = share / sum(shares.values())
        limit = f"-max_total_time={given.seconds * part:.0f}" if given.seconds else f"-runs={given.runs * part:.0f}"
        searches.append(_search(law, [limit, f"-seed={given.seed}"]))
    _report(searches)
    return 1 if any(search.is_broken for search in searches) else 0


def _search(law: str, options: list[str]) -> Search:
    print(f"{law} …", flush=True)
    command = [sys.executable, "-m", "tests.fuzz.search", law, str(KEPT / law), *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    told = (done.stdout + done.stderr).decode(errors="replace")
    found = _EXECUTIONS.search(told)
    if done.returncode or found is None:
        print("\n".join(line for line in told.splitlines() if not _PROGRESS.match(line)), flush=True)
    return Search(law=law, executions=int(found[1]) if found else 0, is_broken=bool(done.returncode or found is None))


def _report(searches: list[Search]) -> None:
    for search in searches:
        print(f"{search.law:8} {search.executions:>10,}  {'broken, see above' if search.is_broken else 'holds'}")
    print(f"{'together':8} {sum(search.executions for search in searches):>10,}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
