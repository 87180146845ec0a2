"""Where the effort of a quarter goes: every item counted by hand, in small worlds of every kind."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from rice_roadmap.model.audience import Audience, PublicPortfolio
from rice_roadmap.model.item import ItemStatus, PublicItem
from rice_roadmap.ranking.capacity import Boundary
from rice_roadmap.ranking.outlook import Outlook, outlook
from rice_roadmap.ranking.sets import Line
from rice_roadmap.ranking.split import splits
from tests.ranking.worlds import TODAY, worlds

OBJECTIVES = ("growth", "calm")
#: The third is known to no plan.
WRITTEN = ("growth", "calm", "forgotten", "")


@settings(max_examples=60)
@given(worlds(), st.lists(st.sampled_from(WRITTEN), min_size=7, max_size=7))
def test_a_split_counts_what_is_committed_and_what_fits_and_nothing_else(
    found: PublicPortfolio, written: list[str]
) -> None:
    """Each item goes to its objective with the effort that is charged; what the plan does not know, to none."""
    served = zip(sorted(found.items), written, strict=False)
    items = {identifier: replace(found.items[identifier], objective=objective) for identifier, objective in served}
    ahead = outlook(replace(found, items=items), today=TODAY, audience=Audience.INTERNAL)
    counted = splits(ahead, OBJECTIVES)
    assert [split.period for split in counted] == [boundary.period for boundary in ahead.boundaries]
    for split, boundary in zip(counted, ahead.boundaries, strict=True):
        for key, names in {"growth": {"growth"}, "calm": {"calm"}, "": {"forgotten", ""}}.items():
            those = (item for item in items.values() if item.objective in names)
            assert split.effort_of(key) == sum(charged(item, ahead, boundary) for item in those)
        assert sum(split.share_of(key) for key in ("growth", "calm", "")) == (1 if split.total else 0)


def charged(item: PublicItem, ahead: Outlook, boundary: Boundary) -> Fraction:
    """Return what one item takes of a quarter."""
    fits = boundary is ahead.boundaries[0] and ahead.line_of(item.id) is Line.INSIDE
    if boundary.entry_of(item) is None or not (fits or item.id in boundary.committed):
        return Fraction(0)
    if item.status is ItemStatus.IN_PROGRESS and item.effort_left is not None:
        return item.effort_left
    return Fraction(0) if item.rice.effort is None else item.rice.effort.likely
