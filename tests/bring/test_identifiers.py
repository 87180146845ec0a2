"""Names for new files: always valid, never given twice, the same on every machine."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rice_roadmap.bring.identifiers import Names, name_of_source
from rice_roadmap.model.identifier import LONGEST, RESERVED, folded, is_id


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Sign in with SAML", "sign-in-with-saml"),
        ("Größe: ändern & löschen", "grosse-andern-loschen"),
        ("Łódź, København, Þingvellir, œuvre", "lodz-kobenhavn-thingvellir-oeuvre"),
        ("Don’t ask 'why'", "dont-ask-why"),
        ("  C++ / .NET_4.8  ", "c-net-4-8"),
        ("日本語 API", "api"),
        ("😀", ""),
    ],
)
def test_titles_are_folded_to_plain_words(title: str, name: str) -> None:
    """Letters lose their marks, everything else becomes one hyphen, and what has no plain letter is left away."""
    assert folded(title) == name


@given(
    st.lists(
        st.sampled_from(["Dark mode", "dark-mode", "index", "日本", "a" * 70, "word " * 20]) | st.text(), max_size=30
    )
)
def test_every_name_is_valid_and_given_once(titles: list[str]) -> None:
    """Whatever the titles, each gets an id of its own that no file has and that is not reserved."""
    taken = {"dark-mode", "dark-mode-2"}
    names = Names(taken)
    given_names = [names.give(title, word="request", source_id=str(number)) for number, title in enumerate(titles)]
    assert all(is_id(name) for name in given_names)
    assert len(set(given_names)) == len(given_names)
    assert not taken.union(RESERVED).intersection(given_names)


@pytest.mark.parametrize("title", ["", "日本語", "Index", "404", "NUL", "needs_info", "!!!"])
def test_a_title_without_a_name_is_named_by_its_source(title: str) -> None:
    """A title that gives no id, or a reserved one, gives the hash of the source's id, the same everywhere."""
    assert Names([]).give(title, word="item", source_id="4711") == "item-de650d61f5bd"
    assert Names([]).give(title, word="request", source_id="4712") != "request-de650d61f5bd"


@given(st.text())
def test_a_source_id_always_gives_the_same_valid_name(source_id: str) -> None:
    """The name made from a source's id is valid, and depends on nothing else."""
    name = name_of_source(source_id, "ask")
    assert is_id(name)
    assert name not in RESERVED
    assert name == name_of_source(source_id, "ask")


def test_long_source_ids_stay_apart() -> None:
    """Two source ids that differ only behind the longest name give different names."""
    first, second = (name_of_source("x" * LONGEST + end, "ask") for end in "ab")
    assert first != second
    assert max(len(first), len(second)) <= LONGEST
