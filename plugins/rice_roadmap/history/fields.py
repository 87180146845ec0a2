"""Which fields of a record are compared: facts, shown with old and new value, and texts, of which only the name is.

Facts are short and public. Long texts are named only, and so is everything internal. What is left out means nothing:
the path, since subfolders mean nothing, and `formerly`, which only remembers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from rice_roadmap.history.changes import Value
from rice_roadmap.model.decision import Decision, PublicDecision
from rice_roadmap.model.estimate import Estimate, PublicEstimate, PublicStep, Step
from rice_roadmap.model.item import Horizon, Item, ItemStatus, PublicItem
from rice_roadmap.model.request import PublicRequest, Request

T = TypeVar("T")
P = TypeVar("P")
W = TypeVar("W")

Facts = Mapping[str, Callable[[T], Value]]
Texts = Mapping[str, Callable[[T], object]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fields(Generic[P, W]):
    """What is compared of one kind of record, by the names in its files; `internal` is of its internal type."""

    facts: Facts[P]
    texts: Texts[P]
    internal: Texts[W]


REQUEST: Fields[PublicRequest, Request] = Fields(
    facts=MappingProxyType(
        {
            "title": lambda request: request.title,
            "area": lambda request: request.area or None,
            "votes.count": lambda request: None if request.votes is None else Fraction(request.votes.count),
            "votes.on": lambda request: None if request.votes is None else request.votes.on,
            "submitted_on": lambda request: request.submitted_on,
            "visibility": lambda request: request.visibility,
        }
    ),
    texts=MappingProxyType(
        {
            "need": lambda request: request.need,
            "workaround": lambda request: request.workaround,
            "evidence": lambda request: request.evidence,
        }
    ),
    internal=MappingProxyType(
        {
            "potential_impact": lambda request: request.potential_impact,
            "requested_by": lambda request: request.requested_by,
            "links": lambda request: request.links,
            "evidence": lambda request: request.evidence,
            "imported_from": lambda request: request.imported_from,
        }
    ),
)

DECISION: Fields[PublicDecision, Decision] = Fields(
    facts=MappingProxyType(
        {
            "verdict": lambda decision: decision.verdict,
            "reason": lambda decision: _said(decision, "reason"),
            "duplicate_of": lambda decision: _said(decision, "duplicate_of"),
            "revisit_on": lambda decision: _said(decision, "revisit_on"),
            "answer_by": lambda decision: _said(decision, "answer_by"),
            "decided_on": lambda decision: decision.decided_on,
            "decided_by": lambda decision: decision.decided_by,
        }
    ),
    texts=MappingProxyType(
        {
            "because": lambda decision: decision.because,
            "alternatives": lambda decision: decision.alternatives,
            "no_alternative": lambda decision: _said(decision, "no_alternative"),
            "revisit_when": lambda decision: _said(decision, "revisit_when"),
            "final": lambda decision: _said(decision, "final"),
            "questions": lambda decision: _said(decision, "questions"),
        }
    ),
    internal=MappingProxyType({"note": lambda decision: decision.note, "informed": lambda decision: decision.informed}),
)

ITEM: Fields[PublicItem, Item] = Fields(
    facts=MappingProxyType(
        {
            "title": lambda item: item.title,
            "status": lambda item: item.status,
            "horizon": lambda item: _shown_horizon(item) if item.status.is_live else None,
            "target": lambda item: item.target,
            "objective": lambda item: item.objective or None,
            "area": lambda item: item.area or None,
            "answers": lambda item: tuple(sorted({answer.request for answer in item.answers})) or None,
            "depends_on": lambda item: tuple(sorted(set(item.depends_on))) or None,
            "rice.reach": lambda item: _numbers(item.rice.reach),
            "rice.impact": lambda item: None if item.rice.impact is None else item.rice.impact.value,
            "rice.confidence": lambda item: None if item.rice.confidence is None else item.rice.confidence.value,
            "rice.effort": lambda item: _numbers(item.rice.effort),
            "effort_left": lambda item: item.effort_left,
            "scored_on": lambda item: item.scored_on,
            "confirmed_on": lambda item: item.confirmed_on,
            "labels.moscow": lambda item: item.labels.moscow,
            "labels.kano": lambda item: item.labels.kano,
            "release.on": lambda item: None if item.release is None else item.release.on,
            "release.stage": lambda item: None if item.release is None else item.release.stage,
            "release.version": lambda item: None if item.release is None else item.release.version or None,
            "outcome.result": lambda item: None if item.outcome is None else item.outcome.result,
            "visibility": lambda item: item.visibility,
        }
    ),
    texts=MappingProxyType(
        {
            "summary": lambda item: item.summary,
            "target_because": lambda item: item.target_because,
            "answers.part": lambda item: {(answer.request, answer.part) for answer in item.answers if answer.part},
            "rice.reach.because": lambda item: _because(item.rice.reach),
            "rice.impact.because": lambda item: _because(item.rice.impact),
            "rice.confidence.because": lambda item: _because(item.rice.confidence),
            "rice.effort.because": lambda item: _because(item.rice.effort),
            "evidence": lambda item: item.evidence,
            "mandatory": lambda item: item.mandatory,
            "release.url": lambda item: "" if item.release is None else item.release.url,
            "outcome": lambda item: None if item.outcome is None else replace(item.outcome, result=None),
            "cancelled": lambda item: item.cancelled,
        }
    ),
    internal=MappingProxyType(
        {
            "rice.reach.source": lambda item: _source(item.rice.reach),
            "rice.impact.source": lambda item: _source(item.rice.impact),
            "rice.confidence.source": lambda item: _source(item.rice.confidence),
            "rice.effort.source": lambda item: _source(item.rice.effort),
            "scored_by": lambda item: item.scored_by,
            "evidence": lambda item: item.evidence,
            "risks": lambda item: item.risks,
            "mandatory": lambda item: item.mandatory,
            "override": lambda item: item.override,
            "imported_from": lambda item: item.imported_from,
        }
    ),
)


def _said(decision: PublicDecision, key: str) -> Any:
    # Which of these an answer has depends on its verdict.
    return getattr(decision.answer, key, None) or None


def _shown_horizon(item: PublicItem) -> Horizon | None:
    # What pages list it under, unless nobody said when: writing out what a status implies changes nothing.
    return item.horizon if item.status is ItemStatus.CANDIDATE else item.when


def _numbers(estimate: PublicEstimate | None) -> PublicEstimate | None:
    return None if estimate is None else replace(estimate, because="")


def _because(estimate: PublicEstimate | PublicStep | None) -> str:
    return "" if estimate is None else estimate.because


def _source(estimate: Estimate | Step | None) -> str:
    return "" if estimate is None else estimate.source
