"""Laws that hold for whatever bytes come in: one for each door, told to whoever throws bytes at it.

A law takes bytes and returns nothing; it raises AssertionError where it is broken, and what a door raises by itself
is a broken law too. `python3 dev.py fuzz` looks for bytes that break them; `test_laws.py` tries the seeds alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any
from unittest import mock

from rice_roadmap.bring.drafting import draft_from
from rice_roadmap.bring.importing import prepare
from rice_roadmap.bring.mapping import KINDS
from rice_roadmap.bring.proving import proven
from rice_roadmap.bring.refusal import Refusal, Unfit
from rice_roadmap.checking.inspection import inspect
from rice_roadmap.model.audience import Audience, internal_portfolio, public_portfolio
from rice_roadmap.model.filing import path_of
from rice_roadmap.ranking.outlook import outlook
from rice_roadmap.ranking.tradeoffs import tradeoffs
from rice_roadmap.text.characters import find_forbidden
from rice_roadmap.text.document import Data, Pointer
from rice_roadmap.text.editing import REMOVE, Change, NotEditableError, edit
from rice_roadmap.text.problem import Problem, has_errors
from rice_roadmap.text.prose import lead, plain, render
from rice_roadmap.text.schema import Kind, check
from rice_roadmap.text.source import PARSERS, read
from rice_roadmap.text.spans import line_start, spans
from tests.memory import Memory
from tests.text.harmless import malformed, unexpected

TODAY = date(2026, 11, 23)
ALL_KINDS = tuple(Kind)
WORDS = tuple(KINDS)
ENDINGS = (".csv", ".json", ".jsonl", ".tsv", ".txt", "")

PLAN = """\
product: Example
reach: {unit: customers, period: quarter}
areas: [{id: sharing, title: Sharing}]
objectives: [{id: fewer-calls, title: Fewer support calls}]
segments: [{id: large, title: Large}]
capacity: [{period: 2027-Q1, effort: 2, held_back: 0.5}, {period: 2027-Q1, effort: 1, area: sharing}]
promises: {smallest_group: 1}
"""
AROUND: Mapping[str, bytes | str] = {
    "roadmap/plan.yaml": PLAN,
    "requests/export.yaml": "title: Export\nneed: Numbers.\npotential_impact: Much.\narea: sharing\n",
    "roadmap/items/export.yaml": """\
