"""The only reader of YAML: bytes to plain data with the place of every value, or to problems in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from rice_roadmap.text.characters import MOST_PROBLEMS, STRANGE_SPACES, find_forbidden, location, without_forbidden
from rice_roadmap.text.decoding import decode
from rice_roadmap.text.document import Data, Document, Place, Pointer
from rice_roadmap.text.escapes import escapes
from rice_roadmap.text.problem import Code, Location, Problem
from rice_roadmap.text.scalar import Unusable, value_of
from rice_roadmap.text.tree import EndOfReading, Tree
from rice_roadmap.text.yaml_advice import Refusal, advise, advise_on_text
from rice_roadmap.text.yaml_lines import BLOCK_HEADER
from rice_roadmap.text.yaml_words import (
    EMPTY,
    KEY_WITH_PARTS,
    MISSING_KEY,
    NOT_A_MAPPING,
    SECOND_DOCUMENT,
    UNFIT,
    Words,
    comment_cuts,
    sign,
    strange_space,
    unusable_number,
)

try:
    # Not the documented entry; but `YAML(typ="safe")` never finds this parser, which is ten times as fast.
    from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined] # it is re-exported, but not by name
except ImportError:
    CParser = None

__all__ = ["PARSERS", "Data", "Document", "Parser", "Place", "Pointer", "Reading", "read"]

_CUT_SOMEWHERE = re.compile(r" #(?=[^ \r\n])")
_CUT = re.compile(r" +(?=#[^ \r\n])")
_CUT_EMPTY = re.compile(r" *:? +(?=#[^ \r\n])")
_CUT_BLOCK = re.compile(r"[|>][0-9+-]{0,2} +(?=#[^ \r\n])")
_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")

# What a parser was reading when it gave up long after the place to mend.
_BEGAN_THERE = re.compile(r"simple key|quoted scalar")

_IN_ESCAPE = re.compile(r"escape|hexdecimal")

_STRANGE = frozenset(STRANGE_SPACES)

# What the two parsers take for one name; longer ones only one of them reads.
_PLAIN_ALIAS = re.compile(r"\*[A-Za-z0-9_-]+(?=[ \r\n]|[],}]|\Z)")

# What may stand behind the end of a file's data.
_NOTHING = re.compile(r"(?:[ \r\n]|#[^\n]*|\.\.\.(?=[ \r\n]|\Z))*")

# What stands between two documents; without it, what follows does not fit.
_SECOND_DOCUMENT = re.compile(r"\.\.\. *(?:#[^\n]*)?\r?\n[^%]|---(?=[ \r\n]|\Z)")

_MISINDENTED = frozenset({Code.TAB_CHARACTER, Code.NON_BREAKING_SPACE})

#: Turns a text into what YAML finds in it, piece by piece.
Parser = Callable[[str], Iterator[Any]]


def parse_in_c(text: str) -> Iterator[Any]:
    """Return what the C parser finds; only where its extension is installed."""
    parser = CParser(text)
    while parser.check_event():
        yield parser.get_event()


def parse_in_python(text: str) -> Iterator[Any]:
    """Return what the parser finds that runs everywhere."""
    yield from YAML(typ="safe", pure=True).parse(text)


#: The parsers there are here, the fastest first.
PARSERS: tuple[Parser, ...] = (parse_in_python,) if CParser is None else (parse_in_c, parse_in_python)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What a file says, if it could be understood, and everything wrong with its text."""

    document: Document | None
    problems: tuple[Problem, ...]


