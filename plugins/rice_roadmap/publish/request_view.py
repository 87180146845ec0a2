"""A request with everything that its page says about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rice_roadmap.model.audience import PublicPortfolio
from rice_roadmap.model.calendar import days_after
from rice_roadmap.model.decision import Duplicate, PublicDecision
from rice_roadmap.model.item import ItemStatus, PublicItem
from rice_roadmap.model.plan import Shown
from rice_roadmap.model.request import PublicRequest
from rice_roadmap.model.status import Status
from rice_roadmap.publish.words import ASKED, words

#: Where a request stands by an answer alone: without the answers nobody can tell one from the other.
_BY_ANSWER_ALONE = frozenset({Status.OPEN, Status.UNDER_CONSIDERATION})


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestView:
    """A request, where it stands, its answer, and the records beside it.

    A duplicate speaks with the voice of its original: `answer`, `items` and `answer_due_on` are those of the request
    that leads, while `own_answer` is what was said about this one.
    """

    request: PublicRequest
    status: Status
    leading: PublicRequest
    own_answer: PublicDecision | None
    answer: PublicDecision | None
    items: tuple[PublicItem, ...]
    originals: tuple[PublicRequest, ...]
    duplicates: tuple[PublicRequest, ...]
    segments: tuple[str, ...]
    area: str
    answers_from: str
    answer_due_on: date | None
    is_answer_hidden: bool
    is_roadmap_hidden: bool

    @property
    def is_duplicate(self) -> bool:
        """Whether another request speaks for this one."""
        return self.leading.id != self.request.id

    @property
    def status_words(self) -> str:
        """Where it stands, in words; where only the answer could tell and is not published, that it was asked."""
        return ASKED if self.is_answer_hidden else words(self.status)

    @property
    def status_name(self) -> str:
        """The name by which styles know where it stands."""
        return "asked" if self.is_answer_hidden else str(self.status)

    @property
    def is_answered(self) -> bool:
        """Whether there is something to say but that it waits: an answer, or an item that answers it."""
        return not self.is_answer_hidden and (self.status is not Status.OPEN or self.own_answer is not None)

    @property
    def candidates(self) -> tuple[PublicItem, ...]:
        """The items that still wait for a decision."""
        return self.items_that_are(ItemStatus.CANDIDATE)

    def items_that_are(self, status: ItemStatus) -> tuple[PublicItem, ...]:
        """Return the items of one status that answer the request."""
        return tuple(item for item in self.items if item.status is status)

    def part_of(self, item: PublicItem) -> str:
        """Return which part of the request an item answers; empty means the whole."""
        return next((answer.part for answer in item.answers if answer.request == self.leading.id), "")


def view_requests(portfolio: PublicPortfolio) -> Mapping[str, RequestView]:
    """Return every request with everything that its page says about it, by its id."""
    return {identifier: view_request(portfolio, request) for identifier, request in portfolio.requests.items()}


def view_request(portfolio: PublicPortfolio, request: PublicRequest) -> RequestView:
    """Return the request with everything that its page says about it."""
    leader = portfolio.requests[portfolio.leaders[request.id]]
    own = portfolio.decisions.get(request.id)
    originals = own.answer.duplicate_of if own is not None and isinstance(own.answer, Duplicate) else ()
    status = portfolio.statuses[leader.id]
    return RequestView(
        request=request,
        status=status,
        leading=leader,
        own_answer=own,
        answer=portfolio.decisions.get(leader.id),
        items=portfolio.answering.get(leader.id, ()),
        originals=tuple(portfolio.requests[original] for original in originals),
        duplicates=portfolio.duplicates.get(request.id, ()),
        segments=portfolio.segments.get(request.id, ()),
        area=_area(portfolio, request),
        answers_from=_area(portfolio, leader),
        answer_due_on=_due_on(portfolio, leader),
        is_answer_hidden=Shown.ANSWERS not in portfolio.plan.public_shows and status in _BY_ANSWER_ALONE,
        is_roadmap_hidden=Shown.ROADMAP not in portfolio.plan.public_shows,
    )


def _area(portfolio: PublicPortfolio, request: PublicRequest) -> str:
    area = portfolio.plan.area(request.area)
    return "" if area is None else area.title


def _due_on(portfolio: PublicPortfolio, request: PublicRequest) -> date | None:
    promises = portfolio.plan.promises
    if request.submitted_on is None or promises.decide_within_days is None:
        return None
    # Nothing was promised before the promise was made.
    start = max(request.submitted_on, promises.since or request.submitted_on)
    return days_after(start, promises.decide_within_days)
