"""What supports an estimate or a need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from rice_roadmap.model.reading import Data, day, optional, text


class EvidenceKind(StrEnum):
    """How somebody came to know it, weakest first."""

    OPINION = "opinion"
    PLAN = "plan"
    ANECDOTAL = "anecdotal"
    MARKET_DATA = "market_data"
    USER_RESEARCH = "user_research"
    USAGE_DATA = "usage_data"
    EXPERIMENT = "experiment"
    LAUNCH_DATA = "launch_data"


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicRequestEvidence:
    """What everybody may know of what supports a request."""

    kind: EvidenceKind
    url: str
    on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestEvidence:
    """What supports a request, with the words and the source that stay internal."""

    public: PublicRequestEvidence
    says: str
    source: str

    @classmethod
    def from_mapping(cls, data: Data) -> Self:
        """Return the evidence that one entry of a request's `evidence` describes."""
        public = PublicRequestEvidence(
            kind=EvidenceKind(data["kind"]), url=text(data, "url"), on=optional(data, "on", day)
        )
        return cls(public=public, says=data["says"], source=text(data, "source"))


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicItemEvidence:
    """What everybody may know of what supports an item."""

    kind: EvidenceKind
    says: str
    url: str
    on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemEvidence:
    """What supports an item, with the source that stays internal."""

    public: PublicItemEvidence
    source: str

    @classmethod
    def from_mapping(cls, data: Data) -> Self:
        """Return the evidence that one entry of an item's `evidence` describes."""
        public = PublicItemEvidence(
            kind=EvidenceKind(data["kind"]),
            says=data["says"],
            url=text(data, "url"),
            on=optional(data, "on", day),
        )
        return cls(public=public, source=text(data, "source"))
