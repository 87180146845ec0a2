"""Slow answers about small roadmaps that try every possibility: what the fast ones must equal."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from itertools import chain, combinations
from math import sqrt

from rice_roadmap.model.audience import Audience, PublicPortfolio
from rice_roadmap.model.calendar import Quarter
from rice_roadmap.model.estimate import PublicEstimate, PublicRice
from rice_roadmap.model.item import PublicItem
from tests.ranking.worlds import PERIOD


def row_order(items: Collection[PublicItem]) -> list[PublicItem]:
    """Return scored items by score, then confidence, effort and id."""
    return sorted(items, key=lambda each: (-score(each), -_confidence(each), effort(each), each.id))


def score(each: PublicItem) -> Fraction:
    """Return reach × impact × confidence ÷ effort."""
    return value(each) / effort(each)


def value(each: PublicItem) -> Fraction:
    """Return reach × impact × confidence."""
    assert each.rice.reach is not None
    assert each.rice.impact is not None
    return each.rice.reach.likely * each.rice.impact.value.value * _confidence(each)


def effort(each: PublicItem) -> Fraction:
    """Return the likely effort."""
    assert each.rice.effort is not None
    return each.rice.effort.likely


def _confidence(each: PublicItem) -> Fraction:
    assert each.rice.confidence is not None
    return each.rice.confidence.value.value


def committed(found: PublicPortfolio, quarter: Quarter) -> set[str]:
    """Return the ids of what a quarter is charged with; only PERIOD is the current one."""
    return {each.id for each in found.items.values() if _charges(each, quarter)}


def _charges(each: PublicItem, quarter: Quarter) -> bool:
    target = None if each.target is None else Quarter.of(each.target.last_day)
    if each.status.value in {"shipped", "cancelled"}:
        return False
    if quarter != PERIOD:
        return target == quarter and (each.status.value == "planned" or each.mandatory is not None)
    if each.mandatory is not None:
        return target is None or target <= quarter
    in_time = target is not None and target <= quarter
    return each.status.value == "in_progress" or (
        each.status.value == "planned" and (in_time or (each.horizon is not None and each.horizon.value == "now"))
    )


def entry_of(found: PublicPortfolio, each: PublicItem, quarter: Quarter = PERIOD) -> str | None:
    """Return the area of the entry that holds an item."""
    areas = {entry.area for entry in found.plan.capacity if entry.period == quarter}
    if each.area in areas:
        return each.area
    return "" if "" in areas else None


def charge(each: PublicItem) -> Fraction:
    """Return what committed work is charged."""
    if each.status.value == "in_progress" and each.effort_left is not None:
        return each.effort_left
    return Fraction(0) if each.rice.effort is None else each.rice.effort.likely


def available(found: PublicPortfolio, area: str, audience: Audience, quarter: Quarter = PERIOD) -> Fraction:
    """Return what an entry leaves."""
    (entry,) = (one for one in found.plan.capacity if (one.period, one.area) == (quarter, area))
    charged = [found.items[name] for name in committed(found, quarter)]
    taken = sum(charge(each) for each in charged if entry_of(found, each, quarter) == area)
    return entry.effort - (entry.held_back if audience is Audience.PUBLIC else 0) - taken


def candidates(found: PublicPortfolio, area: str) -> list[PublicItem]:
    """Return the ranked, uncommitted items that an entry holds, in row order."""
    outside_ranking = committed(found, PERIOD)
    live = (each for each in found.items.values() if each.status.value in {"candidate", "planned", "in_progress"})
    ranked = (each for each in live if each.mandatory is None and not each.rice.missing)
    return row_order([each for each in ranked if each.id not in outside_ranking and entry_of(found, each) == area])


def fill(found: PublicPortfolio, area: str, audience: Audience) -> list[str]:
    """Return the ids that fit, one after the other, what does not fit being skipped."""
    left = available(found, area, audience)
    taken = []
    for each in candidates(found, area):
        if effort(each) <= left:
            taken.append(each.id)
            left -= effort(each)
    return taken


def strict(found: PublicPortfolio, area: str, audience: Audience) -> list[str]:
    """Return the ids up to the first item that does not fit."""
    names = [each.id for each in candidates(found, area)]
    efforts = [effort(each) for each in candidates(found, area)]
    room = max(available(found, area, audience), Fraction(0))
    fitting = [count for count in range(len(names) + 1) if sum(efforts[:count]) <= room]
    return names[: max(fitting)]


def inside(found: PublicPortfolio, audience: Audience) -> set[str]:
    """Return the ids of everything that fits, under any entry."""
    areas = [entry.area for entry in found.plan.capacity if entry.period == PERIOD]
    return {name for area in areas for name in fill(found, area, audience)}


def best(found: PublicPortfolio, area: str, audience: Audience) -> list[str]:
    """Return the best of all subsets."""
    order = candidates(found, area)
    names = {each.id for each in order}
    met = {each.id for each in found.items.values() if each.status.value == "shipped"} | committed(found, PERIOD)
    met |= {name for name in inside(found, audience) if name not in names}
    room = available(found, area, audience)
    rows = {each.id: row for row, each in enumerate(order)}

    def is_possible(chosen: Sequence[PublicItem]) -> bool:
        there = met | {each.id for each in chosen}
        return sum(map(effort, chosen)) <= room and all(set(each.depends_on) <= there for each in chosen)

    def key(chosen: Sequence[PublicItem]) -> tuple[Fraction | int, Fraction | int, list[int]]:
        return -sum(map(value, chosen)), sum(map(effort, chosen)), [rows[each.id] for each in chosen]

    return [each.id for each in min(filter(is_possible, subsets(order)), key=key, default=())]


def subsets(items: Sequence[PublicItem]) -> Iterator[tuple[PublicItem, ...]]:
    """Yield every subset, each in the order of the items."""
    return chain.from_iterable(combinations(items, size) for size in range(len(items) + 1))


def waits_for(found: PublicPortfolio, each: PublicItem) -> set[str]:
    """Return direct and indirect prerequisites, those of what is done or committed left out."""
    met = {one.id for one in found.items.values() if one.status.value == "shipped"} | committed(found, PERIOD)
    direct = set(each.depends_on) - met
    return direct.union(*(waits_for(found, found.items[name]) for name in direct))


def waiting(found: PublicPortfolio, name: str, audience: Audience) -> list[str] | str:
    """Return the ids of the cheapest of all subsets that may wait for an item outside, or why there is none."""
    asked = found.items[name]
    area = entry_of(found, asked)
    assert area is not None
    room, within = available(found, area, audience), inside(found, audience)
    if effort(asked) > room:
        return "does_not_fit"
    if waits_for(found, asked) - within:
        return "needs_others_first"
    own = fill(found, area, audience)
    need = effort(asked) - (room - sum(effort(found.items[each]) for each in own))
    order = row_order([found.items[each] for each in within])
    stays = waits_for(found, asked).union(*(waits_for(found, found.items[each]) for each in committed(found, PERIOD)))

    def is_possible(chosen: Sequence[PublicItem]) -> bool:
        gone = {each.id for each in chosen}
        left = [each for each in order if each.id not in gone]
        frees = sum(effort(each) for each in chosen if each.id in own)
        return frees >= need and not gone & stays and not any(waits_for(found, each) & gone for each in left)

    def key(chosen: Sequence[PublicItem]) -> tuple[Fraction | int, int, list[int]]:
        return sum(map(value, chosen)), len(chosen), [-order.index(each) for each in chosen]

    cheapest = min(filter(is_possible, subsets(order)), key=key, default=None)
    return "does_not_fit_beside_needs" if cheapest is None else [each.id for each in cheapest]


def is_taken(found: PublicPortfolio, name: str, change: Callable[[PublicRice], PublicRice], audience: Audience) -> bool:
    """Return whether fill, run anew, takes an item whose estimates were changed."""
    items: Mapping[str, PublicItem] = {
        **found.items,
        name: replace(found.items[name], rice=change(found.items[name].rice)),
    }
    return name in inside(replace(found, items=items), audience)


def draws_inside(items: Sequence[PublicItem], room: Fraction, draws: int) -> list[int]:
    """Return in how many draws each item, in row order, is in fill: one number after the other, as documented."""
    counts = [0] * len(items)
    for number in range(1, draws + 1):
        drawn = [_drawn(each, number) for each in items]
        left = room
        for row in sorted(range(len(items)), key=lambda row: (-drawn[row][0], row)):
            if drawn[row][1] <= left:
                counts[row] += 1
                left -= drawn[row][1]
    return counts


def _drawn(each: PublicItem, number: int) -> tuple[Fraction, Fraction]:
    reach, cost = each.rice.reach, each.rice.effort
    assert reach is not None
    assert cost is not None
    bits = splitmix(seed(each), number)
    reached = triangular(reach, (bits >> 32) / 2**32 + 0.5**33)
    worked = triangular(cost, bits % 2**32 / 2**32 + 0.5**33)
    return value(each) / (reach.likely or 1) * reached / worked, worked


def seed(each: PublicItem) -> int:
    """Return the seed of an item."""
    reach, impact, cost = each.rice.reach, each.rice.impact, each.rice.effort
    assert reach is not None
    assert impact is not None
    assert cost is not None
    numbers = [reach.least, reach.likely, reach.most, impact.value.value, _confidence(each)]
    numbers += [cost.least, cost.likely, cost.most]
    return int.from_bytes(sha256("\n".join([each.id, *map(str, numbers)]).encode()).digest()[:8], "big")


def splitmix(state: int, number: int) -> int:
    """Return an output of SplitMix64, counted from 1, in whole numbers without end."""
    bits = (state + number * 0x9E3779B97F4A7C15) % 2**64
    bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9 % 2**64
    bits = (bits ^ bits >> 27) * 0x94D049BB133111EB % 2**64
    return bits ^ bits >> 31


def triangular(of: PublicEstimate, chance: float) -> Fraction:
    """Return the value that a triangular distribution stays below with that chance."""
    low, likely, high = of.least, of.likely, of.most
    if low == high:
        return likely
    if chance < (likely - low) / (high - low):
        return low + Fraction(sqrt(chance * (high - low) * (likely - low)))
    return high - Fraction(sqrt((1 - chance) * (high - low) * (high - likely)))
