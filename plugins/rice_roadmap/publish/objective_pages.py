"""Objectives: what the product should achieve, and what serves each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rice_roadmap.model.filing import PLAN
from rice_roadmap.model.item import ItemStatus, PublicItem
from rice_roadmap.model.plan import Objective
from rice_roadmap.model.request import PublicRequest
from rice_roadmap.publish import addresses
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.sections import Part, Section, parts_of_sections
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.words import words

#: What is under way first, what is over last.
_ORDER = (
    ItemStatus.IN_PROGRESS,
    ItemStatus.PLANNED,
    ItemStatus.CANDIDATE,
    ItemStatus.SHIPPED,
    ItemStatus.CANCELLED,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Serving:
    """An item that serves an objective, and the requests that it answers."""

    item: PublicItem
    requests: tuple[PublicRequest, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Served:
    """An objective, and in how many items of each status somebody works towards it."""

    objective: Objective
    counts: tuple[str, ...]


def objective_pages(site: Site) -> Iterator[Page]:
    """Yield the list of objectives and the page of each; nothing where the roadmap is not shown."""
    if not site.shows_roadmap:
        return
    serving = _serving(site)
    for part in parts_of_sections(_list(site, serving), addresses.OBJECTIVES):
        yield _list_page(site, part)
    for objective in site.plan.objectives:
        address = addresses.objective(objective.id)
        for items in parts_of_sections(_by_status(serving.get(objective.id, ())), address):
            yield _page(site, objective, items)


def _list_page(site: Site, part: Part[Section[Served | Serving]]) -> Page:
    return site.page(
        "objectives.html",
        address=part.own_address,
        title=part.titled("Objectives"),
        description="What the product should achieve, and what serves it.",
        parent=part.parent,
        source=PLAN,
        in_search=False,
        part=part,
    )


def _page(site: Site, objective: Objective, part: Part[Section[Serving]]) -> Page:
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
    )


def _list(site: Site, serving: dict[str, tuple[Serving, ...]]) -> tuple[Section[Served | Serving], ...]:
    served = tuple(_served(objective, serving.get(objective.id, ())) for objective in site.plan.objectives)
    return (
        Section(id="objectives", title="", rows=served, when_empty="The plan names no objective yet."),
        Section(id="none", title="Without an objective", rows=serving.get("", ())),
    )


def _served(objective: Objective, serving: Iterable[Serving]) -> Served:
    statuses = [entry.item.status for entry in serving]
    counts = ((statuses.count(status), words(status).lower()) for status in _ORDER)
    return Served(objective=objective, counts=tuple(f"{count} {said}" for count, said in counts if count))


def _by_status(serving: Iterable[Serving]) -> tuple[Section[Serving], ...]:
    found = tuple(serving)
    return tuple(
        Section(
            id=status.replace("_", "-"),
            title=words(status),
            rows=tuple(entry for entry in found if entry.item.status is status),
        )
        for status in _ORDER
    )


def _serving(site: Site) -> dict[str, tuple[Serving, ...]]:
    """Return what serves each objective, by its id; under no id what serves none that the plan knows."""
    known = {objective.id for objective in site.plan.objectives}
    groups: dict[str, list[Serving]] = {}
    for item in sorted(site.portfolio.items.values(), key=lambda item: (item.title.casefold(), item.id)):
        requests = tuple(site.portfolio.requests[answer.request] for answer in item.answers)
        served = item.objective if item.objective in known else ""
        groups.setdefault(served, []).append(Serving(item=item, requests=requests))
    return {objective: tuple(those) for objective, those in groups.items()}
