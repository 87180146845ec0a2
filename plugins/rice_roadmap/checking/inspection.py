"""The only door from files to meaning, used by the command line, the build and the tests alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rice_roadmap.checking.corpus import Corpus, Record, whole_file
from rice_roadmap.checking.placing import Placement, place
from rice_roadmap.checking.ranges import out_of_order
from rice_roadmap.checking.recall import Recall
from rice_roadmap.checking.rules import problems_between, problems_of_today
from rice_roadmap.checking.scales import off_scale
from rice_roadmap.model.account import Account, accounts_from_mapping
from rice_roadmap.model.ask import Ask
from rice_roadmap.model.decision import Decision
from rice_roadmap.model.filing import ACCOUNTS, PLAN, Filed
from rice_roadmap.model.item import Item
from rice_roadmap.model.plan import UNREADABLE_PLAN, Plan
from rice_roadmap.model.portfolio import Portfolio
from rice_roadmap.model.request import Request, Visibility
from rice_roadmap.text import schema
from rice_roadmap.text.document import Document
from rice_roadmap.text.files import MOST_TOGETHER, Files, TooManyFilesError
from rice_roadmap.text.problem import Code, Problem, Severity
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.source import Reader, Reading, read

_NOTHING: Mapping[str, date] = {}


@dataclass(frozen=True, kw_only=True, slots=True)
class Inspection:
    """What the files mean as far as they can be read, and every problem there is, in the order of places."""

    portfolio: Portfolio
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        """Whether anything stops the site."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def inspect(
    files: Files,
    submitted: Mapping[str, date] = _NOTHING,
    *,
    today: date | None = None,
    reader: Reader = read,
    recall: Recall | None = None,
) -> Inspection:
    """Read, check and link every file.

    `submitted` gives the day on which a path first came into the repository, for requests that name no day.
    With `today`, what depends on the date is warned about too. A `reader` may know what `read` would say of a file, and
    a `recall` that inspected another state of the roadmap what was found in each file that is the same.
    """
    recall = recall or Recall(is_kept=False)
    placement = place(files)
    records, unreadable = _records(_readings(files, placement.readable, reader), recall)
    plan = _plan(records)
    off = tuple(problem for record in records for problem in (*off_scale(record, plan), *out_of_order(record)))
    sound = _without(records, (*placement.problems, *off))
    portfolio = _portfolio(sound, plan, submitted, recall)
    corpus = Corpus(
        portfolio=portfolio,
        records={record.filed.path: record for record in sound},
        filed=_by_kind(placement.known),
        is_complete=placement.is_complete,
        recall=recall,
    )
    found = (
        *placement.problems,
        *unreadable,
        *off,
        *_missing_plan(placement),
        *problems_between(corpus),
        *(problems_of_today(corpus, today) if today is not None else ()),
    )
    return Inspection(portfolio=portfolio, problems=tuple(sorted(found, key=lambda problem: problem.order)))


def _records(
    read_files: Iterable[tuple[Filed, Reading]], recall: Recall
) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    records: list[Record] = []
    problems: list[Problem] = []
    readings = list(read_files)
    hidden = frozenset(where.id for where, found in readings if where.kind is Kind.REQUEST and _is_internal(found))
    for where, reading in readings:
        # The answer to a request that is internal is as internal as its request.
        is_hidden = _is_internal(reading) or (where.kind is Kind.DECISION and where.id in hidden)
        found = _problems(where.kind, reading, recall, is_hidden=is_hidden)
        problems.extend(found)
        if reading.document is not None and not any(problem.severity is Severity.ERROR for problem in found):
            records.append(Record(filed=where, document=reading.document))
    return tuple(records), tuple(problems)


def _readings(files: Files, readable: Iterable[Filed], reader: Reader) -> Iterator[tuple[Filed, Reading]]:
    left = MOST_TOGETHER
    for where in readable:
        try:
            raw = files.read(where.path)
        except OSError:
            message, hint = "This file cannot be read.", "Check that it exists and may be read."
            problem = whole_file(where.path, Code.UNREADABLE_FILE, message, hint)
            yield where, Reading(document=None, problems=(problem,))
            continue
        left -= len(raw)
        if left < 0:
            raise TooManyFilesError
        yield where, reader(where.path, raw)


def _is_internal(reading: Reading) -> bool:
    return reading.document is not None and reading.document.data.get("visibility") == Visibility.INTERNAL


