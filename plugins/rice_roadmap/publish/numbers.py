"""Numbers as readers see them: estimates exactly, scores to two places with a mark where that is not all of them."""

from __future__ import annotations

from fractions import Fraction

from rice_roadmap.text.decimals import exact, grouped

#: Stands before a number that was rounded, so that nobody recomputes it in vain.
ABOUT = "≈"

#: What two places can show: whole hundredths.
_PARTS_OF_ONE = 100


def amount(number: Fraction) -> str:
    """Return every digit of a number that somebody wrote, with a comma between thousands."""
    whole, dot, places = exact(number).partition(".")
    return f"{int(whole):,}{dot}{places}" if whole.isdigit() else f"{whole}{dot}{places}"


def is_rounded(number: Fraction) -> bool:
    """Return whether two places do not show the whole number."""
    return _PARTS_OF_ONE % number.denominator != 0


def approximate(number: Fraction) -> str:
    """Return a computed number to two places, marked where it was rounded."""
    return f"{ABOUT} {grouped(number)}" if is_rounded(number) else grouped(number)


def between(low: Fraction, high: Fraction) -> str:
    """Return a range such as "300–900", marked where an end was rounded."""
    ends = f"{grouped(low)}–{grouped(high)}"
    return f"{ABOUT} {ends}" if is_rounded(low) or is_rounded(high) else ends
