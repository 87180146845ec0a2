"""The ranking: what is ranked, in which order, and which ranks are possible."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from rice_roadmap.model.decision import Accepted, Declined, Reason
from rice_roadmap.model.estimate import PublicEstimate
from rice_roadmap.model.item import ItemStatus, PublicItem
from rice_roadmap.ranking.order import Ranking, rank
from tests.ranking.items import decision, estimate, item, portfolio, request, rice

NO = Declined(reason=Reason.OUT_OF_SCOPE, no_alternative="None.", revisit_when="", final=True)


def ranks(items: list[PublicItem]) -> list[tuple[int, str]]:
    """Return rank and id of every row."""
    return [(row.rank, row.item.id) for row in rank(portfolio(items)).rows]


@st.composite
def estimates_with_ranges(draw: st.DrawFn) -> PublicEstimate:
    """Some number of 1 to 9, often with one or both ends of a range."""
    low, likely, high = sorted(draw(st.tuples(*[st.integers(1, 9)] * 3)))
    ends = draw(st.tuples(st.booleans(), st.booleans()))
    return estimate(likely, low if ends[0] else None, high if ends[1] else None)


def with_reach_times(each: PublicItem, factor: Fraction) -> PublicItem:
    """Return an item that reaches that many times as many, at every end of its range."""
    reach = each.rice.reach
    assert reach is not None
    more = PublicEstimate(
        likely=reach.likely * factor,
        low=None if reach.low is None else reach.low * factor,
        high=None if reach.high is None else reach.high * factor,
        because="",
    )
    return replace(each, rice=replace(each.rice, reach=more))


@st.composite
def portfolios(draw: st.DrawFn) -> list[PublicItem]:
    """A few ranked items with many ties, since numbers are small."""
    count = draw(st.integers(1, 6))
    steps = st.sampled_from([Fraction(1, 4), Fraction(1, 2), Fraction(1), Fraction(2)])
    return [
        item(
            f"item-{index}",
            rice(
                draw(estimates_with_ranges()),
                draw(steps),
                draw(st.sampled_from([Fraction(1), Fraction(1, 2)])),
                draw(estimates_with_ranges()),
            ),
        )
        for index in range(count)
    ]


def test_equal_scores_share_a_rank() -> None:
    """Scores of 3,600, 2,000, 2,000 and 1,500 stand at the ranks 1, 2, 2 and 4."""
    items = [item("a", rice(2000, 1, 1, 1)), item("b", rice(3600, 1, 1, 1)), item("c", rice(1500, 1, 1, 1))]
    assert ranks([*items, item("d", rice(4000, 1, 1, 2))]) == [(1, "b"), (2, "a"), (2, "d"), (4, "c")]


def test_scores_that_only_look_equal_do_not_tie() -> None:
    """13.846… and 13.5 are both printed as 14 by their publisher."""
    assert ranks([item("a", rice(60, 3, "0.3", 4)), item("b", rice(100, 2, "0.9", 13))]) == [(1, "b"), (2, "a")]


def test_within_a_tie_the_surer_then_the_smaller_then_the_id_stands_first() -> None:
    """The rank is shared; only the row differs."""
    sure = item("z", rice(1000, 1, 1, 2))
    small = item("y", rice(1000, 1, "1/2", 1))
    large = item("b", rice(2000, 1, "1/2", 2))
    same = item("a", rice(2000, 1, "1/2", 2))
    assert ranks([large, same, small, sure]) == [(1, "z"), (1, "y"), (1, "a"), (1, "b")]


def test_only_candidates_planned_and_running_items_are_ranked() -> None:
    """What is shipped or cancelled is decided."""
    shipped = replace(item("shipped", rice(1, 1, 1, 1)), status=ItemStatus.SHIPPED)
    cancelled = replace(item("cancelled", rice(1, 1, 1, 1)), status=ItemStatus.CANCELLED)
    live = [replace(item(status, rice(1, 1, 1, 1)), status=ItemStatus(status)) for status in ("planned", "in_progress")]
    assert [identifier for _, identifier in ranks([shipped, cancelled, *live])] == ["in_progress", "planned"]


def test_items_without_all_estimates_are_listed_and_not_ranked() -> None:
    """An item without an estimate is not the worst one."""
    found = rank(portfolio([item("half", replace(rice(1, 1, 1, 1), effort=None)), item("none")]))
    assert [each.id for each in found.unscored] == ["half", "none"]
    assert found.rows == ()


def test_committed_work_stands_outside_the_ranking() -> None:
    """What is mandatory is not up for comparison."""
    reason = {"reason": "security", "because": "An audit asks for it.", "on": "2026-01-01"}
    found = rank(portfolio([item("audit-log", rice(1, 1, 1, 1), mandatory=reason), item("b", rice(1, 1, 1, 1))]))
    assert [each.id for each in found.mandatory] == ["audit-log"]
    assert [row.item.id for row in found.rows] == ["b"]


def _answering(status: str, answers: list[str], decided: dict[str, Accepted | Declined]) -> Ranking:
    one = item("one", rice(1, 1, 1, 1), status=status, answers=answers)
    decisions = {identifier: decision(identifier, answer) for identifier, answer in decided.items()}
    return rank(portfolio([one], [request("r"), request("s")], decisions))


def test_a_candidate_whose_requests_were_all_declined_is_not_ranked() -> None:
    """It stands in a list of its own, so that nobody misses it."""
    assert [each.id for each in _answering("candidate", ["r", "s"], {"r": NO, "s": NO}).declined] == ["one"]


def test_a_candidate_with_one_request_left_stays_ranked() -> None:
    """One declined request does not decline the item, nor does a planned item ever leave the ranking."""
    assert not _answering("candidate", ["r", "s"], {"r": NO}).declined
    assert not _answering("candidate", ["r", "s"], {"r": NO, "s": Accepted()}).declined
    assert not _answering("candidate", [], {}).declined
    assert not _answering("planned", ["r"], {"r": NO}).declined


def test_the_intervals_of_the_reference_give_its_possible_ranks() -> None:
    """A 497 to 908, B 1,000 to 1,200, C 133 to 600: A can be 2 or 3, B is 1, C can be 2 or 3."""
    items = [
        item("a", rice(estimate(600, 497, 908), 1, 1, 1)),
        item("b", rice(estimate(1100, 1000, 1200), 1, 1, 1)),
        item("c", rice(estimate(300, 133, 600), 1, 1, 1)),
    ]
    found = {row.item.id: (row.best_rank, row.worst_rank) for row in rank(portfolio(items)).rows}
    assert found == {"a": (2, 3), "b": (1, 1), "c": (2, 3)}


@given(portfolios())
def test_possible_ranks_are_those_of_every_way_the_scores_can_fall(items: list[PublicItem]) -> None:
    """Against all combinations of lower and upper ends: the best and worst rank are reached, and none is beyond."""
    rows = rank(portfolio(items)).rows
    for row in rows:
        others = [other for other in rows if other is not row]
        best = 1 + sum(other.estimates.low > row.estimates.high for other in others)
        worst = 1 + sum(other.estimates.high > row.estimates.low for other in others)
        assert (row.best_rank, row.worst_rank) == (best, worst)
        assert row.best_rank <= row.rank <= row.worst_rank


@given(portfolios())
def test_the_order_of_files_changes_nothing(items: list[PublicItem]) -> None:
    """The ranking depends on what items say, never on how they are listed."""
    assert all(ranks(list(order)) == ranks(items) for order in list(permutations(items))[:24])


@given(portfolios())
def test_a_score_depends_on_its_item_alone(items: list[PublicItem]) -> None:
    """Each item has the same score in company as on its own."""
    for row in rank(portfolio(items)).rows:
        alone = rank(portfolio([row.item])).rows[0]
        assert alone.estimates.score == row.estimates.score


@given(portfolios())
def test_adding_an_item_never_changes_the_order_of_the_others(items: list[PublicItem]) -> None:
    """The rows of the others stay in their order, and no rank of theirs gets better."""
    before = rank(portfolio(items[:-1])).rows
    after = [row for row in rank(portfolio(items)).rows if row.item.id != items[-1].id]
    assert [row.item.id for row in after] == [row.item.id for row in before]
    assert all(then.rank >= now.rank for then, now in zip(after, before, strict=True))


@given(portfolios(), st.fractions(min_value=Fraction(1, 10), max_value=100, max_denominator=10))
def test_scaling_every_reach_changes_no_rank(items: list[PublicItem], factor: Fraction) -> None:
    """Counting in thousands or in ones gives the same order, and the same possible ranks."""
    before = [(row.rank, row.item.id, row.best_rank, row.worst_rank) for row in rank(portfolio(items)).rows]
    after = rank(portfolio([with_reach_times(each, factor) for each in items])).rows
    assert [(row.rank, row.item.id, row.best_rank, row.worst_rank) for row in after] == before


@given(portfolios(), st.fractions(min_value=1, max_value=10, max_denominator=10))
def test_more_reach_never_worsens_the_possible_ranks(items: list[PublicItem], factor: Fraction) -> None:
    """Multiplying low, likely and high of one item by more than 1 makes neither its best nor its worst rank worse."""
    before = rank(portfolio(items)).row_of(items[0].id)
    after = rank(portfolio([with_reach_times(items[0], factor), *items[1:]])).row_of(items[0].id)
    assert before is not None
    assert after is not None
    assert after.best_rank <= before.best_rank
    assert after.worst_rank <= before.worst_rank


def test_what_stands_outside_the_order_is_sorted_by_id() -> None:
    """In whatever order the items come."""
    mandatory = {"reason": "security", "because": "An audit asks for it.", "on": "2026-01-01"}
    items = [
        *(item(name) for name in ("c", "a", "b")),
        *(item(name, mandatory=mandatory) for name in ("f", "d", "e")),
        *(item(name, answers=["no"]) for name in ("i", "g", "h")),
    ]
    found = portfolio(items, [request("no")], {"no": decision("no", NO)})
    ranking = rank(replace(found, items={each.id: found.items[each.id] for each in items}))
    for outside, ids in ((ranking.unscored, "abc"), (ranking.mandatory, "def"), (ranking.declined, "ghi")):
        assert "".join(each.id for each in outside) == ids
