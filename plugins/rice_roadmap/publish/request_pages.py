"""Requests: the list of all of them, and a page for each in every state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rice_roadmap.model.decision import Declined, Deferred
from rice_roadmap.publish import addresses
from rice_roadmap.publish.answer_doors import answer_doors
from rice_roadmap.publish.answer_words import (
    alternatives,
    nothing_instead,
    statement,
    what_would_change,
    words_to_forward,
)
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.request_view import RequestView, view_request
from rice_roadmap.publish.sections import Part, parts
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.words import words
from rice_roadmap.text.prose import lead

#: The longest need at the top of a page, in characters: three lines.
_LONGEST_NEED = 300


def request_pages(site: Site) -> Iterator[Page]:
    """Yield the list of requests and the page of each, the newest first."""
    views = _in_order(view_request(site.portfolio, request) for request in site.portfolio.requests.values())
    for part in parts(views, addresses.REQUESTS):
        yield _list_page(site, part)
    for view in views:
        yield _request_page(site, view)


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


def _request_page(site: Site, view: RequestView) -> Page:
    address = addresses.request(view.request.id)
    in_short = lead(view.request.need, most=_LONGEST_NEED)
    return site.page(
        "request.html",
        address=address,
        title=view.request.title,
        description=lead(view.request.need),
        parent=addresses.REQUESTS,
        source=view.request.path,
        view=view,
        need_in_short=in_short,
        # A short need without marks is whole already; a page that repeats itself looks like a mistake.
        has_more_need=in_short != " ".join(view.request.need.split()),
        statement=statement(view, site.today),
        reason=reason_words(view),
        alternatives=alternatives(view),
        nothing_instead=nothing_instead(view),
        would_change=what_would_change(view),
        answer_doors=answer_doors(site, view) if site.is_internal else (),
        forward=words_to_forward(view, site.plan.notice, site.today, site.absolute(address)),
    )


def _in_order(views: Iterator[RequestView]) -> list[RequestView]:
    """Return the newest requests first; those without a date last."""
    oldest = date.min
    return sorted(views, key=lambda view: (-(view.request.submitted_on or oldest).toordinal(), view.request.id))
