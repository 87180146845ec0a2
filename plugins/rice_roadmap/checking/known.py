"""The ids that may be pointed at, and which of them somebody meant who points at none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from rice_roadmap.checking.corpus import Corpus
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.suggestion import did_you_mean

#: Comparing thousands of words with thousands of ids takes minutes, and thousands are no slips of the keyboard.
MOST_GUESSES = 20


class Known:
    """The ids of one kind; `earlier` leads from the ids that records once had to those they have today."""

    def __init__(self, ids: Collection[str], earlier: Mapping[str, str] | None = None) -> None:
        """Know these ids."""
        self._ids = ids
        self._earlier = earlier or {}
        self._guesses_left = MOST_GUESSES

    def __contains__(self, identifier: str) -> bool:
        return identifier in self._ids

    def meant(self, identifier: str) -> str:
        """Return a sentence about what was meant by an id that is not known, or nothing."""
        if identifier in self._earlier:
            return f"It is called `{self._earlier[identifier]}` now."
        if self._guesses_left == 0:
            return ""
        self._guesses_left -= 1
        return did_you_mean(identifier, self._ids)


def known_records(corpus: Corpus, kind: Kind) -> Known:
    """Return the ids of the records of a kind, readable or not."""
    return Known(corpus.ids(kind), dict(_earlier_ids(corpus, kind)))


def _earlier_ids(corpus: Corpus, kind: Kind) -> Iterator[tuple[str, str]]:
    for record in corpus.of(kind):
        formerly: Any = record.document.data.get("formerly") or ()
        yield from ((identifier, record.filed.id) for identifier in formerly)
