"""How far an item is, as pages say it."""

from __future__ import annotations

from rice_roadmap.model.audience import PublicPortfolio
from rice_roadmap.model.item import ItemStatus, PublicItem
from rice_roadmap.model.status import Status
from rice_roadmap.ranking.order import is_declined


def standing(portfolio: PublicPortfolio, item: PublicItem) -> ItemStatus | Status:
    """Return the status of an item; a candidate whose requests were all declined is not under consideration."""
    return Status.DECLINED if is_declined(item, portfolio) else item.status
