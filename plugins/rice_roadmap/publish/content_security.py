"""What browsers may load and run on the finished site: what the site itself brings, and nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_SOURCE = re.compile(r"\bsrc\s*=", re.IGNORECASE)
#: What a browser reads as data is never run.
_DATA = re.compile(r"""\btype\s*=\s*["']?application/(?:ld\+)?json""", re.IGNORECASE)
_CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)

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
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy(map(_read, paths))}">'
    for path in paths:
        path.write_bytes(_CHARSET.sub(lambda charset: charset[0] + tag, _read(path), count=1).encode("utf-8"))


def policy(pages: Iterable[str]) -> str:
    """Return the policy that lets every inline script of these pages run, each by its hash, and no other."""
    hashes = sorted({_hash(script) for page in pages for script in _inline_scripts(page)})
    allowed = "".join(f" 'sha256-{value}'" for value in hashes)
    return "; ".join(_DIRECTIVES).format(hashes=allowed)


def _read(path: Path) -> str:
    # As bytes, since a changed line end would change the hash of a script.
    return path.read_bytes().decode("utf-8")


def _inline_scripts(page: str) -> Iterable[str]:
    for attributes, script in _SCRIPT.findall(page):
        if not _SOURCE.search(attributes) and not _DATA.search(attributes):
            yield script


def _hash(script: str) -> str:
    return b64encode(sha256(script.encode("utf-8")).digest()).decode("ascii")
