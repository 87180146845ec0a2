"""What would change it: the nearest value of each estimate with which an item outside fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from rice_roadmap.model.audience import Audience, PublicPortfolio
from rice_roadmap.model.estimate import PublicRice
from rice_roadmap.model.item import PublicItem
from rice_roadmap.model.scale import PlacedValue, Scale, confidence_scale, impact_scale
from rice_roadmap.ranking.change import Change, what_would_change
from rice_roadmap.ranking.sets import Line
from tests.ranking import oracles
from tests.ranking.items import item, rice
from tests.ranking.worlds import ANY, INTERCOM, PERIOD, capacity, fits_of, world, worlds

DEFAULT = (impact_scale(None), confidence_scale(None))


def changes(found: PublicPortfolio, audience: Audience = Audience.INTERNAL) -> dict[str, Change]:
    """Return what would change every item outside."""
    fits = fits_of(found, audience)
    changed = dict(what_would_change(fits, found.plan, fits.ranking.rows))
    assert changed.keys() == {row.item.id for row in fits.rows_on(Line.OUTSIDE)}
    return changed


def change(items: Iterable[PublicItem], effort: Fraction | int, scales: tuple[Scale, Scale] = ANY) -> Change:
    """Return what would change the only item that is outside."""
    (only,) = changes(world(tuple(items), [capacity(effort)], scales)).values()
    return only


def test_the_second_project_of_the_article_fits_if_one_of_three_things_is_shown() -> None:
    """Capacity 5: from 3,376 customers, from impact high, at an effort of 2.37; confidence alone cannot."""
    found = change(INTERCOM, 5, DEFAULT)
    assert found.row.item.id == "p2"
    assert found.reach == 3376
    assert found.impact == PlacedValue(name="high", value=Fraction(2))
    assert found.confidence is None
    assert found.effort == Fraction("2.37")


def test_without_steps_impact_goes_up_to_two_places_and_confidence_to_a_whole_percent() -> None:
    """Impact 1.69 is the first beyond 27/16; with 80% in the place of 1, 54% is the first beyond 53.3%."""
    assert change(INTERCOM, 5).impact == PlacedValue(name="", value=Fraction("1.69"))
    assert change(INTERCOM, 5).confidence is None
    doubted = (replace(INTERCOM[0], rice=rice(450, 3, "0.4", 2)), *INTERCOM[1:])
    sure = (*doubted[:1], replace(INTERCOM[1], rice=rice(2000, 1, "0.4", 4)), INTERCOM[2])
    assert change(sure, 5).confidence == PlacedValue(name="", value=Fraction("0.54"))


def test_confidence_may_have_to_go_all_the_way() -> None:
    """The last percents count too: certainty is allowed, more is not."""
    for rival, percent in ((98, 99), (99, 100), (100, None)):
        # As sure as the other can be, so that a tie is lost.
        found = change([item("a", rice(rival, 1, 1, 1)), item("b", rice(100, 1, "1/2", 1))], 1)
        assert found.confidence == (None if percent is None else PlacedValue(name="", value=Fraction(percent, 100)))


def test_one_hundredth_of_effort_is_the_least_answer() -> None:
    """Where the plan allows as little."""
    found = world([item("a", rice(10**6, 1, 1, 1)), item("b", rice(1, 1, 1, 1))], [capacity(Fraction("1.01"))])
    effort = replace(found.plan.effort, minimum=Fraction(1, 200))
    assert changes(replace(found, plan=replace(found.plan, effort=effort)))["b"].effort == Fraction(1, 100)


def test_a_tie_is_enough_where_it_would_stand_first() -> None:
    """At an equal score the surer stands first, then the smaller, then the id."""
    rival = item("rival", rice(100, 1, "1/2", 1))
    assert change([rival, item("sure", rice(10, 1, 1, 1))], 1).reach == 50
    assert change([rival, item("unsure", rice(10, 1, "1/4", 1))], 1).reach == 201
    assert change([rival, item("after", rice(60, 1, "1/2", 1)), item("a", rice(10, 1, "1/2", 1))], 2).reach == 60


def test_a_hundredth_less_effort_can_be_enough() -> None:
    """The second of two twins would then have the higher score."""
    twins = [item("a", rice(100, 1, 1, 1)), item("b", rice(100, 1, 1, 1))]
    assert change(twins, 1).effort == Fraction("0.99")


def test_larger_than_all_that_is_available_only_less_effort_helps() -> None:
    """No score makes room; at 2 months it would fit, and stand first."""
    found = change([item("large", rice(100, 1, "1/2", 3))], 2)
    assert (found.reach, found.impact, found.confidence) == (None, None, None)
    assert found.effort == 2


def test_no_effort_below_the_minimum_is_suggested() -> None:
    """The minimum is half a month; an item that would have to be smaller cannot fit by effort alone."""
    rival = item("rival", rice(100, 1, 1, 1))
    assert change([rival, item("small", rice(60, 1, 1, 1))], 1).effort == Fraction("0.6")
    assert change([rival, item("small", rice(50, 1, 1, 1))], 1).effort == Fraction("0.5")
    assert change([rival, item("small", rice(49, 1, 1, 1))], 1).effort is None


def test_a_minimum_between_two_places_may_itself_be_what_fits() -> None:
    """0.125 is allowed where 0.12 is not."""
    found = world([item("large", rice(100, 1, 1, 1))], [capacity(Fraction("0.128"))])
    plan = replace(found.plan, effort=replace(found.plan.effort, minimum=Fraction("0.125")))
    assert changes(replace(found, plan=plan))["large"].effort == Fraction("0.125")


def test_nothing_but_less_effort_helps_where_more_was_committed_than_there_is() -> None:
    """And not even that where nothing at all is left."""
    running = item("running", rice(1, 1, 1, 3), status="in_progress")
    found = changes(world([running, item("one", rice(9, 1, 1, 1))], [capacity(2)]))["one"]
    assert (found.reach, found.impact, found.confidence, found.effort) == (None, None, None, None)


def test_a_reach_of_nothing_can_be_changed_by_reach_or_by_a_tie() -> None:
    """Impact multiplies nothing; among worthless items the surer stands first."""
    rival = item("rival", rice(0, 1, "0.5", 1))
    found = change([rival, item("zero", rice(0, 1, "0.2", 1))], 1)
    assert [found.reach, found.impact] == [1, None]
    assert found.confidence == PlacedValue(name="", value=Fraction("0.51"))


def test_numbers_of_any_size_are_searched_in_few_steps() -> None:
    """A search over every number in between would never end."""
    large = 10**30
    found = change([item("rival", rice(large, 1, 1, 1)), item("one", rice(1, 1, 1, large))], large)
    assert found.reach == large * large + 1
    assert found.effort == large - 1


def _with(name: str, number: Fraction) -> Callable[[PublicRice], PublicRice]:
    def changed(found: PublicRice) -> PublicRice:
        part = getattr(found, name)
        if name in {"reach", "effort"}:
            return replace(found, **{name: replace(part, likely=number)})
        return replace(found, **{name: replace(part, value=PlacedValue(name="", value=number))})

    return changed


def _first(found: PublicPortfolio, name: str, field: str, values: Iterable[Fraction]) -> Fraction | None:
    """Return the first of the values with which fill, run anew, takes an item."""
    return next((each for each in values if oracles.is_taken(found, name, _with(field, each), Audience.INTERNAL)), None)


def _value(found: PlacedValue | None) -> Fraction | None:
    return None if found is None else found.value


@given(worlds(), st.data())
def test_it_is_the_first_value_with_which_fill_run_anew_takes_the_item(
    found: PublicPortfolio, data: st.DataObject
) -> None:
    """Every reach up to 200, every step, every hundredth of effort down to the minimum."""
    outside = changes(found)
    if not outside:
        return
    name = data.draw(st.sampled_from(sorted(outside)))
    one, now = outside[name], found.items[name].rice
    assert now.reach is not None
    assert now.effort is not None
    hundredths = range(int(now.effort.likely * 100), 49, -1)
    # Efforts are at most 3, values at most 12 and at least 1/2 for a reach of 1: a score is passed within 200.
    assert one.reach == _first(found, name, "reach", map(Fraction, range(int(now.reach.likely) + 1, 200)))
    assert _value(one.impact) == _first(found, name, "impact", [Fraction(2)])
    assert _value(one.confidence) == _first(found, name, "confidence", [Fraction(1)])
    assert one.effort == _first(found, name, "effort", (Fraction(each, 100) for each in hundredths))


@given(worlds(scales=ANY))
def test_without_steps_it_is_the_first_hundredth(found: PublicPortfolio) -> None:
    """It fits with the value found and not with one hundredth less; where none is found, the greatest does not."""
    for name, one in changes(found).items():
        now = found.items[name].rice
        assert now.impact is not None
        assert now.confidence is not None
        percents = (Fraction(each, 100) for each in range(int(now.confidence.value.value * 100) + 1, 101))
        assert _value(one.confidence) == _first(found, name, "confidence", percents)
        impact = _value(one.impact)
        if impact is None:
            assert _first(found, name, "impact", [Fraction(10**6)]) is None
        else:
            assert impact.denominator in {1, 2, 4, 5, 10, 20, 25, 50, 100}
            assert impact > now.impact.value.value
            assert _first(found, name, "impact", [impact - Fraction(1, 100), impact]) == impact


@given(worlds())
def test_only_what_is_outside_has_something_to_change(found: PublicPortfolio) -> None:
    """For both audiences; what is inside, committed or under no entry has no answer."""
    for audience in Audience:
        areas = {entry.area for entry in found.plan.capacity if entry.period == PERIOD}
        held = {each.id for area in areas for each in oracles.candidates(found, area)}
        assert changes(found, audience).keys() == held - oracles.inside(found, audience)
