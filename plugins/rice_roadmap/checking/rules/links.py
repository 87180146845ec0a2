"""Rules about what points at what: everything pointed at exists, and nothing leads in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rice_roadmap.checking.circles import cycles
from rice_roadmap.checking.corpus import Corpus, Record, whole_file
from rice_roadmap.checking.known import Known, known_records
from rice_roadmap.model.decision import Duplicate
from rice_roadmap.text.problem import Code, Problem
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.source import Pointer

#: Of a longer circle only the beginning and the end are named.
_MOST_STEPS = 20


def unknown_requests(corpus: Corpus) -> Iterator[Problem]:
    """Items answer, decisions decide and asks join requests that exist."""
    if not corpus.is_complete:
        return
    known = known_records(corpus, Kind.REQUEST)
    for record in corpus.of(Kind.ITEM):
        for pointer, request in _answered(record):
            yield from _unknown_record(known, record, pointer, Kind.REQUEST, request)
    for record in corpus.of(Kind.DECISION):
        yield from _about_nothing(known, record, record.filed.id, "Name the file after a request.")
        for pointer, original in _listed(record, "duplicate_of"):
            yield from _unknown_record(known, record, pointer, Kind.REQUEST, original)
    for record in corpus.of(Kind.ASK):
        yield from _about_nothing(known, record, record.filed.request, "Name the folder after a request.")


def unknown_items(corpus: Corpus) -> Iterator[Problem]:
    """Items depend on, and are put above, items that exist."""
    if not corpus.is_complete:
        return
    known = known_records(corpus, Kind.ITEM)
    for record in corpus.of(Kind.ITEM):
        for pointer, needed in _listed(record, "depends_on"):
            yield from _unknown_record(known, record, pointer, Kind.ITEM, needed)
        override: Any = record.document.data.get("override")
        if override:
            yield from _unknown_record(known, record, ("override", "above"), Kind.ITEM, override["above"])


def unknown_plan_words(corpus: Corpus) -> Iterator[Problem]:
    """Objectives, areas and segments are those of the plan."""
    if corpus.plan is None:
        return
    plan = corpus.portfolio.plan
    objectives = Known({objective.id for objective in plan.objectives})
    areas = Known({area.id for area in plan.areas})
    segments = Known({segment.id for segment in plan.segments})
    for record in corpus.of(Kind.ITEM):
        yield from _unknown_word(record, ("objective",), Code.UNKNOWN_OBJECTIVE, objectives)
        yield from _unknown_word(record, ("area",), Code.UNKNOWN_AREA, areas)
    for record in corpus.of(Kind.REQUEST):
        yield from _unknown_word(record, ("area",), Code.UNKNOWN_AREA, areas)
    for index in range(len(plan.capacity)):
        yield from _unknown_word(corpus.plan, ("capacity", index, "area"), Code.UNKNOWN_AREA, areas)
    if corpus.accounts is not None:
        for account in corpus.portfolio.accounts:
            yield from _unknown_word(corpus.accounts, (account, "segment"), Code.UNKNOWN_SEGMENT, segments)


def unknown_accounts(corpus: Corpus) -> Iterator[Problem]:
    """An ask names an account of the accounts file, where there is one; a new prospect is only a warning."""
    if corpus.accounts is None:
        return
    known = Known(corpus.portfolio.accounts)
    for record, pointer, account in _accounts_asked(corpus):
        if account not in known:
            message = "This account is not in roadmap/accounts.yaml, so the ask counts for no known customer."
            hint = known.meant(account) or "Otherwise write the account's id."
            yield record.problem(
                Code.UNKNOWN_ACCOUNT, pointer, message, f"For a new prospect leave it as it is. {hint}"
            )


def dependency_cycles(corpus: Corpus) -> Iterator[Problem]:
    """No item waits for itself."""
    needs = {identifier: item.public.depends_on for identifier, item in corpus.portfolio.items.items()}
    for cycle in cycles(needs):
        record = corpus.records[corpus.portfolio.items[cycle[0]].public.path]
        index = needs[cycle[0]].index(cycle[1])
        message = f"These items wait for each other, so none can start: {_steps(cycle)}."
        yield record.problem(
            Code.DEPENDENCY_CYCLE, ("depends_on", index), message, "Remove the dependency that does not hold."
        )


def duplicate_rings(corpus: Corpus) -> Iterator[Problem]:
    """A duplicate leads to an original, never to itself."""
    originals = {
        request: decision.public.answer.duplicate_of
        for request, decision in corpus.portfolio.decisions.items()
        if isinstance(decision.public.answer, Duplicate)
    }
    for request, those in originals.items():
        for pointer, original in _listed(_decision_record(corpus, request), "duplicate_of"):
            if original == request:
                message = "A request cannot be a duplicate of itself."
                hint = "Write the id of the request that it repeats."
                yield _decision_record(corpus, request).problem(Code.DUPLICATE_OF_ITSELF, pointer, message, hint)
        originals[request] = tuple(original for original in those if original != request)
    for ring in cycles(originals):
        message = f"These requests are duplicates of each other, so none of them is the original: {_steps(ring)}."
        record = _decision_record(corpus, ring[0])
        yield record.problem(
            Code.DUPLICATE_RING, ("duplicate_of",), message, "Give the request that came first an answer of its own."
        )


def _steps(circle: Sequence[str]) -> str:
    """Return the way around a circle, without its middle where nobody would read so far."""
    named = [f"`{identifier}`" for identifier in circle]
    left_out = len(named) - _MOST_STEPS
    if left_out > 0:
        named[_MOST_STEPS // 2 : -(_MOST_STEPS // 2)] = [f"{left_out} more"]
    return " → ".join(named)


def _answered(record: Record) -> Iterator[tuple[Pointer, str]]:
    entries: Any = record.document.data.get("answers") or ()
    for index, entry in enumerate(entries):
        if isinstance(entry, str):
            yield ("answers", index), entry
        else:
            yield ("answers", index, "request"), entry["request"]


def _listed(record: Record, key: str) -> Iterator[tuple[Pointer, str]]:
    value: Any = record.document.data.get(key) or ()
    if isinstance(value, str):
        yield (key,), value
    else:
        yield from (((key, index), entry) for index, entry in enumerate(value))


def _accounts_asked(corpus: Corpus) -> Iterator[tuple[Record, Pointer, str]]:
    for record in corpus.of(Kind.REQUEST):
        asks: Any = record.document.data.get("asks") or ()
        for index, ask in enumerate(asks):
            if "account" in ask:
                yield record, ("asks", index, "account"), ask["account"]
    for record in corpus.of(Kind.ASK):
        if "account" in record.document.data:
            yield record, ("account",), str(record.document.data["account"])


def _about_nothing(known: Known, record: Record, request: str, otherwise: str) -> Iterator[Problem]:
    if request not in known:
        message = f"There is no request `{request}`, so this file is about nothing."
        yield whole_file(record.filed.path, Code.UNKNOWN_REQUEST, message, known.meant(request) or otherwise)


def _unknown_record(known: Known, record: Record, pointer: Pointer, kind: Kind, identifier: str) -> Iterator[Problem]:
    if identifier not in known:
        code = Code.UNKNOWN_REQUEST if kind is Kind.REQUEST else Code.UNKNOWN_ITEM
        folder = "requests" if kind is Kind.REQUEST else "roadmap/items"
        message = f"There is no {kind} `{identifier}`: no file {folder}/{identifier}.yaml."
        hint = known.meant(identifier) or f"Write the name of a file in {folder}/, without its ending."
        yield record.problem(code, pointer, message, hint)


def _unknown_word(record: Record, pointer: Pointer, code: Code, known: Known) -> Iterator[Problem]:
    word: Any = record.document.data
    for part in pointer:
        word = word.get(part) if isinstance(word, dict) else word[part]
    if word is not None and word not in known:
        noun = code.value.removeprefix("unknown-")
        is_internal = record.filed.kind is Kind.ACCOUNTS
        message = f"The plan has no such {noun}." if is_internal else f"The plan has no {noun} `{word}`."
        hint = known.meant(word) or f"Write one that roadmap/plan.yaml lists, or add it to its `{noun}s` first."
        yield record.problem(code, pointer, message, hint)


def _decision_record(corpus: Corpus, request: str) -> Record:
    return corpus.records[corpus.portfolio.decisions[request].public.path]


RULES = (unknown_requests, unknown_items, unknown_plan_words, unknown_accounts, dependency_cycles, duplicate_rings)
