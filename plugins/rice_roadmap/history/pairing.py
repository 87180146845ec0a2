"""Which record of one side is which of the other: by id, and by the ids that a renamed record had before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rice_roadmap.history.changes import Ids
from rice_roadmap.model.item import PublicItem
from rice_roadmap.model.request import PublicRequest

Records = Mapping[str, PublicRequest] | Mapping[str, PublicItem]


@dataclass(frozen=True, kw_only=True, slots=True)
class Pairing:
    """Every record of both sides once, in the order of ids; `renamed` leads from an old id to the new one."""

    pairs: tuple[Ids, ...]
    renamed: Mapping[str, str]

    def now(self, identifier: str) -> str:
        """Return what a record of the side before is called after."""
        return self.renamed.get(identifier, identifier)


def pair(before: Records, after: Records) -> Pairing:
    """Return which records belong together: the same pairs, whichever side is called before."""
    kept = before.keys() & after.keys()
    renamed = _renamed(before, after)
    gone = before.keys() - kept - renamed.keys()
    new = after.keys() - kept - set(renamed.values())
    pairs = (
        *(Ids(before=identifier, after=identifier) for identifier in kept),
        *(Ids(before=old, after=new) for old, new in renamed.items()),
        *(Ids(before=identifier, after=None) for identifier in gone),
        *(Ids(before=None, after=identifier) for identifier in new),
    )
    return Pairing(pairs=tuple(sorted(pairs, key=lambda ids: ids.order)), renamed=renamed)


def _renamed(before: Records, after: Records) -> Mapping[str, str]:
    # A change may be taken back, so either side can be the one that remembers. Several old ids in one new record are
    # several records made one: the first is taken for the one that was renamed.
    links = {(old, new) for new in after for old in after[new].formerly if old in before}
    links |= {(old, new) for old in before for new in before[old].formerly if new in after}
    renamed: dict[str, str] = {}
    taken: set[str] = set()
    for old, new in sorted(links, key=sorted):
        if old not in after and new not in before and old not in renamed and new not in taken:
            renamed[old] = new
            taken.add(new)
    return renamed
