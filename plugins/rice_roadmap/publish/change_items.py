"""What a change does to features and their ranks, an entry for each."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from rice_roadmap.history.changes import Cause, Change, Crowd, Difference, Ids, Others, Outside, Place, RankChange, Side
from rice_roadmap.model.item import PublicItem
from rice_roadmap.publish.change_values import ARROW, Entry, Writing, edited, moves, score, score_in_words
from rice_roadmap.publish.numbers import approximate
from rice_roadmap.publish.words import listed, words
from rice_roadmap.text.prose import lead

_OUTSIDE = MappingProxyType(
    {
        Outside.ABSENT: "not there",
        Outside.SHIPPED: "shipped",
        Outside.CANCELLED: "no longer planned",
        Outside.COMMITTED: "committed work",
        Outside.DECLINED: "declined, not ranked",
        Outside.UNSCORED: "not scored",
    }
)


def new_items(difference: Difference, write: Writing) -> Iterator[Entry]:
    """Yield every new feature."""
    for change in difference.items:
        if change.is_added and change.after is not None:
            item = change.after
            target = "" if item.target is None else f", target {item.target}"
            answered = [write.named(request) for request in sorted({answer.request for answer in item.answers})]
            details = (f"Answers {listed(answered)}.",) if answered else ()
            line = f"{_name(change.ids, difference, write)}: {words(item.status)}{target}"
            yield Entry(line=line, details=(*details, *_score(change, difference)))


def renamed_items(difference: Difference, write: Writing) -> Iterator[Entry]:
    """Yield every feature that goes by another id."""
    for change in difference.items:
        if change.ids.is_rename and change.after is not None:
            old, new = write.named(change.ids.before or ""), write.named(change.ids.current)
            yield Entry(line=f"{old} {ARROW} {new} ({write.quoted(change.after.title)})")


def removed_items(difference: Difference, write: Writing) -> Iterator[Entry]:
    """Yield every feature that is gone."""
    for change in difference.items:
        if change.is_removed and change.before is not None:
            yield Entry(line=f"{_name(change.ids, difference, write)}: {words(change.before.status)}")


def changed_items(difference: Difference, write: Writing) -> Iterator[Entry]:
    """Yield every feature that says something else, with what became of its score."""
    for change in difference.items:
        if change.is_edited:
            because = _target_because(change, write)
            told = [move for move in change.moved if move.field != "horizon" or _is_live(change)]
            lines = (
                f"{line}{because if move.field == 'target' else ''}"
                for move, line in zip(told, moves(told, write), strict=True)
            )
            fields = [field for field in change.edited if not (because and field == "target_because")]
            details = (*lines, *_score(change, difference), *edited(fields))
            yield Entry(line=_name(change.ids, difference, write), details=details)


def own_ranks(difference: Difference, write: Writing) -> Iterator[Entry]:
    """Yield every feature that is ranked elsewhere by its own doing, in the order of the new ranks."""
    for change in _in_order(difference):
        if change.cause is not Cause.OTHERS:
            name = short_name(change.ids, difference, write)
            yield Entry(line=f"{name}: {_way(change, difference)}{_scores(change)}.")


def other_ranks(difference: Difference, write: Writing) -> Iterator[Entry]:
    """Yield every feature that is ranked elsewhere though its score stayed, with what others did above it."""
    for change in _in_order(difference):
        if change.cause is Cause.OTHERS:
            name = short_name(change.ids, difference, write)
            why = _explained(change.others, difference, write)
            yield Entry(line=f"{name}: {_way(change, difference)}; {why}.")


def short_name(ids: Ids, difference: Difference, write: Writing) -> str:
    """Return the title of a feature, as it is called now; as it was called last, if it is gone."""
    item = difference.after.portfolio.items.get(ids.after or "")
    return write.quoted((item or difference.before.portfolio.items[ids.before or ""]).title)


def _name(ids: Ids, difference: Difference, write: Writing) -> str:
    return f"{short_name(ids, difference, write)} ({write.named(ids.current)})"


def _score(change: Change[PublicItem], difference: Difference) -> Iterator[str]:
    scores = [score(item.rice) for item in (change.before, change.after) if item is not None]
    if difference.compares_ranks and (len(scores) == 1 or scores[0] != scores[1]):
        yield f"Score: {f' {ARROW} '.join(map(score_in_words, scores))}"


def _is_live(change: Change[PublicItem]) -> bool:
    # What has shipped or was cancelled stands under no horizon, which its status says.
    return all(item is not None and item.status.is_live for item in (change.before, change.after))


def _target_because(change: Change[PublicItem], write: Writing) -> str:
    after = change.after
    if after is None or not after.target_because or not any(move.field == "target" for move in change.moved):
        return ""
    return f", because {write.quoted(lead(after.target_because))}"


def _in_order(difference: Difference) -> list[RankChange]:
    return sorted(difference.ranks, key=_order)


def _order(change: RankChange) -> tuple[bool, int, tuple[str, str]]:
    # Those without a rank stand last.
    rank = change.after.rank if isinstance(change.after, Place) else 0
    return not rank, rank, change.ids.order


def _way(change: RankChange, difference: Difference) -> str:
    old, new = _standing(change.before, difference.before), _standing(change.after, difference.after)
    if isinstance(change.before, Place) and isinstance(change.after, Place) and change.before.rank == change.after.rank:
        return f"stays {new}"
    return f"{'new' if change.before is Outside.ABSENT else old} {ARROW} {new}"


def _standing(standing: Place | Outside, side: Side) -> str:
    if isinstance(standing, Outside):
        return _OUTSIDE[standing]
    return f"{standing.rank:,} of {0 if side.ranking is None else len(side.ranking.rows):,}"


def _scores(change: RankChange) -> str:
    scores = [approximate(place.score) for place in (change.before, change.after) if isinstance(place, Place)]
    return f"; score {f' {ARROW} '.join(scores)}" if isinstance(change.after, Place) else ""


def _explained(others: Others, difference: Difference, write: Writing) -> str:
    happened = (
        (others.entered, "entered above it"),
        (others.left, "left from above it"),
        (others.rose, "rose above it"),
        (others.fell, "fell from above it"),
    )
    return "; ".join(f"{_crowd(crowd, difference, write)} {what}" for crowd, what in happened if crowd.count)


def _crowd(crowd: Crowd, difference: Difference, write: Writing) -> str:
    if not crowd.named:
        return f"{crowd.count:,} others"
    return listed([short_name(ids, difference, write) for ids in crowd.named])
