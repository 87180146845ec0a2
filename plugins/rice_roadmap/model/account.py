"""Who the customers are; internal as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from rice_roadmap.model.reading import Data, each, number, optional, text


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """One customer as the company knows it; `annual_revenue` is in the company's own currency."""

    id: str
    name: str
    segment: str
    annual_revenue: Fraction | None
    revenue_band: str
    owner: str
    also_known_as: tuple[str, ...]
    common_word: bool

    @classmethod
    def from_mapping(cls, identifier: str, data: Data) -> Self:
        """Return the account that one entry of the accounts file describes."""
        return cls(
            id=identifier,
            name=data["name"],
            segment=text(data, "segment"),
            annual_revenue=optional(data, "annual_revenue", number),
            revenue_band=text(data, "revenue_band"),
            owner=text(data, "owner"),
            also_known_as=each(data, "also_known_as", str),
            common_word=data.get("common_word", False),
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Every name the account goes by."""
        return (self.name, *self.also_known_as)


def accounts_from_mapping(data: Data) -> Mapping[str, Account]:
    """Return every account of the accounts file, by id in the order of ids."""
    return {identifier: Account.from_mapping(identifier, data[identifier]) for identifier in sorted(data)}
