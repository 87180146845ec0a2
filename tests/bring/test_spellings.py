"""Days and numbers as people type them: read where they mean one thing only."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rice_roadmap.bring.dates import day_in
from rice_roadmap.bring.numbers import number_in, plain
from rice_roadmap.bring.refusal import Unfit


@pytest.mark.parametrize(
    "text",
    [
        *("2026-03-05", "2026-3-5", "2026/03/05", "2026.03.05", "2026-03-05T23:46:55.244Z", "2026-03-05 05:55:32"),
        *("2026-03-05 00:00:00+00:00", "2026-03-05T23:59:59 -0800", "2026-03-05 10:00 UTC", "2026-03-05, 10:00"),
        *("5-Mar-2026", "05/Mar/26 3:04 PM", "5 March 2026", "5th Mar. 2026", "Thu, 05 Mar 2026 23:46:55 GMT"),
        *("Mar 5, 2026", "March 5th, 2026 10:00 am", "5.3.2026", "05. 03. 2026 10:00"),
    ],
)
def test_a_day_is_read_in_many_spellings(text: str) -> None:
    """A day is read as it is written; its time and its time zone are left away and move it nowhere."""
    assert day_in(text) == "2026-03-05"


@pytest.mark.parametrize(
    ("text", "day"), [("31/12/2026", "2026-12-31"), ("12/31/2026 10:00", "2026-12-31"), ("5/5/2026", "2026-05-05")]
)
def test_slashes_are_read_where_only_one_number_can_be_the_month(text: str, day: str) -> None:
    """With slashes the order shows only from a number above twelve, or does not matter."""
    assert day_in(text) == day


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3/5/2026", "either number could be the month"),
        ("2026-02-30", "there is no day 2026-02-30"),
        ("31/31/2026", "there is no day"),
        ("5-Foo-2026", "the name of the month"),
        ("0000-01-01", "there is no day"),
        *(
            (text, "this is not a day")
            for text in ("yyyy-mm-dd", "TBD", "2026-03", "20260305", "2026-03-05 and more", "x" * 99)
        ),
    ],
)
def test_what_is_no_day_is_said(text: str, said: str) -> None:
    """A text that names no day, or may name two, is refused with what to write."""
    found = day_in(text)
    assert isinstance(found, Unfit)
    assert found.reason.startswith(said)


@given(st.dates())
def test_every_day_of_ours_is_read_as_itself(day: date) -> None:
    """A day in our own spelling, with any time behind it, stays that day."""
    assert day_in(day.isoformat()) == day_in(f"{day.isoformat()}T23:59:59Z") == day.isoformat()
    assert day_in(f"{day:%d}.{day:%m}.{day.year:04}") == (day + timedelta(0)).isoformat()


@pytest.mark.parametrize(
    ("text", "number", "whole"),
    [
        *(
            ("1204", "1204", 1204),
            ("-3", "-3", -3),
            ("+7", "7", 7),
            ("007", "7", 7),
            ("5.0", "5", 5),
            ("1e3", "1000", 1000),
        ),
        *(
            ("1,204,000", "1204000", 1204000),
            ("1 204", "1204", 1204),
            ("1'204", "1204", 1204),
            ("1\u202f204", "1204", 1204),
        ),
        *(
            ("1,204.50", "1204.5", None),
            ("1.204,5", "1204.5", None),
            ("50,000.00", "50000", 50000),
            ("0,5", "0.5", None),
        ),
        *((".5", "0.5", None), ("1.234", "1.234", None), ("1,234", None, 1234)),
        *(
            (text, None, None)
            for text in ("10k", "~500", "500+", "3 weeks", "n/a", "1,23,4", "1e99", "--3", "9" * 99, "NaN")
        ),
    ],
)
def test_a_number_is_read_where_it_can_mean_one_thing_only(text: str, number: str | None, whole: int | None) -> None:
    """`1,234` is a whole number, but where parts are allowed it could be less; what is no plain number is refused."""
    found, found_whole = number_in(text, whole=False), number_in(text, whole=True)
    assert isinstance(found, Unfit) if number is None else found == Decimal(number)
    assert isinstance(found_whole, Unfit) if whole is None else found_whole == whole


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_every_plain_number_is_read_as_itself(number: Decimal) -> None:
    """A number in plain digits keeps its value; one without parts becomes a whole one."""
    found = number_in(format(number, "f"), whole=False)
    assert found == number
    assert isinstance(found, int) == (number == number.to_integral_value())


@pytest.mark.parametrize("number", [Decimal("Infinity"), Decimal("1e999999999"), Decimal("1e-999999999")])
def test_a_number_beyond_use_is_refused_at_once(number: Decimal) -> None:
    """A number whose digits would fill the memory is never written out."""
    assert isinstance(plain(number, whole=False), Unfit)
