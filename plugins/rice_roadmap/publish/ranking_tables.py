"""The ranking for people and programs: aligned text, Markdown, CSV, and the public JSON form."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from rice_roadmap.model.audience import Audience
from rice_roadmap.model.item import PublicItem
from rice_roadmap.model.plan import Plan
from rice_roadmap.publish.numbers import amount, approximate
from rice_roadmap.publish.spreadsheet import cell, csv_text
from rice_roadmap.publish.words import effort_unit
from rice_roadmap.ranking.order import Ranked, Ranking
from rice_roadmap.ranking.outlook import Outlook
from rice_roadmap.ranking.sets import Sets
from rice_roadmap.text.decimals import exact, percent, rounded

Table = Callable[[Outlook, Plan, Audience], str]

_COLUMNS = ("Rank", "Feature", "Score", "Reach", "Impact", "Confidence", "Effort", "Possible ranks")
_TITLE = _COLUMNS.index("Feature")
_LEFT = frozenset({_TITLE, _COLUMNS.index("Possible ranks")})

# A table is read in a terminal; a title is cut where the numbers leave less room, but never below the least.
_WIDEST = 100
_GAP = "  "
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


def as_markdown(outlook: Outlook, plan: Plan) -> str:
    """Return the ranking for a comment or a summary on a forge, which no title can break out of."""
    rules = ["---" if column in _LEFT else "---:" for column in range(len(_COLUMNS))]
    rows = [_cells(row, in_code(row.item.title)) for row in outlook.ranking.rows]
    table = [f"| {' | '.join(row)} |" for row in (_COLUMNS, rules, *rows)] if rows else [_NOTHING]
    lines = [_PURPOSE, "", *table, "", _units(plan, in_code)]
    for heading, entries in _beside(outlook.ranking, in_code):
        lines += ["", f"**{heading}**", "", *(f"- {entry}" for entry in entries)]
    return "\n".join(lines) + "\n"


def as_table(outlook: Outlook, plan: Plan) -> str:
    """Return the ranking for a terminal, in aligned columns."""
    rows = [_cells(row, row.item.title) for row in outlook.ranking.rows]
    table = list(_aligned([_COLUMNS, *rows])) if rows else [_NOTHING]
    lines = [_PURPOSE, _units(plan, str), "", *table]
    for heading, entries in _beside(outlook.ranking, _cut_for_list):
        lines += ["", heading, *(f"  - {entry}" for entry in entries)]
    return "\n".join(lines) + "\n"


#: Every form by the name that the command line knows it by.
TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "table": lambda outlook, plan, _: as_table(outlook, plan),
        "json": as_json,
        "csv": lambda outlook, *_: as_csv(outlook),
        "markdown": lambda outlook, plan, _: as_markdown(outlook, plan),
    }
)


def in_code(text: str) -> str:
    """Return user text in a code span: there `@team`, `#1`, links and comments are nothing but letters."""
    # Nothing can be escaped in a code span: what would end it, or the cell of a table, is written as its neighbour.
    return f"`{_cut(text.translate(_NEIGHBOURS), _LONGEST_IN_MARKDOWN)}`"


def _cells(row: Ranked, title: str) -> Sequence[str]:
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
    )


def _possible_ranks(row: Ranked) -> str:
    if row.best_rank != row.worst_rank:
        return f"{row.best_rank}–{row.worst_rank}"
    return str(row.rank) if row.estimates.has_range else "no range given"


def _units(plan: Plan, write: Callable[[str], str]) -> str:
    effort = effort_unit(plan.effort.unit)
    return f"Score = reach × impact × confidence ÷ effort; reach in {write(str(plan.reach))}, effort in {effort}."


def _beside(ranking: Ranking, write: Callable[[str], str]) -> Iterator[tuple[str, list[str]]]:
    """Yield what stands outside the order: a heading, and an entry for each item."""
    lists: tuple[tuple[str, Sequence[PublicItem]], ...] = (
        ("Not scored yet", ranking.unscored),
        ("Committed work", ranking.mandatory),
        ("Declined, not ranked", ranking.declined),
    )
    for heading, items in lists:
        if items:
            missing = items is ranking.unscored
            yield heading, [f"{write(item.title)}{_missing(item) if missing else ''}" for item in items]


def _missing(item: PublicItem) -> str:
    return f": {', '.join(item.rice.missing)} missing"


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(_width(row[column]) for row in rows) for column in range(len(_COLUMNS))]
    others = sum(widths) - widths[_TITLE] + len(_GAP) * (len(widths) - 1)
    widths[_TITLE] = min(widths[_TITLE], max(_LEAST_TITLE, _WIDEST - others))
    for row in rows:
        cells = (_padded(text, width, column) for column, (text, width) in enumerate(zip(row, widths, strict=True)))
        yield _GAP.join(cells).rstrip()


def _padded(text: str, width: int, column: int) -> str:
    shown = _cut(text, width) if column == _TITLE else text
    room = " " * (width - _width(shown))
    return f"{shown}{room}" if column in _LEFT else f"{room}{shown}"


def _cut_for_list(title: str) -> str:
    return _cut(title, _WIDEST // 2)


def _cut(text: str, width: int) -> str:
    """Return as much of the text as fits, with an ellipsis where it was cut."""
    if _width(text) <= width:
        return text
    while _width(text) >= width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _width(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
