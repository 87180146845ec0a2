"""Long lists: rows under headings, cut into pages of their own where there are too many for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from rice_roadmap.publish import addresses

T = TypeVar("T")

#: The most rows of a list on one page; the list goes on at `page/<n>/`.
MOST_ROWS = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Section(Generic[T]):
    """Rows under a heading, whose id is `id`; without rows it is left out, unless `when_empty` has something to say."""

    id: str
    title: str
    rows: tuple[T, ...]
    when_empty: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part(Generic[T]):
    """One page of a list: its rows, and which of how many it is."""

    address: str
    number: int
    last: int
    rows: tuple[T, ...]

    @property
    def own_address(self) -> str:
        """The address of this page of the list."""
        return addresses.part(self.address, self.number)

    @property
    def parent(self) -> str | None:
        """What lists this page: nothing for the first, which stands in the menu, and the first for all others."""
        return None if self.number == 1 else self.address

    def titled(self, title: str) -> str:
        """Return the title of this page of the list, so that no two pages have the same."""
        return title if self.number == 1 else f"{title}, page {self.number}"


def parts(rows: Sequence[T], address: str) -> Iterator[Part[T]]:
    """Yield the pages of a list, `MOST_ROWS` rows on each; an empty list is one page."""
    yield from _numbered([tuple(rows[first : first + MOST_ROWS]) for first in range(0, len(rows), MOST_ROWS)], address)


def parts_of_sections(sections: Sequence[Section[T]], address: str) -> Iterator[Part[Section[T]]]:
    """Yield the pages of a list with headings, `MOST_ROWS` rows of whatever sections on each."""
    pages: list[tuple[Section[T], ...]] = []
    current: list[Section[T]] = []
    room = MOST_ROWS
    for section in sections:
        rest = section.rows
        if not rest and section.when_empty:
            current.append(section)
        while rest:
            if not room:
                pages.append(tuple(current))
                current, room = [], MOST_ROWS
            taken, rest = rest[:room], rest[room:]
            current.append(replace(section, rows=taken))
            room -= len(taken)
    yield from _numbered([*pages, tuple(current)], address)


def _numbered(pages: Sequence[tuple[T, ...]], address: str) -> Iterator[Part[T]]:
    last = max(1, len(pages))
    for number, rows in enumerate(pages or ((),), start=1):
        yield Part(address=address, number=number, last=last, rows=rows)
