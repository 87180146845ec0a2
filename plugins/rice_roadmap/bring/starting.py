"""A new roadmap: the files it starts with, for whom it is, and which of them an upgrade keeps up to date."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from rice_roadmap.bring import issue_form
from rice_roadmap.bring.moved_dates import moved_to
from rice_roadmap.text.shape import Kind, schema_text

SCAFFOLD = Path(__file__).parent / "scaffold"

#: What pins every package that the workflows install.
LOCK = "requirements.lock"

#: What stands in a folder of the scaffold without the dot that hides it, which packaging tools may leave out.
_HIDDEN = frozenset({"gitignore", "gitkeep", "gitlab-ci.yml", "vscode"})

#: Files of a forge, by what their paths begin with. Whoever uses another one may delete them all.
_FORGES = (".github/", ".gitlab-ci.yml")

#: What a new version may write differently, and nobody needs to change: by what their paths begin with.
_KEPT_UP_TO_DATE = (
    ".github/ISSUE_TEMPLATE/",
    ".github/PULL_REQUEST_TEMPLATE/",
    ".github/pull_request_template.md",
    ".github/workflows/",
    ".gitlab-ci.yml",
    ".vscode/",
    LOCK,
    "schema/",
)


class Readers(StrEnum):
    """Who reads a roadmap, which decides what may stand in its files and what its site shows."""

    COLLEAGUES = "colleagues"
    CUSTOMERS = "customers"
    ANYONE = "anyone"


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Files beside what stands in a folder: which are missing, and which are there but say something else."""

    missing: tuple[str, ...]
    different: tuple[str, ...]


def first_files(readers: Readers, today: date, *, with_demo: bool) -> Mapping[str, bytes]:
    """Return the files of a new roadmap by their paths, with an example in it if that is wanted.

    A file of the same path in several parts is one, from top to bottom: so the example for colleagues adds what is
    internal to files that anybody may read.
    """
    texts: dict[str, str] = {}
    for part in _parts(readers, with_demo=with_demo):
        for path, text in _files_of(part):
            texts[path] = texts.get(path, "") + (moved_to(today, text) if part in _EXAMPLE else text)
    texts |= {f"schema/{kind}.schema.json": schema_text(kind) for kind in Kind}
    texts[LOCK] = (SCAFFOLD / LOCK).read_text(encoding="utf-8")
    texts[issue_form.PATH] = issue_form.issue_form(is_public=readers is Readers.ANYONE)
    return {path: texts[path].encode() for path in sorted(texts)}


def kept_up_to_date(files: Mapping[str, bytes], root: Path) -> Mapping[str, bytes]:
    """Return those files that every version writes anew, without those of a forge of which the folder has none."""
    there = [path for path in files if (root / path).exists()]
    unused = tuple(forge for forge in _FORGES if not any(path.startswith(forge) for path in there))
    return {
        path: content
        for path, content in files.items()
        if path.startswith(_KEPT_UP_TO_DATE) and not path.startswith(unused)
    }


def compare(files: Mapping[str, bytes], root: Path) -> Comparison:
    """Return how files differ from what stands in the folder; ends of lines aside, which git may write its own way."""
    missing = tuple(path for path in files if not os.path.lexists(root / path))
    there = (path for path in files if path not in missing)
    return Comparison(missing=missing, different=tuple(path for path in there if not _says(root / path, files[path])))


def _says(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes().replace(b"\r\n", b"\n") == content


_EXAMPLE = ("demo", "internal")


def _parts(readers: Readers, *, with_demo: bool) -> Iterable[str]:
    """Return the folders of the scaffold that make a new roadmap, those that come first in a file first."""
    if not with_demo:
        content: tuple[str, ...] = ("empty",)
    elif readers is Readers.ANYONE:
        content = ("demo",)
    else:
        content = _EXAMPLE
    return (*content, f"readers/{readers}", "start", "github", "gitlab")


def _files_of(part: str) -> Iterator[tuple[str, str]]:
    folder = SCAFFOLD / part
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            steps = path.relative_to(folder).parts
            shown = "/".join(f".{step}" if step in _HIDDEN else step for step in steps)
            yield (f".github/{shown}" if part == "github" else shown), path.read_text(encoding="utf-8")
