"""What people need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from rice_roadmap.model.ask import Ask
from rice_roadmap.model.evidence import PublicRequestEvidence, RequestEvidence
from rice_roadmap.model.reading import Data, day, each, optional, text


class Visibility(StrEnum):
    """Whether a record may ever be public."""

    PUBLIC = "public"
    INTERNAL = "internal"


@dataclass(frozen=True, kw_only=True, slots=True)
class Imported:
    """Where a record came from: the tool, and the id it had there."""

    system: str
    id: str

    @classmethod
    def from_mapping(cls, data: Data) -> Self:
        """Return the origin that `imported_from` describes."""
        return cls(system=data["system"], id=data["id"])


@dataclass(frozen=True, kw_only=True, slots=True)
class Votes:
    """How many people voted for it, elsewhere; evidence, never the rank."""

    count: int
    on: date | None

    @classmethod
    def from_mapping(cls, data: Data) -> Self:
        """Return the votes that `votes` describes."""
        return cls(count=data["count"], on=optional(data, "on", day))


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicRequest:
    """What everybody may know of a request; `path` is its file."""

    id: str
    path: str
    title: str
    need: str
    workaround: str
    area: str
    votes: Votes | None
    evidence: tuple[PublicRequestEvidence, ...]
    submitted_on: date | None
    formerly: tuple[str, ...]
    visibility: Visibility


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """A request with what stays internal: what it is worth, who asked, and where it came from."""

    public: PublicRequest
    potential_impact: str
    asks: tuple[Ask, ...]
    requested_by: str
    links: tuple[str, ...]
    evidence: tuple[RequestEvidence, ...]
    imported_from: Imported | None

    @classmethod
    def from_mapping(cls, identifier: str, path: str, data: Data, *, submitted_on: date | None = None) -> Self:
        """Return the request that a file describes; `submitted_on` is used where the file gives no date."""
        evidence = each(data, "evidence", RequestEvidence.from_mapping)
        public = PublicRequest(
            id=identifier,
            path=path,
            title=data["title"],
            need=data["need"],
            workaround=text(data, "workaround"),
            area=text(data, "area"),
            votes=optional(data, "votes", Votes.from_mapping),
            evidence=tuple(entry.public for entry in evidence),
            submitted_on=optional(data, "submitted_on", day) or submitted_on,
            formerly=each(data, "formerly", str),
            visibility=optional(data, "visibility", Visibility) or Visibility.PUBLIC,
        )
        return cls(
            public=public,
            potential_impact=text(data, "potential_impact"),
            asks=each(data, "asks", lambda ask: Ask.from_mapping(path, ask)),
            requested_by=text(data, "requested_by"),
            links=each(data, "links", str),
            evidence=evidence,
            imported_from=optional(data, "imported_from", Imported.from_mapping),
        )

    @property
    def id(self) -> str:
        """The id of the request."""
        return self.public.id
