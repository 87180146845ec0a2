"""Numbers as people read them: exact where that is possible, rounded half up where it is not."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rice_roadmap.text.decimals import exact, grouped, percent, rounded


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0", "0"),
        ("7", "7"),
        ("100", "100"),
        ("-3/2", "-1.5"),
        ("1/8", "0.125"),
        ("1/64", "0.015625"),
        ("1/25", "0.04"),
        ("1/1000", "0.001"),
        ("12/5", "2.4"),
        ("1/3", "1/3"),
        ("-7/30", "-7/30"),
        ("1/6", "1/6"),
        ("1/14", "1/14"),
        ("1/15", "1/15"),
        ("1/22", "1/22"),
        ("1/49", "1/49"),
    ],
)
def test_every_digit_of_a_number_is_written_where_decimals_end(number: str, text: str) -> None:
    """Halves, fifths and tenths end; thirds and sevenths stay fractions."""
    assert exact(Fraction(number)) == text


@given(st.fractions(max_denominator=2000))
def test_an_exact_number_reads_back_as_itself(number: Fraction) -> None:
    """Nothing is lost, and no digit is written that says nothing."""
    text = exact(number)
    assert Fraction(text) == number
    assert "." not in text or not text.endswith("0")


@given(
    st.fractions(-1000000, 1000000, max_denominator=2000) | st.decimals(-100, 100, places=3).map(Fraction),
    st.integers(0, 4),
)
def test_rounding_is_half_up(number: Fraction, places: int) -> None:
    """The same as another library's, which rounds halves away from zero, without trailing zeros."""
    # Enough digits that none of them can tip a half.
    long = Decimal(number.numerator) / Decimal(number.denominator)
    text = rounded(number, places=places)
    assert Decimal(text) == long.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    assert "." not in text or not text.endswith(("0", "."))
    assert text != "-0"


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        ("0.005", 2, "0.01"),
        ("-0.005", 2, "-0.01"),
        ("-0.004", 2, "0"),
        ("0.5", 0, "1"),
        ("1049", 0, "1049"),
        ("100", 0, "100"),
        ("100", 2, "100"),
        ("0.05", 1, "0.1"),
    ],
)
def test_halves_go_away_from_zero(number: str, places: int, text: str) -> None:
    """And nothing is ever minus zero."""
    assert rounded(Fraction(number), places=places) == text


@pytest.mark.parametrize(
    ("number", "text"), [("1234567.891", "1,234,567.89"), ("-1234.5", "-1,234.5"), ("999", "999"), ("0.125", "0.13")]
)
def test_thousands_are_grouped_for_reading(number: str, text: str) -> None:
    """Two places unless another number of them is asked for."""
    assert grouped(Fraction(number)) == text
    assert rounded(Fraction(number)) == text.replace(",", "")


def test_a_share_is_an_exact_percentage() -> None:
    """Without rounding, whatever was written."""
    assert percent(Fraction(4, 5)) == "80%"
    assert percent(Fraction(1, 8)) == "12.5%"
    assert percent(Fraction(1, 3)) == "100/3%"
