"""The split as pages show it: how the effort of each quarter goes to objectives, every part beside its whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from rice_roadmap.model.item import PublicItem
from rice_roadmap.model.plan import Objective
from rice_roadmap.publish.numbers import ABOUT, amount
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.words import effort
from rice_roadmap.ranking.split import NONE, Split, splits
from rice_roadmap.text.decimals import rounded


@dataclass(frozen=True, kw_only=True, slots=True)
class SplitCell:
    """What goes to one objective in one quarter, and its part of the whole; `bar` is the part of 100 of a bar."""

    effort: str
    share: str
    bar: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SplitRow:
    """One objective, or none, with a cell for each quarter."""

    objective: Objective | None
    cells: tuple[SplitCell, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SplitTable:
    """The quarters, the rows, and what all rows of a quarter are together.

    `unestimated` is committed work that counts as nothing, since nobody estimated its effort.
    """

    quarters: tuple[str, ...]
    rows: tuple[SplitRow, ...]
    totals: tuple[str, ...]
    unestimated: tuple[PublicItem, ...]


def split_table(site: Site) -> SplitTable | None:
    """Return how the effort splits; None where capacity is not shown, or there is nothing to split."""
    found = _splits(site)
    if not found:
        return None
    unestimated = {item.id: item for split in found for item in split.unestimated}
    return SplitTable(
        quarters=tuple(str(split.period) for split in found),
        rows=tuple(_row(objective, found) for objective in (*site.plan.objectives, None)),
        totals=tuple(amount(split.total) for split in found),
        unestimated=tuple(unestimated[identifier] for identifier in sorted(unestimated)),
    )


def share_lines(site: Site) -> Mapping[str, tuple[str, ...]]:
    """Return in words what goes to each objective in each quarter, by its id, without what gets nothing."""
    found = _splits(site)
    return {
        objective.id: tuple(_line(split, objective.id, site) for split in found if objective.id in split.efforts)
        for objective in site.plan.objectives
    }


def _splits(site: Site) -> tuple[Split, ...]:
    if not site.shows_capacity or not site.plan.objectives:
        return ()
    found = splits(site.outlook, [objective.id for objective in site.plan.objectives])
    return found if any(split.total for split in found) else ()


def _row(objective: Objective | None, found: tuple[Split, ...]) -> SplitRow:
    key = NONE if objective is None else objective.id
    return SplitRow(objective=objective, cells=tuple(_cell(split, key) for split in found))


def _cell(split: Split, objective: str) -> SplitCell:
    share = split.share_of(objective)
    return SplitCell(
        effort=amount(split.effort_of(objective)), share=_percent(share), bar=rounded(share * 100, places=1)
    )


def _line(split: Split, objective: str, site: Site) -> str:
    whole = effort(split.total, site.plan.effort.unit)
    part = amount(split.effort_of(objective))
    return f"{split.period}: {part} of {whole} ({_percent(split.share_of(objective))})"


def _percent(share: Fraction) -> str:
    percentage = share * 100
    mark = "" if percentage.denominator == 1 else f"{ABOUT} "
    return f"{mark}{rounded(percentage, places=0)}%"
