"""The pages of records, written beside MkDocs: one after the other, so that ten thousand take no room."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import overload

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from rice_roadmap.plugin.pages import RecordFile, RoadmapPage
from rice_roadmap.publish.content_security import Policy
from rice_roadmap.publish.frames import Frames
from rice_roadmap.publish.rewriting import put


@dataclass(kw_only=True, slots=True)
class Written:
    """How many pages a site got, how many of them were not in the old one, and whether all say a fitting policy."""

    pages: int = 0
    anew: int = 0
    is_allowed: bool = True

    def __str__(self) -> str:
        """Say it to whoever waited for the pages."""
        return f"{self.pages:,} pages of records, {self.anew:,} of them written anew."


@dataclass(frozen=True, kw_only=True, slots=True)
class Writer:
    """Whatever is needed to write the page of a record.

    `tell` lets others, such as the search, see a page before it is printed; `before` is the folder of the old site,
    empty where there is none to keep pages of; `policy` is what every page says of its scripts.
    """

    config: MkDocsConfig
    frames: Frames[RoadmapPage]
    tell: Callable[[RoadmapPage], object]
    before: str = ""
    policy: Policy | None = None

    def write(self, pages: Iterable[RoadmapPage], written: Written) -> None:
        """Write pages that belong together, and count them."""
        for page in _in_a_row(pages):
            page.read_source(self.config)
            page.render(self.config)
            self.tell(page)
            # As MkDocs writes a page.
            content = self.frames.around(page).encode("utf-8", errors="xmlcharrefreplace")
            if self.policy is not None:
                written.is_allowed &= self.policy.allows(content)
                content = self.policy.said_in(content)
            old = f"{self.before}{os.sep}{page.file.dest_uri}" if self.before else ""
            written.pages += 1
            written.anew += put(content, page.file.abs_dest_path, old)


class Listing(Sequence[File]):
    """The files of all pages for templates that list them, such as the sitemap: MkDocs' own, and records' made anew."""

    def __init__(self, files: Sequence[File], records: Sequence[RecordFile]) -> None:
        """List the pages of MkDocs first."""
        self._files, self._records = files, records

    def __len__(self) -> int:
        """Return how many pages the site has."""
        return len(self._files) + len(self._records)

    @overload
    def __getitem__(self, position: int) -> File: ...
    @overload
    def __getitem__(self, position: slice) -> list[File]: ...
    def __getitem__(self, position: int | slice) -> File | list[File]:
        """Return a file with its page; a record's page has not been printed."""
        if isinstance(position, slice):
            return [self[each] for each in range(len(self))[position]]
        each = range(len(self))[position]
        here = len(self._files)
        return self._files[each] if each < here else self._records[each - here].made().file

    def of_today(self) -> Listing:
        """Return the files of pages whose subjects stand there today, those that lead elsewhere left out."""
        files = [file for file in self._files if not (isinstance(file.page, RoadmapPage) and file.page.page.moved_to)]
        return Listing(files, [file for file in self._records if not file.record.moved_to])


def _in_a_row(pages: Iterable[RoadmapPage]) -> Iterator[RoadmapPage]:
    """Yield pages that know what stands before and after them, and let go of each other once they are done."""
    previous: RoadmapPage | None = None
    for page, following in pairwise(chain(pages, [None])):
        if page is not None:
            page.previous_page, page.next_page = previous, following
            yield page
            # Nothing holds it in a circle or in a row: it goes at once, and nobody has to look for it.
            page.previous_page = page.file.page = None
            if previous is not None:
                previous.next_page = None
            previous = page
