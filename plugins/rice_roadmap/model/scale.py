"""The steps on which impact and confidence are estimated, so that 2.37 cannot be argued for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

#: What a plan writes instead of steps to accept every positive number and every percentage up to 100.
ANY = "any"

_PERCENTAGE = re.compile(r"([0-9]+(?:\.[0-9]+)?)%")

#: The multipliers of Intercom's "RICE: Simple prioritization for product managers" (2016).
DEFAULT_IMPACT: Mapping[str, int | Decimal] = MappingProxyType(
    {"massive": 3, "high": 2, "medium": 1, "low": Decimal("0.5"), "minimal": Decimal("0.25")}
)

#: Intercom's three steps, in percent, and a name for what it says is below them.
DEFAULT_CONFIDENCE: Mapping[str, int | Decimal] = MappingProxyType(
    {"high": 100, "medium": 80, "low": 50, "moonshot": 20}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedValue:
    """A value on a scale: the name of its step, empty where any value is accepted, and the exact value."""

    name: str
    value: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class Scale:
    """The accepted values with their names, greatest first; without steps every value is accepted.

    Impact is a multiplier; confidence is a share, so `80%` is 4/5 and no share is above 1.
    """

    steps: tuple[PlacedValue, ...]

    @property
    def accepts_any(self) -> bool:
        """Whether there are no steps to keep to."""
        return not self.steps

    def named(self, name: str) -> PlacedValue | None:
        """Return the step of that name, or None."""
        return next((step for step in self.steps if step.name == name), None)

    def place(self, value: Fraction) -> PlacedValue | None:
        """Return the value as it stands on the scale, or None if it is off it."""
        if self.accepts_any:
            return PlacedValue(name="", value=value)
        return next((step for step in self.steps if step.value == value), None)


def impact_scale(written: Mapping[str, int | Decimal] | str | None) -> Scale:
    """Return the scale that a plan's `impact` describes; the default one if it says nothing."""
    steps = DEFAULT_IMPACT if written is None else written
    return _scale(steps, Fraction(1))


def confidence_scale(written: Mapping[str, int | Decimal] | str | None) -> Scale:
    """Return the scale that a plan's `confidence` describes, in shares; the default one if it says nothing."""
    steps = DEFAULT_CONFIDENCE if written is None else written
    return _scale(steps, Fraction(1, 100))


def read_impact(written: str | int | Decimal, scale: Scale) -> PlacedValue | None:
    """Return the impact that a step's name or its value means, or None if it is off the scale."""
    return scale.named(written) if isinstance(written, str) else scale.place(Fraction(written))


def read_confidence(written: str, scale: Scale) -> PlacedValue | None:
    """Return the confidence that a step's name or a percentage means, or None if it is off the scale."""
    share = read_percentage(written)
    if share is None:
        return scale.named(written)
    return scale.place(share) if 0 < share <= 1 else None


def read_percentage(written: str) -> Fraction | None:
    """Return the share that `80%` or `12.5%` means, or None if the text is no percentage."""
    match = _PERCENTAGE.fullmatch(written)
    return Fraction(match[1]) / 100 if match else None


def _scale(steps: Mapping[str, int | Decimal] | str, unit: Fraction) -> Scale:
    if isinstance(steps, str):
        return Scale(steps=())
    placed = (PlacedValue(name=name, value=Fraction(value) * unit) for name, value in steps.items())
    return Scale(steps=tuple(sorted(placed, key=lambda step: (-step.value, step.name))))
