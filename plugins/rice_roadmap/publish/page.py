"""A page as it leaves our hands: finished HTML, and what the frame around it needs to know."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)
_FORWARDED = re.compile(r'<section class="rr-forward">.*?</section>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """An entry of a page's contents: the id of the heading, and its words as plain text."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Printed:
    """What a page says: finished HTML with exactly one `h1`, and one sentence about it in plain text."""

    body: str
    description: str

    @property
    def words(self) -> str:
        """What the page says, as HTML without any element: what the search looks through.

        Words to forward are left out: they say again what stands above them.
        """
        return " ".join(_TAG.sub(" ", _FORWARDED.sub("", self.body)).split())

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The second-level headings of the body, in order."""
        found = _HEADING.findall(self.body)
        return tuple(Heading(id=anchor, title=html.unescape(_TAG.sub("", words)).strip()) for anchor, words in found)


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One page of the site: where it stands, and what prints it when it is written, so that few are held at a time.

    `title` is plain text; `source` is the path of the file that somebody edits to change the page, empty where there
    is none; `parent` is the address of the page that lists it; `in_search` is false for lists, whose rows are found
    on pages of their own; `moved_to` is the address at which the subject of the page stands today, where that is not
    this one.
    """

    address: str
    title: str
    prints: Callable[[], Printed]
    parent: str | None = None
    source: str = ""
    in_search: bool = True
    moved_to: str | None = None

    @property
    def body(self) -> str:
        """What the page says, printed anew each time that somebody asks."""
        return self.prints().body


@dataclass(frozen=True, kw_only=True, slots=True)
class DataFile:
    """A file for programs, beside the pages; it is printed when it is written, in pieces, since it may be megabytes."""

    address: str
    pieces: Callable[[], Iterable[str]]

    @property
    def text(self) -> str:
        """What the file holds, printed anew each time that somebody asks."""
        return "".join(self.pieces())

    @property
    def content(self) -> bytes:
        """The bytes of the file: a single odd character makes four of each other one in a text of this length."""
        return b"".join(piece.encode() for piece in self.pieces())
