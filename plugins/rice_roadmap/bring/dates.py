"""Days as other programs write them: in many spellings, often with a time."""

from __future__ import annotations

import re
from datetime import date

from rice_roadmap.bring.refusal import Unfit

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS_IN_A_YEAR = 12
_LONGEST = 80
_ASK = "Write it as year-month-day, like 2027-01-31."

_ZONE = r"(?:Z|[A-Z]{2,5}|[+-]\d{2}:?\d{2})"
_TIME = rf"(?:[T,\s]\s*\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:[.,]\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*{_ZONE}?)?"
_WEEKDAY = r"(?:[A-Za-z]{3,9},?\s+)?"
_FORMS = tuple(
    re.compile(rf"{_WEEKDAY}{form}{_TIME}")
    for form in (
        r"(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[-/\s]\s?(?P<month>[A-Za-z]{3,9})\.?[-/,\s]\s?(?P<year>\d{4}|\d{2})",
        r"(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
    )
)
_SLASHES = re.compile(rf"(?P<one>\d{{1,2}})[/-](?P<two>\d{{1,2}})[/-](?P<year>\d{{4}}){_TIME}")


def day_in(text: str) -> str | Unfit:
    """Return the day that a text names, as year-month-day; a time after it is left away, the day stays as written."""
    forms = _FORMS if len(text) <= _LONGEST else ()
    for form in forms:
        found = form.fullmatch(text)
        if found:
            return _day(found["year"], _month(found["month"]), int(found["day"]))
    found = _SLASHES.fullmatch(text) if forms else None
    if found:
        return _day_from_slashes(found["year"], int(found["one"]), int(found["two"]))
    return Unfit(reason=f"this is not a day. {_ASK}")


def _month(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    word = text[:3].lower()
    return _MONTHS.index(word) + 1 if word in _MONTHS else None


def _day_from_slashes(year: str, one: int, two: int) -> str | Unfit:
    """Return the day of 31/12/2027 or 12/31/2027; of 1/2/2027 nobody can tell which number is the month."""
    if max(one, two) <= _MONTHS_IN_A_YEAR and one != two:
        return Unfit(reason=f"either number could be the month. {_ASK}")
    day, month = (one, two) if two <= _MONTHS_IN_A_YEAR else (two, one)
    return _day(year, month, day)


def _day(year: str, month: int | None, day: int) -> str | Unfit:
    # Two digits are what trackers print of the years since 2000.
    full_year = int(year) if len(year) > 2 else 2000 + int(year)  # noqa: PLR2004 -- digits, not a limit
    if month is None:
        return Unfit(reason=f"the name of the month is not one we know. {_ASK}")
    try:
        return date(full_year, month, day).isoformat()
    except ValueError:
        return Unfit(reason=f"there is no day {full_year:04}-{month:02}-{day:02}. {_ASK}")
