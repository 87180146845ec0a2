"""Text as a terminal or a log may show it: nothing in it can hide, move the cursor or begin a line of its own."""

from __future__ import annotations

import re
import unicodedata

_UNUSUAL = re.compile(r"[^ -~]")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})

# Joiners hide nothing: several scripts and emoji need them.
_JOINERS = "\u200c\u200d"

# A byte of a file name that is no UTF-8 comes from Python as one of these.
_FIRST_LONE_BYTE, _LAST_LONE_BYTE = 0xDC80, 0xDCFF


def visible(text: str) -> str:
    r"""Return the text with every character that steers or hides as an escape, such as `\x1b` or `\u202e`."""
    return _UNUSUAL.sub(lambda found: escaped(found[0]) if is_hidden(found[0]) else found[0], text)


def is_hidden(character: str) -> bool:
    """Return whether a character shows nothing by itself: a line break, a control, a mark that turns text around."""
    return unicodedata.category(character) in _HIDDEN and character not in _JOINERS


def escaped(character: str) -> str:
    r"""Return how a hidden character is shown; a lone byte as itself, such as `\xff`."""
    number = ord(character)
    if _FIRST_LONE_BYTE <= number <= _LAST_LONE_BYTE:
        return rf"\x{number - _FIRST_LONE_BYTE + 0x80:02x}"
    return character.encode("unicode_escape", "surrogatepass").decode() if number > 0xFF else rf"\x{number:02x}"  # noqa: PLR2004 -- one byte
