"""Out of order: what is done before its rank, with the reason that somebody gave, or none; for colleagues alone.

An override changes no number. It stands beside the computed rank, so that everybody sees both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rice_roadmap.model.item import ItemStatus, Override, PublicItem
from rice_roadmap.model.portfolio import Portfolio
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.words import words
from rice_roadmap.ranking.order import Ranked
from rice_roadmap.ranking.sets import Line


@dataclass(frozen=True, kw_only=True, slots=True)
class Overridden:
    """A live item that somebody puts before another one; `row` is None where it has no rank."""

    item: PublicItem
    row: Ranked | None
    above: str
    above_title: str
    because: str
    says: str
    has_ended: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Ahead:
    """An item in progress, and the higher-ranked ones that are not even committed; `says` is why, if anybody did."""

    row: Ranked
    passed: tuple[Ranked, ...]
    says: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OutOfOrder:
    """All that is done before its rank: what was overridden by item id, and what is in progress ahead of others."""

    overridden: Mapping[str, Overridden]
    ahead: tuple[Ahead, ...]


def out_of_order(site: Site, whole: Portfolio) -> OutOfOrder:
    """Return what is out of order, in the order of the ranks that it has."""
    rows = {row.item.id: row for row in site.ranking.rows}
    found = [
        _overridden(site, whole.items[identifier].override, item, rows.get(identifier))
        for identifier, item in site.portfolio.items.items()
        if item.status.is_live
    ]
    overridden = sorted((one for one in found if one is not None), key=_place)
    by_id = {one.item.id: one for one in overridden}
    return OutOfOrder(overridden=by_id, ahead=_ahead(site, by_id))


def _place(one: Overridden) -> tuple[bool, int, str]:
    return (one.row is None, 0 if one.row is None else one.row.rank, one.item.id)


def _overridden(site: Site, override: Override | None, item: PublicItem, row: Ranked | None) -> Overridden | None:
    if override is None:
        return None
    above = site.portfolio.items.get(override.above)
    return Overridden(
        item=item,
        row=row,
        above="" if above is None else above.id,
        above_title=override.above if above is None else above.title,
        because=override.because,
        says=_sentence(override, row, site.today),
        has_ended=override.has_ended(site.today),
    )


def _sentence(override: Override, row: Ranked | None, today: date) -> str:
    place = "Doing it first" if row is None else f"Score rank {row.rank}, doing it first"
    until = "" if override.until is None else f", until {override.until}"
    ended = " This has ended." if override.has_ended(today) else ""
    return f"{place}: {words(override.reason)}, {override.by}{until}.{ended}"


def _ahead(site: Site, overridden: Mapping[str, Overridden]) -> tuple[Ahead, ...]:
    waiting = [row for row in site.ranking.rows if not _is_committed(site, row)]
    running = [row for row in site.ranking.rows if row.item.status is ItemStatus.IN_PROGRESS]
    found = ((row, tuple(other for other in waiting if other.rank < row.rank)) for row in running)
    return tuple(
        Ahead(row=row, passed=passed, says=overridden[row.item.id].says if row.item.id in overridden else "")
        for row, passed in found
        if passed
    )


def _is_committed(site: Site, row: Ranked) -> bool:
    # Without a current period there is nothing to be committed to but the work that runs.
    return site.outlook.line_of(row.item.id) is Line.COMMITTED or row.item.status is ItemStatus.IN_PROGRESS
