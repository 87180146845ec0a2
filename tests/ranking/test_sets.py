"""What fits: strict, fill and best, the line of every row, and published tables worked through."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rice_roadmap.model.audience import Audience, PublicPortfolio
from rice_roadmap.model.item import PublicItem
from rice_roadmap.ranking.order import Ranked
from rice_roadmap.ranking.sets import Line, Sets, lines_of, total_value
from tests.ranking import oracles
from tests.ranking.items import item, rice
from tests.ranking.worlds import AGENTCALC, PERIOD, capacity, fits_of, world, worlds


def sets_of(items: tuple[PublicItem, ...], effort: Fraction | int) -> Sets:
    """Return the sets of items under one capacity for all."""
    return fits_of(world(items, [capacity(effort)])).sets[""]


def ids(rows: tuple[Ranked, ...] | None) -> list[str]:
    """Return the ids of a set that is known."""
    assert rows is not None
    return [row.item.id for row in rows]


@pytest.mark.parametrize(
    ("effort", "strict", "fill", "best"),
    [
        (2, 7200, 7200, 7200),
        (3, 7200, 7200, 7200),
        (4, 7200, 7200, 8000),
        (5, 7200, 11700, 11700),
        (6, 15200, 15200, 15200),
        (8, 15200, 15200, 15200),
        (9, 19700, 19700, 19700),
    ],
)
def test_the_published_table_fits_as_it_was_worked_through(effort: int, strict: int, fill: int, best: int) -> None:
    """AgentCalc's three features at 2 to 9 person-months, as total value."""
    found = sets_of(AGENTCALC, effort)
    assert found.best is not None
    assert [total_value(rows) for rows in (found.strict, found.fill, found.best)] == [strict, fill, best]


def test_sets_are_listed_in_row_order() -> None:
    """At 9 everything fits, in the order of the ranking."""
    found = sets_of(AGENTCALC, 9)
    assert ids(found.strict) == ids(found.fill) == ids(found.best) == ["dark-mode", "onboarding", "referral"]


def test_what_fits_exactly_fits() -> None:
    """A tenth and two tenths are three tenths."""
    items = (item("a", rice(9, 1, 1, "0.1")), item("b", rice(9, 1, 1, "0.2")))
    assert ids(sets_of(items, Fraction("0.3")).fill) == ["a", "b"]
    assert ids(sets_of(items, Fraction("0.29999")).fill) == ["a"]


def test_over_committed_capacity_leaves_empty_sets() -> None:
    """Nothing fits into less than nothing."""
    running = item("running", rice(1, 1, 1, 3), status="in_progress")
    found = sets_of((*AGENTCALC, running), 2)
    assert (found.strict, found.fill, found.best) == ((), (), ())


def test_committed_work_is_in_no_set_and_has_its_own_line() -> None:
    """Also where no entry holds it; other items without an entry have no line at all."""
    items = (
        item("running", rice(9, 1, 1, 1), status="in_progress", area="north"),
        item("elsewhere", rice(9, 1, 1, 1), status="in_progress", area="south"),
        item("nowhere", rice(9, 1, 1, 1), area="south"),
        item("in", rice(5, 1, 1, 1), area="north"),
        item("out", rice(4, 1, 1, 1), area="north"),
    )
    found = fits_of(world(items, [capacity(2, "north")]))
    assert dict(found.lines) == {
        "elsewhere": Line.COMMITTED,
        "nowhere": None,
        "running": Line.COMMITTED,
        "in": Line.INSIDE,
        "out": Line.OUTSIDE,
    }
    assert [ids(rows) for rows in (found.sets["north"].candidates, found.sets["north"].fill)] == [["in", "out"], ["in"]]


def test_fill_ignores_prerequisites_and_best_does_not() -> None:
    """The one below the line is for a warning; best takes both or none."""
    items = (item("top", rice(10, 1, 1, 1), depends_on=["base"]), item("base", rice(1, 1, 1, 2)))
    assert (ids(sets_of(items, 2).fill), ids(sets_of(items, 2).best)) == (["top"], ["base"])
    assert ids(sets_of(items, 3).best) == ["top", "base"]


@pytest.mark.parametrize(
    ("status", "data", "is_met"),
    [
        ("shipped", {}, True),
        ("cancelled", {}, False),
        ("in_progress", {}, True),
        ("planned", {"horizon": "now"}, True),
        ("candidate", {"rice": {}}, False),
        ("candidate", {"area": "south", "reach": 9}, True),
        ("candidate", {"area": "south", "reach": 1}, False),
        ("candidate", {"area": "west"}, False),
    ],
)
def test_best_counts_a_prerequisite_as_met_when_it_is_done_committed_or_inside(
    status: str, data: dict[str, object], is_met: bool
) -> None:
    """Under another entry it has to be in that entry's fill; unscored, cancelled or without an entry it never is."""
    estimates = None if "rice" in data else rice(data.get("reach", 9), 1, 1, 1)  # type: ignore[arg-type]  # a number
    given = {"area": "north", **{key: value for key, value in data.items() if key in {"area", "horizon"}}}
    base = item("base", estimates, status=status, **given)
    top = item("top", rice(9, 1, 1, 1), area="north", depends_on=["base"])
    rival = item("rival", rice(5, 1, 1, 1), area="south")
    found = fits_of(world([base, top, rival], [capacity(2, "north"), capacity(1, "south")]))
    assert ("top" in ids(found.sets["north"].best)) is is_met


