"""Which problems a change brings and which it solves: lines that only shifted make no problem a new one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from rice_roadmap.history.pairing import Pairing
from rice_roadmap.model.audience import PublicPortfolio
from rice_roadmap.model.filing import ENDING, filed
from rice_roadmap.text.problem import Code, Problem
from rice_roadmap.text.schema import Kind

#: Said of the roadmap as colleagues see it: it names hidden items, and everybody else sees other things fit.
_OF_COLLEAGUES = frozenset({Code.OVER_COMMITTED, Code.PREREQUISITE_BELOW_LINE})

_LINE = re.compile(r"\bLine [0-9]+")

Names = Mapping[Kind, Mapping[str, str]]
Likeness = tuple[str, str, str]


def changed_problems(
    before: Iterable[Problem], after: Iterable[Problem], requests: Pairing, items: Pairing
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Return the problems that came and those that went, each in the order of places."""
    # A renamed record goes by both its ids, which no file name can hold.
    renamed = {Kind.REQUEST: requests.renamed, Kind.ITEM: items.renamed}
    names = {kind: {old: f"{old} -> {new}" for old, new in ids.items()} for kind, ids in renamed.items()}
    names_after = {kind: {new: f"{old} -> {new}" for old, new in ids.items()} for kind, ids in renamed.items()}
    old = [(_likeness(problem, names), problem) for problem in before]
    new = [(_likeness(problem, names_after), problem) for problem in after]
    return _only_in(new, old), _only_in(old, new)


def is_seen(path: str, portfolio: PublicPortfolio) -> bool:
    """Return whether everybody who sees the portfolio may know of a file: of what is not in it they may not."""
    where = filed(path) if path.endswith(ENDING) else None
    if where is None:
        return not path.startswith(("requests/", "roadmap/"))
    match where.kind:
        case Kind.PLAN:
            return True
        case Kind.REQUEST | Kind.DECISION:
            return where.id in portfolio.requests
        case Kind.ITEM:
            return where.id in portfolio.items
        case _:
            return False


def is_told(problem: Problem, portfolio: PublicPortfolio) -> bool:
    """Return whether everybody who sees the portfolio may read a problem, which can be about more than its file."""
    return problem.code not in _OF_COLLEAGUES and is_seen(problem.where.path, portfolio)


def _only_in(
    problems: Iterable[tuple[Likeness, Problem]], others: Iterable[tuple[Likeness, Problem]]
) -> tuple[Problem, ...]:
    """Return the problems that have no counterpart among the others; of several alike, the last."""
    counterparts = Counter(likeness for likeness, _ in others)
    found: list[Problem] = []
    for likeness, problem in problems:
        if counterparts[likeness]:
            counterparts[likeness] -= 1
        else:
            found.append(problem)
    return tuple(found)


def _likeness(problem: Problem, names: Names) -> Likeness:
    return _record(problem.where.path, names), problem.code, _LINE.sub("Line", problem.message)


def _record(path: str, names: Names) -> str:
    """Return what a path holds, wherever it is filed; the path itself where that is no record."""
    where = filed(path) if path.endswith(ENDING) else None
    if where is None:
        return path
    requests, items = names[Kind.REQUEST], names[Kind.ITEM]
    match where.kind:
        case Kind.ASK:
            return f"{where.kind} {requests.get(where.request, where.request)}/{where.id}"
        case Kind.REQUEST | Kind.DECISION:
            return f"{where.kind} {requests.get(where.id, where.id)}"
        case Kind.ITEM:
            return f"{where.kind} {items.get(where.id, where.id)}"
        case Kind.PLAN | Kind.ACCOUNTS:
            return path
