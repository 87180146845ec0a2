"""What earlier runs found, kept so that what did not change is not worked out again: the same answers, only sooner.

It stands in `<root>/.cache/rice-roadmap/`, may be deleted at any time, and is never read for anything else. Each entry
goes by all that it follows from: the bytes of files, their paths, the day, this very source, and the libraries and the
Python that it runs on. So no entry is ever out of date: it is found for the same question, or not at all.

What stands there decides what a check says, so nobody else may have written it. Where git watches over the files, a
folder of which git keeps anything is not used: it came with somebody's change. Elsewhere it counts only in the very
place where it was made: a copy, as out of an archive, is not used. And it is JSON: reading it runs nothing.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from rice_roadmap.history import git
from rice_roadmap.model.filing import ENDING, filed
from rice_roadmap.shelf import Shelf
from rice_roadmap.text.document import Data
from rice_roadmap.text.files import MOST_TOGETHER, Entry, EntryKind, Files, TooManyFilesError
from rice_roadmap.text.problem import Code, Location, Problem
from rice_roadmap.text.shape import Kind, schema_text
from rice_roadmap.text.source import Reading, read, read_everyday, recalled

_TOP = ".cache"
_NAME = "rice-roadmap"
_MARK = ".gitignore"
_READINGS = "readings.jsonl"
_OUTCOMES = "outcomes.json"
_PAGES = "pages.jsonl"

#: With fewer files than this, looking up what is known takes as long as working it out.
FEWEST_FILES = 500

#: Of so many states of the files it is known what is wrong with them: enough to go back and forth between branches.
_MOST_OUTCOMES = 8

#: What a reading, a check and a page follow from beside this package.
_LIBRARIES = (
    *("jinja2", "jsonschema", "jsonschema-rs", "markdown-it-py", "markupsafe", "mdurl", "nh3"),
    *("numpy", "referencing", "ruamel.yaml", "ruamel.yaml.clib"),
)

# Made once: for thousands of files, making one for each would take as long as using it. What is read has no circles.
_ENCODER = json.JSONEncoder(separators=(",", ":"), check_circular=False)


@dataclass(frozen=True)
class Held:
    """Files as they were at one moment, so that what is looked up and what is inspected cannot differ.

    `contents` holds those of every record; None stands for a file that could not be read.
    """

    found: tuple[Entry, ...]
    contents: Mapping[str, bytes | None]

    @classmethod
    def of(cls, files: Files) -> Held:
        """Return all that an inspection reads; raise `TooManyFilesError` where that is more than anybody can keep."""
        entries = files.entries()
        contents: dict[str, bytes | None] = {}
        left = MOST_TOGETHER
        for entry in entries:
            if entry.kind is EntryKind.FILE and entry.path.endswith(ENDING) and filed(entry.path) is not None:
                content = _content(files, entry.path)
                contents[entry.path] = content
                left -= len(content or b"")
                if left < 0:
                    raise TooManyFilesError
        return cls(found=entries, contents=contents)

    def entries(self) -> tuple[Entry, ...]:
        """Return every entry below `FOLDERS`, sorted by path."""
        return self.found

    def read(self, path: str) -> bytes:
        """Return the bytes of a plain file; raise `OSError` if it could not be read."""
        content = self.contents.get(path)
        if content is None:
            raise OSError("this file could not be read")
        return content

    @cached_property
    def fingerprint(self) -> str:
        """What changes with every path, every kind of entry and every byte that an inspection sees."""
        seen = sha256()
        for entry in self.found:
            content = self.contents.get(entry.path)
            length = "none" if content is None else len(content)
            seen.update(f"{entry.path}\0{entry.kind}\0{length}\0".encode("utf-8", "surrogateescape"))
            seen.update(content or b"")
        return seen.hexdigest()


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What a check of all files found: every problem, and how many files there are."""

    problems: tuple[Problem, ...]
    files: int


