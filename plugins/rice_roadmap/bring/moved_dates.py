"""Dates moved on by whole quarters: an example that was written once is young whenever it is laid out."""

from __future__ import annotations

import re
from datetime import date

#: The first day of the quarter in which the example plays.
WRITTEN_FOR = date(2027, 1, 1)

#: A day, a month or a quarter, as files write them. A day is at most the 28th, so that it exists in every month.
_WHEN = re.compile(r"\b(?P<year>\d{4})-(?:Q(?P<quarter>[1-4])|(?P<month>\d{2})(?P<day>-\d{2})?)\b")

_MONTHS = 12
_MONTHS_OF_A_QUARTER = 3


def moved_to(today: date, text: str) -> str:
    """Return the text with every day, month and quarter moved as far as `today` lies behind what it was written for."""
    quarters = _quarter(today) - _quarter(WRITTEN_FOR)
    return _WHEN.sub(lambda found: _moved(found, quarters), text)


def _quarter(day: date) -> int:
    return (day.year * _MONTHS + day.month - 1) // _MONTHS_OF_A_QUARTER


def _moved(found: re.Match[str], quarters: int) -> str:
    if found["quarter"]:
        year, quarter = divmod(int(found["year"]) * 4 + int(found["quarter"]) - 1 + quarters, 4)
        return f"{year:04}-Q{quarter + 1}"
    months = int(found["year"]) * _MONTHS + int(found["month"]) - 1 + quarters * _MONTHS_OF_A_QUARTER
    year, month = divmod(months, _MONTHS)
    return f"{year:04}-{month + 1:02}{found['day'] or ''}"
