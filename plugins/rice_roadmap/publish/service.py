"""Service: how many of somebody's requests wait, are due and have news; no rate, and nobody is compared with anybody.

Of the requests that a customer asked for, or that somebody brought,

- *open* wait for an answer of ours;
- *due* are those of them whose answer is late or due within a week;
- *changed* were answered, shipped or cancelled in the last days, as far as the files say when.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from rice_roadmap.model.calendar import days_after
from rice_roadmap.model.status import Status
from rice_roadmap.publish.recent import DAYS
from rice_roadmap.publish.request_view import RequestView
from rice_roadmap.publish.site import Site

_DUE_WITHIN = 7


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What a service list counts of one request."""

    is_open: bool
    is_due: bool
    has_changed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Service:
    """The requests of one customer, or of whoever brought them, counted."""

    asked: int
    open: int
    due: int
    changed: int


def standings(site: Site) -> Mapping[str, Standing]:
    """Return what service lists count of each request, by id."""
    return {identifier: _standing(site, identifier) for identifier in site.portfolio.requests}


def service(requests: Iterable[str], by_id: Mapping[str, Standing]) -> Service:
    """Return some requests, counted."""
    found = [by_id[request] for request in requests]
    return Service(
        asked=len(found),
        open=sum(standing.is_open for standing in found),
        due=sum(standing.is_due for standing in found),
        changed=sum(standing.has_changed for standing in found),
    )


def last_change(view: RequestView, today: date) -> date | None:
    """Return the last day on which a request was answered, or what answers it came out or was cancelled."""
    days = [decision.decided_on for decision in (view.own_answer, view.answer) if decision is not None]
    days += [item.release.on for item in view.items if item.release is not None]
    days += [item.cancelled.on for item in view.items if item.cancelled is not None]
    return max((day for day in days if day <= today), default=None)


def _standing(site: Site, request: str) -> Standing:
    view = site.views[request]
    is_open = view.status is Status.OPEN
    due = view.answer_due_on
    changed = last_change(view, site.today)
    return Standing(
        is_open=is_open,
        is_due=is_open and due is not None and due <= days_after(site.today, _DUE_WITHIN),
        has_changed=changed is not None and changed >= site.today - timedelta(days=DAYS),
    )
