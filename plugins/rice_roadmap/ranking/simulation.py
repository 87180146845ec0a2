"""Chance: in how many of many plausible quarters each item would be inside.

The design's *Certainty* says what that means. Every draw gives each ranged reach and effort a value of its
triangular distribution and fills the capacity anew; what has no range stays as it is, and so does what is committed.

Chance comes from SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014). An item's
seed is the first eight bytes, most significant first, of the SHA-256 of its id, the least, likely and greatest reach,
impact, confidence, and the least, likely and greatest effort, one a line, numbers as `p/q` in lowest terms or `p`, in
UTF-8. Draw k of an item, from 0, is the generator's output k + 1 after that seed: its upper 32 bits draw the reach,
its lower 32 the effort, both as (bits + ½) ÷ 2³², put through the inverse of the triangular distribution. An edit of
one item so moves no draw of another. Only operations that IEEE 754 rounds in one way are used, and sums are of whole
numbers below 2⁵³: the same inputs give the same bytes on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from math import lcm
from typing import Self

import numpy as np
from numpy.typing import NDArray

from rice_roadmap.model.estimate import PublicEstimate
from rice_roadmap.ranking.order import Ranked

#: How many plausible quarters are drawn.
DRAWS = 1000

_LARGEST = 2**52  # whole numbers up to here, and the sum of any two of them, are exact in a double
_CELLS = 2**17  # drawn at once, so that a portfolio of any size takes little memory
_SORTED_AT_ONCE = 256
_HUGE = 2.0**300
_ONE = Fraction(1)

_Floats = NDArray[np.float64]
_Integers = NDArray[np.uint64]
_Positions = NDArray[np.intp]


def draws_inside(candidates: Sequence[Ranked], available: Fraction) -> tuple[int, ...]:
    """Return in how many of the `DRAWS` each candidate, given in row order, is in fill."""
    if available <= 0 or not candidates:
        return (0,) * len(candidates)
    grid = _grid(candidates, available)
    room = float(available * grid)
    counts = np.zeros(len(candidates), dtype=np.int64)
    for scores, efforts in _Sampler.of(candidates, grid).draws():
        for score, effort in zip(scores, efforts, strict=True):
            counts[filled(score, effort, room)] += 1
    return tuple(counts.tolist())


@dataclass(frozen=True, kw_only=True, slots=True)
class _Triangles:
    """Triangular distributions side by side; one without a range always gives its likely value.

    Below its `peak`, a chance, a distribution rises from `least`; above it, it falls to `most`.
    """

    least: _Floats
    most: _Floats
    peak: _Floats
    rise: _Floats
    fall: _Floats

    @classmethod
    def of(cls, estimates: Sequence[PublicEstimate], times: Fraction = _ONE) -> Self:
        """Return the distributions of that many times the estimates."""
        ends = [_ends(estimate) for estimate in estimates]
        least = _floats((low for low, _ in ends), times)
        likely = _floats((estimate.likely for estimate in estimates), times)
        most = _floats((high for _, high in ends), times)
        span = most - least
        return cls(
            least=least,
            most=most,
            peak=(likely - least) / np.where(span > 0, span, 1.0),
            rise=span * (likely - least),
            fall=span * (most - likely),
        )

    def at(self, chances: _Floats) -> _Floats:
        """Return the values that a draw of each distribution stays below with these chances."""
        rising = chances < self.peak
        root = np.sqrt(np.where(rising, chances * self.rise, (1.0 - chances) * self.fall))
        return np.where(rising, self.least + root, self.most - root)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sampler:
    """What each draw starts from, and how the candidates in the columns `moving` move; efforts in cells of the grid."""

    scores: _Floats
    efforts: _Floats
    moving: _Positions
    seeds: _Integers
    weights: _Floats
    reaches: _Triangles
    costs: _Triangles

    @classmethod
    def of(cls, candidates: Sequence[Ranked], grid: Fraction) -> Self:
        """Return the sampler of candidates; where nothing moves a score is rounded once, so that equals stay equal."""
        found = [row.estimates for row in candidates]
        cells = [max(round(each.effort.likely * grid), 1) for each in found]
        moving = [position for position, each in enumerate(found) if _moves(each.reach) or _moves(each.effort)]
        return cls(
            scores=_floats(each.value / cell for each, cell in zip(found, cells, strict=True)),
            efforts=_floats(map(Fraction, cells)),
            moving=np.array(moving, dtype=np.intp),
            seeds=np.array([seed(candidates[position]) for position in moving], dtype=np.uint64),
            weights=_floats(found[each].impact.value.value * found[each].confidence.value.value for each in moving),
            reaches=_Triangles.of([found[each].reach for each in moving]),
            costs=_Triangles.of([found[each].effort for each in moving], grid),
        )

    def draws(self) -> Iterator[tuple[_Floats, _Floats]]:
        """Yield scores and efforts of all draws in turn, some at once: one line a draw, one column a candidate."""
        at_once = max(_CELLS // len(self.scores), 1)
        for first in range(0, DRAWS, at_once):
            bits = splitmix(self.seeds, np.arange(first + 1, min(first + at_once, DRAWS) + 1, dtype=np.uint64))
            reaches = self.reaches.at(_chances(bits >> np.uint64(32)))
            costs = np.maximum(np.rint(self.costs.at(_chances(bits & np.uint64(0xFFFFFFFF)))), 1.0)
            scores = np.tile(self.scores, (len(bits), 1))
            efforts = np.tile(self.efforts, (len(bits), 1))
            scores[:, self.moving] = reaches * self.weights / costs
            efforts[:, self.moving] = costs
            yield scores, efforts


def seed(row: Ranked) -> int:
    """Return the seed of an item, from its id and inputs, as the module describes it."""
    found = row.estimates
    reach, effort = found.reach, found.effort
    numbers = (
        *(reach.least, reach.likely, reach.most, found.impact.value.value, found.confidence.value.value),
        *(effort.least, effort.likely, effort.most),
    )
    text = "\n".join((row.item.id, *map(str, numbers)))
    return int.from_bytes(sha256(text.encode("utf-8")).digest()[:8], "big")


def splitmix(seeds: _Integers, counts: _Integers) -> _Integers:
    """Return SplitMix64's outputs of these counts (lines) after these seeds (columns); products wrap at 2**64."""
    bits = seeds + counts[:, np.newaxis] * np.uint64(0x9E3779B97F4A7C15)
    bits ^= bits >> np.uint64(30)
    bits *= np.uint64(0xBF58476D1CE4E5B9)
    bits ^= bits >> np.uint64(27)
    bits *= np.uint64(0x94D049BB133111EB)
    bits ^= bits >> np.uint64(31)
    return bits


