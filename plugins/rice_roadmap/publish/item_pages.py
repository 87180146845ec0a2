"""Items: a page for each thing that we may do, do, or did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from rice_roadmap.checking.evidence_cap import above_evidence
from rice_roadmap.model.item import PublicItem
from rice_roadmap.publish import addresses
from rice_roadmap.publish.estimate_words import evidence_mark, rank_in_words
from rice_roadmap.publish.item_view import ItemView, Places, view_item
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.tradeoff_words import evidence_cap_words, tradeoff_words
from rice_roadmap.text.prose import lead


def item_pages(site: Site) -> Iterator[Page]:
    """Yield the page of each item: what is ranked in the order of the ranking, then the others by id."""
    if not site.shows_roadmap:
        return
    places = Places.of(site)
    for item in _in_order(site, places):
        yield _item_page(site, item, places)


def _item_page(site: Site, item: PublicItem, places: Places) -> Page:
    return site.page(
        "item.html",
        address=addresses.item(item.id),
        title=item.title,
        description=partial(lead, item.summary),
        parent=addresses.ROADMAP,
        source=item.path,
        more=partial(_values, site, item, places),
    )


def _values(site: Site, item: PublicItem, places: Places) -> Mapping[str, Any]:
    """Return what the page of an item says, in words."""
    view = view_item(site, item, places)
    return {
        "view": view,
        "ranked": len(site.ranking.rows),
        "possible": rank_in_words(view.row) if view.row is not None else "",
        "evidence": evidence_mark(view.item.evidence),
        **_for_colleagues(site, view),
    }


def _for_colleagues(site: Site, view: ItemView) -> dict[str, Any]:
    """Return what only the internal form asks for; the public one could not print it."""
    if site.whole is None:
        return {}
    above = above_evidence(site.whole.items[view.item.id], site.whole)
    return {
        "tradeoff": tradeoff_words(site, view.item),
        "above_evidence": "" if above is None else evidence_cap_words(above),
    }


def _in_order(site: Site, places: Places) -> Iterator[PublicItem]:
    yield from (row.item for row in site.ranking.rows)
    yield from (item for item in site.portfolio.items.values() if item.id not in places.rows)
