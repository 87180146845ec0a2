"""Objectives: what the product should achieve, what serves each of them, and where the effort goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rice_roadmap.model.filing import PLAN
from rice_roadmap.model.item import Horizon, ItemStatus, PublicItem
from rice_roadmap.model.plan import Objective
from rice_roadmap.model.request import PublicRequest
from rice_roadmap.model.status import Status
from rice_roadmap.publish import addresses
from rice_roadmap.publish.item_view import area_title
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.roadmap_pages import horizon_of
from rice_roadmap.publish.sections import Part, Section, parts_of_sections
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.split_view import SplitTable, share_lines, split_table
from rice_roadmap.publish.standing import standing
from rice_roadmap.publish.strategy import Question, questions
from rice_roadmap.publish.words import words

#: What is under way first, what is over last: the id of each part of a page, its title, and what it is called in a sum.
_PARTS = (
    *((horizon.value, words(horizon), words(horizon).lower()) for horizon in Horizon),
    ("considered", "Under consideration, without a date", "under consideration"),
    ("shipped", words(ItemStatus.SHIPPED), "shipped"),
    ("no-longer-planned", words(ItemStatus.CANCELLED), "no longer planned"),
    ("declined", "Declined, not ranked", "declined"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Serving:
    """An item that serves an objective, on which part of its page, and the requests that it answers."""

    item: PublicItem
    part: str
    area: str
    moscow: str
    kano: str
    requests: tuple[PublicRequest, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Served:
    """An objective, how many items serve it now, next, later and so on, and which part of the effort goes to it."""

    objective: Objective
    counts: tuple[str, ...]
    shares: tuple[str, ...]


def objective_pages(site: Site) -> Iterator[Page]:
    """Yield the list of objectives and the page of each; nothing where the roadmap is not shown."""
    if not site.shows_roadmap:
        return
    serving = _serving(site)
    shares = share_lines(site)
    table, asked = split_table(site), questions(site) if site.is_internal else ()
    for part in parts_of_sections(_list(site, serving, shares), addresses.OBJECTIVES):
        yield _list_page(site, part, table, asked)
    for objective in site.plan.objectives:
        address = addresses.objective(objective.id)
        for items in parts_of_sections(_by_part(serving.get(objective.id, ())), address):
            yield _page(site, objective, items, shares.get(objective.id, ()))


def _list_page(
    site: Site, part: Part[Section[Served | Serving]], table: SplitTable | None, asked: tuple[Question, ...]
) -> Page:
    return site.page(
        "objectives.html",
        address=part.own_address,
        title=part.titled("Objectives"),
        description="What the product should achieve, and what serves it.",
        parent=part.parent,
        source=PLAN,
        in_search=False,
        part=part,
        split=table,
        questions=asked,
    )


def _page(site: Site, objective: Objective, part: Part[Section[Serving]], shares: tuple[str, ...]) -> Page:
    return site.page(
        "objective.html",
        address=part.own_address,
        title=part.titled(objective.title),
        description=f"What serves the objective “{objective.title}”.",
        parent=part.parent or addresses.OBJECTIVES,
        source=PLAN,
        in_search=part.number == 1,
        objective=objective,
        part=part,
        shares=shares,
    )


def _list(
    site: Site, serving: Mapping[str, tuple[Serving, ...]], shares: Mapping[str, tuple[str, ...]]
) -> tuple[Section[Served | Serving], ...]:
    served = tuple(
        Served(
            objective=objective,
            counts=_counts(serving.get(objective.id, ())),
            shares=shares.get(objective.id, ()),
        )
        for objective in site.plan.objectives
    )
    return (
        Section(id="objectives", title="", rows=served, when_empty="The plan names no objective yet."),
        Section(id="none", title="Without an objective", rows=serving.get("", ())),
    )


def _counts(serving: tuple[Serving, ...]) -> tuple[str, ...]:
    parts = [entry.part for entry in serving]
    return tuple(f"{parts.count(part)} {said}" for part, _, said in _PARTS if part in parts)


def _by_part(serving: tuple[Serving, ...]) -> tuple[Section[Serving], ...]:
    return tuple(
        Section(id=part, title=title, rows=tuple(entry for entry in serving if entry.part == part))
        for part, title, _ in _PARTS
    )


def _serving(site: Site) -> dict[str, tuple[Serving, ...]]:
    """Return what serves each objective, by its id; under no id what serves none that the plan knows."""
    known = {objective.id for objective in site.plan.objectives}
    groups: dict[str, list[Serving]] = {}
    for item in sorted(site.portfolio.items.values(), key=lambda item: (item.title.casefold(), item.id)):
        served = item.objective if item.objective in known else ""
        groups.setdefault(served, []).append(_entry(site, item))
    return {objective: tuple(those) for objective, those in groups.items()}


def _entry(site: Site, item: PublicItem) -> Serving:
    labels = item.labels
    return Serving(
        item=item,
        part=_part(site, item),
        area=area_title(site.plan, item),
        moscow="" if labels.moscow is None else words(labels.moscow),
        kano="" if labels.kano is None else words(labels.kano),
        requests=tuple(site.portfolio.requests[answer.request] for answer in item.answers),
    )


def _part(site: Site, item: PublicItem) -> str:
    over = {
        ItemStatus.SHIPPED: "shipped",
        ItemStatus.CANCELLED: "no-longer-planned",
        Status.DECLINED: "declined",
    }.get(standing(site.portfolio, item))
    if over is not None:
        return over
    horizon = horizon_of(item)
    return "considered" if horizon is None else horizon.value
