"""The requests of a customer, or of whoever brought them, by where they stand and what can be said of them."""

from __future__ import annotations

from dataclasses import dataclass

from rice_roadmap.model.ask import Ask
from rice_roadmap.model.status import Status
from rice_roadmap.publish import addresses
from rice_roadmap.publish.answer_words import words_to_forward
from rice_roadmap.publish.request_view import RequestView, view_request
from rice_roadmap.publish.site import Site


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A request as somebody asked for it: where it stands, what they said, and what they can be told."""

    view: RequestView
    asks: tuple[Ask, ...]
    forward: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AskGroup:
    """The requests that stand alike."""

    id: str
    title: str
    rows: tuple[Asked, ...]


_GROUPS = (
    ("waiting", "Waiting", (Status.OPEN, Status.NEEDS_INFO, Status.UNDER_CONSIDERATION)),
    ("planned", "Planned", (Status.PLANNED, Status.IN_PROGRESS)),
    ("shipped", "Shipped", (Status.SHIPPED, Status.PARTLY_SHIPPED, Status.ALREADY_POSSIBLE)),
    ("not-now", "Not now", (Status.DEFERRED, Status.NO_LONGER_PLANNED)),
    ("declined", "Declined", (Status.DECLINED, Status.WITHDRAWN)),
)


def grouped_by_state(site: Site, requests: tuple[str, ...], account: str | None = None) -> tuple[AskGroup, ...]:
    """Return requests by where they stand, each with what can be said of it; only the asks of `account` if given."""
    asked = [_asked(site, request, account) for request in requests]
    found = (
        AskGroup(id=identifier, title=title, rows=tuple(row for row in asked if row.view.status in statuses))
        for identifier, title, statuses in _GROUPS
    )
    return tuple(group for group in found if group.rows)


def _asked(site: Site, request: str, account: str | None) -> Asked:
    view = view_request(site.portfolio, site.portfolio.requests[request])
    asks = () if site.whole is None else site.whole.asks.get(request, ())
    address = site.absolute(addresses.request(request))
    return Asked(
        view=view,
        asks=tuple(ask for ask in asks if account is None or ask.account == account),
        forward=words_to_forward(view, site.plan.notice, site.today, address),
    )
