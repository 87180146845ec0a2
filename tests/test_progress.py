"""Long work says how far it is to whoever waits at a terminal, and nothing to anybody else."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from rice_roadmap import cli
from tests.small import write

#: Takes a terminal back to the beginning of its line, and empties it.
WIPE = "\r\x1b[K"


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        """Return that it is a terminal."""
        return True


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a roadmap of some hundred requests; nobody has to wait a second for the first words."""
    write(tmp_path)
    for number in range(250):
        text = f"title: Request {number}\nneed: It is missing.\npotential_impact: Some.\n"
        (tmp_path / "requests" / f"request-{number}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(cli, "_PATIENCE", 0)
    monkeypatch.setattr(cli, "_BETWEEN", 0)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    return tmp_path


def said(monkeypatch: pytest.MonkeyPatch, *words: str) -> str:
    """Run a command at a terminal, and return what stood there."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert cli.main(words) == 0
    return terminal.getvalue()


def shown(text: str) -> list[str]:
    """Return the lines that stay when all is done: what is wiped away is gone."""
    return [line.rpartition(WIPE)[2] for line in text.removesuffix("\n").split("\n")]


def test_a_long_check_says_how_much_it_has_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line that is gone when the answer comes."""
    text = said(monkeypatch, "check", "--root", str(root))
    assert f"{WIPE}Reading 100 of 257 files …{WIPE}Reading 200 of 257 files …" in text
    assert shown(text) == ["Everything is fine: 257 files checked."]


def test_a_build_says_how_much_it_has_read_and_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what MkDocs says stands in lines of its own."""
    text = said(monkeypatch, "build", "--root", str(root))
    assert f"{WIPE}Reading 100 of 257 files …" in text
    assert "Looking at them together …" in text
    assert f"{WIPE}Writing 100 of " in text
    assert f"{WIPE}Writing 200 of " in text
    assert not [line for line in shown(text) if "…" in line]
    assert shown(text)[-1] == f"The site is in {root / 'site'}."


@pytest.mark.parametrize(("name", "value"), [("CI", "true"), ("TERM", "dumb")])
def test_in_a_log_nothing_is_said_meanwhile(root: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """A thousand lines of numbers help nobody to find the one that matters."""
    monkeypatch.setenv(name, value)
    assert said(monkeypatch, "check", "--root", str(root)) == "Everything is fine: 257 files checked.\n"
