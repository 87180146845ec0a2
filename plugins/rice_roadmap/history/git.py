"""What git knows: the files of a commit, when a request came in, what a site was built from.

The only module that starts git. It asks and never writes; where there is no git, no repository or no commit yet,
every answer is empty, so that nothing else has to ask. A repository is as little to be trusted as the files in it:
nothing that its configuration names is started, and nothing is fetched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from rice_roadmap.text.files import (
    FOLDERS,
    MOST_BYTES,
    MOST_ENTRIES,
    MOST_TOGETHER,
    Entry,
    EntryKind,
    TooManyFilesError,
    in_order,
)

_REQUESTS = "requests"
_ENDING = ".yaml"

# Enough to tell commits apart, and the same in every clone: git's own short form grows with the clone.
_SHORT = 10

# Before the command: what a configuration could make git start, fetch or leave out.
_CAREFULLY = (
    *("--no-pager", "--no-optional-locks", "--no-replace-objects", "--literal-pathspecs"),
    *("-c", "safe.bareRepository=explicit"),
    *("-c", "protocol.allow=never"),
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "log.showSignature=false"),
    *("-c", "log.showRoot=true"),
    *("-c", "color.ui=false"),
)

# The longest listing of a commit that is read: a few objects of git can name more files than any machine can list.
_LISTING = 300 * MOST_ENTRIES

_KINDS = {b"100644": EntryKind.FILE, b"100755": EntryKind.FILE, b"120000": EntryKind.LINK}


class Commit(NamedTuple):
    """A commit as pages name it: the beginning of its id, and the UTC day on which it was committed."""

    id: str
    on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Revision:
    """The files of one commit, read from git's own store: nothing is checked out and no link is followed.

    `contents` holds the files that an inspection reads; all others, and those too long, are fetched one by one.
    """

    root: Path
    commit: str
    found: tuple[Entry, ...]
    objects: Mapping[str, str]
    contents: Mapping[str, bytes]

    @property
    def by_object(self) -> Mapping[str, bytes]:
        """The bytes of what an inspection reads, by git's name for them."""
        return {self.objects[path]: content for path, content in self.contents.items()}

    def entries(self) -> tuple[Entry, ...]:
        """Return every entry below `FOLDERS`, sorted by path."""
        return self.found

    def read(self, path: str) -> bytes:
        """Return the bytes of a plain file, at most `MOST_BYTES` + 1 of them; raise `OSError` if that fails."""
        if path in self.contents:
            return self.contents[path]
        if path not in self.objects:
            raise OSError("not a plain file of this commit")
        return _first_bytes(self.root, self.objects[path])


@dataclass(frozen=True, kw_only=True, slots=True)
class Tree:
    """The names of the files of one commit: of what is in them nothing was read yet.

    Each line is git's own: the mode, git's name for the content, and the path. Git keeps one content under one name, so
    a line that two trees of a repository share is the same file with the same bytes.
    """

    root: Path
    commit: str
    lines: tuple[bytes, ...]

    def part(self, lines: Collection[bytes], other: Revision | None = None) -> Revision:
        """Return the files of these lines; what is the same in another revision is not asked for again."""
        listed = dict(filter(None, map(entry_of, lines)))
        found = in_order(listed)
        objects = {entry.path: listed[entry] for entry in found if entry.kind is EntryKind.FILE}
        inspected = {path: objects[path] for path in objects if path.endswith(_ENDING)}
        known = {} if other is None else other.by_object
        contents = _contents(self.root, inspected, known)
        return Revision(root=self.root, commit=self.commit, found=found, objects=objects, contents=contents)


def top(root: Path) -> Path | None:
    """Return the top of the git tree that holds the folder, or None where there is none."""
    answer = _ask(root, "rev-parse", "--show-toplevel")
    return Path(os.fsdecode(answer.removesuffix(b"\n"))) if answer else None


def prefix(root: Path) -> str:
    """Return what stands before paths from the root to make them paths from the top: empty, or ending in `/`."""
    return _text((_ask(root, "rev-parse", "--show-prefix") or b"").removesuffix(b"\n"))


def keeps_none_of(root: Path, folder: str) -> bool:
    """Return whether git watches over the root and has no file in a folder of that name, however it is spelt there.

    Some systems take `.Cache` for `.cache`, and look past characters that nobody sees.
    """
    answer = _ask(root, "ls-files", "-z")
    tops = {name.partition(b"/")[0] for name in (answer or b"").split(b"\0")}
    return answer is not None and _letters(folder) not in {_letters(_text(top)) for top in tops}


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(character for character in plain if character.isalnum())


def commit(root: Path) -> Commit | None:
    """Return the commit that is checked out, or None where there is none."""
    answer = _ask(root, "log", "-1", "--format=%H %ct", "HEAD")
    if not answer:
        return None
    identifier, _, seconds = answer.strip().partition(b" ")
    day = _day(seconds)
    return None if day is None else Commit(id=_text(identifier[:_SHORT]), on=day)


