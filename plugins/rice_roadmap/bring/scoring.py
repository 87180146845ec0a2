"""`score`: the estimates of one item, changed where they stand, with the day on which they were looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache, partial

from rice_roadmap.bring.editable import Editable, editable
from rice_roadmap.bring.existing import roadmap_in
from rice_roadmap.bring.naming import record_named
from rice_roadmap.bring.options import FieldOption
from rice_roadmap.bring.prepared import Prepared, prepared
from rice_roadmap.bring.questions import Ask, answered, question
from rice_roadmap.bring.refusal import Refusal, Unfit
from rice_roadmap.bring.settings import property_of, value_from
from rice_roadmap.bring.writing_files import PlannedFile
from rice_roadmap.checking.inspection import inspect
from rice_roadmap.model.filing import ENDING, filed
from rice_roadmap.model.plan import Plan
from rice_roadmap.model.scale import read_confidence, read_impact
from rice_roadmap.publish.estimate_words import sum_in_words
from rice_roadmap.ranking.rice import estimates
from rice_roadmap.text.decimals import exact, percent
from rice_roadmap.text.document import Pointer
from rice_roadmap.text.editing import REMOVE, Change
from rice_roadmap.text.files import Files
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.shape import properties
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
    if ask is not None and not typed:
        given: dict[str, Data] | Refusal = _asked(old, inspect(files).portfolio.plan, ask)
    else:
        given = _given(typed)
    file = given if isinstance(given, Refusal) else _changed(old, given, today)
    if isinstance(file, Refusal):
        return file
    after = prepared(files, [] if file.content == file.replaces else [file])
    return replace(after, notes=tuple(_score_in_words(after, item)))


def _estimate_options() -> Iterator[FieldOption]:
    for known in properties(Kind.ITEM):
        match known.path:
            case ("rice", estimate):
                yield FieldOption.of(known, flag=f"--{estimate}", field=estimate)
            case ("rice", estimate, part) if part != _main(estimate):
                yield FieldOption.of(known, flag=f"--{estimate}-{part}", field=f"{estimate}.{part}")
    yield FieldOption(flag="--because", field=BECAUSE, help="Why the one estimate that is given is what it is.")


def _beside_options() -> Iterator[FieldOption]:
    for name in _BESIDE:
        yield FieldOption.of(property_of(Kind.ITEM, name), flag=f"--{name.replace('_', '-')}", field=name)


def _main(estimate: str) -> str:
    """Return the key that holds the estimate itself where it is written with more around it."""
    return str(property_of(Kind.ITEM, f"rice.{estimate}").schema["required"][0])


def _path(item: str, files: Files) -> str:
    places = (filed(entry.path) for entry in files.entries() if entry.path.endswith(ENDING))
    return next(place.path for place in places if place and place.kind is Kind.ITEM and place.id == item)


def _given(typed: Sequence[tuple[str, str]]) -> dict[str, Data] | Refusal:
    """Return the values that were typed, by their fields; None where one is to go."""
    given: dict[str, Data] = {}
    for field, text in _with_because_in_place(typed):
        keys = (field,) if field in _BESIDE else ("rice", *field.split("."))
        value = Unfit(reason=_WHOSE_BECAUSE) if field == BECAUSE else value_from(Kind.ITEM, keys, text)
        if isinstance(value, Unfit):
            return Refusal(message=f"`--{field.replace('.', '-').replace('_', '-')}`: {value.reason}", misuse=True)
        given[field] = value
    if not given:
        hint = "Write --reach, --impact, --confidence or --effort, each with its value."
        return Refusal(message="No estimate is given.", hint=hint, misuse=True)
    return given


_WHOSE_BECAUSE = "it is not clear of which estimate. Write --reach-because, --impact-because and so on."


def _with_because_in_place(typed: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    estimated = {field.partition(".")[0] for field, _ in typed}.intersection(INPUTS)
    for field, text in typed:
        yield (f"{next(iter(estimated))}.because" if field == BECAUSE and len(estimated) == 1 else field, text)


def _asked(old: Editable, plan: Plan, ask: Ask) -> dict[str, Data]:
    """Return the four estimates as they are after asking; an empty answer leaves one as it is."""
    given: dict[str, Data] = {}
    for estimate in INPUTS:
        known = property_of(Kind.ITEM, f"rice.{estimate}")
        now = _now(old, estimate)
        hint = _steps(estimate, plan) or known.hint
        asked = replace(question(estimate, known), hint=hint, default="" if now is None else str(now))
        value = answered(asked, ask, partial(_read, estimate, plan))
        if value is not None:
            given[estimate] = value
    return given


def _read(estimate: str, plan: Plan, text: str) -> Data | Unfit:
    """Return what was typed for an estimate, or why it does not fit, the scales of the plan included."""
    value = value_from(Kind.ITEM, ("rice", estimate), text)
    is_off = False
    if estimate == "impact" and isinstance(value, str | int | Decimal):
        is_off = read_impact(value, plan.impact) is None
    elif estimate == "confidence" and isinstance(value, str):
        is_off = read_confidence(value, plan.confidence) is None
    return Unfit(reason=f"this is not on the scale of the plan. {_steps(estimate, plan)}".rstrip()) if is_off else value


def _now(old: Editable, estimate: str) -> Data:
    """Return the estimate as it stands, without what stands around it."""
    rice = old.data.get("rice")
    written = rice.get(estimate) if isinstance(rice, dict) else None
    return written.get(_main(estimate)) if isinstance(written, dict) else written


def _steps(estimate: str, plan: Plan) -> str:
    scale = {"impact": plan.impact, "confidence": plan.confidence}.get(estimate)
    if scale is None or scale.accepts_any:
        return ""
    shown = exact if estimate == "impact" else percent
    return f"One of: {', '.join(f'{step.name} ({shown(step.value)})' for step in scale.steps)}."


def _changed(old: Editable, given: Mapping[str, Data], today: date) -> PlannedFile | Refusal:
    changes = _changes(old, given)
    if isinstance(changes, Refusal):
        return changes
    return old.changed([*changes, Change(pointer=("scored_on",), value=today.isoformat())])


def _changes(old: Editable, given: Mapping[str, Data]) -> list[Change] | Refusal:
    changes = [_change((field,), given[field]) for field in _BESIDE if field in given]
    rice = old.data.get("rice")
    written = rice if isinstance(rice, dict) else {}
    for estimate in INPUTS:
        main = _main(estimate)
        parts = {_part(field, main): value for field, value in given.items() if field.partition(".")[0] == estimate}
        before = written.get(estimate)
        whole: dict[str, Data] = {main: before, **parts}
        if parts.keys() <= {main} and (not isinstance(before, dict) or None in parts.values()):
            changes += (_change(("rice", estimate), value) for value in parts.values())
        elif whole[main] is None:
            hint = f"Add --{estimate} with its value."
            return Refusal(message=f"There is no {estimate} yet to say more about.", hint=hint, misuse=True)
        elif isinstance(before, dict):
            changes += (_change(("rice", estimate, part), value) for part, value in parts.items())
        else:
            changes.append(_change(("rice", estimate), {key: part for key, part in whole.items() if part is not None}))
    return changes


def _part(field: str, main: str) -> str:
    return field.partition(".")[2] or main


def _change(pointer: Pointer, value: Data) -> Change:
    return Change(pointer=pointer, value=REMOVE if value is None else value)


def _score_in_words(after: Prepared, item: str) -> Iterator[str]:
    portfolio = after.inspection.portfolio
    found = portfolio.items.get(item)
    if after.is_refused or found is None:
        return
    sums = estimates(found.public.rice)
    if sums is not None:
        yield f"Score: {sum_in_words(sums, portfolio.plan)}"
    else:
        lacking = found.public.rice.missing
        yield f"Not scored yet: {' and '.join(lacking)} {'is' if len(lacking) == 1 else 'are'} missing."
