"""Characters that no file may hold: what they are called, and what stands in for them while the rest is read."""

from __future__ import annotations

import pytest

from rice_roadmap.text.characters import describe, find_forbidden, readable, stand_in, without_forbidden


@pytest.mark.parametrize(
    ("character", "words"),
    [
        ("\x07", "U+0007 (control character)"),
        ("\uffff", "U+FFFF (no character)"),
        ("\ud83d", "U+D83D (half a character)"),
        ("\ue000", "U+E000 (unknown)"),
        ("\u200b", "U+200B (zero width space)"),
        ("\U000e0041", "U+E0041 (tag latin capital letter a)"),
    ],
)
def test_what_nobody_can_see_has_a_name(character: str, words: str) -> None:
    """Its number in at least four digits, and Unicode's name or its kind."""
    assert describe(character) == words


def test_what_stands_in_is_nowhere_else() -> None:
    """The first character for private use that the text does not hold, of whichever of both ranges."""
    assert stand_in("plain") == "\ue000"
    assert stand_in("\ue000\ue002") == "\ue001"
    first = "".join(map(chr, range(0xE000, 0xF900)))
    assert stand_in(first) == "\U000f0000"
    assert not find_forbidden(stand_in("plain"))


def test_every_character_keeps_its_place() -> None:
    """Forbidden ones become the stand-in, tabs blanks, and a bare return a line end."""
    assert readable("a\x00\tb\rc\r\nd", "?") == "a? b\nc\r\nd"
    assert without_forbidden("a\x00\u200bb\rc\r\n") == "abc\r\n"
