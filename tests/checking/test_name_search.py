"""Customers' names in texts: the same ones are found as by the plainest search there is, in time that grows slowly."""

from __future__ import annotations

import re
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from rice_roadmap.checking.name_search import NameSearch

#: Pieces of which names and texts are made so that they nearly meet.
PIECES = st.lists(
    st.sampled_from(
        ["a", "ab", "A", "b", " ", " ", "-", "\n", ".", "&", "_", "ß", "ss", "é", "e\u0301", "1", "İ", "\u00a0"]
    ),
    max_size=8,
).map("".join)


def plainest(names: dict[str, str], text: str) -> str | None:
    """Return what one pattern of all names finds first, the longest name first."""
    accounts = {" ".join(re.split(r"[\s-]+", name.casefold())).strip(): account for name, account in names.items()}
    ordered = sorted(filter(None, accounts), key=lambda name: (-len(name), name))
    words = (r"[\s-]+".join(re.escape(word) for word in name.split(" ")) for name in ordered)
    found = re.search(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", text.casefold()) if ordered else None
    return accounts[" ".join(re.split(r"[\s-]+", found[0]))] if found else None


@settings(max_examples=400, deadline=None)
@given(st.dictionaries(PIECES, st.sampled_from("xyz"), max_size=4), PIECES, PIECES)
def test_the_same_names_are_found_as_by_one_pattern_of_all_of_them(names: dict[str, str], one: str, other: str) -> None:
    """Whole words, in any case, joined by blanks or hyphens; and no name is where the cheap look sees none."""
    search, text = NameSearch.of(names), f"{one} {other}"
    assert search.first_in(text) == plainest(names, text)
    assert search.may_be_in(text) or search.first_in(text) is None


def test_thousands_of_names_that_begin_alike_cost_little() -> None:
    """Ten thousand customers called Northwind, in a text that says nothing else."""
    search = NameSearch.of({f"Northwind {number} Energy": str(number) for number in range(10_000)})
    began = time.process_time()
    assert search.first_in("northwind 5 energies " * 2_000) is None
    assert search.first_in("northwind-9999 energy") == "9999"
    assert time.process_time() - began < 1
