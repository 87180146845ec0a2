"""Certainty: the documented draws, the fill of each, and what may be said about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rice_roadmap.model.audience import Audience, PublicPortfolio
from rice_roadmap.model.item import PublicItem
from rice_roadmap.ranking.certainty import Certainty, certainties
from rice_roadmap.ranking.order import rank
from rice_roadmap.ranking.sets import Line
from rice_roadmap.ranking.simulation import DRAWS, draws_inside, filled, seed, splitmix
from tests.ranking import oracles
from tests.ranking.items import estimate, item, portfolio, rice
from tests.ranking.worlds import capacity, fits_of, world, worlds

#: Intercom's three projects with spreads assumed for them: a tenth, three tenths and a half.
SPREAD = (
    item("p1", rice(estimate(450, 405, 495), 3, 1, estimate(2, Fraction("1.8"), Fraction("2.2")))),
    item("p2", rice(estimate(2000, 1400, 2600), 1, "0.8", estimate(4, Fraction("2.8"), Fraction("5.2")))),
    item("p3", rice(estimate(800, 400, 1200), 2, "0.5", estimate(1, Fraction("0.5"), Fraction("1.5")))),
)


def counts(items: Sequence[PublicItem], room: Fraction | int) -> dict[str, int]:
    """Return in how many draws each item is inside."""
    rows = rank(portfolio(items)).rows
    return dict(zip((row.item.id for row in rows), draws_inside(rows, Fraction(room)), strict=True))


def said(items: Sequence[PublicItem], room: Fraction | int) -> dict[str, Certainty | None]:
    """Return the certainty of items under one capacity for all."""
    return dict(certainties(fits_of(world(items, [capacity(room)]))))


def test_the_generator_is_splitmix64() -> None:
    """The first outputs after the seed 1234567 are those that its reference implementation prints."""
    bits = splitmix(np.array([1234567], dtype=np.uint64), np.arange(1, 6, dtype=np.uint64))
    assert bits[:, 0].tolist() == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]


def test_a_seed_comes_from_the_id_and_the_inputs_as_documented() -> None:
    """The beginning of the SHA-256 of `p1`, 405, 450, 495, 3, 1, 9/5, 2 and 11/5, one a line, by another program."""
    (row,) = rank(portfolio([SPREAD[0]])).rows
    assert seed(row) == oracles.seed(row.item)
    assert f"{seed(row):016x}" == "63e1b16cc2b765e3"


def test_the_same_inputs_give_the_same_counts_everywhere() -> None:
    """These numbers may change only together with the description of the draws."""
    assert counts(SPREAD, 2) == {"p3": 845, "p1": 155, "p2": 0}
    assert counts(SPREAD, 3) == {"p3": 776, "p1": 728, "p2": 0}
    assert counts(SPREAD, 6) == {"p3": 984, "p1": 999, "p2": 43}


def test_an_even_chance_comes_out_about_even() -> None:
    """Of an effort of 1 to 3, most likely 2, half the draws fit into 2 and an eighth into 1.5."""
    (half,) = counts([item("one", rice(1, 1, 1, estimate(2, 1, 3)))], 2).values()
    (eighth,) = counts([item("one", rice(1, 1, 1, estimate(2, 1, 3)))], Fraction("1.5")).values()
    # Four standard errors.
    assert abs(half - 500) < 64
    assert abs(eighth - 125) < 42


def test_what_has_no_range_never_moves() -> None:
    """It is inside in every draw, or in none."""
    fixed, rival = item("fixed", rice(10, 1, 1, 1)), item("rival", rice(estimate(5, 4, 6), 1, 1, 1))
    assert counts([fixed, rival], 1) == {"fixed": DRAWS, "rival": 0}


def test_a_range_without_width_never_moves_either() -> None:
    """A range from 2 to 2 says that it is 2."""
    assert counts([item("one", rice(estimate(5, 5, 5), 1, 1, estimate(2, 2, 2)))], 2) == {"one": DRAWS}


def test_efforts_that_add_up_exactly_fit_in_every_draw() -> None:
    """A tenth and two tenths fit into three tenths, whatever else is drawn."""
    items = [item("a", rice(9, 1, 1, "0.1")), item("b", rice(9, 1, 1, "0.2")), item("c", rice(1, 1, 1, "1/3"))]
    moving = item("moving", rice(estimate(1, 0, 2), 1, 1, 99))
    assert counts([*items, moving], Fraction("0.3")) == {"a": DRAWS, "b": DRAWS, "c": 0, "moving": 0}
    assert counts([*items, moving], Fraction(19, 30))["c"] == DRAWS


def test_equal_scores_stand_in_row_order_in_every_draw() -> None:
    """7 × 3 ÷ 10 and 21 ÷ 10 are equal, and stay equal when they are computed without fractions."""
    items = [item("b", rice(7, 3, "1/10", 1)), item("a", rice(21, 1, "1/10", 1))]
    moving = item("moving", rice(estimate(1, 0, 2), 1, "1/100", 9))
    assert counts([*items, moving], 1) == {"a": DRAWS, "b": 0, "moving": 0}


@pytest.mark.parametrize("places", [3, 40])
def test_numbers_of_any_size_and_fineness_are_drawn(places: int) -> None:
    """Nothing overflows, and nothing is divided by zero."""
    tiny, huge = Fraction(1, 10**places), Fraction(10**400)
    items = [
        item("tiny", rice(estimate(1, 0, 2), 1, 1, estimate(tiny, tiny / 2, tiny * 2))),
        item("huge", rice(estimate(huge, 0, huge * 2), huge, 1, estimate(huge, 1, huge))),
        item("plain", rice(1, 1, 1, 1)),
    ]
    assert counts(items, 2) == {"huge": 0, "tiny": DRAWS, "plain": DRAWS}
    assert counts(items, huge * 4) == dict.fromkeys(counts(items, 2), DRAWS)


def test_an_end_on_the_wrong_side_of_the_likely_value_is_no_end() -> None:
    """It is a problem of its own, and no reason to stop: the likely value stands in for it."""
    for low, high in ((3, 1), (3, None), (None, 1)):
        one = item("one", rice(1, 1, 1, estimate(2, low, high)))
        assert [counts([one], room)["one"] for room in (2, Fraction("1.99"))] == [DRAWS, 0]
    rising = item("one", rice(1, 1, 1, estimate(2, 3, 4)))
    assert [counts([rising], room)["one"] for room in (2, 4)] == [0, DRAWS]


def test_an_edit_of_one_item_moves_no_draw_of_another() -> None:
    """Seeds are each item's own; only the competition may change."""
    edited = replace(SPREAD[0], rice=rice(estimate(450, 405, 500), 3, 1, 2))
    rows = rank(portfolio([edited, *SPREAD[1:]])).rows
    before = {row.item.id: seed(row) for row in rank(portfolio(SPREAD)).rows}
    assert [row.item.id for row in rows if seed(row) == before[row.item.id]] == ["p3", "p2"]


