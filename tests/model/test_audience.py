"""What the public may see: as if nothing internal had ever been written."""

from __future__ import annotations

import pytest

from rice_roadmap.checking.inspection import inspect
from rice_roadmap.model.audience import (
    Audience,
    PublicPortfolio,
    internal_portfolio,
    public_portfolio,
    seen_by,
    shown,
)
from rice_roadmap.model.decision import Duplicate
from rice_roadmap.model.portfolio import Portfolio
from rice_roadmap.model.status import Status
from rice_roadmap.text.problem import Code
from tests.memory import Memory

PLAN = """\
product: Signpost
reach: {unit: customers, period: quarter}
segments:
  - {id: small, title: Small companies}
  - {id: enterprise, title: Large companies}
capacity:
  - {period: 2027-Q1, effort: 9}
"""
REQUEST = "title: A request\nneed: Something is missing.\npotential_impact: It would help.\n"
ITEM = "title: An item\nsummary: What it does.\n"
CANDIDATE = f"{ITEM}status: candidate\n"
ACCEPTED = "verdict: accepted\ndecided_on: 2027-02-01\ndecided_by: Product\n"
INTERNAL = "visibility: internal\n"

SCORED = """\
rice: {reach: 400, impact: low, confidence: 50%, effort: 1}
scored_on: 2027-01-15
effort_left: 0.5
outcome: {measured_on: 2027-02-20, result: worse, reach: 100}
"""


def duplicate(*originals: str) -> str:
    """Return the answer that a request was asked before."""
    return f"verdict: duplicate\nduplicate_of: [{', '.join(originals)}]\ndecided_on: 2027-02-01\ndecided_by: Product\n"


def portfolio(files: dict[str, str], plan: str = PLAN, *, expected: tuple[Code, ...] = ()) -> Portfolio:
    """Return what the files mean; nothing but what is expected may be wrong with them."""
    found = inspect(Memory({"roadmap/plan.yaml": plan} | files))
    assert tuple(problem.code for problem in found.problems) == expected
    return found.portfolio


def public(files: dict[str, str], plan: str = PLAN, *, expected: tuple[Code, ...] = ()) -> PublicPortfolio:
    """Return what everybody may see of the files."""
    return public_portfolio(portfolio(files, plan, expected=expected))


MIXED = {
    "requests/open.yaml": REQUEST,
    "requests/answered.yaml": REQUEST,
    "requests/repeated.yaml": REQUEST,
    "requests/secret.yaml": REQUEST + INTERNAL,
    "requests/secretly-repeated.yaml": REQUEST + INTERNAL,
    "roadmap/decisions/answered.yaml": ACCEPTED,
    "roadmap/decisions/repeated.yaml": duplicate("open"),
    "roadmap/decisions/secret.yaml": ACCEPTED,
    "roadmap/decisions/secretly-repeated.yaml": duplicate("open"),
    "roadmap/items/seen.yaml": f"{CANDIDATE}answers: [secret, open]\ndepends_on: [hidden, base]\n",
    "roadmap/items/hidden.yaml": f"{CANDIDATE}answers: [open]\ndepends_on: [base]\n{INTERNAL}",
    "roadmap/items/base.yaml": CANDIDATE,
}


def test_each_audience_sees_its_own_portfolio() -> None:
    """The world the public one, colleagues everything."""
    mixed = portfolio(MIXED)
    assert seen_by(Audience.PUBLIC, mixed) == public_portfolio(mixed)
    assert seen_by(Audience.INTERNAL, mixed) == internal_portfolio(mixed).public
    assert "secret" in seen_by(Audience.INTERNAL, mixed).requests


def test_internal_records_do_not_exist_in_public() -> None:
    """Neither do the answers to internal requests."""
    found = public(MIXED)
    assert list(found.requests) == ["answered", "open", "repeated"]
    assert list(found.items) == ["base", "seen"]
    assert sorted(found.decisions) == ["answered", "repeated"]
    assert sorted(found.statuses) == ["answered", "open", "repeated"]


def test_pointers_to_internal_records_are_left_out_of_lists() -> None:
    """A list has no gap where something internal stood."""
    seen = public(MIXED).items["seen"]
    assert [answer.request for answer in seen.answers] == ["open"]
    assert seen.depends_on == ("base",)


@pytest.mark.parametrize(
    ("lists", "answers", "depends_on"),
    [
        ("answers: [open]\ndepends_on: [hidden, base]\n", ["open"], ("base",)),
        ("answers: [secret, open]\ndepends_on: [base]\n", ["open"], ("base",)),
        ("depends_on: [hidden]\n", [], ()),
    ],
)
def test_each_list_is_cleared_by_itself(lists: str, answers: list[str], depends_on: tuple[str, ...]) -> None:
    """What is internal in one of them goes, also where nothing is internal in the other."""
    seen = public(MIXED | {"roadmap/items/seen.yaml": CANDIDATE + lists}).items["seen"]
    assert [answer.request for answer in seen.answers] == answers
    assert seen.depends_on == depends_on


