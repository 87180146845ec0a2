"""Promises kept: which requests count, what is in time, the median, and what waits longer than promised."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from rice_roadmap.model.audience import Audience
from rice_roadmap.publish.decision_pages import decision_pages
from rice_roadmap.publish.promises import PromisesKept, median, promises_kept
from tests.publish.laid_out import PLAN, by_address, section, site_of

PROMISE = PLAN + "promises: {since: 2026-10-01, decide_within_days: 30}\n"
VERDICTS = {
    "accepted": "",
    "deferred": "because: x\nreason: no_owner\nrevisit_when: x\n",
    "needs_info": "questions: [x]\nanswer_by: 2026-12-31\n",
    "duplicate": "duplicate_of: first\n",
    "withdrawn": "",
}


def asked(name: str, on: str, more: str = "") -> dict[str, str]:
    """Return a request that came in on a day; an empty day is not known."""
    day = f"submitted_on: {on}\n" if on else ""
    return {f"requests/{name}.yaml": f"title: {name}\nneed: x\npotential_impact: x\n{day}{more}"}


def answered(name: str, on: str, verdict: str = "accepted") -> dict[str, str]:
    """Return the answer to a request, given on a day."""
    decision = f"verdict: {verdict}\ndecided_on: {on}\ndecided_by: Product\n{VERDICTS[verdict]}"
    return {f"roadmap/decisions/{name}.yaml": decision}


def kept(
    files: Mapping[str, str], *, plan: str = PROMISE, audience: Audience = Audience.INTERNAL
) -> PromisesKept | None:
    """Return what came of the promise of some files on 2026-11-23."""
    return promises_kept(site_of({"roadmap/plan.yaml": plan, **files}, audience=audience))


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, (0, 0, 0, 0)),
        ({**asked("a", "2026-10-01"), **answered("a", "2026-10-31")}, (1, 1, 0, 0)),
        ({**asked("a", "2026-10-01"), **answered("a", "2026-11-01")}, (1, 0, 0, 0)),
        ({**asked("a", "2026-10-01"), **answered("a", "2026-10-01", "deferred")}, (1, 1, 0, 0)),
        ({**asked("a", "2026-09-30"), **answered("a", "2026-10-01")}, (0, 0, 0, 0)),
        ({**asked("a", ""), **answered("a", "2026-10-01")}, (0, 0, 0, 0)),
        ({**asked("a", "2026-10-02"), **answered("a", "2026-10-01")}, (0, 0, 0, 0)),
        ({**asked("a", "2026-10-01"), **answered("a", "2026-10-02", "needs_info")}, (0, 0, 0, 0)),
        ({**asked("a", "2026-10-01"), **answered("a", "2026-10-02", "withdrawn")}, (0, 0, 0, 0)),
        (asked("a", "2026-10-24"), (0, 0, 0, 0)),
        (asked("a", "2026-10-23"), (0, 0, 1, 1)),
        (asked("a", "2026-01-01"), (0, 0, 0, 1)),
        (asked("a", ""), (0, 0, 0, 0)),
        ({**asked("first", "2026-10-01"), **asked("a", "2026-10-01"), **answered("a", "2026-10-02", "duplicate")},
         (0, 0, 1, 1)),
        ({**asked("a", "2026-10-01"), "roadmap/items/i.yaml":
          "title: i\nsummary: x\nstatus: planned\nanswers: [a]\n"}, (0, 0, 0, 0)),
    ],
    ids=[
        *("nothing", "on the last day", "a day late", "a no on the same day", "asked before the promise"),
        *("day unknown", "answered before it came in", "asked back", "withdrawn", "still in time", "time is over"),
        *("time is over since the promise", "waits, day unknown", "a duplicate waits once", "a feature answers it"),
    ],
)  # fmt: skip
def test_each_request_counts_once_or_not_at_all(files: Mapping[str, str], said: tuple[int, int, int, int]) -> None:
    """Answered, answered in time, overdue among those that count, and late at all."""
    found = kept(files)
    assert found is not None
    assert (found.answered, found.in_time, found.overdue, found.late) == said


def test_without_a_promised_time_nothing_is_counted() -> None:
    """Nobody is measured by what was never said."""
    assert kept({}, plan=PLAN) is None


def test_without_a_day_of_the_promise_every_request_counts() -> None:
    """The promise is as old as the roadmap then."""
    plan = PLAN + "promises: {decide_within_days: 30}\n"
    found = kept({**asked("a", "2020-01-01"), **answered("a", "2020-01-11")}, plan=plan)
    assert found is not None
    assert found.counted == 1
    assert found.median == 10


@pytest.mark.parametrize(
    ("numbers", "middle"), [([], None), ([7], 7), ([30, 1], Fraction(31, 2)), ([9, 1, 2], 2), ([4, 1, 2, 100], 3)]
)
def test_the_median_is_the_middle_or_half_way_between_two(numbers: list[int], middle: Fraction | None) -> None:
    """One answer that took forever moves it by one place at most."""
    assert median(numbers) == middle


def test_the_public_numbers_are_those_of_public_requests() -> None:
    """An internal request leaves no trace in any of them."""
    hidden = {
        **asked("a", "2026-10-01", "visibility: internal\n"),
        **asked("b", "2026-10-01", "visibility: internal\n"),
    }
    found = kept({**hidden, **answered("b", "2026-10-02")}, audience=Audience.PUBLIC)
    assert found is not None
    assert (found.counted, found.median, found.late) == (0, None, 0)


def test_where_only_answered_requests_are_public_nothing_is_said_of_those_that_wait() -> None:
    """A zero that nobody could check would be a boast."""
    plan = PROMISE + "publish_requests: when_answered\n"
    files = {
        "roadmap/plan.yaml": plan,
        **asked("a", "2026-10-01"),
        **asked("b", "2026-10-01"),
        **answered("b", "2026-10-05"),
    }
    said = {
        audience: section(by_address(decision_pages(site_of(files, audience=audience)))["decisions"], "promise")
        for audience in Audience
    }
    assert "1 of 1" in said[Audience.PUBLIC]
    assert "Waiting longer" not in said[Audience.PUBLIC]
    assert "1 of 2" in said[Audience.INTERNAL]
    assert "Waiting longer than promised now: 1" in said[Audience.INTERNAL]


def test_colleagues_read_which_area_is_asked_for_what_is_late() -> None:
    """Areas in the order of the plan with the role that answers for each; no person is compared with another."""
    areas = "areas: [{id: site, title: Site}, {id: door, title: Front door, owner: Product}]\n"
    files = {
        "roadmap/plan.yaml": PROMISE + areas,
        **asked("a", "2026-10-01", "area: door\n"),
        **asked("b", "2026-10-01", "area: door\n"),
        **asked("c", "2026-10-01", "area: site\n"),
        **asked("d", "2026-10-01"),
    }
    inside, outside = (
        section(by_address(decision_pages(site_of(files, audience=audience)))["decisions"], "promise")
        for audience in (Audience.INTERNAL, Audience.PUBLIC)
    )
    assert "Site: 1 Front door (Product): 2 Without an area: 1" in inside
    assert "Product" not in outside
