"""Text for a terminal: how wide it is there, cut and wrapped to what there is, and set in columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence

#: How many columns a terminal is taken to have.
WIDEST = 100

_GAP = "  "

# A line begins with a letter or a digit, whatever somebody wrote: CI systems take `::` there for a command.
_BREAK = re.compile(r" (?=\w)")


def aligned(
    heading: Sequence[str], rows: Sequence[Sequence[str]], *, left: Collection[int], elastic: int, least: int
) -> Iterator[str]:
    """Yield the lines of a table; the `elastic` column gives way to the others, but keeps the `least` width.

    The columns in `left` are set flush left, the others flush right. Where the table would be too wide, a heading of
    several words that is wider than all below it takes two lines.
    """
    contents = _widths(rows)
    lines = [heading, *rows]
    if _wide(_widths(lines)) > WIDEST:
        halves = [_in_two(name, room) for name, room in zip(heading, contents, strict=True)]
        lines = [[above for above, _ in halves], [below for _, below in halves], *rows]
    widths = _widths(lines)
    widths[elastic] = min(widths[elastic], max(least, widths[elastic] + WIDEST - _wide(widths)))
    for line in lines:
        cells = zip(line, widths, strict=True)
        yield _GAP.join(
            _padded(text, room, is_left=column in left) for column, (text, room) in enumerate(cells)
        ).rstrip()


def wrapped(text: str, first: str, then: str) -> Iterator[str]:
    """Yield the text in lines that fit, the first and the others each behind their own indent."""
    line = first
    for word in _BREAK.split(text):
        if line not in {first, then} and width(f"{line} {word}") > WIDEST:
            yield line
            line = then
        line += word if line in {first, then} else f" {word}"
    yield line


def cut(text: str, room: int) -> str:
    """Return as much of the text as fits, with an ellipsis where it was cut."""
    if width(text) <= room:
        return text
    while width(text) >= room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def width(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _widths(lines: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(width, column)) for column in zip(*lines, strict=True)]


def _wide(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _in_two(name: str, room: int) -> tuple[str, str]:
    above, space, below = name.partition(" ")
    return (above, below) if space and width(name) > room else ("", name)


def _padded(text: str, room: int, *, is_left: bool) -> str:
    shown = cut(text, room)
    rest = " " * (room - width(shown))
    return f"{shown}{rest}" if is_left else f"{rest}{shown}"
