"""What would change it: how far one estimate alone would have to move before an item outside fits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from operator import neg

from rice_roadmap.model.plan import Plan
from rice_roadmap.model.scale import PlacedValue, Scale
from rice_roadmap.ranking.order import Place, Ranked, place
from rice_roadmap.ranking.rice import Estimates
from rice_roadmap.ranking.sets import Line, Sets, WhatFits, rooms

#: The units up to which, or for effort down to which, an answer is rounded; impact and confidence only without steps.
REACH_UNIT = Fraction(1)
IMPACT_UNIT = Fraction(1, 100)
CONFIDENCE_UNIT = Fraction(1, 100)
MOST_CONFIDENCE = Fraction(1)
EFFORT_UNIT = Fraction(1, 100)


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """For a row outside, the nearest value of each estimate with which fill would take it, all else unchanged.

    None: not reachable by this alone.
    """

    row: Ranked
    reach: Fraction | None
    impact: PlacedValue | None
    confidence: PlacedValue | None
    effort: Fraction | None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Queue:
    """The candidates of one entry as places in row order, and the room that fill has left before each of them.

    An item outside takes nothing, so the room before any place is the same with it and without it.
    """

    places: Sequence[Place]
    rooms: Sequence[Fraction]

    def room_at(self, place: Place) -> Fraction:
        """Return the room that fill would have left for an item at that place."""
        return self.rooms[bisect_left(self.places, place)]

    def hurdle(self, effort: Fraction) -> Place | None:
        """Return the place that an item outside must stand before to fit; None if no place has the room for it."""
        last = bisect_right(self.rooms, -effort, key=neg) - 1
        return self.places[last] if last >= 0 else None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Trial:
    """A row outside, what it must stand before as long as its effort stays, and whether another estimate would do.

    What does once does with every better value too: it stands earlier, and there is never less room earlier.
    """

    row: Ranked
    queue: _Queue
    hurdle: Place | None

    def reach(self, value: Fraction) -> bool:
        """Return whether this reach would do."""
        estimates = self.row.estimates
        return self._passes(replace(estimates, reach=replace(estimates.reach, likely=value)))

    def impact(self, value: PlacedValue) -> bool:
        """Return whether this impact would do."""
        estimates = self.row.estimates
        return self._passes(replace(estimates, impact=replace(estimates.impact, value=value)))

    def confidence(self, value: PlacedValue) -> bool:
        """Return whether this confidence would do."""
        estimates = self.row.estimates
        return self._passes(replace(estimates, confidence=replace(estimates.confidence, value=value)))

    def effort(self, value: Fraction) -> bool:
        """Return whether this effort would do."""
        estimates = self.row.estimates
        changed = replace(estimates, effort=replace(estimates.effort, likely=value))
        return value <= self.queue.room_at(place(self.row.item.id, changed))

    def value_to_tie(self) -> Fraction | None:
        """Return the value with which the row would tie with the one it must stand before; None without one."""
        return None if self.hurdle is None else -self.hurdle[0] * self.row.estimates.effort.likely

    def _passes(self, estimates: Estimates) -> bool:
        return self.hurdle is not None and place(self.row.item.id, estimates) < self.hurdle


def what_would_change(fits: WhatFits, plan: Plan, asked: Iterable[Ranked]) -> Mapping[str, Change]:
    """Return the design's *What would change it*, by id, for those of the asked rows that are outside."""
    queues = {area: _queue(sets) for area, sets in fits.sets.items()}
    changes: dict[str, Change] = {}
    for row in asked:
        sets = fits.sets_of(row)
        if sets is not None and fits.lines[row.item.id] is Line.OUTSIDE:
            changes[row.item.id] = _change(row, queues[sets.entry.area], plan)
    return changes


def _queue(sets: Sets) -> _Queue:
    places = [place(row.item.id, row.estimates) for row in sets.candidates]
    return _Queue(places=places, rooms=rooms(sets.candidates, sets.entry.available))


def _change(row: Ranked, queue: _Queue, plan: Plan) -> Change:
    trial = _Trial(row=row, queue=queue, hurdle=queue.hurdle(row.estimates.effort.likely))
    return Change(
        row=row,
        reach=_reach(trial),
        impact=_impact(trial, plan.impact),
        confidence=_confidence(trial, plan.confidence),
        effort=_effort(trial, plan.effort.minimum),
    )


def _reach(trial: _Trial) -> Fraction | None:
    estimates, value = trial.row.estimates, trial.value_to_tie()
    if value is None:
        return None
    needed = value / (estimates.impact.value.value * estimates.confidence.value.value)
    return next(filter(trial.reach, _from(needed, REACH_UNIT)), None)


def _impact(trial: _Trial, scale: Scale) -> PlacedValue | None:
    estimates, value = trial.row.estimates, trial.value_to_tie()
    if not scale.accepts_any:
        return next(filter(trial.impact, _above(estimates.impact.value, scale)), None)
    if value is None or not estimates.reach.likely:
        return None
    needed = value / (estimates.reach.likely * estimates.confidence.value.value)
    return next(filter(trial.impact, map(_unnamed, _from(needed, IMPACT_UNIT))), None)


def _confidence(trial: _Trial, scale: Scale) -> PlacedValue | None:
    current = trial.row.estimates.confidence.value
    if not scale.accepts_any:
        return next(filter(trial.confidence, _above(current, scale)), None)
    percents = range(current.value // CONFIDENCE_UNIT + 1, MOST_CONFIDENCE // CONFIDENCE_UNIT + 1)
    return next(filter(trial.confidence, (_unnamed(percent * CONFIDENCE_UNIT) for percent in percents)), None)


def _effort(trial: _Trial, minimum: Fraction) -> Fraction | None:
    current = trial.row.estimates.effort.likely
    least = max(ceil(minimum / EFFORT_UNIT), 1)
    count = _last(least, ceil(current / EFFORT_UNIT), lambda count: trial.effort(count * EFFORT_UNIT))
    if count is not None:
        return count * EFFORT_UNIT
    # A minimum of more than two places lies between two of them, and is itself allowed.
    return minimum if 0 < minimum < current and trial.effort(minimum) else None


def _above(current: PlacedValue, scale: Scale) -> Iterator[PlacedValue]:
    return (step for step in reversed(scale.steps) if step.value > current.value)


def _from(needed: Fraction, unit: Fraction) -> Iterator[Fraction]:
    # The first may only tie, and lose the tie; the second is beyond.
    first = ceil(needed / unit)
    return (count * unit for count in (first, first + 1))


def _unnamed(value: Fraction) -> PlacedValue:
    return PlacedValue(name="", value=value)


def _last(first: int, beyond: int, holds: Callable[[int], bool]) -> int | None:
    """Return the last number for which something holds that, once it fails, fails for all after."""
    if first >= beyond or not holds(first):
        return None
    while beyond - first > 1:
        middle = (first + beyond) // 2
        first, beyond = (middle, beyond) if holds(middle) else (first, middle)
    return first
