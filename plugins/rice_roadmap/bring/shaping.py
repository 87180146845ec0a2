"""Values of rows as the values that a schema asks for: never invented, only spelt our way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from rice_roadmap.bring.dates import day_in
from rice_roadmap.bring.json_rows import decoded_json
from rice_roadmap.bring.numbers import number_in, plain
from rice_roadmap.bring.readable import Change, readable_line, readable_prose
from rice_roadmap.bring.refusal import Unfit
from rice_roadmap.bring.scope import Scope
from rice_roadmap.text.schema import Kind, schema_of
from rice_roadmap.text.source import Data
from rice_roadmap.text.suggestion import did_you_mean, listed

_TRUE = frozenset({"true", "yes", "y", "1"})
_FALSE = frozenset({"false", "no", "n", "0"})
_MONTH_OR_QUARTER = re.compile(r"\d{4}-(?:\d{2}|[Qq][1-4])")
_PERCENTAGE = re.compile(r"(\d+(?:\.\d+)?)\s+%")
_MOST_CHARACTERS_QUOTED = 40


def shaped(scope: Scope, value: Data, changes: Counter[Change]) -> Data | Unfit:
    """Return the value as its schema asks for it, None where it is empty, or why it does not fit."""
    types = scope.types
    match value:
        case None:
            return None
        case str():
            return _from_text(scope, types, value, changes)
        case bool():
            return value if "boolean" in types else _from_text(scope, types, str(value).lower(), changes)
        case int() | Decimal():
            return _from_number(scope, types, value, changes)
        case list():
            return _from_list(scope, types, value, changes)
        case dict():
            return _from_object(scope, types, value, changes)


def _from_number(scope: Scope, types: frozenset[str], value: int | Decimal, changes: Counter[Change]) -> Data | Unfit:
    if types & {"number", "integer"}:
        return plain(value, whole="number" not in types)
    if not types & {"string", "array"} and scope.only_required:
        return _alone(scope, scope.only_required, value, changes)
    return _from_text(scope, types, str(value), changes)


def _from_list(scope: Scope, types: frozenset[str], value: list[Data], changes: Counter[Change]) -> Data | Unfit:
    if "array" not in types:
        return Unfit(reason="this is a list, and only one value can stand here.")
    entries: list[Data] = []
    for entry in value:
        shape = shaped(scope.entry, entry, changes)
        if isinstance(shape, Unfit):
            return shape
        if shape is not None:
            entries.append(shape)
    if scope.schema.get("uniqueItems"):
        entries = each_once(entries)
    return entries or None


def each_once(entries: Sequence[Data]) -> list[Data]:
    """Return the entries of a list without repetitions."""
    return list({repr(entry): entry for entry in entries}.values())


def _from_object(scope: Scope, types: frozenset[str], value: dict[str, Data], changes: Counter[Change]) -> Data | Unfit:
    if "object" not in types:
        return Unfit(reason="this holds several values; say with a dot which one is meant, as in `column.part`.")
    for key in value:
        if key not in scope.names:
            hint = did_you_mean(key, scope.names)
            return Unfit(reason=f"there is nothing called `{_short(key)}` in it. {hint}".rstrip())
    entries: dict[str, Data] = {}
    for key in scope.names:
        shape = shaped(scope.inside(key), value.get(key), changes)
        if isinstance(shape, Unfit):
            return Unfit(reason=f"`{key}`: {shape.reason}")
        if shape is not None:
            entries[key] = shape
    return entries or None


def _from_text(scope: Scope, types: frozenset[str], text: str, changes: Counter[Change]) -> Data | Unfit:
    if "x-prose" in scope.schema:
        return _short_enough(scope, readable_prose(text, changes) or None)
    if types & {"array", "object"} and text.lstrip()[:1] in {"[", "{"}:
        decoded = decoded_json(text)
        if isinstance(decoded, list | dict):
            return shaped(scope, decoded, changes)
    line = readable_line(text, _most_characters(scope, text), changes)
    return _from_line(scope, types, line, changes) if line else None


def _short_enough(scope: Scope, text: str | None) -> str | Unfit | None:
    """Return the text unless it is longer than may be; what is found out only once it is written takes long."""
    most: int = scope.schema["maxLength"]
    if text is not None and len(text) > most:
        return Unfit(reason=f"this text has {len(text):,} characters, and at most {most:,} can be written.")
    return text


def _from_line(scope: Scope, types: frozenset[str], line: str, changes: Counter[Change]) -> Data | Unfit:
    if types & {"number", "integer"}:
        number = number_in(line, whole="number" not in types)
        if not isinstance(number, Unfit) or "string" not in types:
            return number
    if "string" in types:
        spelt = _speller(scope.schema)(scope.schema, line)
        return spelt if isinstance(spelt, Unfit) or "maxLength" not in scope.schema else _short_enough(scope, spelt)
    if "boolean" in types:
        return _truth(line)
    if "array" in types:
        return _from_list(scope, types, [line], changes)
    if scope.only_required:
        return _alone(scope, scope.only_required, line, changes)
    return Unfit(reason="this takes several values; say with a dot which one is meant, as in `field.part=column`.")


def _alone(scope: Scope, key: str, value: Data, changes: Counter[Change]) -> Data | Unfit:
    """Return an object that holds only what it must hold: a number of votes is enough for votes."""
    shape = shaped(scope.inside(key), value, changes)
    return shape if shape is None or isinstance(shape, Unfit) else {key: shape}


def _truth(line: str) -> bool | Unfit:
    word = line.lower()
    if word in _TRUE | _FALSE:
        return word in _TRUE
    return Unfit(reason="this is neither `true` nor `false`.")


def _speller(schema: Mapping[str, Any]) -> Callable[[Mapping[str, Any], str], str | Unfit]:
    """Return how texts of this schema are spelt."""
    if "enum" in schema:
        return _choice
    if schema.get("format") == "date":
        return _day
    if schema.get("then", {}).get("format") == "date":
        return _target
    return _as_it_is if is_line(schema) else _word


def _choice(schema: Mapping[str, Any], line: str) -> str | Unfit:
    choices: list[str] = schema["enum"]
    word = _underscored(line)
    if word in choices:
        return word
    hint = did_you_mean(line, choices) or f"Write {listed(choices)}."
    return Unfit(reason=f"`{_short(line)}` is not one of the words we know. {hint}")


def _day(_: Mapping[str, Any], line: str) -> str | Unfit:
    return day_in(line)


def _target(_: Mapping[str, Any], line: str) -> str | Unfit:
    return line.upper() if _MONTH_OR_QUARTER.fullmatch(line) else day_in(line)


def _word(schema: Mapping[str, Any], line: str) -> str:
    """Return a step's name or a percentage in our spelling; ids and addresses stay as they are."""
    percentage = _PERCENTAGE.fullmatch(line)
    if percentage:
        return f"{percentage[1]}%"
    is_step = re.search(schema["pattern"], line) and schema.get("maxLength") == _line()["maxLength"]
    return _underscored(line) if is_step else line


def _as_it_is(_: Mapping[str, Any], line: str) -> str:
    return line


def _underscored(line: str) -> str:
    return re.sub(r"[\s_-]+", "_", line.strip()).lower()


def _short(text: str) -> str:
    line = readable_line(text, _MOST_CHARACTERS_QUOTED, Counter())
    return line.replace("`", "'")


def is_line(schema: Mapping[str, Any]) -> bool:
    """Return whether the schema asks for free text on one line."""
    return bool(schema.get("pattern") == _line()["pattern"])


def _most_characters(scope: Scope, text: str) -> int:
    # An id or an address that is cut is another one: only free text gets shorter.
    most: int = scope.schema["maxLength"] if is_line(scope.schema) else len(text)
    return most


@cache
def _line() -> Mapping[str, Any]:
    line: Mapping[str, Any] = schema_of(Kind.REQUEST)["$defs"]["line"]
    return line
