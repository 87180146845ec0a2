"""What browsers may load and run on the finished site: what the site itself brings, and nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

_SOURCE = re.compile(rb"\bsrc\s*=", re.IGNORECASE)
#: What a browser reads as data is never run.
_DATA = re.compile(rb"""\btype\s*=\s*["']?application/(?:ld\+)?json""", re.IGNORECASE)
_SCRIPT, _END_OF_SCRIPT, _CHARSET, _END = b"<script", b"</script>", b"<meta charset=", b">"

_DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self'{hashes}",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
)


def apply(site: Path) -> None:
    """Write one policy into every page of a finished site.

    It is the same for all pages: instant navigation keeps the policy of the page that was opened first.
    """
    paths = sorted(site.rglob("*.html"))
    said = policy(path.read_bytes() for path in paths)
    tag = f'<meta http-equiv="Content-Security-Policy" content="{said}">'.encode()
    for path in paths:
        path.write_bytes(_behind_charset(path.read_bytes(), tag))


def policy(pages: Iterable[bytes]) -> str:
    """Return the policy that lets every inline script of these pages run, each by its hash, and no other."""
    scripts = {script for page in pages for script in _inline_scripts(page)}
    allowed = "".join(f" 'sha256-{value}'" for value in sorted(map(_hash, scripts)))
    return "; ".join(_DIRECTIVES).format(hashes=allowed)


def _behind_charset(page: bytes, tag: bytes) -> bytes:
    start = page.lower().find(_CHARSET)
    end = page.find(_END, start) + 1 if start >= 0 else 0
    return page[:end] + tag + page[end:] if end else page


def _inline_scripts(page: bytes) -> Iterator[bytes]:
    # Bytes, since a changed line end would change the hash; and found without an expression, as pages are many.
    folded = page.lower()
    start = folded.find(_SCRIPT)
    while start >= 0:
        opened = folded.find(_END, start) + 1
        closed = folded.find(_END_OF_SCRIPT, opened)
        if not opened or closed < 0:
            return
        attributes = page[start + len(_SCRIPT) : opened - 1]
        if not _SOURCE.search(attributes) and not _DATA.search(attributes):
            yield page[opened:closed]
        start = folded.find(_SCRIPT, closed)


def _hash(script: bytes) -> str:
    return b64encode(sha256(script).digest()).decode("ascii")
