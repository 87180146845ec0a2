"""Triage: what waits for an answer or a look; for colleagues only."""

from __future__ import annotations

from collections.abc import Iterator

from rice_roadmap.publish import addresses
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.waiting import groups


def triage_pages(site: Site) -> Iterator[Page]:
    """Yield the page that PMs open on Monday; nothing where the site is not for colleagues."""
    if site.is_internal:
        yield site.page(
            "triage.html",
            address=addresses.TRIAGE,
            title="Triage",
            description="What waits for an answer or a look, with its one next step.",
            in_search=False,
            groups=groups(site),
        )
