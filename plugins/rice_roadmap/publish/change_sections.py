"""What a change does to the roadmap, section by section, in sentences that every form of the report shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rice_roadmap.history.changes import Difference, Findings
from rice_roadmap.model.filing import ACCOUNTS
from rice_roadmap.publish import change_items, change_requests, change_room
from rice_roadmap.publish.change_values import ARROW, Entry, Section, Writing, counted, edited, moves
from rice_roadmap.publish.words import listed
from rice_roadmap.text.problem import Problem

#: What there is only one of.
_ONLY = frozenset({"the plan", "what fits"})

NOTHING = "This changes nothing on the roadmap."


def headline(difference: Difference) -> str:
    """Return in one sentence what the change comes to."""
    parts = [f"{verb} {listed(things)}" for verb, numbers in _numbers(difference) if (things := _things(numbers))]
    return f"This change {listed(parts)}." if parts else NOTHING


def sections(difference: Difference, write: Writing) -> tuple[Section, ...]:
    """Return everything there is to say, first what must be mended; nothing for an empty difference."""
    if difference.is_empty:
        return ()
    found = (Section(heading=heading, entries=tuple(entries)) for heading, entries in _sections(difference, write))
    return tuple(section for section in found if section.entries)


def _sections(difference: Difference, write: Writing) -> Iterator[tuple[str, Iterable[Entry]]]:
    yield "Errors it brings", _errors(difference.introduced, write)
    yield "Left out of the comparison", _left_out(difference, write)
    yield "New requests", change_requests.new_requests(difference, write)
    yield "Renamed requests", change_requests.renamed_requests(difference, write)
    yield "Removed requests", change_requests.removed_requests(difference, write)
    yield "Edited requests", change_requests.edited_requests(difference, write)
    yield "Asks", change_requests.asks(difference, write)
    yield "Answers", change_requests.answers(difference, write)
    yield "Requests that stand elsewhere now", change_requests.statuses(difference, write)
    yield "New features", change_items.new_items(difference, write)
    yield "Renamed features", change_items.renamed_items(difference, write)
    yield "Removed features", change_items.removed_items(difference, write)
    yield "Changed features", change_items.changed_items(difference, write)
    yield f"What fits in {change_room.quarter_of(difference)}", change_room.what_fits(difference, write)
    yield "Later quarters", change_room.later_quarters(difference, write)
    yield "Ranks: by its own change", change_items.own_ranks(difference, write)
    yield "Ranks: because of others", change_items.other_ranks(difference, write)
    yield "The plan", _plan(difference, write)
    yield "Customers", _customers(difference)
    yield "Warnings it brings", (_problem(problem, write) for problem in difference.introduced.warnings)
    yield "Solved", _solved(difference.solved, write)


Counted = tuple[int, str]


def _numbers(difference: Difference) -> Iterator[tuple[str, Iterable[Counted]]]:
    """Yield each verb of the headline with how many of what it is about."""
    requests, answers, items = difference.requests, difference.answers, difference.items
    asks, accounts = [change.counts for change in difference.asks], difference.accounts
    yield "brings", _found(difference.introduced)
    yield (
        "adds",
        (
            (sum(change.is_added for change in requests), "request"),
            (sum(counts.added for counts in asks), "ask"),
            (sum(change.is_added for change in answers), "answer"),
            (sum(change.is_added for change in items), "feature"),
            (accounts.added, "customer"),
        ),
    )
    yield (
        "removes",
        (
            (sum(change.is_removed for change in requests), "request"),
            (sum(counts.removed for counts in asks), "ask"),
            (sum(change.is_removed for change in answers), "answer"),
            (sum(change.is_removed for change in items), "feature"),
            (accounts.removed, "customer"),
        ),
    )
    yield (
        "edits",
        (
            (sum(change.is_edited or change.ids.is_rename for change in requests), "request"),
            (sum(counts.edited for counts in asks), "ask"),
            (sum(change.is_edited for change in answers), "answer"),
            (sum(change.is_edited or change.ids.is_rename for change in items), "feature"),
            (accounts.edited, "customer"),
            (int(bool(difference.plan)), "the plan"),
        ),
    )
    yield "moves", ((len(difference.statuses), "status"), (len(difference.ranks), "rank"))
    yield "changes", ((int(bool(difference.fits or difference.rooms)), "what fits"),)
    yield "solves", _found(difference.solved)


def _found(findings: Findings) -> Iterable[Counted]:
    return (
        (len(findings.errors) + findings.errors_elsewhere, "error"),
        (len(findings.warnings), "warning"),
        (len(findings.unreadable), "unreadable file"),
    )


def _things(numbers: Iterable[Counted]) -> list[str]:
    return [thing if thing in _ONLY else counted(number, thing) for number, thing in numbers if number]


def _errors(findings: Findings, write: Writing) -> Iterator[Entry]:
    yield from (_problem(problem, write) for problem in findings.errors)
    if findings.errors_elsewhere:
        yield Entry(line=f"{counted(findings.errors_elsewhere, 'error')} in files that are not public.")


def _solved(findings: Findings, write: Writing) -> Iterator[Entry]:
    yield from (Entry(line=_place(problem, write)) for problem in (*findings.errors, *findings.warnings))
    if findings.errors_elsewhere:
        yield Entry(line=f"{counted(findings.errors_elsewhere, 'error')} in files that are not public.")


def _problem(problem: Problem, write: Writing) -> Entry:
    return Entry(
        line=_place(problem, write), details=(f"{ARROW} {write.literal(problem.hint)}",) if problem.hint else ()
    )


def _place(problem: Problem, write: Writing) -> str:
    where = problem.where
    place = write.literal(f"{where.path}:{where.line}:{where.column}")
    return f"{place}: {problem.code}: {write.literal(problem.message)}"


def _left_out(difference: Difference, write: Writing) -> Iterator[Entry]:
    for path in difference.introduced.unreadable:
        yield Entry(line=f"{write.literal(path)} cannot be read after this change.")
    for path in difference.solved.unreadable:
        yield Entry(line=f"{write.literal(path)} could not be read before this change.")
    if not difference.compares_ranks:
        yield Entry(line="All ranks: without a readable plan on both sides there is nothing to compare.")


def _plan(difference: Difference, write: Writing) -> Iterator[Entry]:
    lines = (*moves(difference.plan.moved, write), *edited(difference.plan.edited))
    return (Entry(line=line) for line in lines)


def _customers(difference: Difference) -> Iterator[Entry]:
    if difference.accounts:
        yield Entry(line=f"In {ACCOUNTS}: {change_requests.counts_in_words(difference.accounts)}")
