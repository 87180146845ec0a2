"""A customer who needs what a request describes; internal as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Self

from rice_roadmap.model.reading import Data, day, number, optional, text


class Importance(StrEnum):
    """How strongly the customer put it, weakest first."""

    NICE_TO_HAVE = "nice_to_have"
    IMPORTANT = "important"
    MUST_HAVE = "must_have"


class Stage(StrEnum):
    """Where the customer stands with us."""

    PROSPECT = "prospect"
    CUSTOMER = "customer"
    RENEWAL = "renewal"


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """One customer's voice: who, how strongly, by when, in their words, and what hangs on it.

    `account` is an id of the accounts file or free text for a new prospect; `path` is the file it stands in.
    """

    path: str
    account: str
    importance: Importance | None
    stage: Stage | None
    needed_by: date | None
    says: str
    deal: Fraction | None
    closes_on: date | None
    link: str
    requested_by: str
    on: date | None

    @classmethod
    def from_mapping(cls, path: str, data: Data) -> Self:
        """Return the ask that a file, or an entry of a request's `asks`, describes."""
        return cls(
            path=path,
            account=text(data, "account"),
            importance=optional(data, "importance", Importance),
            stage=optional(data, "stage", Stage),
            needed_by=optional(data, "needed_by", day),
            says=text(data, "says"),
            deal=optional(data, "deal", number),
            closes_on=optional(data, "closes_on", day),
            link=text(data, "link"),
            requested_by=text(data, "requested_by"),
            on=optional(data, "on", day),
        )

    @property
    def is_confirmed(self) -> bool:
        """Whether somebody can check it: everybody says must have, so words or a link must back it."""
        return self.importance is not Importance.MUST_HAVE or bool(self.says or self.link)
