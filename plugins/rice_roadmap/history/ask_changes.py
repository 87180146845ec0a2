"""How many asks and accounts came, went and were edited: who it is and in which words is internal, and never told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from rice_roadmap.history.changes import AskChange, Counts
from rice_roadmap.history.pairing import Pairing
from rice_roadmap.model.ask import Ask
from rice_roadmap.model.filing import filed
from rice_roadmap.model.portfolio import Portfolio
from rice_roadmap.text.schema import Kind


def ask_changes(before: Portfolio, after: Portfolio, requests: Pairing) -> Iterator[AskChange]:
    """Yield every request whose asks are others."""
    for ids in requests.pairs:
        old, new = before.asks.get(ids.before or "", ()), after.asks.get(ids.after or "", ())
        if old != new and (counts := _counts(old, new)):
            yield AskChange(ids=ids, counts=counts)


def account_counts(before: Portfolio, after: Portfolio) -> Counts:
    """Return how many accounts are others."""
    kept = before.accounts.keys() & after.accounts.keys()
    return Counts(
        added=len(after.accounts) - len(kept),
        removed=len(before.accounts) - len(kept),
        edited=sum(before.accounts[account] != after.accounts[account] for account in kept),
    )


def _counts(before: Iterable[Ask], after: Iterable[Ask]) -> Counts:
    # An ask that says the same was not touched, whatever its file is called; of the others, those with one name were
    # edited. Asks within a request have no names, so as many of them were edited as can have been.
    old, new = [_named(ask) for ask in before], [_named(ask) for ask in after]
    old_asks, new_asks = Counter(ask for _, ask in old), Counter(ask for _, ask in new)
    gone, come = old_asks - new_asks, new_asks - old_asks
    names = Counter(name for name, ask in old if ask in gone) & Counter(name for name, ask in new if ask in come)
    edited = min(names.total(), gone.total(), come.total())
    return Counts(added=come.total() - edited, removed=gone.total() - edited, edited=edited)


def _named(ask: Ask) -> tuple[str, Ask]:
    where = filed(ask.path)
    name = where.id if where is not None and where.kind is Kind.ASK else ""
    return name, replace(ask, path="")