def read(path: str, raw: bytes, parser: Parser = PARSERS[0]) -> Reading:
    """Return what the bytes of a file say; nothing that somebody wrote makes it fail."""
    decoded = decode(path, raw)
    if decoded.text is None:
        return Reading(document=None, problems=_in_order(decoded.problems))
    walk = _Walk(path, decoded.text, decoded.stand_in)
    walk.run(parser)
    problems = [*decoded.problems, *walk.problems]
    if any(problem.code in _MISINDENTED for problem in problems):
        # What does not fit may fit once the indentation is mended.
        problems = [problem for problem in problems if problem.message != UNFIT.message]
    return Reading(document=walk.document, problems=_in_order(problems))


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems from above, each once, and no more than a person can use."""
    return tuple(sorted(set(problems), key=lambda problem: problem.order))[:MOST_PROBLEMS]


class _Walk:
    """One way through what a parser finds, from event to event."""

    def __init__(self, path: str, text: str, stand_in: str) -> None:
        self.problems: list[Problem] = []
        self.document: Document | None = None
        self._path = path
        self._text = text
        self._stand_in = stand_in
        self._tree = Tree(path)
        self._has_cuts = _CUT_SOMEWHERE.search(text) is not None
        self._is_whole = False
        self._is_misindented = False
        self._key_end: Any = None
        self._end = 0

    def run(self, parser: Parser) -> None:
        """Read to the end, or to where reading must end."""
        found = parser(self._text)
        try:
            while (event := self._next(found)) is not None:
                self._take(event)
        except EndOfReading:
            pass
        self.problems += self._tree.problems
        if self._is_whole:
            self._finish()

    def _next(self, found: Iterator[Any]) -> Any:
        try:
            event = next(found)
        except (YAMLError, ValueError, RecursionError) as error:
            self.problems += self._explain(error)
            return None
        self._end = event.end_mark.index
        return event

    def _take(self, event: Any) -> None:
        kind = type(event)
        if kind is ScalarEvent:
            self._take_scalar(event)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self._tree.close()
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            self._open(event, {} if kind is MappingStartEvent else [])
        elif kind is AliasEvent:
            self._take_alias(event)
        elif kind is DocumentEndEvent or kind is StreamEndEvent:
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
        if event.style == '"':
            value = self._without_forbidden(event, value)
        elif event.style and event.anchor is None and event.ctag is None:
            self._check_block(event)
        if self._tree.expects_key:
            self._take_key(event, value)
        elif event.anchor is not None or event.ctag is not None:
            self._refuse_properties(event)
            self._add(event, self._as_written(event) if not event.style else value)
        elif event.style:
            self._add(event, value)
        else:
            self._take_plain(event, value)

    def _take_key(self, event: Any, key: str) -> None:
        self._refuse_properties(event)
        line, column = _place(event.start_mark)
        self._key_end = event.end_mark
        if not event.style:
            if not event.value:
                self._give_up(line, column, MISSING_KEY)
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
        if not _PLAIN_ALIAS.match(self._text, event.start_mark.index):
            self._give_up(line, column, words)
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
            self.problems.append(SECOND_DOCUMENT.at(where))
        self._is_whole = True
        raise EndOfReading

    def _give_up(self, line: int, column: int, words: Words) -> NoReturn:
        """End where one parser reads on and the other does not, so that both give one answer."""
        self.problems += advise(self._path, self._text, Refusal(line=line, column=column, words=words))
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
        if event.anchor is None and event.ctag is None and len(self.problems) < MOST_PROBLEMS:
            self.problems += self._escapes(event.start_mark)
        if _HALF_CHARACTER.search(value):
            # The C parser gives up here.
            raise EndOfReading
        return without_forbidden(value)

    def _escapes(self, opening: Any) -> Iterator[Problem]:
        line, column = _place(opening)
        return escapes(self._text, opening.index, Location(path=self._path, line=line, column=column))

    def _explain(self, error: Exception) -> Iterable[Problem]:
        if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
            # A number in an escape that no character has: the parser says neither so nor where.
            opening = self._text.find('"', self._end)
            found = tuple(escapes(self._text, opening, location(self._path, self._text, opening)))
            return found or advise(self._path, self._text, Refusal(line=1, column=1, words=UNFIT))
        began_there = error.context_mark is not None and _BEGAN_THERE.search(str(error.context))
        mark = error.context_mark if began_there else error.problem_mark
        found = tuple(self._escapes(mark)) if _IN_ESCAPE.search(str(error.problem)) else ()
        line, column = _place(mark)
        return found or advise(self._path, self._text, Refusal(line=line, column=column, words=UNFIT))

    def _finish(self) -> None:
        data = self._tree.data
        if data is None:
            self.problems.append(EMPTY.at(Location(path=self._path)))
        elif not isinstance(data, dict):
            line, column, _, _ = self._tree.places[()]
            where = Location(path=self._path, line=line, column=column)
            is_text = isinstance(data, str)
            self.problems += advise_on_text(self._path, self._text, where) if is_text else [NOT_A_MAPPING.at(where)]
        elif not self._is_misindented:
            self.document = Document(path=self._path, data=data, places=self._tree.places)


def _place(mark: Any) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1
