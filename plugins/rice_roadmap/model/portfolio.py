"""Everything there is, by id: what the files mean together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rice_roadmap.model.account import Account
from rice_roadmap.model.ask import Ask
from rice_roadmap.model.decision import Decision
from rice_roadmap.model.item import Item
from rice_roadmap.model.plan import Plan
from rice_roadmap.model.request import Request


@dataclass(frozen=True, kw_only=True, slots=True)
class Portfolio:
    """Every record that could be read, each mapping in the order of its ids.

    `decisions` and `asks` are by the id of their request; `asks` holds those filed on their own after those
    written in the request.
    """

    plan: Plan
    requests: Mapping[str, Request]
    asks: Mapping[str, tuple[Ask, ...]]
    decisions: Mapping[str, Decision]
    items: Mapping[str, Item]
    accounts: Mapping[str, Account]

    def account_of(self, ask: Ask) -> Account | None:
        """Return the account that asks, or None for a prospect whom the accounts file does not know."""
        return self.accounts.get(ask.account)
