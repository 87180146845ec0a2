"""What is packed into a file: the members of archives, and the texts of pictures; whatever cannot be opened is said."""

from __future__ import annotations

import gzip
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from lzma import LZMAError
from typing import IO, BinaryIO
from zipfile import BadZipFile, ZipFile

#: No more than this is unpacked from one member: a small file can hold more than any machine.
MOST_BYTES = 64 * 1024 * 1024

#: Archives in archives are opened so deep.
_DEEPEST = 3

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_PNG = b"\x89PNG\r\n\x1a\n"

_TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt"})
_HEADER = struct.Struct(">I4s")
_BYTES_OF_CHECK = 4


class NotUnpackedError(Exception):
    """Something in a file cannot be looked at; the text says what, and never quotes it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Packed:
    """Something inside a file: its name there, empty where it has none, and its bytes."""

    name: str
    stream: BinaryIO


def unpacked(stream: BinaryIO, depth: int = 0) -> Iterator[Packed]:
    """Yield everything that is packed into the bytes, at every depth; raises NotUnpackedError where that ends."""
    start = stream.read(len(_PNG))
    stream.seek(0)
    unpack = next((unpack for sign, unpack in _WAYS if start.startswith(sign)), None)
    if unpack is None:
        return
    if depth == _DEEPEST:
        raise NotUnpackedError("it holds archives within archives, too deep to be searched")
    for packed in unpack(stream):
        yield packed
        packed.stream.seek(0)
        yield from unpacked(packed.stream, depth + 1)


def _from_gzip(stream: BinaryIO) -> Iterator[Packed]:
    try:
        with gzip.GzipFile(fileobj=stream) as member:
            content = _at_most(member)
    except (OSError, EOFError, zlib.error) as error:
        raise NotUnpackedError("it is a damaged gzip file") from error
    yield Packed(name="", stream=content)


def _from_zip(stream: BinaryIO) -> Iterator[Packed]:
    try:
        with ZipFile(stream) as archive:
            for member in archive.infolist():
                with archive.open(member) as file:
                    content = _at_most(file)
                yield Packed(name=member.filename, stream=content)
    except (BadZipFile, OSError, EOFError, LZMAError, zlib.error, struct.error, ValueError) as error:
        raise NotUnpackedError("it is a damaged zip file") from error
    except (RuntimeError, NotImplementedError) as error:
        raise NotUnpackedError("it is a zip file that is locked, or packed in an unusual way") from error


def _from_png(stream: BinaryIO) -> Iterator[Packed]:
    """Yield the texts of a picture, of which some are compressed."""
    stream.seek(len(_PNG))
    kind = b""
    while kind != b"IEND":
        header = stream.read(_HEADER.size)
        length, kind = _HEADER.unpack(header) if len(header) == _HEADER.size else (0, b"")
        content = stream.read(length)
        if not kind or len(content) < length:
            raise NotUnpackedError("it is a damaged picture")
        if kind in _TEXTS:
            yield from _text_of_png(kind, content)
        stream.seek(_BYTES_OF_CHECK, 1)


def _text_of_png(kind: bytes, content: bytes) -> Iterator[Packed]:
    _, _, text = content.partition(b"\0")
    is_compressed = kind == b"zTXt" or (kind == b"iTXt" and text[:1] == b"\1")
    if kind == b"iTXt":
        # The language of the text and its name in that language stand before it.
        text = text[2:].partition(b"\0")[2].partition(b"\0")[2]
    elif kind == b"zTXt":
        text = text[1:]
    try:
        text = zlib.decompressobj().decompress(text, MOST_BYTES + 1) if is_compressed else text
    except zlib.error as error:
        raise NotUnpackedError("it is a damaged picture") from error
    yield Packed(name="", stream=_at_most(BytesIO(text)))


def _at_most(stream: IO[bytes] | gzip.GzipFile) -> BinaryIO:
    content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise NotUnpackedError(f"what is packed into it is larger than {MOST_BYTES // 1024 // 1024} MiB")
    return BytesIO(content)


_WAYS = ((_GZIP, _from_gzip), (_ZIP, _from_zip), (_PNG, _from_png))
