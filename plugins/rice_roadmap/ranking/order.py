"""The order of what is not yet decided: which items are ranked, at which rank, and which ranks are possible."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rice_roadmap.model.audience import PublicPortfolio
from rice_roadmap.model.decision import Verdict
from rice_roadmap.model.item import ItemStatus, PublicItem
from rice_roadmap.ranking.rice import Estimates, estimates

Place = tuple[Fraction, Fraction, Fraction, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranked:
    """One row: an item, its estimates, its rank, and the best and worst rank that the ranges allow."""

    rank: int
    item: PublicItem
    estimates: Estimates
    best_rank: int
    worst_rank: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranking:
    """The rows in order, and the live items that stand outside the order, each list sorted by id."""

    rows: tuple[Ranked, ...]
    unscored: tuple[PublicItem, ...]
    mandatory: tuple[PublicItem, ...]
    declined: tuple[PublicItem, ...]

    def row_of(self, item: str) -> Ranked | None:
        """Return the row of an item, or None if it is not ranked."""
        return next((row for row in self.rows if row.item.id == item), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Scored:
    item: PublicItem
    estimates: Estimates


def rank(portfolio: PublicPortfolio) -> Ranking:
    """Return the ranking of one audience's portfolio; equal exact scores share a rank (1, 2, 2, 4)."""
    live = [item for item in portfolio.items.values() if item.status.is_live]
    mandatory = [item for item in live if item.mandatory is not None]
    rest = [item for item in live if item.mandatory is None]
    declined = [item for item in rest if is_declined(item, portfolio)]
    open_items = [item for item in rest if not is_declined(item, portfolio)]
    scored = [_Scored(item=item, estimates=found) for item in open_items if (found := estimates(item.rice)) is not None]
    return Ranking(
        rows=_rows(scored),
        unscored=_by_id(item for item in open_items if item.rice.missing),
        mandatory=_by_id(mandatory),
        declined=_by_id(declined),
    )


def is_declined(item: PublicItem, portfolio: PublicPortfolio) -> bool:
    """Return whether a candidate has lost all its requests: it answers some, and each of them was declined."""
    if item.status is not ItemStatus.CANDIDATE or not item.answers:
        return False
    decisions = (portfolio.decisions.get(answer.request) for answer in item.answers)
    return all(decision is not None and decision.verdict is Verdict.DECLINED for decision in decisions)


def place(identifier: str, estimates: Estimates) -> Place:
    """Return what rows stand in order of: the score, then what is surer, then what is sooner done, then the id.

    Inside a tie this places the row, never the rank.
    """
    return (-estimates.score, -estimates.confidence.value.value, estimates.effort.likely, identifier)


def _rows(scored: Sequence[_Scored]) -> tuple[Ranked, ...]:
    lows = sorted(entry.estimates.low for entry in scored)
    highs = sorted(entry.estimates.high for entry in scored)
    rows: list[Ranked] = []
    for position, entry in enumerate(sorted(scored, key=lambda entry: place(entry.item.id, entry.estimates)), start=1):
        tied = bool(rows) and rows[-1].estimates.score == entry.estimates.score
        best, worst = _possible_ranks(entry.estimates, lows, highs)
        rows.append(
            Ranked(
                rank=rows[-1].rank if tied else position,
                item=entry.item,
                estimates=entry.estimates,
                best_rank=best,
                worst_rank=worst,
            )
        )
    return tuple(rows)


def _possible_ranks(own: Estimates, lows: Sequence[Fraction], highs: Sequence[Fraction]) -> tuple[int, int]:
    surely_above = len(lows) - bisect_right(lows, own.high)
    perhaps_above = len(highs) - bisect_right(highs, own.low)
    # An item with a range stands above its own low end; it is not one of the others.
    itself = own.high > own.low
    return 1 + surely_above, 1 + perhaps_above - itself


def _by_id(items: Iterable[PublicItem]) -> tuple[PublicItem, ...]:
    return tuple(sorted(items, key=lambda item: item.id))