def _chances(bits: _Integers) -> _Floats:
    return (bits.astype(np.float64) + 0.5) * 2.0**-32


def filled(scores: _Floats, efforts: _Floats, room: float) -> _Positions:
    """Return the positions that fill takes in one draw, in no order; equal scores stand in the order of positions.

    A group of neighbours that fits as a whole is taken as a whole, and what cannot fit any more is dropped before
    anything is sorted: most of a long list is never put in order.
    """
    taken: list[_Positions] = []
    ahead = [np.flatnonzero(efforts <= room)]
    while ahead:
        group = ahead.pop()
        group = group[efforts[group] <= room]
        total = float(efforts[group].sum())
        if total > room and len(group) > _SORTED_AT_ONCE:
            ahead += _parts(scores, group, min(len(group) // 2, _SORTED_AT_ONCE + int(2 * len(group) * room / total)))
            continue
        if total > room:
            group = _one_by_one(group[np.argsort(-scores[group], kind="stable")], efforts, room)
            total = float(efforts[group].sum())
        taken.append(group)
        room -= total
    return np.concatenate(taken)


def _parts(scores: _Floats, group: _Positions, pivot: int) -> list[_Positions]:
    """Return what stands after one of a group's ascending positions, that position, and what stands before it."""
    others = scores[group]
    before = others > others[pivot]
    before[:pivot] |= others[:pivot] == others[pivot]
    after = ~before
    after[pivot] = False
    return [group[after], group[pivot : pivot + 1], group[before]]


def _one_by_one(order: _Positions, efforts: _Floats, room: float) -> _Positions:
    fits = []
    for effort in efforts[order].tolist():
        fits.append(effort <= room)
        room -= effort if fits[-1] else 0.0
    return order[np.array(fits, dtype=np.bool_)]


def _grid(candidates: Sequence[Ranked], available: Fraction) -> Fraction:
    """Return the cells that a unit of effort is cut into: as many as leave what is available exact in a double.

    Every written effort is a whole number of cells, unless the written ones have so many places that none could hold.
    """
    written = [available]
    for row in candidates:
        effort = row.estimates.effort
        written += (effort.least, effort.likely, effort.most)
    whole = lcm(*(number.denominator for number in written))
    times = _LARGEST // (available * whole)
    return Fraction(whole * times) if times else _LARGEST / available


def _moves(estimate: PublicEstimate) -> bool:
    low, high = _ends(estimate)
    return low < high


def _ends(estimate: PublicEstimate) -> tuple[Fraction, Fraction]:
    # An end on the wrong side is a problem of its own; until it is solved the likely value is that end.
    return min(estimate.least, estimate.likely), max(estimate.most, estimate.likely)


def _floats(numbers: Iterable[Fraction], times: Fraction = _ONE) -> _Floats:
    return np.array([_float(number, times) for number in numbers], dtype=np.float64)


def _float(number: Fraction, times: Fraction) -> float:
    # Division of whole numbers is rounded once. What is beyond any use must still not overflow.
    try:
        return min(number.numerator * times.numerator / (number.denominator * times.denominator), _HUGE)
    except OverflowError:
        return _HUGE
