"""Why items are ranked elsewhere: by a change of their own score, or by what others did above them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from rice_roadmap.history.changes import Crowd, Ids, Others, Outside, Place, RankChange, Side
from rice_roadmap.model.item import ItemStatus
from rice_roadmap.ranking.order import Ranking, is_declined

#: More others than this are counted, not named.
MOST_NAMED = 3

Standing = Place | Outside


@dataclass(frozen=True, kw_only=True, slots=True)
class _Standings:
    ids: Ids
    before: Standing
    after: Standing

    @property
    def is_settled(self) -> bool:
        """Whether it is ranked with the same score on both sides."""
        both = isinstance(self.before, Place) and isinstance(self.after, Place)
        return both and self.before.score == self.after.score  # type: ignore[union-attr]  # both are places

    @property
    def is_altered(self) -> bool:
        """Whether it can make others move."""
        return not self.is_settled and (isinstance(self.before, Place) or isinstance(self.after, Place))


@dataclass(kw_only=True, slots=True)
class _Above:
    """Who of the altered items stands above a falling threshold on one side only."""

    entered: dict[Ids, None] = field(default_factory=dict)
    left: dict[Ids, None] = field(default_factory=dict)
    rose: dict[Ids, None] = field(default_factory=dict)
    fell: dict[Ids, None] = field(default_factory=dict)

    def pass_by(self, altered: _Standings, *, is_after: bool) -> None:
        """Note that the threshold has fallen below what one altered item scores on one side."""
        if isinstance(altered.before, Outside):
            self.entered[altered.ids] = None
        elif isinstance(altered.after, Outside):
            self.left[altered.ids] = None
        else:
            joins, leaves = (self.rose, self.fell) if is_after else (self.fell, self.rose)
            if altered.ids in leaves:
                del leaves[altered.ids]
            else:
                joins[altered.ids] = None

    def others(self) -> Others:
        """Return what has happened above the threshold."""
        return Others(
            entered=_crowd(self.entered), left=_crowd(self.left), rose=_crowd(self.rose), fell=_crowd(self.fell)
        )


def rank_changes(before: Side, after: Side, pairs: Iterable[Ids]) -> tuple[RankChange, ...]:
    """Return every item whose rank or score is another, in the order of ids; none where a side has no order."""
    if before.ranking is None or after.ranking is None:
        return ()
    places = _places(before.ranking), _places(after.ranking)
    standings = [
        _Standings(
            ids=ids,
            before=places[0].get(ids.before or "") or outside(before, ids.before),
            after=places[1].get(ids.after or "") or outside(after, ids.after),
        )
        for ids in pairs
    ]
    settled = [one for one in standings if one.is_settled and one.before != one.after]
    altered = [one for one in standings if one.is_altered]
    changes = [RankChange(ids=one.ids, before=one.before, after=one.after) for one in altered]
    return tuple(sorted([*changes, *_moved_by_others(settled, altered)], key=lambda change: change.ids.order))


def outside(side: Side, identifier: str | None) -> Outside:
    """Return why an item without a rank has none."""
    item = None if identifier is None else side.portfolio.items.get(identifier)
    if item is None:
        return Outside.ABSENT
    if item.status is ItemStatus.SHIPPED:
        return Outside.SHIPPED
    if item.status is ItemStatus.CANCELLED:
        return Outside.CANCELLED
    if item.mandatory is not None:
        return Outside.COMMITTED
    return Outside.DECLINED if is_declined(item, side.portfolio) else Outside.UNSCORED


def _places(ranking: Ranking) -> Mapping[str, Place]:
    return {row.item.id: Place(rank=row.rank, score=row.estimates.score) for row in ranking.rows}


def _moved_by_others(settled: Iterable[_Standings], altered: Iterable[_Standings]) -> Iterator[RankChange]:
    # One walk from the top, a threshold falling through all scores: the work grows with the items, not their pairs.
    points = sorted(_points(altered), key=lambda point: (-point[0], point[1].ids.order, point[2]))
    above, passed = _Above(), 0
    for one in sorted(settled, key=lambda one: -_score(one.after)):
        while passed < len(points) and points[passed][0] > _score(one.after):
            above.pass_by(points[passed][1], is_after=points[passed][2])
            passed += 1
        yield RankChange(ids=one.ids, before=one.before, after=one.after, others=above.others())


def _points(altered: Iterable[_Standings]) -> Iterator[tuple[Fraction, _Standings, bool]]:
    for one in altered:
        for standing, is_after in ((one.before, False), (one.after, True)):
            if isinstance(standing, Place):
                yield standing.score, one, is_after


def _score(standing: Standing) -> Fraction:
    return standing.score if isinstance(standing, Place) else Fraction(0)


def _crowd(those: Mapping[Ids, None]) -> Crowd:
    named = sorted(those, key=lambda ids: ids.order) if len(those) <= MOST_NAMED else ()
    return Crowd(count=len(those), named=tuple(named))
