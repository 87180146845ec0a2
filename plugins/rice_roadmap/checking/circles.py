"""Where following links leads back to where one started."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

Links = Mapping[str, Iterable[str]]


def cycles(links: Links) -> Iterator[tuple[str, ...]]:
    """Yield, for every group of nodes that all lead to each other, one shortest way from its first node back to it.

    Links to nodes that `links` does not hold are passed over.
    """
    for group in sorted(map(sorted, _groups(links))):
        yield _way_around(links, group[0], frozenset(group))


def _way_around(links: Links, start: str, group: frozenset[str]) -> tuple[str, ...]:
    came_from: dict[str, str] = {}
    queue = [start]
    for node in queue:
        for after in links[node]:
            if after == start:
                return _way(came_from, start, node)
            if after in group and after not in came_from:
                came_from[after] = node
                queue.append(after)
    return (start, start)


def _way(came_from: Mapping[str, str], start: str, last: str) -> tuple[str, ...]:
    way = [start, last] if last != start else [start]
    node = last
    while node != start and (node := came_from[node]) != start:
        way.append(node)
    # Walked backwards, the way stands in reverse between its two ends.
    return (start, *reversed(way[1:]), start)


def _groups(links: Links) -> Iterator[frozenset[str]]:
    # Kosaraju: nodes in the order in which they are left, then everything that leads back to each.
    reversed_links: dict[str, list[str]] = {node: [] for node in links}
    for node in links:
        for after in _known(links, node):
            reversed_links[after].append(node)
    grouped: set[str] = set()
    for node in reversed(_left_in_order(links)):
        if node not in grouped:
            group = _reachable(reversed_links, node, grouped)
            grouped |= group
            if len(group) > 1 or node in links[node]:
                yield frozenset(group)


def _left_in_order(links: Links) -> list[str]:
    seen: set[str] = set()
    order: list[str] = []
    for root in links:
        work = [(root, iter(_known(links, root)))] if root not in seen else []
        seen.add(root)
        while work:
            _, rest = work[-1]
            after = next((after for after in rest if after not in seen), None)
            if after is None:
                order.append(work.pop()[0])
            else:
                seen.add(after)
                work.append((after, iter(_known(links, after))))
    return order


def _reachable(links: Links, start: str, without: set[str]) -> set[str]:
    found = {start}
    queue = [start]
    for node in queue:
        for after in links[node]:
            if after not in found and after not in without:
                found.add(after)
                queue.append(after)
    return found


def _known(links: Links, node: str) -> tuple[str, ...]:
    return tuple(after for after in links[node] if after in links)
