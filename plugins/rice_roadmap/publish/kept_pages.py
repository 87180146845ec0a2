"""Pages that were printed before: found by all that they are made of, or printed anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from rice_roadmap.model.account import Account
from rice_roadmap.model.decision import PublicDecision
from rice_roadmap.model.item import PublicItem
from rice_roadmap.model.request import PublicRequest
from rice_roadmap.publish.made_of import Fingerprints
from rice_roadmap.publish.page import Printed

#: Many pages may show one of these.
_RECORDS = (PublicRequest, PublicDecision, PublicItem, Account)


class Shelf(Protocol):
    """Where something is kept by a name that stands for all that it follows from."""

    def find(self, name: str) -> list[str] | None:
        """Return the texts that are kept under a name, None where there are none."""

    def keep(self, name: str, texts: list[str]) -> None:
        """Keep texts under a name."""


class Remembered:
    """A shelf in memory, for one build after the other: only what the last one kept is there for the next."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._last: dict[str, list[str]] = {}
        self._now: dict[str, list[str]] = {}

    def turn(self) -> None:
        """Begin the next build."""
        self._last, self._now = self._now, {}

    def find(self, name: str) -> list[str] | None:
        """Return the texts that the last build kept under a name, or this one."""
        return self._now.get(name) or self._last.get(name)

    def keep(self, name: str, texts: list[str]) -> None:
        """Keep texts under a name, until the end of the next build."""
        self._now[name] = texts


class KeptPages:
    """What pages said when they were last made of the same."""

    def __init__(self, shelf: Shelf, *surroundings: object) -> None:
        """Look on the shelf for pages that were made in these surroundings: what every page may ask for."""
        self._shelf = shelf
        self._fingerprints = Fingerprints(*_RECORDS)
        self._surroundings = self._fingerprints.of(*surroundings)

    def printed(self, made_of: object, prints: Callable[[], Printed]) -> Printed:
        """Return what a page says that follows from `made_of` and the surroundings, and from nothing else."""
        name = self._fingerprints.of(self._surroundings, made_of)
        kept = self._shelf.find(name)
        if kept is None:
            printed = prints()
            kept = [printed.body, printed.description]
        else:
            printed = Printed(body=kept[0], description=kept[1])
        # What nobody asks for any longer is not kept.
        self._shelf.keep(name, kept)
        return printed
