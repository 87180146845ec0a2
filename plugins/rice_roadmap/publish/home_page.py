"""Home: what we do now, what changed, how to ask, and what is next."""

from __future__ import annotations

from collections.abc import Iterator

from rice_roadmap.model.item import Horizon
from rice_roadmap.publish import addresses
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.recent import DAYS, recent_changes
from rice_roadmap.publish.roadmap_pages import on_horizon
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.waiting import due_answers

_MOST_NOW = 5
_MOST_CHANGES = 10
_MOST_NEXT = 20


def home_page(site: Site) -> Iterator[Page]:
    """Yield the page that people open first."""
    now = on_horizon(site, Horizon.NOW)
    following = on_horizon(site, Horizon.NEXT)
    changes = recent_changes(site)
    yield site.page(
        "home.html",
        address=addresses.HOME,
        title=site.plan.product,
        description=f"What {site.plan.product} does now and next, what was asked, and what we answered.",
        now=now[:_MOST_NOW],
        more_now=len(now) - _MOST_NOW,
        following=following[:_MOST_NEXT],
        more_following=len(following) - _MOST_NEXT,
        days=DAYS,
        changes=changes[:_MOST_CHANGES],
        more_changes=len(changes) - _MOST_CHANGES,
        due=due_answers(site),
    )
