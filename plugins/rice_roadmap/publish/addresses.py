"""Where every page stands, and how one page points at another."""

from __future__ import annotations

from dataclasses import dataclass

HOME = ""
ROADMAP = "roadmap"
RANKING = "ranking"
REQUESTS = "requests"
ITEMS = "items"
DECISIONS = "decisions"
OBJECTIVES = "objectives"
OUTCOMES = "outcomes"
HOW_WE_DECIDE = "how-we-decide"
PROPOSE = "propose"
TRIAGE = "triage"
CUSTOMERS = "customers"
ASKED_BY = "asked-by"

ROADMAP_JSON = "data/roadmap.json"
ROADMAP_SCHEMA = "data/roadmap.schema.json"
RANKING_CSV = "data/ranking.csv"
REQUESTS_JSON = "data/requests.json"


def item(identifier: str) -> str:
    """Return the address of an item's page."""
    return f"{ITEMS}/{identifier}"


def request(identifier: str) -> str:
    """Return the address of a request's page."""
    return f"{REQUESTS}/{identifier}"


def objective(identifier: str) -> str:
    """Return the address of an objective's page."""
    return f"{OBJECTIVES}/{identifier}"


def code(identifier: str) -> str:
    """Return the address of the page that explains a kind of problem."""
    return f"{HOW_WE_DECIDE}/{identifier}"


def customer(identifier: str) -> str:
    """Return the address of the page of what a customer asked."""
    return f"{CUSTOMERS}/{identifier}"


def asked_by(slug: str) -> str:
    """Return the address of the page of what somebody asked on customers' behalf."""
    return f"{ASKED_BY}/{slug}"


def part(address: str, number: int) -> str:
    """Return the address of the n-th part of a long list; the first part is the list's own page."""
    return address if number == 1 else f"{address}/page/{number}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Links:
    """How links are written: `directory_urls` leaves out the `index.html` that a web server adds by itself."""

    directory_urls: bool = True

    def to_page(self, here: str, there: str, anchor: str = "") -> str:
        """Return the link from the page at `here` to the one at `there`."""
        folder = f"{_way(here, there)}/"
        return f"{folder}{'' if self.directory_urls else 'index.html'}{f'#{anchor}' if anchor else ''}"

    def to_file(self, here: str, file: str) -> str:
        """Return the link from the page at `here` to a data file."""
        return _way(here, file)


def _way(here: str, there: str) -> str:
    """Return the relative path from one address to another: there are many links, and `relpath` asks where we work."""
    start, end = here.split("/") if here else [], there.split("/") if there else []
    shared = 0
    for ours, theirs in zip(start, end, strict=False):
        if ours != theirs:
            break
        shared += 1
    return "/".join([*[".."] * (len(start) - shared), *end[shared:]]) or "."
