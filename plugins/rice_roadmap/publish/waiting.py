"""What waits for a PM: every request and item that has one next step, and which."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from rice_roadmap.model.ask import Ask
from rice_roadmap.model.calendar import days_after
from rice_roadmap.model.decision import Deferred, NeedsInfo, Verdict
from rice_roadmap.model.item import ItemStatus, PublicItem
from rice_roadmap.model.status import Status
from rice_roadmap.publish import addresses
from rice_roadmap.publish.request_view import RequestView, view_request
from rice_roadmap.publish.site import Site

_NO = frozenset({Verdict.DECLINED, Verdict.DEFERRED})


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """One row: what waits, why it waits, and the one next step; `due` sorts the rows."""

    address: str
    title: str
    why: str
    next_step: str
    due: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """The rows that wait for the same reason."""

    id: str
    title: str
    rows: tuple[Waiting, ...]


def groups(site: Site) -> tuple[Group, ...]:
    """Return what waits, the most urgent reason first, without the reasons for which nothing waits."""
    found = (
        Group(id=identifier, title=title, rows=tuple(sorted(rows(site), key=lambda row: (row.due, row.address))))
        for identifier, title, rows in _REASONS
    )
    return tuple(group for group in found if group.rows)


def overdue(site: Site) -> Iterator[Waiting]:
    """Yield the requests whose answer is later than promised."""
    for view in _open(site):
        due = view.answer_due_on
        if due is not None and due < site.today:
            area = site.plan.area(view.request.area)
            owner = area.owner if area is not None and area.owner else "nobody owns its area"
            yield _request_row(view, f"Overdue since {due}: {owner}.", "Answer it", due)


def new(site: Site) -> Iterator[Waiting]:
    """Yield the requests that wait for an answer and are still in time."""
    for view in _open(site):
        due = view.answer_due_on
        if due is None or due >= site.today:
            why = f"An answer is due by {due}." if due is not None else "Waiting for an answer."
            yield _request_row(view, why, "Answer it", due or date.max)


def asked_since_the_no(site: Site) -> Iterator[Waiting]:
    """Yield the requests that more customers asked for after they were declined or deferred."""
    for request, decision in site.portfolio.decisions.items():
        if decision.verdict not in _NO:
            continue
        later = [ask.on for ask in _asks(site, request) if ask.on is not None and ask.on > decision.decided_on]
        if later:
            count = f"{len(later)} customer{'s' if len(later) > 1 else ''}"
            why = f"{count} asked since the answer of {decision.decided_on}."
            yield _request_row(_view(site, request), why, "Look again", min(later))


def review_reached(site: Site) -> Iterator[Waiting]:
    """Yield the answers of *not now* whose day to look again has come."""
    for request, decision in site.portfolio.decisions.items():
        answer = decision.answer
        if isinstance(answer, Deferred) and answer.revisit_on is not None and answer.revisit_on <= site.today:
            row = f"We said we would look again on {answer.revisit_on}."
            yield _request_row(_view(site, request), row, "Decide again", answer.revisit_on)


def question_answered(site: Site) -> Iterator[Waiting]:
    """Yield the requests we asked back about, where somebody has written since or the time is over."""
    for request, decision in site.portfolio.decisions.items():
        answer = decision.answer
        if not isinstance(answer, NeedsInfo):
            continue
        written = [ask.on for ask in _asks(site, request) if ask.on is not None and ask.on > decision.decided_on]
        if written:
            why = f"Somebody wrote on {max(written)}."
            yield _request_row(_view(site, request), why, "Read and answer", max(written))
        elif answer.answer_by < site.today:
            row = f"Nobody answered our question by {answer.answer_by}."
            yield _request_row(_view(site, request), row, "Ask again or close it", answer.answer_by)


def all_cancelled(site: Site) -> Iterator[Waiting]:
    """Yield the requests whose items were all cancelled."""
    for request, status in site.portfolio.statuses.items():
        if status is Status.NO_LONGER_PLANNED:
            view = _view(site, request)
            last = max(item.cancelled.on for item in view.items if item.cancelled is not None)
            yield _request_row(view, "Every item that answered it was cancelled.", "Tell those who asked", last)


def not_scored(site: Site) -> Iterator[Waiting]:
    """Yield the live items that lack an estimate."""
    for item in site.ranking.unscored:
        missing = ", ".join(item.rice.missing)
        yield _item_row(item, f"Not scored: {missing} missing.", "Estimate it", item.scored_on or date.max)


def stale(site: Site) -> Iterator[Waiting]:
    """Yield the live items whose targets have passed, or whose estimates are older than the plan allows."""
    for item in site.portfolio.items.values():
        if item.status.is_live:
            yield from _passed(item, site.today) or _scored_long_ago(item, site)


def _passed(item: PublicItem, today: date) -> tuple[Waiting, ...]:
    if item.target is None or item.target.last_day >= today or item.status is ItemStatus.CANDIDATE:
        return ()
    why = f"Its target {item.target} has passed."
    return (_item_row(item, why, "Move the target and say why", item.target.last_day),)


def _scored_long_ago(item: PublicItem, site: Site) -> tuple[Waiting, ...]:
    days = site.plan.promises.rescore_after_days
    if days is None or item.scored_on is None or days_after(item.scored_on, days) >= site.today:
        return ()
    why = f"Scored on {item.scored_on}, more than {days} days ago."
    return (_item_row(item, why, "Look at the estimates again", item.scored_on),)


_REASONS: tuple[tuple[str, str, Callable[[Site], Iterator[Waiting]]], ...] = (
    ("overdue", "Overdue", overdue),
    ("new", "New", new),
    ("asked-since", "Customers added since the no", asked_since_the_no),
    ("review", "Review date reached", review_reached),
    ("answered", "Question answered", question_answered),
    ("cancelled", "All items cancelled", all_cancelled),
    ("not-scored", "Not scored", not_scored),
    ("stale", "Stale", stale),
)


def _open(site: Site) -> Iterator[RequestView]:
    for request, status in site.portfolio.statuses.items():
        if status is Status.OPEN:
            yield _view(site, request)


def _view(site: Site, request: str) -> RequestView:
    return view_request(site.portfolio, site.portfolio.requests[request])


def _asks(site: Site, request: str) -> tuple[Ask, ...]:
    return () if site.whole is None else site.whole.asks.get(request, ())


def _request_row(view: RequestView, why: str, next_step: str, due: date) -> Waiting:
    return Waiting(
        address=addresses.request(view.request.id), title=view.request.title, why=why, next_step=next_step, due=due
    )


def _item_row(item: PublicItem, why: str, next_step: str, due: date) -> Waiting:
    return Waiting(address=addresses.item(item.id), title=item.title, why=why, next_step=next_step, due=due)
