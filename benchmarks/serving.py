"""How long `mkdocs serve` takes from a saved file to the page that shows it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.measuring import FailedError

_PATIENCE = 300.0
_PAUSE = 0.01


def seconds_until_shown(root: Path, environment: Mapping[str, str], *, rounds: int) -> list[float]:
    """Serve a site, save one of its requests again and again, and return what each took until its page was new."""
    port = _free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "--no-strict", "--dev-addr", f"127.0.0.1:{port}"]
    path = min((root / "requests").glob("*.yaml"))
    base = f"http://127.0.0.1:{port}/roadmap/requests/{path.stem}/"
    before = path.read_text(encoding="utf-8")
    with TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=root, env=os.environ | environment, stdout=said, stderr=said)
        try:
            _wait(process, base, "<h1")
            return [_once(process, base, path, f"Changed {turn} times") for turn in range(1, rounds + 1)]
        finally:
            process.terminate()
            process.wait(timeout=30)
            path.write_text(before, encoding="utf-8", newline="\n")


def _once(process: subprocess.Popen[bytes], address: str, path: Path, title: str) -> float:
    lines = path.read_text(encoding="utf-8").splitlines()
    new = [f"title: {title}" if line.startswith("title: ") else line for line in lines]
    began = time.perf_counter()
    path.write_text("\n".join(new) + "\n", encoding="utf-8", newline="\n")
    _wait(process, address, title)
    return time.perf_counter() - began


def _wait(process: subprocess.Popen[bytes], address: str, words: str) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise FailedError(f"mkdocs serve ended with {process.returncode}.")
        try:
            with urlopen(address, timeout=_PATIENCE) as answer:  # noqa: S310 -- the address is our own
                if words in answer.read().decode():
                    return
        except (URLError, ConnectionError):
            pass
        time.sleep(_PAUSE)
    raise FailedError(f"The page never said “{words}”.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
