"""The requests of a customer, or of whoever brought them, by where they stand and what can be said of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from rice_roadmap.model.ask import Ask
from rice_roadmap.model.status import Status
from rice_roadmap.publish import addresses
from rice_roadmap.publish.answer_words import words_to_forward
from rice_roadmap.publish.asking import Deals, deals
from rice_roadmap.publish.request_view import RequestView
from rice_roadmap.publish.service import last_change
from rice_roadmap.publish.site import Site

#: Whether an ask is to be shown with the request of that id.
Shown = Callable[[str, Ask], bool]


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A request as somebody asked for it: where it stands, what they said, what hangs on it, what they can be told."""

    view: RequestView
    asks: tuple[Ask, ...]
    deals: Deals
    changed_on: date | None
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


def asked(site: Site, requests: Iterable[str], shown: Shown) -> tuple[Asked, ...]:
    """Return requests as somebody asked for them, with those of their asks that are to be shown."""
    return tuple(_asked(site, request, shown) for request in requests)


def grouped_by_state(rows: Iterable[Asked]) -> tuple[AskGroup, ...]:
    """Return requests by where they stand, without the groups that hold none."""
    found = tuple(rows)
    groups = (
        AskGroup(id=identifier, title=title, rows=tuple(row for row in found if row.view.status in statuses))
        for identifier, title, statuses in _GROUPS
    )
    return tuple(group for group in groups if group.rows)


def _asked(site: Site, request: str, shown: Shown) -> Asked:
    view = site.views[request]
    asks = () if site.whole is None else site.whole.asks.get(request, ())
    those = tuple(ask for ask in asks if shown(request, ask))
    return Asked(
        view=view,
        asks=those,
        deals=deals(those),
        changed_on=last_change(view, site.today),
        forward=words_to_forward(view, site.plan.notice, site.today, site.absolute(addresses.request(request))),
    )
