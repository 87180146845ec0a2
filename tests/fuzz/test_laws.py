"""The laws hold for everything that the search begins with, and each of them can be broken."""

from __future__ import annotations

from random import Random

import pytest

from rice_roadmap.text.document import Document
from rice_roadmap.text.problem import Code, Location, Problem
from rice_roadmap.text.source import Parser, Reading
from tests.fuzz import structured
from tests.fuzz.__main__ import SHARES
from tests.fuzz.laws import ALL_KINDS, LAWS
from tests.fuzz.seeds import LONGEST, seeds


@pytest.mark.parametrize("law", sorted(LAWS))
def test_a_law_holds_for_what_the_search_begins_with(law: str) -> None:
    """Some of the seeds, and some cut, joined and mixed up: always the same ones, and not for long."""
    chance = Random(law)
    first = seeds(law)
    some = chance.sample(first, min(30, len(first)))
    tried = [*some, *(_mixed(chance, first) for _ in range(40))]
    assert [seed for seed in tried if not _holds(law, seed)] == []


def _holds(law: str, raw: bytes) -> bool:
    try:
        LAWS[law](raw)
    except AssertionError:
        return False
    return True


def _mixed(chance: Random, first: list[bytes]) -> bytes:
    one, other = chance.choice(first), chance.choice(first)
    cut = chance.randrange(len(one) + 1)
    return (
        one[:cut]
        + bytes(chance.choices(b"\n :#-'\"[]{}&*!|>%@`\\\t\r\0\xff\xc3", k=2))
        + other[chance.randrange(len(other) + 1) :]
    )


def test_every_law_has_seeds_and_its_share() -> None:
    """Nothing is left out of the command; all of the runs are given away."""
    assert set(SHARES) == set(LONGEST) == set(LAWS)
    assert sum(SHARES.values()) == 100


def test_changed_files_stay_readable_mostly() -> None:
    """Half of the changes know what a file is: they differ from it, keep its kind and never grow too long."""
    first = bytes([ALL_KINDS.index(ALL_KINDS[0])]) + b"title: A\nneed: B\nlinks: [https://example.com/a]\n"
    found = [structured.changed(first, 200, seed, lambda raw, _: raw + b"?") for seed in range(40)]
    own = [raw for raw in found if not raw.endswith(b"?")]
    assert len(set(own)) > 10
    assert all(raw[:1] == first[:1] and len(raw) <= 200 for raw in own)


@pytest.mark.parametrize(
    ("law", "door", "broken", "raw"),
    [
        ("reader", "read", lambda *_: Reading(document=None, problems=()), b"a: b"),
        ("reader", "read", lambda *_: _outside(), b"a: b"),
        ("reader", "read", lambda *given: _by_parser(*given[2:]), b"a: b"),
        ("shape", "check", lambda *_: _outside().problems, b"\0title: A"),
        ("prose", "render", lambda text: f"<script>{text}</script>", b"x"),
        ("prose", "plain", lambda text: f" {text}", b"x"),
        ("editing", "edit", lambda text, _: text, b"\0\0a: b\n"),
        ("editing", "edit", lambda *_: "# other\na: word\n", b"\0\0# first\na: b\n"),
    ],
)
def test_a_broken_door_breaks_its_law(
    monkeypatch: pytest.MonkeyPatch, law: str, door: str, broken: object, raw: bytes
) -> None:
    """A problem outside the file, two parsers that disagree, live HTML, an edit that is none: each is noticed."""
    LAWS[law](raw)
    monkeypatch.setattr(f"tests.fuzz.laws.{door}", broken)
    with pytest.raises(AssertionError):
        LAWS[law](raw)


def _outside() -> Reading:
    where = Location(path="file.yaml", line=9)
    return Reading(document=None, problems=(Problem(where=where, code=Code.NOT_YAML, message="No."),))


def _by_parser(parser: Parser | None = None) -> Reading:
    name = parser.__name__ if parser else "none"
    return Reading(document=Document(path="", data={"by": name}, places={}), problems=())
