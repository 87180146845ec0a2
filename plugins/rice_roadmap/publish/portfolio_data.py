"""The portfolio for programs: the versioned data behind `/data/roadmap.json` and `export json`.

What its keys mean stands in `roadmap.schema.json` beside this module. All keys are always there, `null` where nothing
was written. Pages are made by other functions, so that they can change without breaking whoever reads this.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import partial
from importlib import resources
from typing import Any

from rice_roadmap.model.audience import Audience, PublicPortfolio
from rice_roadmap.model.decision import PublicDecision
from rice_roadmap.model.estimate import PublicEstimate, PublicRice, PublicStep
from rice_roadmap.model.evidence import PublicItemEvidence, PublicRequestEvidence
from rice_roadmap.model.item import ItemStatus, Outcome, PublicItem, Release
from rice_roadmap.model.plan import Plan, Shown
from rice_roadmap.model.portfolio import Portfolio
from rice_roadmap.model.request import PublicRequest
from rice_roadmap.model.scale import Scale
from rice_roadmap.publish.internal_data import internal_data
from rice_roadmap.publish.json_values import day, number, text, word
from rice_roadmap.publish.ranking_tables import ranking_data
from rice_roadmap.ranking.outlook import Outlook
from rice_roadmap.ranking.rice import estimates
from rice_roadmap.text.decimals import exact, percent, rounded

Json = dict[str, Any]


def portfolio_data(portfolio: PublicPortfolio, outlook: Outlook, whole: Portfolio | None = None) -> Json:
    """Return everything that an audience may see; with the `whole` portfolio, what colleagues see besides.

    A public portfolio has been narrowed to what the plan shows before it comes here, and its outlook was made of that.
    """
    made = _data(portfolio, outlook, whole)
    return {key: list(value) if isinstance(value, Iterator) else value for key, value in made.items()}


def _data(portfolio: PublicPortfolio, outlook: Outlook, whole: Portfolio | None) -> Json:
    """Return the same with requests and items one after the other: ten thousand at once are a hundred megabytes."""
    audience = Audience.PUBLIC if whole is None else Audience.INTERNAL
    shows = shown_parts(portfolio.plan) if whole is None else frozenset(Shown)
    ranked = ranking_data(outlook, portfolio.plan, audience)
    return {
        "schema_version": ranked["schema_version"],
        "audience": ranked["audience"],
        "shows": [part.value for part in Shown if part in shows],
        "product": portfolio.plan.product,
        "notice": text(portfolio.plan.notice),
        **{key: ranked[key] for key in ("period", "reach", "effort")},
        **{key: ranked[key] if Shown.SCORES in shows else None for key in ("ranking", "unscored")},
        **{key: ranked[key] for key in ("mandatory", "declined", "capacity")},
        "plan": _plan(portfolio.plan),
        "objectives": [
            {
                "id": objective.id,
                "title": objective.title,
                "metric": text(objective.metric),
                "target": text(objective.target),
                "until": day(objective.until),
            }
            for objective in portfolio.plan.objectives
        ],
        "areas": [{"id": area.id, "title": area.title, "owner": text(area.owner)} for area in portfolio.plan.areas],
        "segments": [{"id": segment.id, "title": segment.title} for segment in portfolio.plan.segments],
        "requests": (_request(request, portfolio) for request in portfolio.requests.values()),
        "items": (_item(item) for item in portfolio.items.values()),
        **({} if whole is None else {"internal": internal_data(whole)}),
    }


def shown_parts(plan: Plan) -> frozenset[Shown]:
    """Return the parts that the public sees: capacity only beside the estimates that it is worked out from."""
    is_worked_out = {Shown.ROADMAP, Shown.SCORES} <= plan.public_shows
    return plan.public_shows if is_worked_out else plan.public_shows - {Shown.CAPACITY}


def as_json(portfolio: PublicPortfolio, outlook: Outlook, whole: Portfolio | None = None) -> str:
    """Return the same as the text of a file."""
    return "".join(json_pieces(portfolio, outlook, whole))


def json_pieces(portfolio: PublicPortfolio, outlook: Outlook, whole: Portfolio | None = None) -> Iterator[str]:
    """Yield the text of the file piece by piece: in one, a single emoji makes four bytes of each character."""
    yield from _lines(_data(portfolio, outlook, whole), "")
    yield "\n"


def _lines(data: Json, indent: str) -> Iterator[str]:
    """Yield JSON with a line for each record: small, quick to write, and what changed stands in a line of its own."""
    before = "{"
    for key, value in data.items():
        yield f"{before}\n{indent}  {_json(key)}: "
        before = ","
        if isinstance(value, dict) and value:
            yield from _lines(value, f"{indent}  ")
        elif isinstance(value, Iterator) or (isinstance(value, list) and value and isinstance(value[0], dict)):
            yield from _records(value, indent)
        else:
            yield _json(value)
    yield f"\n{indent}}}"


def _records(values: Iterable[Json], indent: str) -> Iterator[str]:
    between = "["
    for value in values:
        yield f"{between}\n{indent}    {_json(value)}"
        between = ","
    yield "[]" if between == "[" else f"\n{indent}  ]"


_json = json.JSONEncoder(ensure_ascii=False).encode


def schema_text() -> str:
    """Return the JSON Schema of the data, as it is published beside it."""
    return (resources.files("rice_roadmap.publish") / "roadmap.schema.json").read_text(encoding="utf-8")


def _plan(plan: Plan) -> Json:
    promises = plan.promises
    return {
        "reach": {"unit": plan.reach.unit, "period": plan.reach.period},
        "effort": {"unit": plan.effort.unit.value, "minimum": exact(plan.effort.minimum)},
        "impact": _scale(plan.impact, exact),
        "confidence": _scale(plan.confidence, percent),
        "evidence_caps": [{"kind": cap.kind.value, "confidence": percent(cap.share)} for cap in plan.evidence_caps],
        "capacity": [
            {
                "period": str(entry.period),
                "area": text(entry.area),
                "effort": exact(entry.effort),
                "held_back": exact(entry.held_back),
            }
            for entry in plan.capacity
        ],
        "promises": {
            "since": day(promises.since),
            "decide_within_days": promises.decide_within_days,
            "rescore_after_days": promises.rescore_after_days,
            "measure_after_days": promises.measure_after_days,
            "smallest_group": promises.smallest_group,
        },
    }


def _scale(scale: Scale, write: Callable[[Fraction], str]) -> list[Json] | None:
    return None if scale.accepts_any else [{"name": step.name, "value": write(step.value)} for step in scale.steps]


def _request(request: PublicRequest, portfolio: PublicPortfolio) -> Json:
    decision = portfolio.decisions.get(request.id)
    votes = request.votes
    return {
        "id": request.id,
        "title": request.title,
        "status": portfolio.statuses[request.id].value,
        "submitted_on": day(request.submitted_on),
        "area": text(request.area),
        "need": request.need,
        "workaround": text(request.workaround),
        "votes": None if votes is None else {"count": votes.count, "on": day(votes.on)},
        "evidence": [_request_evidence(entry) for entry in request.evidence],
        "segments": list(portfolio.segments.get(request.id, ())),
        "items": [item.id for item in portfolio.answering.get(request.id, ())],
        "duplicates": [duplicate.id for duplicate in portfolio.duplicates.get(request.id, ())],
        "answer": None if decision is None else _answer(decision),
        "formerly": list(request.formerly),
    }


def _request_evidence(evidence: PublicRequestEvidence) -> Json:
    return {"kind": evidence.kind.value, "url": text(evidence.url), "on": day(evidence.on)}


def _answer(decision: PublicDecision) -> Json:
    # Each verdict has what it needs and nothing else; here all of it has a key.
    own = partial(getattr, decision.answer)
    return {
        "verdict": decision.verdict.value,
        "decided_on": day(decision.decided_on),
        "decided_by": decision.decided_by,
        "because": text(decision.because),
        "reason": word(own("reason", None)),
        "alternatives": [
            {"title": alternative.title, "how": alternative.how, "url": text(alternative.url)}
            for alternative in decision.alternatives
        ],
        "no_alternative": text(own("no_alternative", "")),
        "revisit_on": day(own("revisit_on", None)),
        "revisit_when": text(own("revisit_when", "")),
        "final": bool(own("final", None)),
        "duplicate_of": list(own("duplicate_of", ())),
        "questions": list(own("questions", ())),
        "answer_by": day(own("answer_by", None)),
    }


def _item(item: PublicItem) -> Json:
    return {
        "id": item.id,
        "title": item.title,
        "status": item.status.value,
        "horizon": word(item.when if item.status in _WITH_HORIZON else item.horizon),
        "target": text(str(item.target or "")),
        "target_because": text(item.target_because),
        "objective": text(item.objective),
        "area": text(item.area),
        "summary": item.summary,
        "answers": [{"request": answer.request, "part": text(answer.part)} for answer in item.answers],
        "depends_on": list(item.depends_on),
        "confirmed_on": day(item.confirmed_on),
        "labels": {"moscow": word(item.labels.moscow), "kano": word(item.labels.kano)},
        "rice": _rice(item.rice),
        "scored_on": day(item.scored_on),
        "effort_left": number(item.effort_left),
        "evidence": [_item_evidence(entry) for entry in item.evidence],
        "mandatory": item.mandatory is not None,
        "release": None if item.release is None else _release(item.release),
        "outcome": None if item.outcome is None else _outcome(item.outcome),
        "cancelled": (
            None if item.cancelled is None else {"because": item.cancelled.because, "on": day(item.cancelled.on)}
        ),
        "formerly": list(item.formerly),
    }


# What these statuses say of the horizon is as good as written; a candidate has one only where somebody wrote it.
_WITH_HORIZON = frozenset({ItemStatus.PLANNED, ItemStatus.IN_PROGRESS})


def _rice(rice: PublicRice) -> Json:
    found = estimates(rice)
    return {
        "reach": None if rice.reach is None else _estimate(rice.reach),
        "impact": None if rice.impact is None else _step(rice.impact, exact),
        "confidence": None if rice.confidence is None else _step(rice.confidence, percent),
        "effort": None if rice.effort is None else _estimate(rice.effort),
        "score": None if found is None else rounded(found.score),
        "score_exact": None if found is None else f"{found.score.numerator}/{found.score.denominator}",
    }


def _estimate(estimate: PublicEstimate) -> Json:
    return {
        "likely": exact(estimate.likely),
        "low": number(estimate.low),
        "high": number(estimate.high),
        "because": text(estimate.because),
    }


def _step(step: PublicStep, write: Callable[[Fraction], str]) -> Json:
    return {"name": text(step.value.name), "value": write(step.value.value), "because": text(step.because)}


def _item_evidence(evidence: PublicItemEvidence) -> Json:
    return {
        "kind": evidence.kind.value,
        "says": evidence.says,
        "url": text(evidence.url),
        "on": day(evidence.on),
    }


def _release(release: Release) -> Json:
    return {
        "on": day(release.on),
        "stage": release.stage.value,
        "version": text(release.version),
        "url": text(release.url),
    }


def _outcome(outcome: Outcome) -> Json:
    return {
        "measured_on": day(outcome.measured_on),
        "result": word(outcome.result),
        "reach": number(outcome.reach),
        "impact": number(outcome.impact),
        "effort": number(outcome.effort),
        "says": text(outcome.says),
    }
