"""The portfolio that one audience may see, in types that have no place for anything else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self, TypeVar

from rice_roadmap.model.ask import Ask
from rice_roadmap.model.decision import Duplicate, PublicDecision
from rice_roadmap.model.estimate import PublicRice
from rice_roadmap.model.item import PublicItem
from rice_roadmap.model.plan import Plan, PublishRequests, Shown
from rice_roadmap.model.portfolio import Portfolio
from rice_roadmap.model.request import PublicRequest, Visibility
from rice_roadmap.model.status import Status, leaders, statuses

T = TypeVar("T")


class Audience(StrEnum):
    """Who reads: the world, or colleagues."""

    PUBLIC = "public"
    INTERNAL = "internal"


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicPortfolio:
    """Records in their public shape, linked with each other and with nothing outside.

    `answering`, `duplicates` and `dependents` are the links of `answers`, `duplicate_of` and `depends_on` from
    their other end; `segments` gives the titles of the segments that may be named beside a request, `leaders` the
    request that speaks for each: itself, or the original of a duplicate.
    """

    plan: Plan
    requests: Mapping[str, PublicRequest]
    decisions: Mapping[str, PublicDecision]
    items: Mapping[str, PublicItem]
    segments: Mapping[str, tuple[str, ...]]
    answering: Mapping[str, tuple[PublicItem, ...]]
    duplicates: Mapping[str, tuple[PublicRequest, ...]]
    dependents: Mapping[str, tuple[PublicItem, ...]]
    leaders: Mapping[str, str]
    statuses: Mapping[str, Status]

    @classmethod
    def linked(
        cls,
        plan: Plan,
        requests: Mapping[str, PublicRequest],
        decisions: Mapping[str, PublicDecision],
        items: Mapping[str, PublicItem],
        segments: Mapping[str, tuple[str, ...]],
    ) -> Self:
        """Return the portfolio of these records; what points outside of them is left out."""
        decisions = {
            request: _decision_within(decision, requests)
            for request, decision in decisions.items()
            if request in requests
        }
        items = {identifier: _item_within(item, requests, items) for identifier, item in items.items()}
        answering = _grouped((answer.request, item) for item in items.values() for answer in item.answers)
        leads = leaders(requests, decisions)
        return cls(
            plan=plan,
            requests=requests,
            decisions=decisions,
            items=items,
            segments={request: named for request, named in segments.items() if request in requests},
            answering=answering,
            duplicates=_grouped(
                (original, requests[request])
                for request, decision in decisions.items()
                for original in _originals(decision)
            ),
            dependents=_grouped((needed, item) for item in items.values() for needed in item.depends_on),
            leaders=leads,
            statuses=statuses(leads, decisions, answering),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class InternalPortfolio:
    """Every record in its public shape, and the whole portfolio with what stays internal."""

    public: PublicPortfolio
    whole: Portfolio


def public_portfolio(portfolio: Portfolio) -> PublicPortfolio:
    """Return what everybody may see: as if internal records had never been written."""
    items = {
        identifier: item.public
        for identifier, item in portfolio.items.items()
        if item.public.visibility is Visibility.PUBLIC
    }
    requests = {
        identifier: request.public
        for identifier, request in portfolio.requests.items()
        if request.public.visibility is Visibility.PUBLIC
    }
    if portfolio.plan.publish_requests is PublishRequests.WHEN_ANSWERED:
        joined = _answered(portfolio, items.values(), requests)
        requests = {identifier: request for identifier, request in requests.items() if identifier in joined}
    return _linked(portfolio, requests, items)


def internal_portfolio(portfolio: Portfolio) -> InternalPortfolio:
    """Return what colleagues may see: everything."""
    requests = {identifier: request.public for identifier, request in portfolio.requests.items()}
    items = {identifier: item.public for identifier, item in portfolio.items.items()}
    return InternalPortfolio(public=_linked(portfolio, requests, items), whole=portfolio)


def seen_by(audience: Audience, portfolio: Portfolio) -> PublicPortfolio:
    """Return what an audience may see of a portfolio, in the types that pages and tables are made from."""
    return public_portfolio(portfolio) if audience is Audience.PUBLIC else internal_portfolio(portfolio).public


def shown(portfolio: PublicPortfolio) -> PublicPortfolio:
    """Return the part of a public portfolio that the plan's `public_shows` lets onto the site.

    What is not shown is taken out of the values themselves, so that no page, feed or data file can show it.
    """
    shows = portfolio.plan.public_shows
    # What is left beside committed work can be said, and recomputed, only where estimates are shown.
    has_capacity = {Shown.ROADMAP, Shown.SCORES, Shown.CAPACITY} <= shows
    plan = portfolio.plan if has_capacity else replace(portfolio.plan, capacity=())
    items = portfolio.items if Shown.ROADMAP in shows else {}
    if Shown.SCORES not in shows:
        items = {identifier: _without_scores(item) for identifier, item in items.items()}
    if Shown.OUTCOMES not in shows:
        items = {identifier: replace(item, outcome=None) for identifier, item in items.items()}
    decisions = portfolio.decisions if Shown.ANSWERS in shows else {}
    return PublicPortfolio.linked(plan, portfolio.requests, decisions, items, portfolio.segments)


def _linked(
    portfolio: Portfolio, requests: Mapping[str, PublicRequest], items: Mapping[str, PublicItem]
) -> PublicPortfolio:
    decisions = {request: decision.public for request, decision in portfolio.decisions.items()}
    named = ((request, _named_segments(portfolio, asks)) for request, asks in portfolio.asks.items())
    # A request of whose segments none is named must not show that somebody asks.
    segments = {request: titles for request, titles in named if titles}
    return PublicPortfolio.linked(portfolio.plan, requests, decisions, items, segments)


def _answered(
    portfolio: Portfolio, items: Iterable[PublicItem], requests: Mapping[str, PublicRequest]
) -> frozenset[str]:
    decided = frozenset(portfolio.decisions) & requests.keys()
    promised = frozenset(answer.request for item in items if item.status.is_promised for answer in item.answers)
    originals = frozenset(
        original for request in decided for original in _originals(portfolio.decisions[request].public)
    )
    return decided | promised | originals


def _named_segments(portfolio: Portfolio, asks: tuple[Ask, ...]) -> tuple[str, ...]:
    accounts = {account.id: account.segment for ask in asks if (account := portfolio.account_of(ask)) is not None}
    sizes = Counter(accounts.values())
    smallest = portfolio.plan.promises.smallest_group
    return tuple(segment.title for segment in portfolio.plan.segments if sizes[segment.id] >= smallest)


def _originals(decision: PublicDecision) -> tuple[str, ...]:
    return decision.answer.duplicate_of if isinstance(decision.answer, Duplicate) else ()


def _decision_within(decision: PublicDecision, requests: Mapping[str, PublicRequest]) -> PublicDecision:
    originals = _originals(decision)
    within = tuple(original for original in originals if original in requests)
    return decision if within == originals else replace(decision, answer=Duplicate(duplicate_of=within))


def _item_within(
    item: PublicItem, requests: Mapping[str, PublicRequest], items: Mapping[str, PublicItem]
) -> PublicItem:
    answers = tuple(answer for answer in item.answers if answer.request in requests)
    depends_on = tuple(needed for needed in item.depends_on if needed in items)
    if answers == item.answers and depends_on == item.depends_on:
        return item
    return replace(item, answers=answers, depends_on=depends_on)


def _without_scores(item: PublicItem) -> PublicItem:
    nothing = PublicRice(reach=None, impact=None, confidence=None, effort=None)
    return replace(item, rice=nothing, scored_on=None, effort_left=None)


def _grouped(pairs: Iterator[tuple[str, T]]) -> Mapping[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
