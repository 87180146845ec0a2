"""A new site takes the place of the old one: after every mishap one of them stands there whole."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rice_roadmap.publish import swapping
from rice_roadmap.publish.swapping import exchanged, swap

#: Swaps two sites, over and over, in a program that is killed.
SWAPS = """
import sys
from pathlib import Path
from rice_roadmap.publish.swapping import swap
folder = Path(sys.argv[1])
for number in range(100_000):
    new = folder / f".site-{number}"
    new.mkdir()
    for name in ("index.html", "page.html"):
        (new / name).write_text(str(number))
    swap(new, folder / "site")
    if not number:
        print("begun", flush=True)
"""


def site(folder: Path, text: str) -> Path:
    """Make a site of two pages that say the same."""
    folder.mkdir()
    for name in ("index.html", "page.html"):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def said(folder: Path) -> set[str]:
    """Return what the pages of a site say: one thing, where it is whole."""
    return {(folder / name).read_text(encoding="utf-8") for name in ("index.html", "page.html")}


@pytest.mark.parametrize("at_once", [True, False])
def test_a_new_site_takes_the_place_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, at_once: bool
) -> None:
    """In one step or in two; nothing of the old one is left over."""
    if not at_once:
        monkeypatch.setattr(swapping, "exchanged", lambda *_: False)
    target = tmp_path / "site"
    for text in ("first", "second", "third"):
        swap(site(tmp_path / ".site-new", text), target)
        assert said(target) == {text}
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges two folders in one step")
def test_two_folders_are_exchanged_in_one_step(tmp_path: Path) -> None:
    """Each has the other's name, so there is no moment without a site."""
    one, other = site(tmp_path / "one", "1"), site(tmp_path / "other", "2")
    assert exchanged(one, other)
    assert (said(one), said(other)) == ({"2"}, {"1"})
    assert not exchanged(one, tmp_path / "nothing")
    assert said(one) == {"2"}


@pytest.mark.parametrize("step", [1, 2])
def test_a_step_that_fails_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """A disk that refuses one of two renames takes no site away."""
    monkeypatch.setattr(swapping, "exchanged", lambda *_: False)
    target, new = site(tmp_path / "site", "old"), site(tmp_path / ".site-new", "new")
    renamed, steps = Path.rename, iter(range(1, 10))

    def refusing(path: Path, to: Path) -> Path:
        if next(steps) == step:
            raise OSError("no")
        return renamed(path, to)

    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(OSError, match="no"):
        swap(new, target)
    assert said(target) == {"old"}


def test_an_old_site_that_cannot_be_removed_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new one stands in its place, which is what counts."""
    target = site(tmp_path / "site", "old")
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
    swap(site(tmp_path / ".site-new", "new"), target)
    assert said(target) == {"new"}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is a moment between two renames")
def test_whoever_is_killed_leaves_a_whole_site(tmp_path: Path) -> None:
    """A program that does nothing but swap sites is killed, and between its pages there is never a difference."""
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2] / "plugins")}
    command = [sys.executable, "-c", SWAPS, str(tmp_path)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"begun\n"
        until = time.monotonic() + 0.2
        while time.monotonic() < until:
            assert (tmp_path / "site").is_dir()
        program.send_signal(signal.SIGKILL)
    assert program.returncode == -signal.SIGKILL
    (found,) = said(tmp_path / "site")
    assert int(found) > 0
