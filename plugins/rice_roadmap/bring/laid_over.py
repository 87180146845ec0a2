"""The roadmap as it would be with some files written, so that it can be checked before they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from rice_roadmap.bring.writing_files import PlannedFile
from rice_roadmap.text.files import Entry, EntryKind, Files


@dataclass(frozen=True, kw_only=True, slots=True)
class LaidOver:
    """Files with others in their place or beside them."""

    files: Files
    contents: Mapping[str, bytes]

    @classmethod
    def of(cls, files: Files, planned: Iterable[PlannedFile]) -> Self:
        """Return the files as they would be with the planned ones written."""
        return cls(files=files, contents={file.path: file.content for file in planned})

    def entries(self) -> tuple[Entry, ...]:
        """Return every entry, sorted by path."""
        kept = (entry for entry in self.files.entries() if entry.path not in self.contents)
        return tuple(sorted((*kept, *(Entry(path=path, kind=EntryKind.FILE) for path in self.contents))))

    def read(self, path: str) -> bytes:
        """Return the bytes of a plain file."""
        return self.contents[path] if path in self.contents else self.files.read(path)
