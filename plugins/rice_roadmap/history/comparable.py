"""What can be compared of two inspections: a file that can be read on one side only takes part on neither.

A broken file would otherwise be a record that is gone, and everything beside it would seem to move.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rice_roadmap.checking.inspection import Inspection
from rice_roadmap.model.filing import ACCOUNTS, ENDING, PLAN, Filed, filed
from rice_roadmap.model.plan import UNREADABLE_PLAN
from rice_roadmap.model.portfolio import Portfolio
from rice_roadmap.text.problem import Severity
from rice_roadmap.text.schema import Kind


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparable:
    """Both sides without what can be read on one of them only, and the paths of what was left out of each.

    Without `has_plans` nobody knows what estimates mean; the plan of one side then stands in for the other's, so that
    an audience sees as little as it should.
    """

    before: Portfolio
    after: Portfolio
    left_out_before: tuple[str, ...]
    left_out_after: tuple[str, ...]
    has_plans: bool


def comparable(before: Inspection, after: Inspection) -> Comparable:
    """Return what can be compared of two inspections."""
    old, left_out_before = _without(before.portfolio, _broken(after))
    new, left_out_after = _without(after.portfolio, _broken(before))
    return Comparable(
        before=old if has_plan(old) else replace(old, plan=new.plan),
        after=new if has_plan(new) else replace(new, plan=old.plan),
        left_out_before=left_out_before,
        left_out_after=left_out_after,
        has_plans=has_plan(old) and has_plan(new),
    )


def has_plan(portfolio: Portfolio) -> bool:
    """Return whether the plan could be read."""
    return portfolio.plan != UNREADABLE_PLAN


def _broken(inspection: Inspection) -> frozenset[Filed]:
    """Return what has errors and cannot be seen, each by what it is and not by where it is filed."""
    paths = {problem.where.path for problem in inspection.problems if problem.severity is Severity.ERROR}
    # A wrong ending is an error of a file that is there.
    meant = (filed(path.rpartition(".")[0] + ENDING) for path in paths)
    names = {_name(where) for where in meant if where is not None}
    # Nearly always nothing is wrong, and of thousands of records none has to be looked for.
    held = {_name(where) for where in _records(inspection.portfolio)} if names else set()
    # An ask without its request is not broken: there is nothing that it could join.
    requests = inspection.portfolio.requests
    return frozenset(name for name in names - held if name.kind is not Kind.ASK or name.request in requests)


def _without(portfolio: Portfolio, broken: frozenset[Filed]) -> tuple[Portfolio, tuple[str, ...]]:
    left_out = {where.path for where in _records(portfolio) if _name(where) in broken} if broken else set()
    if not left_out:
        return portfolio, ()
    asks = {
        request: tuple(ask for ask in those if ask.path not in left_out) for request, those in portfolio.asks.items()
    }
    rest = replace(
        portfolio,
        requests={key: one for key, one in portfolio.requests.items() if one.public.path not in left_out},
        decisions={key: one for key, one in portfolio.decisions.items() if one.public.path not in left_out},
        items={key: one for key, one in portfolio.items.items() if one.public.path not in left_out},
        asks=asks,
        accounts={} if ACCOUNTS in left_out else portfolio.accounts,
    )
    return rest, tuple(sorted(left_out))


def _records(portfolio: Portfolio) -> Iterator[Filed]:
    """Yield every record that could be read."""
    for request in portfolio.requests.values():
        yield Filed(path=request.public.path, kind=Kind.REQUEST, id=request.id)
    for decision in portfolio.decisions.values():
        yield Filed(path=decision.public.path, kind=Kind.DECISION, id=decision.public.request)
    for item in portfolio.items.values():
        yield Filed(path=item.public.path, kind=Kind.ITEM, id=item.id)
    for ask in (ask for asks in portfolio.asks.values() for ask in asks):
        where = filed(ask.path)
        if where is not None and where.kind is Kind.ASK:
            yield where
    if has_plan(portfolio):
        yield Filed(path=PLAN, kind=Kind.PLAN, id=Kind.PLAN)
    if portfolio.accounts:
        yield Filed(path=ACCOUNTS, kind=Kind.ACCOUNTS, id=Kind.ACCOUNTS)


def _name(where: Filed) -> Filed:
    return replace(where, path="")
