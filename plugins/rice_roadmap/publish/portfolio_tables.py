"""Requests and items as tables for a spreadsheet: what fits into a cell, a row for each."""

from __future__ import annotations

from rice_roadmap.model.audience import PublicPortfolio
from rice_roadmap.model.decision import Declined, Deferred
from rice_roadmap.model.item import PublicItem
from rice_roadmap.model.request import PublicRequest
from rice_roadmap.publish.json_values import day, word
from rice_roadmap.publish.spreadsheet import cell, csv_text
from rice_roadmap.ranking.rice import estimates
from rice_roadmap.text.decimals import exact, percent, rounded

_REQUESTS = (
    *("id", "title", "status", "area", "submitted_on", "votes", "verdict", "reason", "decided_on", "because"),
    *("items", "need"),
)
_ITEMS = (
    *("id", "title", "status", "horizon", "target", "objective", "area", "score", "reach", "impact", "confidence"),
    *("effort", "scored_on", "answers", "depends_on", "summary"),
)


def requests_as_csv(portfolio: PublicPortfolio) -> str:
    """Return a row for each request, in the order of ids."""
    return csv_text(_REQUESTS, (_request(request, portfolio) for request in portfolio.requests.values()))


def items_as_csv(portfolio: PublicPortfolio) -> str:
    """Return a row for each item, in the order of ids."""
    return csv_text(_ITEMS, (_item(item) for item in portfolio.items.values()))


def _request(request: PublicRequest, portfolio: PublicPortfolio) -> list[str]:
    decision = portfolio.decisions.get(request.id)
    answer = None if decision is None else decision.answer
    return [
        request.id,
        cell(request.title),
        portfolio.statuses[request.id].value,
        request.area,
        day(request.submitted_on) or "",
        "" if request.votes is None else str(request.votes.count),
        "" if decision is None else decision.verdict.value,
        answer.reason.value if isinstance(answer, Declined | Deferred) else "",
        "" if decision is None else decision.decided_on.isoformat(),
        "" if decision is None else cell(decision.because),
        " ".join(item.id for item in portfolio.answering.get(request.id, ())),
        cell(request.need),
    ]


def _item(item: PublicItem) -> list[str]:
    rice = item.rice
    found = estimates(rice)
    return [
        item.id,
        cell(item.title),
        item.status.value,
        word(item.horizon) or "",
        str(item.target or ""),
        item.objective,
        item.area,
        "" if found is None else rounded(found.score),
        "" if rice.reach is None else exact(rice.reach.likely),
        "" if rice.impact is None else exact(rice.impact.value.value),
        "" if rice.confidence is None else percent(rice.confidence.value.value),
        "" if rice.effort is None else exact(rice.effort.likely),
        day(item.scored_on) or "",
        " ".join(answer.request for answer in item.answers),
        " ".join(item.depends_on),
        cell(item.summary),
    ]