class Cache:
    """What is known of files, by what it follows from; `edition` is all that it follows from beside the files."""

    def __init__(self, folder: Path, edition: str) -> None:
        """Look into the folder when something is asked."""
        self._folder = folder
        self._edition = edition
        self._used: dict[str, str] = {}
        self._is_new = False

    def read(self, path: str, raw: bytes) -> Reading:
        """Return what the bytes of a file say, as `text.source.read` does; what that takes a parser for is kept."""
        everyday = read_everyday(path, raw)
        if everyday is not None:
            return everyday
        name = sha256(raw).hexdigest()
        if name in self._readings:
            self._used[name] = self._readings[name]
            with suppress(ValueError, RecursionError):
                data = json.loads(self._readings[name])
                if isinstance(data, dict):
                    return recalled(path, raw, data)
        found = read(path, raw)
        if found.document is not None and not found.problems:
            self._remember(name, found.document.data)
        return found

    def outcome(self, held: Held, today: date) -> Outcome | None:
        """Return what a check of these files on that day finds, if it is known."""
        known = self._outcomes.get(_question(held, today))
        try:
            return None if known is None else _outcome(known)
        except (LookupError, TypeError, ValueError):
            return None

    def keep(self, held: Held, today: date, outcome: Outcome) -> None:
        """Keep what a check of these files on that day found, and what was read for it."""
        question = _question(held, today)
        others = {of: known for of, known in self._outcomes.items() if of != question}
        latest = {question: _plain(outcome), **others}
        kept = dict(list(latest.items())[:_MOST_OUTCOMES])
        self._write(_OUTCOMES, json.dumps({"edition": self._edition, "outcomes": kept}))
        self.keep_readings()

    def keep_readings(self) -> None:
        """Keep what was read, and nothing of files that are no longer there."""
        if self._is_new or self._used.keys() != self._readings.keys():
            lines = (f'["{name}",{data}]\n' for name, data in self._used.items())
            self._write(_READINGS, "".join((f"{json.dumps(self._edition)}\n", *lines)))

    def pages(self) -> Shelf:
        """Return the shelf of pages that were printed before."""
        return Shelf(self._folder / _PAGES, self._edition)

    @cached_property
    def _readings(self) -> Mapping[str, str]:
        first, _, rest = self._text(_READINGS).partition("\n")
        if first != json.dumps(self._edition):
            return {}
        start, end = len('["'), len('["') + sha256().digest_size * 2
        return {line[start:end]: line[end + len('",') : -1] for line in rest.split("\n") if line}

    @cached_property
    def _outcomes(self) -> Mapping[str, Any]:
        with suppress(ValueError, RecursionError):
            known = json.loads(self._text(_OUTCOMES))
            if isinstance(known, dict) and known.get("edition") == self._edition:
                outcomes = known.get("outcomes")
                return outcomes if isinstance(outcomes, dict) else {}
        return {}

    def _remember(self, name: str, data: Mapping[str, Data]) -> None:
        # A number with a point would come back as another one; such files are few.
        with suppress(TypeError):
            self._used[name] = _ENCODER.encode(data)
            self._is_new = True

    def _text(self, name: str) -> str:
        path = self._folder / name
        with suppress(OSError, UnicodeDecodeError):
            return "" if path.is_symlink() else path.read_text(encoding="utf-8")
        return ""

    def _write(self, name: str, text: str) -> None:
        # Whoever reads it meanwhile finds the old or the new one. Where nothing can be written, nothing is kept.
        beside = self._folder / f"{name}.{os.getpid()}"
        with suppress(OSError):
            # Whatever stands there under this name is not written into: it may be a link.
            beside.unlink(missing_ok=True)
            with beside.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
            beside.replace(self._folder / name)


def open_cache(root: Path) -> Cache | None:
    """Return the cache of a roadmap, or None where there can be none, or somebody else may have written it."""
    folder = root / _TOP / _NAME
    mark = folder / _MARK
    is_watched = git.keeps_none_of(root, _TOP)
    if any(part.is_symlink() for part in (folder.parent, folder, mark)):
        return None
    # Windows lets whoever unpacks an archive say when a file was made.
    if not is_watched and (os.name == "nt" or git.top(root) is not None):
        return None
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        if not mark.exists():
            mark.write_text("*\n", encoding="utf-8", newline="\n")
        place = "" if is_watched else _place(mark)
        return Cache(folder, f"{_edition()} {place}")
    return None


def _place(mark: Path) -> str:
    """Return what no copy of a file has in common with it, and nobody can know before it is made."""
    known = mark.stat()
    return f"{known.st_ino} {known.st_ctime_ns}"


def _edition() -> str:
    """Return what changes with everything but the files that decides what is found in them."""
    package = Path(__file__).parent
    seen = sha256()
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            seen.update(f"{path.relative_to(package).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    for kind in Kind:
        seen.update(schema_text(kind).encode())
    return " ".join((seen.hexdigest(), platform.python_implementation(), platform.python_version(), *_versions()))


def _versions() -> Iterator[str]:
    for library in _LIBRARIES:
        try:
            yield version(library)
        except PackageNotFoundError:
            yield "-"


def _content(files: Files, path: str) -> bytes | None:
    try:
        return files.read(path)
    except TooManyFilesError:
        raise
    except OSError:
        return None


def _question(held: Held, today: date) -> str:
    return f"{today.isoformat()} {held.fingerprint}"


def _plain(outcome: Outcome) -> Mapping[str, Any]:
    return {"files": outcome.files, "problems": [_facts(problem) for problem in outcome.problems]}


def _facts(problem: Problem) -> Iterable[str | int]:
    where = problem.where
    return (where.path, where.line, where.column, problem.code, problem.message, problem.hint)


def _outcome(known: Mapping[str, Any]) -> Outcome:
    problems = tuple(
        Problem(where=Location(path=path, line=line, column=column), code=Code(code), message=message, hint=hint)
        for path, line, column, code, message, hint in known["problems"]
    )
    return Outcome(problems=problems, files=int(known["files"]))
