"""What would wait: the cheapest room for an item outside, against all subsets, and the published case."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings

from rice_roadmap.model.audience import Audience, PublicPortfolio
from rice_roadmap.model.item import PublicItem
from rice_roadmap.ranking.displacement import Displacement, Outcome, what_would_wait
from rice_roadmap.ranking.sets import Line
from rice_roadmap.text.decimals import rounded
from tests.ranking import oracles
from tests.ranking.items import item, rice
from tests.ranking.worlds import AGENTCALC, capacity, fits_of, world, worlds


def displacements(
    found: PublicPortfolio, audience: Audience = Audience.INTERNAL, **limit: int
) -> dict[str, Displacement]:
    """Return what would wait for every item outside."""
    fits = fits_of(found, audience)
    answers = dict(what_would_wait(fits, found, fits.ranking.rows, **limit))
    assert answers.keys() == {row.item.id for row in fits.rows_on(Line.OUTSIDE)}
    return answers


def asking(items: tuple[PublicItem, ...], effort: Fraction | int, name: str) -> Displacement:
    """Return what would wait for an item under one capacity for all."""
    return displacements(world(items, [capacity(effort)]))[name]


def ids(found: Displacement) -> list[str]:
    """Return what would wait."""
    return [row.item.id for row in found.waiting]


@pytest.mark.parametrize(
    ("effort", "asked", "free", "need", "waiting", "net", "percent"),
    [
        (5, "onboarding", 0, 4, ["dark-mode", "referral"], -3700, "-32"),
        (6, "referral", 0, 3, ["onboarding"], -3500, "-23"),
        (4, "onboarding", 2, 2, ["dark-mode"], 800, "11"),
    ],
)
def test_asking_for_one_of_the_published_features_costs_what_was_worked_through(
    effort: int, asked: str, free: int, need: int, waiting: list[str], net: int, percent: str
) -> None:
    """AgentCalc's table: Onboarding at 5 costs both others; at 4 the plan would gain."""
    found = asking(AGENTCALC, effort, asked)
    assert (found.outcome, ids(found)) == (Outcome.WAITS, waiting)
    assert [found.free, found.need, found.net] == [free, need, net]
    assert found.share is not None
    assert rounded(found.share * 100, places=0) == percent


def test_what_is_larger_than_all_that_is_available_does_not_fit() -> None:
    """Whatever waits; that holds for over-committed capacity too."""
    running = item("running", rice(1, 1, 1, 3), status="in_progress")
    assert asking(AGENTCALC, 3, "onboarding").outcome is Outcome.DOES_NOT_FIT
    found = asking((*AGENTCALC, running), 2, "dark-mode")
    assert (found.outcome, ids(found)) == (Outcome.DOES_NOT_FIT, [])
    assert [found.free, found.need] == [-1, 3]


def test_unmet_prerequisites_outside_are_named_instead() -> None:
    """The indirect ones too, whatever keeps them outside: no room, no score or no more plans."""
    items = (
        item("top", rice(9, 1, 1, 2)),
        item("asked", rice(2, 1, 1, 2), depends_on=["middle", "done"]),
        item("middle", rice(1, 1, 1, 1), depends_on=["unscored", "dropped", "top"]),
        item("unscored"),
        item("dropped", status="cancelled"),
        item("done", status="shipped", depends_on=["unscored"]),
    )
    found = asking(items, 2, "asked")
    assert found.outcome is Outcome.NEEDS_OTHERS_FIRST
    assert [each.id for each in found.unmet] == ["dropped", "middle", "unscored"]


def test_what_an_item_needs_does_not_wait_for_it() -> None:
    """Not even indirectly: then the next cheapest waits, or nothing can."""
    items = (
        item("base", rice(3, 1, 1, 1)),
        item("middle", rice(4, 1, 1, 1), depends_on=["base"]),
        item("other", rice(9, 1, 1, 1)),
        item("asked", rice(1, 1, 1, 1), depends_on=["middle"]),
        item("large", rice(1, 1, 1, 2), depends_on=["middle"]),
    )
    assert ids(asking(items, 3, "asked")) == ["other"]
    assert asking(items, 3, "large").outcome is Outcome.DOES_NOT_FIT_BESIDE_NEEDS


def test_with_an_item_waits_what_depends_on_it() -> None:
    """Base alone would be the cheapest, but what was built on it cannot stay."""
    items = (
        item("base", rice(2, 1, 1, 1)),
        item("on-top", rice(9, 1, 1, 1), depends_on=["base"]),
        item("single", rice(5, 1, 1, 1)),
        item("asked", rice(1, 1, 1, 1)),
    )
    assert ids(asking(items, 3, "asked")) == ["single"]
    assert ids(asking(items[:2] + items[3:], 2, "asked")) == ["on-top"]


def test_what_committed_work_needs_does_not_wait() -> None:
    """Committed work stays, so its prerequisites stay."""
    running = item("running", rice(1, 1, 1, 1), status="in_progress", depends_on=["base"])
    items = (running, item("base", rice(2, 1, 1, 1)), item("other", rice(9, 1, 1, 1)), item("asked", rice(1, 1, 1, 1)))
    assert ids(asking(items, 3, "asked")) == ["other"]


