"""The four estimates of an item: reach, impact, confidence and effort."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Self

from rice_roadmap.model.plan import Plan
from rice_roadmap.model.reading import Data, number, optional, text
from rice_roadmap.model.scale import PlacedValue, Scale, read_confidence, read_impact


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicEstimate:
    """A reach or an effort: the likely number, the range where one was written, and why."""

    likely: Fraction
    low: Fraction | None
    high: Fraction | None
    because: str

    @property
    def least(self) -> Fraction:
        """The lower end; the likely number where none was written."""
        return self.likely if self.low is None else self.low

    @property
    def most(self) -> Fraction:
        """The upper end; the likely number where none was written."""
        return self.likely if self.high is None else self.high

    @property
    def has_range(self) -> bool:
        """Whether at least one end was written."""
        return self.low is not None or self.high is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """A reach or an effort with the source that stays internal."""

    public: PublicEstimate
    source: str

    @classmethod
    def from_value(cls, value: Any) -> Self:
        """Return the estimate that a number, or a mapping with the likely one, means."""
        data: Data = {"likely": value} if isinstance(value, int | Decimal) else value
        public = PublicEstimate(
            likely=number(data["likely"]),
            low=optional(data, "low", number),
            high=optional(data, "high", number),
            because=text(data, "because"),
        )
        return cls(public=public, source=text(data, "source"))


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicStep:
    """An impact or a confidence: where it stands on the plan's scale, and why."""

    value: PlacedValue
    because: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """An impact or a confidence with the source that stays internal."""

    public: PublicStep
    source: str

    @classmethod
    def impact(cls, value: Any, scale: Scale) -> Self | None:
        """Return the impact that a step's name, its value, or a mapping with one of them means; None off the scale."""
        data: Data = value if isinstance(value, dict) else {"value": value}
        return cls._placed(data, read_impact(data["value"], scale))

    @classmethod
    def confidence(cls, value: Any, scale: Scale) -> Self | None:
        """Return the confidence that a step's name, a percentage, or a mapping with one means; None off the scale."""
        data: Data = value if isinstance(value, dict) else {"value": value}
        return cls._placed(data, read_confidence(data["value"], scale))

    @classmethod
    def _placed(cls, data: Data, placed: PlacedValue | None) -> Self | None:
        # Off the scale is a problem of its own; without a readable plan nobody knows what a step's name means.
        if placed is None:
            return None
        return cls(public=PublicStep(value=placed, because=text(data, "because")), source=text(data, "source"))


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicRice:
    """Some of the four estimates, as everybody may know them."""

    reach: PublicEstimate | None
    impact: PublicStep | None
    confidence: PublicStep | None
    effort: PublicEstimate | None

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the estimates that were not written."""
        return tuple(name for name in ("reach", "impact", "confidence", "effort") if getattr(self, name) is None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rice:
    """Some of the four estimates, with their internal sources."""

    public: PublicRice
    reach: Estimate | None
    impact: Step | None
    confidence: Step | None
    effort: Estimate | None

    @classmethod
    def from_mapping(cls, data: Data, plan: Plan) -> Self:
        """Return the estimates that an item's `rice` describes, its steps placed on the plan's scales."""
        reach = optional(data, "reach", Estimate.from_value)
        impact = optional(data, "impact", lambda value: Step.impact(value, plan.impact))
        confidence = optional(data, "confidence", lambda value: Step.confidence(value, plan.confidence))
        effort = optional(data, "effort", Estimate.from_value)
        public = PublicRice(
            reach=None if reach is None else reach.public,
            impact=None if impact is None else impact.public,
            confidence=None if confidence is None else confidence.public,
            effort=None if effort is None else effort.public,
        )
        return cls(public=public, reach=reach, impact=impact, confidence=confidence, effort=effort)
