"""What can be compared of two inspections: a file that can be read on one side only takes part on neither.

A broken file would otherwise be a record that is gone, and everything beside it would seem to move.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from rice_roadmap.checking.inspection import Inspection
from rice_roadmap.model.filing import ACCOUNTS, ENDING, PLAN, Filed, filed
from rice_roadmap.model.plan import UNREADABLE_PLAN
from rice_roadmap.model.portfolio import Portfolio
from rice_roadmap.text.problem import Severity
from rice_roadmap.text.schema import Kind

T = TypeVar("T")

#: Kind, request and id: what a record is, wherever it is filed.
Name = tuple[Kind, str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparable:
    """One side without what cannot be read on the other, and the paths of what was left out of it."""

    portfolio: Portfolio
    left_out: tuple[str, ...]


def comparable(before: Inspection, after: Inspection) -> tuple[Comparable, Comparable]:
    """Return both sides without the files that can be read on one of them only."""
    return _without(before.portfolio, _broken(after)), _without(after.portfolio, _broken(before))


def has_plan(portfolio: Portfolio) -> bool:
    """Return whether the plan could be read."""
    return portfolio.plan != UNREADABLE_PLAN


def _broken(inspection: Inspection) -> frozenset[Name]:
    """Return what has errors and is not in the portfolio."""
    paths = {problem.where.path for problem in inspection.problems if problem.severity is Severity.ERROR}
    names = {_name(where) for path in paths if (where := _meant(path)) is not None}
    return frozenset(names - _held(inspection.portfolio)) if names else frozenset()


def _meant(path: str) -> Filed | None:
    # A wrong ending is an error of a file that is there.
    return filed(path.rpartition(".")[0] + ENDING)


def _name(where: Filed) -> Name:
    return where.kind, where.request, where.id


def _held(portfolio: Portfolio) -> set[Name]:
    held: set[Name] = {(Kind.REQUEST, "", identifier) for identifier in portfolio.requests}
    held |= {(Kind.DECISION, "", identifier) for identifier in portfolio.decisions}
    held |= {(Kind.ITEM, "", identifier) for identifier in portfolio.items}
    held |= {_name(where) for where in _asks(portfolio).values()}
    if has_plan(portfolio):
        held.add((Kind.PLAN, "", Kind.PLAN))
    if portfolio.accounts:
        held.add((Kind.ACCOUNTS, "", Kind.ACCOUNTS))
    return held


def _asks(portfolio: Portfolio) -> Mapping[str, Filed]:
    """Return the asks that have a file of their own, by its path."""
    paths = (ask.path for asks in portfolio.asks.values() for ask in asks)
    return {path: where for path in paths if (where := filed(path)) is not None and where.kind is Kind.ASK}


def _without(portfolio: Portfolio, broken: frozenset[Name]) -> Comparable:
    if not broken:
        return Comparable(portfolio=portfolio, left_out=())
    requests = _left(portfolio.requests, Kind.REQUEST, broken)
    asks = {path for path, where in _asks(portfolio).items() if _name(where) in broken}
    gone = [
        *(portfolio.requests[identifier].public.path for identifier in portfolio.requests.keys() - requests.keys()),
    ]
    return Comparable(portfolio=replace(portfolio), left_out=tuple(sorted(gone)))
