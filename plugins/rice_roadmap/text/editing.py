"""Changes of single values in a YAML text: only the lines that must change do, and every comment stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import takewhile

from rice_roadmap.text import bracket_edits, line_edits
from rice_roadmap.text.document import Data, Pointer
from rice_roadmap.text.shape import ENTRY, Kind, properties
from rice_roadmap.text.source import PARSERS, Parser, read
from rice_roadmap.text.spans import Form, Span, Splice, newline, spans, spliced

_MARK = "\ufeff"


class Removal(Enum):
    """What takes the place of a value that goes."""

    REMOVE = "remove"


#: In a change, in place of a value: the key or the entry goes.
REMOVE = Removal.REMOVE


class NotEditableError(ValueError):
    """A file that no command can change, and why, in plain sentences; nothing of it has been changed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One value to set, or to remove.

    What is missing on the way to it is made. The position behind the last entry of a list adds one.
    """

    pointer: Pointer
    value: Data | Removal


@dataclass(frozen=True, kw_only=True, slots=True)
class _Step:
    """One thing to do to a text: an entry of the mapping or list at `pointer` is set, put in or taken out."""

    pointer: Pointer
    entry: str | int
    value: Data | Removal
    is_new: bool = False


def edit(text: str, changes: Sequence[Change], *, kind: Kind | None = None, parser: Parser = PARSERS[0]) -> str:
    """Return the text with the changes made, and everything else as it was, to the character.

    New keys stand where the schema of `kind` has them, else at the end. Changes that change nothing leave the text
    as it is. Raises NotEditableError where the text has problems, where a change leads into a value without parts,
    or where no way to write a change leaves all other values as they are.
    """
    mark = _MARK if text.startswith(_MARK) else ""
    text = text.removeprefix(_MARK)
    data: Data = _understood(text, parser)
    for change in changes:
        for step in _steps_of(change, data):
            data = _changed(data, (*step.pointer, step.entry), step.value, is_new=step.is_new)
            text = _written(text, step, data, kind, parser)
    return mark + text


def _understood(text: str, parser: Parser) -> dict[str, Data]:
    reading = read("", text.encode("utf-8", "surrogatepass"), parser)
    if reading.document is None or reading.problems:
        first = reading.problems[0]
        raise NotEditableError(f"Line {first.where.line} must be mended first: {first.message} {first.hint}".rstrip())
    return reading.document.data


def _written(text: str, step: _Step, data: Data, kind: Kind | None, parser: Parser) -> str:
    """Return the text after a step: the first way to write it that says exactly what the data says."""
    try:
        ways = [spliced(text, splices) for splices in _ways(text, step, kind, parser)]
    except ValueError as error:
        raise NotEditableError(f"The new value cannot stand in a file: it is {error}.") from error
    # A block of text at the very end may need the line end that the file goes without.
    ends = ("",) if text.endswith("\n") else ("", newline(text))
    for written in (way + end for way in ways for end in ends):
        reading = read("", written.encode("utf-8", "surrogatepass"), parser)
        if reading.document is not None and not reading.problems and _same(reading.document.data, data):
            return written
    place = ".".join(str(part) for part in (*step.pointer, step.entry))
    raise NotEditableError(f"`{place}` is written in a way that no command can change safely. Change it by hand.")


def _ways(text: str, step: _Step, kind: Kind | None, parser: Parser) -> Iterator[Iterable[Splice]]:
    span = _span_at(spans(text, parser), step.pointer)
    if span is None:
        return
    in_brackets = span.form is Form.BRACKETS
    if step.is_new:
        label = bracket_edits.label(step.entry) if isinstance(step.entry, str) else ""
        index = step.entry if isinstance(step.entry, int) else _place_of(step, span, kind)
        value = None if isinstance(step.value, Removal) else step.value
        ways = bracket_edits.added if in_brackets else line_edits.added
        yield from ways(text, span, index, label, value)
        return
    entry = span.entry(step.entry)
    if entry is None:
        return
    if isinstance(step.value, Removal):
        yield from (bracket_edits.removed if in_brackets else line_edits.removed)(text, span, span.entries.index(entry))
    elif in_brackets:
        yield from bracket_edits.replaced(entry, step.value)
    else:
        yield from line_edits.replaced(text, span, entry, step.value)


def _span_at(span: Span | None, pointer: Pointer) -> Span | None:
    for part in pointer:
        entry = span.entry(part) if span else None
        span = entry.value if entry else None
    return span


def _place_of(step: _Step, span: Span, kind: Kind | None) -> int:
    """Return the position at which a new key stands: behind the one that the schema has before it."""
    order = [] if kind is None else _keys_at(kind, step.pointer)
    names = [entry.name for entry in span.entries]
    if step.entry not in order:
        return len(names)
    before = [name for name in takewhile(lambda name: name != step.entry, order) if name in names]
    if before:
        return names.index(before[-1]) + 1
    behind = [name for name in order if name in names]
    return names.index(behind[0]) if behind else len(names)


def _keys_at(kind: Kind, pointer: Pointer) -> list[str]:
    """Return the keys that a mapping may hold, in the order of the schema."""
    paths = [found.path for found in properties(kind)]
    known = set(paths)
    around: tuple[str, ...] = ()
    for part in pointer:
        named = (*around, str(part))
        around = named if isinstance(part, str) and named in known else (*around, ENTRY)
    return [path[-1] for path in paths if path[:-1] == around]


def _steps_of(change: Change, data: Data) -> Iterator[_Step]:
    """Yield what to do for a change, one after another, each such that what it is done to keeps some entry."""
    wanted = _changed(data, change.pointer, change.value)
    if not isinstance(wanted, dict) or not wanted:
        raise NotEditableError("Nothing would be left in the file. Delete the file instead.")
    around = _value_at(wanted, change.pointer[:-1])
    if isinstance(change.value, Removal) and around and not _same(data, wanted):
        # As equal entries of a list are told apart by their comments, the one that was meant goes.
        yield _Step(pointer=change.pointer[:-1], entry=change.pointer[-1], value=REMOVE)
    else:
        yield from _steps((), data, wanted)


def _value_at(data: Data, pointer: Pointer) -> Data:
    for part in pointer:
        if isinstance(data, dict) and isinstance(part, str):
            data = data.get(part)
        else:
            data = data[part] if isinstance(data, list) and isinstance(part, int) and part < len(data) else None
    return data


def _steps(pointer: Pointer, old: Data, new: Data) -> Iterator[_Step]:
    """Yield what to do to turn data into other data that is not empty."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key, value in new.items():
            if key in old:
                yield from _steps_at(pointer, key, old[key], value)
        # What is new comes before what goes, so that no mapping is empty in between.
        yield from (_Step(pointer=pointer, entry=key, value=new[key], is_new=True) for key in new if key not in old)
        yield from (_Step(pointer=pointer, entry=key, value=REMOVE) for key in old if key not in new)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _steps_in_list(pointer, old, new)


