"""One way through what a parser finds in a text: from its events to data with places, and to problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from rice_roadmap.text.characters import MOST_PROBLEMS, STRANGE_SPACES, find_forbidden, location, without_forbidden
from rice_roadmap.text.document import Data, Document
from rice_roadmap.text.escapes import escapes
from rice_roadmap.text.problem import Location, Problem
from rice_roadmap.text.scalar import Unusable, value_of
from rice_roadmap.text.tree import EndOfReading, Tree
from rice_roadmap.text.yaml_advice import Refusal, advise, advise_on_text
from rice_roadmap.text.yaml_lines import BLOCK_HEADER
from rice_roadmap.text.yaml_words import (
    EMPTY,
    KEY_WITH_PARTS,
    NOT_A_MAPPING,
    SECOND_DOCUMENT,
    UNFIT,
    Words,
    comment_cuts,
    sign,
    strange_space,
    unusable_number,
)

_CUT_SOMEWHERE = re.compile(r" #(?=[^ \r\n])")
_CUT = re.compile(r" +(?=#[^ \r\n])")
_CUT_EMPTY = re.compile(r" *:? +(?=#[^ \r\n])")
_CUT_BLOCK = re.compile(r"[|>][0-9+-]{0,2} +(?=#[^ \r\n])")

_STRANGE = frozenset(STRANGE_SPACES)

# What may stand behind the end of a file's data, and what must stand there before a second document.
_NOTHING = re.compile(r"(?:[ \r\n]|#[^\n]*|\.\.\.(?=[ \r\n]|\Z))*")
_SECOND_DOCUMENT = re.compile(r"\.\.\. *(?:#[^\n]*)?\r?\n[^%]|---(?=[ \r\n]|\Z)")


class NotReadableError(Exception):
    """A parser gave up: at this mark, or it does not say where; `is_escape` if inside a text in double quotes."""

    def __init__(self, mark: Any = None, *, is_escape: bool = False) -> None:
        """Keep the place."""
        super().__init__("not YAML")
        self.mark = mark
        self.is_escape = is_escape


class Walk:
    """One way through what a parser finds, from event to event."""

    def __init__(self, path: str, text: str, stand_in: str) -> None:
        """Stand before the first event; `stand_in` is no part of what anybody wrote."""
        self.document: Document | None = None
        self._problems: list[Problem] = []
        self._path = path
        self._text = text
        self._stand_in = stand_in
        self._tree = Tree(path)
        self._has_cuts = _CUT_SOMEWHERE.search(text) is not None
        self._is_whole = False
        self._is_misindented = False
        self._key_end: Any = None
        self._end = 0

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong that was met on the way."""
        return (*self._problems, *self._tree.problems)

    def run(self, events: Iterable[Any]) -> None:
        """Read to the end, or to where reading must end; raises NotReadableError where the parser gives up."""
        try:
            for event in events:
                self._take(event)
                self._end = event.end_mark.index
        except EndOfReading:
            pass
        if self._is_whole:
            self._finish()

    def run_and_explain(self, events: Iterable[Any]) -> None:
        """Read to the end, and say in plain words why the parser gives up if it does."""
        try:
            self.run(events)
        except NotReadableError as refusal:
            self._problems += self._explained(refusal)

    def _take(self, event: Any) -> None:
        match type(event).__name__:
            case "ScalarEvent":
                self._take_scalar(event)
            case "MappingStartEvent":
                self._open(event, {})
            case "SequenceStartEvent":
                self._open(event, [])
            case "MappingEndEvent" | "SequenceEndEvent":
                self._tree.close()
            case "AliasEvent":
                self._take_alias(event)
            case "DocumentEndEvent" | "StreamEndEvent":
                self._end_document(event)

    def _open(self, event: Any, data: dict[str, Data] | list[Data]) -> None:
        self._refuse_properties(event)
        line, column = _place(event.start_mark)
        if self._tree.expects_key:
            is_template = self._text.startswith("{{", event.start_mark.index - 1)
            self._tree.report(line, column, sign("{", None) if is_template else KEY_WITH_PARTS)
            self._key_end = event.end_mark
        self._tree.open(data, line, column)

    def _take_scalar(self, event: Any) -> None:
        value = event.value
        if self._stand_in:
            value = value.replace(self._stand_in, "")
        has_properties = event.anchor is not None or event.ctag is not None
        if has_properties:
            self._refuse_properties(event)
        elif event.style == '"':
            value = self._without_forbidden(event, value)
        elif event.style:
            self._check_block(event)
        if self._tree.expects_key:
            self._take_key(event, value)
        elif has_properties:
            self._add(event, without_forbidden(value) if event.style else self._as_written(event))
        elif event.style:
            self._add(event, value)
        else:
            self._take_plain(event, value)

    def _take_key(self, event: Any, key: str) -> None:
        line, column = _place(event.start_mark)
        self._key_end = event.end_mark
        if not event.style:
            key = self._without_strange_spaces(key, line, column)
        self._tree.add_key(key, line, column)

    def _without_strange_spaces(self, key: str, line: int, column: int) -> str:
        if key[:1] in _STRANGE:
            self._tree.report(line, column, strange_space(key[0], starts_line=line))
            # What looks indented is not, so nothing is where it was meant to be.
            self._is_misindented = True
        elif key[-1:] in _STRANGE:
            words = strange_space(key[-1])
            key = key.rstrip(STRANGE_SPACES)
            self._tree.report(line, column + len(key), words)
        return key

    def _take_plain(self, event: Any, text: str) -> None:
        line, column = _place(event.start_mark)
        if text[:1] in _STRANGE:
            self._tree.report(line, column, strange_space(text[0]))
            text = text.strip(STRANGE_SPACES)
        if self._has_cuts:
            self._check_cut(event)
        value = value_of(text)
        if isinstance(value, Unusable):
            self._tree.report(line, column, unusable_number(value, self._tree.name))
            value = text
        if event.value:
            self._tree.add_value(value, line, column)
        else:
            # In a list, the parser stands behind the dash.
            self._tree.add_nothing(line, column - 1)

    def _take_alias(self, event: Any) -> None:
        line, column = _place(event.start_mark)
        expects_key = self._tree.expects_key
        words = sign("*", None if expects_key else self._tree.name)
        self._tree.report(line, column, words)
        if expects_key:
            self._key_end = event.end_mark
            self._tree.skip_value()
        else:
            self._add(event, self._as_written(event))

    def _end_document(self, event: Any) -> None:
        behind = _NOTHING.match(self._text, event.end_mark.index)
        end = behind.end() if behind else 0
        if end < len(self._text):
            where = location(self._path, self._text, end)
            if not _SECOND_DOCUMENT.match(self._text, event.start_mark.index):
                self._give_up(where.line, where.column, UNFIT)
            self._problems.append(SECOND_DOCUMENT.at(where))
        self._is_whole = True
        raise EndOfReading

    def _give_up(self, line: int, column: int, words: Words) -> NoReturn:
        """End where one parser reads on and the other does not, so that both give one answer."""
        self._problems += advise(self._path, self._text, Refusal(line=line, column=column, words=words))
        raise EndOfReading

    def _add(self, event: Any, value: Data) -> None:
        self._tree.add_value(value, *_place(event.start_mark))

    def _as_written(self, event: Any) -> str:
        written = self._text[event.start_mark.index : event.end_mark.index]
        return written.replace(self._stand_in, "") if self._stand_in else written

    def _refuse_properties(self, event: Any) -> None:
        for character, there in (("&", event.anchor), ("!", event.ctag)):
            if there is not None:
                name = None if self._tree.expects_key else self._tree.name
                self._tree.report(*_place(event.start_mark), sign(character, name))

    def _check_block(self, event: Any) -> None:
        if event.style not in "|>":
            return
        start = event.start_mark
        if not BLOCK_HEADER.match(self._text, start.index):
            self._give_up(*_place(start), sign(event.style, self._tree.name))
        cut = _CUT_BLOCK.match(self._text, start.index)
        if cut:
            words = comment_cuts(self._tree.name, everything=False)
            self._tree.report(start.line + 1, start.column + cut.end() - start.index + 1, words)

    def _check_cut(self, event: Any) -> None:
        is_empty = not event.value
        end = self._key_end if is_empty and self._tree.in_mapping else event.end_mark
        cut = (_CUT_EMPTY if is_empty else _CUT).match(self._text, end.index)
        if cut:
            words = comment_cuts(self._tree.name, everything=is_empty)
            self._tree.report(end.line + 1, end.column + cut.end() - end.index + 1, words)

    def _without_forbidden(self, event: Any, value: str) -> str:
        if not find_forbidden(value):
            return value
        if len(self._problems) < MOST_PROBLEMS:
            self._problems += self._escapes(event.start_mark)
        return without_forbidden(value)

    def _escapes(self, opening: Any) -> Iterator[Problem]:
        line, column = _place(opening)
        return escapes(self._text, opening.index, Location(path=self._path, line=line, column=column))

    def _explained(self, refusal: NotReadableError) -> Iterable[Problem]:
        if refusal.mark is None:
            # A number in an escape that no character has: the parser says neither so nor where.
            opening = self._text.find('"', self._end)
            found = tuple(escapes(self._text, opening, location(self._path, self._text, opening)))
            return found or advise(self._path, self._text, Refusal(line=1, column=1, words=UNFIT))
        found = tuple(self._escapes(refusal.mark)) if refusal.is_escape else ()
        line, column = _place(refusal.mark)
        return found or advise(self._path, self._text, Refusal(line=line, column=column, words=UNFIT))

    def _finish(self) -> None:
        data = self._tree.data
        if data is None:
            self._problems.append(EMPTY.at(Location(path=self._path)))
        elif not isinstance(data, dict):
            line, column, _, _ = self._tree.places[()]
            where = Location(path=self._path, line=line, column=column)
            is_text = isinstance(data, str)
            self._problems += advise_on_text(self._path, self._text, where) if is_text else [NOT_A_MAPPING.at(where)]
        elif not self._is_misindented:
            self.document = Document(path=self._path, data=data, places=self._tree.places)


def _place(mark: Any) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1
