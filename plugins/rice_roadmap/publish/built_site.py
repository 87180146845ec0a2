"""The files of a site that was built, on disk: links are not followed, and nothing is passed over."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from rice_roadmap.text.files import Entry, EntryKind

_PAGE = (".html", ".htm")


class BuiltSite(Protocol):
    """The files of a site: a folder, or a mapping in a test."""

    def entries(self) -> tuple[Entry, ...]:
        """Return every file and whatever else stands there, sorted by path; raise `OSError` if that fails."""
        ...

    def open(self, path: str) -> BinaryIO:
        """Open a plain file to be read; raise `OSError` if that fails."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteFolder:
    """A site in a folder."""

    root: Path

    def entries(self) -> tuple[Entry, ...]:
        """Return every file and whatever else stands there, sorted by path; raise `OSError` if that fails."""
        return tuple(sorted(_below(self.root, "")))

    def open(self, path: str) -> BinaryIO:
        """Open a plain file to be read; raise `OSError` if that fails."""
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        return os.fdopen(os.open(self.root / path, flags), "rb")


def has_a_page(site: BuiltSite) -> bool:
    """Return whether this can be a site at all."""
    return any(entry.kind is EntryKind.FILE and entry.path.lower().endswith(_PAGE) for entry in site.entries())


def _below(root: Path, folder: str) -> Iterator[Entry]:
    with os.scandir(root / folder) as found:
        for entry in found:
            path = f"{folder}/{entry.name}" if folder else entry.name
            mode = entry.stat(follow_symlinks=False).st_mode
            if stat.S_ISDIR(mode):
                yield from _inside(root, path)
            else:
                yield Entry(path=path, kind=_kind(mode))


def _inside(root: Path, folder: str) -> Iterator[Entry]:
    try:
        yield from _below(root, folder)
    except OSError:
        yield Entry(path=folder, kind=EntryKind.OTHER)


def _kind(mode: int) -> EntryKind:
    if stat.S_ISLNK(mode):
        return EntryKind.LINK
    return EntryKind.FILE if stat.S_ISREG(mode) else EntryKind.OTHER
