"""The search for the most valuable set that fits, against all subsets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from rice_roadmap.ranking.knapsack import Choice, Knapsack

ENOUGH = 100_000
_NUMBERS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 2)), min_size=1, max_size=8)
_LINKS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=5)


def _choices(numbers: Sequence[tuple[int, int, int]], links: Sequence[tuple[int, int]]) -> list[Choice]:
    """Return choices by falling value per effort, those without effort anywhere; who needs whom may be a circle."""
    costly = [(value, Fraction(effort, 2)) for value, effort, _ in numbers if effort]
    order = sorted(costly, key=lambda pair: -pair[0] / pair[1])
    for value, effort, place in numbers:
        if not effort:
            order.insert(place, (value, Fraction(0)))
    needs = {position: {needed for one, needed in links if one == position} for position in range(len(order))}
    for _ in order:
        needs = {one: those.union(*(needs.get(each, ()) for each in those)) for one, those in needs.items()}
    return [
        Choice(effort=effort, value=Fraction(value, 3), needs=frozenset(needs[position] & needs.keys()))
        for position, (value, effort) in enumerate(order)
    ]


def _possible(choices: Sequence[Choice], room: Fraction) -> list[tuple[int, ...]]:
    """Return every set that fits and has what it needs."""
    sets = (found for size in range(len(choices) + 1) for found in combinations(range(len(choices)), size))
    return [
        found
        for found in sets
        if sum(choices[one].effort for one in found) <= room and all(choices[one].needs <= set(found) for one in found)
    ]


@settings(max_examples=300)
@given(_NUMBERS, _LINKS, st.fractions(0, 8, max_denominator=3))
def test_it_finds_the_best_of_all_subsets(
    numbers: list[tuple[int, int, int]], links: list[tuple[int, int]], room: Fraction
) -> None:
    """By value, then by least effort or by most members, then by the positions that come first."""
    choices = _choices(numbers, links)

    def value(found: tuple[int, ...]) -> Fraction:
        return sum((choices[one].value for one in found), Fraction(0))

    def effort(found: tuple[int, ...]) -> Fraction:
        return sum((choices[one].effort for one in found), Fraction(0))

    possible = _possible(choices, room)
    frugal = min(possible, key=lambda found: (-value(found), effort(found)))
    generous = min(possible, key=lambda found: (-value(found), -len(found), found))
    cheap = Knapsack.with_least_effort(choices).best(room, most_steps=ENOUGH)
    assert cheap is not None
    assert (value(cheap), effort(cheap)) == (value(frugal), effort(frugal))
    assert Knapsack.with_most_members(choices).best(room, most_steps=ENOUGH) == generous
    if all(choice.effort for choice in choices):
        assert cheap == min(possible, key=lambda found: (-value(found), effort(found), found))


def test_of_equally_good_sets_the_first_is_found() -> None:
    """Taking an earlier choice is tried before leaving it."""
    same = [Choice(effort=Fraction(1), value=Fraction(1), needs=frozenset()) for _ in range(5)]
    for knapsack in (Knapsack.with_least_effort(same), Knapsack.with_most_members(same)):
        assert knapsack.best(Fraction(5, 2), most_steps=ENOUGH) == (0, 1)


def _of(*rows: tuple[int, int]) -> list[Choice]:
    """Return choices by value and effort that need nothing."""
    return [Choice(effort=Fraction(effort), value=Fraction(value), needs=frozenset()) for value, effort in rows]


def test_of_equally_good_sets_one_with_more_members_is_found() -> None:
    """Four small ones stay rather than a large one that brings as much, though the large one is tried first."""
    assert Knapsack.with_most_members(_of((4, 4), (1, 1), (1, 1), (1, 1), (1, 1))).best(
        Fraction(4), most_steps=ENOUGH
    ) == (1, 2, 3, 4)


def test_no_number_of_members_outweighs_value() -> None:
    """Three that bring nothing do not stay rather than one that brings something."""
    assert Knapsack.with_most_members(_of((1, 7), (0, 2), (0, 2), (0, 2))).best(Fraction(7), most_steps=ENOUGH) == (0,)


def test_everyday_choices_need_few_steps() -> None:
    """Four hundred of them, every ninth without effort: hardly more steps than choices, for either rule of ties."""
    chance = Random(1)
    rows = [(chance.randint(1, 4000), chance.choice([1, 2, 3, 4, 6, 8])) for _ in range(400)]
    rows.sort(key=lambda row: Fraction(*row), reverse=True)
    choices = _of(*((value, effort if number % 9 else 0) for number, (value, effort) in enumerate(rows)))
    for knapsack in (Knapsack.with_least_effort(choices), Knapsack.with_most_members(choices)):
        assert knapsack.best(Fraction(180), most_steps=700) is not None


def test_two_ways_to_the_same_effort_and_value_are_only_alike_if_they_leave_the_same_choices() -> None:
    """The first with the last and the second alone both bring 7 in three; only the second can still add the last."""
    rows: list[tuple[int, int, set[int]]] = [(6, 2, {3}), (7, 3, set()), (5, 3, set()), (1, 1, set())]
    choices = [
        Choice(effort=Fraction(cost), value=Fraction(gain), needs=frozenset(those)) for gain, cost, those in rows
    ]
    assert Knapsack.with_least_effort(choices).best(Fraction(4), most_steps=ENOUGH) == (1, 3)


def test_without_choices_the_best_set_is_empty() -> None:
    """Whatever room there is."""
    assert Knapsack.with_least_effort([]).best(Fraction(3), most_steps=ENOUGH) == ()
    assert Knapsack.with_most_members([]).best(Fraction(0), most_steps=ENOUGH) == ()


def _alike(count: int) -> Knapsack:
    # All bring as much per effort, so the bound rules nothing out before the room is full to the last bit.
    choices = [Choice(effort=Fraction(n), value=Fraction(n), needs=frozenset()) for n in range(3, 3 + 2 * count, 2)]
    return Knapsack.with_least_effort(choices)


def test_a_search_that_would_take_too_long_says_that_it_does_not_know() -> None:
    """Steps are counted: one fewer than needed is too few, and as many as needed are enough, every time."""
    hard, room = _alike(9), Fraction(22)
    needed = next(steps for steps in range(1, 10_000) if hard.best(room, most_steps=steps) is not None)
    assert needed > 20
    assert hard.best(room, most_steps=needed - 1) is None
    assert hard.best(room, most_steps=needed) == hard.best(room, most_steps=10 * needed)


def _least_steps(knapsack: Knapsack, room: Fraction) -> int:
    """Return how many steps a search takes."""
    return bisect_left(range(ENOUGH), 1, key=lambda steps: int(knapsack.best(room, most_steps=steps) is not None))


def _linked(count: int) -> list[Choice]:
    """Return choices made up by chance, some without effort or value, some of which need others before or behind."""
    chance = Random(count)
    rows = [(chance.randint(0, 9), chance.choice([2, 3, 4, 5, 7])) for _ in range(count)]
    rows.sort(key=lambda row: Fraction(*row), reverse=True)
    needs = {one: chance.randrange(count) for one in range(0, count, 3)}
    return [
        replace(
            choice,
            effort=Fraction(0) if not number % 7 else choice.effort,
            needs=frozenset({needs[number]} - {number}) if needs.get(number, 0) % 3 else frozenset(),
        )
        for number, choice in enumerate(_of(*rows))
    ]


def test_the_number_of_steps_is_part_of_the_answer() -> None:
    """Whether a set is given or said to be beyond the limit must not change between versions without notice."""
    assert _least_steps(_alike(9), Fraction(22)) == 73
    found = [
        (
            _least_steps(Knapsack.with_least_effort(choices), room),
            _least_steps(Knapsack.with_most_members(choices), room),
        )
        for choices, room in ((_linked(12), Fraction(9)), (_linked(20), Fraction(23)), (_linked(30), Fraction(41)))
    ]
    assert found == [(18, 26), (57, 67), (278, 301)]
