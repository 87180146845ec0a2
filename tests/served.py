"""A site as its readers get it: built by the command that people use, served below a prefix, opened in Chromium."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")

#: Without its sandbox only for root, who could not start it otherwise, and without what it asks the network.
FLAGS = [
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
]

#: Pages that work only at the top of a server show it here.
PREFIX = "/roadmap-site/"

_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


def mkdocs(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs` as people do and return what it said; never with `-q`, which defeats `--strict`."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=cwd,
        env={**os.environ, **_QUIET, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@contextmanager
def built_site(root: Path) -> Iterator[Path]:
    """Build the site of a folder into a temporary one below the prefix and give its path."""
    with TemporaryDirectory() as folder:
        site = Path(folder) / PREFIX.strip("/")
        done = mkdocs("build", "--strict", "--site-dir", str(site), cwd=root)
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        yield site


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serve a built site on a free port of this machine and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(site.parent)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: the tests do."""
