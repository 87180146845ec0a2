"""What the plan says otherwise; entries of its lists go by their ids."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rice_roadmap.history.changes import Move, PlanChange, Value
from rice_roadmap.model.plan import Plan, Promises
from rice_roadmap.model.scale import ANY, Scale

#: Every key of the plan whose values are compared, in the order of the file.
KEYS = (
    *("product", "repository", "public_shows", "publish_requests", "propose"),
    *("reach", "effort", "impact", "confidence", "evidence_caps"),
    *("objectives", "areas", "segments", "capacity", "promises"),
)


def plan_change(before: Plan, after: Plan) -> PlanChange:
    """Return what the plan says otherwise."""
    old, new = dict(_facts(before)), dict(_facts(after))
    fields = sorted(old.keys() | new.keys(), key=lambda field: (KEYS.index(field.split(".")[0]), field))
    return PlanChange(
        moved=tuple(
            Move(field=field, before=old.get(field), after=new.get(field))
            for field in fields
            if old.get(field) != new.get(field)
        ),
        edited=("notice",) if before.notice != after.notice else (),
    )


def _facts(plan: Plan) -> Iterator[tuple[str, Value]]:
    yield "product", plan.product
    yield "repository", plan.repository
    yield "public_shows", tuple(sorted(plan.public_shows)) or None
    yield "publish_requests", plan.publish_requests
    yield "propose.by", plan.propose.by or None
    yield "propose.email", plan.propose.email or None
    yield "reach.unit", plan.reach.unit
    yield "reach.period", plan.reach.period
    yield "effort.unit", plan.effort.unit
    yield "effort.minimum", plan.effort.minimum
    yield from _scale("impact", plan.impact)
    yield from _scale("confidence", plan.confidence)
    yield from ((f"evidence_caps.{cap.kind}", cap.share) for cap in plan.evidence_caps)
    yield from _lists(plan)
    yield from _promises(plan.promises)


def _scale(name: str, scale: Scale) -> Iterator[tuple[str, Value]]:
    if scale.accepts_any:
        yield name, ANY
    yield from ((f"{name}.{step.name}", step.value) for step in scale.steps)


def _lists(plan: Plan) -> Iterator[tuple[str, Value]]:
    for objective in plan.objectives:
        yield f"objectives.{objective.id}", objective.title
        yield f"objectives.{objective.id}.metric", objective.metric or None
        yield f"objectives.{objective.id}.target", objective.target or None
        yield f"objectives.{objective.id}.until", objective.until
    for area in plan.areas:
        yield f"areas.{area.id}", area.title
        yield f"areas.{area.id}.owner", area.owner or None
    yield from ((f"segments.{segment.id}", segment.title) for segment in plan.segments)
    for entry in plan.capacity:
        name = f"capacity.{entry.period}{f'.{entry.area}' if entry.area else ''}"
        yield name, entry.effort
        yield f"{name}.held_back", entry.held_back or None


def _promises(promises: Promises) -> Iterator[tuple[str, Value]]:
    yield "promises.since", promises.since
    for field, number in (
        ("decide_within_days", promises.decide_within_days),
        ("rescore_after_days", promises.rescore_after_days),
        ("measure_after_days", promises.measure_after_days),
        ("smallest_group", promises.smallest_group),
    ):
        yield f"promises.{field}", None if number is None else Fraction(number)
