"""Where files come from: one small protocol, and a folder on disk that follows no links."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Protocol

#: The folders whose files are data, and `docs`, whose links MkDocs would follow.
FOLDERS = ("docs", "requests", "roadmap")

#: The longest file that is read, in bytes.
MOST_BYTES = 256 * 1024


#: The most entries that are looked at; reading more would take minutes, and no roadmap holds so many.
MOST_ENTRIES = 200_000

#: The most bytes of all files together that are read: what a machine can keep. Ten thousand requests take a tenth.
MOST_TOGETHER = 256 * 1024 * 1024


_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class TooManyFilesError(OSError):
    """More stands below the root than one roadmap can hold; the text says so to whoever named the folder."""

    def __init__(self) -> None:
        """Say how much is too much."""
        super().__init__(
            f"There are more than {MOST_ENTRIES:,} files in {', '.join(FOLDERS)}, or more than "
            f"{MOST_TOGETHER // 1024 // 1024} MiB to read in them: that is no roadmap, or another folder than you meant"
        )


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
        """Return every entry below `FOLDERS`, sorted by path; raise `TooManyFilesError` beyond `MOST_ENTRIES`."""
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
        return in_order(entry for name in tops for entry in _walk(self.root, name))

    def read(self, path: str) -> bytes:
        """Return the bytes of a plain file; a link or a pipe is refused even if it appeared a moment ago."""
        descriptor = os.open(f"{self.root}/{path}", _FLAGS)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise OSError("not a regular file")
            return _content(descriptor, status.st_size)
        finally:
            os.close(descriptor)


def _content(descriptor: int, size: int) -> bytes:
    """Return at most `MOST_BYTES` + 1 bytes of an open file, in one step unless its size changes meanwhile."""
    content = os.read(descriptor, min(size, MOST_BYTES) + 1)
    while len(content) != size and (more := os.read(descriptor, MOST_BYTES + 1 - len(content))):
        content += more
    return content


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries sorted by path, unless there are too many of them to look at."""
    found = list(islice(entries, MOST_ENTRIES + 1))
    if len(found) > MOST_ENTRIES:
        raise TooManyFilesError
    return tuple(sorted(found, key=lambda entry: entry.path))


def _walk(root: Path, top: str) -> Iterator[Entry]:
    # A list instead of calls inside calls: folders may stand inside each other deeper than Python follows. And for
    # thousands of files, paths as objects take longer than the disk.
    left = [(top, _kind(os.lstat(f"{root}/{top}").st_mode))]
    while left:
        path, kind = left.pop()
        if kind is not None:
            yield Entry(path=path, kind=kind)
            continue
        try:
            left += [(f"{path}/{name}", kind) for name, kind in _inside(f"{root}/{path}")]
        except FileNotFoundError:
            continue  # removed a moment ago
        except OSError:
            yield Entry(path=path, kind=EntryKind.CLOSED)


def _inside(folder: str) -> list[tuple[str, EntryKind | None]]:
    """Return the names in a folder and what stands there; None stands for a folder."""
    # Whoever may list a folder and not enter it knows the names of what is closed.
    is_closed = not os.access(folder, os.X_OK)
    with os.scandir(folder) as found:
        shown = (entry for entry in found if not entry.name.startswith("."))
        return [(entry.name, EntryKind.CLOSED if is_closed else _kind_of(entry)) for entry in shown]


def _kind_of(entry: os.DirEntry[str]) -> EntryKind | None:
    # The folder itself knows, so that nobody has to look at each file.
    if entry.is_file(follow_symlinks=False):
        return EntryKind.FILE
    if entry.is_dir(follow_symlinks=False):
        return None
    return EntryKind.LINK if entry.is_symlink() else EntryKind.OTHER


def _kind(mode: int) -> EntryKind | None:
    if stat.S_ISDIR(mode):
        return None
    if stat.S_ISLNK(mode):
        return EntryKind.LINK
    return EntryKind.FILE if stat.S_ISREG(mode) else EntryKind.OTHER
