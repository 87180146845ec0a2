"""Where a request stands: derived from its answer and from the items that answer it, typed by nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from rice_roadmap.model.decision import Duplicate, PublicDecision, Verdict
from rice_roadmap.model.item import ItemStatus, PublicItem


class Status(StrEnum):
    """Where a request stands, in the order in which lists show it."""

    OPEN = "open"
    NEEDS_INFO = "needs_info"
    UNDER_CONSIDERATION = "under_consideration"
    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    PARTLY_SHIPPED = "partly_shipped"
    SHIPPED = "shipped"
    DEFERRED = "deferred"
    DECLINED = "declined"
    ALREADY_POSSIBLE = "already_possible"
    NO_LONGER_PLANNED = "no_longer_planned"
    WITHDRAWN = "withdrawn"


#: The answers that settle where a request stands, whatever items there are.
_SETTLED = {
    Verdict.DECLINED: Status.DECLINED,
    Verdict.WITHDRAWN: Status.WITHDRAWN,
    Verdict.ALREADY_POSSIBLE: Status.ALREADY_POSSIBLE,
    Verdict.DEFERRED: Status.DEFERRED,
    Verdict.NEEDS_INFO: Status.NEEDS_INFO,
}


def statuses(
    leads: Mapping[str, str],
    decisions: Mapping[str, PublicDecision],
    answering: Mapping[str, tuple[PublicItem, ...]],
) -> Mapping[str, Status]:
    """Return where each request stands; `leads` gives who speaks for it, `answering` the items that answer it."""
    return {request: _status(leader, decisions, answering) for request, leader in leads.items()}


def leaders(requests: Iterable[str], decisions: Mapping[str, PublicDecision]) -> Mapping[str, str]:
    """Return for each request the one that `leading` gives; all at once, however long the chains of duplicates are."""
    found: dict[str, str] = {}
    repeating = {request for request in decisions if _original(request, decisions) is not None}
    for request in requests:
        if request not in repeating:
            found.setdefault(request, request)
            continue
        way: dict[str, None] = {}
        here = request
        while here not in found and here not in way:
            way[here] = None
            # What repeats no other is a ring of its own.
            here = _original(here, decisions) or here
        passed = list(way)
        if here in way:
            # For each member of a ring the one before it speaks, for what leads to it the last.
            ring = passed[passed.index(here) :]
            found |= dict(zip(ring, (ring[-1], *ring), strict=False))
            leader = ring[-1]
        else:
            leader = found[here]
        found |= {each: leader for each in passed if each not in found}
    return found


def leading(request: str, decisions: Mapping[str, PublicDecision]) -> str:
    """Return the request that speaks for this one: itself, or the first original at the end of its duplicates.

    A ring of duplicates is a problem of its own; here its last member speaks, so that every walk ends.
    """
    passed = {request}
    while (original := _original(request, decisions)) is not None and original not in passed:
        request = original
        passed.add(request)
    return request


def _original(request: str, decisions: Mapping[str, PublicDecision]) -> str | None:
    decision = decisions.get(request)
    originals = decision.answer.duplicate_of if decision and isinstance(decision.answer, Duplicate) else ()
    return originals[0] if originals else None


def _status(
    request: str, decisions: Mapping[str, PublicDecision], answering: Mapping[str, tuple[PublicItem, ...]]
) -> Status:
    decision = decisions.get(request)
    if decision is not None and decision.verdict in _SETTLED:
        return _SETTLED[decision.verdict]
    is_accepted = decision is not None and decision.verdict is Verdict.ACCEPTED
    return _status_by_items(request, answering.get(request, ()), is_accepted=is_accepted)


def _status_by_items(request: str, items: tuple[PublicItem, ...], *, is_accepted: bool) -> Status:
    if not items:
        return Status.UNDER_CONSIDERATION if is_accepted else Status.OPEN
    kept = [item for item in items if item.status is not ItemStatus.CANCELLED]
    found = {item.status for item in kept}
    if found == {ItemStatus.SHIPPED} and any(_covers_whole(item, request) for item in kept):
        return Status.SHIPPED
    for item_status, status in (
        (ItemStatus.SHIPPED, Status.PARTLY_SHIPPED),
        (ItemStatus.IN_PROGRESS, Status.IN_PROGRESS),
        (ItemStatus.PLANNED, Status.PLANNED),
    ):
        if item_status in found:
            return status
    return Status.UNDER_CONSIDERATION if kept else Status.NO_LONGER_PLANNED


def _covers_whole(item: PublicItem, request: str) -> bool:
    return any(answer.request == request and not answer.part for answer in item.answers)
