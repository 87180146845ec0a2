"""The roadmap: now, next and later, and below what came of it; no rank, score or effort beside any of it.

At the end stands what each quarter has room for, where the site shows capacity.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rice_roadmap.model.calendar import Quarter
from rice_roadmap.model.item import Horizon, ItemStatus, PublicItem
from rice_roadmap.model.plan import Objective
from rice_roadmap.publish import addresses
from rice_roadmap.publish.capacity_view import QuarterView, quarters
from rice_roadmap.publish.item_view import area_title, is_committed
from rice_roadmap.publish.one_line import in_one_line
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.sections import Part, Section, parts_of_sections
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.words import words
from rice_roadmap.ranking.order import is_declined

_QUARTERS_SHOWN = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """An item on the roadmap: why in one line, what it serves, and whether several customers asked for it."""

    item: PublicItem
    why: str
    area: str
    objective: Objective | None
    moscow: str
    kano: str
    is_committed: bool
    is_asked_by_several: bool


def roadmap_pages(site: Site) -> Iterator[Page]:
    """Yield the roadmap; nothing where it is not shown."""
    if site.shows_roadmap:
        ahead = quarters(site)
        for part in parts_of_sections(_sections(site), addresses.ROADMAP):
            yield _page(site, part, ahead)


def on_horizon(site: Site, horizon: Horizon) -> tuple[PublicItem, ...]:
    """Return what is planned or in progress for a horizon, the soonest target first.

    A candidate is no plan, whatever horizon it carries: it stands under *later* if it carries one, or is committed.
    """
    found = (item for item in site.portfolio.items.values() if item.status.is_live and horizon_of(item) is horizon)
    return _by_target(item for item in found if not is_declined(item, site.portfolio))


def horizon_of(item: PublicItem) -> Horizon | None:
    """Return under which horizon live work is listed; None for a candidate that nobody gave one."""
    if item.status is not ItemStatus.CANDIDATE:
        return item.when
    return Horizon.LATER if item.horizon is not None or is_committed(item) else None


def _page(site: Site, part: Part[Section[Card]], ahead: tuple[QuarterView, ...]) -> Page:
    return site.page(
        "roadmap.html",
        address=part.own_address,
        title=part.titled("Roadmap"),
        description="What we do now, next and later, what has shipped, and what is no longer planned.",
        parent=part.parent,
        in_search=False,
        part=part,
        quarters=ahead,
        has_areas=any(quarter.has_areas for quarter in ahead),
        holds_back=any(quarter.holds_back for quarter in ahead),
    )


def _sections(site: Site) -> tuple[Section[Card], ...]:
    horizons = (
        _section(site, horizon.value, words(horizon), on_horizon(site, horizon), "Nothing at the moment.")
        for horizon in Horizon
    )
    return (
        *horizons,
        _section(site, "considered", "Under consideration, without a date", _considered(site)),
        _section(site, "shipped", "Shipped in the last two quarters", _shipped(site)),
        _section(site, "no-longer-planned", "No longer planned", _cancelled(site)),
    )


def _section(
    site: Site, identifier: str, title: str, items: tuple[PublicItem, ...], when_empty: str = ""
) -> Section[Card]:
    return Section(id=identifier, title=title, rows=tuple(_card(site, item) for item in items), when_empty=when_empty)


def _card(site: Site, item: PublicItem) -> Card:
    reason = item.cancelled.because if item.cancelled is not None else item.summary
    return Card(
        item=item,
        why=in_one_line(reason),
        area=area_title(site.plan, item),
        objective=site.plan.objective(item.objective),
        moscow="" if item.labels.moscow is None else words(item.labels.moscow),
        kano="" if item.labels.kano is None else words(item.labels.kano),
        is_committed=is_committed(item),
        is_asked_by_several=any(site.portfolio.segments.get(answer.request) for answer in item.answers),
    )


def _considered(site: Site) -> tuple[PublicItem, ...]:
    candidates = (item for item in site.portfolio.items.values() if item.status is ItemStatus.CANDIDATE)
    return _by_target(item for item in candidates if horizon_of(item) is None and not is_declined(item, site.portfolio))


def _shipped(site: Site) -> tuple[PublicItem, ...]:
    first = Quarter.of(site.today).first_day
    for _ in range(_QUARTERS_SHOWN - 1):
        first = Quarter.of(date.fromordinal(first.toordinal() - 1)).first_day
    dated = ((item.release.on, item) for item in site.portfolio.items.values() if item.release is not None)
    return _newest_first((on, item) for on, item in dated if item.status is ItemStatus.SHIPPED and on >= first)


def _cancelled(site: Site) -> tuple[PublicItem, ...]:
    dated = ((item.cancelled.on, item) for item in site.portfolio.items.values() if item.cancelled is not None)
    return _newest_first((on, item) for on, item in dated if item.status is ItemStatus.CANCELLED)


def _by_target(items: Iterable[PublicItem]) -> tuple[PublicItem, ...]:
    def order(item: PublicItem) -> tuple[bool, date, str, str]:
        last_day = date.max if item.target is None else item.target.last_day
        return (item.target is None, last_day, item.title.casefold(), item.id)

    return tuple(sorted(items, key=order))


def _newest_first(dated: Iterable[tuple[date, PublicItem]]) -> tuple[PublicItem, ...]:
    return tuple(item for _, item in sorted(dated, key=lambda entry: (-entry[0].toordinal(), entry[1].id)))
