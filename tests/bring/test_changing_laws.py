"""Laws of `new`, `decide` and `score`, whatever was done before: only what was meant changes, and nothing breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from rice_roadmap.bring.answering import decide
from rice_roadmap.bring.new_records import new
from rice_roadmap.bring.prepared import Prepared
from rice_roadmap.bring.refusal import Refusal
from rice_roadmap.bring.scoring import score
from rice_roadmap.checking.inspection import inspect
from rice_roadmap.model.decision import KEYS_OF_VERDICTS
from rice_roadmap.model.filing import filed
from rice_roadmap.text.document import Data
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.source import read
from tests.memory import Memory

FIRST: Mapping[str, str] = {
    "roadmap/plan.yaml": "product: Signpost\nreach: {unit: customers, period: quarter}\n",
    "requests/print.yaml": "title: Print\nneed: Paper.\npotential_impact: Much.\n",
    "requests/dark.yaml": "title: Dark\nneed: Night shifts.\npotential_impact: Some.\n",
    "roadmap/decisions/print.yaml": """\
# What they were told.
verdict: declined   # by the board
decided_on: 2026-10-05
decided_by: Product
because: |
  Every page would be drawn twice.

reason: cost_exceeds_value # see the sheet
# Not perfect, but it helps.
alternatives:
  - title: A screenshot
    how: Press the key.   # on the right
revisit_when: Paper is back.
note: Talk to them first.
""",
    "roadmap/items/print.yaml": """\
title: Print # working title
summary: Paper.
status: candidate
answers: [dark]   # in part
rice:
  # Counted in the logs.
  reach: {likely: 800, low: 600}   # of last quarter
  confidence: '80%'
risks:
  - says: Ink.
