"""Capacity as pages show it: what a quarter has, what takes it, and what is left, in words and as a bar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from rice_roadmap.model.item import Horizon, ItemStatus, PublicItem
from rice_roadmap.model.plan import Plan
from rice_roadmap.publish.numbers import amount
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.words import COMMITTED, effort
from rice_roadmap.ranking.capacity import Boundary, Charge, Entry
from rice_roadmap.ranking.sets import Sets, total_effort

#: How long a bar is in the units of its picture.
LENGTH = 1000

NO_CAPACITY = "no capacity is listed for its area"


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A piece of a bar, from where it starts: `kind` is held-back, committed, fits, free or over."""

    kind: str
    start: int
    length: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Room:
    """One entry of capacity; `fits` is None for a later quarter, for which nothing is chosen yet.

    `held_back` is empty where nothing is, and `over` says by how much more was committed than there is.
    """

    area: str
    effort: str
    held_back: str
    committed: str
    available: str
    fits: str | None
    left: str
    over: str
    spoken_for: str
    bar: tuple[Piece, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ChargeRow:
    """Committed work, why it counts as such, and what it takes."""

    item: PublicItem
    why: str
    takes: str


@dataclass(frozen=True, kw_only=True, slots=True)
class QuarterView:
    """A quarter with its entries in the plan's order, and all work that is committed to it or meant for it."""

    quarter: str
    is_current: bool
    rooms: tuple[Room, ...]
    charges: tuple[ChargeRow, ...]

    @property
    def has_areas(self) -> bool:
        """Whether areas have capacity of their own."""
        return any(room.area for room in self.rooms)

    @property
    def holds_back(self) -> bool:
        """Whether something is kept for work that this audience does not see."""
        return any(room.held_back for room in self.rooms)


def quarters(site: Site) -> tuple[QuarterView, ...]:
    """Return the current period and the listed quarters after it; none where capacity is not shown."""
    return tuple(_quarter(site, boundary) for boundary in site.outlook.boundaries) if site.shows_capacity else ()


def current_quarter(site: Site) -> QuarterView | None:
    """Return the current period, for which what fits is chosen; None without one, or where it is not shown."""
    fits = site.outlook.fits
    return None if fits is None or not site.shows_capacity else _quarter(site, fits.boundary)


def _quarter(site: Site, boundary: Boundary) -> QuarterView:
    fits = site.outlook.fits
    is_current = fits is not None and boundary is fits.boundary
    sets = fits.sets if fits is not None and is_current else {}
    return QuarterView(
        quarter=str(boundary.period),
        is_current=is_current,
        rooms=tuple(_room(site.plan, boundary, entry, sets.get(area)) for area, entry in boundary.entries.items()),
        charges=tuple(_charges(site, boundary)),
    )


def _room(plan: Plan, boundary: Boundary, entry: Entry, sets: Sets | None) -> Room:
    unit = plan.effort.unit
    taken = Fraction(0) if sets is None else total_effort(sets.fill)
    spoken_for = entry.held_back + entry.committed + taken
    return Room(
        area=_area(plan, boundary, entry),
        effort=amount(entry.effort),
        held_back=amount(entry.held_back) if entry.held_back else "",
        committed=amount(entry.committed),
        available=_signed(entry.available),
        fits=None if sets is None else amount(taken),
        left=_signed(entry.available - taken),
        over=effort(-entry.available, unit) if entry.is_over_committed else "",
        spoken_for=f"{amount(spoken_for)} of {effort(entry.effort, unit)}",
        bar=tuple(_bar(entry, taken)),
    )


def _area(plan: Plan, boundary: Boundary, entry: Entry) -> str:
    if not entry.area:
        return "All other areas" if len(boundary.entries) > 1 else ""
    area = plan.area(entry.area)
    return entry.area if area is None else area.title


def _signed(number: Fraction) -> str:
    return f"−{amount(-number)}" if number < 0 else amount(number)


def _bar(entry: Entry, taken: Fraction) -> Iterator[Piece]:
    """Yield the pieces that are long enough to be seen; where too much was committed, the bar is as long as that."""
    whole = max(entry.effort, entry.held_back + entry.committed)
    # What is committed beyond what there is stands behind the end of it, whichever work that is.
    held_back = min(entry.held_back, entry.effort)
    committed = min(entry.committed, entry.effort - held_back)
    lengths = (
        ("held-back", held_back),
        ("committed", committed),
        ("fits", taken),
        ("free", entry.effort - held_back - committed - taken),
        ("over", whole - entry.effort),
    )
    end, start = Fraction(0), 0
    for kind, length in lengths:
        end += length
        stop = round(end / whole * LENGTH) if whole else 0
        if stop > start:
            yield Piece(kind=kind, start=start, length=stop - start)
        start = stop


def _charges(site: Site, boundary: Boundary) -> Iterator[ChargeRow]:
    held = {charge.item.id: charge for entry in boundary.entries.values() for charge in entry.charges}
    for identifier in sorted(boundary.committed):
        item = site.portfolio.items[identifier]
        yield ChargeRow(item=item, why=_why(item), takes=_takes(held.get(identifier), site.plan))


def _why(item: PublicItem) -> str:
    if item.mandatory is not None:
        return COMMITTED
    if item.status is ItemStatus.IN_PROGRESS:
        return "In progress" if item.effort_left is None else "In progress: what is left to do"
    return "Planned for now" if item.when is Horizon.NOW else f"Planned, target {item.target}"


def _takes(charge: Charge | None, plan: Plan) -> str:
    if charge is None:
        return f"nothing: {NO_CAPACITY}"
    return (
        "nothing yet: its effort is not estimated" if charge.effort is None else effort(charge.effort, plan.effort.unit)
    )
