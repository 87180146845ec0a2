"""Scales: a step has a name or a value, nothing lies between two steps, and a bare number is no confidence."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from rice_roadmap.model.scale import (
    ANY,
    PlacedValue,
    Scale,
    confidence_scale,
    impact_scale,
    read_confidence,
    read_impact,
    read_percentage,
)


def steps(scale: Scale) -> list[tuple[str, Fraction]]:
    """Return what is on a scale, from above."""
    return [(step.name, step.value) for step in scale.steps]


def test_without_words_of_its_own_a_plan_has_the_published_scales() -> None:
    """Intercom's multipliers and percentages, greatest first, and a name for what is below them."""
    assert steps(impact_scale(None)) == [
        ("massive", 3),
        ("high", 2),
        ("medium", 1),
        ("low", Fraction(1, 2)),
        ("minimal", Fraction(1, 4)),
    ]
    assert steps(confidence_scale(None)) == [
        ("high", 1),
        ("medium", Fraction(4, 5)),
        ("low", Fraction(1, 2)),
        ("moonshot", Fraction(1, 5)),
    ]


def test_a_scale_of_its_own_replaces_the_published_one() -> None:
    """Whole; steps of equal value stand by name."""
    assert steps(impact_scale({"small": Decimal("0.5"), "b": 4, "a": 4})) == [
        ("a", 4),
        ("b", 4),
        ("small", Fraction(1, 2)),
    ]
    assert steps(confidence_scale({"sure": Decimal("12.5")})) == [("sure", Fraction(1, 8))]


@pytest.mark.parametrize(
    ("written", "name"),
    [("high", "high"), (2, "high"), (Decimal("0.5"), "low"), ("huge", None), (Decimal("2.37"), None)],
)
def test_an_impact_is_a_step_by_its_name_or_its_value(written: str | int | Decimal, name: str | None) -> None:
    """What lies between two steps is off the scale."""
    found = read_impact(written, impact_scale(None))
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("written", "name"), [("medium", "medium"), ("80%", "medium"), ("100%", "high"), ("79%", None), ("huge", None)]
)
def test_a_confidence_is_a_step_by_its_name_or_its_percentage(written: str, name: str | None) -> None:
    """What lies between two steps is off the scale."""
    found = read_confidence(written, confidence_scale(None))
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("written", "share"), [("80%", "4/5"), ("12.5%", "1/8"), ("0%", "0"), ("80", None), ("%", None), ("80%%", None)]
)
def test_a_percentage_has_its_sign(written: str, share: str | None) -> None:
    """A bare number means different things to different people."""
    assert read_percentage(written) == (None if share is None else Fraction(share))


def test_any_value_is_accepted_where_the_plan_says_so() -> None:
    """Every impact, and every confidence above nothing up to certainty, each without a name."""
    impact, confidence = impact_scale(ANY), confidence_scale(ANY)
    assert ANY == "any"
    assert impact.accepts_any
    assert not impact_scale(None).accepts_any
    assert read_impact(Decimal("2.37"), impact) == PlacedValue(name="", value=Fraction(237, 100))
    assert read_confidence("100%", confidence) == PlacedValue(name="", value=Fraction(1))
    assert read_confidence("0.5%", confidence) == PlacedValue(name="", value=Fraction(1, 200))
    assert read_confidence("0%", confidence) is None
    assert read_confidence("101%", confidence) is None
    assert read_confidence("101%", confidence_scale({"odd": 101})) is None
