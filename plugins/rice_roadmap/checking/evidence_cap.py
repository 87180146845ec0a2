"""How much confidence the evidence of an item can carry, as the plan says it for each kind."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rice_roadmap.model.evidence import EvidenceKind
from rice_roadmap.model.item import Item
from rice_roadmap.model.plan import Plan
from rice_roadmap.model.portfolio import Portfolio


@dataclass(frozen=True, kw_only=True, slots=True)
class AboveEvidence:
    """A confidence above what supports it: the `best` kind there is, and the kinds that would be `enough`.

    `is_written` says whether any evidence is; without it the item counts as an opinion, or as what somebody told us.
    """

    stated: Fraction
    supported: Fraction
    best: EvidenceKind
    enough: tuple[EvidenceKind, ...]
    is_written: bool


def above_evidence(item: Item, portfolio: Portfolio) -> AboveEvidence | None:
    """Return how far the confidence of an item is above its best evidence; None where it is not, or nothing is capped.

    The number is never changed, only questioned; what is shipped or cancelled is no longer questioned either.
    """
    caps = caps_of(portfolio.plan)
    confidence = item.public.rice.confidence
    if not caps or confidence is None or not item.public.status.is_live or not _knows_requests(item, portfolio):
        return None
    kinds = _kinds(item, portfolio)
    supported = max(caps.get(kind, Fraction(1)) for kind in kinds)
    stated = confidence.value.value
    if stated <= supported:
        return None
    return AboveEvidence(
        stated=stated,
        supported=supported,
        best=next(kind for kind in EvidenceKind if kind in kinds and caps.get(kind) == supported),
        enough=tuple(kind for kind in EvidenceKind if caps.get(kind, Fraction(1)) >= stated),
        is_written=bool(item.evidence),
    )


def caps_of(plan: Plan) -> dict[EvidenceKind, Fraction]:
    """Return the most confidence that each capped kind of evidence carries; empty where the plan caps nothing."""
    return {cap.kind: cap.share for cap in plan.evidence_caps}


def _knows_requests(item: Item, portfolio: Portfolio) -> bool:
    # A request that cannot be read may hold the ask that supports the item.
    return all(answer.request in portfolio.requests for answer in item.public.answers)


def _kinds(item: Item, portfolio: Portfolio) -> set[EvidenceKind]:
    kinds = {entry.public.kind for entry in item.evidence} or {EvidenceKind.OPINION}
    # A request by itself is a story that somebody told us: a fact, and a weak one.
    if any(portfolio.asks.get(answer.request) for answer in item.public.answers):
        kinds.add(EvidenceKind.ANECDOTAL)
    return kinds
