"""The figures that have a goal: each with its target, and beside it the limit that the gate keeps, with the reason.

A target is what a full run reaches on a quiet machine, with the sizes of the goal. A limit is what no change may pass,
on any machine: it belongs to the gate's 1,000 requests, where starting up is a larger part of everything. So only what
is divided by something that ran beside it has a limit, or what is counted; never seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SECONDS = "s"

_COLD = (
    "A cold build reads, checks and links 20,564 files and prints 11,000 pages in one thread of Python; Hugo reads the "
    "same files in Go, checks nothing, shows prose as it is written, and uses every core. Of our CPU about a third is "
    "what requests say (templates and Markdown), a fifth is reading and checking, a fifth is frames, writing and the "
    "search, and a tenth is MkDocs starting and listing its theme."
)
_MEMORY = (
    "All records stay in memory, since ranking, lists, links and data need them at once, and so do the texts of the "
    "search index, which MkDocs keeps until the end; a single emoji makes four bytes of each character of its text."
)
_SIZE = (
    "Of a page, some 13 KB are the theme's own elements with tabs, search, colour switch and scripts, already without "
    "its indentation; what we say is 3 KB."
)
_WARM = (
    "A warm build prints and writes only what changed, but reads all files, makes all records, ranks, finds every "
    "page by its fingerprint and compares it with the old one, writes lists, data, sitemap and search index anew, and "
    "starts MkDocs. Cold builds became cheaper meanwhile, so that the same seconds are a larger share."
)
_DIFF = (
    "A change of an item moves ranks, and what that means only all items, their requests and answers tell: one side is "
    "read whole, the other as far as it differs. `check` became twice as fast meanwhile."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """What a figure should be at most; where the gate keeps it, the limit that it may not pass, and why that much.

    `obstacle` says what stands in the way of a target that was never reached.
    """

    at_most: float
    unit: str = "×"
    limit: float | None = None
    because: str = ""
    obstacle: str = ""


#: By the name of a goal and of one of its figures. When a goal is brought nearer to its target, its limit follows.
TARGETS: Mapping[tuple[str, str], Target] = {
    ("cold-build", "cpu"): Target(
        at_most=0.7,
        obstacle=_COLD,
        limit=6.5,
        because="5.0 was found; what Hugo takes also depends on how many cores it has",
    ),
    ("cold-build", "wall"): Target(at_most=1.0, obstacle=_COLD),  # no limit: it follows from how many cores Hugo has
    ("cold-build", "peak"): Target(
        at_most=0.5, obstacle=_MEMORY, limit=1, because="0.89 was found; memory hardly varies"
    ),
    ("mkdocs-build", "cpu"): Target(
        at_most=0.9, obstacle=_COLD, limit=6.5, because="4.7 was found; the same room as for our own build"
    ),
    ("mkdocs-build", "wall"): Target(at_most=1.3, obstacle=_COLD),  # no limit: the same
    ("mkdocs-build", "peak"): Target(
        at_most=0.5, obstacle=_MEMORY, limit=1, because="0.87 was found; memory hardly varies"
    ),
    ("stock-mkdocs", "cpu"): Target(
        at_most=0.12, obstacle=_COLD, limit=1.1, because="0.85 was found, and a quarter is for a noisy machine"
    ),
    ("growth", "exponent"): Target(
        at_most=1.05, unit="", limit=1, because="0.55 to 0.76 was found; the first pages pay for the frame of all"
    ),
    ("page-size", "page"): Target(
        at_most=12, obstacle=_SIZE, unit="KB", limit=17.2, because="16.8 was found; bytes do not vary"
    ),
    ("page-size", "growth"): Target(at_most=1.01, limit=1.01, because="1.005 was found; bytes do not vary"),
    ("warm-build", "cpu"): Target(
        at_most=0.25, obstacle=_WARM, limit=1.08, because="0.92 was found, and a sixth is for a noisy machine"
    ),
    ("serve", "wall"): Target(at_most=1, unit=SECONDS),
    ("check", "cold"): Target(at_most=1.5, limit=3, because="2.3 was found; starting up is a third of it"),
    ("check", "warm"): Target(at_most=0.6, limit=1.7, because="1.05 to 1.4 was found; nearly all is starting up"),
    ("diff", "cpu"): Target(at_most=0.3, obstacle=_DIFF),
    ("simulation", "cpu"): Target(at_most=1, unit=SECONDS),
    ("simulation", "memory"): Target(at_most=100, unit="MB"),
    ("start-up", "cpu"): Target(at_most=3, limit=3, because="1.6 to 1.9 was found; the target itself leaves room"),
    ("rank", "cpu"): Target(at_most=3, unit=SECONDS),
}
