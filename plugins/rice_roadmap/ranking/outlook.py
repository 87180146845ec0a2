"""The outlook: one audience's ranking beside what there is room for, and how sure anyone can be of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rice_roadmap.model.audience import Audience, PublicPortfolio
from rice_roadmap.ranking.capacity import Boundary, current_boundary, later_boundaries
from rice_roadmap.ranking.certainty import Certainty, certainties
from rice_roadmap.ranking.order import Ranking, rank
from rice_roadmap.ranking.sets import Line, WhatFits, what_fits


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlook:
    """The order, what fits in the current period, and what is meant for the quarters after it.

    `fits` is None, and `later` empty, without a current period; `certainties` has an entry for every row then too.
    """

    ranking: Ranking
    fits: WhatFits | None
    certainties: Mapping[str, Certainty | None]
    later: tuple[Boundary, ...]

    @property
    def boundaries(self) -> tuple[Boundary, ...]:
        """The current period and the listed quarters after it."""
        return () if self.fits is None else (self.fits.boundary, *self.later)

    def line_of(self, item: str) -> Line | None:
        """Return where a ranked item stands beside the capacity; None where nothing can be said, or it has no row."""
        return None if self.fits is None else self.fits.lines.get(item)

    def certainty_of(self, item: str) -> Certainty | None:
        """Return how sure it is where a ranked item stands; None where nothing can be said, or it has no row."""
        return self.certainties.get(item)


def outlook(portfolio: PublicPortfolio, *, today: date, audience: Audience) -> Outlook:
    """Return the outlook of one audience's portfolio."""
    ranking = rank(portfolio)
    boundary = current_boundary(portfolio, today=today, audience=audience)
    if boundary is None:
        return Outlook(ranking=ranking, fits=None, certainties=dict.fromkeys(_ids(ranking)), later=())
    fits = what_fits(ranking, portfolio, boundary)
    return Outlook(
        ranking=ranking,
        fits=fits,
        certainties=certainties(fits),
        later=later_boundaries(portfolio, today=today, audience=audience),
    )


def _ids(ranking: Ranking) -> list[str]:
    return [row.item.id for row in ranking.rows]
