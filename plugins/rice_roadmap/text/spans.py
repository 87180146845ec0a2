"""What stands where in a YAML text, to the character, so that a change can leave everything else as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Self

from rice_roadmap.text.source import Parser, parse_all

_COLON = re.compile(r"[ \r\n]*:")
_BLANKS = re.compile(r"(?:[ \r\n]|#[^\n]*)*")
_LINE_END = re.compile(r"\r?\n|\Z")


class Form(Enum):
    """How a value is written: nothing, on a line, as a block of text, in brackets, or one entry below the other."""

    EMPTY = auto()
    LINE = auto()
    TEXT_BLOCK = auto()
    BRACKETS = auto()
    LINES = auto()


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """A value from its first character to behind its last; blanks and comments behind it are no part of it.

    `column` is that of the keys or dashes in it, from 0; `quote` the sign around a text, if there is one.
    """

    start: int
    end: int
    form: Form
    column: int = 0
    quote: str = ""
    entries: tuple[EntrySpan, ...] = ()

    def entry(self, step: str | int) -> EntrySpan | None:
        """Return the entry of that key or position, if there is one."""
        if isinstance(step, int):
            return self.entries[step] if step < len(self.entries) else None
        return next((entry for entry in self.entries if entry.name == step), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class EntrySpan:
    """A key with its value, or an entry of a list; the label is what stands before the value: a key, a dash.

    `label_end` is behind the colon or the dash; None where there is none, as in `{a, b: 1}`.
    """

    name: str
    start: int
    label_end: int | None
    value: Span

    @property
    def end(self) -> int:
        """Where the entry ends, its value included."""
        return self.value.end


@dataclass(frozen=True, kw_only=True, slots=True)
class Splice:
    """A piece of text in place of what stands between two characters."""

    start: int
    end: int
    text: str

    @classmethod
    def at(cls, index: int, text: str) -> Self:
        """Return the splice that only puts something in."""
        return cls(start=index, end=index, text=text)


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return the text with its pieces put in; they come in order and do not overlap."""
    pieces: list[str] = []
    done = 0
    for splice in splices:
        pieces += [text[done : splice.start], splice.text]
        done = splice.end
    return "".join([*pieces, text[done:]])


def spans(text: str, parser: Parser) -> Span | None:
    """Return where the whole value of a text stands, with everything in it; None where there is none.

    The text must be one that the reader has nothing against.
    """
    events = (event for event in parse_all(text, parser) if _is_about_values(event))
    first = next(events, None)
    return None if first is None else _Walk(text, events).value(first, column=-1, label_end=0)


def line_start(text: str, index: int) -> int:
    """Return where the line of a character begins."""
    return text.rfind("\n", 0, index) + 1


def line_end(text: str, index: int) -> int:
    """Return where the line of a character ends, before its line end."""
    found = _LINE_END.search(text, index)
    return found.start() if found else len(text)


def newline(text: str) -> str:
    """Return how the lines of a text end."""
    end = line_end(text, 0)
    return "\r\n" if text.startswith("\r\n", end) else "\n"


def behind_blanks(text: str, index: int) -> int:
    """Return where the next sign stands that is neither a blank, a line end nor part of a comment."""
    found = _BLANKS.match(text, index)
    return found.end() if found else index


def _is_about_values(event: Any) -> bool:
    return type(event).__name__.startswith(("Scalar", "Mapping", "Sequence"))


class _Walk:
    """One way through what a parser finds."""

    def __init__(self, text: str, events: Iterator[Any]) -> None:
        self._text = text
        self._events = events

    def value(self, event: Any, *, column: int, label_end: int) -> Span:
        """Return the span of the value that begins with an event, behind a label in a column."""
        kind = type(event).__name__
        if kind == "ScalarEvent":
            return self._scalar(event, column, label_end)
        start = event.start_mark.index
        inner = column if event.flow_style else event.start_mark.column
        is_mapping = kind == "MappingStartEvent"
        found, last = self._pairs(inner) if is_mapping else self._list(event, inner)
        if event.flow_style:
            end = last.end_mark.index
            return Span(start=start, end=end, form=Form.BRACKETS, column=column, entries=tuple(found))
        # The parser ends it where the next thing begins, behind comments and blank lines.
        return Span(start=start, end=found[-1].end, form=Form.LINES, column=inner, entries=tuple(found))

    def _scalar(self, event: Any, column: int, label_end: int) -> Span:
        start, end, style = event.start_mark.index, event.end_mark.index, event.style or ""
        if style and style in "|>":
            return Span(start=start, end=self._end_of_block(start, end, column), form=Form.TEXT_BLOCK)
        if start == end:
            # Where an empty value stands, the parsers disagree.
            return Span(start=label_end, end=label_end, form=Form.EMPTY)
        return Span(start=start, end=end, form=Form.LINE, quote=style)

    def _end_of_block(self, start: int, end: int, column: int) -> int:
        """Return where a block of text ends without the blank lines behind it, which belong to nobody."""
        if end and self._text[end - 1] == "\n":
            end -= 2 if self._text[end - 2] == "\r" else 1
        keeps_blank_lines = "+" in self._text[start : start + 3]
        while not keeps_blank_lines and end > start:
            begin = line_start(self._text, end)
            if begin <= start or self._text[begin:end].strip(" \r") or end - begin > column + 1:
                break
            end = begin - (2 if self._text[begin - 2] == "\r" else 1)
        return end

    def _pairs(self, column: int) -> tuple[list[EntrySpan], Any]:
        """Return the entries of a mapping, and the event that ends it."""
        found: list[EntrySpan] = []
        while type(key := next(self._events)).__name__ == "ScalarEvent":
            colon = _COLON.match(self._text, key.end_mark.index)
            label_end = colon.end() if colon else None
            behind = key.end_mark.index if label_end is None else label_end
            value = self.value(next(self._events), column=column, label_end=behind)
            found.append(EntrySpan(name=key.value, start=key.start_mark.index, label_end=label_end, value=value))
        return found, key

    def _list(self, opening: Any, column: int) -> tuple[list[EntrySpan], Any]:
        """Return the entries of a list, and the event that ends it."""
        found: list[EntrySpan] = []
        while not type(event := next(self._events)).__name__.endswith("EndEvent"):
            if opening.flow_style:
                start = label_end = event.start_mark.index
            else:
                start = behind_blanks(self._text, found[-1].end) if found else opening.start_mark.index
                label_end = start + 1
            value = self.value(event, column=column, label_end=label_end)
            found.append(EntrySpan(name="", start=start, label_end=label_end, value=value))
        return found, event
