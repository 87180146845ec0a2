"""The ranking: the order of what is not yet decided, with everything that somebody needs to recompute it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rice_roadmap.model.item import PublicItem
from rice_roadmap.model.plan import Plan
from rice_roadmap.publish import addresses
from rice_roadmap.publish.estimate_words import (
    evidence_mark,
    interval,
    missing_in_words,
    possible_ranks,
    range_of,
    step,
)
from rice_roadmap.publish.item_view import area_title, objective_title
from rice_roadmap.publish.numbers import amount, approximate
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.sections import Part, Section, parts_of_sections
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.words import COMMITTED
from rice_roadmap.ranking.order import Ranked
from rice_roadmap.text.decimals import percent, rounded

#: What the page of the ranking says first.
WHAT_IT_IS = "The order of what is not yet decided. It starts a conversation; it does not end one."

#: Digits enough to sort by, where scores are too close for the two places that are printed.
_PLACES_TO_SORT_BY = 9


@dataclass(frozen=True, kw_only=True, slots=True)
class RankedRow:
    """One row of the ranking as it is printed."""

    row: Ranked
    score: str
    interval: str
    score_to_sort_by: str
    reach: str
    reach_range: str
    impact: str
    confidence: str
    effort: str
    effort_range: str
    evidence: str
    possible: str
    area: str
    objective: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Unranked:
    """An item outside the order, and why it stands there."""

    item: PublicItem
    why: str


def ranking_pages(site: Site) -> Iterator[Page]:
    """Yield the ranking; nothing where scores are not shown."""
    if site.shows_scores:
        for part in parts_of_sections(_sections(site), addresses.RANKING):
            yield _page(site, part)


def _page(site: Site, part: Part[Section[RankedRow | Unranked]]) -> Page:
    return site.page(
        "ranking.html",
        address=part.own_address,
        title=part.titled("Ranking"),
        description=WHAT_IT_IS,
        parent=part.parent,
        in_search=False,
        part=part,
        what_it_is=WHAT_IT_IS,
    )


def _sections(site: Site) -> tuple[Section[RankedRow | Unranked], ...]:
    ranking = site.ranking
    return (
        Section(
            id="order",
            title="The order",
            rows=tuple(_row(row, site.plan) for row in ranking.rows),
            when_empty="Nothing is scored yet.",
        ),
        Section(
            id="not-scored",
            title="Not scored",
            rows=tuple(Unranked(item=item, why=missing_in_words(item.rice)) for item in ranking.unscored),
        ),
        Section(
            id="committed",
            title=COMMITTED,
            rows=tuple(Unranked(item=item, why="") for item in ranking.mandatory),
        ),
        Section(
            id="declined",
            title="Declined, not ranked",
            rows=tuple(Unranked(item=item, why="") for item in ranking.declined),
        ),
    )


def _row(row: Ranked, plan: Plan) -> RankedRow:
    found = row.estimates
    return RankedRow(
        row=row,
        score=approximate(found.score),
        interval=interval(found),
        score_to_sort_by=rounded(found.score, places=_PLACES_TO_SORT_BY),
        reach=amount(found.reach.likely),
        reach_range=range_of(found.reach),
        impact=step(found.impact, amount(found.impact.value.value)),
        confidence=percent(found.confidence.value.value),
        effort=amount(found.effort.likely),
        effort_range=range_of(found.effort),
        evidence=evidence_mark(row.item.evidence),
        possible=possible_ranks(row),
        area=area_title(plan, row.item),
        objective=objective_title(plan, row.item),
    )
