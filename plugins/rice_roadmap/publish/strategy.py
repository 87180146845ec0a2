"""Strategy: what a head of product asks of the plan, as questions that name what they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from rice_roadmap.model.item import PublicItem
from rice_roadmap.model.plan import Objective
from rice_roadmap.publish import addresses
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.words import COMMITTED
from rice_roadmap.ranking.order import is_declined


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """An objective or an item that a question is about, and what is to be said of it."""

    address: str
    title: str
    says: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A question to the plan, and what raises it."""

    id: str
    title: str
    about: tuple[About, ...]


def questions(site: Site) -> tuple[Question, ...]:
    """Return the questions that the plan raises today."""
    found = (Question(id=identifier, title=title, about=tuple(ask(site))) for identifier, title, ask in _QUESTIONS)
    return tuple(question for question in found if question.about)


def unserved(site: Site) -> Iterator[About]:
    """Yield the objectives that nothing serves, neither live nor shipped."""
    for objective in site.plan.objectives:
        if not any(item.status.is_live or item.status.is_promised for item in _serving(site, objective)):
            yield _objective(objective)


def not_planned(site: Site) -> Iterator[About]:
    """Yield the objectives that candidates would serve, with nothing planned, running or shipped."""
    for objective in site.plan.objectives:
        items = _serving(site, objective)
        candidates = sum(item.status.is_live for item in items)
        if candidates and not any(item.status.is_promised for item in items):
            yield _objective(objective, f"{candidates} under consideration")


def over(site: Site) -> Iterator[About]:
    """Yield the objectives whose day has passed, the oldest first."""
    dated = [(objective.until, objective) for objective in site.plan.objectives if objective.until is not None]
    for until, objective in sorted(dated, key=lambda entry: (entry[0], entry[1].id)):
        if until < site.today:
            yield _objective(objective, _since(until, sum(item.status.is_live for item in _serving(site, objective))))


def without_objective(site: Site) -> Iterator[About]:
    """Yield what is planned or in progress and serves no objective of the plan."""
    known = {objective.id for objective in site.plan.objectives}
    for item in site.portfolio.items.values():
        if known and item.status.is_live and item.status.is_promised and item.objective not in known:
            says = "" if item.mandatory is None else COMMITTED.lower()
            yield About(address=addresses.item(item.id), title=item.title, says=says)


_QUESTIONS: tuple[tuple[str, str, Callable[[Site], Iterator[About]]], ...] = (
    ("nothing-serves", "Nothing serves these. Are they still objectives?", unserved),
    ("nothing-planned", "Nothing is planned for these. Is that meant so?", not_planned),
    ("day-passed", "Their day has passed. Were they reached?", over),
    ("serves-nothing", "These are planned and serve no objective. Why do we do them?", without_objective),
)


def _serving(site: Site, objective: Objective) -> tuple[PublicItem, ...]:
    """Return what serves an objective, without candidates that lost all their requests."""
    items = (item for item in site.portfolio.items.values() if item.objective == objective.id)
    return tuple(item for item in items if not is_declined(item, site.portfolio))


def _since(until: date, still_open: int) -> str:
    said = f"until {until}"
    return f"{said}, {still_open} still to do" if still_open else said


def _objective(objective: Objective, says: str = "") -> About:
    return About(address=addresses.objective(objective.id), title=objective.title, says=says)
