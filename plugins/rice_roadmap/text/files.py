"""Where files come from: one small protocol, and a folder on disk that follows no links."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

#: The folders whose files are data, and `docs`, whose links MkDocs would follow.
FOLDERS = ("docs", "requests", "roadmap")

#: The longest file that is read, in bytes.
MOST_BYTES = 256 * 1024


class EntryKind(StrEnum):
    """What stands at a path: a plain file, a symbolic link, something else (a pipe, a device), or what nobody knows.

    A folder that cannot be opened is closed: whatever stands in it is not known.
    """

    FILE = "file"
    LINK = "link"
    OTHER = "other"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Entry:
    """One path below the root, written with `/`, and what stands there."""

    path: str
    kind: EntryKind


class Files(Protocol):
    """A set of files to inspect: a folder, a git revision, or a mapping in a test."""

    def entries(self) -> tuple[Entry, ...]:
        """Return every entry below `FOLDERS`, sorted by path."""
        ...

    def read(self, path: str) -> bytes:
        """Return the bytes of a plain file, at most `MOST_BYTES` + 1 of them; raise `OSError` if that fails."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Folder:
    """The files below a folder on disk."""

    root: Path

    def entries(self) -> tuple[Entry, ...]:
        """Return every entry below `FOLDERS`, sorted by path."""
        tops = (name for name in FOLDERS if os.path.lexists(self.root / name))
        return tuple(sorted(entry for name in tops for entry in _walk(self.root, name)))

    def read(self, path: str) -> bytes:
        """Return the bytes of a plain file; a link or a pipe is refused even if it appeared a moment ago."""
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(self.root / path, flags)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError("not a regular file")
            return file.read(MOST_BYTES + 1)


def _walk(root: Path, top: str) -> Iterator[Entry]:
    # A list instead of calls inside calls: folders may stand inside each other deeper than Python follows.
    left = [top]
    while left:
        path = left.pop()
        try:
            mode = (root / path).lstat().st_mode
            names = os.listdir(root / path) if stat.S_ISDIR(mode) else None
        except FileNotFoundError:
            continue  # removed a moment ago
        except OSError:
            yield Entry(path=path, kind=EntryKind.CLOSED)
            continue
        if names is None:
            yield Entry(path=path, kind=_kind(mode))
        else:
            left += [f"{path}/{name}" for name in names if not name.startswith(".")]


def _kind(mode: int) -> EntryKind:
    if stat.S_ISLNK(mode):
        return EntryKind.LINK
    return EntryKind.FILE if stat.S_ISREG(mode) else EntryKind.OTHER
