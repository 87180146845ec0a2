"""`score`: the estimates of one item, changed where they stand, with the day on which they were looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from rice_roadmap.bring.editable import Editable, editable
from rice_roadmap.bring.existing import roadmap_in
from rice_roadmap.bring.naming import record_named
from rice_roadmap.bring.options import FieldOption
from rice_roadmap.bring.prepared import Prepared, prepared
from rice_roadmap.bring.questions import Ask, answered, question
from rice_roadmap.bring.refusal import Refusal, Unfit
from rice_roadmap.bring.settings import value_from
from rice_roadmap.model.filing import ENDING, filed
from rice_roadmap.ranking.rice import estimates
from rice_roadmap.text.decimals import exact, rounded
from rice_roadmap.text.editing import REMOVE, Change
from rice_roadmap.text.files import Files
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.shape import Property, properties, property_at
from rice_roadmap.text.source import Data

#: The estimates, in the order in which they are asked for.
INPUTS = ("reach", "impact", "confidence", "effort")

#: Stands for the sentence behind the one estimate that is given.
BECAUSE = "because"

# What is set beside the estimates.
_BESIDE = ("scored_by", "effort_left")


@cache
def score_options() -> tuple[FieldOption, ...]:
    """Return the options of `score`: `--reach`, `--reach-low` and so on, and what is set beside the estimates."""
    return (*_estimate_options(), *_beside_options())


def score(
    name: str, files: Files, *, today: date, typed: Sequence[tuple[str, str]] = (), ask: Ask | None = None
) -> Prepared | Refusal:
    """Return the file of an item with other estimates.

    `typed` are fields such as `reach` or `reach.low` with what was typed for them; an empty text takes one away.
    Without any, all four are asked for.
    """
    item = record_named(name, roadmap_in(files).items, "item")
    if isinstance(item, Refusal):
        return item
    old = editable(files, _path(item, files), Kind.ITEM)
    if isinstance(old, Refusal):
        return old
    given = _asked(old, ask) if ask is not None and not typed else _given(typed)
    if isinstance(given, Refusal):
        return given
    changes = _changes(old, given)
    if isinstance(changes, Refusal):
        return changes
    file = old.changed([*changes, Change(pointer=("scored_on",), value=today.isoformat())])
    if isinstance(file, Refusal):
        return file
    after = prepared(files, [file] if file.content != file.replaces else [])
    return prepared_with_score(after, item)
