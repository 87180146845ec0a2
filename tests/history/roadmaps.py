"""Roadmaps that Hypothesis makes: a few records of each kind, some renamed, some broken, and a word nobody may tell."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from hypothesis import strategies as st

from rice_roadmap.checking.inspection import Inspection, inspect
from rice_roadmap.history.changes import Difference
from rice_roadmap.history.difference import difference
from rice_roadmap.model.audience import Audience
from tests.memory import Memory

#: The day on which they are looked at, in the first of the quarters that have a capacity.
TODAY = date(2027, 1, 15)

#: What stands in every internal text.
SECRET = "canary"

Files = Mapping[str, str]
Data = dict[str, object]

REQUESTS = ("one", "two", "three", "four")
ITEMS = ("red", "green", "blue", "grey", "pink")
OTHERS = {"one": "uno", "red": "rot"}

TITLES = st.sampled_from(("Dark mode", "Sign in with SAML", "Export", "`@team` <!-- #1 -->", "![x](y) | z"))
DAYS = st.sampled_from(("2027-01-05", "2027-02-28"))
BROKEN = "title: [\n"

# One file of so many is broken, and no more: a change of which little can be compared proves little.
_LUCK = 30


def _some(strategies: Mapping[str, st.SearchStrategy[object]]) -> st.SearchStrategy[Data]:
    return st.fixed_dictionaries({}, optional=dict(strategies))


SECRETS = st.sampled_from((SECRET, f"{SECRET} too"))
ASKS = st.builds(lambda account, says: {"account": account, "says": says}, SECRETS, SECRETS)

REQUEST = st.builds(
    lambda required, optional: required | optional,
    st.fixed_dictionaries({"title": TITLES, "need": TITLES, "potential_impact": SECRETS}),
    _some(
        {
            "visibility": st.sampled_from(("public", "internal")),
            "votes": st.builds(lambda count: {"count": count}, st.integers(0, 2)),
            "requested_by": SECRETS,
            "asks": st.lists(ASKS, min_size=1, max_size=2),
        }
    ),
)

REACH = st.one_of(st.integers(1, 6), st.builds(lambda likely: {"likely": likely, "source": SECRET}, st.integers(1, 6)))

ESTIMATES = st.builds(
    lambda estimates, missing: {name: value for name, value in estimates.items() if name != missing},
    st.fixed_dictionaries(
        {
            "reach": REACH,
            "impact": st.sampled_from(("high", "low")),
            "confidence": st.sampled_from(("80%", "50%")),
            "effort": st.integers(1, 3),
        }
    ),
    st.sampled_from(("", "", "", "", "effort")),
)

STATUS = st.sampled_from(
    (
        {"status": "candidate"},
        {"status": "candidate"},
        {"status": "planned", "target": "2027-Q2"},
        {"status": "planned", "horizon": "now", "target_because": "Asked for."},
        {"status": "in_progress"},
        {"status": "shipped", "release": {"on": "2027-01-01"}},
        {"status": "cancelled", "cancelled": {"because": "No.", "on": "2027-01-01"}},
    )
)

ITEM = st.builds(
    lambda required, status, rice, optional: required | status | optional | {"rice": rice},
    st.fixed_dictionaries({"title": TITLES, "summary": TITLES}),
    STATUS,
    ESTIMATES,
    _some(
        {
            "answers": st.lists(st.sampled_from(REQUESTS), min_size=1, max_size=2, unique=True),
            "depends_on": st.lists(st.sampled_from(ITEMS), min_size=1, max_size=1),
            "visibility": st.sampled_from(("public", "internal")),
            "area": st.just("west"),
            "mandatory": st.just({"reason": "contractual", "because": SECRET, "on": "2027-01-01"}),
            "risks": st.just([{"says": SECRET}]),
            "scored_by": SECRETS,
        }
    ),
)

DECISION = st.builds(
    lambda answer, day, optional: {"decided_on": day, "decided_by": "Product"} | answer | optional,
    st.sampled_from(
        (
            {"verdict": "accepted"},
            {"verdict": "withdrawn"},
            {"verdict": "duplicate", "duplicate_of": "two"},
            {"verdict": "deferred", "reason": "needs_evidence", "because": "So.", "revisit_when": "Later."},
            {"verdict": "declined", "reason": "low_reach", "because": "So.", "no_alternative": "None.", "final": True},
        )
    ),
    DAYS,
    _some({"note": SECRETS, "informed": st.just([{"who": SECRET, "on": "2027-01-01"}])}),
)

CAPACITY: st.SearchStrategy[Data] = st.builds(
    lambda required, optional: required | optional,
    st.fixed_dictionaries({"period": st.sampled_from(("2027-Q1", "2027-Q2")), "effort": st.integers(0, 5)}),
    _some({"area": st.just("west"), "held_back": st.integers(0, 1)}),
)

PLAN = st.builds(
    lambda impact, optional: (
        {"product": "Example", "reach": {"unit": "customers", "period": "quarter"}, **optional}
        | {"impact": {"high": impact, "low": 1}, "areas": [{"id": "west", "title": "West"}]}
    ),
    st.sampled_from((2, 3)),
    _some(
        {
            "notice": st.sampled_from(("Today.", "For now.")),
            "publish_requests": st.sampled_from(("at_once", "when_answered")),
            "capacity": st.lists(CAPACITY, max_size=3, unique_by=lambda entry: (entry["period"], entry.get("area"))),
        }
    ),
)

ACCOUNTS: st.SearchStrategy[Mapping[str, object]] = st.dictionaries(
    st.sampled_from(("north", "south")), st.builds(lambda name: {"name": name}, SECRETS), min_size=1, max_size=2
)


def _maybe_broken(data: st.SearchStrategy[Mapping[str, object]]) -> st.SearchStrategy[str]:
    return st.builds(lambda written, luck: BROKEN if luck == 0 else json.dumps(written), data, st.integers(0, _LUCK))


@st.composite
def roadmaps(draw: st.DrawFn) -> Files:
    """Return the files of a roadmap."""
    files: dict[str, str] = {"roadmap/plan.yaml": draw(_maybe_broken(PLAN))}
    for identifier in REQUESTS:
        name = draw(_names(identifier))
        if name:
            files |= _renamed(f"requests/{name}.yaml", identifier, name, draw(_maybe_broken(REQUEST)))
        if name and draw(st.booleans()):
            files[f"roadmap/decisions/{name}.yaml"] = draw(_maybe_broken(DECISION))
        if name and draw(st.booleans()):
            files[f"requests/asks/{name}/a-prospect.yaml"] = draw(_maybe_broken(ASKS))
    for identifier in ITEMS:
        name = draw(_names(identifier))
        if name:
            files |= _renamed(f"roadmap/items/{name}.yaml", identifier, name, draw(_maybe_broken(ITEM)))
    if draw(st.booleans()):
        files["roadmap/accounts.yaml"] = draw(_maybe_broken(ACCOUNTS))
    return files


@st.composite
def changes(draw: st.DrawFn) -> tuple[Files, Files]:
    """Return the files of a roadmap before and after a change of a few of them."""
    before, other = draw(roadmaps()), draw(roadmaps())
    paths = draw(st.lists(st.sampled_from(sorted({*before, *other})), unique=True))
    kept = {path: text for path, text in before.items() if path not in paths}
    return before, kept | {path: other[path] for path in paths if path in other}


def memory(files: Files) -> Memory:
    """Return files that an inspection reads."""
    return Memory(files=dict(files))


def inspected(files: Files) -> Inspection:
    """Return what files mean on the day."""
    return inspect(memory(files), today=TODAY)


def effect(before: Files, after: Files, audience: Audience = Audience.INTERNAL) -> Difference:
    """Return what a change does, as seen on the day."""
    return difference(inspected(before), inspected(after), audience, today=TODAY)


def _names(identifier: str) -> st.SearchStrategy[str]:
    return st.sampled_from((identifier, identifier, OTHERS.get(identifier, identifier), ""))


def _renamed(path: str, identifier: str, name: str, text: str) -> Files:
    if name == identifier or text == BROKEN:
        return {path: text}
    return {path: json.dumps({**json.loads(text), "formerly": [identifier]})}
