"""The score of one item: published rows recomputed exactly, and the laws of the formula."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rice_roadmap.ranking.rice import Estimates, estimates
from rice_roadmap.text.decimals import rounded
from tests.ranking.items import estimate, rice

PUBLISHED = json.loads((Path(__file__).parent / "golden-rice.json").read_text(encoding="utf-8"))

#: The two published rows whose exact half was printed rounded down; ours is always rounded up.
ROUNDED_DOWN = {("51/2", "25"), ("125/2", "62")}

positive = st.fractions(min_value=Fraction(1, 100), max_value=10**6, max_denominator=1000)
shares = st.fractions(min_value=Fraction(1, 100), max_value=1, max_denominator=100)


def scored(*inputs: object) -> Estimates:
    """Return the four estimates of a row, which has all of them."""
    found = estimates(rice(*inputs))  # type: ignore[arg-type]  # rows hold numbers as text
    assert found is not None
    return found


@pytest.mark.parametrize(("reach", "impact", "confidence", "effort", "exact", "published"), PUBLISHED["golden"])
def test_published_rows_have_the_score_that_was_printed(
    reach: str, impact: str, confidence: str, effort: str, exact: str, published: str
) -> None:
    """428 published rows: our score is exact, and rounded to as many places it is the printed one."""
    score = scored(reach, impact, confidence, effort).score
    assert score == Fraction(exact)
    places = len(published.partition(".")[2])
    if (exact, published) not in ROUNDED_DOWN:
        assert Fraction(rounded(score, places=places)) == Fraction(published)


@pytest.mark.parametrize(
    ("reach", "impact", "confidence", "effort", "exact", "published"), PUBLISHED["published_wrong"]
)
def test_rows_that_were_published_wrong_are_not_reproduced(
    reach: str, impact: str, confidence: str, effort: str, exact: str, published: str
) -> None:
    """49 published rows do not follow from their own inputs; ours does, and is another number."""
    score = scored(reach, impact, confidence, effort).score
    assert score == Fraction(exact)
    assert rounded(score, places=len(published.partition(".")[2])) != published


def test_the_article_that_introduced_rice_puts_its_third_project_first() -> None:
    """Intercom's three projects score 675, 400 and 800."""
    projects = (("450", "3", "1", "2"), ("2000", "1", "0.8", "4"), ("800", "2", "0.5", "1"))
    assert [scored(*row).score for row in projects] == [675, 400, 800]


def test_a_missing_estimate_is_no_score_at_all() -> None:
    """Not scored is not zero."""
    complete = rice(100, 1, "1/2", 2)
    for name in ("reach", "impact", "confidence", "effort"):
        some = type(complete)(**{**{each: getattr(complete, each) for each in complete.__slots__}, name: None})
        assert estimates(some) is None
        assert some.missing == (name,)


def test_an_interval_comes_from_written_ranges_only() -> None:
    """Reach 300 to 600 and effort 2 to 3 make 675 lie between 300 and 900, whatever the confidence is."""
    found = scored(estimate(450, 300, 600), 3, 1, estimate(2, 2, 3))
    assert [found.low, found.score, found.high] == [300, 675, 900]
    assert found.has_range
    assert scored(estimate(450, 300), 3, 1, 2).has_range
    assert scored(450, 3, 1, estimate(2, 1)).has_range
    without = scored(450, 3, "1/5", 2)
    assert without.low == without.score == without.high
    assert not without.has_range


@given(positive, positive, shares, positive, positive)
def test_more_reach_never_lowers_and_more_effort_never_raises_the_score(
    reach: Fraction, impact: Fraction, confidence: Fraction, effort: Fraction, more: Fraction
) -> None:
    """The score rises with reach and falls with effort."""
    score = scored(reach, impact, confidence, effort).score
    assert scored(reach + more, impact, confidence, effort).score > score
    assert scored(reach, impact, confidence, effort + more).score < score


@given(positive, positive, shares, positive)
def test_the_score_is_its_value_per_effort_without_any_rounding(
    reach: Fraction, impact: Fraction, confidence: Fraction, effort: Fraction
) -> None:
    """Multiplying back gives what went in."""
    found = scored(reach, impact, confidence, effort)
    assert found.score * effort == found.value == reach * impact * confidence
