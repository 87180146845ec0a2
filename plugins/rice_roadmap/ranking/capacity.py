"""The boundary: how much effort one quarter leaves for what is not yet decided, for each area that has its own.

Period, committed and available are those of the design's arithmetic; the rest of the floor asks what fits in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rice_roadmap.model.audience import Audience, PublicPortfolio
from rice_roadmap.model.calendar import Quarter
from rice_roadmap.model.item import Horizon, ItemStatus, PublicItem
from rice_roadmap.model.plan import Capacity


@dataclass(frozen=True, kw_only=True, slots=True)
class Charge:
    """Committed work and the effort it takes, None as long as nobody estimated it."""

    item: PublicItem
    effort: Fraction | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """The capacity of one quarter for one area, or, without an area, for all that have no entry of their own.

    `held_back` is what this audience subtracts: nothing for colleagues, whose committed work hides no item.
    The charges are sorted by id.
    """

    period: Quarter
    area: str
    effort: Fraction
    held_back: Fraction
    charges: tuple[Charge, ...]

    @property
    def committed(self) -> Fraction:
        """What committed work takes; work without an effort takes nothing, and is `unestimated`."""
        return sum((charge.effort for charge in self.charges if charge.effort is not None), Fraction(0))

    @property
    def available(self) -> Fraction:
        """Effort − held back − committed; below zero where more was committed than there is."""
        return self.effort - self.held_back - self.committed

    @property
    def is_over_committed(self) -> bool:
        """Whether more was committed than there is."""
        return self.available < 0

    @property
    def unestimated(self) -> tuple[PublicItem, ...]:
        """The committed items that are charged 0 because nobody wrote their effort."""
        return tuple(charge.item for charge in self.charges if charge.effort is None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Boundary:
    """One quarter: its entries by area in the plan's order, and the ids of all that is committed to it."""

    period: Quarter
    entries: Mapping[str, Entry]
    committed: frozenset[str]

    def entry_of(self, item: PublicItem) -> Entry | None:
        """Return the entry that holds an item: that of its area, else the one without an area, else None."""
        return self.entries.get(item.area, self.entries.get(""))


def current_period(capacity: Iterable[Capacity], today: date) -> Quarter | None:
    """Return the design's *Period*: the earliest listed quarter, over all areas, that is not over; else None."""
    return min(_not_over(capacity, today), default=None)


def current_boundary(portfolio: PublicPortfolio, *, today: date, audience: Audience) -> Boundary | None:
    """Return the boundary of the current period, charged by the design's *Committed*; None without a period."""
    period = current_period(portfolio.plan.capacity, today)
    if period is None:
        return None
    committed = [item for item in portfolio.items.values() if is_committed(item, period)]
    return _boundary(period, audience, _listed(portfolio)[period], committed)


def later_boundaries(portfolio: PublicPortfolio, *, today: date, audience: Audience) -> tuple[Boundary, ...]:
    """Return those of the listed quarters after the current period, charged with what is meant for each of them."""
    later = sorted(_not_over(portfolio.plan.capacity, today))[1:]
    listed, meant = _listed(portfolio), _meant(portfolio)
    return tuple(_boundary(quarter, audience, listed[quarter], meant.get(quarter, ())) for quarter in later)


def boundaries(portfolio: PublicPortfolio, *, today: date, audience: Audience) -> tuple[Boundary, ...]:
    """Return the boundary of the current period and those of the listed quarters after it; none without a period."""
    current = current_boundary(portfolio, today=today, audience=audience)
    return () if current is None else (current, *later_boundaries(portfolio, today=today, audience=audience))


def is_committed(item: PublicItem, period: Quarter) -> bool:
    """Return whether an item takes its capacity before the others choose (the design's *Committed*)."""
    target = None if item.target is None else item.target.quarter
    if not item.status.is_live:
        return False
    if item.mandatory is not None:
        return target is None or target <= period
    if item.status is ItemStatus.PLANNED:
        return item.when is Horizon.NOW or (target is not None and target <= period)
    return item.status is ItemStatus.IN_PROGRESS


def is_meant_for(item: PublicItem, quarter: Quarter) -> bool:
    """Return whether a later quarter is charged with an item: planned or mandatory, its target lying in it."""
    decided = item.status is ItemStatus.PLANNED or (item.status.is_live and item.mandatory is not None)
    return decided and item.target is not None and item.target.quarter == quarter


def _not_over(capacity: Iterable[Capacity], today: date) -> frozenset[Quarter]:
    return frozenset(entry.period for entry in capacity if entry.period.last_day >= today)


def _listed(portfolio: PublicPortfolio) -> Mapping[Quarter, Mapping[str, Capacity]]:
    listed: dict[Quarter, dict[str, Capacity]] = {}
    for capacity in portfolio.plan.capacity:
        # An area listed twice is a problem of the plan; no item may be charged twice for it.
        listed.setdefault(capacity.period, {}).setdefault(capacity.area, capacity)
    return listed


def _meant(portfolio: PublicPortfolio) -> Mapping[Quarter, Sequence[PublicItem]]:
    meant: dict[Quarter, list[PublicItem]] = {}
    for item in portfolio.items.values():
        if item.target is not None and is_meant_for(item, item.target.quarter):
            meant.setdefault(item.target.quarter, []).append(item)
    return meant


def _boundary(
    period: Quarter, audience: Audience, listed: Mapping[str, Capacity], takes: Iterable[PublicItem]
) -> Boundary:
    committed = sorted(takes, key=lambda item: item.id)
    charged: dict[str, list[Charge]] = {area: [] for area in listed}
    for item in committed:
        area = item.area if item.area in listed else ""
        if area in listed:
            charged[area].append(Charge(item=item, effort=_effort(item)))
    entries = {area: _entry(capacity, audience, charged[area]) for area, capacity in listed.items()}
    return Boundary(period=period, entries=entries, committed=frozenset(item.id for item in committed))


def _entry(capacity: Capacity, audience: Audience, charges: Iterable[Charge]) -> Entry:
    return Entry(
        period=capacity.period,
        area=capacity.area,
        effort=capacity.effort,
        held_back=capacity.held_back if audience is Audience.PUBLIC else Fraction(0),
        charges=tuple(charges),
    )


def _effort(item: PublicItem) -> Fraction | None:
    if item.status is ItemStatus.IN_PROGRESS and item.effort_left is not None:
        return item.effort_left
    return None if item.rice.effort is None else item.rice.effort.likely
