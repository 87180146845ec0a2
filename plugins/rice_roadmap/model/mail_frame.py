"""The lines between which a mail carries a file: whatever mail programs add above and below, the file is found."""

from __future__ import annotations

import re

#: Where a file ends in a mail.
CLOSING = "=== end ==="

#: Where a file begins, behind the marks of a reply or without them.
OPENING = re.compile(r"(?P<marks>(?:> ?)*)=== (?P<path>[^\s=]+\.yaml) === *")


def opening(path: str) -> str:
    """Return the line with which a file of that path begins in a mail."""
    return f"=== {path} ==="
