"""Roadmaps for tests of capacity: two published tables, and small random ones in which everything can happen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from rice_roadmap.model.audience import Audience, PublicPortfolio
from rice_roadmap.model.calendar import Quarter
from rice_roadmap.model.estimate import PublicEstimate
from rice_roadmap.model.item import PublicItem
from rice_roadmap.model.plan import Capacity, Plan
from rice_roadmap.model.scale import Scale, confidence_scale, impact_scale
from rice_roadmap.ranking.capacity import current_boundary
from rice_roadmap.ranking.order import rank
from rice_roadmap.ranking.sets import WhatFits, what_fits
from tests.ranking.items import PLAN, estimate, item, portfolio, rice

TODAY = date(2027, 2, 3)
PERIOD = Quarter(2027, 1)
LATER = Quarter(2027, 3)
STEPS: tuple[Scale, Scale] = (impact_scale({"high": 2, "low": 1}), confidence_scale({"high": 100, "low": 50}))
ANY: tuple[Scale, Scale] = (impact_scale("any"), confidence_scale("any"))

#: The table of agentcalc.com/rice-feature-prioritization-calculator.
AGENTCALC = (
    item("onboarding", rice(5000, 2, "0.8", 4)),
    item("dark-mode", rice(8000, 1, "0.9", 2)),
    item("referral", rice(3000, 3, "0.5", 3)),
)
#: The projects of "RICE: Simple prioritization for product managers" (Intercom, 2016).
INTERCOM = (
    item("p1", rice(450, 3, 1, 2)),
    item("p2", rice(2000, 1, "0.8", 4)),
    item("p3", rice(800, 2, "0.5", 1)),
)

_AREAS = ("", "north", "south")
_SHARED = (("",), ("",), ("", "north"), ("north", "south"), _AREAS)
_STATUSES = (*("candidate",) * 5, *("planned",) * 2, "in_progress", "shipped", "cancelled")
_TARGETS = (None, None, None, "2026-12-01", "2027-Q1", "2027-03", "2027-Q2", "2027-Q3")
#: Capacities in quarters of a month; most leave room for some of the items.
_QUARTERS = (12, 14, 16, 18, 20, 22, 24, 28, 10, 9, 8, 6, 4, 0)
_MANDATORY = {"reason": "security", "because": "An audit asks for it.", "on": "2026-01-01"}
#: What an item may say beside its estimates.
_KINDS = [
    {"status": status, "target": target, "horizon": horizon, "effort_left": left, "mandatory": mandatory}
    for status in _STATUSES
    for target in _TARGETS
    for horizon in (None, "now", "next")
    for left in (None, 0, 1)
    for mandatory in (*(None,) * 7, _MANDATORY)
]
#: Estimates out of few values, so that scores often tie; every tenth lacks one.
_EXACT = [
    rice(reach, impact, confidence, effort)
    for reach in range(7)
    for impact in (1, 2)
    for confidence in ("1/2", "1")
    for effort in ("1/2", "1", "3/2", "2", "2.37", "3", "7/3")
]
_EXACT += [replace(found, effort=None) for found in _EXACT[::20]] + [
    replace(found, reach=None) for found in _EXACT[::20]
]


def capacity(effort: Fraction | int, area: str = "", *, held_back: int = 0, period: Quarter = PERIOD) -> Capacity:
    """Return an entry of the plan's capacity."""
    return Capacity(period=period, effort=Fraction(effort), area=area, held_back=Fraction(held_back))


def world(
    items: Sequence[PublicItem], entries: Sequence[Capacity], scales: tuple[Scale, Scale] = ANY
) -> PublicPortfolio:
    """Return the portfolio of these items under a plan with this capacity."""
    impact, confidence = scales
    effort = replace(PLAN.effort, minimum=Fraction(1, 2))
    plan: Plan = replace(PLAN, capacity=tuple(entries), impact=impact, confidence=confidence, effort=effort)
    return replace(portfolio(items), plan=plan)


def fits_of(found: PublicPortfolio, audience: Audience = Audience.INTERNAL) -> WhatFits:
    """Return what fits in the current period, which there is."""
    boundary = current_boundary(found, today=TODAY, audience=audience)
    assert boundary is not None
    return what_fits(rank(found), found, boundary)


def _ranged(likely: Fraction, least: str, most: str) -> PublicEstimate:
    return estimate(likely, likely * Fraction(least) if least else None, likely * Fraction(most) if most else None)


#: The same with ranges on either side, on both, or on none.
_RANGED = [
    rice(_ranged(Fraction(reach), *reached), impact, "1/2", _ranged(Fraction(effort), *worked))
    for reach in range(5)
    for impact in (1, 2)
    for effort in ("1/2", "1", "3/2", "7/3")
    for reached in (("", ""), ("", ""), ("1/2", "2"), ("3/4", ""))
    for worked in (("", ""), ("", ""), ("2/3", "2"), ("", "3/2"))
]


_MOST = 7
# Made once: a strategy looks at all its values when it is made.
_KIND = st.sampled_from(_KINDS)
_INPUTS = st.sampled_from(_EXACT)
_RANGED_INPUTS = st.sampled_from(_RANGED)
_AREA = st.sampled_from(_AREAS)
_AMOUNT = st.sampled_from(_QUARTERS)
_HELD_BACK = st.sampled_from((0, 0, 1))
_LETTERS = st.permutations("abcdefg")
_EARLIER = [st.just(set()), *(st.sets(st.integers(0, last), max_size=2) for last in range(_MOST))]


@st.composite
def worlds(
    draw: st.DrawFn,
    *,
    scales: tuple[Scale, Scale] = STEPS,
    areas: Sequence[Sequence[str]] = _SHARED,
    ranged: bool = False,
) -> PublicPortfolio:
    """A few items of every kind, waiting for each other, under capacity for all or for each area, often too little."""
    names = draw(_LETTERS)[: draw(st.integers(2, _MOST))]
    found = []
    for number, name in enumerate(names):
        needs = sorted(names[needed] for needed in draw(_EARLIER[number]))
        inputs = draw(_RANGED_INPUTS if ranged else _INPUTS)
        found.append(item(name, inputs, **draw(_KIND), area=draw(_AREA), depends_on=needs))
    entries = [
        capacity(Fraction(draw(_AMOUNT), 4), area, held_back=draw(_HELD_BACK)) for area in draw(st.sampled_from(areas))
    ]
    return world(found, [capacity(9, period=LATER), *entries, capacity(9, period=Quarter(2026, 4))], scales)
