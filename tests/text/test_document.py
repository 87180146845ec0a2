"""A document: where its keys and values stand, and where something stands that is not there."""

from __future__ import annotations

import pytest

from rice_roadmap.text.document import Document, Pointer
from rice_roadmap.text.problem import Location
from rice_roadmap.text.source import read, recalled

TEXT = """\
# A file.
title: One
links:
  - { url: one }
  - url: two
    says: three
  - three
empty: {}
"""


def document() -> Document:
    """Return the file above."""
    found = read("a.yaml", TEXT.encode()).document
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("pointer", "line", "column"),
    [
        (("links", 1), 5, 5),
        (("links", 1, "says"), 6, 5),
        (("links", 0), 4, 5),
        (("links", 0, "url"), 4, 7),
        (("links", 2, "url"), 7, 5),
        (("links", 3), 3, 1),
        (("links", -1), 3, 1),
        (("links", "url"), 3, 1),
        (("title", 0, 0), 2, 1),
        (("unheard-of",), 2, 1),
    ],
)
def test_a_key_stands_where_it_is_or_at_what_is_around_it(pointer: Pointer, line: int, column: int) -> None:
    """However far down the pointer leads."""
    assert document().key_at(pointer) == Location(path="a.yaml", line=line, column=column)


@pytest.mark.parametrize(
    ("pointer", "line", "column"),
    [
        ((), 2, 1),
        (("links", 1), 5, 5),
        (("links", 0), 4, 7),
        (("links", 2), 7, 5),
        (("links", 3), 4, 3),
        (("links", -1), 4, 3),
        (("links", "url"), 4, 3),
        (("links",), 4, 3),
        (("title", "x"), 2, 8),
        (("title", 0), 2, 8),
        (("empty",), 8, 8),
    ],
)
def test_a_missing_key_stands_at_the_first_of_its_mapping(pointer: Pointer, line: int, column: int) -> None:
    """Where there is no mapping, at what is there instead."""
    assert document().first_key_at(pointer) == Location(path="a.yaml", line=line, column=column)


def test_without_any_place_it_is_the_beginning() -> None:
    """Of the file; nothing is lost for want of a place."""
    bare = Document(path="a.yaml", data={}, places={})
    start = Location(path="a.yaml", line=1, column=1)
    assert [bare.key_at(("x",)), bare.value_at(("x", 0)), bare.first_key_at(())] == [start] * 3


def test_what_is_recalled_is_what_was_read() -> None:
    """Whoever knows what a sound file says gets the same places, though they are only looked for when asked for."""
    read_document = document()
    found = recalled("a.yaml", TEXT.encode(), read_document.data)
    assert found.problems == ()
    assert found.document is not None
    assert dict(found.document.places) == dict(read_document.places)
    assert len(found.document.places) == len(read_document.places)
    assert found.document.key_at(("links", 1, "says")) == read_document.key_at(("links", 1, "says"))
    assert found.document.places is not read_document.places


def test_places_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However often they are asked for; of a file that cannot be read there are none."""
    known = recalled("a.yaml", TEXT.encode(), {}).document
    broken = recalled("a.yaml", b"a: [", {}).document
    assert known is not None
    assert broken is not None
    assert known.places[("title",)] == (2, 1, 2, 8)
    monkeypatch.setattr("rice_roadmap.text.source.decode", None)
    assert known.places[("empty",)][0] == 8
    monkeypatch.undo()
    assert dict(broken.places) == {}
