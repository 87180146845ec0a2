"""Plain data grown from what a parser says, one key and value at a time, within limits and with every place."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from rice_roadmap.text.characters import MOST_PROBLEMS
from rice_roadmap.text.document import Data, Place, Pointer
from rice_roadmap.text.problem import Code, Location, Problem
from rice_roadmap.text.yaml_words import DASH, MERGE_KEY, MISSING_KEY, Words, called

#: No file needs more, and whoever walks the data may rely on it.
MOST_DEPTH = 24
MOST_VALUES = 20_000


class EndOfReading(Exception):  # noqa: N818 -- it ends a walk, and its reason is among the problems
    """Nothing after this place can be read."""


@dataclass(kw_only=True, slots=True)
class _Branch:
    """An open mapping or list; without a pointer where it will be dropped, as the value of a key written twice is."""

    data: dict[str, Data] | list[Data]
    pointer: Pointer | None
    is_key: bool
    expects_key: bool
    key: str | None = None
    key_place: tuple[int, int] = (1, 1)


class Tree:
    """The data of one file while it grows."""

    def __init__(self, path: str) -> None:
        """Begin with nothing read."""
        self.data: Data = None
        self.places: dict[Pointer, Place] = {}
        self.problems: list[Problem] = []
        self._path = path
        self._branches: list[_Branch] = []
        self._values = 0

    @property
    def expects_key(self) -> bool:
        """Whether what comes next is the key of a mapping."""
        return bool(self._branches) and self._branches[-1].expects_key

    @property
    def in_mapping(self) -> bool:
        """Whether what comes next belongs to a mapping."""
        return bool(self._branches) and isinstance(self._branches[-1].data, dict)

    @property
    def name(self) -> str | None:
        """What the value to come is called by: its key, or the dash of a list entry."""
        if not self._branches:
            return None
        branch = self._branches[-1]
        return branch.key if isinstance(branch.data, dict) else DASH

    def report(self, line: int, column: int, words: Words) -> None:
        """Keep a problem of the file; nobody reads on behind too many."""
        self.problems.append(words.at(Location(path=self._path, line=line, column=column)))
        if len(self.problems) >= MOST_PROBLEMS:
            raise EndOfReading

    def add_key(self, key: str, line: int, column: int) -> None:
        """Take the key of the value to come; a key that cannot be used takes its value with it."""
        branch = self._branches[-1]
        branch.expects_key = False
        branch.key = key if self._is_usable(key, branch, line, column) else None
        branch.key_place = (line, column)

    def skip_value(self) -> None:
        """Drop the value to come, because its key cannot be used."""
        branch = self._branches[-1]
        branch.expects_key, branch.key = False, None

    def add_value(self, value: Data, line: int, column: int) -> None:
        """Take a value without parts."""
        self._put(value, line, column)
        if self._branches:
            branch = self._branches[-1]
            branch.expects_key = isinstance(branch.data, dict)

    def add_nothing(self, line: int, column: int) -> None:
        """Take an empty value, which stands at its key if it has one."""
        if self.in_mapping:
            line, column = self._branches[-1].key_place
        self.add_value(None, line, column)

    def open(self, data: dict[str, Data] | list[Data], line: int, column: int) -> None:
        """Begin a mapping or a list."""
        if len(self._branches) == MOST_DEPTH:
            self.report(line, column, _TOO_DEEP)
            raise EndOfReading
        is_key = self.expects_key
        pointer = None if is_key else self._put(data, line, column)
        is_mapping = isinstance(data, dict)
        self._branches.append(_Branch(data=data, pointer=pointer, is_key=is_key, expects_key=is_mapping))

    def close(self) -> None:
        """End the mapping or list begun last."""
        closed = self._branches.pop()
        if self._branches:
            branch = self._branches[-1]
            branch.expects_key = isinstance(branch.data, dict) and not closed.is_key
            branch.key = None if closed.is_key else branch.key

    def _put(self, value: Data, line: int, column: int) -> Pointer | None:
        self._values += 1
        if self._values > MOST_VALUES:
            self.report(line, column, _TOO_MANY_VALUES)
            raise EndOfReading
        if not self._branches:
            self.data = value
            self.places[()] = (line, column, line, column)
            return ()
        branch = self._branches[-1]
        if branch.pointer is None:
            return None
        if isinstance(branch.data, list):
            entry = (*branch.pointer, len(branch.data))
            branch.data.append(value)
            self.places[entry] = (line, column, line, column)
            return entry
        if branch.key is None:
            return None
        pointer = (*branch.pointer, branch.key)
        branch.data[branch.key] = value
        self.places[pointer] = (*branch.key_place, line, column)
        return pointer

    def _is_usable(self, key: str, branch: _Branch, line: int, column: int) -> bool:
        if not key:
            self.report(line, column, MISSING_KEY)
        elif key == "<<":
            self.report(line, column, MERGE_KEY)
        elif branch.pointer is not None and key in branch.data:
            first = self.places[(*branch.pointer, key)][0]
            message = f"{called(key, 'This key')} is written twice: lines {first} and {line}."
            self.report(line, column, Words(code=Code.DUPLICATE_KEY, message=message, hint="Keep one."))
        else:
            if not unicodedata.is_normalized("NFC", key):
                self.report(line, column, _NOT_NORMALISED)
            return True
        return False


_TOO_DEEP = Words(
    code=Code.TOO_DEEP,
    message=f"Lists and mappings stand inside each other more than {MOST_DEPTH} levels deep.",
    hint="Write fewer levels.",
)
_TOO_MANY_VALUES = Words(
    code=Code.TOO_MANY_VALUES, message=f"The file holds more than {MOST_VALUES:,} values.", hint="Write several files."
)
_NOT_NORMALISED = Words(
    code=Code.NOT_NORMALISED,
    message="This key is written with separate accents: it looks like another key and is not.",
    hint="Type it anew (Unicode form NFC).",
)
