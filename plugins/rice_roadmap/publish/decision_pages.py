"""Answers: the latest, then all of them by kind; a no stands where a yes stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rice_roadmap.model.decision import Alternative, Deferred, Verdict
from rice_roadmap.model.item import PublicItem
from rice_roadmap.model.status import Status
from rice_roadmap.publish import addresses
from rice_roadmap.publish.answer_words import alternatives, nothing_instead, what_would_change
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.promises import PromisesKept, late_answers, promises_kept
from rice_roadmap.publish.request_pages import reason_words
from rice_roadmap.publish.request_view import RequestView
from rice_roadmap.publish.sections import Part, Section, parts_of_sections
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.words import words
from rice_roadmap.text.prose import lead

_MOST_LATEST = 10

#: The kinds of answer that features give, or gave.
_BY_ITEMS = frozenset(
    {
        Status.UNDER_CONSIDERATION,
        Status.PLANNED,
        Status.IN_PROGRESS,
        Status.PARTLY_SHIPPED,
        Status.SHIPPED,
        Status.NO_LONGER_PLANNED,
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerRow:
    """An answer in a list: of which request, of which kind, why, what instead, what would change it, and when."""

    view: RequestView
    kind: Status | Verdict
    features: tuple[PublicItem, ...]
    reason: str
    instead: tuple[Alternative, ...]
    nothing_instead: str
    would_change: str
    again_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class LateArea:
    """How many answers of one area are late, and the role that answers for it; empty where there is none."""

    title: str
    owner: str
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbers:
    """What stands below all answers: how many of each kind, what came of the promise, and where answers are late."""

    counts: tuple[tuple[str, int], ...]
    kept: PromisesKept | None
    late_areas: tuple[LateArea, ...]


def decision_pages(site: Site) -> Iterator[Page]:
    """Yield the list of answers; nothing where answers are not shown."""
    if not site.shows_answers:
        return
    rows = [_row(view) for view in site.views.values() if view.is_answered]
    sections = _by_kind(rows)
    latest = _latest(rows)
    numbers = _numbers(site, sections)
    for part in parts_of_sections(sections, addresses.DECISIONS):
        yield _page(site, part, latest, numbers)


def _page(site: Site, part: Part[Section[AnswerRow]], latest: tuple[AnswerRow, ...], numbers: Numbers) -> Page:
    return site.page(
        "decisions.html",
        address=part.own_address,
        title=part.titled("Answers"),
        description="What we answered, why, and what works instead.",
        parent=part.parent,
        in_search=False,
        part=part,
        latest=latest,
        columns=_columns,
        counts=numbers.counts,
        kept=numbers.kept,
        late_areas=numbers.late_areas,
    )


def _numbers(site: Site, sections: Iterable[Section[AnswerRow]]) -> Numbers:
    return Numbers(
        counts=tuple((section.title, len(section.rows)) for section in sections if section.rows),
        kept=promises_kept(site),
        late_areas=_late_areas(site) if site.is_internal else (),
    )


def _late_areas(site: Site) -> tuple[LateArea, ...]:
    """Return where answers are late, in the order of the plan: whom to ask, not who is worst."""
    counts = Counter(view.request.area for view in late_answers(site.views.values(), site.today))
    known = [
        LateArea(title=area.title, owner=area.owner, count=counts.pop(area.id))
        for area in site.plan.areas
        if area.id in counts
    ]
    elsewhere = sum(counts.values())
    return (*known, LateArea(title="Without an area", owner="", count=elsewhere)) if elsewhere else tuple(known)


def _columns(rows: Iterable[AnswerRow]) -> tuple[str, ...]:
    """Return the columns in which at least one of the rows says something."""
    found = list(rows)
    said = {
        "features": any(row.features for row in found),
        "reason": any(row.reason for row in found),
        "instead": any(row.instead or row.nothing_instead for row in found),
        "change": any(row.would_change for row in found),
        "review": any(row.kind is Status.DEFERRED for row in found),
        "decided": any(row.view.own_answer is not None for row in found),
    }
    return tuple(column for column, is_said in said.items() if is_said)


def _row(view: RequestView) -> AnswerRow:
    answer = view.answer.answer if view.answer is not None else None
    kind = _kind(view)
    return AnswerRow(
        view=view,
        kind=kind,
        features=view.items if kind in _BY_ITEMS else (),
        reason=reason_words(view),
        instead=alternatives(view),
        nothing_instead=lead(nothing_instead(view)),
        would_change=lead(what_would_change(view)),
        again_on=answer.revisit_on if isinstance(answer, Deferred) else None,
    )


def _kind(view: RequestView) -> Status | Verdict:
    """Return what kind of answer it is today: what was agreed has come further since, or was dropped."""
    is_duplicate = view.own_answer is not None and view.own_answer.verdict is Verdict.DUPLICATE
    return Verdict.DUPLICATE if is_duplicate else view.status


def _latest(rows: Iterable[AnswerRow]) -> tuple[AnswerRow, ...]:
    decided = (row for row in rows if row.view.own_answer is not None)
    return tuple(sorted(decided, key=_newest_first)[:_MOST_LATEST])


def _by_kind(rows: list[AnswerRow]) -> tuple[Section[AnswerRow], ...]:
    kinds: tuple[Status | Verdict, ...] = (*Status, Verdict.DUPLICATE)
    return tuple(
        Section(
            id=kind.replace("_", "-"),
            title=words(kind),
            rows=tuple(sorted((row for row in rows if row.kind is kind), key=_order_of(kind))),
        )
        for kind in kinds
    )


def _order_of(kind: Status | Verdict) -> Callable[[AnswerRow], tuple[int, str]]:
    return _next_review_first if kind is Status.DEFERRED else _newest_first


def _newest_first(row: AnswerRow) -> tuple[int, str]:
    answer = row.view.own_answer
    return (-(date.min if answer is None else answer.decided_on).toordinal(), row.view.request.id)


def _next_review_first(row: AnswerRow) -> tuple[int, str]:
    return ((row.again_on or date.max).toordinal(), row.view.request.id)
