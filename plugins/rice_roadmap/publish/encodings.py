"""What bytes say to whoever knows how they were written: escapes undone, and texts that hide in other letters."""

from __future__ import annotations

import html
import re
from binascii import a2b_base64
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: Stands between texts that are searched together, so that no phrase reaches from one into the next.
BREAK = "\x1d"

#: Escapes inside escapes are undone so many times.
_MOST_ROUNDS = 5

_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_UTF_16_ESCAPES = re.compile(r"(?:\\u[0-9A-Fa-f]{4})+")
_BYTE_ESCAPES = re.compile(r"(?:\\x[0-9A-Fa-f]{2})+")
_SPACE_ESCAPE = re.compile(r"\\[nrtbfv]")
_SIGN_ESCAPE = re.compile(r"\\([\"'\\/])")

_HEX = re.compile(rb"[0-9A-Fa-f]{6,}")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{6,}")
_STANDARD_BASE64 = bytes.maketrans(b"-_", b"+/")
_FOUR = 4
_CONTINUATION = bytes(range(0x80, 0xC0))

#: Three letters or digits: what decodes to less holds no word.
_WORD_LIKE = re.compile(rb"(?:[0-9A-Za-z]|[\xc2-\xf4][\x80-\xbf]{1,3}){3,}")
_READABLE = re.compile(rb"(?:[\t\n\r -~]|[\xc2-\xf4][\x80-\xbf]{1,3})+")

# Pictures and fonts hold more control characters than this share of their bytes, texts none.
_CONTROLS = bytes(range(9)) + bytes(range(14, 32))
_SHARE_OF_CONTROLS = 20
_SHORTEST_IN_BINARY = 5
_STRETCH = re.compile(rb"(?:[\t\n\r -~]|[\xc2-\xf4][\x80-\xbf]{1,3}){5,}")
_UTF_16 = re.compile(rb"(?:[\t\n\r -~\xa0-\xff]\0){5,}")
_UTF_16_SIGN = b"\xff\xfe"
_LATIN_1 = re.compile(rb"[0-9A-Za-z &'.\xc0-\xff-]{5,}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Hidden:
    """Bytes that stood there in another form; a text of fewer than `shortest` bytes in it may be chance."""

    data: bytes
    shortest: int


def unescaped(text: str) -> str:
    """Return a text with the escapes of HTML, JSON, scripts and addresses undone, however deep they are nested."""
    for _ in range(_MOST_ROUNDS):
        before = text
        text = html.unescape(text) if "&" in text else text
        text = _PERCENT.sub(_from_percent, text) if "%" in text else text
        text = _without_backslashes(text) if "\\" in text else text
        if text == before:
            break
    return text


def hidden_in(run: bytes) -> Iterator[Hidden]:
    """Yield what a run of letters without spaces may say in hexadecimal digits or in base64, wherever it begins."""
    for found in _HEX.findall(run):
        for start in (0, 1):
            whole = found[start : len(found) - (len(found) - start) % 2]
            yield from _readable(bytes.fromhex(whole.decode("ascii")), shortest=3)
    for found in _BASE64.findall(run):
        standard = found.translate(_STANDARD_BASE64)
        whole = _from_base64(standard)
        # What fills the first three bytes need not end at a word.
        decoded = (whole, whole[1:], whole[2:], *(_from_base64(standard[start:]) for start in range(1, _FOUR)))
        for one in decoded:
            yield from _readable(one, shortest=4)


def readable(data: bytes) -> Hidden:
    """Return what of some bytes can be text in UTF-8: all of it, but of pictures and their like only what looks so."""
    if not _is_binary(data):
        return Hidden(data=data, shortest=0)
    return Hidden(data=_apart(_STRETCH.findall(data)), shortest=_SHORTEST_IN_BINARY)


def other_readings(data: bytes) -> Iterator[Hidden]:
    """Yield what bytes say that may not be UTF-8: in UTF-16 from either byte, and in Latin-1."""
    if _is_binary(data) and not data.startswith(_UTF_16_SIGN):
        yield Hidden(
            data=_apart(_as_utf_8(text.decode("utf-16-le")) for text in _UTF_16.findall(data)),
            shortest=_SHORTEST_IN_BINARY,
        )
        yield Hidden(
            data=_apart(_as_utf_8(text.decode("latin-1")) for text in _LATIN_1.findall(data)),
            shortest=_SHORTEST_IN_BINARY,
        )
    elif b"\0" in data or not _is_utf_8(data):
        for start in (0, 1):
            yield Hidden(data=_as_utf_8(data[start:].decode("utf-16-le", "replace")), shortest=3)
        yield Hidden(data=_as_utf_8(data.decode("latin-1")), shortest=0)


def _readable(decoded: bytes, *, shortest: int) -> Iterator[Hidden]:
    if _WORD_LIKE.search(decoded):
        # Nearly every run of letters can be decoded, and a short name may come out of one by chance.
        is_text = max(map(len, _READABLE.findall(decoded)), default=0) * 4 >= len(decoded) * 3
        yield Hidden(data=decoded, shortest=shortest if is_text else 6)


def _from_base64(run: bytes) -> bytes:
    rest = len(run) % _FOUR
    if rest == 1:
        run = run[:-1]
    return a2b_base64(run + b"=" * (-len(run) % _FOUR))


def _from_percent(found: re.Match[str]) -> str:
    return bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace")


def _without_backslashes(text: str) -> str:
    text = _UTF_16_ESCAPES.sub(_from_utf_16, text)
    text = _BYTE_ESCAPES.sub(_from_bytes, text)
    return _SIGN_ESCAPE.sub(r"\1", _SPACE_ESCAPE.sub(" ", text))


def _from_utf_16(found: re.Match[str]) -> str:
    return bytes.fromhex(found[0].replace("\\u", "")).decode("utf-16-be", "replace")


def _from_bytes(found: re.Match[str]) -> str:
    return bytes.fromhex(found[0].replace("\\x", "")).decode("utf-8", "replace")


def _is_utf_8(data: bytes) -> bool:
    # A window of a file may begin and end within a character.
    start = min(_FOUR - 1, len(data) - len(data.lstrip(_CONTINUATION)))
    try:
        getincrementaldecoder("utf-8")().decode(data[start:])
    except UnicodeDecodeError:
        return False
    return True


def _is_binary(data: bytes) -> bool:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls * _SHARE_OF_CONTROLS > len(data)


def _apart(texts: Iterable[bytes]) -> bytes:
    return f"\n{BREAK}\n".encode().join(texts)


def _as_utf_8(text: str) -> bytes:
    return text.encode("utf-8", "replace")
