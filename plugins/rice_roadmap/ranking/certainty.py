"""How sure anyone can be: whether an item is inside in most plausible quarters, in hardly any, or too close to call."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction

from rice_roadmap.ranking.sets import WhatFits

#: The part of the draws from which on an item is inside, and up to which it is outside.
SURELY = Fraction(4, 5)
HARDLY = Fraction(1, 5)


class Certainty(StrEnum):
    """Whether an item is inside in most of the draws, in hardly any, or neither."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    TOO_CLOSE = "too_close"


def certainties(fits: WhatFits) -> Mapping[str, Certainty | None]:
    """Return the certainty of every row by id: None for committed items and those that no entry holds.

    All are None where no ranked item has a range: then there is nothing to be unsure about.
    """
    found: dict[str, Certainty | None] = {row.item.id: None for row in fits.ranking.rows}
    if not any(row.estimates.has_range for row in fits.ranking.rows):
        return found
    # Loading numpy takes longer than ranking a hundred items: only those who need it wait for it.
    from rice_roadmap.ranking.simulation import DRAWS, draws_inside  # noqa: PLC0415

    for sets in fits.sets.values():
        counts = draws_inside(sets.candidates, sets.entry.available)
        for row, count in zip(sets.candidates, counts, strict=True):
            found[row.item.id] = _certainty(Fraction(count, DRAWS))
    return found


def _certainty(part: Fraction) -> Certainty:
    if part >= SURELY:
        return Certainty.INSIDE
    return Certainty.OUTSIDE if part <= HARDLY else Certainty.TOO_CLOSE
