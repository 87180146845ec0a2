"""Texts from elsewhere: afterwards a file can hold them, and what was fine already stays as it is."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rice_roadmap.bring.readable import Change, readable_line, readable_prose
from rice_roadmap.text.characters import find_forbidden

SIGNS = st.sampled_from(
    [" ", "\n", "\t", "\r", "\x85", "\u2028", "\u200b", "\u202e", "\0", "\x1b", "e", "\u0301", "\ud83d"]
)
TEXTS = st.text(st.characters() | SIGNS, max_size=40)


def is_readable(text: str) -> bool:
    """Return whether a text holds nothing that is to be changed."""
    return (
        not find_forbidden(text)
        and "\t" not in text
        and unicodedata.is_normalized("NFC", text)
        and text == text.strip()
    )


@given(TEXTS, st.integers(min_value=2, max_value=40))
def test_a_line_is_readable_short_and_one_line(text: str, most: int) -> None:
    """Any text becomes one readable line that is not too long, and stays it when it is imported again."""
    line = readable_line(text, most, Counter())
    assert is_readable(line)
    assert "\n" not in line
    assert len(line) <= most
    again: Counter[Change] = Counter()
    assert readable_line(line, most, again) == line
    assert not again


@given(TEXTS)
def test_prose_is_readable(text: str) -> None:
    """Any text becomes readable prose, and stays it when it is imported again."""
    prose = readable_prose(text, Counter())
    assert is_readable(prose)
    again: Counter[Change] = Counter()
    assert readable_prose(prose, again) == prose
    assert not again


@given(TEXTS.filter(is_readable))
def test_readable_prose_stays_as_it_is(text: str) -> None:
    """A text that is fine is not touched, and nothing is reported."""
    changes: Counter[Change] = Counter()
    assert readable_prose(text, changes) == text
    assert not changes


@pytest.mark.parametrize(
    ("text", "line", "prose", "change"),
    [
        ("a\r\n  b\rc", "a b c", "a\n  b\nc", Change.LINE_ENDS),
        ("a\u2028b\x85c\x0bd", "a b c d", "a\nb\nc\nd", Change.LINE_ENDS),
        ("a\tb", "a b", "a   b", Change.TABS),
        ("a\u200b\0b", "ab", "ab", Change.FORBIDDEN),
        ("cafe\u0301", "café", "café", Change.COMPOSED),
        (" a\u00a0", "a", "a", Change.BLANKS),
        (
            "a\u200db \U0001f469\u200d\U0001f680",
            "a\u200db \U0001f469\u200d\U0001f680",
            "a\u200db \U0001f469\u200d\U0001f680",
            None,
        ),
    ],
)
def test_each_kind_of_change_is_made_and_counted(text: str, line: str, prose: str, change: Change | None) -> None:
    """Each kind of change has one outcome on a line and one in prose, and is counted once for a text."""
    counted: Counter[Change] = Counter()
    assert (readable_line(text, 200, Counter()), readable_prose(text, counted)) == (line, prose)
    assert counted == ({change: 1} if change else {})


def test_a_line_that_is_too_long_ends_in_an_ellipsis() -> None:
    """A line is cut only beyond the limit, and then says so."""
    changes: Counter[Change] = Counter()
    assert readable_line("x" * 200, 200, changes) == "x" * 200
    assert readable_line("x" * 201, 200, changes) == "x" * 199 + "…"
    assert changes == {Change.CUT: 1}


def test_long_blanks_take_no_time() -> None:
    """A text of nothing but a million blanks with a line end becomes empty at once."""
    assert not readable_line(" " * 1_000_000 + "\n" + "\t" * 1_000_000, 200, Counter())
