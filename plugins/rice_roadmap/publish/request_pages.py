"""Requests: the list of all of them, and a page for each in every state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from rice_roadmap.model.decision import Declined, Deferred
from rice_roadmap.model.plan import Plan, Repository
from rice_roadmap.publish import addresses
from rice_roadmap.publish.answer_doors import doors
from rice_roadmap.publish.answer_words import (
    alternatives,
    statement,
    way_back,
    what_instead,
    what_would_help,
    words_to_forward,
)
from rice_roadmap.publish.conversation import Features, overdue_words, what_askers_could_say
from rice_roadmap.publish.folding import folded, folded_alternatives
from rice_roadmap.publish.forges import Forge
from rice_roadmap.publish.item_view import Places
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.request_subject import Inside, RequestSubject, request_subject
from rice_roadmap.publish.request_view import RequestView
from rice_roadmap.publish.sections import Part, parts
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.words import words
from rice_roadmap.text.prose import lead

#: How many customers stand beside a request before the others are folded.
_MOST_CUSTOMERS = 4

#: How many characters the first screen holds in letters of the usual size.
_MOST_AT_EASE = 1200


def request_pages(site: Site) -> Iterator[Page]:
    """Yield the list of requests and the page of each, the newest first."""
    views = _in_order(site.views.values())
    for part in parts(views, addresses.REQUESTS):
        yield _list_page(site, part)
    known = Features(site, Places.of(site))
    for view in views:
        yield _request_page(site, view, known)


def reason_words(view: RequestView) -> str:
    """Return the reason of a no in words, empty where there is none."""
    answer = view.answer.answer if view.answer is not None else None
    return words(answer.reason) if isinstance(answer, Declined | Deferred) else ""


def _list_page(site: Site, part: Part[RequestView]) -> Page:
    return site.page(
        "requests.html",
        address=part.own_address,
        title=part.titled("Requests"),
        description="What people need, and what we answered.",
        parent=part.parent,
        in_search=False,
        part=part,
        reason_words=reason_words,
    )


def _request_page(site: Site, view: RequestView, known: Features) -> Page:
    return site.page_made_of(
        partial(request_subject, site, view, known),
        partial(_says, site.plan, site.today, site.forge),
        "request.html",
        address=addresses.request(view.request.id),
        title=view.request.title,
        description=lambda subject: lead(subject.view.request.need),
        parent=addresses.REQUESTS,
        source=view.request.path,
    )


def _says(plan: Plan, today: date, forge: Forge | None, subject: RequestSubject) -> Mapping[str, Any]:
    """Return what the page of a request says, in words."""
    view = subject.view
    said, offers = statement(view, today), alternatives(view)
    instead, because = what_instead(view), said.because or (view.answer.because if view.answer is not None else "")
    answer = (view.request.need, because, instead, way_back(view), *(offer.how for offer in offers))
    return {
        "view": view,
        "need": folded(view.request.need),
        "statement": said,
        "because": folded(because),
        "reason": reason_words(view),
        "alternatives": folded_alternatives(offers),
        "instead": folded(instead),
        "workaround": "" if instead == view.request.workaround else view.request.workaround,
        "would_change": folded(way_back(view)),
        "would_help": what_would_help(view),
        "is_dense": sum(map(len, answer)) > _MOST_AT_EASE,
        "takes_asks": plan.repository is Repository.PRIVATE,
        "standing": lambda item: subject.standings[item.id],
        "forward": words_to_forward(view, plan.notice, today, subject.url),
        **({} if subject.inside is None else _says_inside(plan, today, forge, view, subject.inside)),
    }


def _says_inside(plan: Plan, today: date, forge: Forge | None, view: RequestView, inside: Inside) -> Mapping[str, Any]:
    """Return what the internal form says besides."""
    decision = inside.decision
    return {
        "inside": inside.request,
        "decision": decision,
        "customers": inside.customers,
        "hangs": inside.hangs,
        "would_help": (*what_would_help(view), *what_askers_could_say(inside.leading_asks, view)),
        "overdue": overdue_words(plan, view, today),
        "most_customers": _MOST_CUSTOMERS,
        "worth": folded(inside.request.potential_impact or "Nobody has written it down."),
        "note": folded("" if decision is None else decision.note),
        "features": inside.features,
        "answer_doors": doors(forge, view, today=today, is_planned=inside.is_planned),
    }


def _in_order(views: Iterable[RequestView]) -> list[RequestView]:
    """Return the newest requests first; those without a date last."""
    oldest = date.min
    return sorted(views, key=lambda view: (-(view.request.submitted_on or oldest).toordinal(), view.request.id))
