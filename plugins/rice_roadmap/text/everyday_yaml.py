"""Everyday YAML: one key to a line, with a word, a list, a mapping or a block of text, as nearly all files are written.

A parser looks at each character for all that YAML can mean, and gives the place of each piece; but a roadmap has ten
thousand files, and where nothing is wrong nobody asks for places. Lines that can mean only one thing are read here in a
fifth of the time, and say the same, value for value. The pattern is strict: where a single line could mean something
else there is no answer, and the parser has its say.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from rice_roadmap.text.document import Data
from rice_roadmap.text.scalar import Unusable, value_of
from rice_roadmap.text.tree import MOST_DEPTH, MOST_VALUES

_KEY = r"[A-Za-z0-9_][A-Za-z0-9_-]{0,99}"

# At its beginning none of YAML's signs; inside it no colon that ends a key, and nothing that begins a comment.
_PLAIN = r"""[^ \n"'\-?:,\[\]{}#&*!|>%@`][^:#\n]*(?:(?::(?![ \n])|(?<![ ])\#)[^:#\n]*)*(?<![ ])"""
_WORD = rf"""(?:{_PLAIN}|"[^"\\\n]*"|'(?:[^'\n]|'')*')"""

# How far a block is indented, its first line says; an empty line belongs to it if one that is not comes behind it.
_BLOCK = r"\n(?P<inner>[ ]+)[^ \n].*(?:\n+(?P=inner)[ ]*[^ \n].*)*"

_LINE = re.compile(
    rf"""(?P<indent>[ ]*)(?P<dash>-[ ])?
    (?:(?P<key>{_KEY}):(?:[ ]+(?P<word>{_WORD})|[ ]+\|(?P<strip>-?)(?P<block>{_BLOCK}))?|(?P<entry>{_WORD}))[ ]*\n
    |(?:[ ]*\#.*)?\n
    |(?P<other>.+)""",
    re.VERBOSE,
)

# On a line stand two values at most: an entry of a list, and that of its first key.
_MOST_LINES = MOST_VALUES // 3


def everyday(text: str) -> dict[str, Data] | None:
    """Return what the parser finds in a text, of which every character can be seen; None says nothing."""
    if text.count("\n") > _MOST_LINES:
        return None
    found = _Found()
    try:
        for line in _LINE.findall(text.replace("\r\n", "\n") if "\r" in text else text):
            found.take(line)
        return found.whole()
    except _UnclearError:
        return None


class _UnclearError(Exception):
    """A line could mean something else."""


class _Found:
    """What the lines so far say; `here` is the mapping or list in which the last of them stands."""

    def __init__(self) -> None:
        """Begin in the mapping that the whole file is."""
        self._whole: dict[str, Data] = {}
        # `Any`, since asking for every line which of the two it is would take as long as reading the line.
        self._here: Any = self._whole
        self._is_list = False
        self._column = 0
        self._around: list[tuple[Any, bool, int]] = []
        self._waiting: str | None = None

    def take(self, line: tuple[str, ...]) -> None:
        """Take the next line, which says nothing where it is empty or a comment."""
        indent, dash, key, word, strip, block, inner, entry, other = line
        if dash or key:
            self._stand_at(len(indent), is_list=bool(dash))
        elif entry or other:
            raise _UnclearError
        if entry:
            self._here.append(_meaning(entry))
        elif key:
            if dash:
                self._here.append({})
                self._enter(self._here[-1], len(indent) + len(dash), is_list=False)
            self._put(_shared(key), word, block, inner, strip)

    def whole(self) -> dict[str, Data]:
        """Return what all lines say together."""
        if self._waiting is not None or not self._whole:
            raise _UnclearError
        return self._whole

    def _put(self, key: str, word: str, block: str, inner: str, strip: str) -> None:
        if key in self._here:
            raise _UnclearError
        if word:
            self._here[key] = _meaning(word)
        elif not block:
            self._waiting = key
        elif len(inner) > self._column:
            self._here[key] = block.replace(f"\n{inner}", "\n")[1:] + ("" if strip else "\n")
        else:
            raise _UnclearError

    def _stand_at(self, column: int, *, is_list: bool) -> None:
        """Go where a line belongs by its indentation, and by whether it is an entry of a list."""
        if self._waiting is not None:
            self._open(column, is_list=is_list)
        elif column != self._column or is_list is not self._is_list:
            self._go_back(column, is_list=is_list)

    def _open(self, column: int, *, is_list: bool) -> None:
        """Begin the mapping or list that a key without a word waits for: further right, or a list right below it."""
        if column < self._column + (not is_list):
            raise _UnclearError
        inside: Any = [] if is_list else {}
        self._here[self._waiting] = inside
        self._waiting = None
        self._enter(inside, column, is_list=is_list)

    def _enter(self, inside: Any, column: int, *, is_list: bool) -> None:
        self._around.append((self._here, self._is_list, self._column))
        if len(self._around) == MOST_DEPTH:
            raise _UnclearError
        self._here, self._is_list, self._column = inside, is_list, column

    def _go_back(self, column: int, *, is_list: bool) -> None:
        """Leave what a line no longer stands in."""
        # A list may stand right below its key, and ends where the next key does.
        while self._column > column or (self._column == column and self._is_list and not is_list):
            self._here, self._is_list, self._column = self._around.pop()
        if (self._column, self._is_list) != (column, is_list):
            raise _UnclearError


@lru_cache(maxsize=1_000)
def _shared(key: str) -> str:
    """Return the key as an earlier file wrote it: thousands have the same few, which take room once."""
    return key


def _meaning(word: str) -> Data:
    if word[0] == '"':
        return word[1:-1]
    if word[0] == "'":
        return word[1:-1].replace("''", "'")
    value = value_of(word)
    if isinstance(value, Unusable):
        raise _UnclearError
    return value
