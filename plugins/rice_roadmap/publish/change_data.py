"""What a change does to the roadmap for programs: the versioned data behind `diff --format json`.

All keys are always there, `null` where there is nothing. Lists are in the order of ids, problems in that of places.

- `schema_version`: 1. `audience`: `internal` or `public`. `empty`: whether nothing changes at all.
- `introduced`, `solved`: what is wrong after and was not before, and the other way round. `problems` are as
  `check --format json` writes them; `errors_elsewhere` counts the errors in files that the audience does not see;
  `unreadable` names the files that can be read on the other side only: they are left out of everything below.
- `requests`, `items`: `id` is what it is called now, `previous_id` what it was called if that changed; `title`;
  `change` is `added`, `removed`, `renamed` (and perhaps edited) or `edited`; `fields` has what moved, each with
  `field`, `before`, `after` as files write them (a reach or an effort as `likely`, `low`, `high`); `edited` names the
  fields that say something else without their values: long texts, and all that is internal.
  A request has `similar`: the ids of requests that were there and ask for much the same, most alike first.
  An item has `score`: `before` and `after` exactly, as `p/q`, null where an estimate is missing.
- `asks`: for each `request` how many were `added`, `removed` and `edited`; who asks is never told.
- `answers`: for each `request` the verdict `before` and `after`, with `fields` and `edited` as above.
- `statuses`: for each `request` where it stood `before` and stands `after`.
- `ranked`: how many items are ranked `before` and `after`, null unless the plan can be read on both sides.
- `ranks`: every item whose rank or score is another. `cause` is `own` (its own score changed), `others` (it did not),
  `entered` or `left`. `before` and `after` have `rank` and `score`, or `outside`: why it has no rank. `others` counts
  what happened above an item whose score stayed: its rank changed by `entered` + `rose` - `left` - `fell`.
- `fits`: `period` is the current quarter `before` and `after`, null where the plan lists none from today on. `lines`
  has every item that stands elsewhere in it, `before` and `after` `committed`, `inside`, `outside` or null, and is
  empty unless both sides speak of the same quarter. `capacity` has every entry from the current quarter on that has or
  has promised another effort: `before` and `after` exactly, null where the plan does not list it; below zero,
  `available` says by how much more was committed than there is. Unlike all else it depends on the day.
- `plan`: `fields` and `edited` as above. `accounts`: how many were `added`, `removed` and `edited`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from rice_roadmap.history.changes import (
    Change,
    Counts,
    Difference,
    Findings,
    Move,
    Outside,
    Place,
    RankChange,
    Room,
    Side,
    Value,
)
from rice_roadmap.history.similar import similar_requests
from rice_roadmap.model.decision import PublicDecision
from rice_roadmap.model.estimate import PublicEstimate
from rice_roadmap.model.item import PublicItem
from rice_roadmap.model.request import PublicRequest
from rice_roadmap.model.scale import PlacedValue
from rice_roadmap.publish.change_values import is_share, score
from rice_roadmap.publish.json_values import number
from rice_roadmap.text.decimals import exact, percent
from rice_roadmap.text.problem import Problem
from rice_roadmap.text.visible import visible

Json = dict[str, Any]


def difference_data(difference: Difference) -> Json:
    """Return the difference in its public, versioned form."""
    alike = similar_requests(difference)
    return {
        "schema_version": 1,
        "audience": difference.audience.value,
        "empty": difference.is_empty,
        "introduced": _findings(difference.introduced),
        "solved": _findings(difference.solved),
        "requests": [
            {**_record(change), "similar": [other.id for other in alike.get(change.ids.current, ())]}
            for change in difference.requests
        ],
        "asks": [{"request": change.ids.current, **_counts(change.counts)} for change in difference.asks],
        "answers": [_answer(change) for change in difference.answers],
        "statuses": [
            {"request": change.ids.current, "before": change.before.value, "after": change.after.value}
            for change in difference.statuses
        ],
        "items": [{**_record(change), "score": _scores(change)} for change in difference.items],
        "ranked": {"before": _ranked(difference.before), "after": _ranked(difference.after)},
        "ranks": [_rank(change) for change in difference.ranks],
        "fits": _fits(difference),
        "plan": {"fields": _fields(difference.plan.moved), "edited": list(difference.plan.edited)},
        "accounts": _counts(difference.accounts),
    }


def as_json(difference: Difference) -> str:
    """Return the same as text."""
    return json.dumps(difference_data(difference), ensure_ascii=False, indent=2) + "\n"


def _record(change: Change[PublicRequest] | Change[PublicItem]) -> Json:
    record = change.after or change.before
    return {
        "id": change.ids.current,
        "previous_id": change.ids.before if change.ids.is_rename else None,
        "title": "" if record is None else record.title,
        "change": _kind(change),
        "fields": _fields(change.moved),
        "edited": list(change.edited),
    }


def _kind(change: Change[Any]) -> str:
    if change.is_added:
        return "added"
    if change.is_removed:
        return "removed"
    return "renamed" if change.ids.is_rename else "edited"


def _answer(change: Change[PublicDecision]) -> Json:
    before, after = (None if one is None else one.verdict.value for one in (change.before, change.after))
    return {
        "request": change.ids.current,
        "before": before,
        "after": after,
        "fields": _fields(change.moved),
        "edited": list(change.edited),
    }


def _fields(moved: Sequence[Move]) -> list[Json]:
    return [
        {"field": move.field, "before": _value(move.field, move.before), "after": _value(move.field, move.after)}
        for move in moved
    ]


def _value(field: str, value: Value) -> Any:
    match value:
        case None:
            return None
        case Fraction():
            return percent(value) if is_share(field) else exact(value)
        case PublicEstimate():
            return {"likely": exact(value.likely), "low": number(value.low), "high": number(value.high)}
        case PlacedValue():
            return percent(value.value) if is_share(field) else exact(value.value)
        case tuple():
            return [str(each) for each in value]
        case _:
            return str(value)


def _scores(change: Change[PublicItem]) -> Json:
    before, after = (None if item is None else score(item.rice) for item in (change.before, change.after))
    return {
        "before": None if before is None else _exactly(before),
        "after": None if after is None else _exactly(after),
    }


def _ranked(side: Side) -> int | None:
    return None if side.ranking is None else len(side.ranking.rows)


def _rank(change: RankChange) -> Json:
    others = change.others
    return {
        "id": change.ids.current,
        "cause": change.cause.value,
        "before": _standing(change.before),
        "after": _standing(change.after),
        "others": {
            "entered": others.entered.count,
            "rose": others.rose.count,
            "left": others.left.count,
            "fell": others.fell.count,
        },
    }


def _standing(standing: Place | Outside) -> Json:
    if isinstance(standing, Outside):
        return {"rank": None, "score": None, "outside": standing.value}
    return {"rank": standing.rank, "score": _exactly(standing.score), "outside": None}


def _fits(difference: Difference) -> Json:
    before, after = (
        None if side.period is None else str(side.period) for side in (difference.before, difference.after)
    )
    return {
        "period": {"before": before, "after": after},
        "lines": [
            {"id": change.ids.current, "before": change.before.line, "after": change.after.line}
            for change in difference.fits
        ],
        "capacity": [
            {
                "period": str(change.period),
                "area": change.area or None,
                "before": _room(change.before),
                "after": _room(change.after),
            }
            for change in difference.rooms
        ],
    }


def _room(room: Room | None) -> Json | None:
    if room is None:
        return None
    return {
        "effort": exact(room.effort),
        "held_back": exact(room.held_back),
        "committed": exact(room.committed),
        "available": exact(room.available),
    }


def _exactly(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"


def _counts(counts: Counts) -> Json:
    return {"added": counts.added, "removed": counts.removed, "edited": counts.edited}


def _findings(findings: Findings) -> Json:
    return {
        "problems": [_problem(problem) for problem in findings.problems],
        "errors_elsewhere": findings.errors_elsewhere,
        "unreadable": [visible(path) for path in findings.unreadable],
    }


def _problem(problem: Problem) -> Json:
    return {
        "path": visible(problem.where.path),
        "line": problem.where.line,
        "column": problem.where.column,
        "code": problem.code.value,
        "severity": problem.severity.value,
        "message": visible(problem.message),
        "hint": visible(problem.hint),
    }
