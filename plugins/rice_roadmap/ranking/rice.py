"""RICE: the score of one item, exactly, from its own four estimates.

The formula is Intercom's ("RICE: Simple prioritization for product managers", 2016):
score = reach x impact x confidence / effort. Nothing here ever sees a second item.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rice_roadmap.model.estimate import PublicEstimate, PublicRice, PublicStep


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimates:
    """All four estimates of a scored item: reach and effort in the plan's units, confidence as a share."""

    reach: PublicEstimate
    impact: PublicStep
    confidence: PublicStep
    effort: PublicEstimate

    @property
    def value(self) -> Fraction:
        """Reach x impact x confidence: what doing it is expected to bring, whatever it costs."""
        return self._worth(self.reach.likely)

    @property
    def score(self) -> Fraction:
        """The expected value per unit of effort."""
        return self.value / self.effort.likely

    @property
    def low(self) -> Fraction:
        """The score if reach is at its lower and effort at its upper end; confidence widens nothing."""
        return self._worth(self.reach.least) / self.effort.most

    @property
    def high(self) -> Fraction:
        """The score if reach is at its upper and effort at its lower end; confidence widens nothing."""
        return self._worth(self.reach.most) / self.effort.least

    @property
    def has_range(self) -> bool:
        """Whether anybody wrote a range; without one nobody may say "clearly"."""
        return self.reach.has_range or self.effort.has_range

    def _worth(self, reach: Fraction) -> Fraction:
        return reach * self.impact.value.value * self.confidence.value.value


def estimates(rice: PublicRice) -> Estimates | None:
    """Return the four estimates, or None as long as one is missing: not scored is not zero."""
    if rice.reach is None or rice.impact is None or rice.confidence is None or rice.effort is None:
        return None
    return Estimates(reach=rice.reach, impact=rice.impact, confidence=rice.confidence, effort=rice.effort)
