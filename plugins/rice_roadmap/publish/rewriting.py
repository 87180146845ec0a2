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
    if before and _holds(before, content):
        try:
            os.link(before, path)
        except OSError:
            # Another disk, or one that gives no second names.
            pass
        else:
            return False
    with open(path, "wb") as file:
        file.write(content)
    return True


def _make_room(folder: str) -> None:
    try:
        os.mkdir(folder)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)


def _holds(path: str, content: bytes) -> bool:
    try:
        found = os.lstat(path)
        if not stat.S_ISREG(found.st_mode) or found.st_size != len(content):
            return False
        with open(path, "rb") as file:
            return file.read() == content
    except OSError:
        return False
