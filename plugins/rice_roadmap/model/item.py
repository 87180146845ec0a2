"""What we may do, do, and did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, Self

from rice_roadmap.model.calendar import Target
from rice_roadmap.model.estimate import PublicRice, Rice
from rice_roadmap.model.evidence import ItemEvidence, PublicItemEvidence
from rice_roadmap.model.plan import Plan
from rice_roadmap.model.reading import Data, day, each, number, optional, text
from rice_roadmap.model.request import Imported, Visibility


class ItemStatus(StrEnum):
    """How far an item is."""

    CANDIDATE = "candidate"
    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    SHIPPED = "shipped"
    CANCELLED = "cancelled"

    @property
    def is_live(self) -> bool:
        """Whether there is still work to do or to decide."""
        return self in {ItemStatus.CANDIDATE, ItemStatus.PLANNED, ItemStatus.IN_PROGRESS}

    @property
    def is_promised(self) -> bool:
        """Whether it is planned or beyond, and was not cancelled."""
        return self in {ItemStatus.PLANNED, ItemStatus.IN_PROGRESS, ItemStatus.SHIPPED}


class Horizon(StrEnum):
    """When it is meant to happen, without a date."""

    NOW = "now"
    NEXT = "next"
    LATER = "later"


class Moscow(StrEnum):
    """A MoSCoW label: shown, never multiplied."""

    MUST = "must"
    SHOULD = "should"
    COULD = "could"
    WONT = "wont"


class Kano(StrEnum):
    """A Kano label: shown, never multiplied."""

    MUST_BE = "must_be"
    PERFORMANCE = "performance"
    DELIGHTER = "delighter"
    INDIFFERENT = "indifferent"
    REVERSE = "reverse"


class ReleaseStage(StrEnum):
    """Who can use a release."""

    BETA = "beta"
    GENERAL = "general"


class Result(StrEnum):
    """How a launch turned out, beside what was predicted."""

    BETTER = "better"
    AS_EXPECTED = "as_expected"
    WORSE = "worse"


class MandatoryReason(StrEnum):
    """Why an item is not up for ranking."""

    REGULATORY = "regulatory"
    CONTRACTUAL = "contractual"
    SECURITY = "security"
    DEPENDENCY = "dependency"


class OverrideReason(StrEnum):
    """Why an item goes before a higher-ranked one."""

    DEPENDENCY = "dependency"
    TABLE_STAKES = "table_stakes"
    STRATEGIC_BET = "strategic_bet"


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestPart:
    """A request that an item answers, and which part of it; no part means the whole."""

    request: str
    part: str

    @classmethod
    def from_value(cls, value: Any) -> Self:
        """Return what an id, or a mapping with one, means."""
        if isinstance(value, str):
            return cls(request=value, part="")
        return cls(request=value["request"], part=text(value, "part"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Labels:
    """Words of other methods that stand beside the score."""

    moscow: Moscow | None
    kano: Kano | None

    @classmethod
    def from_mapping(cls, data: Data) -> Self:
        """Return the labels that `labels` describes."""
        return cls(moscow=optional(data, "moscow", Moscow), kano=optional(data, "kano", Kano))


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicMandatory:
    """The fact that an item is committed work; why it is stays internal."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mandatory:
    """Why an item stands outside the ranking and comes first on capacity."""

    public: PublicMandatory
    reason: MandatoryReason
    because: str
    on: date

    @classmethod
    def from_mapping(cls, data: Data) -> Self:
        """Return what `mandatory` describes."""
        return cls(
            public=PublicMandatory(),
            reason=MandatoryReason(data["reason"]),
            because=data["because"],
            on=day(data["on"]),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Override:
    """A decision to do an item before a higher-ranked one; it changes no number."""

    above: str
    reason: OverrideReason
    because: str
    by: str
    on: date
    until: date | None

    @classmethod
    def from_mapping(cls, data: Data) -> Self:
        """Return what `override` describes."""
        return cls(
            above=data["above"],
            reason=OverrideReason(data["reason"]),
            because=data["because"],
            by=data["by"],
            on=day(data["on"]),
            until=optional(data, "until", day),
        )

    def has_ended(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.until is not None and self.until < today


@dataclass(frozen=True, kw_only=True, slots=True)
class Risk:
    """Something that may go wrong."""

    says: str
    raised_by: str
    on: date | None

    @classmethod
    def from_mapping(cls, data: Data) -> Self:
        """Return the risk that one entry of `risks` describes."""
        return cls(says=data["says"], raised_by=text(data, "raised_by"), on=optional(data, "on", day))


@dataclass(frozen=True, kw_only=True, slots=True)
class Release:
    """When it came out, for whom, and where to read of it."""

    on: date
    stage: ReleaseStage
    version: str
    url: str

    @classmethod
    def from_mapping(cls, data: Data) -> Self:
        """Return the release that `release` describes."""
        return cls(
            on=day(data["on"]),
            stage=ReleaseStage(data.get("stage", ReleaseStage.GENERAL)),
            version=text(data, "version"),
            url=text(data, "url"),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What it turned out to be, in the units of the estimates."""

    measured_on: date
    result: Result | None
    reach: Fraction | None
    impact: Fraction | None
    effort: Fraction | None
    says: str

    @classmethod
    def from_mapping(cls, data: Data) -> Self:
        """Return the outcome that `outcome` describes."""
        return cls(
            measured_on=day(data["measured_on"]),
            result=optional(data, "result", Result),
            reach=optional(data, "reach", number),
            impact=optional(data, "impact", number),
            effort=optional(data, "effort", number),
            says=text(data, "says"),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Cancelled:
    """Why an item is no longer planned, and since when."""

    because: str
    on: date

    @classmethod
    def from_mapping(cls, data: Data) -> Self:
        """Return what `cancelled` describes."""
        return cls(because=data["because"], on=day(data["on"]))


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicItem:
    """What everybody may know of an item; `path` is its file."""

    id: str
    path: str
    title: str
    summary: str
    status: ItemStatus
    horizon: Horizon | None
    target: Target | None
    target_because: str
    objective: str
    area: str
    answers: tuple[RequestPart, ...]
    depends_on: tuple[str, ...]
    confirmed_on: date | None
    labels: Labels
    rice: PublicRice
    scored_on: date | None
    effort_left: Fraction | None
    evidence: tuple[PublicItemEvidence, ...]
    mandatory: PublicMandatory | None
    release: Release | None
    outcome: Outcome | None
    cancelled: Cancelled | None
    formerly: tuple[str, ...]
    visibility: Visibility

    @property
    def when(self) -> Horizon:
        """The horizon under which pages list it: the one written, else the one its status implies."""
        if self.horizon is not None:
            return self.horizon
        implied = {ItemStatus.IN_PROGRESS: Horizon.NOW, ItemStatus.PLANNED: Horizon.NEXT}
        return implied.get(self.status, Horizon.LATER)


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """An item with what stays internal: sources, risks, overrides and where it came from."""

    public: PublicItem
    rice: Rice
    scored_by: str
    evidence: tuple[ItemEvidence, ...]
    risks: tuple[Risk, ...]
    mandatory: Mandatory | None
    override: Override | None
    imported_from: Imported | None

    @classmethod
    def from_mapping(cls, identifier: str, path: str, data: Data, plan: Plan) -> Self:
        """Return the item that a file describes, its steps placed on the plan's scales."""
        rice = Rice.from_mapping(data.get("rice") or {}, plan)
        evidence = each(data, "evidence", ItemEvidence.from_mapping)
        mandatory = optional(data, "mandatory", Mandatory.from_mapping)
        public = PublicItem(
            id=identifier,
            path=path,
            title=data["title"],
            summary=data["summary"],
            status=ItemStatus(data["status"]),
            horizon=optional(data, "horizon", Horizon),
            target=optional(data, "target", Target.parse),
            target_because=text(data, "target_because"),
            objective=text(data, "objective"),
            area=text(data, "area"),
            answers=each(data, "answers", RequestPart.from_value),
            depends_on=each(data, "depends_on", str),
            confirmed_on=optional(data, "confirmed_on", day),
            labels=Labels.from_mapping(data.get("labels") or {}),
            rice=rice.public,
            scored_on=optional(data, "scored_on", day),
            effort_left=optional(data, "effort_left", number),
            evidence=tuple(entry.public for entry in evidence),
            mandatory=None if mandatory is None else mandatory.public,
            release=optional(data, "release", Release.from_mapping),
            outcome=optional(data, "outcome", Outcome.from_mapping),
            cancelled=optional(data, "cancelled", Cancelled.from_mapping),
            formerly=each(data, "formerly", str),
            visibility=optional(data, "visibility", Visibility) or Visibility.PUBLIC,
        )
        return cls(
            public=public,
            rice=rice,
            scored_by=text(data, "scored_by"),
            evidence=evidence,
            risks=each(data, "risks", Risk.from_mapping),
            mandatory=mandatory,
            override=optional(data, "override", Override.from_mapping),
            imported_from=optional(data, "imported_from", Imported.from_mapping),
        )

    @property
    def id(self) -> str:
        """The id of the item."""
        return self.public.id
