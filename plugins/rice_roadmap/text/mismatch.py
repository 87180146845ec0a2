"""One place where a file and its schema disagree, and how to speak of it without giving anything away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from rice_roadmap.text.document import Data, Pointer
from rice_roadmap.text.problem import Code
from rice_roadmap.text.shape import Kind, Property, Schema, is_internal, property_at

#: More of a value than this is not repeated in a problem.
LONGEST_QUOTE = 40

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_NOUNS = {
    Kind.REQUEST: "a request",
    Kind.ASK: "an ask",
    Kind.ITEM: "an item",
    Kind.DECISION: "a decision",
    Kind.PLAN: "the plan",
    Kind.ACCOUNTS: "the accounts file",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Advice:
    """What to tell about a mismatch: the kind of problem, what is wrong, and what to write instead."""

    code: Code
    message: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mismatch:
    """What a schema wants at one place, and what stands there.

    `keyword` is the word of JSON Schema that is not met, `wanted` what it asks for and `schema` where it stands;
    `needed_by` is the key and the word, such as `verdict` and `declined`, that brought the need about.
    `is_hidden` says that the whole file is for colleagues only.
    """

    kind: Kind
    pointer: Pointer
    keyword: str
    wanted: Any
    schema: Schema
    value: Data
    needed_by: tuple[str, str] | None = None
    is_hidden: bool = False

    @property
    def known(self) -> Property | None:
        """The property whose value stands there, or the nearest around it."""
        return property_at(self.kind, self.pointer)

    @property
    def is_internal(self) -> bool:
        """Whether the value must not be repeated."""
        return self.is_hidden or is_internal(self.kind, self.pointer)

    @property
    def form(self) -> str:
        """The name of the form that a text must have, such as `date`, or nothing."""
        around = self.known.schema if self.known else {}
        return str(self.schema.get("x-form") or around.get("x-form", ""))

    @property
    def hint(self) -> str:
        """What the schema says of how to write it; a list's own hint is not about its entries."""
        own = str(self.schema.get("x-hint", ""))
        is_entry = bool(self.pointer) and isinstance(self.pointer[-1], int)
        if is_entry or self.keyword == "propertyNames" or self.known is None:
            return own
        return self.known.hint or own

    @property
    def subject(self) -> str:
        """What to call the place, at the start of a sentence: "`title`", "An entry of `links`" or "A request"."""
        named = subject(self.kind, self.pointer)
        return named[0].upper() + named[1:]

    @property
    def this(self) -> str:
        """The value in quotes at the start of a sentence, or "This" where it must not be repeated."""
        return "This" if self.is_internal or not isinstance(self.value, str) else quoted(self.value)


def subject(kind: Kind, pointer: Pointer) -> str:
    """Return what to call a place inside a sentence."""
    found = property_at(kind, pointer)
    if not pointer or found is None:
        return _NOUNS[kind]
    if isinstance(pointer[-1], int):
        return f"an entry of `{found.name}`"
    key = pointer[-1]
    # In a mapping by id, what should be an id may be a customer's name.
    if key != found.name and found.is_internal and not _ID.fullmatch(key):
        return "this entry"
    return quoted(key)


def quoted(text: str) -> str:
    """Return a text as problems repeat it: on one line, and no longer than needed to find it."""
    line = " ".join(text.split())
    return f"`{line}`" if len(line) <= LONGEST_QUOTE else f"`{line[: LONGEST_QUOTE - 1]}…`"