""",
}

WORDS = st.sampled_from(["One word", "two: words # here", "- dash", "'quoted'", "é 😀 {{ x }}", "80%", "line\nother\n"])
NUMBERS = st.sampled_from(["0.5", "1", "2,5", "700", "many", "700"])
ESTIMATES = {
    "reach": NUMBERS,
    "reach.low": NUMBERS,
    "reach.high": NUMBERS,
    "impact": st.sampled_from(["high", "Low", "2", ""]),
    "confidence": st.sampled_from(["high", "80 %", "50%", "80", ""]),
    "effort": NUMBERS,
    "reach.because": WORDS,
    "effort.source": WORDS,
}
#: What each verdict needs; the others are sometimes given too, and then refused.
NEEDED: Mapping[str, list[tuple[str, str]]] = {
    "accepted": [],
    "declined": [
        ("reason", "low_reach"),
        ("because", "Few."),
        ("alternatives", "A button: Press it."),
        ("final", "yes"),
    ],
    "deferred": [("reason", "no_owner"), ("because", "Nobody."), ("revisit_on", "2027-03-31")],
    "already_possible": [("alternatives", "A button: Press it.")],
    "duplicate": [("duplicate_of", "dark")],
    "needs_info": [("questions", "Who needs it?"), ("answer_by", "2027-03-31")],
    "withdrawn": [],
}
GIVEN = {
    "because": WORDS,
    "note": WORDS,
    "alternatives": st.just("A screen: Look at it."),
    "reason": st.sampled_from(["low_reach", "needs_evidence"]),
    "revisit_when": WORDS,
}

Typed = list[tuple[str, str]]


def some(fields: Mapping[str, st.SearchStrategy[str]], most: int) -> st.SearchStrategy[Typed]:
    """Return what somebody types for some of the fields."""
    chosen = st.lists(st.sampled_from(sorted(fields)), min_size=1, max_size=most, unique=True)
    return chosen.flatmap(
        lambda names: st.tuples(*(st.tuples(st.just(name), fields[name]) for name in names)).map(list)
    )


def data_of(text: str) -> dict[str, Data]:
    """Return what a file says in which nothing is wrong."""
    reading = read("", text.encode())
    assert reading.problems == ()
    assert reading.document is not None
    return reading.document.data


def comments(text: str) -> Counter[str]:
    """Return the comments that stand on lines of their own."""
    return Counter(line.strip() for line in text.splitlines() if line.lstrip().startswith("#"))


class Changing(RuleBasedStateMachine):
    """A small roadmap under the hands of somebody who tries commands, sensible ones and others."""

    def __init__(self) -> None:
        """Begin with a request that was answered, one that was not, and an item."""
        super().__init__()
        self.files = dict(FIRST)
        self.today = date(2026, 11, 23)

    @rule(title=WORDS, fields=some({"need": WORDS, "potential_impact": WORDS, "area": WORDS, "workaround": WORDS}, 3))
    def make_a_request(self, title: str, fields: Typed) -> None:
        """`new request` writes one file that was not there, and says in it what was typed."""
        options = [
            f"title={title}",
            "need=Paper.",
            "potential_impact=Much.",
            *(f"{key}={text}" for key, text in fields),
        ]
        for path in self._applied(new("request", Memory(self.files), options=options)):
            place = filed(path)
            assert place is not None
            assert (place.kind, FIRST.get(path)) == (Kind.REQUEST, None)
            assert data_of(self.files[path])["title"] == " ".join(title.split())

    @rule(name=st.sampled_from(["print", "dark", "unheard-of"]), typed=some(ESTIMATES, 3))
    def estimate(self, name: str, typed: Typed) -> None:
        """`score` changes the estimates that are given, the day, and no other value of the one file."""
        before = dict(self.files)
        for path in self._applied(score(name, Memory(self.files), today=self.today, typed=typed)):
            assert path == f"roadmap/items/{name}.yaml"
            old, fresh = data_of(before[path]), data_of(self.files[path])
            given = {field.partition(".")[0] for field, _ in typed}
            assert _without(old, {"rice", "scored_on"}) == _without(fresh, {"rice", "scored_on"})
            assert _without(old.get("rice"), given) == _without(fresh.get("rice"), given)
            assert fresh["scored_on"] == self.today.isoformat()
            # What stood between estimates goes with the last of them.
            assert not fresh.get("rice") or not comments(before[path]) - comments(self.files[path])

    @rule(
        names=st.lists(st.sampled_from(["print", "dark"]), min_size=1, max_size=2, unique=True),
        verdict=st.sampled_from(sorted(NEEDED)),
        typed=st.just([]) | some(GIVEN, 2),
    )
    def answer(self, names: list[str], verdict: str, typed: Typed) -> None:
        """`decide` changes what was given and what the verdict rules out, in the answers to these requests alone."""
        before = dict(self.files)
        given = {field for field, _ in typed}
        needed = [(field, text) for field, text in NEEDED[verdict] if field not in given]
        typed = [("decided_by", "Product"), *needed, *typed]
        for path in self._applied(decide([*names, verdict], Memory(self.files), today=self.today, typed=typed)):
            assert path in {f"roadmap/decisions/{name}.yaml" for name in names}
            fresh = data_of(self.files[path])
            assert (fresh["verdict"], fresh["decided_on"]) == (verdict, self.today.isoformat())
            if path in before:
                old = data_of(before[path])
                meant = {field for field, _ in typed} | KEYS_OF_VERDICTS.keys() | {"verdict", "decided_on"}
                # Each of a pair takes the other away.
                meant |= {"no_alternative"} & old.keys()
                assert _without(old, meant) == _without(fresh, meant)
                gone = {key for key in old if key not in fresh}
                assert gone <= KEYS_OF_VERDICTS.keys()
                assert gone or not comments(before[path]) - comments(self.files[path])

    @precondition(lambda self: len(self.files) > len(FIRST) or self.files != FIRST)
    @rule()
    def wait(self) -> None:
        """A day passes."""
        self.today += timedelta(days=1)

    @invariant()
    def nothing_is_wrong(self) -> None:
        """No command ever writes an error."""
        assert not inspect(Memory(self.files)).has_errors

    def _applied(self, found: Prepared | Refusal) -> list[str]:
        """Write what a command comes to, and return the paths; a refusal says why, and writes nothing."""
        if isinstance(found, Refusal):
            assert found.message
            return []
        assert not (found.is_refused and found.files)
        for file in found.files:
            there = self.files.get(file.path)
            assert file.replaces == (None if there is None else there.encode())
            self.files[file.path] = file.content.decode()
        return [file.path for file in found.files]


def _without(data: Any, keys: set[str]) -> dict[str, Data]:
    return {key: value for key, value in (data or {}).items() if key not in keys}


TestChanging = Changing.TestCase
TestChanging.settings = settings(max_examples=12, stateful_step_count=10)
