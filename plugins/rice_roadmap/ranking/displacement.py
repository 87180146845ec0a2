"""What would wait: the cheapest room, by value, for an item that does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from rice_roadmap.model.audience import PublicPortfolio
from rice_roadmap.model.item import PublicItem
from rice_roadmap.ranking.knapsack import Choice, Knapsack
from rice_roadmap.ranking.order import Ranked
from rice_roadmap.ranking.prerequisites import open_needs, shipped
from rice_roadmap.ranking.sets import Line, Sets, WhatFits, total_effort, total_value

#: How many steps the search may take for one item; beyond it the page says that it does not know.
MOST_STEPS = 10_000


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
    """All that is inside, in row order, and what each of it waits for; `held` is what committed work waits for."""

    portfolio: PublicPortfolio
    rows: tuple[Ranked, ...]
    met: frozenset[str]
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
    def scene(self) -> tuple[str, frozenset[str]]:
        """What questions share that are about the same choices, with more or less room."""
        return self.fill.sets.entry.area, self.kept


def what_would_wait(
    fits: WhatFits, portfolio: PublicPortfolio, asked: Iterable[Ranked], *, most_steps: int = MOST_STEPS
) -> Mapping[str, Displacement]:
    """Return the design's *What would wait*, by id, for those of the asked rows that are outside.

    What need not wait is the most valuable set that fits beside the item (ties: more of them, then the highest
    ranked), closed under prerequisites; what would wait is the rest, so it is closed under dependents.
    """
    inside = _inside(fits, portfolio)
    fills = {area: _fill(sets) for area, sets in fits.sets.items()}
    questions = [
        _question(row, fills[sets.entry.area], inside)
        for row in asked
        if fits.lines[row.item.id] is Line.OUTSIDE and (sets := fits.sets_of(row)) is not None
    ]
    open_questions = [question for question in questions if question.outcome is Outcome.WAITS]
    scenes = {question.scene: question for question in open_questions}
    movable = {scene: inside.movable(one.fill.sets, one.kept) for scene, one in scenes.items()}
    knapsacks = {scene: inside.knapsack(one.fill.sets, movable[scene]) for scene, one in scenes.items()}
    rooms = {(question.scene, question.room) for question in open_questions}
    staying = {(scene, room): knapsacks[scene].best(room, most_steps=most_steps) for scene, room in rooms}
    return {
        question.row.item.id: _answer(question, movable[question.scene], staying[question.scene, question.room])
        if question.outcome is Outcome.WAITS
        else _displacement(question, question.outcome)
        for question in questions
    }


def _inside(fits: WhatFits, portfolio: PublicPortfolio) -> _Inside:
    rows = fits.rows_on(Line.INSIDE)
    met = shipped(portfolio) | fits.boundary.committed
    committed = (portfolio.items[identifier] for identifier in fits.boundary.committed)
    return _Inside(
        portfolio=portfolio,
        rows=rows,
        met=met,
        needs={row.item.id: open_needs([row.item], portfolio, met) for row in rows},
        held=open_needs(committed, portfolio, met),
    )


def _fill(sets: Sets) -> _Fill:
    return _Fill(sets=sets, free=sets.entry.available - total_effort(sets.fill), value=total_value(sets.fill))


def _question(row: Ranked, fill: _Fill, inside: _Inside) -> _Question:
    needed = open_needs([row.item], inside.portfolio, inside.met)
    kept = (needed | inside.held).intersection(inside.needs)
    taken = total_effort([other for other in fill.sets.fill if other.item.id in kept])
    return _Question(
        row=row,
        fill=fill,
        unmet=tuple(inside.portfolio.items[identifier] for identifier in sorted(needed - inside.needs.keys())),
        kept=kept,
        room=fill.sets.entry.available - row.estimates.effort.likely - taken,
    )


def _answer(question: _Question, movable: Sequence[Ranked], staying: Sequence[int] | None) -> Displacement:
    if staying is None:
        return _displacement(question, Outcome.BEYOND_LIMIT)
    stays = frozenset(staying)
    waiting = tuple(row for position, row in enumerate(movable) if position not in stays)
    net = question.row.estimates.value - total_value(waiting)
    share = net / question.fill.value if question.fill.value else None
    return replace(_displacement(question, Outcome.WAITS), waiting=waiting, net=net, share=share)


def _displacement(question: _Question, outcome: Outcome) -> Displacement:
    return Displacement(
        row=question.row,
        outcome=outcome,
        free=question.fill.free,
        need=question.row.estimates.effort.likely - question.fill.free,
        unmet=question.unmet,
    )


def _ids(rows: Iterable[Ranked]) -> frozenset[str]:
    return frozenset(row.item.id for row in rows)
