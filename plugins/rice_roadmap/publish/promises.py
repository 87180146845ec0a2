"""Promises kept: how long answers took, beside what the plan promises, and what waits longer than that.

*Counted* are requests that came in on or after the day on which the promise was made (`since`; without one, all), whose
day is known, and whose answer says when it was decided, or whose time is over without an answer. Not counted are

- duplicates: their original is the one that is answered;
- requests that we asked back about, or that were withdrawn: neither is an answer that we owe;
- requests that only features answer: their files do not say when that was decided;
- answers decided before their request came in, as those are that were imported.

An answer that was changed counts by the day of the one that stands: the file holds no other.

*Waiting longer than promised* are all whose page names a day for the answer that has passed. Older requests are among
them: nothing was promised before the promise was made, so their days run from then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rice_roadmap.model.audience import PublicPortfolio
from rice_roadmap.model.decision import Verdict
from rice_roadmap.model.plan import PublishRequests
from rice_roadmap.model.status import Status
from rice_roadmap.publish.request_view import RequestView
from rice_roadmap.publish.site import Site

#: What was said to whoever asked, without being the answer that they wait for.
_NO_ANSWER_YET = frozenset({Verdict.DUPLICATE, Verdict.NEEDS_INFO, Verdict.WITHDRAWN})


@dataclass(frozen=True, kw_only=True, slots=True)
class PromisesKept:
    """The promise of an answer `within` so many days, and what came of it.

    `answered` counts the answers, `in_time` those of them that came within the promised days, and `median` is the
    middle number of days that they took: None without any, and half-way between both where two are in the middle.
    `overdue` counts those among the counted whose time is over; `late` all that wait longer than promised. Both are
    None where a request is published with its answer alone, so that nobody could see who waits.
    """

    within: int
    since: date | None
    answered: int
    in_time: int
    median: Fraction | None
    overdue: int | None
    late: int | None

    @property
    def counted(self) -> int:
        """How many requests have an answer, or should have one by now."""
        return self.answered + (self.overdue or 0)


def promises_kept(site: Site) -> PromisesKept | None:
    """Return what came of the promise, as far as this site knows; None where the plan promises no day."""
    promises = site.plan.promises
    if promises.decide_within_days is None:
        return None
    took = list(days_to_answer(site.portfolio))
    late = late_answers(site.views.values(), site.today)
    overdue = [view for view in late if _is_counted(site.portfolio, view.request.submitted_on)]
    shows_waiting = site.is_internal or site.plan.publish_requests is PublishRequests.AT_ONCE
    return PromisesKept(
        within=promises.decide_within_days,
        since=promises.since,
        answered=len(took),
        in_time=sum(days <= promises.decide_within_days for days in took),
        median=median(took),
        overdue=len(overdue) if shows_waiting else None,
        late=len(late) if shows_waiting else None,
    )


def days_to_answer(portfolio: PublicPortfolio) -> Iterator[int]:
    """Yield how many days each counted answer took, in the order of the requests' ids."""
    for request, decision in sorted(portfolio.decisions.items()):
        asked_on = portfolio.requests[request].submitted_on
        if asked_on is None or decision.verdict in _NO_ANSWER_YET or not _is_counted(portfolio, asked_on):
            continue
        if decision.decided_on >= asked_on:
            yield (decision.decided_on - asked_on).days


def waiting_for_an_answer(views: Iterable[RequestView]) -> Iterator[RequestView]:
    """Yield the requests for which an answer of ours is due; a duplicate waits with its original, not beside it."""
    yield from (view for view in views if view.status is Status.OPEN and not view.is_duplicate)


def late_answers(views: Iterable[RequestView], today: date) -> tuple[RequestView, ...]:
    """Return the requests that wait longer than promised, the longest overdue first."""
    waiting = ((view.answer_due_on, view) for view in waiting_for_an_answer(views))
    late = [(due, view.request.id, view) for due, view in waiting if due is not None and due < today]
    return tuple(view for _, _, view in sorted(late, key=lambda row: row[:2]))


def median(numbers: Iterable[int]) -> Fraction | None:
    """Return the middle number; half-way between both where two are in the middle, None without numbers."""
    found = sorted(numbers)
    if not found:
        return None
    half = len(found) // 2
    return Fraction(found[half]) if len(found) % 2 else Fraction(found[half - 1] + found[half], 2)


def _is_counted(portfolio: PublicPortfolio, asked_on: date | None) -> bool:
    since = portfolio.plan.promises.since
    return asked_on is not None and (since is None or asked_on >= since)
