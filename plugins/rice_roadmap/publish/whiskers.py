"""Dot and whisker: where each score and its range stand on one logarithmic axis that all rows share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from typing import Self

from rice_roadmap.ranking.rice import Estimates

#: How wide the axis is in the units of its picture, and how much of that is kept free at each end for the dots.
WIDTH = 120
_MARGIN = 4

#: Logarithms are rounded the same way on every machine, and far finer than any picture shows.
_LOGARITHMS = Context(prec=20)


@dataclass(frozen=True, kw_only=True, slots=True)
class Whisker:
    """One row's places on the axis: the score, the ends of its range if it has one, and the line if there is one."""

    dot: int
    low: int | None
    high: int | None
    line: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Axis:
    """The axis from the least to the greatest score that any range allows; equal distances are equal factors."""

    least: Fraction
    most: Fraction

    @classmethod
    def of(cls, found: Iterable[Estimates]) -> Self | None:
        """Return the axis for these rows; None where no range was written, for then there is nothing to compare."""
        rows = tuple(found)
        ends = [end for row in rows for end in (row.low, row.score, row.high) if end > 0]
        if not ends or not any(row.has_range for row in rows):
            return None
        return cls(least=min(ends), most=max(ends))

    def whisker(self, found: Estimates, line: Fraction | None) -> Whisker:
        """Return where a row's dot, the ends of its range, and the line stand."""
        return Whisker(
            dot=self.place(found.score),
            low=self.place(found.low) if found.has_range else None,
            high=self.place(found.high) if found.has_range else None,
            line=None if line is None else self.place(line),
        )

    def place(self, score: Fraction) -> int:
        """Return where a score stands; zero, which has no logarithm, stands at the lower end."""
        if self.least == self.most:
            return WIDTH // 2
        part = _logarithm(max(score, self.least) / self.least) / _logarithm(self.most / self.least)
        return _MARGIN + round(part * (WIDTH - 2 * _MARGIN))


def _logarithm(number: Fraction) -> Decimal:
    return _LOGARITHMS.divide(Decimal(number.numerator), Decimal(number.denominator)).ln(_LOGARITHMS)
