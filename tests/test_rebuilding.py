"""Building again: only what changed is printed and written, and the site is what a first build would give."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.portfolio import SEED, records
from rice_roadmap.plugin import building
from tests.small import MKDOCS

REQUESTS = 40


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a roadmap for which pages are kept, as for one of thousands of files."""
    monkeypatch.setattr(building, "FEWEST_FILES", 0)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    files = {record.path: record.text for record in records(REQUESTS, SEED)}
    for path, text in {**files, "mkdocs.yml": MKDOCS.format(options=""), "docs/about.md": "# About\n"}.items():
        (tmp_path / "roadmap" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "roadmap" / path).write_text(text, encoding="utf-8")
    return tmp_path / "roadmap"


def build(root: Path) -> dict[str, bytes]:
    """Build the site, and return its files."""
    assert building.build(root) == 0
    return {
        path.relative_to(root / "site").as_posix(): path.read_bytes()
        for path in sorted((root / "site").rglob("*"))
        if path.is_file()
    }


def first_build(root: Path) -> dict[str, bytes]:
    """Return the files of a site that nothing is kept for."""
    copy = root.with_name("copy")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("site", ".cache"))
    return build(copy)


def change(path: Path, how: Callable[[str], str]) -> None:
    """Write a file anew."""
    path.write_text(how(path.read_text(encoding="utf-8")), encoding="utf-8")


def written(said: str) -> list[int]:
    """Return how many pages of records each build wrote."""
    lines = [line for line in said.splitlines() if "written anew" in line]
    return [int(line.split(" pages of records, ")[1].split(" ")[0]) for line in lines]


def test_after_any_edit_a_site_is_what_a_first_build_gives(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A request, an answer, an item, the plan, the settings, the day, and the old site itself: byte for byte."""
    build(root)
    requests, items = sorted((root / "requests").glob("*.yaml")), sorted((root / "roadmap" / "items").glob("*.yaml"))
    decisions = sorted((root / "roadmap" / "decisions").glob("*.yaml"))
    edits: list[Callable[[], object]] = [
        lambda: change(requests[0], lambda text: text.replace("title: ", "title: Newly ")),
        decisions[0].unlink,
        lambda: change(items[0], lambda text: text.replace("title: ", "title: Newly ")),
        lambda: change(root / "roadmap" / "plan.yaml", lambda text: text.replace("notice: ", "notice: Newly, ")),
        lambda: change(root / "mkdocs.yml", lambda text: text.replace("site_name: Example", "site_name: Another")),
        lambda: monkeypatch.setenv("SOURCE_DATE_EPOCH", "1804000000"),
        lambda: change(root / "site" / "requests" / requests[1].stem / "index.html", lambda text: text.upper()),
    ]
    for edit in edits:
        edit()
        assert build(root) == first_build(root)
    capsys.readouterr()


def test_only_what_changed_is_written_and_the_rest_is_the_same_file(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One workaround of one request: its page, and nothing else."""
    build(root)
    path = min((root / "requests").glob("*.yaml"))
    other = max((root / "requests").glob("*.yaml"))
    place = (root / "site" / "requests" / other.stem / "index.html").stat().st_ino
    build(root)
    change(path, lambda text: f"{text}links: ['https://example.com/more']\nvotes: {{count: 7}}\n")
    build(root)
    assert (root / "site" / "requests" / other.stem / "index.html").stat().st_ino == place
    counts = written(capsys.readouterr().err)
    assert counts[0] > REQUESTS
    assert counts[1:] == [0, 1]


def test_a_build_that_fails_leaves_site_and_cache(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The old site stands there, and the next build that succeeds needs no more than before."""
    build(root)
    path = min((root / "requests").glob("*.yaml"))
    before = path.read_text(encoding="utf-8")
    change(path, lambda text: text.replace("title:", "tilte:"))
    assert building.build(root) == 1
    assert (root / "site" / "index.html").is_file()
    change(path, lambda _: before)
    build(root)
    assert written(capsys.readouterr().err)[-1] == 0
    assert [name for name in os.listdir(root / ".cache" / "rice-roadmap") if name.startswith("pages.jsonl.")] == []
