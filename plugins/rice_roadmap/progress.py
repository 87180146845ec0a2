"""How far long work has come, for whoever waits at a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:  # every command knows how to tell, and not all of them read files
    from rice_roadmap.text.source import Reader, Reading

T = TypeVar("T")

#: Shows what a command is doing to whoever waits for it, if anybody does; without words it shows nothing any longer.
Tell = Callable[[str], None]

_EVERY = 100


def tell_nobody(_doing: str) -> None:
    """Say nothing: in a pipe, in a log, in CI."""


def told(reader: Reader, files: int, tell: Tell) -> Reader:
    """Return a reader that tells every now and then how many of the files it has read."""
    done = 0

    def read(path: str, raw: bytes) -> Reading:
        nonlocal done
        done += 1
        if done >= files:
            tell("Looking at them together …")
        elif done % _EVERY == 0:
            tell(f"Reading {done:,} of {files:,} files …")
        return reader(path, raw)

    return read


def counted(pages: Iterable[T], before: int, of: int, tell: Tell) -> Iterator[T]:
    """Yield the pages, and tell every now and then how many are written, where `before` were written before."""
    for number, page in enumerate(pages, start=before):
        if number % _EVERY == 0:
            tell(f"Writing {number:,} of {of:,} pages …")
        yield page
