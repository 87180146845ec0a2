"""What has to be done first: the prerequisites of an item that are still open, direct and indirect."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from rice_roadmap.model.audience import PublicPortfolio
from rice_roadmap.model.item import ItemStatus, PublicItem

#: How many prerequisites are followed for all items together; 10,000 items with a hundred each are no more.
MOST_LINKS = 1_000_000


def shipped(portfolio: PublicPortfolio) -> frozenset[str]:
    """Return the ids of what is done, and so holds up nothing any more."""
    return frozenset(item.id for item in portfolio.items.values() if item.status is ItemStatus.SHIPPED)


def open_needs(items: Iterable[PublicItem], portfolio: PublicPortfolio, met: Container[str]) -> frozenset[str]:
    """Return the ids of all that these items wait for, by way of others too; what a met one needed matters no more."""
    found, _ = _followed(items, portfolio, met)
    return found


def open_needs_of_each(
    items: Iterable[PublicItem], portfolio: PublicPortfolio, met: Container[str]
) -> Mapping[str, frozenset[str]] | None:
    """Return the open needs of each item by its id; None where more than `MOST_LINKS` lead to them.

    Long chains hold as many needs as the square of their length: more than a machine can keep.
    """
    needs: dict[str, frozenset[str]] = {}
    left = MOST_LINKS
    for item in items:
        needs[item.id], links = _followed([item], portfolio, met)
        left -= links
        if left < 0:
            return None
    return needs


def _followed(
    items: Iterable[PublicItem], portfolio: PublicPortfolio, met: Container[str]
) -> tuple[frozenset[str], int]:
    found: set[str] = set()
    ahead = [needed for item in items for needed in item.depends_on]
    links = len(ahead)
    while ahead:
        needed = ahead.pop()
        if needed not in found and needed not in met:
            found.add(needed)
            ahead += portfolio.items[needed].depends_on
            links += len(portfolio.items[needed].depends_on)
    return frozenset(found), links
