"""Which kind of record a path holds, and under which id."""

from __future__ import annotations

from dataclasses import dataclass

from rice_roadmap.text.schema import Kind

#: The suffix of every file that is read.
ENDING = ".yaml"

PLAN = "roadmap/plan.yaml"
ACCOUNTS = "roadmap/accounts.yaml"

_SINGLE = {PLAN: Kind.PLAN, ACCOUNTS: Kind.ACCOUNTS}
_ASKS = "requests/asks/"
_FOLDERS = {
    "requests/": Kind.REQUEST,
    "roadmap/items/": Kind.ITEM,
    "roadmap/decisions/": Kind.DECISION,
}


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Filed:
    """Where a record is filed: its path, its kind, its id, and for an ask the request it belongs to.

    The plan and the accounts have their kind for an id, since there is one of each.
    """

    path: str
    kind: Kind
    id: str
    request: str = ""


def filed(path: str) -> Filed | None:
    """Return what the path holds, or None if no record belongs there; the path ends in `ENDING`."""
    stem = path.removesuffix(ENDING)
    if path.startswith(_ASKS):
        request, _, ask = stem.removeprefix(_ASKS).partition("/")
        # One folder per request, and nothing deeper: the folder is what says whom the ask joins.
        return Filed(path=path, kind=Kind.ASK, id=ask, request=request) if ask and "/" not in ask else None
    for folder, kind in _FOLDERS.items():
        if path.startswith(folder):
            return Filed(path=path, kind=kind, id=stem.rpartition("/")[2])
    single = _SINGLE.get(path)
    return None if single is None else Filed(path=path, kind=single, id=single.value)


def path_of(kind: Kind, identifier: str, request: str = "") -> str:
    """Return where a new record of that kind and id is filed."""
    match kind:
        case Kind.PLAN:
            return PLAN
        case Kind.ACCOUNTS:
            return ACCOUNTS
        case Kind.ASK:
            return f"{_ASKS}{request}/{identifier}{ENDING}"
        case _:
            folder = next(folder for folder, filed_kind in _FOLDERS.items() if filed_kind is kind)
            return f"{folder}{identifier}{ENDING}"
