"""Scatter: predicted against actual as a picture, laid out exactly, with the line on which both are the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from rice_roadmap.publish.numbers import amount
from rice_roadmap.ranking.calibration import Comparison
from rice_roadmap.text.decimals import rounded

#: The square in which the points lie, in units of the picture, and the room for words left of it and below.
SIZE = 240
LEFT = 56
ABOVE = 12

#: Ends of an axis that people can read off: one of these times a power of ten.
_ROUND = (Fraction(1), Fraction(2), Fraction(4), Fraction(10))


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """A feature in the picture; `said` are its numbers in words."""

    title: str
    said: str
    x: str
    y: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Tick:
    """A number beside an axis: where along the one below, and where along the one at the left."""

    said: str
    x: str
    y: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Scatter:
    """The picture: both axes go from nothing to the same round number, so that the line of equals is the diagonal."""

    points: tuple[Point, ...]
    ticks: tuple[Tick, ...]
    left: int = LEFT
    right: int = LEFT + SIZE
    top: int = ABOVE
    bottom: int = ABOVE + SIZE
    width: int = LEFT + SIZE + 12
    height: int = ABOVE + SIZE + 44


def scatter(comparisons: Iterable[Comparison]) -> Scatter:
    """Return the picture of these comparisons."""
    found = tuple(comparisons)
    end = _round_end(max((max(each.predicted, each.actual) for each in found), default=Fraction(1)))
    return Scatter(
        points=tuple(
            Point(
                title=each.item.title,
                said=f"predicted {amount(each.predicted)}, actual {amount(each.actual)}",
                x=_across(each.predicted / end),
                y=_up(each.actual / end),
            )
            for each in found
        ),
        ticks=tuple(
            Tick(said=amount(end * share), x=_across(share), y=_up(share))
            for share in (Fraction(0), Fraction(1, 2), Fraction(1))
        ),
    )


def _round_end(most: Fraction) -> Fraction:
    power = Fraction(1)
    while power * 10 < most:
        power *= 10
    while power > most > 0:
        power /= 10
    return next((power * step for step in _ROUND if power * step >= most), power)


def _across(share: Fraction) -> str:
    return rounded(LEFT + share * SIZE, places=1)


def _up(share: Fraction) -> str:
    return rounded(ABOVE + (1 - share) * SIZE, places=1)
