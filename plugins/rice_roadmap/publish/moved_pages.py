"""A page at each earlier address of a request or an item, which says what it is called now."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rice_roadmap.model.item import PublicItem
from rice_roadmap.model.request import PublicRequest
from rice_roadmap.publish import addresses
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.site import Site


def moved_pages(site: Site) -> Iterator[Page]:
    """Yield a page for every id that a record of this site had before."""
    for request in site.portfolio.requests.values():
        yield from _earlier(site, request, addresses.request)
    if site.shows_roadmap:
        for item in site.portfolio.items.values():
            yield from _earlier(site, item, addresses.item)


def _earlier(site: Site, record: PublicRequest | PublicItem, address_of: Callable[[str], str]) -> Iterator[Page]:
    today = address_of(record.id)
    for earlier in record.formerly:
        yield site.page(
            "moved.html",
            address=address_of(earlier),
            title=record.title,
            description=f"“{earlier}” is called “{record.title}” now.",
            parent=today,
            in_search=False,
            moved_to=today,
            earlier=earlier,
            record=record,
            address_today=today,
        )
