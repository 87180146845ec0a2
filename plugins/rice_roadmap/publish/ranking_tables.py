"""The ranking for people and programs: aligned text, Markdown, CSV, and the public JSON form."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from rice_roadmap.model.audience import Audience, PublicPortfolio
from rice_roadmap.model.plan import Plan
from rice_roadmap.publish.capacity_lists import List, capacity_lists, standing
from rice_roadmap.publish.columns import WIDEST, aligned, cut, wrapped
from rice_roadmap.publish.estimate_words import NO_RANGE
from rice_roadmap.publish.numbers import amount, approximate
from rice_roadmap.publish.spreadsheet import cell, csv_text
from rice_roadmap.publish.words import effort_unit
from rice_roadmap.ranking.order import Ranked
from rice_roadmap.ranking.outlook import Outlook
from rice_roadmap.ranking.sets import Sets
from rice_roadmap.text.decimals import exact, percent, rounded

Table = Callable[[Outlook, PublicPortfolio, Audience], str]

_COLUMNS = ("Rank", "Feature", "Score", "Reach", "Impact", "Confidence", "Effort", "Possible ranks")
_TITLE = _COLUMNS.index("Feature")
# What is beside the capacity of a period comes last, where there is one.
_LEFT = frozenset({_TITLE, _COLUMNS.index("Possible ranks"), len(_COLUMNS)})

# A title is cut where the numbers leave less room, but never below the least.
_LEAST_TITLE = 20
_LONGEST_IN_MARKDOWN = 100

_NEIGHBOURS = str.maketrans({"`": "'", "|": "¦"})

_PURPOSE = "The order of what is not yet decided. It starts a conversation; it does not end one."
_NOTHING = "Nothing is ranked yet: no feature has reach, impact, confidence and effort."


def ranking_data(outlook: Outlook, plan: Plan, audience: Audience) -> dict[str, Any]:
    """Return the ranking in its public, versioned form."""
    ranking, fits = outlook.ranking, outlook.fits
    return {
        "schema_version": 1,
        "audience": audience.value,
        "period": None if fits is None else str(fits.boundary.period),
        "reach": str(plan.reach),
        "effort": plan.effort.unit.value,
        "ranking": [row_data(row, outlook) for row in ranking.rows],
        "unscored": [item.id for item in ranking.unscored],
        "mandatory": [item.id for item in ranking.mandatory],
        "declined": [item.id for item in ranking.declined],
        "capacity": None if fits is None else [_entry_data(sets) for sets in fits.sets.values()],
    }


def row_data(row: Ranked, outlook: Outlook) -> dict[str, Any]:
    """Return one row: estimates exactly as written, computed numbers to two places, the score exactly as well."""
    found = row.estimates
    return {
        "rank": row.rank,
        "id": row.item.id,
        "title": row.item.title,
        "status": row.item.status.value,
        "score": rounded(found.score),
        "score_exact": f"{found.score.numerator}/{found.score.denominator}",
        "reach": exact(found.reach.likely),
        "impact": exact(found.impact.value.value),
        "confidence": percent(found.confidence.value.value),
        "effort": exact(found.effort.likely),
        "low": rounded(found.low),
        "high": rounded(found.high),
        "best_rank": row.best_rank,
        "worst_rank": row.worst_rank,
        "line": outlook.line_of(row.item.id),
        "certainty": outlook.certainty_of(row.item.id),
    }


def _entry_data(sets: Sets) -> dict[str, Any]:
    entry = sets.entry
    return {
        "area": entry.area or None,
        "effort": exact(entry.effort),
        "held_back": exact(entry.held_back),
        "committed": exact(entry.committed),
        "available": exact(entry.available),
        "strict": _ids(sets.strict),
        "fill": _ids(sets.fill),
        "best": None if sets.best is None else _ids(sets.best),
    }


def _ids(rows: Iterable[Ranked]) -> list[str]:
    return [row.item.id for row in rows]


def as_json(outlook: Outlook, plan: Plan, audience: Audience) -> str:
    """Return the ranking for programs."""
    return json.dumps(ranking_data(outlook, plan, audience), ensure_ascii=False, indent=2) + "\n"


# The exact score stays out: spreadsheets take 3/4 for a day in March.
_CSV_COLUMNS = (
    *("rank", "id", "title", "status", "score", "reach", "impact", "confidence", "effort"),
    *("low", "high", "best_rank", "worst_rank", "line", "certainty"),
)


def as_csv(outlook: Outlook) -> str:
    """Return the rows for a spreadsheet; an empty cell where there is nothing to say."""
    rows = (row_data(row, outlook) | {"title": cell(row.item.title)} for row in outlook.ranking.rows)
    return csv_text(
        _CSV_COLUMNS, (["" if row[name] is None else str(row[name]) for name in _CSV_COLUMNS] for row in rows)
    )


def as_markdown(outlook: Outlook, portfolio: PublicPortfolio) -> str:
    """Return the ranking for a comment or a summary on a forge, which no title can break out of."""
    heading = _heading(outlook)
    rules = ["---" if column in _LEFT else "---:" for column in range(len(heading))]
    rows = [_cells(row, in_code(row.item.title), outlook) for row in outlook.ranking.rows]
    table = [f"| {' | '.join(row)} |" for row in (heading, rules, *rows)] if rows else [_NOTHING]
    lines = [_PURPOSE, "", *table, "", _units(portfolio.plan, in_code)]
    for name, entries in _beside(outlook, portfolio, in_code):
        lines += ["", f"**{name}**", "", *(f"- {entry}" for entry in entries)]
    return "\n".join(lines) + "\n"


def as_table(outlook: Outlook, portfolio: PublicPortfolio) -> str:
    """Return the ranking for a terminal, in aligned columns."""
    rows = [_cells(row, row.item.title, outlook) for row in outlook.ranking.rows]
    lines = [_PURPOSE, *wrapped(_units(portfolio.plan, str), "", ""), ""]
    if rows:
        lines += aligned(_heading(outlook), rows, left=_LEFT, elastic=_TITLE, least=_LEAST_TITLE)
    else:
        lines.append(_NOTHING)
    for name, entries in _beside(outlook, portfolio, _cut_for_list):
        lines += ["", name]
        for entry in entries:
            lines += wrapped(entry, "  - ", "    ")
    return "\n".join(lines) + "\n"


#: Every form by the name that the command line knows it by.
TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "table": lambda outlook, portfolio, _: as_table(outlook, portfolio),
        "json": lambda outlook, portfolio, audience: as_json(outlook, portfolio.plan, audience),
        "csv": lambda outlook, *_: as_csv(outlook),
        "markdown": lambda outlook, portfolio, _: as_markdown(outlook, portfolio),
    }
)


def in_code(text: str) -> str:
    """Return user text in a code span: there `@team`, `#1`, links and comments are nothing but letters."""
    # Nothing can be escaped in a code span: what would end it, or the cell of a table, is written as its neighbour.
    return f"`{cut(text.translate(_NEIGHBOURS), _LONGEST_IN_MARKDOWN)}`"


def _heading(outlook: Outlook) -> Sequence[str]:
    return _COLUMNS if outlook.fits is None else (*_COLUMNS, f"In {outlook.fits.boundary.period}")


def _cells(row: Ranked, title: str, outlook: Outlook) -> Sequence[str]:
    found = row.estimates
    return (
        str(row.rank),
        title,
        approximate(found.score),
        amount(found.reach.likely),
        amount(found.impact.value.value),
        percent(found.confidence.value.value),
        amount(found.effort.likely),
        _possible_ranks(row),
        *([] if outlook.fits is None else [standing(row, outlook)]),
    )


def _possible_ranks(row: Ranked) -> str:
    if row.best_rank != row.worst_rank:
        return f"{row.best_rank}–{row.worst_rank}"
    return str(row.rank) if row.estimates.has_range else NO_RANGE


def _units(plan: Plan, write: Callable[[str], str]) -> str:
    effort = effort_unit(plan.effort.unit)
    return f"Score = reach × impact × confidence ÷ effort; reach in {write(str(plan.reach))}, effort in {effort}."


def _beside(outlook: Outlook, portfolio: PublicPortfolio, write: Callable[[str], str]) -> Iterator[List]:
    """Yield what stands below the order: what fits, and what is outside of it."""
    ranking = outlook.ranking
    yield from capacity_lists(outlook, portfolio, write)
    if ranking.unscored:
        missing = (f"{write(item.title)}: {', '.join(item.rice.missing)} missing" for item in ranking.unscored)
        yield "Not scored yet", list(missing)
    # What takes capacity has been named beside it.
    if ranking.mandatory and outlook.fits is None:
        yield "Committed work", [write(item.title) for item in ranking.mandatory]
    if ranking.declined:
        yield "Declined, not ranked", [write(item.title) for item in ranking.declined]


def _cut_for_list(title: str) -> str:
    return cut(title, WIDEST // 2)
