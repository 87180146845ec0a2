"""What escapes between double quotes stand for, and which of them nobody may write."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rice_roadmap.text.characters import describe, find_forbidden
from rice_roadmap.text.problem import Code, Location, Problem

_DIGITS = "|".join(f"{letter}[0-9A-Fa-f]{{{count}}}" for letter, count in (("x", 2), ("u", 4), ("U", 8)))
_ESCAPE = re.compile(rf"\\({_DIGITS}|.)", re.DOTALL)
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*', re.DOTALL)
_NAMES = dict(zip('0abtnvfre "/\\N_LP\n\r\t', '\0\a\b\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029\n\n\t', strict=True))
_LAST = 0x10FFFF


def escapes(text: str, opening: int, where: Location) -> Iterator[Problem]:
    """No escape behind the quote that stands here means a forbidden character, or nothing: the first of each kind."""
    seen: set[str | None] = set()
    quoted = _TEXT.match(text, opening)
    for escape in _ESCAPE.finditer(text, opening, quoted.end() if quoted else opening):
        character = _character(escape[1])
        is_line_end = character == "\r" and text.startswith("\\n", escape.end())
        if character not in seen and not is_line_end:
            seen.add(character)
            if character is None or find_forbidden(character):
                yield _refused(character, _there(text, opening, where, escape.start()))


def _character(name: str) -> str | None:
    if len(name) == 1:
        return _NAMES.get(name)
    return chr(int(name[1:], 16)) if int(name[1:], 16) <= _LAST else None


def _refused(character: str | None, where: Location) -> Problem:
    if character is None:
        message = "What follows this `\\` has no meaning between double quotes."
        hint = r"Write \\ for a backslash, or use single quotes: 'C:\plans'"
        return Problem(where=where, code=Code.NOT_YAML, message=message, hint=hint)
    is_half = "\ud800" <= character <= "\udfff"
    message = f"This escape stands for {describe(character)}, which no text may hold."
    hint = "Write the whole character itself." if is_half else "Delete it."
    return Problem(where=where, code=Code.FORBIDDEN_CHARACTER, message=message, hint=hint)


def _there(text: str, opening: int, where: Location, index: int) -> Location:
    breaks = text.count("\n", opening, index)
    column = index - text.rfind("\n", 0, index) if breaks else where.column + index - opening
    return Location(path=where.path, line=where.line + breaks, column=column)
