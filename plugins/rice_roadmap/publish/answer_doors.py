"""The answers that a PM can give with one click: each opens the forge with the file begun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from rice_roadmap.model.decision import Verdict
from rice_roadmap.model.filing import path_of
from rice_roadmap.publish.forges import Forge
from rice_roadmap.publish.propose_template import TO_FILL_IN
from rice_roadmap.publish.request_view import RequestView
from rice_roadmap.publish.site import Site
from rice_roadmap.text.document import Data
from rice_roadmap.text.needs import choices
from rice_roadmap.text.shape import Kind
from rice_roadmap.text.writing import write

#: How long whoever asked has to answer a question, where the plan promises nothing.
_DAYS_TO_ANSWER = 14


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerDoor:
    """One button: what it says, and the address that opens the file begun."""

    title: str
    address: str


def answer_doors(site: Site, view: RequestView) -> tuple[AnswerDoor, ...]:
    """Return the buttons for a request without an answer; none where no forge opens new files.

    An answer that stands already is a file of its own, which its edit link opens.
    """
    return doors(site.forge, view, today=site.today, is_planned=view.request.id in site.portfolio.items)


def doors(forge: Forge | None, view: RequestView, *, today: date, is_planned: bool) -> tuple[AnswerDoor, ...]:
    """Return the buttons of a request, on a day and for a forge; what is planned already needs no second file."""
    if forge is None or view.own_answer is not None:
        return ()
    request = view.request.id
    item = path_of(Kind.ITEM, request)
    decision = path_of(Kind.DECISION, request)
    plan = AnswerDoor(title="Plan it", address=forge.new_file(item, _item(view)))
    answers = (
        AnswerDoor(title=title, address=forge.new_file(decision, _decision(today, verdict, fields)))
        for title, verdict, fields in _answers(today)
    )
    return (*(() if is_planned else (plan,)), *answers)


def _answers(today: date) -> tuple[tuple[str, Verdict, Mapping[str, Data]], ...]:
    offer: Data = [{"title": TO_FILL_IN, "how": TO_FILL_IN}]
    by: Data = (today + timedelta(days=_DAYS_TO_ANSWER)).isoformat()
    return (
        ("Not now", Verdict.DEFERRED, {"because": TO_FILL_IN, "revisit_when": TO_FILL_IN}),
        ("No", Verdict.DECLINED, {"because": TO_FILL_IN, "alternatives": offer, "revisit_when": TO_FILL_IN}),
        ("Asked before", Verdict.DUPLICATE, {}),
        ("Ask back", Verdict.NEEDS_INFO, {"questions": [TO_FILL_IN], "answer_by": by}),
        ("Possible today", Verdict.ALREADY_POSSIBLE, {"alternatives": offer}),
    )


def _item(view: RequestView) -> str:
    data: dict[str, Data] = {"title": view.request.title, "summary": TO_FILL_IN, "status": "planned"}
    data |= {"area": view.request.area} if view.request.area else {}
    return write({**data, "answers": [view.request.id]}, schema="../../schema/item.schema.json")


def _decision(today: date, verdict: Verdict, fields: Mapping[str, Data]) -> str:
    data: dict[str, Data] = {
        "verdict": verdict.value,
        "decided_on": today.isoformat(),
        "decided_by": TO_FILL_IN,
        **fields,
    }
    return write(data, schema="../../schema/decision.schema.json") + _left_to_choose(verdict, data)


def _left_to_choose(verdict: Verdict, data: Mapping[str, Data]) -> str:
    """Return the lines that only a person can write, as comments: until then the check asks for them."""
    if verdict is Verdict.DUPLICATE:
        return "# duplicate_of: the id of the request that was first\n"
    reasons = choices(Kind.DECISION, "reason", data) if verdict in {Verdict.DECLINED, Verdict.DEFERRED} else ()
    return f"# reason: one of {', '.join(reasons)}\n" if reasons else ""