def test_nothing_internal_is_linked_from_the_other_end() -> None:
    """Neither the items of a request, nor its duplicates, nor what waits for an item."""
    found = public(MIXED)
    assert {request: [item.id for item in items] for request, items in found.answering.items()} == {"open": ["seen"]}
    assert {original: [one.id for one in those] for original, those in found.duplicates.items()} == {
        "open": ["repeated"]
    }
    assert {needed: [item.id for item in items] for needed, items in found.dependents.items()} == {"base": ["seen"]}


def test_the_public_portfolio_is_the_one_of_a_roadmap_without_internal_records() -> None:
    """Removing every internal file changes nothing that the public sees."""
    internal = {"secret", "secretly-repeated", "hidden"}
    rest = {path: text for path, text in MIXED.items() if path.rpartition("/")[2].removesuffix(".yaml") not in internal}
    without = public(rest, expected=(Code.UNKNOWN_REQUEST, Code.UNKNOWN_ITEM))
    assert public(MIXED) == without


def test_a_duplicate_keeps_the_originals_that_are_public() -> None:
    """The error stops the site; the types have no place for the internal one even so."""
    files = MIXED | {"roadmap/decisions/repeated.yaml": duplicate("secret", "open")}
    found = public(files, expected=(Code.POINTS_AT_INTERNAL,))
    assert found.decisions["repeated"].answer == Duplicate(duplicate_of=("open",))


def test_colleagues_see_everything() -> None:
    """Every record in its public shape for the pages, and the whole beside it."""
    whole = portfolio(MIXED)
    found = internal_portfolio(whole)
    assert found.whole is whole
    assert list(found.public.requests) == list(whole.requests)
    assert list(found.public.items) == list(whole.items)
    assert found.public.decisions.keys() == whole.decisions.keys()
    assert [answer.request for answer in found.public.items["seen"].answers] == ["secret", "open"]
    assert [item.id for item in found.public.answering["open"]] == ["hidden", "seen"]


WHEN_ANSWERED = f"{PLAN}publish_requests: when_answered\n"
SHIPPED = f"{ITEM}status: shipped\nrelease: {{on: 2027-01-31}}\n"
CANCELLED = f"{ITEM}status: cancelled\ncancelled: {{because: Few used it., on: 2027-01-31}}\n"


@pytest.mark.parametrize(
    ("files", "published"),
    [
        ({}, []),
        ({"roadmap/decisions/a.yaml": ACCEPTED}, ["a"]),
        ({"roadmap/items/i.yaml": f"{ITEM}status: planned\nanswers: [a]\n"}, ["a"]),
        ({"roadmap/items/i.yaml": f"{ITEM}status: in_progress\nanswers: [b, a]\n"}, ["a", "b"]),
        ({"roadmap/items/i.yaml": f"{SHIPPED}answers: [{{request: a, part: Half}}]\n"}, ["a"]),
        ({"roadmap/items/i.yaml": f"{CANDIDATE}answers: [a]\n"}, []),
        ({"roadmap/items/i.yaml": f"{CANCELLED}answers: [a]\n"}, []),
        ({"roadmap/items/i.yaml": f"{ITEM}status: planned\nanswers: [a]\n{INTERNAL}"}, []),
        ({"roadmap/decisions/b.yaml": duplicate("a")}, ["a", "b"]),
        ({"roadmap/decisions/b.yaml": duplicate("a"), "requests/b.yaml": REQUEST + INTERNAL}, []),
        ({"roadmap/decisions/a.yaml": ACCEPTED, "requests/a.yaml": REQUEST + INTERNAL}, []),
    ],
)
def test_a_request_is_published_when_it_is_answered(files: dict[str, str], published: list[str]) -> None:
    """By a decision, by a public item that is planned or beyond, or by a published duplicate, and never before."""
    base = {"requests/a.yaml": REQUEST, "requests/b.yaml": REQUEST}
    assert list(public(base | files, WHEN_ANSWERED).requests) == published
    at_once = [request for request in ("a", "b") if INTERNAL not in (base | files)[f"requests/{request}.yaml"]]
    assert list(public(base | files).requests) == at_once


def test_what_is_not_yet_published_is_as_internal() -> None:
    """A public item does not say that it answers it."""
    files = {"requests/a.yaml": REQUEST, "roadmap/items/i.yaml": f"{CANDIDATE}answers: [a]\n"}
    found = public(files, WHEN_ANSWERED)
    assert found.items["i"].answers == ()
    assert not found.answering
    assert not found.statuses


ACCOUNTS = """\
north: {name: Account north, segment: enterprise}
south: {name: Account south, segment: enterprise}
east: {name: Account east, segment: enterprise}
west: {name: Account west, segment: small}
none: {name: Account without a segment}
"""


