"""The writer: whatever data it is given, the reader finds the same in what it writes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rice_roadmap.text.characters import find_forbidden
from rice_roadmap.text.document import Data
from rice_roadmap.text.scalar import MOST_WHOLE_DIGITS
from rice_roadmap.text.source import PARSERS, Parser, read
from rice_roadmap.text.writing import write

CHARACTERS = st.characters(exclude_categories=["Cs"]).filter(lambda character: not find_forbidden(character))
SIGNS = st.sampled_from(
    [*" \n\t:#-'\"|>[]{},&*!%@`?~\\=.0159ab", "\r\n", "\n\n", "  ", "\u00a0", ": ", " #", "no", "null"]
)
TEXTS = st.one_of(st.text(CHARACTERS), st.lists(SIGNS, max_size=8).map("".join))
WHOLE = st.integers(min_value=1 - 10**MOST_WHOLE_DIGITS, max_value=10**MOST_WHOLE_DIGITS - 1)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=6)
SCALARS = st.one_of(TEXTS, WHOLE, DECIMALS, st.booleans(), st.none())
KEYS = st.one_of(st.text("abcdefgh_-0123456789", min_size=1), st.text("éß :#'\"{&*!|>-?,a0😀", min_size=1))
VALUES = st.recursive(
    SCALARS,
    lambda inside: st.one_of(st.lists(inside, max_size=4), st.dictionaries(KEYS, inside, max_size=4)),
    max_leaves=12,
)

REQUEST: dict[str, Data] = {
    "title": "Single sign-on, with the account at work",
    "need": "Our people type forty passwords.\n\n- one in the morning\n  - and one at noon\n",
    "workaround": "A script.\nIt breaks.",
    "area": "access",
    "votes": {"count": 17, "on": "2026-05-01"},
    "asks": [
        {"account": "globex", "says": "Fix #12: now", "deal": Decimal("1200.50"), "on": "2026-Q3"},
        {"account": "0123", "says": "no", "links": []},
    ],
    "links": ["https://example.com/a?b=c#d", "80%", "- x", " ", ""],
    "final": True,
    "until": None,
}

WRITTEN = """\
# yaml-language-server: $schema=../schema/request.schema.json
# Taken over from another system.
title: Single sign-on, with the account at work
need: |
  Our people type forty passwords.

  - one in the morning
    - and one at noon
workaround: |-
  A script.
  It breaks.
area: access
votes:
  count: 17
  on: 2026-05-01
asks:
  - account: globex
    says: "Fix #12: now"
    deal: 1200.50
    on: 2026-Q3
  - account: "0123"
    says: "no"
    links: []
links:
  - https://example.com/a?b=c#d
  - 80%
  - "- x"
  - " "
  - ""
final: true
until: null
"""


def test_a_file_looks_as_if_written_by_hand() -> None:
    """Keys stand in their order, words without quotes, texts of several lines as they are."""
    comment = "Taken over from another system."
    assert write(REQUEST, schema="../schema/request.schema.json", comment=comment) == WRITTEN


@pytest.mark.parametrize("parser", PARSERS)
@given(data=st.dictionaries(KEYS, VALUES, max_size=5))
@example(data={"a": "\n x\n"})
@example(data={"a": "x\n\n\n"})
@example(data={"a": "x\n \ny"})
@example(data={"a": "\ttab"})
@example(data={"a": [[[]], [{}], [{"b": ["c\nd", ["e\n"]]}]]})
@example(data={"a": "1e3", "b": "0x1f", "c": ".5", "d": "2026-01-31", "e": "007", "f": "~"})
def test_what_is_written_reads_back_equal(parser: Parser, data: dict[str, Data]) -> None:
    """Every text that may be in a file can be put there, and comes out as it went in, keys in their order."""
    reading = read("file.yaml", write(data, schema="x.json").encode(), parser)
    assert reading.problems == ()
    assert reading.document is not None
    assert reading.document.data == data
    assert _keys(reading.document.data) == _keys(data)


@given(data=st.dictionaries(KEYS, VALUES, max_size=5))
def test_every_key_is_found_at_its_place(data: dict[str, Data]) -> None:
    """At the place of a key stands the key, plain or in quotes."""
    text = write(data, schema="x.json")
    document = read("file.yaml", text.encode()).document
    assert document is not None
    lines = text.split("\n")
    for pointer in document.places:
        if pointer and isinstance(key := pointer[-1], str):
            where = document.key_at(pointer)
            assert lines[where.line - 1][where.column - 1 :].startswith((f"{key}:", '"'))


@pytest.mark.parametrize(
    "word", ["no", "Yes", "on", "null", "True", "y", "0x1f", "012", "1e3", "12", "~", "- a", "a: b", "a #b"]
)
def test_a_word_that_others_read_differently_stands_in_quotes(word: str) -> None:
    """People open the files with other programs, some of which take `no` for false."""
    assert write({"a": word}, schema="x.json").endswith(f'\na: "{word}"\n')


@pytest.mark.parametrize(
    "data",
    [
        {"a": "x\u200by"},
        {"a": "x\ry"},
        {"a": "\ud83d"},
        {"a": Decimal("NaN")},
        {"a": Decimal("1e999999999")},
        {"a": 10**MOST_WHOLE_DIGITS},
        {"": "a"},
        {"<<": "a"},
        {"e\u0301": "a"},
        {"x" * 2000: "a"},
        {"x\x00": "a"},
    ],
)
def test_what_no_file_can_say_is_not_written(data: dict[str, Data]) -> None:
    """It is a mistake of the program, found before anything is on disk."""
    with pytest.raises(ValueError, match=r"no file|forbidden|too long"):
        write(data, schema="x.json")


def test_a_comment_cannot_become_data() -> None:
    """Each line of a comment stays one; what would break out of it is refused."""
    assert write({}, schema="x.json", comment="a\nb: c") == "# yaml-language-server: $schema=x.json\n# a\n# b: c\n{}\n"
    with pytest.raises(ValueError, match="comment"):
        write({}, schema="x.json", comment="a\u2028b: c")


def _keys(value: Data) -> list[object]:
    if isinstance(value, dict):
        return [(key, _keys(inside)) for key, inside in value.items()]
    return [_keys(inside) for inside in value] if isinstance(value, list) else []
