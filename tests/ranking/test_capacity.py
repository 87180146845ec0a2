"""Capacity: which quarter counts, what is committed to it, and what that leaves for each area."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given

from rice_roadmap.model.audience import Audience, PublicPortfolio
from rice_roadmap.model.calendar import Quarter
from rice_roadmap.model.item import PublicItem
from rice_roadmap.ranking.capacity import Boundary, boundaries, current_boundary, current_period, later_boundaries
from tests.ranking import oracles
from tests.ranking.items import item, rice
from tests.ranking.worlds import LATER, PERIOD, TODAY, capacity, world, worlds

MANDATORY = {"reason": "security", "because": "An audit asks for it.", "on": "2026-01-01"}
SIZED = rice(1, 1, 1, 2)


def boundary(found: PublicPortfolio, audience: Audience = Audience.INTERNAL) -> Boundary:
    """Return the boundary of the current period, which there is."""
    current = current_boundary(found, today=TODAY, audience=audience)
    assert current is not None
    return current


def test_the_period_is_the_earliest_listed_quarter_that_is_not_over() -> None:
    """A quarter lasts until its last day; the order of the list and the areas change nothing."""
    entries = [capacity(1, period=LATER), capacity(1, "north", period=PERIOD), capacity(1, period=Quarter(2026, 4))]
    assert current_period(entries, date(2026, 12, 31)) == Quarter(2026, 4)
    assert current_period(entries, date(2027, 1, 1)) == PERIOD
    assert current_period(entries, date(2027, 4, 1)) == LATER
    assert current_period(entries, date(2027, 10, 1)) is None


def test_without_a_quarter_there_is_no_boundary() -> None:
    """Without capacity, or with past capacity only, nothing fits and nothing does not fit."""
    for entries in ([], [capacity(9, period=Quarter(2026, 4))]):
        assert current_boundary(world([], entries), today=TODAY, audience=Audience.INTERNAL) is None
        assert later_boundaries(world([], entries), today=TODAY, audience=Audience.INTERNAL) == ()


@pytest.mark.parametrize(
    ("data", "charged"),
    [
        ({"status": "candidate"}, False),
        ({"status": "candidate", "horizon": "now", "target": "2027-Q1"}, False),
        ({"status": "candidate", "mandatory": MANDATORY}, True),
        ({"status": "candidate", "mandatory": MANDATORY, "target": "2027-03"}, True),
        ({"status": "candidate", "mandatory": MANDATORY, "target": "2027-Q2"}, False),
        ({"status": "in_progress"}, True),
        ({"status": "in_progress", "target": "2027-Q4"}, True),
        ({"status": "in_progress", "target": "2027-Q4", "mandatory": MANDATORY}, False),
        ({"status": "planned"}, False),
        ({"status": "planned", "horizon": "next"}, False),
        ({"status": "planned", "horizon": "now"}, True),
        ({"status": "planned", "target": "2026-Q2"}, True),
        ({"status": "planned", "target": "2027-03-31"}, True),
        ({"status": "planned", "target": "2027-04-01"}, False),
        ({"status": "planned", "horizon": "now", "target": "2027-Q3"}, True),
        ({"status": "shipped", "mandatory": MANDATORY}, False),
        ({"status": "cancelled", "target": "2027-Q1"}, False),
    ],
)
def test_what_is_committed_takes_its_capacity_first(data: dict[str, object], charged: bool) -> None:
    """Mandatory and running work, and what is planned for now or for this quarter or an earlier one."""
    found = boundary(world([item("one", SIZED, **data)], [capacity(9)]))
    assert found.entries[""].committed == (2 if charged else 0)
    assert found.committed == ({"one"} if charged else set())


def test_work_in_progress_is_charged_what_is_left_of_it() -> None:
    """Nothing left is nothing charged; where nobody says what is left, the effort counts. Only running work has it."""
    items = [
        item("done-soon", SIZED, status="in_progress", effort_left=Fraction(1, 2)),
        item("done", SIZED, status="in_progress", effort_left=0),
        item("running", SIZED, status="in_progress"),
        item("planned", SIZED, status="planned", horizon="now", effort_left=1),
    ]
    found = boundary(world(items, [capacity(9)])).entries[""]
    assert {charge.item.id: charge.effort for charge in found.charges} == {
        "done": 0,
        "done-soon": Fraction(1, 2),
        "planned": 2,
        "running": 2,
    }
    assert found.available == Fraction(9, 2)


def test_committed_work_without_an_effort_is_charged_nothing_and_named() -> None:
    """Somebody has to be told; nothing left is an answer, no effort is none."""
    items = [item("new", status="in_progress"), item("almost", status="in_progress", effort_left=0)]
    found = boundary(world(items, [capacity(3)])).entries[""]
    assert found.available == 3
    assert [each.id for each in found.unestimated] == ["new"]


def test_what_is_held_back_is_subtracted_for_the_public_only() -> None:
    """On the public site it stands for work that is not there; colleagues see that work itself."""
    found = world([], [capacity(9, held_back=2)])
    internal, public = (boundary(found, audience).entries[""] for audience in (Audience.INTERNAL, Audience.PUBLIC))
    assert [internal.held_back, internal.available] == [0, 9]
    assert [public.held_back, public.available] == [2, 7]


def test_more_can_be_committed_than_there_is() -> None:
    """Then less than nothing is available, and it is said."""
    running = [item(name, SIZED, status="in_progress") for name in ("a", "b")]
    found = boundary(world(running, [capacity(3)])).entries[""]
    assert found.available == -1
    assert found.is_over_committed
    assert not boundary(world(running, [capacity(4)])).entries[""].is_over_committed


def _held(entries: list[str], area: str) -> str | None:
    found = boundary(world([], [capacity(1, name) for name in entries]))
    entry = found.entry_of(item("one", area=area))
    return None if entry is None else entry.area


def test_an_area_without_capacity_of_its_own_shares_that_of_all() -> None:
    """Where nothing is given for all either, no entry holds the item."""
    assert _held(["", "north"], "north") == "north"
    assert _held(["", "north"], "south") == ""
    assert _held(["", "north"], "") == ""
    assert _held(["north"], "south") is None
    assert _held(["north"], "") is None


def test_capacity_of_an_area_counts_in_its_own_quarter_only() -> None:
    """An area with capacity in the next quarter alone is in this one held by the entry for all."""
    running = item("one", SIZED, status="in_progress", area="north")
    found = boundary(world([running], [capacity(5), capacity(5, "north", period=LATER)]))
    assert {area: entry.available for area, entry in found.entries.items()} == {"": 3}


def test_capacity_given_twice_counts_once() -> None:
    """It is a problem of the plan; until it is solved, the first entry counts and nothing is charged twice."""
    found = boundary(world([item("one", SIZED, status="in_progress")], [capacity(5), capacity(7)]))
    assert [found.entries[""].effort, found.entries[""].available] == [5, 3]


def test_a_later_quarter_is_charged_with_what_is_meant_for_it() -> None:
    """Planned and mandatory work whose target lies in it; what runs today is not."""
    items: list[PublicItem] = [
        item("planned", SIZED, status="planned", target="2027-08"),
        item("mandatory", SIZED, status="candidate", target="2027-Q3", mandatory=MANDATORY),
        item("running", SIZED, status="in_progress", target="2027-Q3"),
        item("candidate", SIZED, status="candidate", target="2027-Q3"),
        item("before", SIZED, status="planned", target="2027-Q2"),
        item("shipped", SIZED, status="shipped", target="2027-Q3"),
    ]
    entries = [capacity(9), capacity(3, period=LATER), capacity(1, period=Quarter(2026, 4))]
    (found,) = later_boundaries(world(items, entries), today=TODAY, audience=Audience.INTERNAL)
    assert found.period == LATER
    assert found.committed == {"planned", "mandatory"}
    assert found.entries[""].is_over_committed


@given(worlds())
def test_what_is_left_is_what_the_rules_leave(found: PublicPortfolio) -> None:
    """In every quarter and for both audiences, entry by entry."""
    for audience in Audience:
        current = boundary(found, audience)
        later = later_boundaries(found, today=TODAY, audience=audience)
        assert (current.period, *(one.period for one in later)) == (PERIOD, LATER)
        for one in (current, *later):
            assert one.committed == oracles.committed(found, one.period)
            for area, entry in one.entries.items():
                assert entry.available == oracles.available(found, area, audience, one.period)


def test_later_quarters_come_one_after_another() -> None:
    """In whatever order the plan lists them."""
    quarters = [Quarter(year, number) for year in (2029, 2027, 2028, 2030) for number in (3, 1, 4, 2)]
    found = world([], [capacity(1, period=quarter) for quarter in quarters])
    later = [boundary.period for boundary in later_boundaries(found, today=TODAY, audience=Audience.INTERNAL)]
    assert later == sorted(quarters)[1:]


def test_charges_are_sorted_by_id() -> None:
    """In whatever order the items come."""
    items = [item(name, SIZED, status="in_progress") for name in ("c", "a", "b")]
    found = world(items, [capacity(9)])
    entry = boundary(replace(found, items={each.id: found.items[each.id] for each in items})).entries[""]
    assert [charge.item.id for charge in entry.charges] == ["a", "b", "c"]


def test_the_current_quarter_stands_before_the_later_ones() -> None:
    """All that are listed and not over; without a current one there is none."""
    found = world([], [capacity(1, period=LATER), capacity(1, period=PERIOD), capacity(1, period=Quarter(2026, 4))])
    both = boundaries(found, today=TODAY, audience=Audience.INTERNAL)
    assert [each.period for each in both] == [PERIOD, LATER]
    assert both[:1] == (boundary(found),)
    assert boundaries(world([], []), today=TODAY, audience=Audience.INTERNAL) == ()
