"""The lines of a file as the person who wrote them sees them: `key: value`, whether YAML can read them or not."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from rice_roadmap.text.yaml_words import DASH

#: What may stand on a line with `|` or `>`; what else some parsers read there, others do not.
BLOCK_HEADER = re.compile(r"[|>][0-9+-]{0,2}(?: +#[^\n]*| *)(?=\r?(?:\n|\Z))")

_DOUBLE_QUOTED = r'"(?:[^"\\]|\\.)*"'
_SINGLE_QUOTED = r"'(?:[^']|'')*'"
_QUOTED = re.compile(f"{_DOUBLE_QUOTED}|{_SINGLE_QUOTED}", re.DOTALL)
# Between brackets a quote opens a text only where a value can begin: in `[Acme's]` it is an apostrophe.
_IN_BRACKETS = re.compile(rf"(?<=[\s\[{{,:])(?:{_DOUBLE_QUOTED}|{_SINGLE_QUOTED})|[\[\]{{}}]", re.DOTALL)
_OPENING = frozenset("\"'[{")
_NOT_IN_KEY = frozenset("\"'[{#|>@`%,]}*&!")
_DASHES = re.compile(r"(?:-(?: +|\Z))*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Tail:
    """What stands behind a closing quote or bracket on its line, and where."""

    words: str
    line: int
    column: int


@dataclass(frozen=True, kw_only=True, slots=True)
class WrittenLine:
    """A line that says something itself: no comment, and not inside quotes, brackets or a text block.

    Columns count from 1. `column` is that of the key, else of the last dash, else of the first word: what stands
    further right on the lines below is inside.
    """

    number: int
    column: int
    lacks_key: bool
    key: str | None
    colon_column: int
    content: str
    rest: str
    rest_column: int
    tail: Tail | None
    above: WrittenLine | None

    @property
    def name(self) -> str | None:
        """What the value is called by: its key, or the dash of a list entry."""
        return DASH if self.key is None and not self.lacks_key else self.key

    @property
    def is_block(self) -> bool:
        """Whether the text stands on the lines below."""
        return BLOCK_HEADER.fullmatch(self.rest) is not None

    @property
    def is_enclosed(self) -> bool:
        """Whether the value begins with a quote or a bracket."""
        return self.rest[:1] in _OPENING

    @property
    def is_plain(self) -> bool:
        """Whether the value is an unquoted text, to which deeper lines below belong."""
        return bool(self.rest) and not self.is_enclosed and self.rest[0] not in "|>#&*!"


def written_lines(text: str) -> Iterator[WrittenLine]:
    """Return the lines of a text that say something, from above."""
    return iter(_Lines(text))


class _Lines:
    def __init__(self, text: str) -> None:
        self._text = text
        lines = text.split("\n")
        self._lines = [line.rstrip(" \r") for line in lines]
        self._indents = [len(line) - len(line.lstrip(" ")) for line in self._lines]
        self._starts = [0]
        for line in lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def __iter__(self) -> Iterator[WrittenLine]:
        above: WrittenLine | None = None
        parent: WrittenLine | None = None
        index = 0
        while index < len(self._lines):
            if not self._says_something(index):
                index += 1
                continue
            if above and self._indents[index] < above.column:
                above = None
            line = self._line(index, above, parent)
            yield line
            index = index + 1 if above else self._after(index, line)
            above = above or (line if line.is_plain else None)
            parent = line if not line.rest else None

    def _line(self, index: int, above: WrittenLine | None, parent: WrittenLine | None) -> WrittenLine:
        content, indent = self._lines[index], self._indents[index]
        dashes = _DASHES.match(content, indent)
        start = dashes.end() if dashes else indent
        key, colon = _key(content, start)
        rest_start = colon + 1 if key is not None else start
        rest_start += len(content[rest_start:]) - len(content[rest_start:].lstrip(" "))
        column = start if key is not None or start == indent else content.rindex("-", indent, start)
        lacks_key = key is None and start == indent
        if lacks_key and parent and indent >= parent.column:
            # A value on the line below its key.
            lacks_key, key, column = False, parent.key, parent.column - 1
        return WrittenLine(
            number=index + 1,
            column=column + 1,
            lacks_key=lacks_key,
            key=key,
            colon_column=colon + 1,
            content=content[start:],
            rest=content[rest_start:],
            rest_column=rest_start + 1,
            tail=self._tail(index, rest_start, column),
            above=above,
        )

    def _tail(self, index: int, start: int, column: int) -> Tail | None:
        if self._lines[index][start : start + 1] not in _OPENING:
            return None
        begin = self._starts[index] + start
        end = self._end(begin, self._starts[index + 1])
        if end is None:
            end = self._end(begin, self._starts[self._first_not_deeper(index, column)])
        if end is None:
            return None
        last = bisect_right(self._starts, end) - 1
        behind = self._lines[last][end - self._starts[last] :]
        words = behind.lstrip(" ")
        return Tail(words=words, line=last + 1, column=end - self._starts[last] + len(behind) - len(words) + 1)

    def _end(self, begin: int, limit: int) -> int | None:
        if self._text[begin] in "\"'":
            quoted = _QUOTED.match(self._text, begin, limit)
            return quoted.end() if quoted else None
        depth = 0
        for found in _IN_BRACKETS.finditer(self._text, begin, limit):
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
            if depth == 0:
                return found.end()
        return None

    def _after(self, index: int, line: WrittenLine) -> int:
        if line.tail:
            return line.tail.line
        goes_on_inside = line.is_enclosed or line.rest[:1] in {"|", ">"}
        return self._first_not_deeper(index, line.column - 1) if goes_on_inside else index + 1

    def _first_not_deeper(self, index: int, column: int) -> int:
        for below in range(index + 1, len(self._lines)):
            content = self._lines[below]
            if content and self._indents[below] <= column and content[self._indents[below]] not in "]}":
                return below
        return len(self._lines)

    def _says_something(self, index: int) -> bool:
        content = self._lines[index]
        return bool(content) and content[self._indents[index]] != "#" and content not in {"---", "..."}


def _key(content: str, start: int) -> tuple[str | None, int]:
    """Return the key that begins here, if one does, and where its colon stands."""
    quoted = _QUOTED.match(content, start)
    if quoted:
        is_key = f"{content} ".startswith(": ", quoted.end())
        return (quoted[0][1:-1], quoted.end()) if is_key else (None, start)
    colon = f"{content} ".find(": ", start)
    if colon < 0 or content[start] in _NOT_IN_KEY:
        return None, start
    return content[start:colon].rstrip(" "), colon
