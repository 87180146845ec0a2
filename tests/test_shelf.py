"""The shelf: texts of an earlier run are found by name, and nothing wrong is, whatever happened to the file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rice_roadmap.shelf import Shelf

ONE, TWO, THREE = ("1" * 64, "2" * 64, "3" * 64)
TEXTS = ['<p>“Größe” \n \\ " 日本</p>', ""]


def kept(path: Path, *names: str, edition: str = "first", is_done: bool = True) -> None:
    """Run once, and keep the same texts under these names."""
    shelf = Shelf(path, edition)
    for name in names:
        shelf.find(name)
        shelf.keep(name, TEXTS)
    shelf.close(is_done=is_done)


def found(path: Path, *names: str, edition: str = "first") -> list[list[str] | None]:
    """Run once, and return what was there under these names."""
    shelf = Shelf(path, edition)
    texts = [shelf.find(name) for name in names]
    shelf.close(is_done=False)
    return texts


def test_what_one_run_kept_the_next_one_finds(tmp_path: Path) -> None:
    """To the byte, and nothing under another name."""
    path = tmp_path / "pages"
    kept(path, ONE, TWO)
    assert found(path, ONE, TWO, THREE) == [TEXTS, TEXTS, None]


def test_what_no_run_asked_for_any_longer_is_gone(tmp_path: Path) -> None:
    """The file grows no further than what is in use."""
    path = tmp_path / "pages"
    kept(path, ONE, TWO)
    kept(path, TWO, THREE)
    assert found(path, ONE, TWO, THREE) == [None, TEXTS, TEXTS]


def test_what_another_edition_kept_is_not_found(tmp_path: Path) -> None:
    """What was printed by other code, or with other libraries, may say something else."""
    path = tmp_path / "pages"
    kept(path, ONE)
    assert found(path, ONE, edition="second") == [None]


def test_a_run_that_failed_leaves_what_was_there(tmp_path: Path) -> None:
    """And no file of its own."""
    path = tmp_path / "pages"
    kept(path, ONE)
    kept(path, TWO, is_done=False)
    assert found(path, ONE, TWO) == [TEXTS, None]
    assert [file.name for file in tmp_path.iterdir()] == ["pages"]


@pytest.mark.parametrize(
    "harm",
    [
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw.replace(b'["<p>', b'[["<p>'),
        lambda raw: raw.replace(b"<p>", b"\xff\xff"),
        lambda raw: raw.replace(b'["<p>', b'[1,"<p>'),
        lambda raw: raw[:0],
        lambda raw: b"\n" + raw,
    ],
    ids=["cut", "nested", "no-text", "number", "empty", "line"],
)
def test_a_file_that_was_harmed_holds_nothing_or_what_was_kept(tmp_path: Path, harm: object) -> None:
    """There is no way to something that was never kept, and none to a traceback."""
    path = tmp_path / "pages"
    kept(path, ONE)
    assert callable(harm)
    path.write_bytes(harm(path.read_bytes()))
    assert found(path, ONE) == [None]
    kept(path, ONE)
    assert found(path, ONE) == [TEXTS]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """Somebody else's file is not read, and not written."""
    path, other = tmp_path / "pages", tmp_path / "other"
    kept(other, ONE)
    before = other.read_bytes()
    path.symlink_to(other)
    assert found(path, ONE) == [None]
    kept(path, TWO)
    assert other.read_bytes() == before
    path.with_name(f"{path.name}.{os.getpid()}").symlink_to(other)
    kept(path, TWO)
    assert other.read_bytes() == before
    assert found(path, TWO) == [TEXTS]


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    """A run goes on without it."""
    path = tmp_path / "gone" / "pages"
    kept(path, ONE)
    assert found(path, ONE) == [None]
