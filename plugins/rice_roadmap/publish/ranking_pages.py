"""The ranking: the order of what is not yet decided, with everything that somebody needs to recompute it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rice_roadmap.model.item import PublicItem
from rice_roadmap.publish import addresses
from rice_roadmap.publish.capacity_view import current_quarter
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
from rice_roadmap.publish.out_of_order import out_of_order
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.sections import Part, Section, parts_of_sections
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.too_close import how_sure, too_close_to_call
from rice_roadmap.publish.whiskers import Axis, Whisker
from rice_roadmap.publish.words import COMMITTED, words
from rice_roadmap.ranking.order import Ranked
from rice_roadmap.ranking.sets import Line, Sets
from rice_roadmap.text.decimals import percent, rounded

#: What the page of the ranking says first.
WHAT_IT_IS = "The order of what is not yet decided. It starts a conversation; it does not end one."

#: Digits enough to sort by, where scores are too close for the two places that are printed.
_PLACES_TO_SORT_BY = 9

_WHERE = {Line.COMMITTED: "Committed", Line.INSIDE: "Fits", Line.OUTSIDE: "Does not fit"}
_NO_LINE = "No capacity listed"


@dataclass(frozen=True, kw_only=True, slots=True)
class RankedRow:
    """One row of the ranking as it is printed.

    `fits` says where it stands in the current period, and `how_sure` what the ranges make of that; both are empty
    where the site does not say. `begins_outside` marks the first that does not fit, above which the line is
    drawn, and `whisker` is None where no row has a range.
    """

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
    moscow: str
    kano: str
    fits: str
    how_sure: str
    begins_outside: bool
    whisker: Whisker | None

    @property
    def has_labels(self) -> bool:
        """Whether it carries words of other methods."""
        return bool(self.moscow or self.kano)


@dataclass(frozen=True, kw_only=True, slots=True)
class Lines:
    """Where the line runs: for each area with capacity of its own the last score before it, and the row below it.

    The row is drawn only where one capacity holds for all; areas side by side have no line in common.
    """

    scores: Mapping[str, Fraction]
    below: str

    @classmethod
    def of(cls, site: Site) -> Lines:
        """Return the lines of the current period; none where the site does not say what fits."""
        fits = site.outlook.fits if site.shows_capacity else None
        cut = {} if fits is None else {area: sets for area, sets in fits.sets.items() if _is_cut(sets)}
        (only,) = cut.values() if fits is not None and len(fits.sets) == len(cut) == 1 else (None,)
        return cls(
            scores={area: sets.strict[-1].estimates.score for area, sets in cut.items() if sets.strict},
            below="" if only is None else only.candidates[len(only.strict)].item.id,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Unranked:
    """An item outside the order, and why it stands there."""

    item: PublicItem
    why: str


def ranking_pages(site: Site) -> Iterator[Page]:
    """Yield the ranking; nothing where scores are not shown."""
    if site.shows_scores:
        axis, lines = Axis.of(row.estimates for row in site.ranking.rows), Lines.of(site)
        values = {
            "what_it_is": WHAT_IT_IS,
            "axis": axis,
            "quarter": current_quarter(site),
            "lines": lines,
            "too_close": too_close_to_call(site.outlook),
            **_of_colleagues(site),
        }
        for part in parts_of_sections(_sections(site, axis, lines), addresses.RANKING):
            yield _page(site, part, values)


def _of_colleagues(site: Site) -> dict[str, Any]:
    return {} if site.whole is None else {"out_of_order": out_of_order(site, site.whole)}


def _page(site: Site, part: Part[Section[RankedRow | Unranked]], values: dict[str, Any]) -> Page:
    return site.page(
        "ranking.html",
        address=part.own_address,
        title=part.titled("Ranking"),
        description=WHAT_IT_IS,
        parent=part.parent,
        in_search=False,
        part=part,
        **values,
    )


def _sections(site: Site, axis: Axis | None, lines: Lines) -> tuple[Section[RankedRow | Unranked], ...]:
    ranking = site.ranking
    return (
        Section(
            id="order",
            title="The order",
            rows=tuple(_row(site, row, axis, lines) for row in ranking.rows),
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


def _row(site: Site, row: Ranked, axis: Axis | None, lines: Lines) -> RankedRow:
    found, item = row.estimates, row.item
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
        evidence=evidence_mark(item.evidence),
        possible=possible_ranks(row),
        area=area_title(site.plan, item),
        objective=objective_title(site.plan, item),
        moscow="" if item.labels.moscow is None else words(item.labels.moscow),
        kano="" if item.labels.kano is None else words(item.labels.kano),
        fits=_fits(site, row),
        how_sure=how_sure(site.outlook, row) if site.shows_capacity else "",
        begins_outside=item.id == lines.below,
        whisker=None if axis is None else axis.whisker(found, _line(site, row, lines)),
    )


def _fits(site: Site, row: Ranked) -> str:
    """Return where a row stands in the current period, empty where the site does not say."""
    if site.outlook.fits is None or not site.shows_capacity:
        return ""
    line = site.outlook.line_of(row.item.id)
    return _NO_LINE if line is None else _WHERE[line]


def _line(site: Site, row: Ranked, lines: Lines) -> Fraction | None:
    sets = None if site.outlook.fits is None else site.outlook.fits.sets_of(row)
    return None if sets is None else lines.scores.get(sets.entry.area)


def _is_cut(sets: Sets) -> bool:
    """Return whether the line runs somewhere between the rows: something does not fit."""
    return len(sets.strict) < len(sets.candidates)
