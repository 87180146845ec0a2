"""Which characters no file may hold, where they stand, and what the text is without them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain

from rice_roadmap.text.problem import Code, Location, Problem

#: More problems of one kind in one file than this help nobody.
MOST_PROBLEMS = 1_000

#: Blanks that look like a space and are none to YAML: pasted from chats and documents.
STRANGE_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

# Control characters, line breaks that only some programs see, marks that turn or hide text, and half characters.
# U+200C and U+200D stay: several scripts and emoji need them. TAB is refused by `tabs`, in words of its own.
_CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_INVISIBLE = r"\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
_NOT_CHARACTERS = r"\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"
_FORBIDDEN = re.compile(rf"[{_CONTROLS}{_INVISIBLE}{_NOT_CHARACTERS}]|\r(?!\n)")
_KINDS = {"Cc": "control character", "Cn": "no character", "Cs": "half a character"}
_LINE_BREAKS = frozenset("\v\f\x85\u2028\u2029")
_BREAKS_LINE = "Put an ordinary line break or a space in its place."
_IS_INVISIBLE = "Delete it. If you cannot see it, type the words around it anew."

_PRIVATE = (range(0xE000, 0xF900), range(0xF0000, 0xFFFFE))
_BARE_RETURN = re.compile(r"\r(?!\n)")
_LINE_END = re.compile(r"\r\n?|\n")

# However often these stand in a file, they have one cause: old line ends, or UTF-16 taken for UTF-8.
_WHOLE_FILE = (
    (
        _BARE_RETURN,
        "Here stands a carriage return alone, which only some programs take for a line end.",
        "Save the file with ordinary line ends (LF, or CRLF on Windows).",
    ),
    (re.compile(r"\x00"), "Here stands a null character (U+0000), which no text holds.", "Save the file as UTF-8."),
)


def find_forbidden(text: str) -> re.Match[str] | None:
    """Return the first forbidden character of a text, raw or decoded, if it holds one."""
    return _FORBIDDEN.search(text)


def without_forbidden(text: str) -> str:
    """Return what is left of a text when its forbidden characters are taken out."""
    return _FORBIDDEN.sub("", text)


def forbidden_characters(path: str, text: str) -> Iterator[Problem]:
    """No file holds a forbidden character: the first of each kind in a line."""
    if not find_forbidden(text):
        return
    for pattern, message, hint in _WHOLE_FILE:
        found = pattern.search(text)
        if found:
            where = location(path, text, found.start())
            yield Problem(where=where, code=Code.FORBIDDEN_CHARACTER, message=message, hint=hint)
    for number, line in enumerate(lines(text), start=1):
        for character in sorted(set(_FORBIDDEN.findall(line)).difference("\r\0")):
            yield Problem(
                where=Location(path=path, line=number, column=line.index(character) + 1),
                code=Code.FORBIDDEN_CHARACTER,
                message=f"Here stands {describe(character)}, a character that hides, turns or breaks text.",
                hint=_BREAKS_LINE if character in _LINE_BREAKS else _IS_INVISIBLE,
            )


def tabs(path: str, text: str) -> Iterator[Problem]:
    """No line holds a tab: the first of each line."""
    if "\t" not in text:
        return
    for number, line in enumerate(lines(text), start=1):
        before, tab, _ = line.partition("\t")
        if tab:
            verb = "holds" if before.strip(" ") else "is indented with"
            yield Problem(
                where=Location(path=path, line=number, column=len(before) + 1),
                code=Code.TAB_CHARACTER,
                message=f"Line {number} {verb} a tab.",
                hint="Use spaces.",
            )


def lines(text: str) -> list[str]:
    """Return the lines of a text as an editor shows them."""
    return _LINE_END.split(text)


def location(path: str, text: str, index: int) -> Location:
    """Return the line and column of a character, counted in characters from 1."""
    before = lines(text[:index])
    return Location(path=path, line=len(before), column=len(before[-1]) + 1)


def describe(character: str) -> str:
    """Return what to call a character that nobody can see."""
    otherwise = _KINDS.get(unicodedata.category(character), "unknown")
    return f"U+{ord(character):04X} ({unicodedata.name(character, otherwise).lower()})"


def stand_in(text: str) -> str:
    """Return a character for private use that the text does not hold."""
    used = set(text)
    return next(character for character in map(chr, chain(*_PRIVATE)) if character not in used)


def readable(text: str, mark: str) -> str:
    """Return the text, as long as before, with `mark` for what is forbidden, so that a parser can go on."""
    return _FORBIDDEN.sub(mark, _BARE_RETURN.sub("\n", text)).replace("\t", " ")