def tree(root: Path, name: str) -> Tree | None:
    """Return the names of the files below the root in a commit, or None if git knows no commit of that name."""
    if name.startswith("-") or "\0" in name:
        return None
    identifier = _ask(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    listing = identifier and _beginning(
        root, _LISTING, "ls-tree", "-r", "-z", _text(identifier).strip(), "--", *FOLDERS
    )
    if not identifier or listing is None:
        return None
    if len(listing) > _LISTING:
        raise TooManyFilesError
    return Tree(root=root, commit=_text(identifier).strip(), lines=tuple(filter(None, listing.split(b"\0"))))


def revision(root: Path, name: str, other: Revision | None = None) -> Revision | None:
    """Return the files below the root as they are in a commit, or None if git knows no commit of that name.

    What is the same in another revision is not asked for again.
    """
    found = tree(root, name)
    return None if found is None else found.part(found.lines, other)


def submitted(root: Path) -> Mapping[str, date]:
    """Return the UTC day on which each path below `requests/` first came in.

    It is the day of the commit that brought it, not the author's: squashing and rebasing keep the author's date,
    which can be weeks before anybody else could see the request. A shallow clone does not hold the beginning of its
    history, so it gives no days at all, never wrong ones.
    """
    place = _ask(root, "rev-parse", "--is-shallow-repository", "--show-prefix")
    is_shallow, _, before = (place or b"").removesuffix(b"\n").partition(b"\n")
    if is_shallow != b"false":
        return {}
    # Walking without paths is faster, except where most of the repository is something else.
    paths = (_REQUESTS,) if before else ()
    log = _ask(root, "log", *_ADDITIONS, "--format=@%ct", "HEAD", "--", *paths)
    first: dict[str, date] = {}
    for path, day in _additions(log or b""):
        below = _text(path.removeprefix(before))
        if path.startswith(before) and below.startswith(f"{_REQUESTS}/"):
            first[below] = min(day, first.get(below, day))
    return dict(sorted(first.items()))


_ADDITIONS = ("--raw", "-z", "--no-abbrev", "--no-renames", "--diff-filter=A", "--no-relative", "--full-history")


def _additions(log: bytes) -> Iterator[tuple[bytes, date]]:
    """Yield path and day of everything that was added, from a log of days and raw changes parted by null characters."""
    day: date | None = None
    pieces = iter(log.split(b"\0"))
    for piece in pieces:
        if piece.startswith(b"@"):
            day = _day(piece[1:])
        elif piece:
            path = next(pieces, b"")
            if day is not None:
                yield path, day


def _day(seconds: bytes) -> date | None:
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date()
    except (ValueError, OverflowError, OSError):  # a commit may claim any time
        return None


def entry_of(line: bytes) -> tuple[Entry, str] | None:
    """Return the entry that a line of a tree names, and its object; None for a hidden name, left out as in a folder."""
    facts, _, name = line.partition(b"\t")
    if name.startswith(b".") or b"/." in name:
        return None
    mode, _, identity = facts.split()
    return Entry(path=_text(name), kind=_KINDS.get(mode, EntryKind.OTHER)), _text(identity)


def path_of(line: bytes) -> str:
    """Return the path that a line of a tree names."""
    return _text(line.partition(b"\t")[2])


def _contents(root: Path, objects: Mapping[str, str], known: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return the bytes of all these objects, asked for at once unless they are known already.

    What is too long or missing here is left out.
    """
    contents = {path: known[identity] for path, identity in objects.items() if identity in known}
    unknown = [path for path in objects if path not in contents]
    facts = _ask_of_each(root, "--batch-check", (objects[path] for path in unknown)).splitlines()
    sizes = dict(zip(unknown, (int(fact.split()[-1]) if fact[-1:].isdigit() else None for fact in facts), strict=False))
    wanted = {path: size for path, size in sizes.items() if size is not None and size <= MOST_BYTES}
    if sum(wanted.values()) + sum(map(len, contents.values())) > MOST_TOGETHER:
        raise TooManyFilesError
    answer = _ask_of_each(root, "--batch", (objects[path] for path in wanted))
    position = 0
    for path, size in wanted.items() if answer else ():
        position = answer.index(b"\n", position) + 1
        contents[path] = answer[position : position + size]
        position += size + 1
    return contents


def _ask_of_each(root: Path, question: str, objects: Iterable[str]) -> bytes:
    asked = "".join(f"{identity}\n" for identity in objects).encode()
    return _ask(root, "cat-file", question, given=asked) or b""


def _text(raw: bytes) -> str:
    # As Python reads names from a disk, so that a path is the same text from a folder and from a commit.
    return raw.decode("utf-8", "surrogateescape")


def _ask(root: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """Return what git answers, or None if it cannot."""
    try:
        done = subprocess.run(
            _command(root, arguments),
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            check=False,
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def _first_bytes(root: Path, identity: str) -> bytes:
    """Return the beginning of one object without reading the rest of it; raise `OSError` if it is not there."""
    content = _beginning(root, MOST_BYTES, "cat-file", "blob", identity)
    if content is None:
        raise OSError("this clone does not hold the file")
    return content


def _beginning(root: Path, most: int, *arguments: str) -> bytes | None:
    """Return what git answers, at most `most` + 1 bytes of it; None if it cannot answer."""
    try:
        with subprocess.Popen(
            _command(root, arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        ) as process:
            content = process.stdout.read(most + 1) if process.stdout else b""
            if len(content) > most:
                # Git would go on where nobody reads: it may not even notice for a long time.
                process.kill()
    except OSError:
        return None
    return None if process.returncode and len(content) <= most else content


def _command(root: Path, arguments: Iterable[str]) -> tuple[str, ...]:
    # Windows also looks into the folder it stands in, where anybody's `git.exe` could be.
    git = shutil.which("git")
    if git is None or not Path(git).is_absolute():
        raise FileNotFoundError("git")
    return (git, *_CAREFULLY, "-C", str(root), *arguments)


def _environment() -> Mapping[str, str]:
    """Return all that git learns of the world: none of the variables by which a hook or a shell would steer it."""
    return {
        "PATH": os.pathsep.join(os.get_exec_path()),
        "HOME": _home(),
        "LC_ALL": "C",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_TERMINAL_PROMPT": "0",
    }


def _home() -> str:
    """Return the folder with the list of the folders that their owner calls safe."""
    try:
        return str(Path.home())
    except RuntimeError:
        return os.devnull
