"""Dates as files write them: days, months and quarters."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self


def days_after(day: date, days: int) -> date:
    """Return the day so many days later, or the last that calendars know: a promise of a million days is no failure."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year, written `2027-Q1`; quarters sort by time."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the quarter that a valid text names."""
        year, _, number = text.partition("-Q")
        return cls(int(year), int(number))

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the quarter in which the day lies."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def first_day(self) -> date:
        """The day on which the quarter begins."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        """The day on which the quarter is over."""
        return _last_day(self.year, 3 * self.number)

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """When something is meant to be there, as exactly as its author wrote it: a day, a month or a quarter."""

    written: str
    first_day: date
    last_day: date

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the target that a valid text names."""
        if "Q" in text:
            quarter = Quarter.parse(text)
            return cls(written=text, first_day=quarter.first_day, last_day=quarter.last_day)
        if text.count("-") == 1:
            year, month = (int(part) for part in text.split("-"))
            return cls(written=text, first_day=date(year, month, 1), last_day=_last_day(year, month))
        day = date.fromisoformat(text)
        return cls(written=text, first_day=day, last_day=day)

    @property
    def quarter(self) -> Quarter:
        """The quarter in which the target ends."""
        return Quarter.of(self.last_day)

    def __str__(self) -> str:
        return self.written


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
