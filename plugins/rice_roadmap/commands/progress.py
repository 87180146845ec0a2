"""How far a long reading has come, for whoever waits at a terminal."""

from __future__ import annotations

from rice_roadmap.commands.command import Tell
from rice_roadmap.text.source import Reader, Reading

_EVERY = 100


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
