"""Files of a new site: what the old one holds byte for byte is not written again."""

from __future__ import annotations

import os
import stat


def put(content: bytes, path: str, before: str = "") -> bool:
    """Give a path this content, and return whether anything was written.

    Where the file at `before` holds the same, it gets this path as a second name, which takes no room and outlives
    the first. What is compared are the bytes themselves: whoever changed the old site, the new one is right.
    """
    _make_room(os.path.dirname(path))
    if before and _linked(before, path, content):
        return False
    with open(path, "wb") as file:
        file.write(content)
    return True


def _linked(before: str, path: str, content: bytes) -> bool:
    """Give the file at `before` a second name where it holds this content, and return whether it has it now."""
    try:
        found = os.lstat(before)
        if not stat.S_ISREG(found.st_mode) or found.st_size != len(content):
            return False
        # Open until the end: nothing else can be taken for this very file in the meantime.
        with open(before, "rb") as file:
            if not os.path.samestat(found, os.fstat(file.fileno())) or file.read() != content:
                return False
            os.link(before, path)
            if os.path.samestat(found, os.lstat(path)):
                return True
    except OSError:
        # There is none, or it is on another disk, or on one that gives no second names.
        return False
    # Another build has put its site there since: this is not the file that was looked at.
    os.unlink(path)
    return False


def _make_room(folder: str) -> None:
    try:
        os.mkdir(folder)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
