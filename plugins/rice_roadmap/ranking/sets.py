"""What fits: the three sets that the design takes from the ranked, uncommitted items of each entry of capacity."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from rice_roadmap.model.audience import PublicPortfolio
from rice_roadmap.ranking.capacity import Boundary, Entry
from rice_roadmap.ranking.knapsack import Choice, Knapsack
from rice_roadmap.ranking.order import Ranked, Ranking
from rice_roadmap.ranking.prerequisites import open_needs_of_each, shipped

#: How many states the search for the best set may look at; 1,000 items of everyday kind need fewer than 10,000.
MOST_STEPS = 200_000


class Line(StrEnum):
    """Where a ranked item stands beside the capacity of the current period."""

    COMMITTED = "committed"
    INSIDE = "inside"
    OUTSIDE = "outside"


@dataclass(frozen=True, kw_only=True, slots=True)
class Sets:
    """One entry, the items that compete for what it leaves, and who gets it; all in row order.

    `best` is None where the search would take more than `MOST_STEPS` steps, or follow too many prerequisites.
    """

    entry: Entry
    candidates: tuple[Ranked, ...]
    strict: tuple[Ranked, ...]
    fill: tuple[Ranked, ...]
    best: tuple[Ranked, ...] | None


@dataclass(frozen=True, kw_only=True, slots=True)
class WhatFits:
    """The ranking beside one boundary: the sets by area in the plan's order, and the line of every row by id.

    A row whose item no entry holds has the line None, unless it is committed.
    """

    ranking: Ranking
    boundary: Boundary
    sets: Mapping[str, Sets]
    lines: Mapping[str, Line | None]

    def sets_of(self, row: Ranked) -> Sets | None:
        """Return the sets for which a row competes, or would if it were not committed; None without an entry."""
        entry = self.boundary.entry_of(row.item)
        return None if entry is None else self.sets[entry.area]

    def rows_on(self, line: Line) -> tuple[Ranked, ...]:
        """Return the rows that stand there, in row order."""
        return tuple(row for row in self.ranking.rows if self.lines[row.item.id] is line)


def what_fits(ranking: Ranking, portfolio: PublicPortfolio, boundary: Boundary) -> WhatFits:
    """Return the design's *Sets* for every entry, and the line of every row: fill is what `inside` means."""
    candidates = _candidates(ranking, boundary)
    filled = {area: fill(candidates[area], entry.available) for area, entry in boundary.entries.items()}
    inside = frozenset(row.item.id for rows in filled.values() for row in rows)
    met = boundary.committed | shipped(portfolio)
    sets = {
        area: Sets(
            entry=entry,
            candidates=tuple(candidates[area]),
            strict=strict(candidates[area], entry.available),
            fill=filled[area],
            best=best(candidates[area], entry.available, portfolio, met | inside.difference(_ids(candidates[area]))),
        )
        for area, entry in boundary.entries.items()
    }
    return WhatFits(ranking=ranking, boundary=boundary, sets=sets, lines=_lines(ranking, boundary, inside))


def lines_of(ranking: Ranking, boundary: Boundary) -> Mapping[str, Line | None]:
    """Return the line of every row by id, the same as those of `what_fits`, without searching for the best sets."""
    candidates = _candidates(ranking, boundary)
    filled = (fill(candidates[area], entry.available) for area, entry in boundary.entries.items())
    return _lines(ranking, boundary, frozenset(row.item.id for rows in filled for row in rows))


def rooms(candidates: Sequence[Ranked], available: Fraction) -> tuple[Fraction, ...]:
    """Return the effort that fill has left before each candidate, and after the last."""
    left = [available]
    for row in candidates:
        effort = row.estimates.effort.likely
        left.append(left[-1] - effort if effort <= left[-1] else left[-1])
    return tuple(left)


def fill(candidates: Sequence[Ranked], available: Fraction) -> tuple[Ranked, ...]:
    """Return the design's *fill*: in row order take what fits and skip what does not."""
    places = zip(candidates, rooms(candidates, available), strict=False)
    return tuple(row for row, room in places if row.estimates.effort.likely <= room)


def strict(candidates: Sequence[Ranked], available: Fraction) -> tuple[Ranked, ...]:
    """Return the design's *strict*: in row order take what fits and stop at the first that does not."""
    taken = 0
    while taken < len(candidates) and candidates[taken].estimates.effort.likely <= available:
        available -= candidates[taken].estimates.effort.likely
        taken += 1
    return tuple(candidates[:taken])


def best(
    candidates: Sequence[Ranked], available: Fraction, portfolio: PublicPortfolio, met: Collection[str]
) -> tuple[Ranked, ...] | None:
    """Return the design's *best*: the greatest total value that fits, with prerequisites met or among the members.

    Equal values: less effort, then the set whose ascending row numbers come first. None beyond `MOST_STEPS`, and where
    more prerequisites would have to be followed than `MOST_LINKS`.
    """
    if available < 0:
        return ()
    needs = open_needs_of_each((row.item for row in candidates), portfolio, met)
    if needs is None:
        return None
    possible = [row for row in candidates if needs[row.item.id] <= needs.keys()]
    positions = {row.item.id: position for position, row in enumerate(possible)}
    choices = [
        Choice(
            effort=row.estimates.effort.likely,
            value=row.estimates.value,
            needs=frozenset(positions[needed] for needed in needs[row.item.id]),
        )
        for row in possible
    ]
    found = Knapsack.with_least_effort(choices).best(available, most_steps=MOST_STEPS)
    return None if found is None else tuple(possible[position] for position in found)


def total_effort(rows: Sequence[Ranked]) -> Fraction:
    """Return the effort that these rows take together."""
    return sum((row.estimates.effort.likely for row in rows), Fraction(0))


def total_value(rows: Sequence[Ranked]) -> Fraction:
    """Return the value, reach × impact × confidence, that these rows bring together."""
    return sum((row.estimates.value for row in rows), Fraction(0))


def _candidates(ranking: Ranking, boundary: Boundary) -> Mapping[str, Sequence[Ranked]]:
    """Return who competes for what each entry leaves, by its area and in row order."""
    candidates: dict[str, list[Ranked]] = {area: [] for area in boundary.entries}
    for row in ranking.rows:
        entry = boundary.entry_of(row.item)
        if entry is not None and row.item.id not in boundary.committed:
            candidates[entry.area].append(row)
    return candidates


def _lines(ranking: Ranking, boundary: Boundary, inside: Collection[str]) -> dict[str, Line | None]:
    lines: dict[str, Line | None] = {}
    for row in ranking.rows:
        identifier = row.item.id
        if identifier in boundary.committed:
            lines[identifier] = Line.COMMITTED
        elif boundary.entry_of(row.item) is None:
            lines[identifier] = None
        else:
            lines[identifier] = Line.INSIDE if identifier in inside else Line.OUTSIDE
    return lines


def _ids(rows: Sequence[Ranked]) -> Iterator[str]:
    return (row.item.id for row in rows)
