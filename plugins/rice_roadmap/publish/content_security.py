"""What browsers may load and run on the finished site: what the site itself brings, and nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cached_property
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Self

_SOURCE = re.compile(rb"\bsrc\s*=", re.IGNORECASE)
#: What a browser reads as data is never run.
_DATA = re.compile(rb"""\btype\s*=\s*["']?application/(?:ld\+)?json""", re.IGNORECASE)
_SCRIPT, _END_OF_SCRIPT, _CHARSET, _END = b"<script", b"</script>", b"<meta charset=", b">"

_TAG = b'<meta http-equiv="Content-Security-Policy" content="'

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


class Policy:
    """One policy for all pages: instant navigation keeps the policy of the page that was opened first."""

    def __init__(self, scripts: Iterable[bytes]) -> None:
        """Let these inline scripts run, each by its hash, and no other."""
        self._scripts = frozenset(scripts)

    @classmethod
    def of(cls, pages: Iterable[bytes]) -> Self:
        """Return the policy that lets every inline script of these pages run."""
        return cls(script for page in pages for script in _inline_scripts(page))

    @cached_property
    def words(self) -> str:
        """What the policy says."""
        allowed = "".join(f" 'sha256-{value}'" for value in sorted(map(_hash, self._scripts)))
        return "; ".join(_DIRECTIVES).format(hashes=allowed)

    @cached_property
    def tag(self) -> bytes:
        """What a page says the policy with."""
        return _TAG + f'{self.words}">'.encode()

    def allows(self, page: bytes) -> bool:
        """Return whether every inline script of a page may run."""
        return self._scripts.issuperset(_inline_scripts(page))

    def said_in(self, page: bytes) -> bytes:
        """Return a page with the policy right behind its charset."""
        start = page.find(_CHARSET)
        start = page.lower().find(_CHARSET) if start < 0 else start
        end = page.find(_END, start) + 1 if start >= 0 else 0
        # A dirty build leaves pages of an earlier one, which say its policy: browsers would obey both.
        rest = page.find(_END, end) + 1 if page.startswith(_TAG, end) else end
        return page[:end] + self.tag + page[rest:] if end else page


def apply(site: Path, *more: bytes) -> Policy:
    """Write one policy into every page of a site, and return it; it allows the scripts of `more` pages too."""
    paths = sorted(site.rglob("*.html"))
    policy = Policy.of(chain((path.read_bytes() for path in paths), more))
    for path in paths:
        path.write_bytes(policy.said_in(path.read_bytes()))
    return policy


def widen(site: Path, policy: Policy) -> None:
    """Let the policy of a finished site allow every inline script that came after it."""
    paths = sorted(site.rglob("*.html"))
    wider = Policy.of(path.read_bytes() for path in paths)
    for path in paths:
        page = path.read_bytes()
        # A file may be the old site's too: that one stays as it is.
        path.unlink()
        path.write_bytes(page.replace(policy.tag, wider.tag, 1))


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
