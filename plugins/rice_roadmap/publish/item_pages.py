"""Items: a page for each thing that we may do, do, or did."""

from __future__ import annotations

from collections.abc import Iterator

from rice_roadmap.model.item import PublicItem
from rice_roadmap.publish import addresses
from rice_roadmap.publish.estimate_words import evidence_mark, rank_in_words
from rice_roadmap.publish.item_view import ItemView, Places, view_item
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.site import Site
from rice_roadmap.text.prose import lead


def item_pages(site: Site) -> Iterator[Page]:
    """Yield the page of each item: what is ranked in the order of the ranking, then the others by id."""
    if not site.shows_roadmap:
        return
    places = Places.of(site)
    for item in _in_order(site, places):
        yield _item_page(site, view_item(site, item, places))


def _item_page(site: Site, view: ItemView) -> Page:
    return site.page(
        "item.html",
        address=addresses.item(view.item.id),
        title=view.item.title,
        description=lead(view.item.summary),
        parent=addresses.ROADMAP,
        source=view.item.path,
        view=view,
        ranked=len(site.ranking.rows),
        possible=rank_in_words(view.row) if view.row is not None else "",
        evidence=evidence_mark(view.item.evidence),
    )


def _in_order(site: Site, places: Places) -> Iterator[PublicItem]:
    yield from (row.item for row in site.ranking.rows)
    yield from (item for item in site.portfolio.items.values() if item.id not in places.rows)
