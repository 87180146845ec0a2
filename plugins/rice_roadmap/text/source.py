"""The only reader of YAML: bytes to plain data with the place of every value, or to problems in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from rice_roadmap.text.characters import MOST_PROBLEMS
from rice_roadmap.text.decoding import Decoded, decode, with_plain_blocks
from rice_roadmap.text.document import Data, Document, Place, Pointer
from rice_roadmap.text.everyday_yaml import everyday
from rice_roadmap.text.problem import Code, Problem
from rice_roadmap.text.walk import NotReadableError, Walk
from rice_roadmap.text.yaml_words import UNFIT

try:
    # Not the documented entry; but `YAML(typ="safe")` never finds this parser, which is ten times as fast.
    from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined] # it is re-exported, but not by name
except ImportError:
    CParser = None

__all__ = [
    "PARSERS",
    "Data",
    "Document",
    "Parser",
    "Place",
    "Pointer",
    "Reader",
    "Reading",
    "once",
    "parse_all",
    "read",
    "read_everyday",
    "recalled",
]

# What a parser was reading when it gave up long after the place to mend.
_BEGAN_THERE = re.compile(r"simple key|quoted scalar")
_IN_ESCAPE = re.compile(r"escape|hexdecimal")

_MISINDENTED = frozenset({Code.TAB_CHARACTER, Code.NON_BREAKING_SPACE})

#: Turns a text into what YAML finds in it, piece by piece; raises NotReadableError where it gives up.
Parser = Callable[[str], Iterator[Any]]


def parse_in_c(text: str) -> Iterator[Any]:
    """Return what the C parser finds; only where its extension is installed."""
    return _found(_events_in_c(text))


def parse_in_python(text: str) -> Iterator[Any]:
    """Return what the parser finds that runs everywhere."""
    return _found(YAML(typ="safe", pure=True).parse(text))


#: The parsers there are here, the fastest first.
PARSERS: tuple[Parser, ...] = (parse_in_python,) if CParser is None else (parse_in_c, parse_in_python)


def parse_all(text: str, parser: Parser = PARSERS[0]) -> list[Any]:
    """Return everything that is found in a text which the reader has nothing against, as the reader found it."""
    plain = with_plain_blocks(text)
    try:
        return list(parser(plain))
    except NotReadableError:
        return list(parse_in_python(plain))


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What a file says, if it could be understood, and everything wrong with its text."""

    document: Document | None
    problems: tuple[Problem, ...]


#: What reads a file: `read`, or what knows already what `read` would say.
Reader = Callable[[str, bytes], Reading]


def read(path: str, raw: bytes, parser: Parser | None = None) -> Reading:
    """Return what the bytes of a file say; nothing that somebody wrote makes it fail.

    A parser that is named reads everything; else the fastest there is reads what is not everyday YAML.
    """
    found = read_everyday(path, raw) if parser is None else None
    return _parsed(path, decode(path, raw), parser or PARSERS[0]) if found is None else found


def read_everyday(path: str, raw: bytes) -> Reading | None:
    """Return what `read` does where that takes no parser: as soon as anybody could look it up."""
    decoded = decode(path, raw)
    data = everyday(decoded.text) if decoded.text is not None and decoded.is_plain else None
    return None if data is None else recalled(path, raw, data)


def _parsed(path: str, decoded: Decoded, parser: Parser) -> Reading:
    if decoded.text is None:
        return Reading(document=None, problems=_in_order(decoded.problems))
    walk = Walk(path, decoded.text, decoded.stand_in)
    try:
        walk.run(parser(decoded.text))
    except NotReadableError:
        # The C parser is older and refuses more, such as `[https://example.com]`: the other has the last word.
        walk = Walk(path, decoded.text, decoded.stand_in)
        walk.run_and_explain(parse_in_python(decoded.text))
    problems = [*decoded.problems, *walk.problems]
    if any(problem.code in _MISINDENTED for problem in problems):
        # What does not fit may fit once the indentation is mended.
        problems = [problem for problem in problems if problem.message != UNFIT.message]
    return Reading(document=walk.document, problems=_in_order(problems))


def once(reader: Reader = read) -> Reader:
    """Return a reader that reads each file once, however often it is asked for: what did not change is one document."""
    known: dict[tuple[str, bytes], Reading] = {}

    def read_once(path: str, raw: bytes) -> Reading:
        found = known.get((path, raw))
        if found is None:
            found = known[path, raw] = reader(path, raw)
        return found

    return read_once


def recalled(path: str, raw: bytes, data: dict[str, Data]) -> Reading:
    """Return the reading of a file of which somebody knows that nothing is wrong with it, and what it says."""
    return Reading(document=Document(path=path, data=data, places=_PlacesLater(path, raw)), problems=())


class _PlacesLater(Mapping[Pointer, Place]):
    """The places of a file's values, found when somebody asks for the first: nearly always nobody does."""

    __slots__ = ("_file", "_found")

    def __init__(self, path: str, raw: bytes) -> None:
        """Keep what it takes to find them."""
        self._file = (path, raw)
        self._found: Mapping[Pointer, Place] | None = None

    def __getitem__(self, pointer: Pointer) -> Place:
        return self._places[pointer]

    def __iter__(self) -> Iterator[Pointer]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    @property
    def _places(self) -> Mapping[Pointer, Place]:
        if self._found is None:
            document = read(*self._file, PARSERS[0]).document
            self._found = {} if document is None else document.places
        return self._found


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems from above, each once, and no more than a person can use."""
    return tuple(sorted(set(problems), key=lambda problem: problem.order))[:MOST_PROBLEMS]


def _events_in_c(text: str) -> Iterator[Any]:
    parser = CParser(text)
    is_more, following = parser.check_event, parser.get_event
    while is_more():
        yield following()


def _found(events: Iterable[Any]) -> Iterator[Any]:
    try:
        yield from events
    except (YAMLError, ValueError, OverflowError, RecursionError) as error:
        raise _refusal(error) from error


def _refusal(error: Exception) -> NotReadableError:
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return NotReadableError()
    began_there = error.context_mark is not None and _BEGAN_THERE.search(str(error.context))
    mark = error.context_mark if began_there else error.problem_mark
    return NotReadableError(mark, is_escape=_IN_ESCAPE.search(str(error.problem)) is not None)
