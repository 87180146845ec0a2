"""What a larger roadmap may not cost: what is done for all of it at once is counted, never timed.

Ratios of times are kept by `python3 dev.py bench --gate`.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Template

from benchmarks.portfolio import SEED, records
from rice_roadmap.cli import main
from rice_roadmap.plugin import building
from tests import small

FEW, MANY = 20, 100

#: Git answers for all files at once, so a handful of questions is enough.
MOST_PROGRAMS = 12


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the first words of every program that is started from now on, and a word for each copy of this one."""
    found: list[str] = []
    start: Callable[..., None] = subprocess.Popen.__init__
    fork = os.fork

    def counted(self: Any, words: Any, *others: Any, **more: Any) -> None:
        found.append(" ".join(map(str, words[:1])))
        start(self, words, *others, **more)

    def forked() -> int:
        found.append("fork")
        return fork()

    monkeypatch.setattr(subprocess.Popen, "__init__", counted)
    monkeypatch.setattr(os, "fork", forked)
    return found


def repository(root: Path, requests: int) -> Path:
    """Return a roadmap of so many requests with its site, kept by git, of which one request was changed since."""
    for record in records(requests, SEED):
        write(root / record.path, record.text)
    write(root / "mkdocs.yml", small.MKDOCS.format(options=""))
    write(root / "docs" / "about.md", "# About\n")
    person = ("-c", "user.name=x", "-c", "user.email=x@example.com")
    for words in (("init", "-q", "-b", "main"), ("add", "-A"), (*person, "commit", "-q", "-m", "All")):
        subprocess.run(["git", "-C", str(root), *words], check=True)
    changed = min(root.glob("requests/*.yaml"))
    write(changed, changed.read_text(encoding="utf-8").replace("\ntitle: ", "\ntitle: Changed, ", 1))
    return root


def write(path: Path, text: str) -> None:
    """Write a file and the folders that it stands in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_every_program_is_counted(started: list[str]) -> None:
    """Whoever starts it, and in whichever way: also a copy of this program, as a pool of workers makes them."""
    subprocess.run(["true"], check=True)
    if child := os.fork():
        os.waitpid(child, 0)
    else:
        os._exit(0)
    assert started == ["true", "fork"]


@pytest.mark.parametrize(
    "command", [("check",), ("rank",), ("diff", "main"), ("export", "json"), ("build",)], ids=" ".join
)
def test_as_many_programs_are_started_for_many_files_as_for_few(
    tmp_path: Path, command: tuple[str, ...], started: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command starts a handful of programs, however many files there are."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795435200")
    counts = []
    for name, requests in (("few", FEW), ("many", MANY)):
        root = repository(tmp_path / name, requests)
        started.clear()
        assert main([*command, "--root", str(root)]) == 0
        counts.append(len(started))
    few, many = counts
    assert few == many <= MOST_PROGRAMS


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the name of every template that is printed from now on."""
    found: list[str] = []
    render: Callable[..., str] = Template.render

    def counted(self: Template, *values: Any, **more: Any) -> str:
        found.append(self.name or "")
        return render(self, *values, **more)

    monkeypatch.setattr(Template, "render", counted)
    return found


def test_a_theme_prints_as_much_for_many_pages_as_for_few(tmp_path: Path, printed: list[str]) -> None:
    """A few pages of each shape, of which hundreds more make none: all others stand in a frame."""
    counts = []
    for name, requests in (("few", MANY), ("many", 3 * MANY)):
        root = repository(tmp_path / name, requests)
        printed.clear()
        assert main(["build", "--root", str(root)]) == 0
        counts.append(Counter(printed))
    few, many = counts
    assert many["request.html"] - few["request.html"] == 2 * MANY
    assert many["main.html"] - few["main.html"] < MANY / 5


def test_a_second_build_prints_and_writes_the_page_that_changed(
    tmp_path: Path, printed: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One request of a hundred."""
    monkeypatch.setattr(building, "FEWEST_FILES", 0)
    root = repository(tmp_path, MANY)
    assert main(["build", "--root", str(root)]) == 0
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(root.glob("requests/*.yaml"))}
    changed, text = next((path, text) for path, text in texts.items() if "\nworkaround:" not in text)
    write(changed, f"{text}workaround: By hand, slowly.\n")
    printed.clear()
    capsys.readouterr()
    assert main(["build", "--root", str(root)]) == 0
    assert Counter(printed)["request.html"] == 1
    assert re.search(r", 1 of them written anew\.$", capsys.readouterr().err, re.MULTILINE)
