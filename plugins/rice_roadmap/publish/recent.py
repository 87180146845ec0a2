"""What changed lately, as far as the files themselves say when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rice_roadmap.model.decision import Verdict
from rice_roadmap.model.item import ItemStatus, PublicItem, ReleaseStage
from rice_roadmap.publish import addresses
from rice_roadmap.publish.site import Site

#: How far back "lately" goes, in days.
DAYS = 30


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """Something that happened to a record on a day: the kind of it, and where to read more."""

    on: date
    kind: StrEnum
    title: str
    address: str


def recent_changes(site: Site) -> tuple[Change, ...]:
    """Return what shipped, was answered and was dropped in the last `DAYS` days, the newest first."""
    first = site.today - timedelta(days=DAYS)
    found = [change for change in _changes(site) if first <= change.on <= site.today]
    return tuple(sorted(found, key=lambda change: (-change.on.toordinal(), _ORDER.index(change.kind), change.address)))


#: What somebody waits to hear comes first: what is there, then what will not come.
_ORDER: tuple[StrEnum, ...] = (
    ItemStatus.SHIPPED,
    ReleaseStage.BETA,
    Verdict.DECLINED,
    ItemStatus.CANCELLED,
    Verdict.DEFERRED,
    Verdict.ALREADY_POSSIBLE,
    Verdict.ACCEPTED,
    Verdict.NEEDS_INFO,
    Verdict.DUPLICATE,
    Verdict.WITHDRAWN,
)


def _changes(site: Site) -> Iterator[Change]:
    for item in site.portfolio.items.values():
        if item.release is not None:
            is_beta = item.release.stage is ReleaseStage.BETA
            yield _of_item(item, item.release.on, ReleaseStage.BETA if is_beta else ItemStatus.SHIPPED)
        if item.cancelled is not None and item.status is ItemStatus.CANCELLED:
            yield _of_item(item, item.cancelled.on, ItemStatus.CANCELLED)
    for request, decision in site.portfolio.decisions.items():
        yield Change(
            on=decision.decided_on,
            kind=decision.verdict,
            title=site.portfolio.requests[request].title,
            address=addresses.request(request),
        )


def _of_item(item: PublicItem, on: date, kind: StrEnum) -> Change:
    return Change(on=on, kind=kind, title=item.title, address=addresses.item(item.id))
