"""What an import would write: decided from rows and files alone, nothing on the disk is touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from rice_roadmap.bring.accounts_file import with_accounts
from rice_roadmap.bring.against_plan import reasons_against
from rice_roadmap.bring.existing import Roadmap, roadmap_in
from rice_roadmap.bring.guesses import fitting
from rice_roadmap.bring.identifiers import Names
from rice_roadmap.bring.identity import Identity, identity_of
from rice_roadmap.bring.mapping import KINDS, FieldMapping, mapping_from
from rice_roadmap.bring.notes import notes_on
from rice_roadmap.bring.proving import proven
from rice_roadmap.bring.readable import Change, readable_line
from rice_roadmap.bring.reading_rows import read_rows
from rice_roadmap.bring.records import columns_of, in_order, record_from
from rice_roadmap.bring.references import resolved
from rice_roadmap.bring.refusal import Refusal, Unfit
from rice_roadmap.bring.rows import Row, Table
from rice_roadmap.bring.writing_files import PlannedFile
from rice_roadmap.model.filing import ACCOUNTS, path_of
from rice_roadmap.text.files import Files
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.source import Data

_LONGEST_SYSTEM = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Rejected:
    """A row that cannot be written, and why, in plain sentences."""

    row: Row
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Import:
    """What an import of a file comes to: files to write, rows that are new or there already, and rows left over."""

    source: str
    kind: Kind
    files: tuple[PlannedFile, ...]
    added: int
    unchanged: int
    rejected: tuple[Rejected, ...]
    notes: tuple[str, ...]
    unreadable: tuple[str, ...]
    rejects: str

    @property
    def rejects_name(self) -> str:
        """The name of the file that takes the rows left over."""
        source = PurePath(self.source)
        return f"{source.stem}.rejects{source.suffix}"

    @property
    def exit_status(self) -> int:
        """The exit status that the command line ends with: 1 where a row is left over or a file could not be read."""
        return 1 if self.rejected or self.unreadable else 0


def prepare(
    word: str, source: str, raw: bytes, files: Files, *, options: Sequence[str] = (), system: str | None = None
) -> Import | Refusal:
    """Return what importing a file comes to: `word` is what it holds, such as `requests`, `source` its name."""
    table = read_rows(source, raw)
    if isinstance(table, Refusal):
        return table
    mapping = mapping_from(KINDS[word], options, table)
    if isinstance(mapping, Refusal):
        return mapping
    name = readable_line(PurePath(source).stem if system is None else system, _LONGEST_SYSTEM, Counter())
    if not name:
        return Refusal(message="The name of the system is empty.", hint="Write --system NAME.", misuse=True)
    return plan_import(KINDS[word], source, table, files, mapping=mapping, system=name)


def plan_import(
    kind: Kind, source: str, table: Table, files: Files, *, mapping: FieldMapping, system: str
) -> Import | Refusal:
    """Return what importing the rows comes to, in a roadmap that holds `files`."""
    roadmap = roadmap_in(files)
    if kind is Kind.ACCOUNTS and ACCOUNTS in roadmap.unreadable:
        return Refusal(message=f"{ACCOUNTS} cannot be read as it stands.", hint="`rice-roadmap check` says why.")
    mapping, misfits = fitting(kind, table.rows, mapping, roadmap, system)
    intake = _Intake(kind, mapping, system, roadmap)
    for row in table.rows:
        intake.take(row)
    new = intake.files()
    rejected = tuple(sorted(intake.rejected, key=lambda rejected: rejected.row.number))
    changes = sum((planned.changes for planned in intake.planned), Counter[Change]())
    return Import(
        source=source,
        kind=kind,
        files=new,
        added=len(intake.planned),
        unchanged=intake.unchanged,
        rejected=rejected,
        notes=(*misfits, *notes_on(kind, table, mapping, roadmap, changes)),
        unreadable=roadmap.unreadable,
        rejects=table.written_again([reject.row for reject in rejected]) if rejected else "",
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Planned:
    """A row that can be written: under which name, as which file or account, and what was changed for it."""

    row: Row
    key: str
    data: dict[str, Data]
    file: PlannedFile
    changes: Counter[Change]


class _Intake:
    """One import on its way: takes row after row and keeps what each comes to."""

    def __init__(self, kind: Kind, mapping: FieldMapping, system: str, roadmap: Roadmap) -> None:
        self.planned: list[_Planned] = []
        self.rejected: list[Rejected] = []
        self.unchanged = 0
        self._kind, self._mapping, self._system, self._roadmap = kind, mapping, system, roadmap
        self._columns = columns_of(kind, mapping)
        self._names = Names(roadmap.items.taken if kind is Kind.ITEM else roadmap.requests.taken)
        self._seen: dict[str, int] = {}

    def take(self, row: Row) -> None:
        """Plan what a row needs, or keep the reason why it cannot be written."""
        reason = row.unusable or self._taken(row)
        if reason:
            self._reject(row, reason)

    def files(self) -> tuple[PlannedFile, ...]:
        """Return the files for all rows together, once every row is taken; what does not go together is left over."""
        if self._kind is Kind.ACCOUNTS:
            new = {planned.key: planned.data for planned in self.planned}
            file, held, reason = with_accounts(self._roadmap.accounts_file, self._roadmap.accounts, new)
            self._keep([reason if place >= held else "" for place in range(len(self.planned))])
            return (file,) if file else ()
        if self._kind is Kind.ITEM:
            reasons = reasons_against(self._roadmap.plan_file, [planned.file for planned in self.planned])
            self._keep([reasons.get(planned.file.path, "") for planned in self.planned])
        return tuple(planned.file for planned in self.planned)

    def _keep(self, reasons: Sequence[str]) -> None:
        """Keep the planned rows against which there is no reason."""
        for planned, reason in zip(self.planned, reasons, strict=True):
            if reason:
                self._reject(planned.row, reason)
        self.planned = [planned for planned, reason in zip(self.planned, reasons, strict=True) if not reason]

    def _reject(self, row: Row, reason: str) -> None:
        self.rejected.append(Rejected(row=row, reason=reason))

    def _taken(self, row: Row) -> str:
        identity = identity_of(self._kind, row, self._mapping, self._system, self._roadmap)
        if isinstance(identity, Unfit):
            return identity.reason
        if identity.key in self._seen:
            return f"row {self._seen[identity.key]} has the same id."
        self._seen[identity.key] = row.number
        if identity.is_there:
            self.unchanged += 1
            return ""
        changes: Counter[Change] = Counter()
        data = self._record(row, identity, changes)
        planned = data if isinstance(data, Unfit) else self._with_file(row, identity, data, changes)
        if isinstance(planned, Unfit):
            return planned.reason
        self.planned.append(planned)
        return ""

    def _record(self, row: Row, identity: Identity, changes: Counter[Change]) -> dict[str, Data] | Unfit:
        written = record_from(self._kind, row, self._columns, changes)
        data = written if isinstance(written, Unfit) else resolved(written, self._roadmap, self._system)
        if isinstance(written, Unfit) or isinstance(data, Unfit):
            return data
        changes[Change.POINTED] += sum(value != data[field] for field, value in written.items())
        if self._kind not in {Kind.REQUEST, Kind.ITEM}:
            return data
        return in_order(self._kind, {**data, "imported_from": {"system": self._system, "id": identity.key}})

    def _with_file(
        self, row: Row, identity: Identity, data: dict[str, Data], changes: Counter[Change]
    ) -> _Planned | Unfit:
        """Return the file of a record, proven; a name is given last, so that rows left over use none up."""
        is_account = self._kind is Kind.ACCOUNTS
        path = identity.path or path_of(self._kind, "new")
        content = proven(self._kind, path, {identity.key: data} if is_account else data)
        if isinstance(content, Unfit):
            return content
        if not identity.path and not is_account:
            name = self._names.give(str(data["title"]), word=self._kind.value, source_id=identity.key)
            path = path_of(self._kind, name)
        file = PlannedFile(path=path, content=content)
        return _Planned(row=row, key=identity.key, data=data, file=file, changes=changes)
