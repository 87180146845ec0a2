"""What is compared of each record: facts, shown with their old and new value, and texts, of which only the name is.

Facts are short and public. Long texts are named only, and so is everything internal. What is left out means nothing:
the path, since subfolders mean nothing, and `formerly`, which only remembers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar

from rice_roadmap.history.changes import Move, Value
from rice_roadmap.history.pairing import Pairing
from rice_roadmap.model.decision import Decision, Declined, Deferred, Duplicate, NeedsInfo, PublicDecision
from rice_roadmap.model.estimate import PublicEstimate, PublicStep
from rice_roadmap.model.item import Horizon, Item, ItemStatus, PublicItem
from rice_roadmap.model.plan import Plan, Promises
from rice_roadmap.model.request import PublicRequest, Request
from rice_roadmap.model.scale import ANY, Scale
from rice_roadmap.text.decimals import exact, percent

T = TypeVar("T")

Facts = Mapping[str, Callable[[T], Value]]
Texts = Mapping[str, Callable[[T], object]]

REQUEST_FACTS: Facts[PublicRequest] = MappingProxyType(
    {
        "title": lambda request: request.title,
        "area": lambda request: request.area or None,
        "votes.count": lambda request: None if request.votes is None else Fraction(request.votes.count),
        "votes.on": lambda request: None if request.votes is None else request.votes.on,
        "submitted_on": lambda request: request.submitted_on,
        "visibility": lambda request: request.visibility,
    }
)
REQUEST_TEXTS: Texts[PublicRequest] = MappingProxyType(
    {
        "need": lambda request: request.need,
        "workaround": lambda request: request.workaround,
        "evidence": lambda request: request.evidence,
    }
)
INTERNAL_REQUEST_TEXTS: Texts[Request] = MappingProxyType(
    {
        "potential_impact": lambda request: request.potential_impact,
        "requested_by": lambda request: request.requested_by,
        "links": lambda request: request.links,
        "evidence": lambda request: request.evidence,
        "imported_from": lambda request: request.imported_from,
    }
)

DECISION_FACTS: Facts[PublicDecision] = MappingProxyType(
    {
        "verdict": lambda decision: decision.verdict,
        "reason": lambda decision: (
            decision.answer.reason if isinstance(decision.answer, Declined | Deferred) else None
        ),
        "duplicate_of": lambda decision: (
            decision.answer.duplicate_of if isinstance(decision.answer, Duplicate) else None
        ),
        "revisit_on": lambda decision: decision.answer.revisit_on if isinstance(decision.answer, Deferred) else None,
        "answer_by": lambda decision: decision.answer.answer_by if isinstance(decision.answer, NeedsInfo) else None,
        "decided_on": lambda decision: decision.decided_on,
        "decided_by": lambda decision: decision.decided_by,
    }
)
DECISION_TEXTS: Texts[PublicDecision] = MappingProxyType(
    {
        "because": lambda decision: decision.because,
        "alternatives": lambda decision: decision.alternatives,
        "no_alternative": lambda decision: (
            decision.answer.no_alternative if isinstance(decision.answer, Declined) else ""
        ),
        "revisit_when": lambda decision: (
            decision.answer.revisit_when if isinstance(decision.answer, Declined | Deferred) else ""
        ),
        "final": lambda decision: isinstance(decision.answer, Declined) and decision.answer.final,
        "questions": lambda decision: (
            decision.answer.questions if isinstance(decision.answer, NeedsInfo) else ()
        ),
    }
)
INTERNAL_DECISION_TEXTS: Texts[Decision] = MappingProxyType(
    {"note": lambda decision: decision.note, "informed": lambda decision: decision.informed}
)

ITEM_FACTS: Facts[PublicItem] = MappingProxyType(
    {
        "title": lambda item: item.title,
        "status": lambda item: item.status,
        "horizon": lambda item: _horizon(item),
        "target": lambda item: item.target,
        "objective": lambda item: item.objective or None,
        "area": lambda item: item.area or None,
        "answers": lambda item: tuple(sorted({answer.request for answer in item.answers})) or None,
        "depends_on": lambda item: tuple(sorted(set(item.depends_on))) or None,
        "rice.reach": lambda item: _estimate(item.rice.reach),
        "rice.impact": lambda item: _step(item.rice.impact),
        "rice.confidence": lambda item: _step(item.rice.confidence),
        "rice.effort": lambda item: _estimate(item.rice.effort),
        "effort_left": lambda item: item.effort_left,
        "scored_on": lambda item: item.scored_on,
        "confirmed_on": lambda item: item.confirmed_on,
        "labels.moscow": lambda item: item.labels.moscow or None,
        "labels.kano": lambda item: item.labels.kano or None,
        "release.on": lambda item: None if item.release is None else item.release.on,
        "release.stage": lambda item: None if item.release is None else item.release.stage,
        "release.version": lambda item: (item.release.version or None) if item.release is not None else None,
        "outcome.result": lambda item: None if item.outcome is None else item.outcome.result,
        "visibility": lambda item: item.visibility,
    }
)
ITEM_TEXTS: Texts[PublicItem] = MappingProxyType(
    {
        "summary": lambda item: item.summary,
        "target_because": lambda item: item.target_because,
        "answers.part": lambda item: {(answer.request, answer.part) for answer in item.answers if answer.part},
        "rice.reach.because": lambda item: "" if item.rice.reach is None else item.rice.reach.because,
        "rice.impact.because": lambda item: "" if item.rice.impact is None else item.rice.impact.because,
        "rice.confidence.because": lambda item: "" if item.rice.confidence is None else item.rice.confidence.because,
        "rice.effort.because": lambda item: "" if item.rice.effort is None else item.rice.effort.because,
        "evidence": lambda item: item.evidence,
        "mandatory": lambda item: item.mandatory,
        "release.url": lambda item: "" if item.release is None else item.release.url,
        "outcome": lambda item: None if item.outcome is None else replace(item.outcome, result=None),
        "cancelled": lambda item: item.cancelled,
    }
)
INTERNAL_ITEM_TEXTS: Texts[Item] = MappingProxyType(
    {
        "rice.reach.source": lambda item: "" if item.rice.reach is None else item.rice.reach.source,
        "rice.impact.source": lambda item: "" if item.rice.impact is None else item.rice.impact.source,
        "rice.confidence.source": lambda item: "" if item.rice.confidence is None else item.rice.confidence.source,
        "rice.effort.source": lambda item: "" if item.rice.effort is None else item.rice.effort.source,
        "scored_by": lambda item: item.scored_by,
        "evidence": lambda item: item.evidence,
        "risks": lambda item: item.risks,
        "mandatory": lambda item: item.mandatory,
        "override": lambda item: item.override,
        "imported_from": lambda item: item.imported_from,
    }
)


def moves(facts: Facts[T], before: T, like_after: T, after: T) -> tuple[Move, ...]:
    """Return the facts that are others; `like_after` is the record before, with what it points at called as after."""
    return tuple(
        Move(field=field, before=value(before), after=value(after))
        for field, value in facts.items()
        if value(like_after) != value(after)
    )


def edits(texts: Texts[T], like_after: T, after: T) -> tuple[str, ...]:
    """Return the names of the texts that are others."""
    return tuple(field for field, value in texts.items() if value(like_after) != value(after))


def decision_as_after(decision: PublicDecision, requests: Pairing) -> PublicDecision:
    """Return an answer of the side before with what it points at called as after."""
    if not isinstance(decision.answer, Duplicate):
        return decision
    originals = tuple(map(requests.now, decision.answer.duplicate_of))
    return replace(decision, answer=Duplicate(duplicate_of=originals))


def item_as_after(item: PublicItem, requests: Pairing, items: Pairing) -> PublicItem:
    """Return an item of the side before with what it points at called as after."""
    return replace(
        item,
        answers=tuple(replace(answer, request=requests.now(answer.request)) for answer in item.answers),
        depends_on=tuple(map(items.now, item.depends_on)),
    )


def plan_moves(before: Plan, after: Plan) -> tuple[Move, ...]:
    """Return the facts of the plan that are others, in the order of the file; entries of lists go by their ids."""
    old, new = dict(_plan_facts(before)), dict(_plan_facts(after))
    fields = sorted(old.keys() | new.keys(), key=lambda field: (_PLAN_KEYS.index(field.split(".")[0]), field))
    return tuple(
        Move(field=field, before=old.get(field), after=new.get(field))
        for field in fields
        if old.get(field) != new.get(field)
    )


PLAN_TEXTS: Texts[Plan] = MappingProxyType({"notice": lambda plan: plan.notice})

_PLAN_KEYS = (
    *("product", "repository", "public_shows", "publish_requests", "propose"),
    *("reach", "effort", "impact", "confidence", "evidence_caps"),
    *("objectives", "areas", "segments", "capacity", "promises"),
)


def _plan_facts(plan: Plan) -> Iterator[tuple[str, Value]]:
    yield "product", plan.product
    yield "repository", plan.repository
    yield "public_shows", tuple(sorted(plan.public_shows)) or None
    yield "publish_requests", plan.publish_requests
    yield "propose.by", tuple(plan.propose.by) or None
    yield "propose.email", plan.propose.email or None
    yield "reach.unit", plan.reach.unit
    yield "reach.period", plan.reach.period
    yield "effort.unit", plan.effort.unit
    yield "effort.minimum", plan.effort.minimum
    yield from _scale_facts("impact", plan.impact, exact)
    yield from _scale_facts("confidence", plan.confidence, percent)
    yield from ((f"evidence_caps.{cap.kind}", percent(cap.share)) for cap in plan.evidence_caps)
    yield from _listed_facts(plan)
    yield from _promised_facts(plan.promises)


def _scale_facts(name: str, scale: Scale, write: Callable[[Fraction], str]) -> Iterator[tuple[str, Value]]:
    if scale.accepts_any:
        yield name, ANY
    yield from ((f"{name}.{step.name}", write(step.value)) for step in scale.steps)


def _listed_facts(plan: Plan) -> Iterator[tuple[str, Value]]:
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
        period = f"capacity.{entry.period}{f'.{entry.area}' if entry.area else ''}"
        yield period, entry.effort
        yield f"{period}.held_back", entry.held_back or None


def _promised_facts(promises: Promises) -> Iterator[tuple[str, Value]]:
    yield "promises.since", promises.since
    for field, number in (
        ("decide_within_days", promises.decide_within_days),
        ("rescore_after_days", promises.rescore_after_days),
        ("measure_after_days", promises.measure_after_days),
        ("smallest_group", promises.smallest_group),
    ):
        yield f"promises.{field}", None if number is None else Fraction(number)


def _horizon(item: PublicItem) -> Horizon | None:
    # What pages list it under, unless nobody said when: writing out what a status implies changes nothing.
    is_placed = item.horizon is not None or item.status is not ItemStatus.CANDIDATE
    return item.when if item.status.is_live and is_placed else None


def _estimate(estimate: PublicEstimate | None) -> Value:
    return None if estimate is None else replace(estimate, because="")


def _step(step: PublicStep | None) -> Value:
    return None if step is None else step.value
