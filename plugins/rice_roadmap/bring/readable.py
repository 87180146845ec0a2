"""Texts from elsewhere, made such that a file can hold them and a person can read them."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum

from rice_roadmap.text.characters import find_forbidden, readable
from rice_roadmap.text.composing import composed


class Change(StrEnum):
    """What was changed in a text on its way into a file, in the words of the report."""

    LINE_ENDS = "line ends were made plain"
    TABS = "tabs became spaces"
    FORBIDDEN = "invisible or control characters were taken out"
    COMPOSED = "letters with marks were made single characters (Unicode NFC)"
    BLANKS = "blanks at the beginning or end were taken away"
    CUT = "lines that were too long were cut, with `…` at the end"
    POINTED = "names and ids of the source became ids of this roadmap"


_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_WORTH_A_LOOK = re.compile("[\t\r\n]")
_TAB_STOP = 4


def readable_line(text: str, most: int, changes: Counter[Change]) -> str:
    """Return the text on one line of at most `most` characters; what was changed is counted in `changes`."""
    return _cut(_readable(text, changes, one_line=True), most, changes)


def readable_prose(text: str, changes: Counter[Change]) -> str:
    """Return the text with plain lines and readable characters; what was changed is counted in `changes`."""
    return _readable(text, changes, one_line=False)


def _readable(text: str, changes: Counter[Change], *, one_line: bool) -> str:
    if _WORTH_A_LOOK.search(text) or find_forbidden(text):
        text = _without_forbidden(_with_plain_lines(text, changes, one_line=one_line), changes)
    whole = composed(text)
    if whole != text:
        changes[Change.COMPOSED] += 1
        text = whole
    stripped = text.strip()
    if stripped != text:
        changes[Change.BLANKS] += 1
    return stripped


def _with_plain_lines(text: str, changes: Counter[Change], *, one_line: bool) -> str:
    plain = _LINE_ENDS.sub("\n", text)
    if one_line:
        # A line end at the edge is only a blank there.
        plain = " ".join(line.strip(" ") for line in plain.strip("\n").split("\n"))
    if plain != text:
        changes[Change.LINE_ENDS] += 1
    if "\t" not in plain:
        return plain
    changes[Change.TABS] += 1
    return plain.replace("\t", " ") if one_line else plain.expandtabs(_TAB_STOP)


def _without_forbidden(text: str, changes: Counter[Change]) -> str:
    if not find_forbidden(text):
        return text
    changes[Change.FORBIDDEN] += 1
    return readable(text, mark="")


def _cut(text: str, most: int, changes: Counter[Change]) -> str:
    if len(text) <= most:
        return text
    changes[Change.CUT] += 1
    return f"{text[: most - 1].rstrip()}…"