def _steps_in_list(pointer: Pointer, old: list[Data], new: list[Data]) -> Iterator[_Step]:
    shorter = min(len(old), len(new))
    first = next((index for index in range(shorter) if not _same(old[index], new[index])), shorter)
    last = next((index for index in range(shorter - first) if not _same(old[-1 - index], new[-1 - index])), None)
    kept_behind = shorter - first if last is None else last
    for index in range(first, shorter - kept_behind):
        yield from _steps_at(pointer, index, old[index], new[index])
    for index in range(shorter - kept_behind, len(new) - kept_behind):
        yield _Step(pointer=pointer, entry=index, value=new[index], is_new=True)
    for index in reversed(range(shorter - kept_behind, len(old) - kept_behind)):
        yield _Step(pointer=pointer, entry=index, value=REMOVE)


def _steps_at(pointer: Pointer, part: str | int, old: Data, new: Data) -> Iterator[_Step]:
    if _same(old, new):
        return
    both_have_parts = (isinstance(old, dict) and isinstance(new, dict)) or (
        isinstance(old, list) and isinstance(new, list)
    )
    if both_have_parts and new:
        yield from _steps((*pointer, part), old, new)
    else:
        yield _Step(pointer=pointer, entry=part, value=new)


def _changed(data: Data, pointer: Pointer, value: Data | Removal, *, is_new: bool = False) -> Data:
    """Return the data with one value set, put in or removed; what is missing on the way is made."""
    if not pointer:
        return None if isinstance(value, Removal) else value
    part, rest = pointer[0], pointer[1:]
    if data is None:
        if isinstance(value, Removal):
            return None
        data = {} if isinstance(part, str) else []
    if isinstance(data, dict) and isinstance(part, str):
        return _changed_mapping(data, part, rest, value, is_new=is_new)
    if isinstance(data, list) and isinstance(part, int) and 0 <= part <= len(data):
        return _changed_list(data, part, rest, value, is_new=is_new)
    raise NotEditableError(f"There is no place `{part}` in what stands there: it has no such parts.")


def _changed_mapping(
    data: dict[str, Data], key: str, rest: Pointer, value: Data | Removal, *, is_new: bool
) -> dict[str, Data]:
    if isinstance(value, Removal) and (not rest or key not in data):
        return {name: entry for name, entry in data.items() if name != key}
    return {**data, key: _changed(data.get(key), rest, value, is_new=is_new)}


def _changed_list(data: list[Data], index: int, rest: Pointer, value: Data | Removal, *, is_new: bool) -> list[Data]:
    if isinstance(value, Removal) and (not rest or index == len(data)):
        return [*data[:index], *data[index + 1 :]]
    is_put_in = index == len(data) or (is_new and not rest)
    entry = _changed(None if is_put_in else data[index], rest, value, is_new=is_new)
    return [*data[:index], entry, *data[index if is_put_in else index + 1 :]]


def _same(one: Data, other: Data) -> bool:
    """Return whether two values are the same to a reader: `true` is not 1, but 2.50 is 2.5."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return _kind_of(one) is _kind_of(other) and one == other


def _kind_of(value: Data) -> type:
    return Decimal if isinstance(value, int) and not isinstance(value, bool) else type(value)
