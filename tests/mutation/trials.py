"""Tests against faults: each fault is put into a process of its own, and the tests that reach it are run there.

A fault inside a function becomes the code of that function in a copy of a process that has all tests loaded; a fault
where a module is made is there from the start of a process that has loaded nothing of ours.
A test that fails, or that does not end in time, has noticed the fault.
"""

from __future__ import annotations

import functools
import importlib
import importlib.abc
import importlib.util
import inspect
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from types import CodeType, FunctionType, ModuleType
from typing import Any, NoReturn

import hypothesis
import pytest

from tests.mutation.groups import Group
from tests.mutation.mutants import PACKAGE, Mutant, mutants

#: No test gets more memory than this in bytes: a fault may make a loop endless that collects.
MOST_MEMORY = 6 * 1024**3

#: A fault has this many times the seconds that the tests take without it, and some more.
PATIENCE = 5
LEAST_SECONDS = 10

Progress = Callable[[Mutant, bool], None]


def survivors(group: Group, told: Progress) -> list[Mutant]:
    """Return the faults that no test of the group notices; `told` hears of each fault as it is tried."""
    all_mutants = [mutant for module in group.modules for mutant in mutants(module)]
    made_anew = [mutant for mutant in all_mutants if not mutant.is_inside]
    began = time.monotonic()
    if not _made_anew(None, group.tests):
        raise RuntimeError("the tests fail without any fault")
    seconds = LEAST_SECONDS + PATIENCE * (time.monotonic() - began)
    missed = {mutant.name for mutant in made_anew if _survives(mutant, group.tests, seconds, told)}
    inside = [mutant for mutant in all_mutants if mutant.is_inside]
    loop = _Loop(mutants=inside, told=told)
    pytest.main([*_OPTIONS, *group.tests], plugins=[loop])
    # What runs only while tests are loaded, or through what remembers its answers, is made anew to be sure.
    missed |= {mutant.name for mutant in loop.unreached if _survives(mutant, group.tests, seconds, told)}
    missed |= {mutant.name for mutant in loop.survivors}
    return [mutant for mutant in all_mutants if mutant.name in missed]


_OPTIONS = (
    *("-q", "-x", "-s", "--no-header", "--no-summary", "-p", "no:cacheprovider", "-p", "no:xdist"),
    # Hypothesis is loaded before pytest is, to choose its settings.
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
)


def _survives(mutant: Mutant, tests: Sequence[str], seconds: float, told: Progress) -> bool:
    is_survivor = _in_time(lambda: _made_anew(mutant, tests), seconds)
    told(mutant, is_survivor)
    return is_survivor


def _made_anew(mutant: Mutant | None, tests: Sequence[str]) -> bool:
    """Return whether the tests pass in a process that loads our code with the fault."""

    def run() -> bool:
        if mutant is not None:
            sys.meta_path.insert(0, _Finder(mutant))
        return pytest.main([*_OPTIONS, *tests], plugins=[_Quick()]) == pytest.ExitCode.OK

    return _in_time(run, None)


def _in_time(holds: Callable[[], bool], seconds: float | None) -> bool:
    """Return whether something holds, in a copy of this process; not if it takes too long or too much memory."""
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        _report(holds, seconds)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def _report(holds: Callable[[], bool], seconds: float | None) -> NoReturn:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    status = 1
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        if seconds is not None:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, seconds)
        status = 0 if holds() else 1
    finally:
        # Whatever happened, nothing of the copied process may go on.
        os._exit(status)


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds one module, and makes it with a fault in it."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(self, fullname: str, path: object, target: object = None) -> Any:  # noqa: ARG002 -- a protocol
        """Return how to load the module, if it is the one."""
        if fullname != _name(self._mutant.module):
            return None
        return importlib.util.spec_from_file_location(fullname, PACKAGE / self._mutant.module, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        """Make the module."""
        exec(self._mutant.make(), module.__dict__)


class _Quick:
    """Lets Hypothesis find the same every time, and leave out what only makes its finding shorter."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        """Choose the settings once the project's are known, and before tests are loaded."""
        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        hypothesis.settings.register_profile(
            "mutation", hypothesis.settings.get_profile("project"), derandomize=True, database=None, phases=phases
        )
        hypothesis.settings.load_profile("mutation")


@dataclass(kw_only=True)
class _Loop(_Quick):
    """Runs the tests once to see what each of them reaches, and then those that reach a fault, for each fault."""

    mutants: Sequence[Mutant]
    told: Progress
    survivors: list[Mutant] = field(default_factory=list)
    unreached: list[Mutant] = field(default_factory=list)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take the place of pytest's own loop."""
        reached = _reached(session)
        if not _in_time(lambda: _run(session, session.items), None):
            raise RuntimeError("the tests fail in a copy of the process")
        functions = [_function(mutant) for mutant in self.mutants]
        for mutant, function in zip(self.mutants, functions, strict=True):
            own = mutant.own_code()
            tests = reached.get(function.__code__, [])
            if not tests or own.co_freevars != function.__code__.co_freevars:
                self.unreached.append(mutant)
                continue
            seconds = LEAST_SECONDS + PATIENCE * sum(took for took, _ in tests)
            items = [item for _, item in sorted(tests, key=lambda test: test[0])]
            is_survivor = _in_time(functools.partial(_passes, session, items, function, own), seconds)
            self.told(mutant, is_survivor)
            if is_survivor:
                self.survivors.append(mutant)
        return True


def _reached(session: pytest.Session) -> dict[CodeType, list[tuple[float, pytest.Item]]]:
    """Return for the code of every function the tests that reach it, each with the seconds that it takes."""
    found: dict[CodeType, list[tuple[float, pytest.Item]]] = {}
    for item in session.items:
        codes: set[CodeType] = set()
        began = time.monotonic()
        _run(session, [item])
        took = time.monotonic() - began
        _forget_answers()
        sys.setprofile(lambda frame, event, _, codes=codes: codes.add(frame.f_code) if event == "call" else None)  # type: ignore[misc] # a default binds it
        _run(session, [item])
        sys.setprofile(None)
        for code in codes:
            found.setdefault(code, []).append((took, item))
    if session.testsfailed:
        raise RuntimeError("the tests fail without any fault")
    return found


def _passes(session: pytest.Session, items: Iterable[pytest.Item], function: FunctionType, code: CodeType) -> bool:
    function.__code__ = code
    _forget_answers()
    return _run(session, items)


def _forget_answers() -> None:
    """Let every function forget its answers that remembers them."""
    ours = [module for name, module in sys.modules.items() if name.startswith("rice_roadmap")]
    for value in [value for module in ours for value in vars(module).values()]:
        if callable(forget := getattr(value, "cache_clear", None)):
            forget()


def _run(session: pytest.Session, items: Iterable[pytest.Item]) -> bool:
    """Run tests up to the first that fails; return whether none did."""
    for item in items:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        if session.testsfailed:
            return False
    return True


def _function(mutant: Mutant) -> FunctionType:
    """Return the function of a fault as it lives in its module."""
    found: Any = sys.modules[_name(mutant.module)]
    for name in mutant.function.split("."):
        found = vars(found)[name]
    found = getattr(found, "fget", None) or getattr(found, "__func__", found)
    found = inspect.unwrap(found)
    assert isinstance(found, FunctionType)
    return found


def _name(module: str) -> str:
    return "rice_roadmap." + module.removesuffix(".py").replace("/", ".")