title: Export
summary: One click.
status: planned
answers: [export]
area: sharing
rice: {reach: {likely: 800, low: 600, because: Counted.}, impact: high, confidence: 50%, effort: 1}
""",
}

#: What an edit sets, from plain to odd.
VALUES: tuple[Data, ...] = (
    "word",
    "two words: # and more",
    "",
    "line\nother\n",
    "  in\n\nout",
    0,
    Decimal("2.50"),
    True,
    None,
    [],
    {},
    ["x", "y, z"],
    {"likely": 5, "because": "one\ntwo\n"},
    [{"title": "T", "how": "H"}, "x"],
)

#: As they are before they remember what they were asked.
_RENDER, _PLAIN = render.__wrapped__, plain.__wrapped__

_LINE_END = re.compile(r"\r\n?|\n")
_MARKS = re.compile(r"(?:> ?)*")


def reader(raw: bytes) -> None:
    """A file is understood or has problems, each in its place; it always reads the same, or is refused."""
    readings = [read("file.yaml", raw), *(read("file.yaml", raw, parser) for parser in PARSERS)]
    for reading in readings:
        assert reading.document is not None or reading.problems
        _look_at(reading.problems, raw)
        if not reading.problems:
            assert not find_forbidden(raw.decode("utf-8-sig"))
            assert b"\t" not in raw
    refused = [bool(reading.problems) for reading in readings]
    assert all(refused) or all(reading == readings[0] for reading in readings)


def shape(raw: bytes) -> None:
    """The first byte says which kind of file the others are: it is checked, and, if sound, ranked beside others."""
    kind, raw = ALL_KINDS[raw[0] % len(ALL_KINDS)] if raw else Kind.REQUEST, raw[1:]
    path = path_of(kind, "fuzzed", "export")
    reading = read(path, raw)
    if reading.document is None:
        return
    problems = check(kind, reading.document)
    _look_at(problems, raw)
    if reading.problems or has_errors(problems):
        return
    inspection = inspect(Memory({**AROUND, path: raw}), today=TODAY)
    _look_at([problem for problem in inspection.problems if problem.where.path == path], raw)
    internal = internal_portfolio(inspection.portfolio).public
    for audience, portfolio in (
        (Audience.PUBLIC, public_portfolio(inspection.portfolio)),
        (Audience.INTERNAL, internal),
    ):
        found = outlook(portfolio, today=TODAY, audience=audience)
        tradeoffs(found, portfolio)


def prose(raw: bytes) -> None:
    """Whatever is written becomes harmless, well-formed HTML, and plain words on one line, cut where asked."""
    text = raw.decode(errors="replace")
    html = str(render(text))
    assert not list(unexpected(html)), list(unexpected(html))
    assert not malformed(html), malformed(html)
    words = plain(text)
    assert (html, words) == _the_long_way(text)
    assert words == " ".join(words.split())
    assert len(lead(text, most=12)) <= 12
    assert lead(text, most=len(words)) == words


def editing(raw: bytes) -> None:
    """Two bytes say what of the others is set to what: exactly that changes, and no character above it."""
    if len(raw) < 2:
        return
    text = raw[2:].decode(errors="replace")
    reading = read("", text.encode())
    if reading.document is None or reading.problems:
        return
    before = reading.document.data
    pointers = sorted(filter(None, reading.document.places), key=str)
    if not pointers:
        return
    pointer = pointers[raw[0] % len(pointers)]
    value = (*VALUES, REMOVE)[raw[1] % (len(VALUES) + 1)]
    try:
        after = edit(text, [Change(pointer=pointer, value=value)])
    except NotEditableError:
        return
    again = read("", after.encode())
    assert not again.problems
    assert again.document is not None
    assert again.document.data == _changed(before, pointer, value), after
    around = [other for other in pointers if other[:-1] == pointer[:-1]]
    if value is not REMOVE or len(around) > 1:
        # Where nothing is left, the line of what held it says so.
        assert after.startswith(text[: _start(text, pointer)].rstrip("\r\n")), after


def mail(raw: bytes) -> None:
    """A pasted mail is understood or refused; what it says of a new record can be written, and reads back."""
    for kind in (Kind.REQUEST, Kind.ASK, Kind.ITEM):
        draft = draft_from(kind, raw)
        if isinstance(draft, Refusal):
            assert draft.message
            assert draft.hint or draft.message
            continue
        whole: dict[str, Data] = {**_LEAST[kind], **draft.data}
        found = proven(kind, path_of(kind, "fuzzed", "export"), whole)
        assert not isinstance(found, Unfit) or draft.name, found


def rows(raw: bytes) -> None:
    """Two bytes say which export the others are: every row is planned or left over, and what is planned is sound."""
    if len(raw) < 2:
        return
    word, ending = WORDS[raw[0] % len(WORDS)], ENDINGS[raw[1] % len(ENDINGS)]
    found = prepare(word, f"board{ending}", raw[2:], Memory(AROUND))
    if isinstance(found, Refusal):
        assert found.message
        return
    assert all(rejected.reason for rejected in found.rejected)
    for file in found.files:
        reading = read(file.path, file.content)
        assert reading.document is not None
        assert not reading.problems
        assert not has_errors(check(KINDS[word], reading.document))


#: Every law by its name.
LAWS: Mapping[str, Callable[[bytes], None]] = {law.__name__: law for law in (reader, shape, prose, editing, mail, rows)}

_LEAST: Mapping[Kind, Mapping[str, Data]] = {
    Kind.REQUEST: {"title": "T", "need": "N", "potential_impact": "P"},
    Kind.ASK: {"account": "A"},
    Kind.ITEM: {"title": "T", "summary": "S", "status": "candidate"},
}


def _look_at(problems: Iterable[Problem], raw: bytes) -> None:
    """Each problem stands inside the file, in order, and is one sentence and an advice."""
    found = list(problems)
    assert found == sorted(found, key=lambda problem: problem.order)
    lines = _LINE_END.split(raw.decode(errors="replace").removeprefix("\ufeff"))
    for problem in found:
        assert 1 <= problem.where.line <= len(lines), problem
        assert 1 <= problem.where.column <= len(lines[problem.where.line - 1]) + 1, problem
        assert problem.message.endswith((".", "?")), problem
        assert (problem.message + problem.hint).isprintable(), problem
    twice = [problem for problem, count in Counter(found).items() if count > 1]
    assert not twice, twice


def _the_long_way(text: str) -> tuple[str, str]:
    """Return the HTML and the words that a text gives where it is not taken for an everyday one."""
    with mock.patch("rice_roadmap.text.prose._everyday", return_value=None):
        return str(_RENDER(text)), _PLAIN(text)


def _changed(data: Any, pointer: Pointer, value: Any) -> Any:
    changed = deepcopy(data)
    here = changed
    for part in pointer[:-1]:
        here = here[part]
    if value is REMOVE:
        del here[pointer[-1]]
    else:
        here[pointer[-1]] = value
    return changed


def _start(text: str, pointer: Pointer) -> int:
    """Return where the line begins on which an entry stands."""
    entry: Any = None
    span: Any = spans(text, PARSERS[0])
    for part in pointer:
        entry = span.entry(part)
        span = entry.value
    return line_start(text, entry.start)
