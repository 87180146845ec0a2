"""Rules about where files stand and what they are called, before anything in them is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rice_roadmap.checking.corpus import whole_file
from rice_roadmap.model.filing import ACCOUNTS, ENDING, PLAN, Filed, filed
from rice_roadmap.model.identifier import LONGEST, RESERVED, is_id
from rice_roadmap.text.files import Entry, EntryKind, Files
from rice_roadmap.text.problem import Code, Problem
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.spelling import id_meant
from rice_roadmap.text.suggestion import listed, nearest

_FOLDERS = ("requests/", "requests/asks/<request>/", "roadmap/items/", "roadmap/decisions/")
_DATA = ("requests", "roadmap")
_ASKS = "requests/asks/"
_ROADMAP_FOLDERS = {"items": "roadmap/items/", "decisions": "roadmap/decisions/"}
_ROADMAP_FILES = {"plan": PLAN, "accounts": ACCOUNTS}

#: An id to show whoever has a name of which nothing can stand in one.
_AN_ID = "export-to-excel"


@dataclass(frozen=True, kw_only=True, slots=True)
class Placement:
    """Every record that is meant to be there, those of them that can be opened, and what is wrong with their places.

    A file under a wrong name or ending still shows that its record exists: what points at it is not wrong too.
    It is complete unless a folder with records could not be opened.
    """

    known: tuple[Filed, ...]
    readable: tuple[Filed, ...]
    problems: tuple[Problem, ...]
    is_complete: bool


def place(files: Files) -> Placement:
    """Return where every record is filed, with a problem for every entry that is not where or what it should be."""
    entries = files.entries()
    known = {entry.path: where for entry in entries if (where := _meant(entry.path)) is not None}
    readable = [entry for entry in entries if entry.kind is EntryKind.FILE and entry.path.endswith(ENDING)]
    # Looked at first, since nearly every file is in its place.
    placed = {entry.path for entry in readable if entry.path in known and _is_well_named(known[entry.path])}
    others = (entry for entry in entries if entry.path not in placed)
    return Placement(
        known=tuple(known.values()),
        readable=tuple(known[entry.path] for entry in readable if entry.path in known),
        problems=(
            *(problem for entry in others for problem in _problems(entry, known.get(entry.path))),
            *_used_twice(known.values()),
        ),
        is_complete=not any(entry.kind is EntryKind.CLOSED and _top(entry.path) in _DATA for entry in entries),
    )


def _is_well_named(where: Filed) -> bool:
    return is_id(where.id) and where.id not in RESERVED


def _meant(path: str) -> Filed | None:
    if path.endswith(ENDING):
        return filed(path)
    stem, dot, _ = path.rpartition(".")
    where = filed(stem + ENDING) if dot and _is_data(path) else None
    return None if where is None else replace(where, path=path)


def _is_data(path: str) -> bool:
    return _top(path) in _DATA and path.lower().endswith((".yml", ENDING))


def _top(path: str) -> str:
    return path.split("/", maxsplit=1)[0]


def _problems(entry: Entry, where: Filed | None) -> Iterator[Problem]:
    if entry.kind is EntryKind.LINK:
        message = "This is a symbolic link, which could point anywhere and is never followed."
        yield whole_file(entry.path, Code.SYMBOLIC_LINK, message, "Put the file itself here.")
    elif entry.kind is EntryKind.CLOSED:
        message = "This cannot be opened, so nothing in it is read."
        yield whole_file(entry.path, Code.UNREADABLE_FILE, message, "Change who may open it, then check again.")
    elif not _is_data(entry.path):
        return
    elif entry.kind is not EntryKind.FILE:
        yield from _not_a_file(entry)
    elif entry.path.endswith(ENDING):
        yield from _misnamed(entry, where)
    else:
        message = f"Only files that end in `{ENDING}` are read, so this one would be missing from the roadmap."
        meant = id_meant(_stem(entry.path)) or _AN_ID
        yield whole_file(entry.path, Code.WRONG_ENDING, message, f"Rename it to `{meant}{ENDING}`.")


def _not_a_file(entry: Entry) -> Iterator[Problem]:
    yield whole_file(entry.path, Code.NOT_A_FILE, "This is not a plain file and is not read.", "Put a plain file here.")


def _misnamed(entry: Entry, where: Filed | None) -> Iterator[Problem]:
    if where is None:
        message = "Nothing reads a file in this place, so it would be missing from the roadmap."
        yield whole_file(entry.path, Code.MISPLACED_FILE, message, _where_else(entry.path))
    elif not _is_well_named(where):
        yield from _bad_name(where)


def _where_else(path: str) -> str:
    if path.startswith(_ASKS):
        return f"An ask stands in a folder named after its request: `{_ASKS}<request>/{_stem(path)}{ENDING}`."
    read = f"Files are read in {listed(_FOLDERS)}; beside them only `{PLAN}` and `{ACCOUNTS}`."
    top, word, *inside = path.removesuffix(ENDING).split("/")
    if top == "requests":
        return read
    places = _ROADMAP_FOLDERS if inside else _ROADMAP_FILES
    meant = nearest(word, places)
    return f"Did you mean `{places[meant]}`? {read}" if meant else read


def _bad_name(where: Filed) -> Iterator[Problem]:
    rule = f"lower-case letters and digits, words joined by single hyphens, at most {LONGEST} characters"
    if not is_id(where.id):
        message = f"The name of a file is the id of what it holds: {rule}."
        hint = f"Rename the file, for example to `{id_meant(where.id) or _AN_ID}{ENDING}`."
        yield whole_file(where.path, Code.BAD_FILE_NAME, message, hint)
    else:
        message = f"`{where.id}` is an address that the site or a computer needs for itself."
        yield whole_file(where.path, Code.RESERVED_ID, message, _another_id(where))


def _another_id(where: Filed) -> str:
    if where.kind is Kind.DECISION:
        # An answer under another name than its request would be about nothing.
        return f"Rename the request, for example to `{where.id}-{Kind.REQUEST}{ENDING}`, and this file alike."
    return f"Rename the file, for example to `{where.id}-{where.kind}{ENDING}`."


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _used_twice(known: Iterable[Filed]) -> Iterator[Problem]:
    # Subfolders mean nothing, so two files in different folders can have one id: the first of them keeps it.
    first: dict[tuple[Kind, str, str], Filed] = {}
    for where in known:
        if not where.path.endswith(ENDING):
            continue
        kept = first.setdefault((where.kind, where.request, where.id), where)
        if kept is not where and is_id(where.id):
            message = f"`{where.id}` is already the id of {kept.path}."
            yield whole_file(where.path, Code.ID_USED_TWICE, message, "Give one of the two files another name.")