def _problems(kind: Kind, reading: Reading, recall: Recall, *, is_hidden: bool) -> tuple[Problem, ...]:
    document = reading.document
    if document is None:
        return reading.problems
    known = recall.about(("shape", is_hidden))
    return known.of(document, lambda: _of_shape(kind, document, reading.problems, is_hidden=is_hidden))


def _of_shape(kind: Kind, document: Document, problems: tuple[Problem, ...], *, is_hidden: bool) -> tuple[Problem, ...]:
    shape = schema.check(kind, document, is_hidden=is_hidden)
    if not shape:
        return problems
    # A value that the reader refused is told once: its shape says nothing new.
    told = {problem.where for problem in problems}
    fresh = (problem for problem in shape if problem.where not in told or problem.code is Code.MISSING_KEY)
    return (*problems, *fresh)


def _plan(records: Iterable[Record]) -> Plan:
    found = (record.document.data for record in records if record.filed.path == PLAN)
    data = next(found, None)
    return UNREADABLE_PLAN if data is None else Plan.from_mapping(data)


def _missing_plan(placement: Placement) -> Iterable[Problem]:
    if placement.is_complete and not any(where.kind is Kind.PLAN for where in placement.known):
        message = "There is no plan: the file that says what reach counts, and in which unit effort is estimated."
        hint = "Make this file, with `product`, and `reach` with its `unit` and `period`."
        yield whole_file(PLAN, Code.MISSING_PLAN, message, hint)


def _without(records: Iterable[Record], problems: Iterable[Problem]) -> tuple[Record, ...]:
    paths = {problem.where.path for problem in problems}
    return tuple(record for record in records if record.filed.path not in paths)


def _by_kind(known: Iterable[Filed]) -> Mapping[Kind, Mapping[str, Filed]]:
    kinds: dict[Kind, dict[str, Filed]] = {}
    for where in known:
        # Asks of different requests may share a name.
        name = f"{where.request}/{where.id}" if where.request else where.id
        kinds.setdefault(where.kind, {}).setdefault(name, where)
    return kinds


def _portfolio(records: tuple[Record, ...], plan: Plan, submitted: Mapping[str, date], recall: Recall) -> Portfolio:
    kinds: dict[Kind, list[Record]] = {kind: [] for kind in Kind}
    for record in sorted(records, key=lambda record: (record.filed.id, record.filed.path)):
        kinds[record.filed.kind].append(record)
    requests = {record.filed.id: _request(record, submitted, recall) for record in kinds[Kind.REQUEST]}
    return Portfolio(
        plan=plan,
        requests=requests,
        asks=_asks(requests, kinds[Kind.ASK], recall),
        decisions={record.filed.id: _decision(record, recall) for record in kinds[Kind.DECISION]},
        items={
            record.filed.id: Item.from_mapping(record.filed.id, record.filed.path, record.document.data, plan)
            for record in kinds[Kind.ITEM]
        },
        accounts=_accounts(kinds[Kind.ACCOUNTS]),
    )


def _request(record: Record, submitted: Mapping[str, date], recall: Recall) -> Request:
    where, document = record.filed, record.document
    day = submitted.get(where.path)
    return recall.about(("request", day)).of(
        document, lambda: Request.from_mapping(where.id, where.path, document.data, submitted_on=day)
    )


def _decision(record: Record, recall: Recall) -> Decision:
    where, document = record.filed, record.document
    return recall.about("decision").of(document, lambda: Decision.from_mapping(where.id, where.path, document.data))


def _asks(requests: Mapping[str, Request], filed: Iterable[Record], recall: Recall) -> Mapping[str, tuple[Ask, ...]]:
    asks = {identifier: list(request.asks) for identifier, request in requests.items()}
    for record in filed:
        if record.filed.request in asks:
            asks[record.filed.request].append(_ask(record, recall))
    return {request: tuple(those) for request, those in asks.items() if those}


def _ask(record: Record, recall: Recall) -> Ask:
    where, document = record.filed, record.document
    return recall.about("ask").of(document, lambda: Ask.from_mapping(where.path, document.data))


def _accounts(records: Iterable[Record]) -> Mapping[str, Account]:
    data = next((record.document.data for record in records if record.filed.path == ACCOUNTS), {})
    return accounts_from_mapping(data)
