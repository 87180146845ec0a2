"""Rows of JSON and JSON Lines, each with the very text it had in the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from rice_roadmap.bring.refusal import Refusal
from rice_roadmap.bring.rows import Row, Table
from rice_roadmap.text.source import Data

_MOST_DIGITS = 18
_MORE_THAN_ONE = "something follows the end"
_BLANKS = re.compile(r"[ \t\n\r]*")


def _whole_number(text: str) -> Data:
    return int(text) if len(text) <= _MOST_DIGITS else Decimal(text)


def _not_a_number(word: str) -> Data:
    # Data tools write NaN for an empty cell.
    return None if word == "NaN" else word


_DECODER = json.JSONDecoder(parse_float=Decimal, parse_int=_whole_number, parse_constant=_not_a_number)


def decoded_json(text: str) -> Data:
    """Return what a cell says that holds JSON; None where it holds none."""
    try:
        value: Data = _DECODER.decode(text.strip())
    except (json.JSONDecodeError, RecursionError):
        return None
    return value


def table_of_json(name: str, text: str) -> Table | Refusal:
    """Return the rows of a JSON file: a list, or the list `items` of an object; also of JSON Lines named `.json`."""
    try:
        return _json_table(name, text)
    except json.JSONDecodeError as error:
        if text.lstrip().startswith("{") and error.msg == _MORE_THAN_ONE:
            return table_of_json_lines(name, text)
        return Refusal(
            message=f"{name}:{error.lineno}:{error.colno}: the file is not JSON: {_in_plain_words(error)}.",
            hint="Export it again; it may be incomplete.",
        )
    except RecursionError:
        return Refusal(message=f"{name}:1:1: the lists and objects in the file are nested too deep to be read.")


def _json_table(name: str, text: str) -> Table | Refusal:
    position = _after_blanks(text, 0)
    if text[position] == "{":
        found = _position_of_items(text, position)
        if isinstance(found, list):
            keys = ", ".join(f"`{key}`" for key in found[:20]) or "none"
            return Refusal(
                message=f"{name}:1:1: the file holds one object without a list `items`; its keys are {keys}.",
                hint='Write a list of rows, [{…}, {…}], or {"items": [{…}, {…}]}.',
            )
        position = found
    if text[position] != "[":
        return Refusal(
            message=f"{name}:1:1: the file holds no list of rows.",
            hint='Write a list of rows, [{…}, {…}], or {"items": [{…}, {…}]}.',
        )
    rows = tuple(_json_rows(text, position))
    if rows and all(row.unusable for row in rows):
        return Refusal(
            message=f"{name}:{rows[0].line}:1: {rows[0].unusable}", hint="Each entry of the list is one row."
        )
    return Table(rows=rows, columns=_keys(rows), before="[\n", between=",\n", after="\n]\n")


def _position_of_items(text: str, start: int) -> int | list[str]:
    """Return where the list under `items` starts, or the keys that are there; the whole object is read either way."""
    found: int | None = None
    keys: list[str] = []
    for key, position, value in _members(text, start):
        keys.append(key)
        if key == "items" and isinstance(value, list):
            found = position
    return keys if found is None else found


def _members(text: str, start: int) -> Iterator[tuple[str, int, Data]]:
    position = _after_blanks(text, start + 1)
    while text[position : position + 1] != "}":
        if text[position : position + 1] != '"':
            raise json.JSONDecodeError("a key in double quotes is missing", text, position)
        key, position = _DECODER.raw_decode(text, position)
        position = _after(text, position, ":")
        value, end = _DECODER.raw_decode(text, position)
        yield key, position, value
        position = _after_comma(text, end, "}")
    _nothing_after(text, position + 1)


def _json_rows(text: str, start: int) -> Iterator[Row]:
    position = _after_blanks(text, start + 1)
    number, line, counted = 0, 1, 0
    while text[position : position + 1] != "]":
        value, end = _DECODER.raw_decode(text, position)
        number, line, counted = number + 1, line + text.count("\n", counted, position), position
        yield _object_row(number, line, value, text[position:end])
        position = _after_comma(text, end, "]")
    if text.lstrip().startswith("["):
        _nothing_after(text, position + 1)


def _after_blanks(text: str, position: int) -> int:
    match = _BLANKS.match(text, position)
    return match.end() if match else position


def _after(text: str, position: int, sign: str) -> int:
    position = _after_blanks(text, position)
    if text[position : position + 1] != sign:
        raise json.JSONDecodeError(f"`{sign}` is missing", text, position)
    return _after_blanks(text, position + 1)


def _after_comma(text: str, position: int, end: str) -> int:
    """Return where the next entry starts, or where the closing sign stands."""
    position = _after_blanks(text, position)
    if text[position : position + 1] == end:
        return position
    return _after(text, position, ",")


def _nothing_after(text: str, position: int) -> None:
    position = _after_blanks(text, position)
    if position < len(text):
        raise json.JSONDecodeError(_MORE_THAN_ONE, text, position)


def _object_row(number: int, line: int, value: Data, original: str) -> Row:
    if isinstance(value, dict):
        return Row(number=number, line=line, values=value, original=original)
    return Row(
        number=number,
        line=line,
        values={},
        original=original,
        unusable='the row is not an object with named values, such as {"title": "…"}.',
    )


def _keys(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for row in rows for key in row.values))


def table_of_json_lines(name: str, text: str) -> Table | Refusal:
    """Return the rows of a file that holds an object on each line; a broken line is a row that cannot be used."""
    # Not splitlines: it also splits at signs that JSON allows inside a text.
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), start=1)]
    filled = [(number, line) for number, line in lines if line]
    rows = tuple(_json_line(row, line, text) for row, (line, text) in enumerate(filled, start=1))
    if all(row.unusable for row in rows):
        return Refusal(
            message=f"{name}:{rows[0].line}:1: the file is not JSON Lines: {rows[0].unusable}",
            hint='Each line is one row, such as {"title": "…"}.',
        )
    return Table(rows=rows, columns=_keys(rows), between="\n", after="\n")


def _json_line(number: int, line: int, text: str) -> Row:
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        reason = f"the line is not JSON: {_in_plain_words(error)}, at column {error.colno}."
    except RecursionError:
        reason = "the lists and objects in the line are nested too deep to be read."
    else:
        return _object_row(number, line, value, text)
    return Row(number=number, line=line, values={}, original=text, unusable=reason)


def _in_plain_words(error: json.JSONDecodeError) -> str:
    words = error.msg[:1].lower() + error.msg[1:]
    return words.removesuffix(" at").removesuffix(" starting")
