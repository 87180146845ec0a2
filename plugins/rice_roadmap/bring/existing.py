"""What a roadmap holds already, as far as an import must know it; each file is read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rice_roadmap.model.filing import ACCOUNTS, ENDING, PLAN, Filed, filed
from rice_roadmap.text.files import EntryKind, Files
from rice_roadmap.text.problem import Code
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.source import Data, read

#: Where something came from: the tool, and the id it had there.
Origin = tuple[str, str]

_KINDS_READ = frozenset({Kind.REQUEST, Kind.ITEM, Kind.PLAN, Kind.ACCOUNTS})


@dataclass(frozen=True, kw_only=True, slots=True)
class Records:
    """The requests, or the items: their ids, earlier ids, origins, the last system by source id, and names not free."""

    ids: frozenset[str]
    formerly: Mapping[str, str]
    origins: Mapping[Origin, str]
    systems: Mapping[str, str]
    taken: frozenset[str]

    def find(self, name: str, system: str) -> str | None:
        """Return the id that a name means: an id, an earlier one, or the one of what a system calls so."""
        if name in self.ids:
            return name
        return self.formerly.get(name) or self.origins.get((system, name))


@dataclass(frozen=True, kw_only=True, slots=True)
class Roadmap:
    """What is there already: `decided` are requests with an answer, `unreadable` files that hold nobody knows what."""

    paths: frozenset[str]
    requests: Records
    items: Records
    decided: frozenset[str]
    plan: Mapping[str, Data]
    plan_file: bytes | None
    accounts: Mapping[str, Data]
    accounts_file: bytes | None
    unreadable: tuple[str, ...]

    def listed_in_plan(self, part: str) -> Mapping[str, str]:
        """Return the ids of a list in the plan, such as `areas`, each with its title."""
        entries = self.plan.get(part)
        known = (entry for entry in entries if isinstance(entry, dict)) if isinstance(entries, list) else ()
        return {str(entry["id"]): str(entry.get("title", "")) for entry in known if "id" in entry}


@dataclass(frozen=True, kw_only=True, slots=True)
class _File:
    """One file of a kind that matters: its bytes, and its data unless it cannot be understood."""

    filed: Filed
    raw: bytes
    data: Mapping[str, Data] | None


def roadmap_in(files: Files) -> Roadmap:
    """Return what the files hold that an import must know."""
    entries = files.entries()
    readable = [entry.path for entry in entries if entry.kind is EntryKind.FILE and entry.path.endswith(ENDING)]
    found = [file for path in readable if (file := _file(files, path)) is not None]
    paths = frozenset(entry.path for entry in entries)
    plan, accounts = (next((file for file in found if file.filed.path == path), None) for path in (PLAN, ACCOUNTS))
    return Roadmap(
        # On some disks upper and lower case are one file.
        paths=frozenset(path.lower() for path in paths),
        requests=_records(Kind.REQUEST, paths, found),
        items=_records(Kind.ITEM, paths, found),
        decided=frozenset(_names(Kind.DECISION, paths)),
        plan=(plan.data if plan else None) or {},
        plan_file=plan.raw if plan else None,
        accounts=(accounts.data if accounts else None) or {},
        accounts_file=accounts.raw if accounts else None,
        unreadable=tuple(file.filed.path for file in found if file.data is None),
    )


def _file(files: Files, path: str) -> _File | None:
    place = filed(path)
    if place is None or place.kind not in _KINDS_READ:
        return None
    try:
        raw = files.read(path)
    except OSError:
        return _File(filed=place, raw=b"", data=None)
    reading = read(path, raw)
    if any(problem.code is Code.EMPTY_FILE for problem in reading.problems):
        return _File(filed=place, raw=raw, data={})
    return _File(filed=place, raw=raw, data=reading.document.data if reading.document else None)


def _records(kind: Kind, paths: Iterable[str], found: Iterable[_File]) -> Records:
    mine = [file for file in found if file.filed.kind is kind]
    formerly = {name: file.filed.id for file in mine for name in _earlier_ids(file.data or {})}
    origins = {origin: file.filed.id for file in mine if (origin := _origin(file.data or {}))}
    ids = frozenset(file.filed.id for file in mine)
    return Records(
        ids=ids,
        formerly=formerly,
        origins=origins,
        systems={source_id: system for system, source_id in sorted(origins)},
        taken=ids | formerly.keys() | set(_names(kind, paths)),
    )


def _names(kind: Kind, paths: Iterable[str]) -> Iterator[str]:
    """Yield the name of every entry in the folders of a kind: also what has the wrong ending will get the right one."""
    for path in paths:
        file = filed(path)
        if file is not None and file.kind is kind:
            yield file.id.partition(".")[0].lower()


def _earlier_ids(data: Mapping[str, Data]) -> list[str]:
    earlier = data.get("formerly")
    return [name for name in earlier if isinstance(name, str)] if isinstance(earlier, list) else []


def _origin(data: Mapping[str, Data]) -> Origin | None:
    origin = data.get("imported_from")
    if not isinstance(origin, dict) or "id" not in origin:
        return None
    return (str(origin.get("system", "")), str(origin["id"]))
