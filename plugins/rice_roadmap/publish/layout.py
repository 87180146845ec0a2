"""Every page and data file of one site, in one pass over finished values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from rice_roadmap.history.git import Commit
from rice_roadmap.model.audience import Audience, PublicPortfolio, seen_by, shown
from rice_roadmap.model.plan import Shown
from rice_roadmap.model.portfolio import Portfolio
from rice_roadmap.publish import addresses, portfolio_data, ranking_tables
from rice_roadmap.publish.addresses import Links
from rice_roadmap.publish.customer_pages import asked_by_pages, customer_pages
from rice_roadmap.publish.decision_pages import decision_pages
from rice_roadmap.publish.forges import Forge
from rice_roadmap.publish.home_page import home_page
from rice_roadmap.publish.item_pages import item_pages
from rice_roadmap.publish.kept_pages import KeptPages, Shelf
from rice_roadmap.publish.moved_pages import moved_pages
from rice_roadmap.publish.objective_pages import objective_pages
from rice_roadmap.publish.outcome_pages import outcome_pages
from rice_roadmap.publish.page import DataFile, Page
from rice_roadmap.publish.policy_pages import policy_pages
from rice_roadmap.publish.propose_page import propose_pages
from rice_roadmap.publish.propose_requests import asked_already
from rice_roadmap.publish.ranking_pages import ranking_pages
from rice_roadmap.publish.request_pages import request_pages
from rice_roadmap.publish.request_view import view_requests
from rice_roadmap.publish.roadmap_pages import roadmap_pages
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.templating import Templates
from rice_roadmap.publish.triage_pages import triage_pages
from rice_roadmap.ranking.outlook import outlook
from rice_roadmap.ranking.tradeoffs import tradeoffs

_PAGES = (
    home_page,
    roadmap_pages,
    ranking_pages,
    item_pages,
    request_pages,
    decision_pages,
    objective_pages,
    outcome_pages,
    policy_pages,
    propose_pages,
    moved_pages,
    triage_pages,
    customer_pages,
    asked_by_pages,
)


def site_for(
    audience: Audience,
    portfolio: Portfolio,
    *,
    today: date,
    templates: Templates,
    links: Links,
    url: str = "",
    built_from: Commit | None = None,
    forge: Forge | None = None,
    shelf: Shelf | None = None,
) -> Site:
    """Return the site of an audience, ranked only after everything that it may not see is gone.

    The public sees what the plan shows; from colleagues no part is held back. On the `shelf` stand pages that were
    printed before.
    """
    seen = _seen_by(audience, portfolio)
    around = (templates.edition, audience, seen.plan, today, links, url, forge)
    ahead = outlook(seen, today=today, audience=audience)
    is_internal = audience is Audience.INTERNAL
    return Site(
        portfolio=seen,
        outlook=ahead,
        views=view_requests(seen),
        today=today,
        templates=templates,
        links=links,
        url=url,
        whole=portfolio if is_internal else None,
        tradeoffs=tradeoffs(ahead, seen) if is_internal else None,
        built_from=built_from,
        forge=forge,
        kept=None if shelf is None else KeptPages(shelf, *around),
    )


def _seen_by(audience: Audience, portfolio: Portfolio) -> PublicPortfolio:
    seen = seen_by(audience, portfolio)
    if audience is Audience.PUBLIC:
        return shown(seen)
    return replace(seen, plan=replace(seen.plan, public_shows=frozenset(Shown)))


def lay_out(site: Site) -> Iterator[Page]:
    """Yield every page of the site."""
    for pages in _PAGES:
        yield from pages(site)


def data_files(site: Site) -> Iterator[DataFile]:
    """Yield the same facts for programs; the ranking only where scores are shown."""
    yield DataFile(
        address=addresses.ROADMAP_JSON,
        pieces=partial(portfolio_data.json_pieces, site.portfolio, site.outlook, site.whole),
    )
    yield DataFile(address=addresses.ROADMAP_SCHEMA, pieces=lambda: (portfolio_data.schema_text(),))
    yield DataFile(address=addresses.REQUESTS_JSON, pieces=lambda: (asked_already(site),))
    if site.shows_scores:
        yield DataFile(address=addresses.RANKING_CSV, pieces=lambda: (ranking_tables.as_csv(site.outlook),))
