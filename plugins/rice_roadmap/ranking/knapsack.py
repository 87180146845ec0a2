"""The most valuable set that fits, exactly: the search behind the best set and behind what would wait.

A depth-first branch and bound (Land and Doig, 1960) with the bound of Dantzig (1957): whatever is still undecided
brings at most what filling the room in order of value per effort, the last choice in part, would bring. A state that
was met before with as much worth is not searched again. A step is a state, or a choice decided ahead of its turn that
a bound has to pass; steps are counted, never time, so the same choices give the same answer on every machine.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import gcd, lcm
from typing import Self


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """Something that may be taken: its effort, its value, and the positions of what must be taken with it.

    `needs` is complete: it holds what is needed indirectly too.
    """

    effort: Fraction
    value: Fraction
    needs: frozenset[int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Knapsack:
    """Choices made ready for searching, in whole numbers and in order of falling value per effort.

    What costs no effort may stand anywhere. `worth` is the value, with the tie rule below its last digit;
    `needs` and `dependents` are sets of positions, one bit each.
    """

    unit: Fraction
    effort: tuple[int, ...]
    worth: tuple[int, ...]
    needs: tuple[int, ...]
    dependents: tuple[int, ...]
    effort_before: tuple[int, ...]
    ceiling_before: tuple[int, ...]
    free_from: tuple[int, ...]

    @classmethod
    def with_least_effort(cls, choices: Sequence[Choice]) -> Self:
        """Return the knapsack in which, of sets with equal value, the one with less effort is better."""
        unit, efforts, values = _whole(choices)
        digit = sum(efforts) + 1
        worth = [value * digit - effort for value, effort in zip(values, efforts, strict=True)]
        return cls._ready(unit, choices, efforts, worth, worth)

    @classmethod
    def with_most_members(cls, choices: Sequence[Choice]) -> Self:
        """Return the knapsack in which, of sets with equal value, the one with more members is better."""
        unit, efforts, values = _whole(choices)
        # A member counts as much as the least effort; for the bound, as its own: the order per effort stays.
        member = min(filter(None, efforts), default=1)
        digit = len(choices) * member + 1
        worth = [value * digit + member for value in values]
        ceiling = [value * digit + (effort or member) for value, effort in zip(values, efforts, strict=True)]
        return cls._ready(unit, choices, efforts, worth, ceiling)

    @classmethod
    def _ready(
        cls,
        unit: Fraction,
        choices: Sequence[Choice],
        efforts: Sequence[int],
        worth: Sequence[int],
        ceiling: Sequence[int],
    ) -> Self:
        needs = [sum(1 << other for other in choice.needs | {own}) for own, choice in enumerate(choices)]
        limits = [max(most, 0) for most in ceiling]
        costly = [most if effort else 0 for most, effort in zip(limits, efforts, strict=True)]
        free = [most - part for most, part in zip(limits, costly, strict=True)]
        return cls(
            unit=unit,
            effort=tuple(efforts),
            worth=tuple(worth),
            needs=tuple(needs),
            dependents=tuple(_turned(needs)),
            effort_before=tuple(accumulate(efforts, initial=0)),
            ceiling_before=tuple(accumulate(costly, initial=0)),
            free_from=tuple(accumulate(reversed(free), initial=0))[::-1],
        )

    def best(self, room: Fraction, *, most_steps: int) -> tuple[int, ...] | None:
        """Return the positions of the best set that fits, None if `most_steps` do not suffice to be sure of it.

        Of equally good sets it is the one whose ascending positions come first: taking is tried before leaving.
        """
        space = room // self.unit
        best, found, steps = 0, 0, 0
        seen: dict[tuple[int, int, int, int], int] = {}
        states = [(0, 0, 0, 0, 0)]
        while states:
            position, used, worth, taken, left = states.pop()
            if worth > best:
                best, found = worth, taken
            decided = (taken | left) >> position
            while decided & 1:
                position, decided = position + 1, decided >> 1
            rest, passed = self._at_most(position, space - used, decided)
            steps += 1 + passed
            if steps > most_steps:
                return None
            state = (position, used, taken >> position, left >> position)
            if worth + rest <= best or seen.get(state, worth - 1) >= worth:
                continue
            seen[state] = worth
            states.append((position + 1, used, worth, taken, left | self.dependents[position]))
            added = self.needs[position] & ~taken
            filled = used + _sum(self.effort, added)
            if filled <= space:
                states.append((position + 1, filled, worth + _sum(self.worth, added), taken | added, left))
        return tuple(_positions(found))

    def _at_most(self, position: int, space: int, decided: int) -> tuple[int, int]:
        """Return what the undecided choices from a position on can bring at most, and how many others it passed."""
        end = self.effort_before[position] + space
        most = self.free_from[position] - self.ceiling_before[position]
        passed = 0
        for ahead in _positions(decided):
            if self.effort_before[position + ahead] >= end:
                break
            passed += 1
            end += self.effort[position + ahead]
            most -= self._ceiling(position + ahead)
        last = bisect_right(self.effort_before, end) - 1
        most += self.ceiling_before[last]
        if last < len(self.effort):
            most += (end - self.effort_before[last]) * self._ceiling(last) // self.effort[last]
        return most, passed

    def _ceiling(self, position: int) -> int:
        free = self.free_from[position] - self.free_from[position + 1]
        return self.ceiling_before[position + 1] - self.ceiling_before[position] + free


def _whole(choices: Sequence[Choice]) -> tuple[Fraction, list[int], list[int]]:
    efforts, finest = _integers(choice.effort for choice in choices)
    values, _ = _integers(choice.value for choice in choices)
    step = gcd(*efforts) or 1
    return Fraction(step, finest), [effort // step for effort in efforts], values


def _integers(numbers: Iterable[Fraction]) -> tuple[list[int], int]:
    exact = list(numbers)
    finest = lcm(*(number.denominator for number in exact))
    return [number.numerator * (finest // number.denominator) for number in exact], finest


def _turned(needs: Sequence[int]) -> Iterator[int]:
    dependents = [0] * len(needs)
    for position, needed in enumerate(needs):
        for other in _positions(needed):
            dependents[other] |= 1 << position
    return iter(dependents)


def _positions(members: int) -> Iterator[int]:
    while members:
        lowest = members & -members
        yield lowest.bit_length() - 1
        members ^= lowest


def _sum(amounts: Sequence[int], members: int) -> int:
    return sum(amounts[position] for position in _positions(members))
