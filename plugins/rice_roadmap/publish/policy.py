"""How we decide, in words: what the plan and the schemas make of every score, answer and promise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rice_roadmap.model.decision import Reason, Verdict
from rice_roadmap.model.evidence import EvidenceKind
from rice_roadmap.model.plan import Door, Plan, Promises, PublishRequests, Repository, Shown
from rice_roadmap.model.scale import Scale
from rice_roadmap.publish.numbers import amount
from rice_roadmap.publish.words import words
from rice_roadmap.text.decimals import percent

#: The reasons of *not now* alone: with twice the team they would not hold.
ONLY_NOT_NOW = (Reason.BELOW_CAPACITY_LINE, Reason.NEEDS_EVIDENCE, Reason.NO_OWNER)


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerKind:
    """A kind of answer: the words on pages, what it means, and what it never comes without."""

    verdict: Verdict
    means: str
    brings: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One step of a scale, or one kind of evidence with what it supports."""

    name: str
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """How somebody who reads this site may ask: by a file, by e-mail, or by telling whom they know here."""

    by_file: bool
    email: str
    is_open_repository: bool
    answer_within_days: int | None


_MEANINGS: Mapping[Verdict, tuple[str, str]] = MappingProxyType(
    {
        Verdict.ACCEPTED: (
            "We agree that it is worth solving. Once it is planned, in progress or shipped, its page says so.",
            "The day and who decided, like every answer.",
        ),
        Verdict.DECLINED: (
            "No: it is not for us, and would not be with twice the team.",
            "Why, a reason of the list below, what works instead if anything does, and what would change the answer.",
        ),
        Verdict.DEFERRED: (
            "Not now. It may still come.",
            "Why, a reason of the list below, and a day or an event on which we look again.",
        ),
        Verdict.ALREADY_POSSIBLE: ("It can be done today.", "How."),
        Verdict.DUPLICATE: (
            "Somebody asked for the same before. Everyone who asked stays visible there; its answer holds here too.",
            "A link to the request that was first.",
        ),
        Verdict.NEEDS_INFO: (
            "We cannot answer before we know more.",
            "Our questions, and the day by which we hope to hear.",
        ),
        Verdict.WITHDRAWN: ("Those who asked no longer need it.", "The day."),
    }
)

_PARTS: Mapping[Shown, str] = MappingProxyType(
    {
        Shown.ROADMAP: "the roadmap, with every feature on it",
        Shown.ANSWERS: "what we answered to each request, and why",
        Shown.SCORES: "the ranking, with every estimate",
        Shown.CAPACITY: "how much we can do in each quarter, and what fits",
        Shown.OUTCOMES: "what came of the features that shipped",
    }
)


def answer_kinds() -> tuple[AnswerKind, ...]:
    """Return every kind of answer, in the order in which pages list them."""
    return tuple(
        AnswerKind(verdict=verdict, means=_MEANINGS[verdict][0], brings=_MEANINGS[verdict][1]) for verdict in Verdict
    )


def reasons_of_a_no() -> tuple[Reason, ...]:
    """Return the reasons that hold for a no and for *not now* alike."""
    return tuple(reason for reason in Reason if reason not in ONLY_NOT_NOW)


def impact_steps(plan: Plan) -> tuple[Step, ...]:
    """Return the steps of impact with their multipliers, the greatest first; none where any value is accepted."""
    return tuple(Step(name=step.name, value=amount(step.value)) for step in plan.impact.steps)


def confidence_steps(plan: Plan) -> tuple[Step, ...]:
    """Return the steps of confidence with their percentages, the greatest first; none where any is accepted."""
    return _shares(plan.confidence)


def evidence_caps(plan: Plan) -> tuple[Step, ...]:
    """Return the most confidence that each kind of evidence supports, the weakest kind first."""
    caps = {cap.kind: cap.share for cap in plan.evidence_caps}
    return tuple(Step(name=words(kind), value=percent(caps[kind])) for kind in EvidenceKind if kind in caps)


def promises_in_words(promises: Promises) -> tuple[str, ...]:
    """Return what those who ask can rely on, a sentence each."""
    since = f", counted from {promises.since} at the earliest" if promises.since is not None else ""
    found = (
        (promises.decide_within_days, f"Every request is answered within {{}}{since}."),
        (promises.rescore_after_days, "Estimates older than {} are looked at again."),
        (promises.measure_after_days, "What a feature brought is measured {} after it shipped."),
    )
    return tuple(sentence.format(_days(days)) for days, sentence in found if days is not None)


def public_parts(shows: frozenset[Shown]) -> tuple[str, ...]:
    """Return what the public site has."""
    # What fits can be recomputed only where estimates are shown.
    shown = shows if Shown.SCORES in shows else shows - {Shown.CAPACITY}
    return ("the requests, each with what is needed", *(said for part, said in _PARTS.items() if part in shown))


def publishing_in_words(plan: Plan) -> str:
    """Return when a request joins the public site."""
    if plan.publish_requests is PublishRequests.AT_ONCE:
        return "A request is on the public site as soon as it is filed."
    return "A request is on the public site once it has an answer, or once a feature for it is planned."


def asking(plan: Plan, *, is_internal: bool) -> Asking:
    """Return how readers may ask; files only where the readers can reach the repository."""
    is_open = plan.repository is Repository.PUBLIC
    return Asking(
        by_file=is_internal or is_open,
        email=plan.propose.email if Door.EMAIL in plan.propose.by else "",
        is_open_repository=is_open,
        answer_within_days=plan.promises.decide_within_days,
    )


def _shares(scale: Scale) -> tuple[Step, ...]:
    return tuple(Step(name=step.name, value=percent(step.value)) for step in scale.steps)


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"
