"""What the page of a request is made of: the request, and what stands beside it, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rice_roadmap.model.ask import Ask
from rice_roadmap.model.decision import Decision
from rice_roadmap.model.item import ItemStatus
from rice_roadmap.model.portfolio import Portfolio
from rice_roadmap.model.request import Request
from rice_roadmap.model.status import Status
from rice_roadmap.publish import addresses
from rice_roadmap.publish.asking import CustomerName, Stake, asks_by_customer, stake
from rice_roadmap.publish.conversation import Feature, Features
from rice_roadmap.publish.request_view import RequestView
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.standing import standing


@dataclass(frozen=True, kw_only=True, slots=True)
class Inside:
    """What only colleagues read of a request: all of it, who asked and what hangs on it, and what would wait.

    `leading_asks` are those for the request whose answer holds here; `is_planned` says that an item has its id.
    """

    request: Request
    decision: Decision | None
    customers: tuple[tuple[CustomerName, tuple[Ask, ...]], ...]
    hangs: Stake
    leading_asks: tuple[Ask, ...]
    features: tuple[Feature, ...]
    is_planned: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestSubject:
    """A request as its page shows it: `standings` say how far each item is that answers it, by its id.

    `url` is the absolute address of the page, empty where the site does not know its own; `inside` is there only for
    colleagues.
    """

    view: RequestView
    standings: Mapping[str, ItemStatus | Status]
    url: str
    inside: Inside | None


def request_subject(site: Site, view: RequestView, known: Features) -> RequestSubject:
    """Return what the page of a request is made of."""
    return RequestSubject(
        view=view,
        standings={item.id: standing(site.portfolio, item) for item in view.items},
        url=site.absolute(addresses.request(view.request.id)),
        inside=None if site.whole is None else _inside(site.whole, view, known),
    )


def _inside(whole: Portfolio, view: RequestView, known: Features) -> Inside:
    identifier = view.request.id
    return Inside(
        request=whole.requests[identifier],
        decision=whole.decisions.get(identifier),
        customers=asks_by_customer(whole, identifier),
        hangs=stake(whole, identifier),
        leading_asks=whole.asks.get(view.leading.id, ()),
        features=known.of(view.items),
        is_planned=identifier in whole.items,
    )
