"""Exact numbers as people read them; the only place where anything is rounded."""

from __future__ import annotations

from fractions import Fraction
from math import gcd


def exact(number: Fraction) -> str:
    """Return the number in plain decimals, every digit of it; `p/q` where decimals would not end."""
    rest, places = number.denominator, 0
    while (factor := gcd(rest, 10)) > 1:
        rest, places = rest // factor, places + 1
    return rounded(number, places=places) if rest == 1 else f"{number.numerator}/{number.denominator}"


def rounded(number: Fraction, *, places: int = 2) -> str:
    """Return the number to at most `places` decimals, halves up (away from zero), without trailing zeros."""
    whole, remainder = divmod(abs(number.numerator) * 10**places, number.denominator)
    digits = str(whole + (2 * remainder >= number.denominator)).rjust(places + 1, "0")
    text = digits if places == 0 else f"{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".")
    return f"-{text}" if number.numerator < 0 and text != "0" else text


def grouped(number: Fraction, *, places: int = 2) -> str:
    """Return the number as `rounded` does, with a comma between thousands, for pages."""
    whole, dot, fraction = rounded(number, places=places).partition(".")
    return f"{int(whole):,}{dot}{fraction}"


def percent(share: Fraction) -> str:
    """Return the share as an exact percentage, such as `80%`."""
    return f"{exact(share * 100)}%"
