"""What colleagues know of a request beside what everybody may read; for the conversation about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rice_roadmap.model.ask import Ask
from rice_roadmap.model.item import PublicItem
from rice_roadmap.model.plan import Plan
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


class Features:
    """Features that answer requests: many requests may share one, of which everything is said once."""

    def __init__(self, site: Site, places: Places) -> None:
        """Say nothing yet."""
        self._site, self._places = site, places
        self._known: dict[str, Feature] = {}

    def of(self, items: Iterable[PublicItem]) -> tuple[Feature, ...]:
        """Return the features of which something can be said beside the capacity of the period."""
        return tuple(feature for item in items if (feature := self._feature(item)).stands)

    def _feature(self, item: PublicItem) -> Feature:
        if item.id not in self._known:
            stands = _stands(self._site, item, self._places)
            self._known[item.id] = Feature(item=item, stands=stands, tradeoff=tradeoff_words(self._site, item))
        return self._known[item.id]


def overdue_words(plan: Plan, view: RequestView, today: date) -> str:
    """Return since when an answer is overdue, and whose it is; empty where none is."""
    due = view.answer_due_on
    if view.status is not Status.OPEN or due is None or due >= today:
        return ""
    area = plan.area(view.leading.area)
    owner = area.owner if area is not None and area.owner else "nobody owns its area"
    return f"Overdue since {due}: {owner}."


def what_askers_could_say(asks: Sequence[Ask], view: RequestView) -> tuple[str, ...]:
    """Return what those who asked for what leads a request that waits left out, and a decision would need."""
    if view.status is not Status.OPEN:
        return ()
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
