"""What waits for a PM: every request and item that has one next step, and which."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rice_roadmap.model.calendar import days_after
from rice_roadmap.model.decision import Deferred, NeedsInfo, PublicDecision, Verdict
from rice_roadmap.model.item import ItemStatus, PublicItem
from rice_roadmap.model.status import Status
from rice_roadmap.publish import addresses
from rice_roadmap.publish.answer_doors import answer_doors
from rice_roadmap.publish.next_steps import Step, decide, score
from rice_roadmap.publish.promises import late_answers, waiting_for_an_answer
from rice_roadmap.publish.request_view import RequestView
from rice_roadmap.publish.sections import Section
from rice_roadmap.publish.site import Site

#: What one meeting can answer: so many rows of a group have their begun files, and one command, at hand.
MOST_AT_ONCE = 15

_NO = frozenset({Verdict.DECLINED, Verdict.DEFERRED})
_SUNDAY = 7


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """One row: what waits, why, and the one next step; `due` sorts rows, `request` is empty for what is no request."""

    address: str
    title: str
    why: str
    step: Step
    due: date
    request: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DueAnswers:
    """How many answers are late, and how many are due from today until Sunday."""

    late: int
    this_week: int


def due_answers(site: Site) -> DueAnswers:
    """Return how many answers wait for colleagues most urgently."""
    sunday = site.today + timedelta(days=_SUNDAY - site.today.isoweekday())
    due = [view.answer_due_on or date.max for view in waiting_for_an_answer(site.views.values())]
    return DueAnswers(
        late=sum(day < site.today for day in due), this_week=sum(site.today <= day <= sunday for day in due)
    )


def what_waits(site: Site) -> tuple[Section[Waiting], ...]:
    """Return what waits, the most urgent reason first, without the reasons for which nothing waits."""
    found = (
        Section(id=identifier, title=title, rows=_with_doors(site, sorted(rows(site), key=_by_due)))
        for identifier, title, rows in _REASONS
    )
    return tuple(section for section in found if section.rows)


def at_once(rows: tuple[Waiting, ...]) -> str:
    """Return the command that answers the first requests among some rows at once; empty where there are not several."""
    requests = [row.request for row in rows if row.request][:MOST_AT_ONCE]
    return decide(requests) if len(requests) > 1 else ""


def overdue(site: Site) -> Iterator[Waiting]:
    """Yield the requests whose answer is later than promised."""
    for view in late_answers(site.views.values(), site.today):
        area = site.plan.area(view.request.area)
        owner = area.owner if area is not None and area.owner else "nobody owns its area"
        due = view.answer_due_on or date.max
        yield _request_row(view, f"Overdue since {due}: {owner}.", "Answer it", due)


def new(site: Site) -> Iterator[Waiting]:
    """Yield the requests that wait for an answer and are still in time."""
    for view in waiting_for_an_answer(site.views.values()):
        due = view.answer_due_on
        if due is None or due >= site.today:
            why = f"An answer is due by {due}." if due is not None else "Waiting for an answer."
            yield _request_row(view, why, "Answer it", due or date.max)


def asked_since_the_no(site: Site) -> Iterator[Waiting]:
    """Yield the requests that more customers asked for after they were declined or deferred."""
    for request, decision in site.portfolio.decisions.items():
        if decision.verdict not in _NO:
            continue
        later = _asked_since(site, decision)
        if later:
            count = f"{len(later)} customer{'s' if len(later) > 1 else ''}"
            why = f"{count} asked since the answer of {decision.decided_on}."
            yield _request_row(site.views[request], why, "Look again", min(later.values()))


def review_reached(site: Site) -> Iterator[Waiting]:
    """Yield the answers of *not now* whose day to look again has come."""
    for request, decision in site.portfolio.decisions.items():
        answer = decision.answer
        if isinstance(answer, Deferred) and answer.revisit_on is not None and answer.revisit_on <= site.today:
            why = f"We said we would look again on {answer.revisit_on}."
            yield _request_row(site.views[request], why, "Decide again", answer.revisit_on)


def question_answered(site: Site) -> Iterator[Waiting]:
    """Yield the requests we asked back about, where somebody has written since or the time is over."""
    for request, decision in site.portfolio.decisions.items():
        answer = decision.answer
        if not isinstance(answer, NeedsInfo):
            continue
        written = _asked_since(site, decision)
        if written:
            last = max(written.values())
            yield _request_row(site.views[request], f"Somebody wrote on {last}.", "Read and answer", last)
        elif answer.answer_by < site.today:
            why = f"Nobody answered our question by {answer.answer_by}."
            yield _request_row(site.views[request], why, "Ask again or close it", answer.answer_by)


def all_cancelled(site: Site) -> Iterator[Waiting]:
    """Yield the requests whose items were all cancelled, until those who asked are told."""
    for request, status in site.portfolio.statuses.items():
        view = site.views[request]
        if status is not Status.NO_LONGER_PLANNED or view.is_duplicate:
            continue
        last = max(item.cancelled.on for item in view.items if item.cancelled is not None)
        if not _told_since(site, request, last):
            yield _request_row(view, "Every feature that answered it was cancelled.", "Answer it and tell them", last)


def not_scored(site: Site) -> Iterator[Waiting]:
    """Yield the live items that lack an estimate."""
    for item in site.ranking.unscored:
        missing = ", ".join(item.rice.missing)
        step = Step(does="Estimate it", command=score(item.id))
        yield item_row(item, f"Not scored: {missing} missing.", step, item.scored_on or date.max)


def stale(site: Site) -> Iterator[Waiting]:
    """Yield the live items whose targets have passed, or whose estimates are older than the plan allows."""
    for item in site.portfolio.items.values():
        if item.status.is_live:
            yield from _passed(item, site.today) or _scored_long_ago(item, site)


def item_row(item: PublicItem, why: str, step: Step, due: date = date.max) -> Waiting:
    """Return the row of an item."""
    return Waiting(address=addresses.item(item.id), title=item.title, why=why, step=step, due=due)


def _passed(item: PublicItem, today: date) -> tuple[Waiting, ...]:
    if item.target is None or item.target.last_day >= today or item.status is ItemStatus.CANDIDATE:
        return ()
    step = Step(does="Move the target and say why", file=item.path)
    return (item_row(item, f"Its target {item.target} has passed.", step, item.target.last_day),)


def _scored_long_ago(item: PublicItem, site: Site) -> tuple[Waiting, ...]:
    days = site.plan.promises.rescore_after_days
    if days is None or item.scored_on is None or days_after(item.scored_on, days) >= site.today:
        return ()
    step = Step(does="Look at the estimates again", command=score(item.id))
    return (item_row(item, f"Scored on {item.scored_on}, more than {days} days ago.", step, item.scored_on),)


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


def _by_due(row: Waiting) -> tuple[date, str]:
    return (row.due, row.address)


def _with_doors(site: Site, rows: list[Waiting]) -> tuple[Waiting, ...]:
    """Return the rows, the first of them with the files that a click begins: all of them would be megabytes."""
    return (*(_with_door(site, row) for row in rows[:MOST_AT_ONCE]), *rows[MOST_AT_ONCE:])


def _with_door(site: Site, row: Waiting) -> Waiting:
    doors = answer_doors(site, site.views[row.request]) if row.request else ()
    return replace(row, step=replace(row.step, doors=doors))


def _asked_since(site: Site, decision: PublicDecision) -> dict[str, date]:
    """Return by customer, or by file where none is named, the last day after an answer on which they asked.

    A duplicate's asks are the original's too; a duplicate in which nobody is on record speaks for itself.
    """
    if site.whole is None:
        return {}
    found = [(ask.account or ask.path, ask.on) for ask in site.whole.asks.get(decision.request, ())]
    for duplicate in site.portfolio.duplicates.get(decision.request, ()):
        asks = site.whole.asks.get(duplicate.id, ())
        found += [(ask.account or ask.path, ask.on) for ask in asks] or [(duplicate.path, duplicate.submitted_on)]
    later = sorted((day, who) for who, day in found if day is not None and day > decision.decided_on)
    return {who: day for day, who in later}


def _told_since(site: Site, request: str, day: date) -> bool:
    decision = None if site.whole is None else site.whole.decisions.get(request)
    return decision is not None and any(told.on >= day for told in decision.informed)


def _request_row(view: RequestView, why: str, does: str, due: date) -> Waiting:
    request = view.request
    return Waiting(
        address=addresses.request(request.id),
        title=request.title,
        why=why,
        step=Step(does=does, command=decide([request.id])),
        due=due,
        request=request.id,
    )
