"""Too close to call: which neighbours in the order may as well fit as not; said in ranks, never in percent."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rice_roadmap.ranking.certainty import Certainty
from rice_roadmap.ranking.order import Ranked
from rice_roadmap.ranking.outlook import Outlook
from rice_roadmap.ranking.sets import Line

#: Where the ranges say the opposite of the likely values in them: an effort that may grow, but hardly shrink, say.
_DENIED = {
    (Line.INSIDE, Certainty.OUTSIDE): "by the likely values, but hardly ever within the ranges given",
    (Line.OUTSIDE, Certainty.INSIDE): "by the likely values, but nearly always within the ranges given",
}


def too_close_to_call(outlook: Outlook) -> tuple[str, ...]:
    """Return a sentence for every group of neighbours in row order of which nobody can say whether they fit."""
    return tuple(map(_sentence, groups_too_close(outlook)))


def too_close_around(outlook: Outlook, row: Ranked) -> str:
    """Return the sentence for the group that a row is in; empty where it is clear whether it fits."""
    if not is_too_close(outlook, row):
        return ""
    return next(_sentence(rows) for rows in groups_too_close(outlook) if row in rows)


def how_sure(outlook: Outlook, row: Ranked) -> str:
    """Return what stands beside where a row stands; empty where the ranges, if there are any, agree with it."""
    if is_too_close(outlook, row):
        return "too close to call"
    return denial(outlook, row)


def denial(outlook: Outlook, row: Ranked) -> str:
    """Return what to say where the ranges deny the likely values in them; empty where they do not."""
    line, certainty = outlook.line_of(row.item.id), outlook.certainty_of(row.item.id)
    return "" if line is None or certainty is None else _DENIED.get((line, certainty), "")


def is_too_close(outlook: Outlook, row: Ranked) -> bool:
    """Return whether it is too close to call whether a row fits."""
    return outlook.certainty_of(row.item.id) is Certainty.TOO_CLOSE


def groups_too_close(outlook: Outlook) -> Iterator[tuple[Ranked, ...]]:
    """Yield each group of neighbours in row order of which nobody can say whether they fit."""
    runs = groupby(outlook.ranking.rows, key=lambda row: is_too_close(outlook, row))
    return (tuple(rows) for is_close, rows in runs if is_close)


def _sentence(rows: tuple[Ranked, ...]) -> str:
    first, last = rows[0].rank, rows[-1].rank
    return f"Rank {first} is too close to call." if first == last else f"Ranks {first} to {last} are too close to call."
