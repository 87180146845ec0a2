"""What fits, in words below the ranking: the sum of each entry of capacity, who gets it, and how sure anyone can be.

The lists are for the command line, which may also say what is worth another look; pages have their own words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rice_roadmap.model.audience import PublicPortfolio
from rice_roadmap.model.item import PublicItem
from rice_roadmap.publish.estimate_words import NO_RANGE
from rice_roadmap.publish.numbers import amount
from rice_roadmap.publish.too_close import denial, groups_too_close, how_sure
from rice_roadmap.publish.words import effort, effort_unit, listed
from rice_roadmap.ranking.capacity import Charge, Entry
from rice_roadmap.ranking.order import Ranked
from rice_roadmap.ranking.outlook import Outlook
from rice_roadmap.ranking.prerequisites import open_needs, shipped
from rice_roadmap.ranking.sets import Line, Sets, WhatFits, total_effort, total_value
from rice_roadmap.text.decimals import rounded

#: A heading, and what stands below it.
List = tuple[str, list[str]]

#: How many features a sentence names; each row of the table says where it stands itself.
MOST_NAMED = 12

_STANDINGS = {
    Line.COMMITTED: "committed",
    Line.INSIDE: "fits",
    Line.OUTSIDE: "does not fit",
    None: "–",
}
_UNSURE = "?"
_PAIR = 2
_HUNDRED = 100


def standing(row: Ranked, outlook: Outlook) -> str:
    """Return where a row stands beside the capacity, with a question mark where the ranges do not bear it out."""
    is_sure = not how_sure(outlook, row)
    return f"{_STANDINGS[outlook.line_of(row.item.id)]}{'' if is_sure else _UNSURE}"


def capacity_lists(outlook: Outlook, portfolio: PublicPortfolio, write: Callable[[str], str]) -> Iterator[List]:
    """Yield what is to be said of the current period; `write` makes what users wrote fit for where it goes."""
    fits = outlook.fits
    if fits is None:
        if portfolio.plan.capacity:
            yield "What fits", ["Nobody can say: every quarter for which the plan lists capacity is over."]
        return
    saying = _Saying(fits=fits, portfolio=portfolio, write=write)
    for sets in fits.sets.values():
        yield saying.heading(sets.entry), list(saying.entry(sets))
    beside = [row.item for row in fits.ranking.rows if fits.lines[row.item.id] is None]
    if beside:
        yield f"No capacity is listed for their area in {fits.boundary.period}", [saying.titles(beside)]
    if fits.ranking.rows:
        yield "How sure this is", list(_how_sure(outlook, saying))
    mandatory = list(_not_charged(outlook.ranking.mandatory, fits, write))
    if mandatory:
        yield f"Committed work that takes nothing from {fits.boundary.period}", mandatory


@dataclass(frozen=True, kw_only=True, slots=True)
class _Saying:
    """The sentences about one period, as one reader's terminal or forge shows them."""

    fits: WhatFits
    portfolio: PublicPortfolio
    write: Callable[[str], str]

    def heading(self, entry: Entry) -> str:
        """Return the one line that must be read."""
        unit = self.portfolio.plan.effort.unit
        start = f"What fits in {entry.period}{self._of_area(entry)}"
        if entry.is_over_committed:
            return f"{start}: nothing, it is over-committed by {effort(-entry.available, unit)}"
        taken = [
            *(["what is held back"] if entry.held_back else []),
            *(["committed work"] if entry.charges else []),
        ]
        after = f" after {listed(taken)}" if taken else ""
        verb = "is" if entry.effort == 1 else "are"
        return f"{start}: {amount(entry.available)} of {effort(entry.effort, unit)} {verb} free{after}"

    def entry(self, sets: Sets) -> Iterator[str]:
        """Yield the sum, what is committed, and what fits beside it."""
        entry = sets.entry
        if entry.held_back or entry.charges:
            yield f"The sum, in {effort_unit(self.portfolio.plan.effort.unit)}: {_sum(entry)}"
        if entry.charges:
            # All of them, however many: the sum must be worked out from what stands here.
            yield f"Committed: {', '.join(self._charge(charge) for charge in entry.charges)}"
        if entry.is_over_committed:
            return
        if sets.fill:
            took = f"{amount(total_effort(sets.fill))} of {amount(entry.available)}"
            yield f"Fits, taking {took}: {self.rows(sets.fill)}"
            yield from self._waiting(sets.fill)
        else:
            yield "Nothing that is ranked is small enough." if sets.candidates else "Nothing ranked asks for it."
        if sets.strict != sets.fill:
            later = self.rows(_without(sets.fill, sets.strict))
            yield f"Stopping at the first that does not fit would leave out {later}."
        yield from self._best(sets)

    def rows(self, rows: Sequence[Ranked]) -> str:
        """Return features with their efforts."""
        return _capped([f"{self.write(row.item.title)} ({amount(row.estimates.effort.likely)})" for row in rows])

    def titles(self, items: Iterable[PublicItem]) -> str:
        """Return features by their titles."""
        return _capped([self.write(item.title) for item in items])

    def _of_area(self, entry: Entry) -> str:
        if entry.area:
            titles = {area.id: area.title for area in self.portfolio.plan.areas}
            return f", {self.write(titles.get(entry.area, entry.area))}"
        return ", everything else" if len(self.fits.sets) > 1 else ""

    def _charge(self, charge: Charge) -> str:
        title = self.write(charge.item.title)
        if charge.effort is None:
            return f"{title} (no effort given, counted as 0)"
        estimate = charge.item.rice.effort
        if estimate is None or estimate.likely == charge.effort:
            return f"{title} ({amount(charge.effort)})"
        return f"{title} ({amount(charge.effort)} left of {amount(estimate.likely)})"

    def _waiting(self, rows: Sequence[Ranked]) -> Iterator[str]:
        """Yield each of these rows that fits and yet cannot be done, for want of something else."""
        inside = {row.item.id for row in self.fits.rows_on(Line.INSIDE)}
        met = inside | self.fits.boundary.committed | shipped(self.portfolio)
        for row in rows:
            needs = sorted(open_needs([row.item], self.portfolio, met))
            if needs:
                named = self.titles(self.portfolio.items[needed] for needed in needs)
                yield f"{self.write(row.item.title)} first needs, and does not get: {named}"

    def _best(self, sets: Sets) -> Iterator[str]:
        if sets.best is None:
            yield "Whether others would bring more together was not worked out: there are too many ways to choose."
            return
        if sets.best == sets.fill:
            return
        more, less = _without(sets.best, sets.fill), _without(sets.fill, sets.best)
        swap = f"{self.rows(more)} instead of {self.rows(less)}" if more else f"what fits without {self.rows(less)}"
        gain, spared = (
            total_value(sets.best) - total_value(sets.fill),
            total_effort(sets.fill) - total_effort(sets.best),
        )
        if gain > 0:
            yield f"Worth another look: {swap} would bring {_more(gain, total_value(sets.fill))}, as scored."
        elif gain == 0 and spared > 0:
            yield f"Worth another look: {swap} would bring the same, as scored, and take {amount(spared)} less."
        else:
            yield f"With all that each feature needs first, the most comes from {swap}."


