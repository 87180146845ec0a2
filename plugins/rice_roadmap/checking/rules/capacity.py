"""Rules about room: no more is committed than there is, and nothing fits that waits for what does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from rice_roadmap.checking.corpus import Corpus
from rice_roadmap.model.audience import Audience, PublicPortfolio, internal_portfolio, public_portfolio, shown
from rice_roadmap.model.calendar import Quarter
from rice_roadmap.model.item import ItemStatus, PublicItem
from rice_roadmap.ranking.capacity import Boundary, Charge, Entry, boundaries, current_period
from rice_roadmap.ranking.order import rank
from rice_roadmap.ranking.prerequisites import shipped
from rice_roadmap.ranking.sets import Line, lines_of
from rice_roadmap.text.decimals import exact
from rice_roadmap.text.problem import Code, Problem

#: More committed items than this are counted; those that take most are named.
_MOST_NAMED = 5


def room(corpus: Corpus, today: date) -> Iterator[Problem]:
    """What is committed has room and an effort, and what fits can begin: from today on, as colleagues see it."""
    if current_period(corpus.portfolio.plan.capacity, today) is None:
        return
    portfolio = internal_portfolio(corpus.portfolio).public
    quarters = boundaries(portfolio, today=today, audience=Audience.INTERNAL)
    over = [entry for entry in _entries(quarters) if entry.is_over_committed]
    yield from _over_committed(corpus, over)
    yield from _held_back_too_much(corpus, today, over)
    yield from _without_effort(corpus, quarters)
    yield from _below_line(corpus, portfolio, quarters[0])


def _over_committed(corpus: Corpus, over: Sequence[Entry]) -> Iterator[Problem]:
    for entry in over:
        message = (
            f"{_where(entry)} is over-committed by {_amount(corpus, -entry.available)}: "
            f"{exact(entry.committed)} of {exact(entry.effort)} are taken, by {_named(entry.charges)}."
        )
        hint = (
            "Let something wait, write as `effort_left` what is really left of it, or write here what there really is."
        )
        yield from _at_entry(corpus, entry, "effort", message, hint)


def _held_back_too_much(corpus: Corpus, today: date, over: Sequence[Entry]) -> Iterator[Problem]:
    # Colleagues see each hidden item, everybody else what is held back for all of them, which may be more.
    if not any(capacity.held_back for capacity in corpus.portfolio.plan.capacity):
        return
    told = {(entry.period, entry.area) for entry in over}
    public = shown(public_portfolio(corpus.portfolio))
    for entry in _entries(boundaries(public, today=today, audience=Audience.PUBLIC)):
        if entry.is_over_committed and (entry.period, entry.area) not in told:
            message = (
                f"On the public site {_where(entry)} is over-committed by {_amount(corpus, -entry.available)}: "
                f"{exact(entry.held_back)} are held back and {exact(entry.committed)} taken of {exact(entry.effort)}."
            )
            hint = "Hold back what the work takes that is not on the public site, and no more."
            yield from _at_entry(corpus, entry, "held_back", message, hint)


def _without_effort(corpus: Corpus, quarters: Sequence[Boundary]) -> Iterator[Problem]:
    first: dict[str, tuple[PublicItem, Quarter]] = {}
    for entry in _entries(quarters):
        for item in entry.unestimated:
            # Work for now may have a target in a later quarter; it is asked about once.
            first.setdefault(item.id, (item, entry.period))
    for item, period in first.values():
        message = f"This is committed to {period} and counts as 0 there, because nobody wrote its effort."
        hint = "Write the `effort` that it takes below `rice`; a rough one says more than none."
        if item.status is ItemStatus.IN_PROGRESS:
            hint = "Write what is left to do as `effort_left`."
        where = corpus.records[item.path].document.first_key_at(("rice",))
        yield Problem(where=where, code=Code.COMMITTED_WITHOUT_EFFORT, message=message, hint=hint)


def _below_line(corpus: Corpus, portfolio: PublicPortfolio, current: Boundary) -> Iterator[Problem]:
    begun = current.committed | shipped(portfolio)
    waiting = (item for item in portfolio.items.values() if item.status.is_live and item.id not in begun)
    # Ranking takes longest: where nothing can wait, nothing is ranked.
    if all(begun.issuperset(item.depends_on) for item in waiting):
        return
    ranking = rank(portfolio)
    lines = lines_of(ranking, current)
    met = begun | {item for item, line in lines.items() if line is Line.INSIDE}
    for item in (row.item for row in ranking.rows if lines[row.item.id] is Line.INSIDE):
        # As it was written: the portfolio leaves out what cannot be read.
        for index, name in enumerate(corpus.portfolio.items[item.id].public.depends_on):
            needed = portfolio.items.get(name)
            if needed is None or name in met or _is_in_order(item, needed, current.period):
                continue
            why = "does not fit" if lines.get(name) is Line.OUTSIDE else "has no place there"
            message = f"This fits in {current.period}, but `{name}`, which has to come first, {why}."
            hint = (
                f"Plan `{name}` for that quarter too, or give both a later `target` in the order in which they come; "
                "remove a dependency that does not hold."
            )
            yield corpus.records[item.path].problem(Code.PREREQUISITE_BELOW_LINE, ("depends_on", index), message, hint)


def _is_in_order(item: PublicItem, needed: PublicItem, period: Quarter) -> bool:
    # Room in this quarter says nothing against a plan that does both later, one after the other.
    if item.target is None or needed.target is None:
        return False
    return period < item.target.quarter and needed.target.quarter <= item.target.quarter


def _entries(quarters: Sequence[Boundary]) -> Iterator[Entry]:
    return (entry for boundary in quarters for entry in boundary.entries.values())


def _at_entry(corpus: Corpus, entry: Entry, key: str, message: str, hint: str) -> Iterator[Problem]:
    if corpus.plan is not None:
        places = [(capacity.period, capacity.area) for capacity in corpus.portfolio.plan.capacity]
        pointer = ("capacity", places.index((entry.period, entry.area)), key)
        yield corpus.plan.problem(Code.OVER_COMMITTED, pointer, message, hint)


def _where(entry: Entry) -> str:
    return f"{entry.period} in the area `{entry.area}`" if entry.area else f"{entry.period}"


def _amount(corpus: Corpus, effort: Fraction) -> str:
    unit = corpus.portfolio.plan.effort.unit.replace("_", "-")
    return f"{exact(effort)} {unit.removesuffix('s') if effort == 1 else unit}"


def _named(charges: Sequence[Charge]) -> str:
    taking = sorted(charges, key=lambda charge: (-(charge.effort or 0), charge.item.id))
    names = [f"`{charge.item.id}`" for charge in taking if charge.effort]
    rest = len(names) - _MOST_NAMED
    if rest > 0:
        names = [*names[:_MOST_NAMED], f"{rest} more"]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


RULES = (room,)
