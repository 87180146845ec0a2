"""Estimates, scores and ranks in words, so that everybody can recompute them by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from rice_roadmap.model.estimate import PublicEstimate, PublicRice, PublicStep
from rice_roadmap.model.evidence import EvidenceKind, PublicItemEvidence
from rice_roadmap.model.plan import Plan
from rice_roadmap.publish.numbers import ABOUT, amount, approximate, between, is_rounded
from rice_roadmap.publish.words import NO_EVIDENCE, effort, listed, reach_unit, words
from rice_roadmap.ranking.order import Ranked
from rice_roadmap.ranking.rice import Estimates
from rice_roadmap.text.decimals import grouped, percent

NO_RANGE = "no range given"

_KINDS = tuple(EvidenceKind)


@dataclass(frozen=True, kw_only=True, slots=True)
class EstimateRow:
    """One of the four estimates as its item's page shows it; `range` is empty where there cannot be one."""

    key: str
    name: str
    likely: str
    range: str
    because: str


def estimate_rows(rice: PublicRice, plan: Plan) -> tuple[EstimateRow, ...]:
    """Return the estimates that there are, each with its range and why."""
    found: list[EstimateRow] = []
    if rice.reach is not None:
        found.append(_counted("reach", f"{amount(rice.reach.likely)} {reach_unit(plan.reach)}", rice.reach))
    if rice.impact is not None:
        found.append(_placed("impact", step(rice.impact, amount(rice.impact.value.value)), rice.impact))
    if rice.confidence is not None:
        share = percent(rice.confidence.value.value)
        found.append(_placed("confidence", step(rice.confidence, share), rice.confidence))
    if rice.effort is not None:
        found.append(_counted("effort", effort(rice.effort.likely, plan.effort.unit), rice.effort))
    return tuple(found)


def step(placed: PublicStep, value: str) -> str:
    """Return a step of a scale, such as "high (2)"; its value alone where the scale has no names."""
    return f"{placed.value.name} ({value})" if placed.value.name else value


def range_of(estimate: PublicEstimate) -> str:
    """Return the range of a reach or an effort, such as "300–600"; empty where nobody wrote one."""
    return f"{amount(estimate.least)}–{amount(estimate.most)}" if estimate.has_range else ""


def sum_in_words(estimates: Estimates, plan: Plan) -> str:
    """Return the score and how it comes about, in one line; `≈` where two places do not show all of it."""
    score = estimates.score
    equals = ABOUT if is_rounded(score) else "="
    factors = (
        f"{amount(estimates.reach.likely)} {reach_unit(plan.reach)}",
        step(estimates.impact, amount(estimates.impact.value.value)),
        percent(estimates.confidence.value.value),
    )
    worth = " × ".join(factors)
    return f"{grouped(score)} {equals} {worth} ÷ {effort(estimates.effort.likely, plan.effort.unit)}."


def interval(estimates: Estimates) -> str:
    """Return the scores that the written ranges allow, such as "300–900"; empty where there is no range."""
    return between(estimates.low, estimates.high) if estimates.has_range else ""


def score_with_interval(estimates: Estimates) -> str:
    """Return the score with what its ranges allow: "675 (300–900)" or "800, no range given"."""
    score, allowed = approximate(estimates.score), interval(estimates)
    return f"{score} ({allowed})" if allowed else f"{score}, {NO_RANGE}"


def possible_ranks(row: Ranked) -> str:
    """Return the ranks that the ranges of all items allow, such as "2 to 5"; never that a rank is sure."""
    ranks = f"{row.best_rank} to {row.worst_rank}" if row.best_rank != row.worst_rank else f"{row.rank}"
    if row.estimates.has_range:
        return ranks
    return f"{ranks}, {NO_RANGE}" if row.best_rank != row.worst_rank else NO_RANGE


def rank_in_words(row: Ranked) -> str:
    """Return in a sentence which ranks the ranges allow."""
    several = row.best_rank != row.worst_rank
    if row.estimates.has_range:
        return f"The ranges allow ranks {possible_ranks(row)}." if several else "The ranges allow no other rank."
    given = f"{NO_RANGE.capitalize()}."
    return f"{given} The ranges of others allow ranks {row.best_rank} to {row.worst_rank}." if several else given


def missing_in_words(rice: PublicRice) -> str:
    """Return in a sentence which estimates are missing; not scored is not zero."""
    missing = rice.missing
    return f"Not scored: {listed(missing)} {'are' if len(missing) > 1 else 'is'} missing." if missing else ""


def evidence_mark(evidence: Iterable[PublicItemEvidence]) -> str:
    """Return the strongest kind of evidence that is written down."""
    kinds = [entry.kind for entry in evidence]
    return words(max(kinds, key=_KINDS.index)) if kinds else NO_EVIDENCE


def impact_in_words(value: Fraction, plan: Plan) -> str:
    """Return a measured impact by the name of its step where it stands on the scale."""
    placed = plan.impact.place(value)
    return f"{placed.name} ({amount(value)})" if placed is not None and placed.name else amount(value)


def _counted(key: str, likely: str, estimate: PublicEstimate) -> EstimateRow:
    return EstimateRow(
        key=key, name=key.capitalize(), likely=likely, range=range_of(estimate) or NO_RANGE, because=estimate.because
    )


def _placed(key: str, likely: str, placed: PublicStep) -> EstimateRow:
    return EstimateRow(key=key, name=key.capitalize(), likely=likely, range="", because=placed.because)
