"""Trade-offs: for every item outside, what would bring it inside, and what would wait if it were done all the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rice_roadmap.model.audience import PublicPortfolio
from rice_roadmap.ranking.change import Change, what_would_change
from rice_roadmap.ranking.displacement import Displacement, what_would_wait
from rice_roadmap.ranking.outlook import Outlook


@dataclass(frozen=True, kw_only=True, slots=True)
class Tradeoffs:
    """The answers to both questions by the ids of the items outside; for colleagues, who can be told of all of them."""

    changes: Mapping[str, Change]
    displacements: Mapping[str, Displacement]


def tradeoffs(outlook: Outlook, portfolio: PublicPortfolio) -> Tradeoffs:
    """Return the trade-offs of the current period; none without one."""
    if outlook.fits is None:
        return Tradeoffs(changes={}, displacements={})
    rows = outlook.ranking.rows
    return Tradeoffs(
        changes=what_would_change(outlook.fits, portfolio.plan, rows),
        displacements=what_would_wait(outlook.fits, portfolio, rows),
    )
