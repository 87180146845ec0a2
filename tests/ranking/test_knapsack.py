"""The search for the most valuable set that fits, against all subsets."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

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
