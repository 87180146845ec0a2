"""What an unquoted value means: nothing, true or false, a number, or the text as it is written."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum

#: The words that are no text; every other spelling (`Null`, `True`, `yes`) is text.
WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}

#: So that no number takes more room than its text, and none loses a digit in another program.
MOST_WHOLE_DIGITS = 15
MOST_DIGITS = 30
MOST_EXPONENT = 15

_NUMBER = re.compile(r"[-+]?(?P<whole>[0-9]*)(?:\.(?P<part>[0-9]+))?(?:[eE](?P<exponent>[-+]?[0-9]+))?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:nan|inf)", re.IGNORECASE)
_FIRST_OF_NUMBERS = frozenset("-+.0123456789")


class Unusable(Enum):
    """Why something that looks like a number cannot be one, in words for the person who wrote it."""

    LEADING_ZERO = "The leading zeros of this number would be lost."
    NOT_FINITE = "This is not a number we can use."
    TOO_MANY_DIGITS = "This number has too many digits."


def value_of(text: str) -> str | int | Decimal | bool | Unusable | None:
    """Return what an unquoted value means, exactly, or why it cannot be used."""
    if text in WORDS:
        return WORDS[text]
    if text[0] not in _FIRST_OF_NUMBERS:
        return text
    number = _NUMBER.fullmatch(text)
    if number and (number["whole"] or number["part"]):
        return _number(number)
    return Unusable.NOT_FINITE if _NOT_FINITE.fullmatch(text) else text


def _number(number: re.Match[str]) -> int | Decimal | Unusable:
    whole, part, exponent = number["whole"], number["part"], number["exponent"]
    if len(whole) > 1 and whole.startswith("0"):
        return Unusable.LEADING_ZERO
    if len(whole) > MOST_WHOLE_DIGITS or len(whole + (part or "")) > MOST_DIGITS:
        return Unusable.TOO_MANY_DIGITS
    if part is None and exponent is None:
        return int(number[0])
    if exponent and (len(exponent) > MOST_DIGITS or abs(int(exponent)) > MOST_EXPONENT):
        return Unusable.TOO_MANY_DIGITS
    value = Decimal(number[0])
    # Written out, so that `1e3` is shown as 1000 wherever the number goes.
    return Decimal(f"{value:f}") if value.adjusted() < MOST_WHOLE_DIGITS else Unusable.TOO_MANY_DIGITS
