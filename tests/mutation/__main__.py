"""Put faults into the code and see whether tests notice: `python3 dev.py mutate [GROUP …]`.

Each fault that no test notices stands in `tests/mutation/SURVIVORS.md` with the reason why none needs to. A fault that
is missing there, or one there that is noticed by now, makes this fail; so does a group below `LEAST_SCORE` percent.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from tests.mutation.groups import GROUPS, Group
from tests.mutation.mutants import Mutant, mutants
from tests.mutation.survivors import listed
from tests.mutation.trials import survivors

#: How many of a hundred faults must be noticed in each group, whatever the reasons for the others are.
LEAST_SCORE = 90


def main(arguments: list[str]) -> int:
    """Try the faults and return the exit status: 0 if all is as the list says, else 1."""
    parser = argparse.ArgumentParser(prog="python3 dev.py mutate", description="See whether tests notice faults.")
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"of {', '.join(GROUPS)} (default: all)")
    given = parser.parse_args(arguments)
    if unknown := [name for name in given.groups if name not in GROUPS]:
        parser.error(f"there is no group {unknown[0]}; there are {', '.join(GROUPS)}")
    # Hypothesis takes the same way every time.
    os.environ["CI"] = "1"
    os.chdir(Path(__file__).parents[2])
    names = given.groups or list(GROUPS)
    if len(names) == 1:
        return 0 if _tried(names[0], GROUPS[names[0]]) else 1
    # A process that has tried one group has loaded what another must load anew.
    return max(subprocess.call([sys.executable, "-m", "tests.mutation", name]) for name in names)


def _tried(name: str, group: Group) -> bool:
    total = sum(1 for module in group.modules for _ in mutants(module))
    found = [mutant.name for mutant in survivors(group, _told)]
    known = [survivor.name for survivor in listed(name)]
    for survivor in found:
        if survivor not in known:
            _say(f"Nobody notices this, and it is not listed: {survivor}")
    for survivor in known:
        if survivor not in found:
            _say(f"This is listed, but is noticed or gone: {survivor}")
    noticed = total - len(found)
    print(f"{name:10} {noticed:>4} of {total:>4} faults noticed: {100 * noticed / total:.1f} %", flush=True)
    return sorted(found) == sorted(known) and 100 * noticed >= LEAST_SCORE * total


def _told(mutant: Mutant, is_survivor: bool) -> None:
    if is_survivor:
        _say(mutant.name)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
