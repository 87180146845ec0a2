"""Sites in memory that hold what they should not, for tests of the audit."""

from __future__ import annotations

import gzip
import html
import json
import struct
import zlib
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import BinaryIO
from urllib.parse import quote, quote_plus
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from rice_roadmap.model.identifier import folded
from rice_roadmap.text.files import Entry, EntryKind


@dataclass(frozen=True, slots=True)
class MemorySite:
    """A site as a mapping, with the links and unreadable files a folder could hold too."""

    files: Mapping[str, bytes]
    links: frozenset[str] = frozenset()
    unreadable: frozenset[str] = field(default=frozenset())

    def entries(self) -> tuple[Entry, ...]:
        """Return every file and whatever else stands there, sorted by path."""
        kinds = dict.fromkeys((*self.files, *self.unreadable), EntryKind.FILE)
        kinds |= dict.fromkeys(self.links, EntryKind.LINK)
        return tuple(sorted(Entry(path=path, kind=kind) for path, kind in kinds.items()))

    def open(self, path: str) -> BinaryIO:
        """Open a plain file to be read."""
        if path not in self.files:
            raise PermissionError(path)
        return BytesIO(self.files[path])


def in_html(written: bytes) -> bytes:
    """Return a page with something between two words."""
    return b"<!doctype html><html><body><p>Before " + written + b" behind.</p></body></html>"


def zipped(name: str, content: bytes) -> bytes:
    """Return an archive with one member."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        # On a day that does not change: the bytes name cases, which are the same wherever tests run.
        archive.writestr(ZipInfo(name), content, compress_type=ZIP_DEFLATED)
    return stream.getvalue()


def picture(kind: bytes, content: bytes) -> bytes:
    """Return the smallest picture with one more part."""
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (kind, content), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )


def base64_behind(text: str, filling: int) -> bytes:
    """Return a text in base64 with something before it, so that it begins inside a group of three bytes."""
    return b64encode(b"+" * filling + text.encode())


#: How a text may stand in the bytes of a page.
FORMS: Mapping[str, Callable[[str], bytes]] = {
    "as it is": str.encode,
    "upper case": lambda text: text.upper().encode(),
    "lower case": lambda text: text.lower().encode(),
    "over two lines": lambda text: text.replace(" ", "\n    ").encode(),
    "HTML": lambda text: html.escape(text).encode(),
    "HTML in HTML": lambda text: html.escape(html.escape(text)).encode(),
    "HTML by numbers": lambda text: "".join(f"&#{ord(character)};" for character in text).encode(),
    "HTML by names": lambda text: html.escape(text).encode("ascii", "xmlcharrefreplace"),
    "HTML with emphasis": lambda text: html.escape(text).replace(" ", "</em> <a href='#'>", 1).encode(),
    "JSON": lambda text: json.dumps(text).encode(),
    "JSON as it is": lambda text: json.dumps(text, ensure_ascii=False).encode(),
    "JSON with line ends": lambda text: json.dumps(f"Before\n{text.replace(' ', chr(10))}\nbehind").encode(),
    "HTML in JSON": lambda text: json.dumps(html.escape(text)).encode(),
    "address": lambda text: quote(text, safe="").encode(),
    "form": lambda text: quote_plus(text).encode(),
    "hexadecimal": lambda text: text.encode().hex().encode(),
    "UTF-16": lambda text: text.encode("utf-16-le"),
    "UTF-16 at an odd place": lambda text: b"." + text.encode("utf-16-le"),
    "UTF-16 in a long page": lambda text: b"." * 4000 + text.encode("utf-16-le"),
    "UTF-16 at an odd place of a long page": lambda text: b"." * 4001 + text.encode("utf-16-le"),
    "Latin-1": lambda text: text.encode("latin-1", "replace"),
    "backwards": lambda text: text[::-1].encode(),
    "slug": lambda text: folded(text).encode(),
    "base64": lambda text: base64_behind(text, 0),
    "base64 after one byte": lambda text: base64_behind(text, 1),
    "base64 after two bytes": lambda text: base64_behind(text, 2),
    "base64 behind a letter": lambda text: b64encode(b"a" + text.encode()),
    "base64 behind two letters": lambda text: b64encode(b"ab" + text.encode()),
    "base64 behind a path": lambda text: b"assets/" + base64_behind(text, 0),
    "base64 for addresses": lambda text: urlsafe_b64encode(text.encode()),
}

#: How a text may be packed into a file.
FILES: Mapping[str, Callable[[str], bytes]] = {
    "gzip": lambda text: gzip.compress(in_html(text.encode())),
    "gzip in gzip": lambda text: gzip.compress(gzip.compress(text.encode())),
    "zip": lambda text: zipped("notes.txt", text.encode()),
    "name in a zip": lambda text: zipped(f"{folded(text)}.txt", b""),
    "zip in gzip": lambda text: gzip.compress(zipped("notes.txt", text.encode())),
    "picture": lambda text: picture(b"tEXt", b"Comment\0" + text.encode("latin-1", "replace")),
    "compressed text of a picture": lambda text: picture(
        b"zTXt", b"Comment\0\0" + zlib.compress(text.encode("latin-1", "replace"))
    ),
    "text of a picture": lambda text: picture(b"iTXt", b"Comment\0\0\0en\0\0" + text.encode()),
    "compressed international text of a picture": lambda text: picture(
        b"iTXt", b"Comment\0\1\0en\0\0" + zlib.compress(text.encode())
    ),
    "calendar": lambda text: b"BEGIN:VCALENDAR\r\nSUMMARY:" + "\r\n ".join(text).encode() + b"\r\nEND:VCALENDAR\r\n",
}
