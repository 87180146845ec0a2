"""A folder on disk: every file in it is found however deep it stands, and what cannot be looked at is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rice_roadmap.text.files import Entry, EntryKind, Folder

#: More than Python calls inside calls.
DEEP = 1_200


def test_files_are_found_however_deep_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody needs a thousand folders inside each other, and nobody gets a failure for them."""
    file, folder = tmp_path / "deep.yaml", (tmp_path / "requests")
    file.touch()
    folder.mkdir()
    kinds = {"deep.yaml": file.lstat(), "a": folder.lstat(), "requests": folder.lstat()}

    def known(path: str) -> os.stat_result:
        if Path(path).name not in kinds:
            raise FileNotFoundError
        return kinds[Path(path).name]

    # A real one would be more than some programs that tidy up can remove.
    monkeypatch.setattr(os, "listdir", lambda path: ["a"] if str(path).count("/a") < DEEP else ["deep.yaml"])
    monkeypatch.setattr(os, "lstat", known)
    monkeypatch.chdir(tmp_path)
    (found,) = Folder(root=Path()).entries()
    assert found == Entry(path=f"requests/{'a/' * DEEP}deep.yaml", kind=EntryKind.FILE)


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(36, "File name too long")])
def test_a_folder_that_cannot_be_opened_is_an_entry(
    error: OSError, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside it everything else is found."""
    (tmp_path / "requests" / "closed").mkdir(parents=True)
    (tmp_path / "requests" / "open.yaml").touch()
    listed = os.listdir

    def refusing(path: Path) -> list[str]:
        if Path(path).name == "closed":
            raise error
        return listed(path)

    monkeypatch.setattr(os, "listdir", refusing)
    assert Folder(root=tmp_path).entries() == (
        Entry(path="requests/closed", kind=EntryKind.CLOSED),
        Entry(path="requests/open.yaml", kind=EntryKind.FILE),
    )


def test_what_is_removed_meanwhile_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Editors put a new file in the place of the old one at any moment."""
    (tmp_path / "requests").mkdir()
    monkeypatch.setattr(os, "listdir", lambda _: ["gone.yaml"])
    assert Folder(root=tmp_path).entries() == ()
