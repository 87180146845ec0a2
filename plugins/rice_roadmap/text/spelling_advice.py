"""What to tell somebody whose text, number or date is not written as files write it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from rice_roadmap.text.decimals import exact
from rice_roadmap.text.mismatch import Advice, Mismatch, quoted
from rice_roadmap.text.problem import Code
from rice_roadmap.text.shape import Kind
from rice_roadmap.text.spelling import (
    Mark,
    MeantNumber,
    date_meant,
    fault_of_date,
    id_meant,
    number_meant,
    quarter_meant,
)

_PERCENT = 100
_TEN = 10


def misspelt_text(mismatch: Mismatch) -> Advice:
    """Return what to tell of a text that has not the form it needs."""
    text = str(mismatch.value)
    if not text.strip():
        return empty(mismatch)
    if mismatch.keyword == "maxLength":
        message = f"{mismatch.subject} has {len(text):,} characters; at most {mismatch.wanted:,} fit."
        return Advice(code=Code.TOO_LONG, message=message, hint="Say it in fewer words.")
    advise = _FORMS.get(mismatch.form)
    if advise is None:
        message = f"{mismatch.subject} is not written as it needs to be."
        return Advice(code=Code.WRONG_SHAPE, message=message, hint=mismatch.hint)
    return advise(mismatch, text)


def misspelt_number(mismatch: Mismatch) -> Advice:
    """Return what to tell of a text that stands where a number is needed."""
    text = str(mismatch.value)
    if not text.strip():
        return empty(mismatch)
    meant = number_meant(text)
    if meant is None:
        return Advice(code=Code.WRONG_TYPE, message=f"{mismatch.subject} needs a number.", hint=mismatch.hint)
    if mismatch.is_internal:
        message = f"{mismatch.subject} needs a number, written with digits only."
        return Advice(code=Code.NUMBER_SPELLING, message=message, hint=mismatch.hint)
    return Advice(code=Code.NUMBER_SPELLING, message=_number_message(mismatch, text, meant), hint=mismatch.hint)


def bare_confidence(mismatch: Mismatch) -> Advice:
    """Return what to tell of a number that says neither percent nor share."""
    text = _spelt(mismatch.value)
    value = Fraction(Decimal(text))
    step = "or a step's name such as `high`"
    if 0 < value <= 1:
        share = f"{exact(value * _PERCENT)}%"
        message = f"{quoted(text)} could mean {share} or {exact(value)}%. Write `{share}`, {step}."
    elif 1 < value <= _TEN:
        either = f"{exact(value)}% or {exact(value * _TEN)}%"
        message = f"{quoted(text)} could mean {either}. Write the one you mean, {step}."
    elif value <= _PERCENT and value > 0:
        message = f"{quoted(text)} could be a percentage or points of a scale. Write `{exact(value)}%`, {step}."
    else:
        message = f"{quoted(text)} is no confidence. Write a percentage such as `80%`, {step}."
    return Advice(code=Code.CONFIDENCE_AMBIGUOUS, message=message, hint=mismatch.hint)


def not_text(mismatch: Mismatch) -> Advice:
    """Return what to tell of an unquoted number, `true` or `false` that stands where a text is needed."""
    value = mismatch.value
    if mismatch.form in {"date", "target", "quarter"}:
        shown = "This" if mismatch.is_internal else _spelt(value)
        return _not_a_date(mismatch, shown, "" if mismatch.is_internal else _date_in(mismatch.form, str(value)))
    if mismatch.form in {"address", "email"}:
        return Advice(code=Code.NOT_AN_ADDRESS, message="This is not an address.", hint=mismatch.hint)
    quotes = "Put it in quotes." if mismatch.is_internal else f'Put it in quotes: "{_spelt(value)}".'
    if isinstance(value, bool):
        message = f"This is read as true or false, not as text. {quotes}"
        return Advice(code=Code.LOOKS_LIKE_A_NUMBER, message=message)
    shorter = exact(Fraction(value)) if isinstance(value, int | Decimal) else ""
    changed = "" if mismatch.is_internal or shorter == _spelt(value) else f" and would become {shorter}"
    return Advice(code=Code.LOOKS_LIKE_A_NUMBER, message=f"This looks like a number{changed}. {quotes}")


def empty(mismatch: Mismatch) -> Advice:
    """Return what to tell of a key with nothing after it, or with a text of blanks."""
    found = mismatch.known
    entry = bool(mismatch.pointer) and isinstance(mismatch.pointer[-1], int)
    way_out = "remove the entry" if entry else "remove the line"
    if found is not None and found.is_required and not entry:
        hint = f"Write {_lower(found.description)}"
    else:
        hint = f"Write a value after it, or {way_out}."
    return Advice(code=Code.EMPTY_VALUE, message=f"{mismatch.subject} has no value.", hint=hint)


def not_an_id(mismatch: Mismatch, text: str) -> Advice:
    """Return what to tell of a text that is no id; one made from it, where that gives nothing away."""
    made = "" if mismatch.is_internal else id_meant(text)
    fault = "is not an id" if made != text.strip() else "has a blank or a line break beside it"
    message = f"{mismatch.this} {fault}." + (f" Write {made}." if made else "")
    return Advice(code=Code.NOT_AN_ID, message=message, hint=mismatch.hint)


def _number_message(mismatch: Mismatch, text: str, meant: MeantNumber) -> str:
    shown, name = quoted(text), mismatch.subject
    if meant.mark is Mark.NO_NUMBER:
        return f"{shown} is not a number. Remove the line until there is one."
    if meant.mark is Mark.RANGE:
        keys = "Write `likely`, `low` and `high` below it." if "likely" in mismatch.schema.get("properties", {}) else ""
        return f"{shown} is a range, and {name} needs one number. {keys}".rstrip()
    if meant.mark is Mark.PERCENT and mismatch.schema.get("maximum") == _PERCENT:
        return f"The sign is not needed here. Write {meant.digits}."
    if meant.mark is Mark.PERCENT and "reach" in mismatch.pointer:
        return f"A share is not a reach: how many, in the plan's unit and period, is {shown}? Write that number."
    if meant.mark is Mark.PERCENT:
        return f"{shown} is a share, and {name} needs a number."
    if meant.mark is Mark.UNIT and mismatch.kind is Kind.ITEM and mismatch.form != "impact":
        return f"{shown} holds a unit. Write the number alone; the plan's unit is meant."
    if meant.digits == text:
        return f"{shown} stands in quotes and is text. Write {meant.digits} without quotes."
    return f"{shown} is text, not a number. Write {meant.digits}."


def _confidence(mismatch: Mismatch, text: str) -> Advice:
    meant = number_meant(text)
    if meant and meant.mark is Mark.NOTHING and meant.digits and text.strip("0123456789.") == "":
        return bare_confidence(mismatch)
    message = f"{quoted(text)} is not a confidence."
    if meant and meant.digits and meant.mark in {Mark.PERCENT, Mark.NOTHING}:
        value = Fraction(Decimal(meant.digits))
        share = value * _PERCENT if meant.mark is Mark.NOTHING and value <= 1 else value
        message = f"{message} Write {exact(share)}%."
    return Advice(code=Code.NUMBER_SPELLING, message=message, hint=mismatch.hint)


def _line(mismatch: Mismatch, text: str) -> Advice:
    lines = len(text.splitlines())
    message = f"{mismatch.subject} has to stand on one line"
    more = f", but has {lines}." if lines > 1 else ", and a line break follows it."
    hint = "Join the lines; with `|` or `>` a text ends with a line break, with `>-` it does not."
    return Advice(code=Code.SEVERAL_LINES, message=message + more, hint=hint)


def _address(mismatch: Mismatch, text: str) -> Advice:
    if text.startswith("http://"):
        fault = "begins with http:// and needs https://"
    elif not text.startswith("https://"):
        fault = "does not begin with https://"
    elif any(character.isspace() for character in text):
        fault = "holds a space or a line break"
    else:
        fault = "holds a character that no address has"
    message = f"{mismatch.this} is not an address we can link to: it {fault}."
    return Advice(code=Code.NOT_AN_ADDRESS, message=message, hint=mismatch.hint)


def _email(mismatch: Mismatch, _text: str) -> Advice:
    message = f"{mismatch.this} is not an e-mail address."
    return Advice(code=Code.NOT_AN_ADDRESS, message=message, hint=mismatch.hint)


def _date(mismatch: Mismatch, text: str) -> Advice:
    if mismatch.is_internal:
        return _not_a_date(mismatch, "This", "")
    # A day in the place of a quarter is no quarter, whether it exists or not.
    fault = "" if mismatch.form == "quarter" else fault_of_date(text)
    return _not_a_date(mismatch, text if fault else quoted(text), _date_in(mismatch.form, text), fault)


def _date_in(form: str, text: str) -> str:
    meant = quarter_meant(text) if form == "quarter" else date_meant(text)
    return meant or (quarter_meant(text) if form == "target" else "") or ""


def _not_a_date(mismatch: Mismatch, shown: str, meant: str, fault: str = "") -> Advice:
    wanted = {"date": "a date (year-month-day)", "target": "a quarter, a month or a day", "quarter": "a quarter"}
    message = f"{shown} is not {wanted[mismatch.form]}" + (f"; {fault}." if fault else ".")
    # Not after a fault: 2025-30-01 may be the 30th of January, or a slip of another kind.
    ask = (f" Did you mean {meant}?" if fault else f" Write {meant}.") if meant and meant != shown else ""
    return Advice(code=Code.NOT_A_DATE, message=message + ask, hint=mismatch.hint)


def _step(mismatch: Mismatch, text: str) -> Advice:
    if text == "any":
        message = "`any` cannot be the name of a step: written alone, it means that every number is accepted."
        return Advice(code=Code.NOT_AN_ID, message=message, hint=mismatch.hint)
    made = id_meant(text).replace("-", "_")
    meant = f" Write {made}." if made[:1].isalpha() and made != text else ""
    message = f"{quoted(text)} cannot be the name of a step.{meant}"
    return Advice(code=Code.NOT_AN_ID, message=message, hint=mismatch.hint)


def _any(mismatch: Mismatch, text: str) -> Advice:
    message = f"{quoted(text)} is no scale."
    return Advice(code=Code.NOT_A_CHOICE, message=message, hint=mismatch.hint)


def _impact(mismatch: Mismatch, text: str) -> Advice:
    return _line(mismatch, text) if "\n" in text else misspelt_number(mismatch)


def _spelt(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


_FORMS: dict[str, Callable[[Mismatch, str], Advice]] = {
    "line": _line,
    "address": _address,
    "email": _email,
    "date": _date,
    "target": _date,
    "quarter": _date,
    "id": not_an_id,
    "step": _step,
    "any": _any,
    "impact": _impact,
    "confidence": _confidence,
}
