"""An item with everything that its page says about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rice_roadmap.model.item import ItemStatus, Outcome, PublicItem
from rice_roadmap.model.plan import Objective, Plan
from rice_roadmap.model.request import PublicRequest
from rice_roadmap.model.scale import PlacedValue
from rice_roadmap.publish.answer_words import target_words
from rice_roadmap.publish.calibration_words import hindsight_by_step
from rice_roadmap.publish.estimate_words import (
    EstimateRow,
    estimate_rows,
    impact_in_words,
    missing_in_words,
    score_with_interval,
    sum_in_words,
)
from rice_roadmap.publish.fit_words import where_it_stands
from rice_roadmap.publish.numbers import amount
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.words import effort, reach_unit, words
from rice_roadmap.ranking.order import Ranked
from rice_roadmap.ranking.rice import estimates


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """A request that an item answers, which part of it, and where the request stands."""

    request: PublicRequest
    part: str
    status: str
    status_words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """One of the numbers of an outcome beside what was predicted; empty where nothing was."""

    name: str
    predicted: str
    actual: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemView:
    """An item, its place in the order, its estimates in words, and the records beside it.

    `row` is its row of the ranking, None where it is not ranked; `estimates`, `total` and `score` are empty where
    there are none, or where the site does not show them; so is `stands`, which says whether it fits the period.
    """

    item: PublicItem
    area: str
    objective: Objective | None
    labels: tuple[str, ...]
    target: str
    answered: tuple[Answered, ...]
    needs: tuple[PublicItem, ...]
    needed_by: tuple[PublicItem, ...]
    row: Ranked | None
    estimates: tuple[EstimateRow, ...]
    total: str
    score: str
    has_interval: bool
    missing: str
    hindsight: str
    stands: str
    is_declined: bool
    is_committed: bool
    measured: tuple[Measured, ...]

    @property
    def has_horizon(self) -> bool:
        """Whether somebody said when: by planning it, or by writing it beside a candidate."""
        is_candidate = self.item.status is ItemStatus.CANDIDATE
        return self.item.status.is_live and (self.item.horizon is not None or not is_candidate)


@dataclass(frozen=True, kw_only=True, slots=True)
class Places:
    """Where items stand in the order: the row of each that is ranked, and those that lost all their requests."""

    rows: Mapping[str, Ranked]
    declined: frozenset[str]
    hindsight: Mapping[PlacedValue, str]

    @classmethod
    def of(cls, site: Site) -> Places:
        """Return the places that the ranking of the site gives."""
        return cls(
            rows={row.item.id: row for row in site.ranking.rows},
            declined=frozenset(item.id for item in site.ranking.declined),
            hindsight=hindsight_by_step(site),
        )


def view_item(site: Site, item: PublicItem, places: Places) -> ItemView:
    """Return the item with everything that its page says about it."""
    plan, portfolio = site.plan, site.portfolio
    found = estimates(item.rice) if site.shows_scores else None
    row = places.rows.get(item.id) if site.shows_scores else None
    return ItemView(
        item=item,
        area=area_title(plan, item),
        objective=plan.objective(item.objective),
        labels=_labels(item),
        target=_target(item),
        answered=_answered(site, item),
        needs=tuple(portfolio.items[needed] for needed in item.depends_on),
        needed_by=portfolio.dependents.get(item.id, ()),
        row=row,
        estimates=estimate_rows(item.rice, plan) if site.shows_scores else (),
        total="" if found is None else sum_in_words(found, plan),
        score="" if found is None else score_with_interval(found),
        has_interval=found is not None and found.has_range,
        missing=missing_in_words(item.rice) if site.shows_scores and item.status.is_live else "",
        hindsight=_hindsight(item, places),
        stands=where_it_stands(site.outlook, row) if site.shows_capacity else "",
        is_declined=item.id in places.declined,
        is_committed=is_committed(item),
        measured=() if item.outcome is None else _measured(item, item.outcome, plan),
    )


def _hindsight(item: PublicItem, places: Places) -> str:
    step = item.rice.impact
    return "" if step is None or not item.status.is_live else places.hindsight.get(step.value, "")


def is_committed(item: PublicItem) -> bool:
    """Return whether an item is work to come that stands outside the order."""
    return item.mandatory is not None and item.status.is_live


def area_title(plan: Plan, item: PublicItem) -> str:
    """Return the title of an item's area, empty where it has none."""
    area = plan.area(item.area)
    return "" if area is None else area.title


def objective_title(plan: Plan, item: PublicItem) -> str:
    """Return the title of the objective that an item serves, empty where it serves none."""
    objective = plan.objective(item.objective)
    return "" if objective is None else objective.title


def _labels(item: PublicItem) -> tuple[str, ...]:
    methods = (("MoSCoW", item.labels.moscow), ("Kano", item.labels.kano))
    return tuple(f"{method}: {words(label)}" for method, label in methods if label is not None)


def _target(item: PublicItem) -> str:
    if item.target is not None and item.status.is_live:
        return target_words([item])
    return "It has no date." if item.status in {ItemStatus.PLANNED, ItemStatus.IN_PROGRESS} else ""


def _answered(site: Site, item: PublicItem) -> tuple[Answered, ...]:
    views = ((answer.part, site.views[answer.request]) for answer in item.answers)
    return tuple(
        Answered(request=view.request, part=part, status=view.status_name, status_words=view.status_words)
        for part, view in views
    )


def _measured(item: PublicItem, outcome: Outcome, plan: Plan) -> tuple[Measured, ...]:
    predicted = {row.key: row.likely for row in estimate_rows(item.rice, plan)}
    actual = {
        "reach": None if outcome.reach is None else f"{amount(outcome.reach)} {reach_unit(plan.reach)}",
        "impact": None if outcome.impact is None else impact_in_words(outcome.impact, plan),
        "effort": None if outcome.effort is None else effort(outcome.effort, plan.effort.unit),
    }
    return tuple(
        Measured(name=key.capitalize(), predicted=predicted.get(key, ""), actual=said)
        for key, said in actual.items()
        if said is not None
    )
