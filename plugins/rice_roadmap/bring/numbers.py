"""Numbers as people type them into cells: read where they can mean one thing only."""

from __future__ import annotations

import re
from decimal import Decimal

from rice_roadmap.bring.refusal import Unfit

_PLAIN = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)")
_COMMA_GROUPS = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_POINT_GROUPS = re.compile(r"[-+]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_OTHER_GROUPS = re.compile(r"[-+]?\d{1,3}(?:[ '’\u00a0\u202f]\d{3})+(?:[.,]\d+)?")
_DECIMAL_COMMA = re.compile(r"[-+]?\d*,\d+")
_EXPONENT = re.compile(r"[-+]?\d+(?:\.\d+)?[eE][-+]?\d{1,2}")
_LONGEST = 40


def number_in(text: str, *, whole: bool) -> int | Decimal | Unfit:
    """Return the number a text means; `1,234` is one only where a whole number is asked for."""
    if len(text) > _LONGEST:
        return Unfit(reason="this is not a number. Write digits only, like 1200.")
    if _COMMA_GROUPS.fullmatch(text) and (whole or text.count(",") > 1 or "." in text):
        return _number(text.replace(",", ""), whole=whole)
    if _COMMA_GROUPS.fullmatch(text):
        return Unfit(reason="the comma could mean thousands or decimals. Write it without, like 1234 or 1.234.")
    if _POINT_GROUPS.fullmatch(text) and (text.count(".") > 1 or "," in text):
        return _number(text.replace(".", "").replace(",", "."), whole=whole)
    if _POINT_GROUPS.fullmatch(text) and whole:
        return Unfit(reason="the point could mean thousands or decimals. Write it without, like 1234.")
    if _OTHER_GROUPS.fullmatch(text):
        return _number(re.sub(r"[ '’\u00a0\u202f]", "", text).replace(",", "."), whole=whole)
    if _DECIMAL_COMMA.fullmatch(text):
        return _number(text.replace(",", "."), whole=whole)
    if _PLAIN.fullmatch(text) or _EXPONENT.fullmatch(text):
        return _number(text, whole=whole)
    return Unfit(reason="this is not a plain number. Write digits only, like 1200.")


def plain(number: int | Decimal, *, whole: bool) -> int | Decimal | Unfit:
    """Return the number without needless decimals: 5 for 5.0."""
    if isinstance(number, int):
        return number
    if not number.is_finite() or abs(number.adjusted()) > _LONGEST:
        return Unfit(reason="this is not a number we can use.")
    if number == number.to_integral_value():
        return int(number)
    return Unfit(reason="this is not a whole number.") if whole else number


def _number(text: str, *, whole: bool) -> int | Decimal | Unfit:
    return plain(Decimal(text), whole=whole)
