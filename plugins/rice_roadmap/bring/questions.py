"""What the terminal asks: a question per field, in the words of its schema, until there is an answer that fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from rice_roadmap.bring.refusal import Unfit
from rice_roadmap.text.shape import Property
from rice_roadmap.text.source import Data


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One question: what is asked for, how to answer, and what was wrong with the last answer, if anything was.

    `field` is what `--set` calls it. An answer may have several lines where `has_lines`; without `is_required` it may
    be empty, which leaves the field out or, where there is a `default`, means that.
    """

    field: str
    title: str
    description: str
    hint: str = ""
    choices: tuple[str, ...] = ()
    default: str = ""
    is_required: bool = False
    has_lines: bool = False
    remark: str = ""


#: Puts a question to whoever sits at the terminal and returns what they type.
Ask: TypeAlias = Callable[[Question], str]

#: Turns what was typed into a value: None where it says nothing, or why it does not fit.
Reads: TypeAlias = Callable[[str], "Data | Unfit"]


def question(field: str, found: Property, *, choices: tuple[str, ...] = (), is_required: bool = False) -> Question:
    """Return the question for a property, in the words of its schema."""
    return Question(
        field=field,
        title=found.title,
        description=found.description,
        hint=found.hint,
        choices=choices or found.choices,
        is_required=is_required,
        has_lines=found.is_prose or found.schema.get("type") == "array",
    )


def answered(asked: Question, ask: Ask, read: Reads) -> Data:
    """Return the answer to a question as a value, None where it was left open; asks again until the answer fits."""
    while True:
        text = ask(asked).strip() or asked.default
        value = read(text)
        if isinstance(value, Unfit):
            asked = replace(asked, remark=value.reason)
        elif value is None and asked.is_required:
            asked = replace(asked, remark="This cannot be left out.")
        else:
            return value
