"""Where a feature stands beside the capacity of the period, and where that is too close to call."""

from __future__ import annotations

from rice_roadmap.publish.too_close import denial, too_close_around
from rice_roadmap.ranking.order import Ranked
from rice_roadmap.ranking.outlook import Outlook
from rice_roadmap.ranking.sets import Line


def where_it_stands(outlook: Outlook, row: Ranked | None) -> str:
    """Return whether a feature fits, and whether that is sure; empty where it has no rank, or no period is known."""
    if row is None or outlook.fits is None:
        return ""
    period = outlook.fits.boundary.period
    match outlook.line_of(row.item.id):
        case Line.COMMITTED:
            return f"Committed: it takes its capacity of {period} before the others choose."
        case Line.INSIDE:
            return _and_how_sure(f"It fits in {period}", outlook, row)
        case Line.OUTSIDE:
            return _and_how_sure(f"It does not fit in {period}", outlook, row)
        case None:
            return f"The plan lists no capacity for its area in {period}."


def _and_how_sure(said: str, outlook: Outlook, row: Ranked) -> str:
    denied, close = denial(outlook, row), too_close_around(outlook, row)
    return " ".join(filter(None, (f"{said} {denied}." if denied else f"{said}.", close)))
