"""Changes of what stands in brackets: `{key: value, …}` and `[entry, …]`, on one line or on several."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from rice_roadmap.text.document import Data
from rice_roadmap.text.spans import EntrySpan, Form, Span, Splice, behind_blanks, line_end, line_start, newline
from rice_roadmap.text.writing import write

# What means something between brackets that it does not mean elsewhere.
_NEEDS_QUOTES = re.compile(r"[,\[\]{}:#]")
_REST_OF_LINE = re.compile(r",? *(?:#[^\r\n]*)?(?=\r?\n)")


def replaced(entry: EntrySpan, value: Data) -> Iterator[list[Splice]]:
    """Yield ways to write another value in the place of one."""
    for written in _spellings(value, entry.value.quote):
        if entry.value.form is not Form.EMPTY:
            yield [Splice(start=entry.value.start, end=entry.value.end, text=written)]
        else:
            yield [Splice.at(entry.end, f"{':' if entry.label_end is None else ''} {written}")]


def added(text: str, span: Span, index: int, label: str, value: Data) -> Iterator[list[Splice]]:
    """Yield ways to write a new entry as the one at `index`, with a key and its colon or, in a list, without."""
    for spelling in _spellings(value, quote=""):
        written = f"{label} {spelling}".lstrip(" ")
        if not span.entries:
            yield [Splice.at(span.start + 1, written)]
        elif index:
            yield list(_behind(text, span.entries[index - 1], written))
        else:
            yield [_before(text, span.entries[0], written)]


def removed(text: str, span: Span, index: int) -> Iterator[list[Splice]]:
    """Yield ways to take out an entry beside which others stand."""
    entry = span.entries[index]
    comma = _comma_behind(text, entry)
    if _has_lines_of_its_own(text, entry):
        yield [Splice(start=line_start(text, entry.start), end=text.index("\n", entry.end) + 1, text="")]
    elif comma is not None and index + 1 < len(span.entries):
        yield [Splice(start=entry.start, end=_behind_spaces(text, comma + 1), text="")]
    elif index:
        before = span.entries[index - 1].end
        stays = text[before : entry.start].strip(" ") != ","
        yield [Splice(start=entry.start if stays else before, end=entry.end, text="")]


def _behind(text: str, entry: EntrySpan, written: str) -> Iterator[Splice]:
    comma = _comma_behind(text, entry)
    if not _has_lines_of_its_own(text, entry):
        # A comma behind the last entry may stay the last sign, and becomes the one between the two.
        is_last_sign = comma is not None and text[behind_blanks(text, comma + 1)] in "]}"
        yield Splice.at(comma + 1, f" {written}") if comma and is_last_sign else Splice.at(entry.end, f", {written}")
        return
    if comma is None:
        yield Splice.at(entry.end, ",")
    indent = text[line_start(text, entry.start) : entry.start]
    yield Splice.at(line_end(text, entry.end), f"{newline(text)}{indent}{written}{'' if comma is None else ','}")


def _before(text: str, entry: EntrySpan, written: str) -> Splice:
    if not _has_lines_of_its_own(text, entry):
        return Splice.at(entry.start, f"{written}, ")
    indent = text[line_start(text, entry.start) : entry.start]
    return Splice.at(entry.start, f"{written},{newline(text)}{indent}")


def _has_lines_of_its_own(text: str, entry: EntrySpan) -> bool:
    before = text[line_start(text, entry.start) : entry.start]
    return not before.strip(" ") and _REST_OF_LINE.match(text, entry.end) is not None


def _comma_behind(text: str, entry: EntrySpan) -> int | None:
    index = behind_blanks(text, entry.end)
    return index if text[index] == "," else None


def _behind_spaces(text: str, index: int) -> int:
    return len(text) - len(text[index:].lstrip(" "))


def label(key: str) -> str:
    """Return a key with its colon, as it stands before a value."""
    return write({key: None}, schema="").split("\n")[1].removesuffix(" null")


def _spellings(value: Data, quote: str) -> Iterator[str]:
    """Yield the value on one line: in the quotes that were there, else as it is best."""
    if isinstance(value, str) and quote and not (quote == "'" and "\n" in value):
        yield f"'{value.replace(quote, quote * 2)}'" if quote == "'" else json.dumps(value, ensure_ascii=False)
    yield _on_one_line(value)


def _on_one_line(value: Data) -> str:
    match value:
        case dict():
            return f"{{{', '.join(f'{label(key)} {_on_one_line(entry)}' for key, entry in value.items())}}}"
        case list():
            return f"[{', '.join(_on_one_line(entry) for entry in value)}]"
    written = write({"k": value}, schema="").split("\n")[1:-1]
    plain = written[0].removeprefix("k: ")
    is_text = isinstance(value, str)
    needs_quotes = is_text and not plain.startswith('"') and (len(written) > 1 or _NEEDS_QUOTES.search(plain))
    return json.dumps(value, ensure_ascii=False) if needs_quotes else plain
