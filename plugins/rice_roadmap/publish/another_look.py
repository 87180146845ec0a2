"""Worth another look: where the arithmetic, or what people said, may lead to another plan than the one there is.

None of it is a mistake: the owner decides, and the page says so. For colleagues alone, since it names their features.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from rice_roadmap.model.ask import Importance
from rice_roadmap.model.item import PublicItem
from rice_roadmap.model.status import Status
from rice_roadmap.publish import addresses
from rice_roadmap.publish.next_steps import Step
from rice_roadmap.publish.numbers import amount
from rice_roadmap.publish.sections import Section
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.waiting import Waiting, item_row
from rice_roadmap.publish.words import effort, listed, words
from rice_roadmap.ranking.displacement import Outcome
from rice_roadmap.ranking.order import Ranked
from rice_roadmap.ranking.sets import total_value
from rice_roadmap.text.decimals import rounded

#: A sentence that names more features is read by nobody.
_MOST_NAMED = 4

_ONE_PERCENT = Fraction(1, 100)

#: Where a request can still become something else, so that it helps to know what the customer said.
_UNDECIDED = frozenset({Status.OPEN, Status.NEEDS_INFO, Status.UNDER_CONSIDERATION, Status.DEFERRED})


def worth_another_look(site: Site) -> tuple[Section[Waiting], ...]:
    """Return what deserves another look, in the order of the plan, without what there is nothing of."""
    found = (
        Section(id=identifier, title=title, rows=tuple(rows(site)))
        for identifier, title, rows in (
            *(("over-committed", "More committed than there is", over_committed),),
            *(("look-again", "Look again", scores_higher), ("best", "Worth another look", best_differs)),
            *(("override-over", "Done first, and the time for it is over", overrides_over),),
            *(("unconfirmed", "Said to be needed, unconfirmed", unconfirmed),),
        )
    )
    return tuple(section for section in found if section.rows)


def over_committed(site: Site) -> Iterator[Waiting]:
    """Yield the quarters, or areas in them, to which more effort was committed than there is."""
    for boundary in site.outlook.boundaries:
        for entry in boundary.entries.values():
            if entry.is_over_committed:
                unit = site.plan.effort.unit
                why = f"{amount(entry.committed)} committed of {effort(entry.effort, unit)}."
                yield Waiting(
                    address=addresses.ROADMAP,
                    title=_named(site, str(boundary.period), entry.area),
                    why=why,
                    step=Step(does=f"Move a target: {_titles(charge.item for charge in entry.charges)}"),
                    due=date.max,
                )


def scores_higher(site: Site) -> Iterator[Waiting]:
    """Yield the features outside with which the plan of the quarter would score higher, the highest ranked first."""
    if site.tradeoffs is None or site.outlook.fits is None:
        return
    period = site.outlook.fits.boundary.period
    for row in site.ranking.rows:
        found = site.tradeoffs.displacements.get(row.item.id)
        if found is not None and found.outcome is Outcome.WAITS and found.net is not None and found.net > 0:
            wait = f"{_titles(row.item for row in found.waiting)} {'waits' if len(found.waiting) == 1 else 'wait'}"
            why = f"If {wait}, the plan of {period} scores {_by_how_much(found.share)}higher."
            yield item_row(row.item, why, Step(does="Look again: arithmetic says so, the owner decides"))


def best_differs(site: Site) -> Iterator[Waiting]:
    """Yield the entries of capacity for which another set of features is worth another look than the one that fits."""
    if site.outlook.fits is None:
        return
    for sets in site.outlook.fits.sets.values():
        if sets.best is not None and sets.best != sets.fill:
            yield Waiting(
                address=addresses.RANKING,
                title=_named(site, str(sets.entry.period), sets.entry.area),
                why=_in_place_of(sets.fill, sets.best),
                step=Step(does="Look again: arithmetic says so, the owner decides"),
                due=date.max,
            )


def overrides_over(site: Site) -> Iterator[Waiting]:
    """Yield the live items that somebody put first until a day that has passed."""
    for identifier, item in () if site.whole is None else site.whole.items.items():
        override = item.override
        if override is None or override.until is None or override.until >= site.today:
            continue
        public = site.portfolio.items[identifier]
        if public.status.is_live:
            why = f"{words(override.reason)}: until {override.until}, {override.by}."
            yield item_row(public, why, Step(does="Take it out, or say until when", file=public.path))


def unconfirmed(site: Site) -> Iterator[Waiting]:
    """Yield the undecided requests that somebody will not buy or renew without, as nobody can check."""
    for request, asks in () if site.whole is None else site.whole.asks.items():
        count = sum(ask.importance is Importance.MUST_HAVE and not ask.is_confirmed for ask in asks)
        if count and site.portfolio.statuses[request] in _UNDECIDED:
            customers = "1 customer" if count == 1 else f"{count} customers"
            yield Waiting(
                address=addresses.request(request),
                title=site.portfolio.requests[request].title,
                why=f"{words(Importance.MUST_HAVE)}: {customers}, without their words or a link.",
                step=Step(does="Ask for their words or a link"),
                due=date.max,
            )


def _named(site: Site, period: str, area: str) -> str:
    found = site.plan.area(area)
    return period if found is None else f"{period}, {found.title}"


def _titles(items: Iterable[PublicItem]) -> str:
    titles = [item.title for item in items]
    more = len(titles) - _MOST_NAMED
    return listed([*titles[:_MOST_NAMED], f"{more} more"] if more > 0 else titles) if titles else "nothing"


def _by_how_much(share: Fraction | None) -> str:
    """Return a change of value as whole percents before "higher"; nothing where there was no value to compare with."""
    if share is None:
        return ""
    return f"{rounded(share * 100, places=0)}% " if share >= _ONE_PERCENT else "less than 1% "


def _in_place_of(fill: Sequence[Ranked], best: Sequence[Ranked]) -> str:
    kept = {row.item.id for row in fill} & {row.item.id for row in best}
    joins, leaves = (_titles(row.item for row in rows if row.item.id not in kept) for rows in (best, fill))
    value, other = total_value(fill), total_value(best)
    if other > value:
        share = (other - value) / value if value else None
        return f"{joins} in place of {leaves}: that plan scores {_by_how_much(share)}higher."
    if other == value:
        return f"{joins} in place of {leaves}: that plan scores the same and takes less effort."
    return f"What must come before {leaves} does not fit. The best plan without it has {joins} instead."