def test_items_that_wait_for_each_other_are_taken_together_or_not_at_all() -> None:
    """A circle is a problem of its own, and no reason to search without end."""
    items = (item("a", rice(9, 1, 1, 1), depends_on=["b"]), item("b", rice(1, 1, 1, 1), depends_on=["a"]))
    assert ids(sets_of(items, 1).best) == []
    assert ids(sets_of(items, 2).best) == ["a", "b"]


def test_among_equal_values_best_takes_less_effort() -> None:
    """10 can be had in three months and in four."""
    items = (item("six", rice(6, 1, 1, 2)), item("four", rice(4, 1, 1, 1)), item("ten", rice(10, 1, 1, 4)))
    assert ids(sets_of(items, 4).best) == ["four", "six"]


def test_among_equal_values_at_equal_effort_best_takes_the_earlier_rows() -> None:
    """6 + 9 and 8 + 7 are both had in four months; the first and the last row come before the two between."""
    items = (item("a", rice(6, 1, 1, 1)), item("b", rice(8, 1, 1, 2)), item("c", rice(7, 1, 1, 2)))
    assert ids(sets_of((*items, item("d", rice(9, 1, 1, 3))), 4).best) == ["a", "d"]
    same = tuple(item(name, rice(5, 1, 1, 1)) for name in "dcba")
    assert ids(sets_of(same, 2).best) == ["a", "b"]


def test_worthless_work_is_in_best_only_where_it_is_needed() -> None:
    """It takes effort, and the set without it is as valuable."""
    items = (item("useful", rice(5, 1, 1, 1), depends_on=["base"]), item("base", rice(0, 1, 1, 1)))
    more = item("useless", rice(0, 1, 1, 1))
    assert ids(sets_of((*items, more), 9).best) == ["useful", "base"]


@settings(max_examples=300)
@given(worlds())
def test_the_sets_are_those_of_trying_everything(found: PublicPortfolio) -> None:
    """Strict and fill one by one, best against all subsets; for both audiences, entry by entry."""
    for audience in Audience:
        fits = fits_of(found, audience)
        for area, sets in fits.sets.items():
            assert ids(sets.strict) == oracles.strict(found, area, audience)
            assert ids(sets.fill) == oracles.fill(found, area, audience)
            assert ids(sets.best) == oracles.best(found, area, audience)
        inside = oracles.inside(found, audience)
        assert set(ids(fits.rows_on(Line.INSIDE))) == inside
        assert set(ids(fits.rows_on(Line.COMMITTED))) == oracles.committed(found, PERIOD) & fits.lines.keys()


def _valued(found: PublicPortfolio) -> Fraction:
    best = fits_of(found).sets[""].best
    assert best is not None
    return total_value(best)


@given(worlds(areas=[("",)]), st.sampled_from((Fraction(1, 4), Fraction(1), Fraction(7, 3))))
def test_more_capacity_never_lowers_the_value_of_best(found: PublicPortfolio, more: Fraction) -> None:
    """What fits still fits; this holds for one entry, since others' fills decide what is met."""
    entries = tuple(replace(entry, effort=entry.effort + more) for entry in found.plan.capacity)
    richer = replace(found, plan=replace(found.plan, capacity=entries))
    assert _valued(richer) >= _valued(found)


@given(worlds())
def test_best_is_worth_at_least_what_fill_is_without_prerequisites(found: PublicPortfolio) -> None:
    """Fill is one of the sets that best chooses from, and strict is the beginning of fill."""
    free = replace(found, items={name: replace(each, depends_on=()) for name, each in found.items.items()})
    for sets in fits_of(free).sets.values():
        assert sets.best is not None
        assert total_value(sets.best) >= total_value(sets.fill)
        assert ids(sets.fill)[: len(sets.strict)] == ids(sets.strict)


def test_the_words_for_the_line_are_those_of_data_files() -> None:
    """Whoever reads them relies on these."""
    assert [str(line) for line in Line] == ["committed", "inside", "outside"]


@settings(max_examples=30)
@given(worlds())
def test_lines_alone_are_those_of_what_fits(found: PublicPortfolio) -> None:
    """Whoever needs nothing else waits for no search."""
    fits = fits_of(found)
    assert lines_of(fits.ranking, fits.boundary) == fits.lines
