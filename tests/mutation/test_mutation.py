"""The trial of tests by faults: which faults there are, and a list of survivors that speaks of code that exists."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.mutation.groups import GROUPS
from tests.mutation.mutants import PACKAGE, mutants, mutants_of
from tests.mutation.survivors import listed, sections

ROOT = Path(__file__).parents[2]

SOURCE = '''\
"""Words."""

from __future__ import annotations

__all__ = ["double"]
MOST = 3


def double(number: int | None, least: int = 1) -> int:
    """More words."""
    if number is None or number < least:
        raise ValueError
    return number * 2


class Door:
    """A door."""

    name = "front"

    @property
    def is_open(self) -> bool:
        return not self.name
'''

FAULTS = [
    ("", "MOST = 3", "MOST = 4"),
    (
        "double",
        "def double(number: int | None, least: int=1) -> int:",
        "def double(number: int | None, least: int=2) -> int:",
    ),
    ("double", "number is None or number < least", "not (number is None or number < least)"),
    ("double", "number is None or number < least", "number is None and number < least"),
    ("double", "number is None", "number is not None"),
    ("double", "number < least", "number <= least"),
    ("double", "raise ValueError", "nothing"),
    ("double", "return number * 2", "return None"),
    ("double", "number * 2", "number / 2"),
    ("double", "number * 2", "number * 3"),
    ("Door", "name = 'front'", "name = ''"),
    ("Door.is_open", "return not self.name", "return None"),
    ("Door.is_open", "not self.name", "self.name"),
]


def test_a_fault_is_one_small_change() -> None:
    """Of every kind one, none in what only readers and tools read, and each such that Python takes it."""
    found = list(mutants_of("door.py", SOURCE))
    shown = [(mutant.function, mutant.before.partition(" '''")[0], mutant.after) for mutant in found]
    assert [fault for fault in FAULTS if fault not in shown and not fault[1].startswith("def")] == []
    assert not [mutant for mutant in found if "words" in mutant.before.lower() and not mutant.before.startswith("def")]
    assert not [mutant for mutant in found if "__all__" in mutant.before]
    assert len({mutant.name for mutant in found}) == len(found)
    for mutant in found:
        assert mutant.make().co_code is not None


def test_each_fault_is_alone() -> None:
    """The module with one fault differs from the sound one there, and the next has its own fault only."""
    names = {mutant.name: mutant for mutant in mutants_of("door.py", SOURCE)}
    sound: dict[str, object] = {}
    exec(SOURCE, sound)
    broken: dict[str, object] = {}
    exec(names["`door.py` `double`: `number * 2` → `number / 2`"].make(), broken)
    double = broken["double"]
    assert callable(double)
    assert double(3) == 1.5
    exec(names["`door.py` `module`: `MOST = 3` → `MOST = 4`"].make(), broken)
    double = broken["double"]
    assert callable(double)
    assert (double(3), broken["MOST"], sound["MOST"]) == (6, 4, 3)


def test_what_is_done_once_is_told_from_what_a_function_does() -> None:
    """A default is worked out where the module is made; the code of a function can be put in its place alone."""
    found = list(mutants_of("door.py", SOURCE))
    once = {(mutant.function, mutant.after) for mutant in found if not mutant.is_inside}
    assert {function for function, _ in once} == {"", "double", "Door"}
    inside = [mutant for mutant in found if mutant.is_inside]
    assert {mutant.own_code().co_name for mutant in inside} == {"double", "is_open"}


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_every_survivor_is_a_fault_that_there_is(group: str) -> None:
    """Who changes the code mends the list; each survivor has a reason, in a sentence."""
    there = {mutant.name for module in GROUPS[group].modules for mutant in mutants(module)}
    entries = listed(group)
    assert [survivor.name for survivor in entries if survivor.name not in there] == []
    assert all(survivor.reason.endswith(".") and len(survivor.reason) > 20 for survivor in entries)
    # Nothing of the list is overlooked for how it is written.
    assert len(entries) == sections()[group].count("\n- ")
    assert 10 * len(entries) <= len(there)


def test_every_group_has_modules_and_tests_that_exist() -> None:
    """And a section in the list."""
    assert list(sections()) == list(GROUPS)
    for group in GROUPS.values():
        assert all(ast.parse((PACKAGE / module).read_text(encoding="utf-8")) for module in group.modules)
        assert all((ROOT / test).is_file() for test in group.tests)
