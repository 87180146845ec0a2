"""What colleagues see beyond the public data, for programs: a block of its own, so that it is easy to leave out."""

from __future__ import annotations

from typing import Any

from rice_roadmap.model.account import Account
from rice_roadmap.model.ask import Ask
from rice_roadmap.model.decision import Decision
from rice_roadmap.model.evidence import ItemEvidence, RequestEvidence
from rice_roadmap.model.item import Item, Mandatory, Override
from rice_roadmap.model.portfolio import Portfolio
from rice_roadmap.model.request import Imported, Request
from rice_roadmap.publish.json_values import day, number, text, word

Json = dict[str, Any]


def internal_data(whole: Portfolio) -> Json:
    """Return what the public data has no place for, by the same ids and in the same order."""
    return {
        "requests": [_request(request, whole.asks.get(request.id, ())) for request in whole.requests.values()],
        "answers": [_answer(decision) for decision in whole.decisions.values()],
        "items": [_item(item) for item in whole.items.values()],
        "accounts": [_account(account) for account in whole.accounts.values()],
    }


def _request(request: Request, asks: tuple[Ask, ...]) -> Json:
    return {
        "id": request.id,
        "path": request.public.path,
        "visibility": request.public.visibility.value,
        "potential_impact": text(request.potential_impact),
        "requested_by": text(request.requested_by),
        "links": list(request.links),
        "evidence": [_request_evidence(entry) for entry in request.evidence],
        "imported_from": _origin(request.imported_from),
        "asks": [_ask(ask) for ask in asks],
    }


def _request_evidence(evidence: RequestEvidence) -> Json:
    return {
        "kind": evidence.public.kind.value,
        "says": evidence.says,
        "url": text(evidence.public.url),
        "source": text(evidence.source),
        "on": day(evidence.public.on),
    }


def _ask(ask: Ask) -> Json:
    return {
        "path": ask.path,
        "account": text(ask.account),
        "importance": word(ask.importance),
        "stage": word(ask.stage),
        "needed_by": day(ask.needed_by),
        "says": text(ask.says),
        "deal": number(ask.deal),
        "closes_on": day(ask.closes_on),
        "link": text(ask.link),
        "requested_by": text(ask.requested_by),
        "on": day(ask.on),
    }


def _answer(decision: Decision) -> Json:
    return {
        "request": decision.public.request,
        "path": decision.public.path,
        "note": text(decision.note),
        "informed": [{"who": told.who, "on": day(told.on), "how": text(told.how)} for told in decision.informed],
    }


def _item(item: Item) -> Json:
    return {
        "id": item.id,
        "path": item.public.path,
        "visibility": item.public.visibility.value,
        "scored_by": text(item.scored_by),
        "sources": {
            "reach": None if item.rice.reach is None else text(item.rice.reach.source),
            "impact": None if item.rice.impact is None else text(item.rice.impact.source),
            "confidence": None if item.rice.confidence is None else text(item.rice.confidence.source),
            "effort": None if item.rice.effort is None else text(item.rice.effort.source),
        },
        "evidence": [_item_evidence(entry) for entry in item.evidence],
        "risks": [{"says": risk.says, "raised_by": text(risk.raised_by), "on": day(risk.on)} for risk in item.risks],
        "mandatory": None if item.mandatory is None else _mandatory(item.mandatory),
        "override": None if item.override is None else _override(item.override),
        "imported_from": _origin(item.imported_from),
    }


def _item_evidence(evidence: ItemEvidence) -> Json:
    return {
        "kind": evidence.public.kind.value,
        "says": evidence.public.says,
        "url": text(evidence.public.url),
        "source": text(evidence.source),
        "on": day(evidence.public.on),
    }


def _mandatory(mandatory: Mandatory) -> Json:
    return {"reason": mandatory.reason.value, "because": mandatory.because, "on": day(mandatory.on)}


def _override(override: Override) -> Json:
    return {
        "above": override.above,
        "reason": override.reason.value,
        "because": override.because,
        "by": override.by,
        "on": day(override.on),
        "until": day(override.until),
    }


def _origin(origin: Imported | None) -> Json | None:
    return None if origin is None else {"system": origin.system, "id": origin.id}


def _account(account: Account) -> Json:
    return {
        "id": account.id,
        "name": account.name,
        "segment": text(account.segment),
        "annual_revenue": number(account.annual_revenue),
        "revenue_band": text(account.revenue_band),
        "owner": text(account.owner),
        "also_known_as": list(account.also_known_as),
        "common_word": account.common_word,
    }
