"""What people wrote, inside Markdown that we write: nothing of it is markup, a mention or a link there."""

from __future__ import annotations

import re
import textwrap

from rice_roadmap.text.prose import plain
from rice_roadmap.text.visible import visible

#: The longest line of a block, so that it can be read in a terminal too.
_WIDEST = 96

_TICKS = re.compile("`+")


def in_span(text: str) -> str:
    """Return one line of text as a code span, every character of it."""
    words = visible(" ".join(text.split()))
    fence = _fence(words, 1)
    # A space beside the fence is not shown, and keeps a tick of the text apart from it.
    room = " " if "`" in words[:1] + words[-1:] else ""
    return f"{fence}{room}{words}{room}{fence}" if words else ""


def in_block(text: str) -> str:
    """Return somebody's CommonMark as a block of its plain words, which no line of it can end; empty without any."""
    words = visible(plain(text))
    if not words:
        return ""
    lines = textwrap.wrap(words, _WIDEST, break_on_hyphens=False, break_long_words=False)
    fence = _fence(words, 3)
    return "\n".join([f"{fence}text", *lines, fence])


def _fence(words: str, least: int) -> str:
    longest = max(map(len, _TICKS.findall(words)), default=0)
    return "`" * max(least, longest + 1)
