"""A new site in the place of the old one: whatever is killed and whatever fails, one of the two stands there whole."""

from __future__ import annotations

import ctypes
import os
import shutil
from pathlib import Path

# What Linux calls the folder that one stands in, and the exchange of two names in one step.
_HERE, _EXCHANGE = -100, 2


def swap(new: Path, target: Path) -> None:
    """Put a folder in the place of another beside it, and remove what stood there.

    Where the system can exchange two folders in one step, there is no moment without a site. Elsewhere there is one
    between two renames; where the second fails, the old site gets its name back.
    """
    new.chmod(0o755)
    if not target.exists():
        new.rename(target)
    elif exchanged(new, target):
        shutil.rmtree(new, ignore_errors=True)
    else:
        _in_two_steps(new, target)


def exchanged(one: Path, other: Path) -> bool:
    """Exchange the names of two folders in one step, and return whether the system and the disk could."""
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        # Only Linux has it, and not every library of C there.
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def _in_two_steps(new: Path, target: Path) -> None:
    old = target.with_name(f".{target.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    target.rename(old)
    try:
        new.rename(target)
    except BaseException:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
