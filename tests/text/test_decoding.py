"""The first look at a text: what it lets through, no rule has anything against."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rice_roadmap.text.characters import find_forbidden
from rice_roadmap.text.decoding import decode, with_plain_blocks

PIECES = st.lists(
    st.sampled_from(["a", "%", "\n", "\r\n", "\r", "\t", " ", "\u200b", "\u200d", "é", "<<<<<<< x", ">>>>>>>", ": |"])
)


def test_no_forbidden_character_is_printable() -> None:
    """Python prints none of them, and no tab: so a text that it prints holds none."""
    everything = map(chr, chain(range(0xD800), range(0xE000, 0x110000)))
    assert [each for each in everything if each.isprintable() and (each == "\t" or find_forbidden(each))] == []


@settings(max_examples=100, deadline=None)
@given(PIECES.map("".join))
@example("#\r\n%")
@example("%a")
@example("a\x7f")
def test_the_quick_look_lets_nothing_through(text: str) -> None:
    """With and without it the same is said, and the same text goes on to a parser."""
    quick = decode("a.yaml", text.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rice_roadmap.text.decoding._is_plain", lambda _text: False)
        assert decode("a.yaml", text.encode()) == replace(quick, is_plain=False)


@given(PIECES.map("".join))
def test_a_text_without_blank_lines_of_spaces_stays(text: str) -> None:
    """Blocks are only touched where a line of nothing but spaces stands."""
    if not re.search(r"^ +\r?$", text, re.MULTILINE):
        assert with_plain_blocks(text) == text


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_blanks_move_to_the_line_above_and_nothing_else_moves(end: str) -> None:
    """Whoever edits the text finds every word in its old place."""
    text = end.join(["a: |  # why", "   ", "  ", "  words", "   ", "b: c", ""])
    plain = with_plain_blocks(text)
    assert plain == end.join(["a: |  # why     ", "", "", "  words", "   ", "b: c", ""])
    assert len(plain) == len(text)
