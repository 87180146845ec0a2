"""Who asked for what: the asks of the portfolio, seen from the customer and from who brought them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from rice_roadmap.model.account import Account
from rice_roadmap.model.ask import Ask, Importance
from rice_roadmap.model.identifier import slug
from rice_roadmap.model.portfolio import Portfolio
from rice_roadmap.publish import addresses


@dataclass(frozen=True, kw_only=True, slots=True)
class Customer:
    """A customer who asked: an account, or a prospect whom the accounts file does not know yet."""

    id: str
    name: str
    account: Account | None
    requests: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Asker:
    """Somebody who brought requests or asks."""

    slug: str
    name: str
    requests: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Deals:
    """The deals that hang on one request, as those who ask said: never added up across requests, which share them."""

    amount: Fraction
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Stake:
    """What those who asked for a request bring in a year, and what they said hangs on it; never added up further."""

    annual_revenue: Fraction
    deals: Fraction
    deal_count: int


def customers(whole: Portfolio) -> tuple[Customer, ...]:
    """Return every account, and every prospect who asked, by name."""
    requests: dict[str, list[str]] = {account: [] for account in whole.accounts}
    for request, asks in whole.asks.items():
        for name in dict.fromkeys(ask.account for ask in asks if ask.account):
            requests.setdefault(name, []).append(request)
    found = (_customer(whole, name, tuple(those)) for name, those in requests.items())
    return tuple(sorted(found, key=lambda customer: (customer.name.casefold(), customer.id)))


def askers(whole: Portfolio) -> tuple[Asker, ...]:
    """Return everybody who brought a request or an ask, by name."""
    requests: dict[str, set[str]] = {}
    for identifier, request in whole.requests.items():
        names = (request.requested_by, *(ask.requested_by for ask in whole.asks.get(identifier, ())))
        for name in names:
            if name:
                requests.setdefault(name, set()).add(identifier)
    return tuple(
        Asker(slug=asker_slug(name), name=name, requests=tuple(sorted(requests[name])))
        for name in sorted(requests, key=lambda name: (name.casefold(), name))
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class CustomerName:
    """What a customer is called beside a request, and the address of their page; empty where nobody was named."""

    title: str
    address: str


def asks_by_customer(whole: Portfolio, request: str) -> tuple[tuple[CustomerName, tuple[Ask, ...]], ...]:
    """Return the asks of a request by who asks, named customers first in the order of their names."""
    asks: dict[str, list[Ask]] = {}
    for ask in whole.asks.get(request, ()):
        asks.setdefault(ask.account, []).append(ask)
    named = ((_customer(whole, name, ()), those) for name, those in asks.items() if name)
    found = [
        (CustomerName(title=one.name, address=addresses.customer(one.id)), those)
        for one, those in sorted(named, key=lambda pair: (pair[0].name.casefold(), pair[0].id))
    ]
    nobody = [(CustomerName(title="A customer nobody named", address=""), asks[""])] if "" in asks else []
    return tuple((name, tuple(those)) for name, those in (*found, *nobody))


def asker_slug(name: str) -> str:
    """Return the address below which everything stands that somebody asked."""
    return slug(name, "asker")


def stake(whole: Portfolio, request: str) -> Stake:
    """Return what hangs on one request: revenue of those who asked is not at stake, deals of a must-have are."""
    asks = whole.asks.get(request, ())
    accounts = {account.id: account for ask in asks if (account := whole.account_of(ask)) is not None}
    hanging = deals(asks)
    return Stake(
        annual_revenue=sum((account.annual_revenue or Fraction(0) for account in accounts.values()), Fraction(0)),
        deals=hanging.amount,
        deal_count=hanging.count,
    )


def deals(asks: Iterable[Ask]) -> Deals:
    """Return the deals of those who said that they will not buy or renew without it."""
    found = [ask.deal for ask in asks if ask.deal is not None and ask.importance is Importance.MUST_HAVE]
    return Deals(amount=sum(found, Fraction(0)), count=len(found))


def is_brought_by(whole: Portfolio, request: str, ask: Ask, name: str) -> bool:
    """Return whether somebody brought an ask: those written in a request are of whoever brought the request."""
    asked_in = whole.requests[request]
    is_inside = ask.path == asked_in.public.path
    return (ask.requested_by or (asked_in.requested_by if is_inside else "")) == name


def _customer(whole: Portfolio, name: str, requests: tuple[str, ...]) -> Customer:
    account = whole.accounts.get(name)
    if account is None:
        return Customer(id=slug(name, "prospect"), name=name, account=None, requests=requests)
    return Customer(id=account.id, name=account.name, account=account, requests=requests)
