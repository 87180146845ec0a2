"""What a change does to what fits: who falls out or comes in, and what each quarter has left."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from types import MappingProxyType

from rice_roadmap.history.changes import Difference, Fit, FitChange, Outside, Room, RoomChange
from rice_roadmap.model.calendar import Quarter
from rice_roadmap.publish.change_items import short_name
from rice_roadmap.publish.change_values import ARROW, Entry, Writing
from rice_roadmap.publish.numbers import amount
from rice_roadmap.publish.words import effort
from rice_roadmap.ranking.sets import Line

_INSIDE, _OUTSIDE, _COMMITTED = Line.INSIDE, Line.OUTSIDE, Line.COMMITTED

#: What becomes of a feature, in the order in which readers need to know.
_BECOMES = MappingProxyType(
    {
        (_INSIDE, _OUTSIDE): "falls out: it no longer fits",
        (_COMMITTED, _OUTSIDE): "falls out: it is no longer committed, and does not fit",
        (_OUTSIDE, _INSIDE): "comes in: it fits now",
        (None, _INSIDE): "comes in: it fits",
        (_OUTSIDE, _COMMITTED): "comes in: it is committed now",
        (None, _COMMITTED): "comes in: it is committed",
        (_INSIDE, _COMMITTED): "is committed now; it fitted before",
        (_COMMITTED, _INSIDE): "is no longer committed; it fits",
        (None, _OUTSIDE): "does not fit",
        (_COMMITTED, None): "is no longer committed",
        (_INSIDE, None): "takes no room any more",
        (_OUTSIDE, None): "waits for room no longer",
    }
)
_ORDER = tuple(_BECOMES)

_BECAUSE = MappingProxyType(
    {
        None: "its area has no capacity",
        Outside.ABSENT: "removed",
        Outside.SHIPPED: "shipped",
        Outside.CANCELLED: "no longer planned",
        Outside.COMMITTED: "committed for later",
        Outside.DECLINED: "declined, not ranked",
        Outside.UNSCORED: "not scored",
    }
)


def quarter_of(difference: Difference) -> Quarter | None:
    """Return the quarter of which the report says what fits in it."""
    return difference.after.period or difference.before.period


def what_fits(difference: Difference, write: Writing) -> Iterator[Entry]:
    """Yield who falls out of the current quarter or comes in, and what it has left."""
    old, new = difference.before.period, difference.after.period
    if old != new:
        yield Entry(line=_other_quarter(old, new))
    for change in sorted(difference.fits, key=_order):
        yield Entry(line=f"{short_name(change.ids, difference, write)} {_becomes(change.before, change.after)}.")
    yield from (_room(change, difference, write) for change in difference.rooms if not _is_later(change, difference))


def later_quarters(difference: Difference, write: Writing) -> Iterator[Entry]:
    """Yield the quarters after the current one that have or have promised another effort."""
    return (_room(change, difference, write) for change in difference.rooms if _is_later(change, difference))


def _is_later(change: RoomChange, difference: Difference) -> bool:
    current = quarter_of(difference)
    return current is not None and current < change.period


def _other_quarter(old: Quarter | None, new: Quarter | None) -> str:
    if new is None:
        return "The plan lists no capacity from today on any more, so nothing is said of what fits."
    before = "for no quarter" if old is None else f"for {old}"
    return f"What fits is worked out for {new} now; before it was {before}."


def _order(change: FitChange) -> tuple[int, tuple[str, str]]:
    return _ORDER.index((change.before.line, change.after.line)), change.ids.order


def _becomes(before: Fit, after: Fit) -> str:
    said = _BECOMES[before.line, after.line]
    return said if after.line is not None else f"{said}: {_BECAUSE[after.outside]}"


def _room(change: RoomChange, difference: Difference, write: Writing) -> Entry:
    return Entry(line=_left(change, difference, _name(change, difference, write)), details=tuple(_details(change)))


def _name(change: RoomChange, difference: Difference, write: Writing) -> str:
    if not change.area:
        return f"{change.period}"
    plans = (difference.after.portfolio.plan, difference.before.portfolio.plan)
    title = next((area.title for plan in plans if (area := plan.area(change.area)) is not None), change.area)
    return f"{change.period} for {write.quoted(title)}"


def _left(change: RoomChange, difference: Difference, name: str) -> str:
    def much(number: Fraction) -> str:
        return effort(number, difference.after.portfolio.plan.effort.unit)

    old, new = change.before, change.after
    if new is None:
        return f"{name} has no capacity in the plan any more."
    if old is None:
        left = f"over-committed by {amount(-new.available)}" if _is_over(new) else f"{amount(new.available)} left"
        return f"{name} has a capacity now: {much(new.effort)}, {left}."
    if _is_over(new):
        if _is_over(old):
            return f"{name} stays over-committed: by {much(-new.available)}, before by {amount(-old.available)}."
        return f"{name} is over-committed now, by {much(-new.available)}: nothing else fits."
    if _is_over(old):
        return f"{name} is no longer over-committed, and has {much(new.available)} left."
    return f"{name} has {amount(old.available)} {ARROW} {much(new.available)} left for what is not committed."


def _details(change: RoomChange) -> Iterator[str]:
    old, new = change.before, change.after
    if old is not None and new is not None:
        facts = (
            ("Capacity", old.effort, new.effort),
            ("Held back", old.held_back, new.held_back),
            ("Committed", old.committed, new.committed),
        )
        yield from (f"{name}: {amount(was)} {ARROW} {amount(now)}" for name, was, now in facts if was != now)


def _is_over(room: Room) -> bool:
    return room.available < 0
