"""What a change does to the roadmap: two inspections compared, as one audience sees them.

It compares meanings, never lines. It needs nothing but the two inspections, so whoever reads files that did not change
only once makes it faster without touching it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from rice_roadmap.checking.inspection import Inspection
from rice_roadmap.history import fields
from rice_roadmap.history.ask_changes import account_counts, ask_changes
from rice_roadmap.history.changes import Change, Counts, Difference, Findings, Side, StatusChange
from rice_roadmap.history.comparable import Comparable, comparable
from rice_roadmap.history.pairing import Pairing, pair
from rice_roadmap.history.plan_changes import plan_change
from rice_roadmap.history.problem_changes import changed_problems, is_seen, is_told
from rice_roadmap.history.rank_changes import rank_changes
from rice_roadmap.history.record_changes import Records, changed, decision_as_after, item_as_after
from rice_roadmap.history.room_changes import fit_changes, room_changes
from rice_roadmap.model.audience import Audience, PublicPortfolio, public_portfolio, seen_by
from rice_roadmap.model.decision import PublicDecision
from rice_roadmap.model.item import PublicItem
from rice_roadmap.model.portfolio import Portfolio
from rice_roadmap.model.request import PublicRequest
from rice_roadmap.ranking.capacity import boundaries
from rice_roadmap.ranking.order import rank
from rice_roadmap.ranking.sets import lines_of
from rice_roadmap.text.problem import Problem, Severity

#: What nobody can compare as long as one of the plans, which give its scales, cannot be read.
_READ_BY_PLAN = ("rice.impact", "rice.confidence", "outcome")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Seen:
    """One side as an audience sees it; `whole` is None for an audience that does not see internal fields."""

    side: Side
    whole: Portfolio | None

    @property
    def public(self) -> PublicPortfolio:
        return self.side.portfolio


def difference(
    before: Inspection, after: Inspection, audience: Audience = Audience.INTERNAL, *, today: date | None = None
) -> Difference:
    """Return what the change from one inspection to the other does to the roadmap as the audience sees it.

    Both are made alike: with the same `today`, and without the days that git knows, which are no part of a change.
    With `today`, what there is room for is compared too.
    """
    both = comparable(before, after)
    from_day = today if both.has_plans else None
    old, new = (_seen(side, audience, from_day, has_plans=both.has_plans) for side in (both.before, both.after))
    requests = pair(old.public.requests, new.public.requests)
    items = pair(old.public.items, new.public.items)
    problems = changed_problems(before.problems, after.problems, requests, items)
    introduced, solved = _findings(before, after, both, problems, audience)
    return Difference(
        audience=audience,
        before=old.side,
        after=new.side,
        requests=tuple(_requests(old, new, requests)),
        asks=() if old.whole is None or new.whole is None else tuple(ask_changes(old.whole, new.whole, requests)),
        answers=tuple(_answers(old, new, requests)),
        statuses=tuple(_statuses(old.public, new.public, requests)),
        items=tuple(_items(old, new, requests, items, has_plans=both.has_plans)),
        ranks=rank_changes(old.side, new.side, items.pairs),
        fits=fit_changes(old.side, new.side, items.pairs),
        rooms=room_changes(old.side, new.side),
        plan=plan_change(both.before.plan, both.after.plan),
        accounts=Counts() if old.whole is None or new.whole is None else account_counts(old.whole, new.whole),
        introduced=introduced,
        solved=solved,
    )


def _seen(portfolio: Portfolio, audience: Audience, today: date | None, *, has_plans: bool) -> _Seen:
    public = audience is Audience.PUBLIC
    seen = seen_by(audience, portfolio)
    ranking = rank(seen) if has_plans else None
    quarters = () if today is None else boundaries(seen, today=today, audience=audience)
    lines = lines_of(ranking, quarters[0]) if ranking is not None and quarters else {}
    side = Side(portfolio=seen, ranking=ranking, quarters=quarters, lines=lines)
    return _Seen(side=side, whole=None if public else portfolio)


def _requests(old: _Seen, new: _Seen, requests: Pairing) -> Iterator[Change[PublicRequest]]:
    before, after = (
        Records(public=seen.public.requests, whole=None if seen.whole is None else seen.whole.requests)
        for seen in (old, new)
    )
    return changed(fields.REQUEST, requests.pairs, before, after, lambda request: request)


def _answers(old: _Seen, new: _Seen, requests: Pairing) -> Iterator[Change[PublicDecision]]:
    before, after = (
        Records(public=seen.public.decisions, whole=None if seen.whole is None else seen.whole.decisions)
        for seen in (old, new)
    )
    changes = changed(
        fields.DECISION, requests.pairs, before, after, lambda decision: decision_as_after(decision, requests)
    )
    # An answer follows its request to a new name; that alone is nothing new.
    return (change for change in changes if change.is_added or change.is_removed or change.is_edited)


def _statuses(old: PublicPortfolio, new: PublicPortfolio, requests: Pairing) -> Iterator[StatusChange]:
    for ids in requests.pairs:
        before, after = old.statuses.get(ids.before or ""), new.statuses.get(ids.after or "")
        if before is not None and after is not None and before is not after:
            yield StatusChange(ids=ids, before=before, after=after)


def _items(
    old: _Seen, new: _Seen, requests: Pairing, items: Pairing, *, has_plans: bool
) -> Iterator[Change[PublicItem]]:
    before, after = (
        Records(public=seen.public.items, whole=None if seen.whole is None else seen.whole.items) for seen in (old, new)
    )
    changes = changed(fields.ITEM, items.pairs, before, after, lambda item: item_as_after(item, requests, items))
    return changes if has_plans else _without_what_plans_say(changes)


def _without_what_plans_say(changes: Iterable[Change[PublicItem]]) -> Iterator[Change[PublicItem]]:
    for change in changes:
        moved = tuple(move for move in change.moved if not move.field.startswith(_READ_BY_PLAN))
        edited = tuple(field for field in change.edited if not field.startswith(_READ_BY_PLAN))
        kept = replace(change, moved=moved, edited=edited)
        if kept.is_added or kept.is_removed or kept.is_edited or kept.ids.is_rename:
            yield kept


def _findings(
    before: Inspection,
    after: Inspection,
    both: Comparable,
    problems: tuple[tuple[Problem, ...], tuple[Problem, ...]],
    audience: Audience,
) -> tuple[Findings, Findings]:
    """Return what the change brings that is wrong, and what it solves."""
    introduced = Findings(problems=problems[0], unreadable=both.left_out_before)
    solved = Findings(problems=problems[1], unreadable=both.left_out_after)
    if audience is Audience.INTERNAL:
        return introduced, solved
    # Not what is compared: a file that is left out of that may still be known to everybody.
    old = public_portfolio(replace(before.portfolio, plan=both.before.plan))
    new = public_portfolio(replace(after.portfolio, plan=both.after.plan))
    return _told(introduced, new, old), _told(solved, old, new)


def _told(findings: Findings, here: PublicPortfolio, there: PublicPortfolio) -> Findings:
    """Return the findings of one side without a word about files that everybody may not know of."""
    seen = tuple(problem for problem in findings.problems if is_told(problem, here))
    return Findings(
        problems=seen,
        errors_elsewhere=len(findings.errors) - sum(problem.severity is Severity.ERROR for problem in seen),
        unreadable=tuple(path for path in findings.unreadable if is_seen(path, there)),
    )
