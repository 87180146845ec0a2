"""Changes of what stands on lines of its own: `key: value` below each other, and entries behind a dash."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from rice_roadmap.text.document import Data
from rice_roadmap.text.spans import EntrySpan, Form, Span, Splice, line_end, line_start, newline
from rice_roadmap.text.writing import write

_COMMENT_BESIDE_HEADER = re.compile(r"[|>][0-9+-]{0,2}( +#[^\r\n]*)?")
_COMMENT_BELOW = re.compile(r"\r?\n(?P<indent> *)(?P<comment>#[^\r\n]*)")
_COMMENT_OR_NOTHING_BELOW = re.compile(r"\r?\n(?P<indent> *)(?P<comment>(?:#[^\r\n]*)?)(?=\r?\n|\Z)")
_COMMENT_ABOVE = re.compile(r"( *)#(?! *yaml-language-server)")


def replaced(text: str, span: Span, entry: EntrySpan, value: Data) -> Iterator[list[Splice]]:
    """Yield ways to write another value behind a key or a dash, the one that changes least first."""
    for lines in _spellings(value, entry.value.quote):
        yield list(_behind_label(text, entry, span.column, lines if entry.name else _beside_dash(lines)))


def added(text: str, span: Span, index: int, label: str, value: Data) -> Iterator[list[Splice]]:
    """Yield ways to write a new entry as the one at `index`, behind a key and its colon, or behind a dash."""
    spellings = [_labelled(label, lines) for lines in _spellings(value, quote="")]
    if index:
        yield from ([_below(text, span, index - 1, lines)] for lines in spellings)
    else:
        yield from ([_above(text, span, 0, lines)] for lines in spellings)
    if index == len(span.entries) and not text.endswith("\n"):
        # A block of text takes the line end behind it for its own: one that has none can only stay the last.
        yield from ([_above(text, span, index - 1, lines)] for lines in spellings)


def removed(text: str, span: Span, index: int) -> Iterator[list[Splice]]:
    """Yield ways to take out an entry beside which others stand."""
    entry = span.entries[index]
    start, end = line_start(text, entry.start), line_end(text, entry.end)
    if text[start : entry.start].strip(" "):
        if index + 1 < len(span.entries):
            yield [_off_its_dash(text, entry, span.entries[index + 1])]
    elif end < len(text):
        yield [Splice(start=start, end=text.index("\n", end) + 1, text="")]
        # A block of text above would take what stands there for its own: comments further in, or blank lines.
        for below in (_COMMENT_BELOW, _COMMENT_OR_NOTHING_BELOW):
            yield [Splice(start=_end_of_line_above(text, start), end=_behind(text, end, below, span.column), text="")]
    else:
        # The file goes on ending without a line end, unless a block of text above needs the one it has.
        yield [Splice(start=_end_of_line_above(text, start), end=end, text="")]
        yield [Splice(start=start, end=end, text="")]


def _end_of_line_above(text: str, start: int) -> int:
    return line_end(text, line_start(text, start - 1)) if start else 0


def _spellings(value: Data, quote: str) -> Iterator[list[str]]:
    """Yield lines for a value, the first for beside its key: in the quotes that were there, else as they are best."""
    if isinstance(value, str) and quote and "\n" not in value:
        yield [f"'{value.replace(quote, quote * 2)}'" if quote == "'" else json.dumps(value, ensure_ascii=False)]
    first, *others = write({"k": value}, schema="").split("\n")[1:-1]
    yield [first.removeprefix("k:").lstrip(" "), *others]
    if isinstance(value, str):
        yield [json.dumps(value, ensure_ascii=False)]


def _beside_dash(lines: Sequence[str]) -> list[str]:
    """Return the lines such that also what has entries of its own begins beside the dash."""
    first, *others = lines
    return [first, *others] if first else [others[0].lstrip(" "), *others[1:]]


def _labelled(label: str, lines: Sequence[str]) -> list[str]:
    first, *others = lines if label else _beside_dash(lines)
    return [f"{label or '-'} {first}".rstrip(" "), *others]


def _behind_label(text: str, entry: EntrySpan, column: int, lines: Sequence[str]) -> Iterator[Splice]:
    first, *others = lines
    value = entry.value
    label_end = value.start if entry.label_end is None else entry.label_end
    beside = f" {first}" if first else ""
    below = _on_lines_of_their_own(text, others, column)
    end_of_label_line = line_end(text, label_end)
    is_beside_label = value.start <= end_of_label_line
    if value.form is Form.TEXT_BLOCK:
        header = _COMMENT_BESIDE_HEADER.match(text, value.start)
        comment = (header and header[1]) or ""
        yield Splice(start=label_end, end=value.end, text=beside + comment + below)
    elif value.form is Form.EMPTY:
        yield Splice.at(label_end, beside)
        yield Splice.at(end_of_label_line, below)
    elif value.form is Form.LINES and is_beside_label:
        yield Splice(start=label_end, end=line_end(text, value.end), text=beside + below)
    elif is_beside_label or (value.form is not Form.LINES and first and not others):
        yield Splice(start=value.start if first else label_end, end=value.end, text=first)
        yield Splice.at(line_end(text, value.end), below)
    else:
        yield Splice.at(label_end, beside)
        yield Splice(start=end_of_label_line, end=line_end(text, value.end), text=below)


def _below(text: str, span: Span, index: int, lines: Sequence[str]) -> Splice:
    """Return the lines put below an entry, and below the comments that are indented as parts of it."""
    # Behind the last entry of something that is itself inside, a comment beside its keys is still about them.
    is_last_inside = span.column > 0 and index + 1 == len(span.entries)
    column = span.column - 1 if is_last_inside else span.column
    end = _behind(text, line_end(text, span.entries[index].end), _COMMENT_BELOW, column)
    return Splice.at(end, _on_lines_of_their_own(text, lines, span.column))


def _behind(text: str, end: int, below: re.Pattern[str], column: int) -> int:
    """Return the end of the last of the lines below that are such, and hold no comment up to the column."""
    while (found := below.match(text, end)) and (not found["comment"] or len(found["indent"]) > column):
        end = found.end()
    return end


def _above(text: str, span: Span, index: int, lines: Sequence[str]) -> Splice:
    """Return the lines put above an entry, and above the comments that stand on it."""
    entry = span.entries[index]
    start = line_start(text, entry.start)
    written = _on_lines_of_their_own(text, lines, span.column).removeprefix(newline(text))
    if text[start : entry.start].strip(" "):
        # It shares its line with the dash in front of it, which stays where it is.
        return Splice.at(entry.start, f"{written.lstrip(' ')}{newline(text)}{' ' * span.column}")
    while start and (comment := _COMMENT_ABOVE.match(text, line_start(text, start - 1))):
        if len(comment[1]) != span.column:
            break
        start = comment.start()
    return Splice.at(start, f"{written}{newline(text)}")


def _off_its_dash(text: str, entry: EntrySpan, following: EntrySpan) -> Splice:
    """Return the entry taken from between a dash and the entries below it."""
    end = line_end(text, entry.end)
    if not text[end : following.start].strip(" \r\n"):
        return Splice(start=entry.start, end=following.start, text="")
    # Comments stand between: the dash keeps its line, so that they keep theirs.
    return Splice(start=len(text[: entry.start].rstrip(" ")), end=end, text="")


def _on_lines_of_their_own(text: str, lines: Sequence[str], column: int) -> str:
    return "".join(f"{newline(text)}{' ' * column}{line}" if line else newline(text) for line in lines)
