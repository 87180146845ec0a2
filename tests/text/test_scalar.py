"""What an unquoted value means: words, numbers with their bounds, and text for all else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rice_roadmap.text.scalar import Unusable, value_of

MANY = Unusable.TOO_MANY_DIGITS


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("false", False),
        ("True", "True"),
        ("no", "no"),
        ("-", "-"),
        ("+", "+"),
        (".", "."),
        ("e3", "e3"),
        (".e3", ".e3"),
        ("1.", "1."),
        ("1_000", "1_000"),
        ("0x1f", "0x1f"),
        ("2027-01-31", "2027-01-31"),
        ("0", 0),
        ("-0", 0),
        ("+3", 3),
        ("-5", -5),
        ("00", Unusable.LEADING_ZERO),
        ("0.50", Decimal("0.50")),
        ("00.5", Unusable.LEADING_ZERO),
        (".5", Decimal("0.5")),
        ("1e3", Decimal(1000)),
        ("1E-3", Decimal("0.001")),
        ("9" * 15, 999_999_999_999_999),
        ("9" * 16, MANY),
        ("1" * 15 + "." + "1" * 15, Decimal("1" * 15 + "." + "1" * 15)),
        ("1" * 15 + "." + "1" * 16, MANY),
        ("." + "1" * 30, Decimal("0." + "1" * 30)),
        ("." + "1" * 31, MANY),
        ("1e14", Decimal(100000000000000)),
        ("1e15", MANY),
        ("0.1e15", Decimal(100000000000000)),
        ("0.01e16", MANY),
        ("1e-15", Decimal("0.000000000000001")),
        ("1e-16", MANY),
        ("1e" + "0" * 29 + "2", Decimal(100)),
        ("1e" + "0" * 30 + "2", MANY),
        (".nan", Unusable.NOT_FINITE),
        ("-.INF", Unusable.NOT_FINITE),
        (".nano", ".nano"),
    ],
)
def test_a_value_means_exactly_what_is_written(written: str, value: object) -> None:
    """And whole numbers are whole: 1 is no 1.0."""
    found = value_of(written)
    assert found == value
    assert type(found) is type(value)
