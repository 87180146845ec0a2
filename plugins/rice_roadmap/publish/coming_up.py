"""What comes next for a customer: the days that somebody should know before the call, the next one first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rice_roadmap.model.decision import Deferred, NeedsInfo
from rice_roadmap.model.item import PublicItem
from rice_roadmap.model.request import PublicRequest
from rice_roadmap.model.status import Status
from rice_roadmap.publish.asked_rows import Asked

#: Once it is there, or refused for good, no day of the customer's hangs on it any more.
_SETTLED = frozenset({Status.SHIPPED, Status.ALREADY_POSSIBLE, Status.DECLINED, Status.WITHDRAWN})

_LATE = "our answer is overdue since then"


@dataclass(frozen=True, kw_only=True, slots=True)
class ComingUp:
    """A day, as exactly as somebody wrote it, what happens then, and with which request."""

    on: date
    written: str
    what: str
    request: PublicRequest


def coming_up(rows: Iterable[Asked], today: date) -> tuple[ComingUp, ...]:
    """Return what comes up with these requests from today on, and the answers of ours that are late."""
    found = {
        (one.on, one.what, one.request.id): one
        for row in rows
        for one in _of_row(row, today)
        if one.on >= today or one.what == _LATE
    }
    return tuple(found[key] for key in sorted(found))


def _of_row(row: Asked, today: date) -> Iterator[ComingUp]:
    for on, what in (*_answers(row, today), *(() if row.view.status in _SETTLED else _needs(row))):
        yield ComingUp(on=on, written=on.isoformat(), what=what, request=row.view.request)
    for item in row.view.items:
        yield from _target(item, row.view.request)


def _answers(row: Asked, today: date) -> Iterator[tuple[date, str]]:
    """Yield the days of our own: of an answer, of a question, of another look."""
    due = row.view.answer_due_on
    if row.view.status is Status.OPEN and due is not None:
        yield due, _LATE if due < today else "our answer is due"
    match row.view.answer.answer if row.view.answer is not None else None:
        case NeedsInfo(answer_by=answer_by):
            yield answer_by, "they answer our question"
        case Deferred(revisit_on=revisit_on) if revisit_on is not None:
            yield revisit_on, "we look at it again"
        case _:
            pass


def _needs(row: Asked) -> Iterator[tuple[date, str]]:
    """Yield the days of the customer's: until when they need it, and when the deal closes."""
    for ask in row.asks:
        if ask.needed_by is not None:
            yield ask.needed_by, "they need it by then"
        if ask.closes_on is not None:
            yield ask.closes_on, "the deal closes"


def _target(item: PublicItem, request: PublicRequest) -> Iterator[ComingUp]:
    if item.status.is_promised and item.status.is_live and item.target is not None:
        target = item.target
        what = f"{item.title} is meant to be there; an intention, not a promise"
        yield ComingUp(on=target.last_day, written=target.written, what=what, request=request)
