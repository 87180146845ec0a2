"""What the company decided about its roadmap as a whole: goals, areas, scales, capacity and promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Self

from rice_roadmap.model.calendar import Quarter
from rice_roadmap.model.evidence import EvidenceKind
from rice_roadmap.model.reading import Data, day, each, number, optional, text
from rice_roadmap.model.scale import Scale, confidence_scale, impact_scale


class Repository(StrEnum):
    """Who can read the files themselves."""

    PRIVATE = "private"
    PUBLIC = "public"


class Shown(StrEnum):
    """A part of the public site that a company may leave out."""

    ROADMAP = "roadmap"
    ANSWERS = "answers"
    SCORES = "scores"
    CAPACITY = "capacity"
    OUTCOMES = "outcomes"


class PublishRequests(StrEnum):
    """When a public request joins the public portfolio."""

    AT_ONCE = "at_once"
    WHEN_ANSWERED = "when_answered"


class Door(StrEnum):
    """A way in which somebody may send a request."""

    FORGE = "forge"
    EMAIL = "email"
    COPY = "copy"


class EffortUnit(StrEnum):
    """What one unit of effort is: one person working for that long."""

    PERSON_MONTHS = "person_months"
    PERSON_WEEKS = "person_weeks"
    PERSON_DAYS = "person_days"


#: Half a month, the least that Intercom's article lets anybody estimate, in each unit.
LEAST_EFFORT = {
    EffortUnit.PERSON_MONTHS: Fraction(1, 2),
    EffortUnit.PERSON_WEEKS: Fraction(2),
    EffortUnit.PERSON_DAYS: Fraction(10),
}

_SHOWN_BY_DEFAULT = frozenset({Shown.ROADMAP, Shown.ANSWERS, Shown.SCORES})


@dataclass(frozen=True, kw_only=True, slots=True)
class Propose:
    """The doors of the form, in the order in which it offers them."""

    by: tuple[Door, ...]
    email: str

    @classmethod
    def from_mapping(cls, data: Data) -> Self:
        """Return the doors that the plan's `propose` describes."""
        return cls(by=each(data, "by", Door), email=text(data, "email"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Reach:
    """What reach counts, and over which time: "customers" per "quarter"."""

    unit: str
    period: str

    @classmethod
    def from_mapping(cls, data: Data) -> Self:
        """Return the unit that the plan's `reach` describes."""
        return cls(unit=data["unit"], period=data["period"])

    def __str__(self) -> str:
        # A plan that cannot be read says neither.
        return f"{self.unit} per {self.period}" if self.unit else "unknown units"


@dataclass(frozen=True, kw_only=True, slots=True)
class Effort:
    """The unit of effort, and the least that may be estimated in it."""

    unit: EffortUnit
    minimum: Fraction

    @classmethod
    def from_mapping(cls, data: Data) -> Self:
        """Return the unit that the plan's `effort` describes."""
        unit = EffortUnit(data.get("unit", EffortUnit.PERSON_MONTHS))
        return cls(unit=unit, minimum=number(data["minimum"]) if "minimum" in data else LEAST_EFFORT[unit])


@dataclass(frozen=True, kw_only=True, slots=True)
class Objective:
    """Something measurable that the company wants to reach."""

    id: str
    title: str
    metric: str
    target: str
    until: date | None

    @classmethod
    def from_mapping(cls, data: Data) -> Self:
        """Return the objective that one entry of the plan's `objectives` describes."""
        return cls(
            id=data["id"],
            title=data["title"],
            metric=text(data, "metric"),
            target=text(data, "target"),
            until=optional(data, "until", day),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Area:
    """A part of the product, and the role that answers for it."""

    id: str
    title: str
    owner: str

    @classmethod
    def from_mapping(cls, data: Data) -> Self:
        """Return the area that one entry of the plan's `areas` describes."""
        return cls(id=data["id"], title=data["title"], owner=text(data, "owner"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Segment:
    """A kind of customer."""

    id: str
    title: str

    @classmethod
    def from_mapping(cls, data: Data) -> Self:
        """Return the segment that one entry of the plan's `segments` describes."""
        return cls(id=data["id"], title=data["title"])


@dataclass(frozen=True, kw_only=True, slots=True)
class Capacity:
    """The effort there is for roadmap work in one quarter, of one area or of all that have no entry of their own."""

    period: Quarter
    effort: Fraction
    area: str
    held_back: Fraction

    @classmethod
    def from_mapping(cls, data: Data) -> Self:
        """Return the capacity that one entry of the plan's `capacity` describes."""
        return cls(
            period=Quarter.parse(data["period"]),
            effort=number(data["effort"]),
            area=text(data, "area"),
            held_back=number(data.get("held_back", 0)),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Promises:
    """What the company promises those who ask, in days, from `since` on."""

    since: date | None
    decide_within_days: int | None
    rescore_after_days: int | None
    measure_after_days: int | None
    smallest_group: int

    @classmethod
    def from_mapping(cls, data: Data) -> Self:
        """Return the promises that the plan's `promises` describes."""
        return cls(
            since=optional(data, "since", day),
            decide_within_days=optional(data, "decide_within_days", int),
            rescore_after_days=optional(data, "rescore_after_days", int),
            measure_after_days=optional(data, "measure_after_days", int),
            smallest_group=data.get("smallest_group", 3),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceCap:
    """The greatest confidence that a kind of evidence supports, as a share."""

    kind: EvidenceKind
    share: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """The plan file; nothing in it is internal."""

    product: str
    notice: str
    repository: Repository
    public_shows: frozenset[Shown]
    publish_requests: PublishRequests
    propose: Propose
    reach: Reach
    effort: Effort
    impact: Scale
    confidence: Scale
    evidence_caps: tuple[EvidenceCap, ...]
    objectives: tuple[Objective, ...]
    areas: tuple[Area, ...]
    segments: tuple[Segment, ...]
    capacity: tuple[Capacity, ...]
    promises: Promises

    @classmethod
    def from_mapping(cls, data: Data) -> Self:
        """Return the plan that the plan file describes."""
        shows = data.get("public_shows")
        return cls(
            product=data["product"],
            notice=text(data, "notice"),
            repository=Repository(data.get("repository", Repository.PRIVATE)),
            public_shows=_SHOWN_BY_DEFAULT if shows is None else frozenset(map(Shown, shows)),
            publish_requests=PublishRequests(data.get("publish_requests", PublishRequests.AT_ONCE)),
            propose=Propose.from_mapping(data.get("propose", {})),
            reach=Reach.from_mapping(data["reach"]),
            effort=Effort.from_mapping(data.get("effort", {})),
            impact=impact_scale(data.get("impact")),
            confidence=confidence_scale(data.get("confidence")),
            evidence_caps=_caps(data.get("evidence_caps", {})),
            objectives=each(data, "objectives", Objective.from_mapping),
            areas=each(data, "areas", Area.from_mapping),
            segments=each(data, "segments", Segment.from_mapping),
            capacity=each(data, "capacity", Capacity.from_mapping),
            promises=Promises.from_mapping(data.get("promises", {})),
        )

    def objective(self, identifier: str) -> Objective | None:
        """Return the objective of that id, or None."""
        return next((objective for objective in self.objectives if objective.id == identifier), None)

    def area(self, identifier: str) -> Area | None:
        """Return the area of that id, or None."""
        return next((area for area in self.areas if area.id == identifier), None)

    def segment(self, identifier: str) -> Segment | None:
        """Return the segment of that id, or None."""
        return next((segment for segment in self.segments if segment.id == identifier), None)


def _caps(data: Data) -> tuple[EvidenceCap, ...]:
    caps = {EvidenceKind(kind): number(percent) / 100 for kind, percent in data.items()}
    return tuple(EvidenceCap(kind=kind, share=caps[kind]) for kind in EvidenceKind if kind in caps)


#: What stands in for a plan that cannot be read: it accepts every value and knows nothing, so that
#: the one problem of the plan does not become a problem of every item.
UNREADABLE_PLAN = Plan.from_mapping(
    {"product": "", "reach": {"unit": "", "period": ""}, "impact": "any", "confidence": "any", "effort": {"minimum": 0}}
)