def test_what_waits_under_another_entry_is_counted_and_frees_nothing() -> None:
    """An item of another area that depends on what waits has to wait too."""
    items = (
        item("base", rice(2, 1, 1, 1), area="north"),
        item("asked", rice(1, 1, 1, 1), area="north"),
        item("elsewhere", rice(5, 1, 1, 1), area="south", depends_on=["base"]),
        item("unmoved", rice(1, 1, 1, 1), area="south"),
    )
    found = displacements(world(items, [capacity(1, "north"), capacity(2, "south")]))["asked"]
    assert ids(found) == ["elsewhere", "base"]
    assert [found.net, found.share] == [-6, -3]


def test_among_equal_values_fewer_items_wait_then_the_lowest_ranked() -> None:
    """4 can be had as one item, as 2 + 2 or as 1 + 3; of equals the later rows wait."""
    one, low = item("one", rice(4, 1, 1, 2)), item("low", rice(1, 1, 1, 2))
    two = tuple(item(f"two-{letter}", rice(2, 1, 1, 1)) for letter in "ab")
    assert ids(asking((one, *two, low), 4, "low")) == ["one"]
    equal = tuple(item(letter, rice(5, 1, 1, 1)) for letter in "abcd")
    assert ids(asking((*equal, low), 4, "low")) == ["c", "d"]


def test_a_fill_that_is_worth_nothing_has_no_percentage() -> None:
    """The change is still told."""
    found = asking((item("a", rice(0, 1, 1, 1)), item("b", rice(0, 1, 1, 1))), 1, "b")
    assert ids(found) == ["a"]
    assert [found.net, found.share] == [0, None]


def test_beyond_the_counted_limit_nobody_claims_to_know() -> None:
    """The outcome says so, and no set is given; what needs no search is still told."""
    found = displacements(world(AGENTCALC, [capacity(5)]), most_steps=2)["onboarding"]
    assert (found.outcome, found.waiting, found.net) == (Outcome.BEYOND_LIMIT, (), None)
    assert found.need == 4
    assert displacements(world(AGENTCALC, [capacity(3)]), most_steps=2)["onboarding"].outcome is Outcome.DOES_NOT_FIT


@settings(max_examples=300)
@given(worlds())
def test_it_is_the_cheapest_of_all_subsets(found: PublicPortfolio) -> None:
    """Among everything inside under any entry, for both audiences; and its value is what the net says."""
    for audience in Audience:
        for name, one in displacements(found, audience).items():
            expected = oracles.waiting(found, name, audience)
            if isinstance(expected, str):
                assert one.outcome.value == expected
            else:
                assert (one.outcome, ids(one)) == (Outcome.WAITS, expected)
                lost = sum(oracles.value(found.items[each]) for each in expected)
                assert one.net == oracles.value(found.items[name]) - lost
            assert [each.id for each in one.unmet] == sorted(
                oracles.waits_for(found, found.items[name]) - oracles.inside(found, audience)
            )


def test_every_outcome_has_a_word() -> None:
    """Pages and data files use them."""
    assert " ".join(Outcome) == "waits does_not_fit needs_others_first does_not_fit_beside_needs beyond_limit"


def test_what_is_done_under_another_capacity_takes_no_room_here() -> None:
    """But it waits with what it waits for: so the third, though worth more than the second, is what waits."""
    items = (
        item("third", rice(10, 1, 1, 1)),
        item("second", rice(1, 1, 1, 1)),
        item("north", rice(100, 1, 1, 1), area="north", depends_on=["second"]),
        item("asked", rice(1, 1, "1/2", 1)),
    )
    found = displacements(world(items, [capacity(2), capacity(1, "north")]))["asked"]
    assert (found.outcome, ids(found)) == (Outcome.WAITS, ["third"])


def test_prerequisites_are_followed_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three links lead from one to the next: with as many allowed there is an answer, with one fewer none."""
    items = (
        item("c", rice(9, 1, 1, 1)),
        item("b", rice(8, 1, 1, 1), depends_on=["c"]),
        item("a", rice(7, 1, 1, 1), depends_on=["b"]),
    )
    found = world(items, [capacity(2)])
    monkeypatch.setattr("rice_roadmap.ranking.prerequisites.MOST_LINKS", 3)
    assert displacements(found)["a"].outcome is Outcome.DOES_NOT_FIT_BESIDE_NEEDS
    monkeypatch.setattr("rice_roadmap.ranking.prerequisites.MOST_LINKS", 2)
    beyond = displacements(found)["a"]
    assert (beyond.outcome, beyond.free, beyond.need) == (Outcome.BEYOND_LIMIT, Fraction(0), Fraction(1))


def test_choices_are_looked_at_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two scenes of two rows and one: what is asked after the limit is beyond it, and nothing before."""
    items = (
        item("a", rice(90, 1, 1, 1)),
        item("b", rice(80, 1, 1, 1)),
        item("first", rice(7, 1, 1, 1)),
        item("second", rice(6, 1, 1, 1), depends_on=["a"]),
        item("third", rice(5, 1, 1, 1), depends_on=["b"]),
    )
    found = world(items, [capacity(2)])
    for most, answered in ((4, 3), (3, 2), (2, 1), (1, 0)):
        monkeypatch.setattr("rice_roadmap.ranking.displacement.MOST_CHOICES", most)
        outcomes = [one.outcome for one in displacements(found).values()]
        assert outcomes == [Outcome.WAITS] * answered + [Outcome.BEYOND_LIMIT] * (3 - answered)