def _without(rows: Iterable[Ranked], others: Iterable[Ranked]) -> list[Ranked]:
    left_out = {row.item.id for row in others}
    return [row for row in rows if row.item.id not in left_out]


def _sum(entry: Entry) -> str:
    held_back = f" − {amount(entry.held_back)} held back" if entry.held_back else ""
    committed = f" − {amount(entry.committed)} committed" if entry.charges else ""
    sign = "−" if entry.available < 0 else ""
    total = f"{sign}{amount(abs(entry.available))}"
    return f"{amount(entry.effort)}{held_back}{committed} = {total}"


def _more(gain: Fraction, of: Fraction) -> str:
    if not of:
        return "something"
    share = rounded(gain / of * _HUNDRED, places=0)
    return "a little more" if share == "0" else f"{share}% more"


def _how_sure(outlook: Outlook, saying: _Saying) -> Iterator[str]:
    rows = outlook.ranking.rows
    without = [row.item for row in rows if not row.estimates.has_range]
    if len(without) == len(rows):
        yield f"{NO_RANGE.capitalize()} for any feature, so nobody can say."
        return
    denied = [row for row in rows if denial(outlook, row)]
    close = list(_too_close(outlook))
    if close:
        one = len(close) == 1 and " " not in close[0]
        ranks = f"Rank {close[0]} is" if one else f"Ranks {listed(close)} are"
        yield f"{ranks} too close to call (marked {_UNSURE}): within the ranges given they may fit or not."
    elif not denied:
        yield "Nothing is too close to call."
    for line in (Line.INSIDE, Line.OUTSIDE):
        those = [row for row in denied if outlook.line_of(row.item.id) is line]
        if those:
            said = f"{_STANDINGS[line].capitalize()} {denial(outlook, those[0])}"
            yield f"{said} (marked {_UNSURE}): {saying.titles(row.item for row in those)}"
    if without:
        yield f"{NO_RANGE.capitalize()}: {saying.titles(without)}"


def _too_close(outlook: Outlook) -> Iterator[str]:
    """Yield the ranks of each group of neighbours that are too close to call, such as "9 to 14"."""
    for group in groups_too_close(outlook):
        ranks = sorted({row.rank for row in group})
        yield from [f"{ranks[0]} to {ranks[-1]}"] if len(ranks) > _PAIR else map(str, ranks)


def _not_charged(items: Iterable[PublicItem], fits: WhatFits, write: Callable[[str], str]) -> Iterator[str]:
    charged = {charge.item.id for entry in fits.boundary.entries.values() for charge in entry.charges}
    for item in items:
        if item.id in fits.boundary.committed and item.id not in charged:
            yield f"{write(item.title)}: no capacity is listed for its area"
        elif item.id not in charged:
            yield f"{write(item.title)}: its target is {item.target}"


def _capped(named: Sequence[str]) -> str:
    more = len(named) - MOST_NAMED
    return listed([*named[:MOST_NAMED], f"{more:,} more"] if more > 0 else named)
