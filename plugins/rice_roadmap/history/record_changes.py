"""Which records are new, gone, renamed or say something else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Generic

from rice_roadmap.history.changes import Change, Ids, Move
from rice_roadmap.history.fields import Facts, Fields, P, T, Texts, W
from rice_roadmap.history.pairing import Pairing
from rice_roadmap.model.decision import Duplicate, PublicDecision
from rice_roadmap.model.item import PublicItem


@dataclass(frozen=True, kw_only=True, slots=True)
class Records(Generic[P, W]):
    """The records of one kind on one side; `whole` is None for an audience that does not see internal fields."""

    public: Mapping[str, P]
    whole: Mapping[str, W] | None


def changed(
    fields: Fields[P, W], pairs: Iterable[Ids], old: Records[P, W], new: Records[P, W], as_after: Callable[[P], P]
) -> Iterator[Change[P]]:
    """Yield every change of one kind of record.

    `as_after` gives a record of the side before with what it points at called as after.
    """
    for ids in pairs:
        before, after = old.public.get(ids.before or ""), new.public.get(ids.after or "")
        change: Change[P] = Change(ids=ids, before=before, after=after)
        if before is not None and after is not None:
            alike = as_after(before)
            edited = (*_edited(fields.texts, alike, after), *_edited_inside(fields.internal, ids, old, new))
            moved = _moved(fields.facts, before, alike, after)
            change = Change(ids=ids, before=before, after=after, moved=moved, edited=tuple(dict.fromkeys(edited)))
        is_there = before is not None or after is not None
        if is_there and (change.is_added or change.is_removed or change.is_edited or ids.is_rename):
            yield change


def _moved(facts: Facts[T], before: T, alike: T, after: T) -> tuple[Move, ...]:
    if alike == after:
        return ()
    return tuple(
        Move(field=field, before=value(before), after=value(after))
        for field, value in facts.items()
        if value(alike) != value(after)
    )


def _edited(texts: Texts[T], before: T, after: T) -> tuple[str, ...]:
    if before == after:
        return ()
    return tuple(field for field, value in texts.items() if value(before) != value(after))


def _edited_inside(internal: Texts[W], ids: Ids, old: Records[P, W], new: Records[P, W]) -> tuple[str, ...]:
    if old.whole is None or new.whole is None:
        return ()
    return _edited(internal, old.whole[ids.before or ""], new.whole[ids.after or ""])


def decision_as_after(decision: PublicDecision, requests: Pairing) -> PublicDecision:
    """Return an answer of the side before with what it points at called as after."""
    if not isinstance(decision.answer, Duplicate):
        return decision
    originals = tuple(map(requests.now, decision.answer.duplicate_of))
    return replace(decision, answer=Duplicate(duplicate_of=originals))


def item_as_after(item: PublicItem, requests: Pairing, items: Pairing) -> PublicItem:
    """Return an item of the side before with what it points at called as after."""
    if not requests.renamed and not items.renamed:
        return item
    answers = tuple(replace(answer, request=requests.now(answer.request)) for answer in item.answers)
    return replace(item, answers=answers, depends_on=tuple(map(items.now, item.depends_on)))