def asked_by(*accounts: str) -> dict[str, str]:
    """Return a request for which each of these accounts has a file, and what they are."""
    asks = {f"requests/asks/a/ask-{number}.yaml": f"account: {name}\n" for number, name in enumerate(accounts)}
    return {"requests/a.yaml": REQUEST, "roadmap/accounts.yaml": ACCOUNTS} | asks


@pytest.mark.parametrize(
    ("accounts", "smallest", "named"),
    [
        (["north", "south"], 3, ()),
        (["north", "south", "east"], 3, ("Large companies",)),
        (["north", "south", "north", "north"], 3, ()),
        (["north", "south", "west", "none"], 3, ()),
        (["north", "south"], 2, ("Large companies",)),
        (["north", "west"], 1, ("Small companies", "Large companies")),
        (["none"], 1, ()),
    ],
)
def test_a_segment_is_named_from_the_smallest_group_up(
    accounts: list[str], smallest: int, named: tuple[str, ...]
) -> None:
    """Distinct accounts count, each once, and segments stand in the order of the plan."""
    plan = f"{PLAN}promises: {{smallest_group: {smallest}}}\n"
    assert public(asked_by(*accounts), plan).segments.get("a", ()) == named


def test_the_smallest_group_is_three_unless_the_plan_says_otherwise() -> None:
    """Two customers of a kind can be guessed."""
    assert not public(asked_by("north", "south")).segments
    assert public(asked_by("north", "south", "east")).segments["a"] == ("Large companies",)


def test_asks_that_name_no_segment_leave_no_trace() -> None:
    """Nobody can tell a request that two customers need from one that nobody needs."""
    assert public(asked_by("north", "south")) == public({"requests/a.yaml": REQUEST})


def test_prospects_belong_to_no_segment() -> None:
    """A free text is nobody we know."""
    files = asked_by("north", "south", "Account east")
    assert not public(files, expected=(Code.UNKNOWN_ACCOUNT,)).segments


def test_asks_in_the_request_and_in_files_count_together() -> None:
    """It does not matter who asked first."""
    files = asked_by("north", "south") | {"requests/a.yaml": f"{REQUEST}asks: [{{account: east}}]\n"}
    assert public(files).segments["a"] == ("Large companies",)


def test_nobody_is_named_beside_an_internal_request() -> None:
    """Not even a segment."""
    files = asked_by("north", "south", "east") | {"requests/a.yaml": REQUEST + INTERNAL}
    assert not public(files).segments


def narrowed(shows: str) -> PublicPortfolio:
    """Return what a site with this `public_shows` shows of a roadmap that has something of everything."""
    files = {
        "requests/a.yaml": REQUEST,
        "requests/b.yaml": REQUEST,
        "roadmap/decisions/a.yaml": ACCEPTED,
        "roadmap/decisions/b.yaml": duplicate("a"),
        "roadmap/items/i.yaml": f"{SHIPPED}answers: [a]\n{SCORED}",
    }
    return shown(public(files, f"{PLAN}{shows}"))


def test_without_a_word_the_site_shows_roadmap_answers_and_scores() -> None:
    """Capacity and outcomes are for those who choose to show them."""
    found = narrowed("")
    item = found.items["i"]
    assert not item.rice.missing
    assert item.scored_on is not None
    assert item.outcome is None
    assert found.plan.capacity == ()
    assert sorted(found.decisions) == ["a", "b"]
    assert found.statuses["a"] is Status.SHIPPED


def test_a_site_may_show_everything() -> None:
    """Then nothing is taken out."""
    found = narrowed("public_shows: [roadmap, answers, scores, capacity, outcomes]\n")
    assert found.items["i"].outcome is not None
    assert len(found.plan.capacity) == 1


def test_what_is_left_is_shown_beside_the_work_and_its_estimates() -> None:
    """Capacity needs nothing else: neither answers nor outcomes."""
    assert narrowed("public_shows: [roadmap, scores, capacity]\n").plan.capacity
    for two in ("roadmap, capacity", "scores, capacity", "roadmap, scores"):
        assert not narrowed(f"public_shows: [{two}]\n").plan.capacity


def test_an_audience_is_called_what_the_options_call_it() -> None:
    """The command line, the plugin and the data files use these words."""
    assert [str(audience) for audience in Audience] == ["public", "internal"]


def test_scores_are_taken_out_with_every_number_behind_them() -> None:
    """Nobody can compute what is not shown."""
    item = narrowed("public_shows: [roadmap, answers]\n").items["i"]
    assert item.rice.missing == ("reach", "impact", "confidence", "effort")
    assert item.scored_on is None
    assert item.effort_left is None


def test_without_the_roadmap_there_are_no_items() -> None:
    """And no request says that one answers it."""
    found = narrowed("public_shows: [answers]\n")
    assert not found.items
    assert not found.answering
    assert sorted(found.requests) == ["a", "b"]


def test_without_answers_there_are_no_decisions() -> None:
    """And nothing is known to be a duplicate."""
    found = narrowed("public_shows: [roadmap]\n")
    assert not found.decisions
    assert not found.duplicates
    assert list(found.items) == ["i"]
