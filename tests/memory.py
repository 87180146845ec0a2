"""Files that live in a test: what to inspect, written where the test is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rice_roadmap.text.files import FOLDERS, MOST_BYTES, Entry, EntryKind


@dataclass(frozen=True, slots=True)
class Memory:
    """A mapping of paths to text or bytes, with the links, pipes, unreadable files and shut folders of a disk."""

    files: Mapping[str, bytes | str]
    links: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    unreadable: frozenset[str] = frozenset()
    shut: frozenset[str] = frozenset()

    def entries(self) -> tuple[Entry, ...]:
        """Return every entry below `FOLDERS`, sorted by path."""
        kinds = dict.fromkeys(self.files, EntryKind.FILE)
        kinds |= dict.fromkeys(self.unreadable, EntryKind.FILE)
        kinds |= dict.fromkeys(self.links, EntryKind.LINK)
        kinds |= dict.fromkeys(self.others, EntryKind.OTHER)
        kinds |= dict.fromkeys(self.shut, EntryKind.CLOSED)
        return tuple(sorted(Entry(path=path, kind=kind) for path, kind in kinds.items() if _is_below_folders(path)))

    def read(self, path: str) -> bytes:
        """Return the bytes of a plain file, at most `MOST_BYTES` + 1 of them; raise `OSError` if that fails."""
        if path in self.links | self.others | self.unreadable or path not in self.files:
            raise OSError("not a readable file")
        content = self.files[path]
        return (content.encode("utf-8") if isinstance(content, str) else content)[: MOST_BYTES + 1]


def _is_below_folders(path: str) -> bool:
    return path.partition("/")[0] in FOLDERS
