"""What a larger roadmap may not cost: programs started and templates printed are counted, never seconds."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.portfolio import SEED, records
from rice_roadmap.cli import main

FEW, MANY = 20, 100


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the first words of every program that is started from now on."""
    found: list[str] = []
    start: Callable[..., None] = subprocess.Popen.__init__

    def counted(self: Any, words: Any, *others: Any, **more: Any) -> None:
        found.append(" ".join(map(str, words[:1])))
        start(self, words, *others, **more)

    monkeypatch.setattr(subprocess.Popen, "__init__", counted)
    return found


def repository(root: Path, requests: int) -> Path:
    """Return a roadmap of so many requests, kept by git, of which one was changed since."""
    for record in records(requests, SEED):
        path = root / record.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(record.text, encoding="utf-8")
    person = ("-c", "user.name=x", "-c", "user.email=x@example.com")
    for words in (("init", "-q", "-b", "main"), ("add", "-A"), (*person, "commit", "-q", "-m", "All")):
        subprocess.run(["git", "-C", str(root), *words], check=True)
    changed = min(root.glob("requests/*.yaml"))
    changed.write_text(changed.read_text(encoding="utf-8") + "workaround: By hand.\n", encoding="utf-8")
    return root


@pytest.mark.parametrize("command", [("check",), ("rank",), ("diff", "main"), ("export", "json")], ids=" ".join)
def test_git_is_asked_as_often_for_many_files_as_for_few(
    tmp_path: Path, command: tuple[str, ...], started: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A command starts a handful of programs, however many files there are."""
    counts = []
    for name, requests in (("few", FEW), ("many", MANY)):
        root = repository(tmp_path / name, requests)
        started.clear()
        main([*command, "--root", str(root), "--today", "2026-11-23"])
        counts.append(len(started))
    assert "Traceback" not in capsys.readouterr().err
    assert counts[0] == counts[1]
    assert counts[0] <= 12
