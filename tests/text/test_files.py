"""A folder on disk: every file in it is found however deep it stands, and what cannot be looked at is told."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from rice_roadmap.text.files import Entry, EntryKind, Folder

#: More than Python calls inside calls.
DEEP = 1_200


def test_files_are_found_however_deep_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody needs a thousand folders inside each other, and nobody gets a failure for them."""
    (tmp_path / "requests").mkdir()

    def inside(folder: str) -> list[tuple[str, EntryKind | None]]:
        return [("a", None)] if folder.count("/a") < DEEP else [("deep.yaml", EntryKind.FILE)]

    # A real one would be more than some programs that tidy up can remove.
    monkeypatch.setattr("rice_roadmap.text.files._inside", inside)
    monkeypatch.chdir(tmp_path)
    (found,) = Folder(root=Path()).entries()
    assert found == Entry(path=f"requests/{'a/' * DEEP}deep.yaml", kind=EntryKind.FILE)


def test_what_stands_there_is_told_without_following_it(tmp_path: Path) -> None:
    """A link is a link wherever it leads, a pipe is neither a file nor a folder, and hidden names are nobody's data."""
    (tmp_path / "requests" / "deeper").mkdir(parents=True)
    (tmp_path / "requests" / "deeper" / "file.yaml").touch()
    (tmp_path / "requests" / ".hidden").mkdir()
    (tmp_path / "requests" / ".hidden" / "file.yaml").touch()
    (tmp_path / "requests" / "folder").symlink_to(tmp_path / "requests" / "deeper")
    (tmp_path / "requests" / "link.yaml").symlink_to("nowhere")
    (tmp_path / "roadmap").symlink_to(tmp_path / "requests")
    (tmp_path / "docs").touch()
    os.mkfifo(tmp_path / "requests" / "pipe.yaml")
    assert Folder(root=tmp_path).entries() == (
        Entry(path="docs", kind=EntryKind.FILE),
        Entry(path="requests/deeper/file.yaml", kind=EntryKind.FILE),
        Entry(path="requests/folder", kind=EntryKind.LINK),
        Entry(path="requests/link.yaml", kind=EntryKind.LINK),
        Entry(path="requests/pipe.yaml", kind=EntryKind.OTHER),
        Entry(path="roadmap", kind=EntryKind.LINK),
    )


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(36, "File name too long")])
def test_a_folder_that_cannot_be_opened_is_an_entry(
    error: OSError, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside it everything else is found."""
    (tmp_path / "requests" / "closed").mkdir(parents=True)
    (tmp_path / "requests" / "open.yaml").touch()
    opened = os.scandir

    def refusing(path: str) -> Iterator[os.DirEntry[str]]:
        if Path(path).name == "closed":
            raise error
        return opened(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert Folder(root=tmp_path).entries() == (
        Entry(path="requests/closed", kind=EntryKind.CLOSED),
        Entry(path="requests/open.yaml", kind=EntryKind.FILE),
    )


def test_what_stands_in_a_folder_that_nobody_may_enter_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its names can be listed, and nothing else is known of them."""
    (tmp_path / "requests" / "shut" / "folder").mkdir(parents=True)
    (tmp_path / "requests" / "shut" / "file.yaml").touch()
    # Who tests as the one who may do everything has no such folder.
    monkeypatch.setattr(os, "access", lambda path, _: Path(path).name != "shut")
    assert Folder(root=tmp_path).entries() == (
        Entry(path="requests/shut/file.yaml", kind=EntryKind.CLOSED),
        Entry(path="requests/shut/folder", kind=EntryKind.CLOSED),
    )


def test_what_is_removed_meanwhile_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder may go between the moment in which it is listed and the one in which it is opened."""
    (tmp_path / "requests").mkdir()
    inside = {"requests": [("gone", None)]}
    monkeypatch.setattr(
        "rice_roadmap.text.files._inside", lambda folder: inside.get(Path(folder).name) or os.listdir(folder)
    )
    assert Folder(root=tmp_path).entries() == ()
