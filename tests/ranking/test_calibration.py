"""What was predicted beside what it was: exact numbers, against definitions worked out by hand and by brute force."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from rice_roadmap.model.item import PublicItem
from rice_roadmap.ranking.calibration import Calibration, Measure, calibrate, compare, hindsights, measured
from tests.ranking.items import estimate, item, portfolio, rice

EFFORTS = st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), min_size=3, max_size=9)


def launched(identifier: str, *, on: str = "2026-05-01", predicted: object = None, **actual: object) -> PublicItem:
    """Return a shipped item of which something was measured; what is not predicted otherwise is 1."""
    found = predicted if predicted is not None else rice(1, 1, 1, 1)
    outcome = {"measured_on": on, **actual}
    release = {"on": "2026-01-01"}
    return item(identifier, found, status="shipped", release=release, outcome=outcome)  # type: ignore[arg-type]  # a rice


def efforts(*pairs: tuple[int, int]) -> Calibration:
    """Return the calibration of these predicted and actual efforts."""
    items = [launched(f"item-{n}", predicted=rice(1, 1, 1, guess), effort=was) for n, (guess, was) in enumerate(pairs)]
    return calibrate(items, Measure.EFFORT)


def test_efforts_that_ran_half_as_long_again() -> None:
    """Predicted 2, 4, 1, 3, 2 and actual 3, 4, 2, 6, 3 give a median ratio of one and a half."""
    found = efforts((2, 3), (4, 4), (1, 2), (3, 6), (2, 3))
    assert [str(ratio) for ratio in found.ratios] == ["1", "3/2", "3/2", "2", "2"]
    assert found.bias == Fraction(3, 2)
    assert found.middle_half == (Fraction(3, 2), Fraction(2))


@settings(max_examples=60)
@given(EFFORTS)
def test_median_and_quartiles_stand_where_their_definition_puts_them(pairs: list[tuple[int, int]]) -> None:
    """Half of the ratios lie on each side of the median; a quartile is found by walking along the sorted ratios."""
    found = efforts(*pairs)
    ratios = sorted(Fraction(was, guess) for guess, was in pairs)
    assert 2 * sum(ratio <= found.bias for ratio in ratios) >= len(ratios)
    assert 2 * sum(ratio >= found.bias for ratio in ratios) >= len(ratios)
    assert found.middle_half == (at(ratios, Fraction(1, 4)), at(ratios, Fraction(3, 4)))
    assert found.bias == at(ratios, Fraction(1, 2))


def at(ratios: list[Fraction], share: Fraction) -> Fraction:
    """Return the height of the line through the sorted ratios, one step apart, after this share of the way."""
    way = share * (len(ratios) - 1)
    for step, (low, high) in enumerate(pairwise(ratios)):
        if step <= way <= step + 1:
            return low + (way - step) * (high - low)
    return ratios[0]


def test_a_hit_is_an_actual_number_inside_its_stated_range() -> None:
    """Both ends belong to the range, a missing end is the likely number, and without a range nothing is missed."""
    ranges = (estimate(4, 2, 6), estimate(4, 2, 6), estimate(4, 2), estimate(4, 2), estimate(4))
    actual = (6, 7, 4, 5, 4)
    items = [
        launched(f"item-{n}", predicted=rice(guess, 1, 1, 1), reach=was)
        for n, (guess, was) in enumerate(zip(ranges, actual, strict=True))
    ]
    found = calibrate(items, Measure.REACH)
    assert [one.is_inside for one in found.comparisons] == [True, False, True, False, None]
    assert (found.hits, found.ranges) == (2, 4)


def test_only_what_was_predicted_and_measured_is_compared() -> None:
    """An item without an estimate, without an outcome, or without that number in it is left out."""
    assert compare(launched("no-number"), Measure.REACH) is None
    assert compare(item("not-measured", rice(1, 1, 1, 1)), Measure.REACH) is None
    unscored = item("unscored", outcome={"measured_on": "2026-05-01", "reach": 1, "impact": 1, "effort": 1})
    assert [compare(unscored, measure) for measure in Measure] == [None, None, None]


def test_nothing_predicted_has_no_ratio() -> None:
    """A reach of zero that became one is compared, but in no proportion."""
    found = calibrate([launched("surprise", predicted=rice(0, 1, 1, 1), reach=1)], Measure.REACH)
    assert len(found.comparisons) == 1
    assert found.ratios == ()
    assert not found.says_something


def test_the_last_six_of_a_step_are_told_from_three_on() -> None:
    """A seventh, older one no longer speaks for the step; two of another step say nothing yet."""
    days = range(1, 8)
    massive = [launched(f"m-{day}", on=f"2026-05-0{day}", predicted=rice(1, 3, 1, 1), impact=day) for day in days]
    high = [launched(f"h-{day}", predicted=rice(1, 2, 1, 1), impact=day) for day in (1, 2)]
    found = hindsights(measured(portfolio([*massive, *high])))
    (told,) = found.values()
    assert told.step.value == Fraction(3)
    assert [int(impact) for impact in told.actual] == [7, 6, 5, 4, 3, 2]
    assert told.typical == Fraction(9, 2)
