"""One page of every kind, found on the built site by what stands on it, whatever the roadmap holds today."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

LISTS = ("", "roadmap/", "ranking/", "requests/", "decisions/", "objectives/", "how-we-decide/", "propose/")

#: Lists that a plan may leave out.
_MAYBE = ("outcomes/",)

#: A request in each of its states is a page of its own kind.
_ANSWER = "rr-answer--"


def of_every_kind(site: Path) -> tuple[str, ...]:
    """Return the addresses of the lists, of a request in every state there is, of items and of a code."""
    lists = (*LISTS, *(address for address in _MAYBE if (site / address).is_dir()))
    return (*lists, *_requests(site), *_first(site, "items", 3), *_first(site, "objectives", 1), *_codes(site))


def _requests(site: Path) -> Iterator[str]:
    seen: set[str] = set()
    for page in sorted((site / "requests").glob("*/index.html")):
        state = page.read_text(encoding="utf-8").partition(_ANSWER)[2].partition('"')[0]
        if state and state not in seen:
            seen.add(state)
            yield f"requests/{page.parent.name}/"


def _first(site: Path, folder: str, count: int) -> Iterator[str]:
    for page in sorted((site / folder).glob("*/index.html"))[:count]:
        yield f"{folder}/{page.parent.name}/"


def _codes(site: Path) -> Iterator[str]:
    return _first(site, "how-we-decide", 1)
