"""Plain data to YAML text that says exactly this data to the reader, and looks as if written by hand."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal

from rice_roadmap.text.characters import find_forbidden
from rice_roadmap.text.document import Data
from rice_roadmap.text.scalar import MOST_DIGITS, value_of

_INDENT = "  "

# One of these all through: words with ordinary punctuation between them, an id or a date, an address, a percentage.
_WORDS = r"[^\W\d_]\w*(?:(?:[.,]? |[./+'’-])\w+)*[.!?]?"
_PLAIN = re.compile(rf"{_WORDS}|[a-z0-9]+(?:-[A-Za-z0-9]+)*|https?://[\w.~/?&=%+@:#-]*[\w/]|[0-9]+%")
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*|[0-9]+(?:-[a-z0-9]+)+")

# Text to our reader, something else to other programs that people open these files with.
_OTHERS_MISREAD = re.compile(r"y|n|yes|no|on|off|true|false|null|0[xob].*", re.IGNORECASE)

# What a literal block cannot hold, or holds in a way that an editor may destroy unseen.
_NOT_IN_BLOCK = re.compile(r"[\t\r]|\A\n* |^ +$|\A\n*\Z", re.MULTILINE)

# Both parsers look no further for the end of a key.
_LONGEST_KEY = 1_000


def write(data: Mapping[str, Data], *, schema: str, comment: str = "") -> str:
    """Return a file that reads back as `data`; `schema` is the path from the file to the schema of its kind.

    Raises ValueError for what no file can say: forbidden characters, numbers out of bounds, unusable keys.
    """
    head = [f"yaml-language-server: $schema={schema}", *(comment.split("\n") if comment else ())]
    if find_forbidden("\n".join(head)) or "\r" in comment or "\t" in comment:
        raise ValueError("a comment that holds forbidden characters")
    written = [f"# {line}".rstrip(" ") for line in head]
    return "\n".join([*written, *(_mapping(data) if data else ["{}"]), ""])


def _mapping(data: Mapping[str, Data]) -> list[str]:
    written: list[str] = []
    for key, value in data.items():
        written += _under(f"{_key(key)}:", value)
    return written


def _list(data: Sequence[Data]) -> list[str]:
    written: list[str] = []
    for entry in data:
        if isinstance(entry, dict | list) and entry:
            first, *others = _mapping(entry) if isinstance(entry, dict) else _list(entry)
            written += [f"- {first}", *_indented(others)]
        else:
            written += _under("-", entry)
    return written


def _under(label: str, value: Data) -> list[str]:
    """Return a value that begins on the line of its key or dash, or on the next."""
    if isinstance(value, dict | list) and value:
        return [label, *_indented(_mapping(value) if isinstance(value, dict) else _list(value))]
    first, *others = _scalar(value)
    return [f"{label} {first}", *_indented(others)]


def _indented(written: Sequence[str]) -> list[str]:
    return [f"{_INDENT}{line}" if line else "" for line in written]


def _scalar(value: Data) -> list[str]:
    """Return the lines of a value without parts: several for a block of text."""
    match value:
        case None:
            return ["null"]
        case bool():
            return ["true" if value else "false"]
        case int() | Decimal():
            return [_number(value)]
        case str():
            return _text(value)
        case dict():
            return ["{}"]
        case list():
            return ["[]"]


def _number(value: int | Decimal) -> str:
    exact = Decimal(value)
    # Before it is written out: `1e999999999` has that many digits.
    if exact.is_finite() and abs(exact.adjusted()) <= MOST_DIGITS:
        text = f"{exact:f}"
        if value_of(text) == value:
            return text
    raise ValueError("a number that no file can hold")


def _text(text: str) -> list[str]:
    if find_forbidden(text):
        raise ValueError("a text that holds forbidden characters")
    if "\n" in text and not _NOT_IN_BLOCK.search(text):
        return _block(text)
    is_plain = _PLAIN.fullmatch(text) and value_of(text) == text and not _OTHERS_MISREAD.fullmatch(text)
    return [text if is_plain else _quoted(text)]


def _block(text: str) -> list[str]:
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    header = {0: "|-", 1: "|"}.get(ends, "|+")
    return [header, *body.split("\n"), *[""] * (ends - 1)]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _key(key: str) -> str:
    if find_forbidden(key) or key in {"", "<<"} or not unicodedata.is_normalized("NFC", key):
        raise ValueError("a key that no file can hold")
    written = key if _PLAIN_KEY.fullmatch(key) else _quoted(key)
    if len(written) > _LONGEST_KEY:
        raise ValueError("a key that is too long")
    return written
