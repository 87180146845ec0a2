"""Values of the model as data files write them: what was not written is null, and no number loses a digit."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from fractions import Fraction

from rice_roadmap.text.decimals import exact


def text(written: str) -> str | None:
    """Return a text, or null for one that was not written."""
    return written or None


def day(written: date | None) -> str | None:
    """Return a day as year-month-day."""
    return None if written is None else written.isoformat()


def number(written: Fraction | None) -> str | None:
    """Return every digit of a number; as text, since many programs read numbers inexactly."""
    return None if written is None else exact(written)


def word(written: StrEnum | None) -> str | None:
    """Return one of the words that files know, as files write it."""
    return None if written is None else written.value
