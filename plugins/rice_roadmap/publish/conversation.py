"""What colleagues know of a request beside what everybody may read; for the conversation about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rice_roadmap.model.item import PublicItem
from rice_roadmap.model.plan import Plan
from rice_roadmap.model.portfolio import Portfolio
from rice_roadmap.model.status import Status
from rice_roadmap.publish.estimate_words import missing_in_words
from rice_roadmap.publish.fit_words import where_it_stands
from rice_roadmap.publish.item_view import Places
from rice_roadmap.publish.request_view import RequestView
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.tradeoff_words import TradeoffWords, tradeoff_words


@dataclass(frozen=True, kw_only=True, slots=True)
class Feature:
    """A feature that answers a request, where it stands in the period, and its trade-offs where it does not fit."""

    item: PublicItem
    stands: str
    tradeoff: TradeoffWords | None


def features(site: Site, items: Iterable[PublicItem], places: Places) -> tuple[Feature, ...]:
    """Return the features of which something can be said beside the capacity of the period."""
    found = (
        Feature(item=item, stands=_stands(site, item, places), tradeoff=tradeoff_words(site, item)) for item in items
    )
    return tuple(feature for feature in found if feature.stands)


def overdue_words(plan: Plan, view: RequestView, today: date) -> str:
    """Return since when an answer is overdue, and whose it is; empty where none is."""
    due = view.answer_due_on
    if view.status is not Status.OPEN or due is None or due >= today:
        return ""
    area = plan.area(view.leading.area)
    owner = area.owner if area is not None and area.owner else "nobody owns its area"
    return f"Overdue since {due}: {owner}."


def what_askers_could_say(whole: Portfolio, view: RequestView) -> tuple[str, ...]:
    """Return what those who asked have left out of a request that waits, and a decision would need."""
    if view.status is not Status.OPEN:
        return ()
    asks = whole.asks.get(view.leading.id, ())
    if not asks:
        return ("A customer: none is on record yet.",)
    said = (
        (any(ask.needed_by for ask in asks), "By when they need it, and why that day."),
        (all(ask.is_confirmed for ask in asks), "Their own words or a link, where they will not buy without it."),
    )
    return tuple(words for is_known, words in said if not is_known)


def _stands(site: Site, item: PublicItem, places: Places) -> str:
    if site.outlook.fits is None or not item.status.is_live:
        return ""
    return where_it_stands(site.outlook, places.rows.get(item.id)) or missing_in_words(item.rice)
