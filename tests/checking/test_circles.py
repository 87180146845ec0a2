"""Circles are found exactly, and in time that grows with the number of links only."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rice_roadmap.checking.circles import cycles

MANY = 10_000


class Counting(dict[str, tuple[str, ...]]):
    """Links that count how often they are looked at."""

    looked = 0

    def __getitem__(self, key: str) -> tuple[str, ...]:
        """Return the links of a node."""
        self.looked += 1
        return super().__getitem__(key)


def chain(length: int) -> Counting:
    """Return links in which each node leads to the next."""
    return Counting({f"n{number}": (f"n{number + 1}",) if number + 1 < length else () for number in range(length)})


def test_a_long_chain_is_no_circle_and_is_walked_once() -> None:
    """Ten thousand items that wait for each other in a row take ten times as long as a thousand."""
    thousand, many = chain(MANY // 10), chain(MANY)
    assert list(cycles(thousand)) == list(cycles(many)) == []
    assert many.looked <= 10 * thousand.looked + 100


def test_a_chain_that_closes_is_one_circle() -> None:
    """A circle of ten thousand is one problem too."""
    ring = Counting(chain(MANY) | {f"n{MANY - 1}": ("n0",)})
    (found,) = cycles(ring)
    assert len(found) == MANY + 1
    assert found[0] == found[-1] == "n0"


def test_of_several_ways_around_the_shortest_is_named() -> None:
    """Whoever mends it wants to see no more items than needed."""
    assert list(cycles({"a": ("b", "c"), "b": ("c",), "c": ("a",)})) == [("a", "c", "a")]


def test_each_group_is_one_circle_in_the_order_of_ids() -> None:
    """Two circles without a common item are two problems."""
    assert list(cycles({"d": ("c",), "c": ("d",), "b": ("b",), "a": ("b",)})) == [("b", "b"), ("c", "d", "c")]


def test_links_to_what_is_unknown_are_passed_over() -> None:
    """An unknown item is a problem of its own."""
    assert list(cycles({"a": ("nobody", "b"), "b": ("nobody",)})) == []


@given(st.dictionaries(st.sampled_from("abcdefg"), st.lists(st.sampled_from("abcdefgh"), max_size=4), max_size=7))
def test_there_is_a_circle_exactly_where_something_leads_back_to_itself(links: dict[str, list[str]]) -> None:
    """Every node on a circle is in a group, every way named is a way that exists, and nothing else is named."""
    found = list(cycles(links))
    for way in found:
        assert way[0] == way[-1]
        assert all(after in links[before] for before, after in pairwise(way))
    assert bool(found) == any(node in _led_to(links, node) for node in links)


def _led_to(links: dict[str, list[str]], start: str) -> frozenset[str]:
    found: set[str] = set()
    queue = [start]
    for node in queue:
        new = set(links.get(node, ())) - found
        found |= new
        queue.extend(new)
    return frozenset(found)