def test_four_fifths_of_the_draws_are_inside_and_one_fifth_outside() -> None:
    """Both ends belong to the sure side; between them it is too close to call."""
    items = [item("one", rice(1, 1, 1, estimate(2, 1, 3)))]

    def at(count: int) -> Certainty | None:
        low, high = Fraction(1), Fraction(3)
        while counts(items, room := (low + high) / 2)["one"] != count:
            low, high = (room, high) if counts(items, room)["one"] < count else (low, room)
        return said(items, room)["one"]

    assert [at(count) for count in (800, 799, 201, 200)] == [
        *(Certainty.INSIDE, Certainty.TOO_CLOSE),
        *(Certainty.TOO_CLOSE, Certainty.OUTSIDE),
    ]


def test_committed_items_and_those_without_an_entry_have_no_certainty() -> None:
    """Committed work is not up for chance, and without capacity nothing is inside."""
    ranged = rice(1, 1, 1, estimate(2, 1, 3))
    items = [
        item("running", ranged, status="in_progress", area="north"),
        item("nowhere", ranged, area="south"),
        item("held", ranged, area="north"),
    ]
    found = dict(certainties(fits_of(world(items, [capacity(4, "north")]))))
    assert found == {"held": Certainty.TOO_CLOSE, "nowhere": None, "running": None}


def test_without_any_range_nothing_is_certain_or_uncertain() -> None:
    """One written range anywhere in the ranking is enough to ask, also that of committed work."""
    plain = item("plain", rice(5, 1, 1, 1))
    assert said([plain], 1) == {"plain": None}
    assert said([plain, item("other", rice(1, 1, 1, estimate(1, 1, 2)))], 1)["plain"] is Certainty.INSIDE
    running = item("running", rice(1, 1, 1, estimate(1, 1, 2)), status="in_progress")
    assert said([plain, running], 1) == {"plain": Certainty.OUTSIDE, "running": None}


def test_into_over_committed_capacity_nothing_ever_fits() -> None:
    """Nor into none."""
    ranged = item("one", rice(1, 1, 1, estimate(2, 1, 3)))
    running = item("running", rice(1, 1, 1, 3), status="in_progress")
    assert said([ranged, running], 2)["one"] is Certainty.OUTSIDE
    assert said([ranged, running], 3)["one"] is Certainty.OUTSIDE


@settings(max_examples=15)
@given(worlds(ranged=True))
def test_it_is_what_drawing_one_number_after_the_other_gives(found: PublicPortfolio) -> None:
    """Against the description followed word for word, exactly where exactness counts."""
    fits = fits_of(found, Audience.PUBLIC)
    for area, sets in fits.sets.items():
        order, room = oracles.candidates(found, area), oracles.available(found, area, Audience.PUBLIC)
        assert [row.item.id for row in sets.candidates] == [each.id for each in order]
        assert list(draws_inside(sets.candidates, room)) == oracles.draws_inside(order, room, DRAWS)
    has_range = any(row.estimates.has_range for row in fits.ranking.rows)
    unknown = {name for name, certainty in certainties(fits).items() if certainty is None}
    assert unknown == {name for name, line in fits.lines.items() if line in {Line.COMMITTED, None} or not has_range}


@given(st.integers(0, 2**32), st.sampled_from([3, 300, 3000]), st.sampled_from([0, 1, 3, 30]), st.integers(0, 100))
def test_filling_a_long_list_is_taking_one_after_the_other(number: int, length: int, spread: int, part: int) -> None:
    """Whole groups or single items, many ties or none, little room or much: the same items are taken."""
    chance = np.random.default_rng(number)
    likely = np.linspace(10, 1, length)
    scores = np.round(likely + spread * chance.random(length), 1)
    efforts = np.floor(1 + 9 * chance.random(length))
    room = left = float(np.floor(efforts.sum() * part / 100))
    expected = []
    for position in sorted(range(length), key=lambda position: (-scores[position], position)):
        if efforts[position] <= left:
            expected.append(position)
            left -= float(efforts[position])
    assert sorted(filled(scores, efforts, room).tolist()) == sorted(expected)
