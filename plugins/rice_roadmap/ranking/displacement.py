"""What would wait: the cheapest room, by value, for an item that does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from rice_roadmap.model.audience import PublicPortfolio
from rice_roadmap.model.item import PublicItem
from rice_roadmap.ranking.knapsack import Choice, Knapsack
from rice_roadmap.ranking.order import Ranked
from rice_roadmap.ranking.prerequisites import open_needs, open_needs_of_each, shipped
from rice_roadmap.ranking.sets import Line, Sets, WhatFits, total_effort, total_value

#: How many steps the search may take for one item; beyond it the page says that it does not know.
MOST_STEPS = 10_000

#: From how many rows it may be chosen what waits, over all items that need different ones to stay; what is asked after
#: that is beyond the limit too.
MOST_CHOICES = 250_000


#: The area of an entry, and the ids of what stays in any case.
_Scene: TypeAlias = tuple[str, frozenset[str]]


class Outcome(StrEnum):
    """What doing an item outside would mean for the period."""

    WAITS = "waits"
    DOES_NOT_FIT = "does_not_fit"
    NEEDS_OTHERS_FIRST = "needs_others_first"
    DOES_NOT_FIT_BESIDE_NEEDS = "does_not_fit_beside_needs"
    BEYOND_LIMIT = "beyond_limit"


@dataclass(frozen=True, kw_only=True, slots=True)
class Displacement:
    """What doing an item outside takes: `need` of effort beyond the `free` one, and what would make room for it.

    `waiting` is in row order, `net` the change of value and `share` that change as a part of the value of fill (None
    where that is 0); they say something where the outcome is `WAITS`. `unmet` are the prerequisites, direct and
    indirect, that are neither done nor committed nor inside, sorted by id.
    """

    row: Ranked
    outcome: Outcome
    free: Fraction
    need: Fraction
    unmet: tuple[PublicItem, ...] = ()
    waiting: tuple[Ranked, ...] = ()
    net: Fraction | None = None
    share: Fraction | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Inside:
    """All that is inside, in row order; `needs` is what each row waits for, `held` what committed work waits for."""

    portfolio: PublicPortfolio
    rows: tuple[Ranked, ...]
    ids: frozenset[str]
    needs: Mapping[str, frozenset[str]]
    held: frozenset[str]

    def movable(self, sets: Sets, kept: frozenset[str]) -> tuple[Ranked, ...]:
        """Return what may wait: of one fill, and what waits for some of it under other entries; never what is kept."""
        own = _ids(sets.fill)
        linked = (row for row in self.rows if row.item.id in own or self.needs[row.item.id] & own)
        return tuple(row for row in linked if row.item.id not in kept)

    def knapsack(self, sets: Sets, movable: Sequence[Ranked]) -> Knapsack:
        """Return the choice of what need not wait; only what is under the same entry takes room there."""
        own = _ids(sets.fill)
        positions = {row.item.id: position for position, row in enumerate(movable)}
        return Knapsack.with_most_members(
            [
                Choice(
                    effort=row.estimates.effort.likely if row.item.id in own else Fraction(0),
                    value=row.estimates.value,
                    needs=frozenset(positions[needed] for needed in self.needs[row.item.id] & positions.keys()),
                )
                for row in movable
            ]
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Fill:
    """The fill of one entry, the effort it leaves free, and its value."""

    sets: Sets
    free: Fraction
    value: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class _Question:
    """An item outside, what it needs, done or not, and the room that would be left beside both."""

    row: Ranked
    fill: _Fill
    unmet: tuple[PublicItem, ...]
    kept: frozenset[str]
    room: Fraction

    @property
    def outcome(self) -> Outcome:
        """What is known before any search."""
        if self.row.estimates.effort.likely > self.fill.sets.entry.available:
            return Outcome.DOES_NOT_FIT
        if self.unmet:
            return Outcome.NEEDS_OTHERS_FIRST
        return Outcome.DOES_NOT_FIT_BESIDE_NEEDS if self.room < 0 else Outcome.WAITS

    @property
    def scene(self) -> _Scene:
        """What questions share that are about the same choices, with more or less room."""
        return self.fill.sets.entry.area, self.kept


def what_would_wait(
    fits: WhatFits, portfolio: PublicPortfolio, asked: Iterable[Ranked], *, most_steps: int = MOST_STEPS
) -> Mapping[str, Displacement]:
    """Return the design's *What would wait*, by id, for those of the asked rows that are outside.

    What need not wait is the most valuable set that fits beside the item (ties: more of them, then the highest
    ranked), closed under prerequisites; what would wait is the rest, so it is closed under dependents.
    """
    fills = {area: _fill(sets) for area, sets in fits.sets.items()}
    outside = [
        (row, fills[sets.entry.area])
        for row in asked
        if fits.lines[row.item.id] is Line.OUTSIDE and (sets := fits.sets_of(row)) is not None
    ]
    inside = _inside(fits, portfolio, [row for row, _ in outside])
    if inside is None:
        return {row.item.id: _displacement(row, fill, Outcome.BEYOND_LIMIT) for row, fill in outside}
    questions = [_question(row, fill, inside) for row, fill in outside]
    open_questions = [question for question in questions if question.outcome is Outcome.WAITS]
    movable = _movable({question.scene: question for question in open_questions}, inside)
    staying = _staying(open_questions, movable, inside, most_steps)
    return {
        question.row.item.id: _answer(question, movable.get(question.scene, ()), staying)
        if question.outcome is Outcome.WAITS
        else _unanswered(question, question.outcome)
        for question in questions
    }


def _movable(scenes: Mapping[_Scene, _Question], inside: _Inside) -> Mapping[_Scene, Sequence[Ranked]]:
    """Return what may wait in each scene, as long as that does not get out of hand."""
    movable: dict[_Scene, Sequence[Ranked]] = {}
    left = MOST_CHOICES
    for scene, one in scenes.items():
        rows = inside.movable(one.fill.sets, one.kept)
        left -= len(rows)
        if left < 0:
            break
        movable[scene] = rows
    return movable


def _staying(
    questions: Iterable[_Question], movable: Mapping[_Scene, Sequence[Ranked]], inside: _Inside, most_steps: int
) -> Mapping[tuple[_Scene, Fraction], Sequence[int] | None]:
    """Return what need not wait, for each scene and room that is asked about; None beyond the limit of steps."""
    sets = {question.scene: question.fill.sets for question in questions}
    knapsacks = {scene: inside.knapsack(sets[scene], rows) for scene, rows in movable.items()}
    rooms = {(question.scene, question.room) for question in questions if question.scene in movable}
    return {(scene, room): knapsacks[scene].best(room, most_steps=most_steps) for scene, room in rooms}


def _inside(fits: WhatFits, portfolio: PublicPortfolio, outside: Iterable[Ranked]) -> _Inside | None:
    """Return all that is inside, with what it and the rows outside wait for; None where that is beyond counting."""
    rows = fits.rows_on(Line.INSIDE)
    met = shipped(portfolio) | fits.boundary.committed
    needs = open_needs_of_each((row.item for row in (*rows, *outside)), portfolio, met)
    if needs is None:
        return None
    committed = (portfolio.items[identifier] for identifier in fits.boundary.committed)
    return _Inside(
        portfolio=portfolio, rows=rows, ids=_ids(rows), needs=needs, held=open_needs(committed, portfolio, met)
    )


def _fill(sets: Sets) -> _Fill:
    return _Fill(sets=sets, free=sets.entry.available - total_effort(sets.fill), value=total_value(sets.fill))


def _question(row: Ranked, fill: _Fill, inside: _Inside) -> _Question:
    needed = inside.needs[row.item.id]
    kept = (needed | inside.held) & inside.ids
    taken = total_effort([other for other in fill.sets.fill if other.item.id in kept])
    return _Question(
        row=row,
        fill=fill,
        unmet=tuple(inside.portfolio.items[identifier] for identifier in sorted(needed - inside.ids)),
        kept=kept,
        room=fill.sets.entry.available - row.estimates.effort.likely - taken,
    )


def _answer(
    question: _Question,
    movable: Sequence[Ranked],
    staying: Mapping[tuple[_Scene, Fraction], Sequence[int] | None],
) -> Displacement:
    found = staying.get((question.scene, question.room))
    if found is None:
        return _unanswered(question, Outcome.BEYOND_LIMIT)
    stays = frozenset(found)
    waiting = tuple(row for position, row in enumerate(movable) if position not in stays)
    net = question.row.estimates.value - total_value(waiting)
    share = net / question.fill.value if question.fill.value else None
    return replace(_unanswered(question, Outcome.WAITS), waiting=waiting, net=net, share=share)


def _unanswered(question: _Question, outcome: Outcome) -> Displacement:
    return replace(_displacement(question.row, question.fill, outcome), unmet=question.unmet)


def _displacement(row: Ranked, fill: _Fill, outcome: Outcome) -> Displacement:
    return Displacement(row=row, outcome=outcome, free=fill.free, need=row.estimates.effort.likely - fill.free)


def _ids(rows: Iterable[Ranked]) -> frozenset[str]:
    return frozenset(row.item.id for row in rows)
