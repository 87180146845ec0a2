"""Laws of editing: whatever a file looks like, a change changes what it says it does, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from copy import deepcopy
from decimal import Decimal
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from rice_roadmap.text.document import Data, Pointer
from rice_roadmap.text.editing import REMOVE, Change, edit
from rice_roadmap.text.source import PARSERS, read
from rice_roadmap.text.spans import line_end, line_start, spans

KEYS = ("a", "b", "c d", "e", "7f")
COMMENTS = ("", "", "", " # why", "   # it's: {so}, [far]")
WORDS = ("x", "two words", "it's", 'say "hi"', "a: b", "# no comment", "yes", "007", "é 😀", "- dash", "[x]", "80%", "")

plain_values = st.sampled_from(["word", "two words", "12", "-1.50", "true", "null", "~", "2027-01-31", "a-b", "80%"])
texts = st.sampled_from(WORDS)
double_quoted = texts.map(lambda text: json.dumps(text, ensure_ascii=False))
single_quoted = texts.map(lambda text: "'" + text.replace("'", "''") + "'")
quoted_values = double_quoted | single_quoted
comments = st.sampled_from(COMMENTS)
between = st.lists(st.sampled_from(["", "# alone", "   # further in"]), max_size=2)


@st.composite
def in_brackets(draw: st.DrawFn, depth: int) -> str:
    """Return a list or a mapping in brackets, on one line or several, with or without a comma at its end."""
    keys = draw(st.lists(st.sampled_from(KEYS), max_size=3, unique=True))
    values = [draw(st.one_of(plain_values, quoted_values, *([in_brackets(depth - 1)] if depth else []))) for _ in keys]
    is_list = draw(st.booleans())
    entries = values if is_list else [f"{key}: {value}" for key, value in zip(keys, values, strict=True)]
    opening, closing = "[]" if is_list else "{}"
    if entries and depth == 1 and draw(st.booleans()):
        last = draw(st.sampled_from(["", ","]))
        commas = [","] * (len(entries) - 1) + [last]
        lines = [f"      {entry}{comma}{draw(comments)}" for entry, comma in zip(entries, commas, strict=True)]
        return "\n".join([f"{opening}{draw(comments)}", *lines, f"      {closing}"])
    blank = draw(st.sampled_from(["", " "]))
    last = draw(st.sampled_from(["", ",", ", "])) if entries else ""
    return f"{opening}{blank}{', '.join(entries)}{last}{blank}{closing}"


@st.composite
def text_block(draw: st.DrawFn, indent: int) -> list[str]:
    """Return the lines of a block of text, its header first."""
    header = draw(st.sampled_from(["|", "|-", ">", ">-", "|+"])) + draw(st.sampled_from(["", " # header"]))
    lines = draw(st.lists(st.sampled_from(["text", "  further", "# no comment", "", "k: v"]), min_size=1, max_size=4))
    first = next((line for line in lines if line), "")
    if first.startswith(" "):
        lines = ["text", *lines]
    blank = draw(st.sampled_from([[], [""], ["", ""]]))
    return [header, *(f"{' ' * indent}{line}" if line else "" for line in lines), *blank]


@st.composite
def lines_of(draw: st.DrawFn, indent: int, depth: int) -> list[str]:
    """Return what follows a key or a dash: the rest of its line, and the lines below."""
    kinds = ["plain", "quoted", "empty", "brackets", "block"] + (["mapping", "list"] if depth else [])
    match draw(st.sampled_from(kinds)):
        case "plain":
            return [f" {draw(plain_values)}{draw(comments)}"]
        case "quoted":
            return [f" {draw(quoted_values)}{draw(comments)}"]
        case "empty":
            return [draw(comments)]
        case "brackets":
            first, *others = draw(in_brackets(1)).split("\n")
            lines = [f" {first}", *(" " * indent + line for line in others)]
            return [*lines[:-1], lines[-1] + draw(comments)]
        case "block":
            first, *others = draw(text_block(indent + 2))
            return [f" {first}", *others]
        case "mapping":
            return [draw(comments), *draw(mapping(indent + 2, depth - 1))]
        case _:
            step = draw(st.sampled_from([0, 2]))
            return [draw(comments), *draw(list_lines(indent + step, depth - 1))]


@st.composite
def mapping(draw: st.DrawFn, indent: int, depth: int) -> list[str]:
    """Return the lines of a mapping."""
    lines: list[str] = []
    for key in draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True)):
        written = draw(st.sampled_from([key, f'"{key}"', f"'{key}' "]))
        first, *others = draw(lines_of(indent, depth))
        lines += [*draw(between), f"{' ' * indent}{written}:{first}", *others]
    return lines


@st.composite
def list_lines(draw: st.DrawFn, indent: int, depth: int) -> list[str]:
    """Return the lines of a list, whose mappings begin beside the dash."""
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        if depth and draw(st.booleans()):
            body = draw(mapping(indent + 2, depth - 1))
            while body and (not body[0].strip() or body[0].strip().startswith("#")):
                body = body[1:]
            first, *others = body
            lines += [*draw(between), f"{' ' * indent}- {first.lstrip(' ')}", *others]
        else:
            first, *others = draw(lines_of(indent, 0))
            lines += [*draw(between), f"{' ' * indent}-{first}", *others]
    return lines


@st.composite
def files(draw: st.DrawFn) -> str:
    """Return the text of a file that the reader has nothing against."""
    lines = draw(mapping(0, 2))
    start = draw(st.sampled_from([[], ["# yaml-language-server: $schema=x"], ["---"]]))
    text = "\n".join([*start, *lines]) + draw(st.sampled_from(["\n", "", "\n\n# the end\n"]))
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


SCALARS: Sequence[Data] = [
    "line\nother\n",
    "line\n\nother",
    "\nfirst",
    "end\n\n",
    "  in\n",
    0,
    Decimal("2.50"),
    True,
    None,
]
PARTS: Sequence[Data] = [
    [],
    {},
    ["x", "y, z"],
    {"likely": 5, "because": "one\ntwo\n"},
    [{"title": "T", "how": "H"}, "x"],
]
values = st.sampled_from([*WORDS, *SCALARS, *PARTS])


def pointers(data: Data, pointer: Pointer = ()) -> Iterator[Pointer]:
    """Yield the way to every value below the root."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in entries:
        yield (*pointer, step)
        yield from pointers(value, (*pointer, step))


