"""What there is room for, before and after: which items fit, and what each quarter has and has promised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rice_roadmap.history.changes import Fit, FitChange, Ids, Room, RoomChange, Side
from rice_roadmap.history.rank_changes import outside
from rice_roadmap.model.calendar import Quarter
from rice_roadmap.ranking.sets import Line


def fit_changes(before: Side, after: Side, pairs: Iterable[Ids]) -> tuple[FitChange, ...]:
    """Return every item that stands elsewhere beside the capacity, in the order of ids.

    Nothing is returned where the two sides speak of different quarters, or one of them of none.
    """
    if before.period is None or before.period != after.period:
        return ()
    old, new = _lines(before), _lines(after)
    return tuple(
        FitChange(ids=ids, before=_fit(before, old, ids.before), after=_fit(after, new, ids.after))
        for ids in sorted(pairs, key=lambda ids: ids.order)
        if old.get(ids.before or "") is not new.get(ids.after or "")
    )


def room_changes(before: Side, after: Side) -> tuple[RoomChange, ...]:
    """Return every entry of capacity, from the current quarter on, that has or has promised another effort."""
    old, new = _rooms(before), _rooms(after)
    return tuple(
        RoomChange(period=period, area=area, before=old.get((period, area)), after=new.get((period, area)))
        for period, area in sorted(old.keys() | new.keys())
        if old.get((period, area)) != new.get((period, area))
    )


def _lines(side: Side) -> Mapping[str, Line | None]:
    # What must be done has no rank and takes its room all the same.
    committed = side.quarters[0].committed if side.quarters else ()
    return {**side.lines, **dict.fromkeys(committed, Line.COMMITTED)}


def _fit(side: Side, lines: Mapping[str, Line | None], item: str | None) -> Fit:
    is_ranked = item is not None and item in side.lines
    return Fit(line=lines.get(item or ""), outside=None if is_ranked else outside(side, item))


def _rooms(side: Side) -> Mapping[tuple[Quarter, str], Room]:
    return {
        (entry.period, entry.area): Room(effort=entry.effort, held_back=entry.held_back, committed=entry.committed)
        for boundary in side.quarters
        for entry in boundary.entries.values()
    }
