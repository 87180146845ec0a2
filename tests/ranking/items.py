"""Items made for tests of arithmetic: nothing in them but an id, a status and four estimates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from rice_roadmap.model.audience import PublicPortfolio
from rice_roadmap.model.decision import Answer, PublicDecision
from rice_roadmap.model.estimate import PublicEstimate, PublicRice, PublicStep
from rice_roadmap.model.item import Item, PublicItem
from rice_roadmap.model.plan import UNREADABLE_PLAN, Plan
from rice_roadmap.model.request import PublicRequest, Request
from rice_roadmap.model.scale import PlacedValue

#: A plan that accepts every number, so that arithmetic is tested and not the scales.
PLAN: Plan = UNREADABLE_PLAN


def estimate(
    likely: Fraction | int, low: Fraction | int | None = None, high: Fraction | int | None = None
) -> PublicEstimate:
    """Return a reach or an effort."""
    return PublicEstimate(
        likely=Fraction(likely),
        low=None if low is None else Fraction(low),
        high=None if high is None else Fraction(high),
        because="",
    )


def step(value: Fraction | str) -> PublicStep:
    """Return an impact or a confidence."""
    return PublicStep(value=PlacedValue(name="", value=Fraction(value)), because="")


def rice(
    reach: PublicEstimate | Fraction | int | str,
    impact: Fraction | int | str,
    confidence: Fraction | int | str,
    effort: PublicEstimate | Fraction | int | str,
) -> PublicRice:
    """Return four estimates."""
    return PublicRice(
        reach=reach if isinstance(reach, PublicEstimate) else estimate(Fraction(reach)),
        impact=step(Fraction(impact)),
        confidence=step(Fraction(confidence)),
        effort=effort if isinstance(effort, PublicEstimate) else estimate(Fraction(effort)),
    )


def item(identifier: str, rice: PublicRice | None = None, **data: object) -> PublicItem:
    """Return an item; what is not given is as a file that does not say it."""
    written = {"title": identifier, "summary": identifier, "status": "candidate", **data}
    made = Item.from_mapping(identifier, f"roadmap/items/{identifier}.yaml", written, PLAN).public
    return made if rice is None else replace(made, rice=rice)


def request(identifier: str) -> PublicRequest:
    """Return a request that says nothing but its id."""
    written = {"title": identifier, "need": identifier, "potential_impact": identifier}
    return Request.from_mapping(identifier, f"requests/{identifier}.yaml", written).public


def decision(request: str, answer: Answer) -> PublicDecision:
    """Return an answer to a request."""
    return PublicDecision(
        request=request,
        path=f"roadmap/decisions/{request}.yaml",
        answer=answer,
        because="",
        alternatives=(),
        decided_on=date(2026, 1, 1),
        decided_by="Product",
    )


def portfolio(
    items: Iterable[PublicItem],
    requests: Iterable[PublicRequest] = (),
    decisions: Mapping[str, PublicDecision] | None = None,
) -> PublicPortfolio:
    """Return the portfolio of these records."""
    return PublicPortfolio.linked(
        PLAN,
        {each.id: each for each in requests},
        decisions or {},
        {each.id: each for each in sorted(items, key=lambda each: each.id)},
        {},
    )
