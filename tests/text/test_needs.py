"""What a record needs follows from its schema, and from what it says already."""

from __future__ import annotations

import pytest

from rice_roadmap.text.document import Data
from rice_roadmap.text.needs import Need, choices, missing, needs
from rice_roadmap.text.shape import Kind

ALWAYS = (("verdict",), ("decided_on",), ("decided_by",))


@pytest.mark.parametrize(
    ("verdict", "needed"),
    [
        ("accepted", ()),
        ("withdrawn", ()),
        ("declined", (("because",), ("reason",), ("alternatives", "no_alternative"), ("revisit_when", "final"))),
        ("deferred", (("because",), ("reason",), ("revisit_on", "revisit_when"))),
        ("already_possible", (("alternatives",),)),
        ("duplicate", (("duplicate_of",),)),
        ("needs_info", (("questions",), ("answer_by",))),
    ],
)
def test_each_verdict_needs_what_the_design_says(verdict: str, needed: tuple[Need, ...]) -> None:
    """Beside what every answer needs, a verdict has needs of its own, some met by one of two keys."""
    assert sorted(needs(Kind.DECISION, {"verdict": verdict})) == sorted((*ALWAYS, *needed))


def test_what_is_there_is_not_missing() -> None:
    """Of two keys that will do one is enough."""
    data: dict[str, Data] = {"verdict": "deferred", "decided_on": "x", "because": "x", "revisit_when": "x"}
    assert missing(Kind.DECISION, data) == (("decided_by",), ("reason",))


def test_a_condition_may_be_about_a_key_being_there() -> None:
    """A request says what it is worth, unless it was imported."""
    assert missing(Kind.REQUEST, {}) == (("title",), ("need",), ("potential_impact",))
    assert missing(Kind.REQUEST, {"imported_from": {}}) == (("title",), ("need",))


@pytest.mark.parametrize(("status", "needed"), [("shipped", ("release",)), ("cancelled", ("cancelled",))])
def test_an_item_that_ended_says_how(status: str, needed: Need) -> None:
    """Shipped needs a release, cancelled a reason."""
    assert missing(Kind.ITEM, {"title": "A", "summary": "B", "status": status}) == (needed,)


def test_a_verdict_leaves_fewer_words() -> None:
    """Capacity is a reason for not now, and none for no."""
    assert "below_capacity_line" in choices(Kind.DECISION, "reason", {"verdict": "deferred"})
    assert "below_capacity_line" not in choices(Kind.DECISION, "reason", {"verdict": "declined"})
    assert "low_reach" in choices(Kind.DECISION, "reason", {"verdict": "declined"})
    assert choices(Kind.DECISION, "because", {}) == ()
