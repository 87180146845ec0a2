"""Everyday YAML takes a shorter way, and says what the parser would have said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rice_roadmap.text.document import Document
from rice_roadmap.text.everyday_yaml import everyday
from rice_roadmap.text.source import PARSERS, read, read_everyday
from rice_roadmap.text.tree import MOST_DEPTH, MOST_VALUES
from tests import full

EVERYDAY = """\
# yaml-language-server: $schema=../schema/request.schema.json
title: Export (beta), 3:4 to Excel, and “more”
need: |
  First line: with a colon # and no comment.

    - deeper

  'Last' line.
short: |-
    Only this.
"""
TREE = """\
votes:
  count: 17
  share: 1.50
  on: 2026-05-01
asks:
- account: globex
  says: 'It''s "late"'
- account: "a: b # c"
  links:
  - https://example.com/#top
  - null

  # Nobody asked for more.
nested:
    deep:
        - key: true
          list:
            - ~
last: no
"""

#: Words that mean themselves or a number, and such that YAML takes for something else.
WORDS = ["word", "two words", "12", "1.50", "2026-05-01", "50%", "a:b", "x#y", "'it''s'", '"q: #"', "''", "~", "true"]
ODD = [
    *("01", "-1", "a: b", "a:", "x #y", "word ", "'a' b", '"\\n"', "- z", "[]", "[a, b]", "{}", "&a b", "*a", "!t b"),
    *("?", "? b", "%", "@b", "`b", ",", "...", "---", "“é”", ".inf", "1e3", "=", "<<", "\u00a0", "> x", "|", "|2", ">"),
]
BLOCKS = [
    "|\n    text",
    "|-\n      text\n\n       # more",
    "|\n  text",
    "|\n\n    text",
    "|\n    text\n  \n    more",
    ">\n    x",
]

#: Lines that nearly go together, at every depth.
LINES = st.tuples(
    st.sampled_from(["", "", "", "  ", "  ", "    ", " "]),
    st.sampled_from(["", "", "", "- "]),
    st.sampled_from(["a: ", "b: ", "c: ", "d: ", "e: ", "1: ", "x-y:  ", "f:", "g:", ""]),
    st.one_of(st.just(""), *(st.sampled_from(some) for some in (WORDS, WORDS, BLOCKS, ODD))),
    st.sampled_from(["\n", "\n", "\n", "\n", "\n\n", "\r\n", "\n  # c\n", ""]),
).map("".join)


def by_the_parser(text: str) -> dict[str, object]:
    """Return what the parser finds in a text with which nothing is wrong."""
    reading = read("a.yaml", text.encode(), PARSERS[0])
    assert reading.problems == ()
    assert reading.document is not None
    return dict(reading.document.data)


@pytest.mark.parametrize("text", [EVERYDAY, TREE, EVERYDAY + TREE, (EVERYDAY + TREE).replace("\n", "\r\n")])
def test_everyday_files_are_read_without_the_parser(text: str) -> None:
    """Value for value what it finds, each of the same type, in the same order."""
    assert repr(everyday(text)) == repr(by_the_parser(text))


@pytest.mark.parametrize("path", [path for path in sorted(full.FILES) if "asks" in path])
def test_its_places_are_found_when_somebody_asks(path: str) -> None:
    """They are those of the parser, though nobody looked for them."""
    raw = full.FILES[path].encode()
    found, parsed = read_everyday(path, raw), read(path, raw, PARSERS[0])
    assert found == parsed
    assert isinstance(found.document, Document)
    assert replace(found.document, places=dict(found.document.places)) == parsed.document


@settings(max_examples=800, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=6).map("".join))
def test_there_is_an_answer_only_where_the_parser_gives_the_same(text: str) -> None:
    """And nothing is wrong with the file; everything else is left to it."""
    found = read_everyday("a.yaml", text.encode())
    if found is not None:
        for parser in PARSERS:
            parsed = read("a.yaml", text.encode(), parser)
            assert found == parsed
            assert found.document is not None
            assert parsed.document is not None
            assert repr(found.document.data) == repr(parsed.document.data)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "a: b",
        "a:\n",
        "a:\nb: c\n",
        "a:\n  b:\nc: d\n",
        "- a:\n- b: c\n",
        "a: b\na: c\n",
        "a: b\n  c\n",
        "a: b\n  - c\n",
        "- a\n",
        "  a: b\n",
        "a:\n  - b\n c: d\n",
        "a:\n  b: c\n  - d\n",
        "a: 007\n",
        "a: b # c\n",
        "a: [b]\n",
        "a: |\nb: c\n",
        "a: |\n   b\n  c\n",
        "a:\n  b: |\n  c\n",
        "a: |\n\n  b\n",
        "a: |\n  b\n  \n  c\n",
        f"{'a' * 101}: b\n",
        "".join(f"{' ' * depth}a:\n" for depth in range(MOST_DEPTH)) + f"{' ' * MOST_DEPTH}a: b\n",
        "a:\n" + "- b\n" * (MOST_VALUES // 2),
    ],
)
def test_what_could_mean_something_else_is_left_to_the_parser(text: str) -> None:
    """Whether something is wrong with it or not."""
    assert everyday(text) is None
