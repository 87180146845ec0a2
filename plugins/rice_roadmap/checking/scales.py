"""Whether estimates are on the plan's scales: the part of an item's shape that each company decides for itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rice_roadmap.checking.corpus import Record
from rice_roadmap.model.plan import UNREADABLE_PLAN, Plan
from rice_roadmap.model.scale import Scale, read_confidence, read_impact
from rice_roadmap.text.decimals import exact, percent
from rice_roadmap.text.problem import Code, Problem
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.source import Pointer
from rice_roadmap.text.suggestion import did_you_mean


def off_scale(record: Record, plan: Plan) -> Iterator[Problem]:
    """Yield a problem for an impact or a confidence that the plan's scale does not have."""
    if record.filed.kind is not Kind.ITEM or plan is UNREADABLE_PLAN:
        return
    rice: Any = record.document.data.get("rice") or {}
    for pointer, written in _written(rice, "impact"):
        if read_impact(written, plan.impact) is None:
            yield _impact_problem(record, pointer, written, plan.impact)
    for pointer, written in _written(rice, "confidence"):
        if read_confidence(written, plan.confidence) is None:
            yield _confidence_problem(record, pointer, written, plan.confidence)


def _written(rice: Any, key: str) -> Iterator[tuple[Pointer, Any]]:
    value = rice.get(key)
    if isinstance(value, dict):
        yield ("rice", key, "value"), value["value"]
    elif value is not None:
        yield ("rice", key), value


def _impact_problem(record: Record, pointer: Pointer, written: Any, scale: Scale) -> Problem:
    if scale.accepts_any:
        message, hint = "Impact is a number here: the plan accepts every positive one.", "Write a number, such as 1.5."
    else:
        steps = ", ".join(f"{step.name} {exact(step.value)}" for step in scale.steps)
        message = f"Impact is one of the steps of the plan: {steps}."
        hint = _nearest_step(written, scale) or "Write the step that fits best, by name or by value."
    return record.problem(Code.IMPACT_OFF_SCALE, pointer, message, hint)


def _confidence_problem(record: Record, pointer: Pointer, written: str, scale: Scale) -> Problem:
    if scale.accepts_any:
        message, hint = "Confidence is a percentage above 0 and up to 100.", "Write it with its sign, such as 80%."
    else:
        steps = ", ".join(f"{step.name} ({percent(step.value)})" for step in scale.steps)
        message = f"Confidence is one of the steps of the plan: {steps}."
        hint = _nearest_step(written, scale) or "Write the step that the evidence supports, by name or as a percentage."
    return record.problem(Code.CONFIDENCE_OFF_SCALE, pointer, message, hint)


def _nearest_step(written: Any, scale: Scale) -> str:
    return did_you_mean(written, (step.name for step in scale.steps)) if isinstance(written, str) else ""
