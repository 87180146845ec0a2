"""A shelf: texts by names that stand for all they follow from, in a file of lines that is never held as a whole."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import IO

_NAME_BEGINS, _TEXTS_BEGIN = len(b'["'), len(b'["",') + sha256().digest_size * 2


class Shelf:
    """What an earlier run kept, and what this one keeps: only that stays which was asked for or made this time.

    A name is a fingerprint of 64 characters. `edition` stands for everything that a text follows from beside its name:
    of another edition nothing is found.
    """

    def __init__(self, path: Path, edition: str) -> None:
        """Look into the file when something is asked."""
        self._path, self._edition = path, edition
        self._beside = path.with_name(f"{path.name}.{os.getpid()}")
        self._found: tuple[str, bytes] = ("", b"")
        self._is_broken = False

    def find(self, name: str) -> list[str] | None:
        """Return the texts that are kept under a name, None where there are none."""
        place = self._places.get(name.encode())
        if place is None or self._old is None:
            return None
        with suppress(OSError, ValueError, RecursionError):
            line = os.pread(self._old.fileno(), place[1], place[0])
            texts = json.loads(line[_TEXTS_BEGIN:-2])
            if isinstance(texts, list) and all(isinstance(text, str) for text in texts):
                self._found = (name, line)
                return texts
        return None

    def keep(self, name: str, texts: list[str]) -> None:
        """Keep texts under a name."""
        known, line = self._found
        line = line if known == name else f'["{name}",{json.dumps(texts)}]\n'.encode()
        if self._new is not None and not self._is_broken:
            try:
                self._new.write(line)
            except OSError:
                # A full disk takes no cache; the site may fit all the same.
                self._is_broken = True

    def close(self, *, is_done: bool) -> None:
        """Let what was kept take the place of what was there, where the run is done; forget it otherwise."""
        with suppress(OSError):
            if self._new is not None:
                self._new.close()
                if is_done and not self._is_broken:
                    self._beside.replace(self._path)
            if self._old is not None:
                self._old.close()
        with suppress(OSError):
            self._beside.unlink(missing_ok=True)

    @cached_property
    def _new(self) -> IO[bytes] | None:
        with suppress(OSError):
            # Whatever stands there under this name is not written into: it may be a link.
            self._beside.unlink(missing_ok=True)
            file = self._beside.open("xb")
            file.write(self._title)
            return file
        return None

    @cached_property
    def _old(self) -> IO[bytes] | None:
        with suppress(OSError):
            return None if self._path.is_symlink() else self._path.open("rb")
        return None

    @cached_property
    def _places(self) -> dict[bytes, tuple[int, int]]:
        """Where each line begins, and how long it is."""
        places: dict[bytes, tuple[int, int]] = {}
        if self._old is not None and self._old.readline() == self._title:
            at = len(self._title)
            for line in self._old:
                places[line[_NAME_BEGINS : _TEXTS_BEGIN - 2]] = (at, len(line))
                at += len(line)
        return places

    @property
    def _title(self) -> bytes:
        return f"{json.dumps(self._edition)}\n".encode()
