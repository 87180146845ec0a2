"""`mkdocs build --strict` means what it says: `-q` would switch it off, so nothing that we ship says both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

#: What we ship or run: workflows, the scaffold, documentation, and every program.
PLACES = (".ci", ".github", "docs", "plugins")
TEXTS = {".md", ".py", ".sh", ".toml", ".yaml", ".yml", ""}

#: A line that builds or serves a site, in a shell or as the words of a program, and tells MkDocs to be quiet.
_QUIET = re.compile(r"mkdocs(?=\W).*\b(?:build|serve|gh-deploy)\b.*[\s\"'](?:-[a-z]*q[a-z]*|--quiet)\b")


def quiet(text: str) -> Iterator[str]:
    """Yield the lines that run MkDocs quietly."""
    return (line.strip() for line in text.splitlines() if _QUIET.search(line))


def texts() -> Iterator[Path]:
    """Yield every text that could hold a command."""
    yield from (file for file in ROOT.iterdir() if file.is_file() and file.suffix in TEXTS)
    for place in PLACES:
        yield from (file for file in (ROOT / place).rglob("*") if file.is_file() and file.suffix in TEXTS)


def test_no_command_that_we_ship_defeats_strict() -> None:
    """A broken link fails the build in every workflow, in the scaffold, in `dev.py` and in what the pages advise."""
    found = {file.relative_to(ROOT).as_posix(): list(quiet(file.read_text("utf-8", "replace"))) for file in texts()}
    assert len(found) > 200
    assert {file: lines for file, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "line",
    [
        "mkdocs build --strict -q",
        "run: python -m mkdocs build -qs --site-dir site",
        "mkdocs -v build --quiet",
        'run("mkdocs", "build", "--strict", "-q")',
    ],
)
def test_a_command_that_defeats_it_is_found(line: str) -> None:
    """The search above knows the ways to say it."""
    assert list(quiet(line))
    assert not list(quiet(line.replace("-qs", "-s").replace("-q", "").replace("--quiet", "")))
