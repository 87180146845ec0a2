"""What we answered: one verdict with what that verdict needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Self, assert_never

from rice_roadmap.model.reading import Data, day, each, optional, text


class Verdict(StrEnum):
    """The kinds of answer; the kinds of no must not be collapsed into one."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    DEFERRED = "deferred"
    ALREADY_POSSIBLE = "already_possible"
    DUPLICATE = "duplicate"
    NEEDS_INFO = "needs_info"
    WITHDRAWN = "withdrawn"


class Reason(StrEnum):
    """Why the answer is a no; the last three are reasons for *not now* alone."""

    LOW_REACH = "low_reach"
    OFF_STRATEGY = "off_strategy"
    OUT_OF_SCOPE = "out_of_scope"
    TECHNICAL_CONSTRAINT = "technical_constraint"
    SECURITY_OR_COMPLIANCE = "security_or_compliance"
    COST_EXCEEDS_VALUE = "cost_exceeds_value"
    SINGLE_CUSTOMER = "single_customer"
    SUPERSEDED = "superseded"
    BELOW_CAPACITY_LINE = "below_capacity_line"
    NEEDS_EVIDENCE = "needs_evidence"
    NO_OWNER = "no_owner"


@dataclass(frozen=True, kw_only=True, slots=True)
class Accepted:
    """We agree that it is worth solving."""

    verdict: ClassVar = Verdict.ACCEPTED


@dataclass(frozen=True, kw_only=True, slots=True)
class Declined:
    """Not us; `final` where nothing we can foresee would change it, else `revisit_when` says what would."""

    verdict: ClassVar = Verdict.DECLINED

    reason: Reason
    no_alternative: str
    revisit_when: str
    final: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Deferred:
    """Not now, until a day or a condition."""

    verdict: ClassVar = Verdict.DEFERRED

    reason: Reason
    revisit_on: date | None
    revisit_when: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AlreadyPossible:
    """It can be done today; how stands in the alternatives."""

    verdict: ClassVar = Verdict.ALREADY_POSSIBLE


@dataclass(frozen=True, kw_only=True, slots=True)
class Duplicate:
    """The same need as other requests, the first of which leads."""

    verdict: ClassVar = Verdict.DUPLICATE

    duplicate_of: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class NeedsInfo:
    """We asked back."""

    verdict: ClassVar = Verdict.NEEDS_INFO

    questions: tuple[str, ...]
    answer_by: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Withdrawn:
    """Whoever asked no longer needs it."""

    verdict: ClassVar = Verdict.WITHDRAWN


Answer = Accepted | Declined | Deferred | AlreadyPossible | Duplicate | NeedsInfo | Withdrawn

#: The keys that say something under one verdict only, and under which.
KEYS_OF_VERDICTS = {
    "reason": frozenset({Verdict.DECLINED, Verdict.DEFERRED}),
    "no_alternative": frozenset({Verdict.DECLINED}),
    "revisit_when": frozenset({Verdict.DECLINED, Verdict.DEFERRED}),
    "revisit_on": frozenset({Verdict.DEFERRED}),
    "final": frozenset({Verdict.DECLINED}),
    "duplicate_of": frozenset({Verdict.DUPLICATE}),
    "questions": frozenset({Verdict.NEEDS_INFO}),
    "answer_by": frozenset({Verdict.NEEDS_INFO}),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Alternative:
    """Something that helps today."""

    title: str
    how: str
    url: str

    @classmethod
    def from_mapping(cls, data: Data) -> Self:
        """Return the alternative that one entry of `alternatives` describes."""
        return cls(title=data["title"], how=data["how"], url=text(data, "url"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Informed:
    """Who was told, when and how."""

    who: str
    on: date
    how: str

    @classmethod
    def from_mapping(cls, data: Data) -> Self:
        """Return the telling that one entry of `informed` describes."""
        return cls(who=data["who"], on=day(data["on"]), how=text(data, "how"))


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicDecision:
    """What everybody may know of an answer; `path` is its file."""

    request: str
    path: str
    answer: Answer
    because: str
    alternatives: tuple[Alternative, ...]
    decided_on: date
    decided_by: str

    @property
    def verdict(self) -> Verdict:
        """The kind of answer."""
        return self.answer.verdict


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """An answer with the note and the tellings that stay internal."""

    public: PublicDecision
    note: str
    informed: tuple[Informed, ...]

    @classmethod
    def from_mapping(cls, request: str, path: str, data: Data) -> Self:
        """Return the decision that a file describes."""
        public = PublicDecision(
            request=request,
            path=path,
            answer=_answer(data),
            because=text(data, "because"),
            alternatives=each(data, "alternatives", Alternative.from_mapping),
            decided_on=day(data["decided_on"]),
            decided_by=data["decided_by"],
        )
        return cls(public=public, note=text(data, "note"), informed=each(data, "informed", Informed.from_mapping))


def _answer(data: Data) -> Answer:
    match Verdict(data["verdict"]):
        case Verdict.ACCEPTED:
            return Accepted()
        case Verdict.DECLINED:
            return Declined(
                reason=Reason(data["reason"]),
                no_alternative=text(data, "no_alternative"),
                revisit_when=text(data, "revisit_when"),
                final=data.get("final", False),
            )
        case Verdict.DEFERRED:
            return Deferred(
                reason=Reason(data["reason"]),
                revisit_on=optional(data, "revisit_on", day),
                revisit_when=text(data, "revisit_when"),
            )
        case Verdict.ALREADY_POSSIBLE:
            return AlreadyPossible()
        case Verdict.DUPLICATE:
            originals = data["duplicate_of"]
            return Duplicate(duplicate_of=(originals,) if isinstance(originals, str) else tuple(originals))
        case Verdict.NEEDS_INFO:
            return NeedsInfo(questions=each(data, "questions", str), answer_by=day(data["answer_by"]))
        case Verdict.WITHDRAWN:
            return Withdrawn()
        case verdict:
            assert_never(verdict)
