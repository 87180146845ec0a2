"""What the rules look at: the portfolio, and where everything in it was written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from rice_roadmap.checking.recall import Recall
from rice_roadmap.model.filing import ACCOUNTS, PLAN, Filed
from rice_roadmap.model.portfolio import Portfolio
from rice_roadmap.text.problem import Code, Location, Problem
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.source import Document, Pointer


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """A file that could be read: where it is filed, and its document."""

    filed: Filed
    document: Document

    def problem(self, code: Code, pointer: Pointer, message: str, hint: str = "", *, at_key: bool = False) -> Problem:
        """Return a problem with the value at the pointer, or with its key."""
        place = self.document.key_at(pointer) if at_key else self.document.value_at(pointer)
        return Problem(where=place, code=code, message=message, hint=hint)


@dataclass(frozen=True, kw_only=True, slots=True)
class Corpus:
    """Every record of the right shape, what they mean together, and which files exist at all.

    Rules that ask whether something exists ask `filed`, which also holds the files that could not be read: one
    bad file must not become a problem of everything that points at it. Where a folder could not be opened, `filed`
    is not complete, and nobody knows what does not exist. `recall` knows what rules found in single files before.
    """

    portfolio: Portfolio
    records: Mapping[str, Record]
    filed: Mapping[Kind, Mapping[str, Filed]]
    is_complete: bool
    recall: Recall

    def of(self, kind: Kind) -> tuple[Record, ...]:
        """Return the readable records of one kind, in the order of their paths."""
        return tuple(record for record in self.records.values() if record.filed.kind is kind)

    def record(self, path: str) -> Record | None:
        """Return the record of a path, or None if it could not be read."""
        return self.records.get(path)

    def ids(self, kind: Kind) -> Collection[str]:
        """Return the ids that files of the kind have, readable or not."""
        return self.filed.get(kind, {}).keys()

    @property
    def plan(self) -> Record | None:
        """The plan's record, or None if it could not be read: then nothing is measured against it."""
        return self.records.get(PLAN)

    @property
    def accounts(self) -> Record | None:
        """The accounts' record, or None if there is none or it could not be read."""
        return self.records.get(ACCOUNTS)


def whole_file(path: str, code: Code, message: str, hint: str = "") -> Problem:
    """Return a problem with a file as a whole, which stands at 1:1."""
    return Problem(where=Location(path=path), code=code, message=message, hint=hint)
