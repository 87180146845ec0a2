"""What somebody meant by a number, a date or an id that is not spelt as files spell it."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from rice_roadmap.text.decimals import exact


class Mark(StrEnum):
    """What stood beside the digits of a number."""

    NOTHING = "nothing"
    PERCENT = "percent"
    UNIT = "unit"
    RANGE = "range"
    NO_NUMBER = "no number"


@dataclass(frozen=True, kw_only=True, slots=True)
class MeantNumber:
    """A number as files write it, and what else its author wrote; no digits where there was no number."""

    digits: str
    mark: Mark


#: Longer texts are no misspelt numbers or dates.
_LONGEST = 60

_NUMBER = re.compile(
    r"[-~≈<>≤≥+$€£¥ ]*"
    r"(?P<digits>[0-9](?:[0-9.,_' ]*[0-9])?|[.,][0-9]+)(?P<exponent>[eE][-+]?[0-9]{1,2}(?![0-9]))?"
    r" ?(?P<beside>.*)",
    re.DOTALL,
)
_RANGE = re.compile(r"(?:-|–|—|\.\.|to\b|or\b) ?[0-9]")
_NO_NUMBERS = frozenset({"-", "–", "—", "?", "??", "n/a", "n.a.", "na", "none", "tba", "tbd", "todo", "unknown", "x"})
_MULTIPLES = {"k": 1_000, "thousand": 1_000, "M": 1_000_000, "million": 1_000_000}
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(?P<mark>[,. '])[0-9]{3})(?:(?P=mark)[0-9]{3})*")

_DAY = re.compile(r"(?P<year>[0-9]{4})[-./](?P<month>[0-9]{1,2})[-./](?P<day>[0-9]{1,2})(?:[T ].*)?")
_COMPACT = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})")
_SLASHES = re.compile(r"(?P<one>[0-9]{1,2})/(?P<other>[0-9]{1,2})/(?P<year>[0-9]{4})")
_QUARTER = re.compile(
    r"(?P<before>[0-9]{4})[ /-]*Q(?P<second>[1-4])|Q(?P<first>[1-4])[ /-]*(?P<after>[0-9]{4})", re.IGNORECASE
)

_MONTHS = 12


def number_meant(text: str) -> MeantNumber | None:
    """Return the number that `10,000`, `10k`, `0,8`, `~300` or `3 wks` means, or None if nobody can tell."""
    if text.strip().casefold() in _NO_NUMBERS:
        return MeantNumber(digits="", mark=Mark.NO_NUMBER)
    found = _NUMBER.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if found is None or (number := _plain(found["digits"])) is None:
        return None
    value = Fraction(number) * Fraction(Decimal(f"1{found['exponent'] or 'e0'}"))
    beside = found["beside"].strip()
    if beside in _MULTIPLES:
        value, beside = value * _MULTIPLES[beside], ""
    mark = _mark(beside)
    sign = -1 if text.strip().startswith("-") else 1
    return None if mark is None else MeantNumber(digits=exact(sign * value), mark=mark)


def date_meant(text: str) -> str | None:
    """Return the date that `31.01.2027`, `2027-1-31` or `2027-31-01` means, or None if nobody can tell."""
    if len(text) > _LONGEST:
        return None
    text = text.strip()
    if found := _SLASHES.fullmatch(text):
        return _slashed(int(found["year"]), int(found["one"]), int(found["other"]))
    found = _DAY.fullmatch(text) or _COMPACT.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(found[part]) for part in ("year", "month", "day"))
    return _day(year, day, month) if month > _MONTHS else _day(year, month, day)


def quarter_meant(text: str) -> str | None:
    """Return the quarter that `Q1 2027` or `2027q1` means, or None if it is none."""
    found = _QUARTER.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    return f"{found['before'] or found['after']}-Q{found['second'] or found['first']}" if found else None


def fault_of_date(text: str) -> str:
    """Return why a date of the right form does not exist, such as "month 30 does not exist", or nothing."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return ""
    year, month, day = (int(part) for part in text.split("-"))
    if year == 0:
        return "year 0 does not exist"
    if not 1 <= month <= _MONTHS:
        return f"month {month} does not exist"
    days = monthrange(year, month)[1]
    return "" if 1 <= day <= days else f"day {day} does not exist in {text[:7]}"


def id_meant(text: str) -> str:
    """Return an id made from a text, or nothing if no letter or digit of it can stand in one."""
    folded = unicodedata.normalize("NFKD", text[:200].casefold()).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:64].strip("-")


def _mark(beside: str) -> Mark | None:
    if beside in {"", "+", "x", "×", "€", "$", "£", "¥"} or (beside.startswith("(") and beside.endswith(")")):
        return Mark.NOTHING
    if beside.startswith("%"):
        return Mark.PERCENT
    if _RANGE.match(beside):
        return Mark.RANGE
    return Mark.UNIT if beside[0].isalpha() or beside[0] == "-" else None


def _plain(digits: str) -> Decimal | None:
    digits = digits.replace("_", "")
    grouped = _GROUPED.fullmatch(digits)
    # One point alone is a decimal point: 1.234 is what it says.
    if grouped and not (grouped["mark"] == "." and digits.count(".") == 1):
        return Decimal(digits.replace(grouped["mark"], ""))
    if "," in digits and "." in digits:
        decimal = max(",.", key=digits.rfind)
        digits = digits.replace({",": ".", ".": ","}[decimal], "")
    digits = digits.replace(",", ".")
    return Decimal(digits) if re.fullmatch(r"[0-9]*\.?[0-9]+", digits) else None


def _slashed(year: int, one: int, other: int) -> str | None:
    # 03/04/2027 is March in one country and April in the next: only a number above 12 tells.
    if one > _MONTHS:
        return _day(year, other, one)
    return _day(year, one, other) if other > _MONTHS or one == other else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
