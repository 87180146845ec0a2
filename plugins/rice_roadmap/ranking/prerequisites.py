"""What has to be done first: the prerequisites of an item that are still open, direct and indirect."""

from __future__ import annotations

from collections.abc import Container, Iterable

from rice_roadmap.model.audience import PublicPortfolio
from rice_roadmap.model.item import ItemStatus, PublicItem


def shipped(portfolio: PublicPortfolio) -> frozenset[str]:
    """Return the ids of what is done, and so holds up nothing any more."""
    return frozenset(item.id for item in portfolio.items.values() if item.status is ItemStatus.SHIPPED)


def open_needs(items: Iterable[PublicItem], portfolio: PublicPortfolio, met: Container[str]) -> frozenset[str]:
    """Return the ids of all that these items wait for, by way of others too; what a met one needed matters no more."""
    found: set[str] = set()
    ahead = [needed for item in items for needed in item.depends_on]
    while ahead:
        needed = ahead.pop()
        if needed not in found and needed not in met:
            found.add(needed)
            ahead += portfolio.items[needed].depends_on
    return frozenset(found)
