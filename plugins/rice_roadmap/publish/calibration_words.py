"""Calibration in words: how far estimates were off, with how many features that rests on."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from rice_roadmap.model.plan import Plan
from rice_roadmap.model.scale import PlacedValue
from rice_roadmap.publish.numbers import ABOUT, amount, approximate, between
from rice_roadmap.publish.site import Site
from rice_roadmap.ranking.calibration import Calibration, Comparison, Hindsight, Measure, hindsights, measured

#: With fewer features than this, one more can turn what was said around.
_FEW = 10

#: With fewer ratios than this the middle half is as wide as all of them.
_FOR_A_MIDDLE_HALF = 4

_SUBJECTS = {Measure.REACH: "Our features", Measure.IMPACT: "Their impact", Measure.EFFORT: "Our efforts"}


def bias_in_words(calibration: Calibration, plan: Plan) -> str:
    """Return how far one estimate was off: "Our efforts ran 1.5 times as long as estimated (5 features)."."""
    count = len(calibration.ratios)
    if not calibration.says_something:
        return f"Measured for {_features(count)}: too few to say more."
    times = "" if calibration.bias == 1 else f"{approximate(calibration.bias)} times "
    said = {
        Measure.REACH: f"reached {times}as many {plan.reach.unit} as estimated",
        Measure.IMPACT: f"was {times}as great as estimated",
        Measure.EFFORT: f"ran {times}as long as estimated",
    }[calibration.measure]
    return f"{_SUBJECTS[calibration.measure]} {said} ({_features(count)}, median)."


def spread_in_words(calibration: Calibration) -> str:
    """Return between which ratios the middle half lies, and whether that is few to go by; empty with too few."""
    if not calibration.says_something:
        return ""
    ratios = calibration.ratios
    if len(ratios) < _FOR_A_MIDDLE_HALF:
        spread = f"All of them: {_span(ratios[0], ratios[-1])} times."
    else:
        spread = f"The middle half: {_span(*calibration.middle_half)} times."
    return f"{spread} {len(ratios)} features are few: take it as a hint." if len(ratios) < _FEW else spread


def hits_in_words(calibration: Calibration) -> str:
    """Return how many stated ranges held what it turned out to be; empty where none was stated."""
    if not calibration.ranges:
        return ""
    stated = "1 stated range" if calibration.ranges == 1 else f"{calibration.ranges} stated ranges"
    return f"{calibration.hits} of {stated} held the actual number."


def ratio_in_words(comparison: Comparison) -> str:
    """Return how many times the predicted number it was, such as "1.5 ×"; empty where nothing was predicted."""
    return "" if comparison.ratio is None else f"{approximate(comparison.ratio)} ×"


def hindsight_by_step(site: Site) -> Mapping[PlacedValue, str]:
    """Return, for each step of impact, what the last features of it turned out to be, to stand beside a new estimate.

    A step of which too few were measured says nothing; and the portfolio of a site that does not show scores, or
    outcomes, holds nothing to say it from.
    """
    return {step: _hindsight(found) for step, found in hindsights(measured(site.portfolio)).items()}


def _hindsight(found: Hindsight) -> str:
    value = amount(found.step.value)
    called = f"called {found.step.name} ({value})" if found.step.name else f"estimated at {value}"
    last = f"The last {len(found.actual)} features that we {called}"
    return f"{last} turned out to be {_typical(found.typical)} (median)."


def _typical(value: Fraction) -> str:
    # A sentence says it better than the mark.
    return approximate(value).replace(ABOUT, "about")


def _span(low: Fraction, high: Fraction) -> str:
    return approximate(low) if low == high else between(low, high)


def _features(count: int) -> str:
    return "1 feature" if count == 1 else f"{count} features"
