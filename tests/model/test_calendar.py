"""Days, and how far from each other they may be."""

from __future__ import annotations

from datetime import date

from rice_roadmap.model.calendar import days_after


def test_a_day_so_many_days_later() -> None:
    """Over the end of a month and of a leap February."""
    assert days_after(date(2028, 2, 27), 3) == date(2028, 3, 1)


def test_no_day_comes_after_the_last() -> None:
    """Whoever promises something within a million years breaks the promise on the last day that calendars know."""
    assert days_after(date(9999, 12, 30), 1) == date.max
    assert days_after(date(9999, 12, 31), 1) == date.max
    assert days_after(date(2027, 1, 1), 10**15) == date.max
