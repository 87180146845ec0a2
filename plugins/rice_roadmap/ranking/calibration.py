"""Calibration: what was predicted beside what it turned out to be, so that the next estimate starts from the last.

Everything here is about estimates and never about who made them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from statistics import median, quantiles

from rice_roadmap.model.audience import PublicPortfolio
from rice_roadmap.model.item import Outcome, PublicItem
from rice_roadmap.model.scale import PlacedValue

#: The fewest measured features from which anything is said about estimates at all.
LEAST = 3

#: How many of the last measured features stand beside a new estimate of the same step.
MOST_RECENT = 6


class Measure(StrEnum):
    """An estimate that can be measured after the launch; confidence cannot."""

    REACH = "reach"
    IMPACT = "impact"
    EFFORT = "effort"


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """One number that was predicted, and what it turned out to be.

    `is_inside` says whether the actual number lies in the range that was written beside the prediction, its ends
    included; None where nobody wrote one.
    """

    item: PublicItem
    predicted: Fraction
    actual: Fraction
    is_inside: bool | None

    @property
    def ratio(self) -> Fraction | None:
        """Actual ÷ predicted: 1 is as predicted, 2 is twice as much; None where nothing at all was predicted.

        It is the accuracy ratio of Tofallis, "A better measure of relative prediction accuracy for model selection
        and model estimation", Journal of the Operational Research Society 66 (2015), turned around to read as "as long
        as estimated".
        """
        return self.actual / self.predicted if self.predicted else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Calibration:
    """How one of the estimates turned out, over all features for which it was both predicted and measured."""

    measure: Measure
    comparisons: tuple[Comparison, ...]

    @property
    def ratios(self) -> tuple[Fraction, ...]:
        """The ratios that there are, the smallest first."""
        found = (comparison.ratio for comparison in self.comparisons)
        return tuple(sorted(ratio for ratio in found if ratio is not None))

    @property
    def says_something(self) -> bool:
        """Whether enough was measured to say anything."""
        return len(self.ratios) >= LEAST

    @property
    def bias(self) -> Fraction:
        """The median ratio: half of the features came out at it or above, half at it or below.

        The median and not the mean, so that one launch that went wild does not speak for all.
        """
        return median(self.ratios)

    @property
    def middle_half(self) -> tuple[Fraction, Fraction]:
        """The first and third quartile of the ratios: the middle half of the features lies between them.

        By definition 7 of Hyndman and Fan, "Sample quantiles in statistical packages", The American Statistician 50
        (1996), which spreadsheets compute too: the p-quantile of n sorted numbers stands at place 1 + p·(n - 1), and
        between two places in proportion.
        """
        first, _, third = quantiles(self.ratios, n=4, method="inclusive")
        return first, third

    @property
    def ranges(self) -> int:
        """How many predictions came with a range."""
        return sum(comparison.is_inside is not None for comparison in self.comparisons)

    @property
    def hits(self) -> int:
        """How many of the actual numbers lie inside the range that was stated for them.

        Hits ÷ ranges is the hit rate of Jørgensen, Teigen and Moløkken, "Better sure than safe? Over-confidence in
        judgement based software development effort prediction intervals", Journal of Systems and Software 70 (2004).
        """
        return sum(comparison.is_inside is True for comparison in self.comparisons)


@dataclass(frozen=True, kw_only=True, slots=True)
class Hindsight:
    """The impacts that the last features of one step turned out to have, the newest first."""

    step: PlacedValue
    actual: tuple[Fraction, ...]

    @property
    def typical(self) -> Fraction:
        """The median of the actual impacts."""
        return median(self.actual)


def measured(portfolio: PublicPortfolio) -> tuple[PublicItem, ...]:
    """Return the items that have an outcome, the last measured first."""
    dated = ((item.outcome.measured_on, item) for item in portfolio.items.values() if item.outcome is not None)
    return tuple(item for _, item in sorted(dated, key=lambda entry: (-entry[0].toordinal(), entry[1].id)))


def calibrate(items: Iterable[PublicItem], measure: Measure) -> Calibration:
    """Return how one estimate of these items turned out, in their order."""
    found = (compare(item, measure) for item in items)
    return Calibration(measure=measure, comparisons=tuple(comparison for comparison in found if comparison is not None))


def compare(item: PublicItem, measure: Measure) -> Comparison | None:
    """Return what was predicted beside what it turned out to be; None as long as one of the two is missing."""
    actual = None if item.outcome is None else _actual(item.outcome, measure)
    if actual is None:
        return None
    if measure is Measure.IMPACT:
        step = item.rice.impact
        if step is None:
            return None
        return Comparison(item=item, predicted=step.value.value, actual=actual, is_inside=None)
    estimate = item.rice.reach if measure is Measure.REACH else item.rice.effort
    if estimate is None:
        return None
    is_inside = estimate.least <= actual <= estimate.most if estimate.has_range else None
    return Comparison(item=item, predicted=estimate.likely, actual=actual, is_inside=is_inside)


def hindsights(items: Sequence[PublicItem]) -> Mapping[PlacedValue, Hindsight]:
    """Return what the last features of each step of impact turned out to be, where enough of them were measured.

    The items stand with the last measured first.
    """
    actual: dict[PlacedValue, list[Fraction]] = {}
    for item in items:
        if item.rice.impact is not None and item.outcome is not None and item.outcome.impact is not None:
            actual.setdefault(item.rice.impact.value, []).append(item.outcome.impact)
    return {
        step: Hindsight(step=step, actual=tuple(found[:MOST_RECENT]))
        for step, found in actual.items()
        if len(found) >= LEAST
    }


def _actual(outcome: Outcome, measure: Measure) -> Fraction | None:
    return {Measure.REACH: outcome.reach, Measure.IMPACT: outcome.impact, Measure.EFFORT: outcome.effort}[measure]