def data_of(text: str) -> dict[str, Data]:
    """Return what a text says."""
    reading = read("", text.encode())
    assert reading.problems == ()
    assert reading.document is not None
    return reading.document.data


def entry_at(text: str, pointer: Pointer) -> tuple[int, int]:
    """Return where the lines of an entry begin and end."""
    entry: Any = None
    span: Any = spans(text, PARSERS[0])
    for step in pointer:
        entry = span.entry(step)
        span = entry.value
    return line_start(text, entry.start), line_end(text, entry.end)


def is_subsequence(few: list[str], many: list[str]) -> bool:
    """Return whether the lines of one list stand in the other in the same order."""
    rest = iter(many)
    return all(line in rest for line in few)


@given(text=files(), data=st.data())
def test_setting_a_value_touches_its_own_lines_alone(text: str, data: st.DataObject) -> None:
    """What stands above and below the lines of the value is as it was, and so is every other value."""
    before = data_of(text)
    pointer = data.draw(st.sampled_from(list(pointers(before))))
    value = data.draw(values)
    after = edit(text, [Change(pointer=pointer, value=value)])
    expected: Any = deepcopy(before)
    here = expected
    for step in pointer[:-1]:
        here = here[step]
    here[pointer[-1]] = value
    assert data_of(after) == expected
    start, end = entry_at(text, pointer)
    assert after.startswith(text[:start])
    if isinstance(value, dict | list):
        # New entries stand behind the comments that are indented as part of the last one.
        assert is_subsequence(text[end:].splitlines()[1:], after[start:].splitlines())
    else:
        assert after.rstrip("\r\n").endswith(text[end:].rstrip("\r\n"))
    assert edit(after, [Change(pointer=pointer, value=value)]) == after
    assert {edit(text, [Change(pointer=pointer, value=value)], parser=parser) for parser in PARSERS} == {after}


@given(text=files(), data=st.data())
def test_a_new_key_or_entry_leaves_every_line_but_one(text: str, data: st.DataObject) -> None:
    """Every line stays, in its order; at most the line that a new entry joins is another."""
    before = data_of(text)
    places = [place for place in ((), *pointers(before)) if isinstance(value_at(before, place), dict | list)]
    pointer = data.draw(st.sampled_from(places))
    here = value_at(before, pointer)
    step = len(here) if isinstance(here, list) else "new"
    value = data.draw(values)
    after = edit(text, [Change(pointer=(*pointer, step), value=value)])
    expected: Any = deepcopy(before)
    there = value_at(expected, pointer)
    if isinstance(there, list):
        there.append(value)
    else:
        there[step] = value
    assert data_of(after) == expected
    assert sum(line not in after.splitlines() for line in text.splitlines()) <= 1
    assert edit(after, [Change(pointer=(*pointer, step), value=value)]) == after


@given(text=files(), data=st.data())
def test_removing_takes_the_lines_of_the_entry_alone(text: str, data: st.DataObject) -> None:
    """What stands above and below stays; removing what is not there changes nothing."""
    before = data_of(text)
    choices = [place for place in pointers(before) if len(value_at(before, place[:-1])) > 1]
    assume(choices)
    pointer = data.draw(st.sampled_from(choices))
    after = edit(text, [Change(pointer=pointer, value=REMOVE)])
    expected: Any = deepcopy(before)
    del value_at(expected, pointer[:-1])[pointer[-1]]
    assert data_of(after) == expected
    start, end = entry_at(text, pointer)
    assert after.startswith(text[:start].rstrip("\r\n"))
    # What stood below a dash may stand beside it now, without the blank lines before it.
    below = [line.lstrip(" -") for line in text[end:].splitlines()[1:] if line]
    if "|" in text or ">" in text:
        # A block of text above would swallow comments that are indented as part of what goes.
        below = [line for line in below if not line.startswith("#")]
    assert is_subsequence(below, [line.lstrip(" -") for line in after.splitlines()])
    if isinstance(pointer[-1], str):
        assert edit(after, [Change(pointer=pointer, value=REMOVE)]) == after


def value_at(data: Any, pointer: Pointer) -> Any:
    """Return what stands at a place."""
    for step in pointer:
        data = data[step]
    return data
