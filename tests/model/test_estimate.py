"""Estimates: a number alone, or with its range and reason; what was not written is not there."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from rice_roadmap.model.estimate import Estimate, Rice, Step
from rice_roadmap.model.plan import UNREADABLE_PLAN
from rice_roadmap.model.scale import confidence_scale, impact_scale

SCALED = replace(UNREADABLE_PLAN, impact=impact_scale(None), confidence=confidence_scale(None))


def test_a_number_alone_is_the_likely_one() -> None:
    """Without a range both ends are the number itself."""
    for written in (5, Decimal("0.25"), {"likely": 5}):
        found = Estimate.from_value(written)
        assert found.public.likely == (Fraction(1, 4) if written == Decimal("0.25") else 5)
        assert found.public.least == found.public.most == found.public.likely
        assert not found.public.has_range
        assert (found.public.because, found.source) == ("", "")


def test_a_range_may_have_one_end() -> None:
    """The end that is missing is the likely number."""
    low = Estimate.from_value({"likely": 5, "low": 0}).public
    high = Estimate.from_value({"likely": 5, "high": 9}).public
    assert [low.least, low.most] == [0, 5]
    assert [high.least, high.most] == [5, 9]
    assert low.has_range
    assert high.has_range


def test_the_reason_is_public_and_the_source_is_not() -> None:
    """Each stands where it belongs, of numbers and of steps."""
    words = {"because": "Counted.", "source": "The logs"}
    number = Estimate.from_value({"likely": 5, **words})
    impact = Step.impact({"value": "high", **words}, SCALED.impact)
    confidence = Step.confidence({"value": "80%", **words}, SCALED.confidence)
    assert impact is not None
    assert confidence is not None
    for found in (number, impact, confidence):
        assert (found.public.because, found.source) == ("Counted.", "The logs")
    assert (impact.public.value.name, confidence.public.value.name) == ("high", "medium")


def test_a_step_off_the_scale_is_none() -> None:
    """It is a problem of its own, and no estimate."""
    assert Step.impact(7, SCALED.impact) is None
    assert Step.confidence("7%", SCALED.confidence) is None


def test_some_estimates_may_be_missing() -> None:
    """What is there is there twice: with its source, and without it for everybody."""
    whole = {"reach": {"likely": 5, "source": "S"}, "impact": "high", "confidence": "80%", "effort": 2}
    for missing in (None, *whole):
        found = Rice.from_mapping({key: value for key, value in whole.items() if key != missing}, SCALED)
        assert found.public.missing == (() if missing is None else (missing,))
        for name in whole:
            both = getattr(found, name)
            assert (None if both is None else both.public) == getattr(found.public, name)
            assert (both is None) == (name == missing)
    assert Rice.from_mapping(whole, SCALED).public.missing == ()
