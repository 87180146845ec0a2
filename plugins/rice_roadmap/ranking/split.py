"""The split: to which objectives the effort of a quarter goes, as far as it is committed or fits."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from rice_roadmap.model.calendar import Quarter
from rice_roadmap.model.item import PublicItem
from rice_roadmap.ranking.capacity import Boundary
from rice_roadmap.ranking.outlook import Outlook

#: Under this key stands what serves no objective of the plan.
NONE = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Split:
    """The effort of one quarter by the id of the objective that it serves, without those that get nothing.

    `unestimated` is the committed work that counts as nothing because nobody wrote its effort.
    """

    period: Quarter
    efforts: Mapping[str, Fraction]
    unestimated: tuple[PublicItem, ...]

    @property
    def total(self) -> Fraction:
        """The effort of all objectives, and of none, together."""
        return sum(self.efforts.values(), Fraction(0))

    def effort_of(self, objective: str) -> Fraction:
        """Return the effort that goes to an objective."""
        return self.efforts.get(objective, Fraction(0))

    def share_of(self, objective: str) -> Fraction:
        """Return the part of the whole that goes to an objective; 0 where nothing goes anywhere."""
        return self.effort_of(objective) / self.total if self.total else Fraction(0)


def splits(outlook: Outlook, objectives: Collection[str]) -> tuple[Split, ...]:
    """Return how the current period splits, and what is meant for each listed quarter after it.

    In the current period counts what is committed and what fits (the design's *fill*), of all areas together.
    """
    return tuple(_split(outlook, boundary, objectives) for boundary in outlook.boundaries)


def _split(outlook: Outlook, boundary: Boundary, objectives: Collection[str]) -> Split:
    efforts: dict[str, Fraction] = {}
    for item, effort in _efforts(outlook, boundary):
        served = item.objective if item.objective in objectives else NONE
        efforts[served] = efforts.get(served, Fraction(0)) + effort
    unestimated = (item for entry in boundary.entries.values() for item in entry.unestimated)
    return Split(
        period=boundary.period,
        efforts={objective: effort for objective, effort in sorted(efforts.items()) if effort},
        unestimated=tuple(sorted(unestimated, key=lambda item: item.id)),
    )


def _efforts(outlook: Outlook, boundary: Boundary) -> Iterator[tuple[PublicItem, Fraction]]:
    for entry in boundary.entries.values():
        yield from ((charge.item, charge.effort) for charge in entry.charges if charge.effort is not None)
    if outlook.fits is not None and outlook.fits.boundary is boundary:
        for sets in outlook.fits.sets.values():
            yield from ((row.item, row.estimates.effort.likely) for row in sets.fill)
