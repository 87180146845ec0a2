"""Bytes to a text that any parser reads alike, and what is wrong with it before a parser sees it."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from rice_roadmap.text.characters import MOST_PROBLEMS, forbidden_characters, lines, location, readable, stand_in, tabs
from rice_roadmap.text.files import MOST_BYTES
from rice_roadmap.text.problem import Code, Location, Problem

# What most texts are made of: against none of these characters any rule has anything.
_ORDINARY = bytes(range(0x20, 0x7F)) + b"\n"

_MARKER = re.compile(r"(<<<<<<<|>>>>>>>)(?: |\Z)")
_BLANKS_IN_BLOCK = re.compile(r"(?<=[:\- ] )([|>][+-]?(?: +#[^\r\n|>]*| *))((?:\r?\n *)+)(?=\r?\n)")
_BEFORE_FIRST_VALUE = re.compile(r"(?: *(?:#[^\n]*)?\r?\n|%[^\n]*\n)*")
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Decoded:
    """A text with every character in its old place; None where no parser could make sense of it.

    Where a character was forbidden, `stand_in` stands instead; it is no part of what anybody wrote. It is plain if
    each of its characters can be seen, as nearly always.
    """

    text: str | None
    problems: tuple[Problem, ...]
    stand_in: str = ""
    is_plain: bool = False


def decode(path: str, raw: bytes) -> Decoded:
    """Return the text of a file, and what is wrong with its size, its characters and its first lines."""
    if len(raw) > MOST_BYTES:
        return Decoded(text=None, problems=(_too_large(path),))
    try:
        text = raw.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        return Decoded(text=None, problems=(_not_utf_8(path, raw, error.start),))
    if _is_plain(raw.removeprefix(BOM_UTF8)):
        return Decoded(text=with_plain_blocks(text), problems=(), is_plain=True)
    rules = (forbidden_characters, tabs, _conflicts, _directives)
    problems = tuple(chain.from_iterable(islice(rule(path, text), MOST_PROBLEMS) for rule in rules))
    if "\0" in text or any(problem.code is Code.MERGE_CONFLICT for problem in problems):
        return Decoded(text=None, problems=problems)
    if not problems:
        return Decoded(text=with_plain_blocks(text), problems=())
    mark = stand_in(text)
    text = with_plain_blocks(_without_directives(readable(text, mark)))
    return Decoded(text=text, problems=problems, stand_in=mark)


def _is_plain(raw: bytes) -> bool:
    """Return whether none of the rules can have anything against a text, as nearly always; False says nothing."""
    # Single signs first: Python finds one in no time, and mostly there is none.
    if b"\r" in raw:
        raw = raw.replace(b"\r\n", b"\n")
    if b"%" in raw and (raw.startswith(b"%") or b"\n%" in raw):
        return False
    # Python prints no character that is forbidden, and neither tabs nor line ends.
    is_printable = raw.translate(None, _ORDINARY).decode().isprintable()
    return is_printable and b"<<<<<<<" not in raw and b">>>>>>>" not in raw


def _too_large(path: str) -> Problem:
    return Problem(
        where=Location(path=path),
        code=Code.FILE_TOO_LARGE,
        message=f"The file is longer than {MOST_BYTES // 1024} KiB.",
        hint="Keep long material elsewhere and link to it.",
    )


def _not_utf_8(path: str, raw: bytes, index: int) -> Problem:
    return Problem(
        where=location(path, raw[:index].decode().removeprefix("\ufeff"), index),
        code=Code.NOT_UTF_8,
        message=f"The file is not UTF-8 at byte {index + 1}.",
        hint="Save it as UTF-8 in your editor.",
    )


def _conflicts(path: str, text: str) -> Iterator[Problem]:
    """No merge is left unfinished: one problem for each conflict."""
    numbered = enumerate(lines(text), start=1) if "<<<<<<<" in text or ">>>>>>>" in text else ()
    found = [(number, match[1]) for number, line in numbered if (match := _MARKER.match(line))]
    openings = [(number, marker) for number, marker in found if marker == "<<<<<<<"]
    for number, marker in openings or found:
        yield Problem(
            where=Location(path=path, line=number),
            code=Code.MERGE_CONFLICT,
            message=f"Unresolved merge conflict: lines starting `{marker}`.",
            hint="Keep the lines that are right; delete the others and those starting `<<<<<<<`, `=======`, `>>>>>>>`.",
        )


def _directives(path: str, text: str) -> Iterator[Problem]:
    """No file begins by changing what YAML means."""
    for number, line in enumerate(lines(_head(text)), start=1):
        if line.startswith("%"):
            yield Problem(
                where=Location(path=path, line=number),
                code=Code.YAML_DIRECTIVE,
                message="A line starting with `%` is a YAML directive, which we do not use.",
                hint="Delete the line.",
            )


def _without_directives(text: str) -> str:
    head = _head(text)
    return _DIRECTIVE.sub("#", head) + text[len(head) :]


def with_plain_blocks(text: str) -> str:
    """Return the text with blanks moved from empty lines at the top of a block to the line above.

    Nobody sees them, one parser takes them for the indentation of the block, and no other place changes.
    """
    if " \n" not in text and ("\r" not in text or " \r\n" not in text):
        return text
    return _BLANKS_IN_BLOCK.sub(lambda top: f"{top[1]}{' ' * top[2].count(' ')}{top[2].replace(' ', '')}", text)


def _head(text: str) -> str:
    found = _BEFORE_FIRST_VALUE.match(text)
    return found[0] if found else ""
