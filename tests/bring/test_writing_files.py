"""Files reach the disk whole, and nothing is written over that was not planned to be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rice_roadmap.bring.refusal import Refusal
from rice_roadmap.bring.writing_files import PlannedFile, read_input, write_beside, write_files

FILE = PlannedFile(path="requests/asks/sso/a.yaml", content=b"says: x\n")


def names_below(folder: Path) -> list[str]:
    """Return everything below a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_new_files_get_their_folders(tmp_path: Path) -> None:
    """A file is written with the folders on its way, and nothing else stays behind."""
    written = write_files(tmp_path, [FILE])
    assert written.refusal is None
    assert written.paths == (FILE.path,)
    assert (tmp_path / FILE.path).read_bytes() == FILE.content
    assert names_below(tmp_path) == ["requests", "requests/asks", "requests/asks/sso", FILE.path]


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    """What appeared since the plan was made stays; the files before it are written, and the refusal says so."""
    (tmp_path / "b.yaml").write_bytes(b"mine")
    files = [PlannedFile(path=f"{name}.yaml", content=b"theirs") for name in "abc"]
    written = write_files(tmp_path, files)
    assert written.paths == ("a.yaml",)
    assert written.refusal is not None
    assert written.refusal.message.startswith("b.yaml cannot be written: something of that name is there already.")
    assert (tmp_path / "b.yaml").read_bytes() == b"mine"
    assert names_below(tmp_path) == ["a.yaml", "b.yaml"]


def test_a_dangling_link_is_something_too(tmp_path: Path) -> None:
    """A link whose target is missing is not written through."""
    (tmp_path / "a.yaml").symlink_to(tmp_path / "elsewhere")
    assert write_files(tmp_path, [PlannedFile(path="a.yaml", content=b"x")]).refusal
    assert names_below(tmp_path) == ["a.yaml"]


def test_a_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    """A folder that leads elsewhere gets no files."""
    root, elsewhere = tmp_path / "root", tmp_path / "elsewhere"
    root.mkdir()
    elsewhere.mkdir()
    (root / "requests").symlink_to(elsewhere, target_is_directory=True)
    written = write_files(root, [FILE])
    assert written.refusal is not None
    assert "requests is a symbolic link" in written.refusal.message
    assert names_below(elsewhere) == []


def test_a_planned_replacement_keeps_the_mode_of_the_file(tmp_path: Path) -> None:
    """A file that is added to is replaced while it says what the plan saw, and keeps who may read it."""
    path = tmp_path / "accounts.yaml"
    path.write_bytes(b"old")
    path.chmod(0o600)
    assert write_files(tmp_path, [PlannedFile(path=path.name, content=b"new", replaces=b"old")]).refusal is None
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_changed_in_the_meantime_stays(tmp_path: Path) -> None:
    """What somebody wrote since the plan was made is not lost."""
    path = tmp_path / "accounts.yaml"
    path.write_bytes(b"newer")
    written = write_files(tmp_path, [PlannedFile(path=path.name, content=b"new", replaces=b"old")])
    assert written.refusal is not None
    assert "changed in the meantime" in written.refusal.message
    assert path.read_bytes() == b"newer"


def test_what_cannot_be_written_whole_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the last step fails, neither a half file nor a temporary one stays."""

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    written = write_files(tmp_path, [PlannedFile(path="a.yaml", content=b"x")])
    assert written.refusal is not None
    assert "No space left on device" in written.refusal.message
    assert names_below(tmp_path) == []


def test_rows_left_over_take_the_place_of_earlier_ones(tmp_path: Path) -> None:
    """The file of rows left over is always that of the last run; where it cannot be written, that is said."""
    assert write_beside(tmp_path, "x.rejects.csv", b"first") is None
    assert write_beside(tmp_path, "x.rejects.csv", b"second") is None
    assert (tmp_path / "x.rejects.csv").read_bytes() == b"second"
    assert write_beside(tmp_path / "nowhere", "x.rejects.csv", b"x") is not None


def test_a_file_to_import_is_read_or_its_absence_is_misuse(tmp_path: Path) -> None:
    """A path that leads to no file is misuse; a file comes back as its bytes."""
    (tmp_path / "x.csv").write_bytes(b"title\n")
    assert read_input(tmp_path / "x.csv") == b"title\n"
    for path in (tmp_path / "y.csv", tmp_path):
        refusal = read_input(path)
        assert isinstance(refusal, Refusal)
        assert refusal.exit_status == 2


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that would fill the memory is refused with what to do instead."""
    monkeypatch.setattr("rice_roadmap.bring.writing_files.MOST_BYTES", 1024**2)
    path = tmp_path / "x.csv"
    path.write_bytes(b"x" * (1024**2 + 1))
    refusal = read_input(path)
    assert isinstance(refusal, Refusal)
    assert refusal.message.endswith("is longer than 1 MB.")
    os.truncate(path, 1024**2)
    assert isinstance(read_input(path), bytes)
