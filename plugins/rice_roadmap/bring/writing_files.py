"""Planned files onto the disk: each whole or not at all, and nothing that the plan did not see."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from rice_roadmap.bring.refusal import Refusal

#: The longest file that is imported.
MOST_BYTES = 100 * 1024 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedFile:
    """A file to write: its path from the root, its bytes, and the bytes it takes the place of (None: a new file)."""

    path: str
    content: bytes
    replaces: bytes | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """Which files were written, and what stopped the rest, if anything did."""

    paths: tuple[str, ...]
    refusal: Refusal | None = None


def read_input(path: Path) -> bytes | Refusal:
    """Return the bytes of a file to import, or why they cannot be had."""
    try:
        if path.is_dir():
            return Refusal(message=f"{path} is a folder.", hint="Name a file in it.", misuse=True)
        if not path.is_file():
            return Refusal(message=f"There is no file {path}.", misuse=True)
        with path.open("rb") as file:
            return read_at_most(file, str(path))
    except OSError as error:
        return Refusal(message=f"{path} cannot be read: {error.strerror}.", misuse=True)


def read_at_most(file: BinaryIO, name: str) -> bytes | Refusal:
    """Return what somebody hands over, which may never end: no more of it than can be imported."""
    raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        return Refusal(
            message=f"{name} is longer than {MOST_BYTES // 1024**2} MB.",
            hint="Split it, and import the parts one after another.",
        )
    return raw


def write_files(root: Path, files: Iterable[PlannedFile], *, is_durable: bool = False) -> Written:
    """Write the files below `root`, stopping at the first that cannot be; what is written stays, whole.

    What somebody typed must be `is_durable`: on the disk itself before the command ends, also as a new file.
    """
    written: list[str] = []
    folders: set[Path] = set()
    for file in files:
        try:
            _make_folder(root, (root / file.path).parent, folders)
            _write(root / file.path, file, is_durable=is_durable)
        except OSError as error:
            why = error.strerror or str(error)
            refusal = Refusal(
                message=f"{file.path} cannot be written: {why}. Files written before it: {len(written):,}.",
                hint="When that is mended, run the same command again: what is there stays as it is.",
            )
            return Written(paths=tuple(written), refusal=refusal)
        written.append(file.path)
    return Written(paths=tuple(written))


def _make_folder(root: Path, folder: Path, known: set[Path]) -> None:
    """Make the folder and those above it below the root; a link on the way might lead anywhere and is refused."""
    if folder in known or folder == root:
        return
    _make_folder(root, folder.parent, known)
    if folder.is_symlink():
        raise OSError(f"{folder.relative_to(root).as_posix()} is a symbolic link")
    folder.mkdir(exist_ok=True)
    known.add(folder)


def _write(path: Path, file: PlannedFile, *, is_durable: bool) -> None:
    if file.replaces is None:
        if os.path.lexists(path):
            raise OSError("something of that name is there already")
    elif path.is_symlink() or path.read_bytes() != file.replaces:
        raise OSError("it was changed in the meantime")
    _replace(path, file.content, is_new=file.replaces is None, is_durable=is_durable)


def write_beside(folder: Path, name: str, content: bytes) -> Refusal | None:
    """Write one file that may take the place of an earlier one of that name, or return why it cannot be written."""
    try:
        _replace(folder / name, content, is_new=True)
    except OSError as error:
        return Refusal(message=f"{name} cannot be written: {error.strerror or error}.")
    return None


def _replace(path: Path, content: bytes, *, is_new: bool, is_durable: bool = False) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            if is_durable or not is_new:
                # What stood there cannot be imported again; a new file can, and 5,000 of them would take minutes.
                file.flush()
                os.fsync(file.fileno())
        if not is_new:
            temporary.chmod(path.stat().st_mode & 0o7777)
        temporary.replace(path)
        if is_durable:
            _keep_name(path.parent)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _keep_name(folder: Path) -> None:
    """Have the disk keep the names in a folder, where the system lets a folder be opened."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
