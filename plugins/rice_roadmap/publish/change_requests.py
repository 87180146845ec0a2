"""What a change does to requests, their asks and their answers, an entry for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rice_roadmap.history.changes import Change, Counts, Difference, Ids
from rice_roadmap.history.similar import MOST_NEW, new_and_unanswered, similar_requests
from rice_roadmap.model.audience import Audience
from rice_roadmap.model.decision import Declined, Deferred, Duplicate, NeedsInfo, PublicDecision
from rice_roadmap.model.plan import Repository
from rice_roadmap.model.request import PublicRequest
from rice_roadmap.model.status import Status
from rice_roadmap.publish.change_values import ARROW, Entry, Writing, counted, edited, moves
from rice_roadmap.publish.words import listed, words
from rice_roadmap.text.prose import lead

#: What the line of an answer says already.
_IN_LINE = frozenset({"verdict", "reason", "duplicate_of", "answer_by"})


def new_requests(difference: Difference, write: Writing) -> Iterator[Entry]:
    """Yield every new request with what is there already."""
    if len(new_and_unanswered(difference)) > MOST_NEW:
        yield Entry(line=f"With more than {MOST_NEW} new requests at once, none is compared with those that are there.")
    alike = similar_requests(difference)
    asks = {change.ids: change.counts.added for change in difference.asks}
    for change in (change for change in difference.requests if change.is_added):
        details = [_asked(asks[change.ids])] if change.ids in asks else []
        details += [_looks_like(other, difference, write) for other in alike.get(change.ids.current, ())]
        yield Entry(line=_name(change.ids, difference, write), details=tuple(details))


def renamed_requests(difference: Difference, write: Writing) -> Iterator[Entry]:
    """Yield every request that goes by another id."""
    for change in difference.requests:
        if change.ids.is_rename and change.after is not None:
            old, new = write.named(change.ids.before or ""), write.named(change.ids.current)
            yield Entry(line=f"{old} {ARROW} {new} ({write.quoted(change.after.title)})")


def removed_requests(difference: Difference, write: Writing) -> Iterator[Entry]:
    """Yield every request that is gone, with what becomes of links to it."""
    heirs = {
        earlier: request.id for request in difference.after.portfolio.requests.values() for earlier in request.formerly
    }
    for change in difference.requests:
        if change.is_removed:
            yield Entry(
                line=_name(change.ids, difference, write), details=_after_removal(change, difference, heirs, write)
            )


def edited_requests(difference: Difference, write: Writing) -> Iterator[Entry]:
    """Yield every request that says something else."""
    for change in difference.requests:
        if change.is_edited:
            details = (*moves(change.moved, write), *edited(change.edited))
            yield Entry(line=_name(change.ids, difference, write), details=details)


def asks(difference: Difference, write: Writing) -> Iterator[Entry]:
    """Yield every request that was there and is, with how many asks came and went; never who asks."""
    for change in difference.asks:
        if change.ids.before is not None and change.ids.after is not None:
            yield Entry(line=f"{_name(change.ids, difference, write)}: {counts_in_words(change.counts)}")


def answers(difference: Difference, write: Writing) -> Iterator[Entry]:
    """Yield every answer that was given, changed or taken back; one that went with its request is no news."""
    statuses = {change.ids: (change.before, change.after) for change in difference.statuses}
    for change in _told_answers(difference):
        name = _name(change.ids, difference, write)
        details = (*_answer_details(change, write), *_standing(statuses.get(change.ids)))
        yield Entry(line=f"{name}: {_answer_line(change, write)}", details=details)


def statuses(difference: Difference, write: Writing) -> Iterator[Entry]:
    """Yield every request that stands elsewhere without an answer that says so."""
    told = {change.ids for change in _told_answers(difference)}
    for change in difference.statuses:
        if change.ids not in told:
            name = _name(change.ids, difference, write)
            yield Entry(line=f"{name}: {words(change.before)} {ARROW} {words(change.after)}")


def counts_in_words(counts: Counts) -> str:
    """Return how many came, went and were edited."""
    numbers = ((counts.added, "added"), (counts.removed, "removed"), (counts.edited, "edited"))
    return ", ".join(f"{number:,} {what}" for number, what in numbers if number)


def _name(ids: Ids, difference: Difference, write: Writing) -> str:
    request = difference.after.portfolio.requests.get(ids.after or "")
    request = request or difference.before.portfolio.requests[ids.before or ""]
    return f"{write.quoted(request.title)} ({write.named(ids.current)})"


def _asked(count: int) -> str:
    return f"Comes with {counted(count, 'ask')}."


def _looks_like(other: PublicRequest, difference: Difference, write: Writing) -> str:
    portfolio = difference.after.portfolio
    status = words(portfolio.statuses[other.id])
    # Where everybody reads the files there are no asks to add.
    private = portfolio.plan.repository is Repository.PRIVATE
    advice = "add your customer there" if private else "if it is the same need, say so"
    return f"Looks like {write.named(other.id)} ({write.quoted(other.title)}, {status}): {advice}."


def _after_removal(
    change: Change[PublicRequest], difference: Difference, heirs: Mapping[str, str], write: Writing
) -> tuple[str, ...]:
    heir = heirs.get(change.ids.current)
    if heir is not None:
        return (f"Links to it lead to {write.named(heir)}.",)
    if difference.audience is Audience.PUBLIC:
        return ()
    return ("Links to it lead nowhere. An answer would keep it: declined, withdrawn or duplicate.",)


def _told_answers(difference: Difference) -> Iterator[Change[PublicDecision]]:
    return (change for change in difference.answers if change.ids.after is not None)


def _answer_line(change: Change[PublicDecision], write: Writing) -> str:
    old, new = (None if one is None else _answer(one, write) for one in (change.before, change.after))
    if old is None or old == new:
        return new or ""
    return f"{old} {ARROW} {new or 'no answer'}"


def _answer(decision: PublicDecision, write: Writing) -> str:
    verdict = words(decision.verdict)
    match decision.answer:
        case Declined(reason=reason) | Deferred(reason=reason):
            return f"{verdict} ({words(reason).lower()})"
        case Duplicate(duplicate_of=originals):
            return f"{verdict} ({listed([write.named(original) for original in originals])})" if originals else verdict
        case NeedsInfo(answer_by=day):
            return f"{verdict} (by {day})"
        case _:
            return verdict


def _answer_details(change: Change[PublicDecision], write: Writing) -> Iterator[str]:
    after = change.after
    if after is None:
        return
    verdict_is_new = change.before is None or change.before.verdict is not after.verdict
    if after.because and (verdict_is_new or "because" in change.edited):
        yield f"Because: {write.quoted(lead(after.because))}"
    if after.alternatives and (verdict_is_new or "alternatives" in change.edited):
        yield f"Instead: {listed([write.quoted(alternative.title) for alternative in after.alternatives])}"
    yield from moves([move for move in change.moved if move.field not in _IN_LINE], write)
    yield from edited([field for field in change.edited if field not in {"because", "alternatives"}])


def _standing(status: tuple[Status, Status] | None) -> Iterator[str]:
    if status is not None:
        yield f"Stands now: {words(status[0])} {ARROW} {words(status[1])}"
