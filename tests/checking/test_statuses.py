"""Where a request stands follows from its answer and the items that answer it: the first sentence that fits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rice_roadmap.checking.inspection import Inspection, inspect
from rice_roadmap.model.audience import internal_portfolio, public_portfolio
from rice_roadmap.model.decision import Duplicate
from rice_roadmap.model.status import Status, leaders, leading
from rice_roadmap.text.problem import Code
from tests.memory import Memory
from tests.ranking.items import decision as duplicate

PLAN = "product: Signpost\nreach: {unit: customers, period: quarter}\n"
REQUEST = "title: A request\nneed: Something is missing.\npotential_impact: It would help.\n"

#: What each verdict needs, besides the day and the role.
NEEDS_OF_VERDICTS = {
    "accepted": "",
    "declined": "reason: low_reach\nbecause: Few need it.\nno_alternative: None.\nfinal: true\n",
    "deferred": "reason: no_owner\nbecause: Nobody is free.\nrevisit_when: Somebody is.\n",
    "already_possible": "alternatives:\n  - title: A button\n    how: Press it.\n",
    "needs_info": "questions:\n  - Who needs it?\nanswer_by: 2027-03-31\n",
    "withdrawn": "",
}

#: What each status of an item needs.
NEEDS_OF_STATUSES = {
    "shipped": "release: {on: 2027-01-31}\n",
    "cancelled": "cancelled: {because: Few used the trial., on: 2027-01-31}\n",
}


def decision(answer: str) -> str:
    """Return an answer: a verdict, or `duplicate` with the requests that it repeats."""
    verdict, *originals = answer.split()
    needs = f"duplicate_of: [{', '.join(originals)}]\n" if originals else NEEDS_OF_VERDICTS[verdict]
    return f"verdict: {verdict}\ndecided_on: 2027-02-01\ndecided_by: Product\n{needs}"


def item(written: str) -> str:
    """Return an item: its status, then each request that it answers, in part where `/` says so."""
    status, *requests = written.split()
    answered = (f"{{request: {one.rstrip('/')}, part: Half of it}}" if one.endswith("/") else one for one in requests)
    head = f"title: An item\nsummary: What it does.\nstatus: {status}\nanswers: [{', '.join(answered)}]\n"
    return head + NEEDS_OF_STATUSES.get(status, "")


def inspected(answers: dict[str, str], *items: str) -> Inspection:
    """Return what requests `a`, `b`, `c` and `d` with these answers and these items mean."""
    files = {"roadmap/plan.yaml": PLAN} | {f"requests/{request}.yaml": REQUEST for request in "abcd"}
    files |= {f"roadmap/decisions/{request}.yaml": decision(answer) for request, answer in answers.items()}
    files |= {f"roadmap/items/item-{number}.yaml": item(written) for number, written in enumerate(items)}
    return inspect(Memory(files))


def status_of_a(answers: dict[str, str], *items: str) -> Status:
    """Return where request `a` stands; nothing may be wrong with these files."""
    found = inspected(answers, *items)
    assert found.problems == ()
    return internal_portfolio(found.portfolio).public.statuses["a"]


def test_without_an_answer_and_without_an_item_it_is_open() -> None:
    """Nobody has said anything yet."""
    assert status_of_a({}) is Status.OPEN


@pytest.mark.parametrize(
    ("items", "status"),
    [
        (["shipped a"], Status.SHIPPED),
        (["shipped a/", "shipped a"], Status.SHIPPED),
        (["shipped a", "cancelled a"], Status.SHIPPED),
        (["shipped a/"], Status.PARTLY_SHIPPED),
        (["shipped a/", "shipped a/"], Status.PARTLY_SHIPPED),
        (["shipped a", "candidate a"], Status.PARTLY_SHIPPED),
        (["shipped a/", "in_progress a/"], Status.PARTLY_SHIPPED),
        (["shipped a", "planned a", "cancelled a"], Status.PARTLY_SHIPPED),
        (["in_progress a", "planned a", "candidate a"], Status.IN_PROGRESS),
        (["in_progress a/"], Status.IN_PROGRESS),
        (["planned a", "candidate a", "cancelled a"], Status.PLANNED),
        (["cancelled a"], Status.NO_LONGER_PLANNED),
        (["cancelled a", "cancelled a/"], Status.NO_LONGER_PLANNED),
        (["candidate a"], Status.UNDER_CONSIDERATION),
        (["candidate a", "candidate a/"], Status.UNDER_CONSIDERATION),
        (["candidate a", "cancelled a"], Status.UNDER_CONSIDERATION),
        (["planned b", "shipped c d/"], Status.OPEN),
        (["shipped a b/"], Status.SHIPPED),
        (["shipped b a/"], Status.PARTLY_SHIPPED),
    ],
)
@pytest.mark.parametrize("answers", [{}, {"a": "accepted"}])
def test_items_say_how_far_it_is(answers: dict[str, str], items: list[str], status: Status) -> None:
    """With or without a yes: only where no item says anything does the yes itself speak."""
    expected = Status.UNDER_CONSIDERATION if answers and status is Status.OPEN else status
    assert status_of_a(answers, *items) is expected


@pytest.mark.parametrize("verdict", ["declined", "withdrawn", "already_possible", "deferred", "needs_info"])
@pytest.mark.parametrize("items", [[], ["candidate a"], ["cancelled a"], ["candidate a", "cancelled a/"]])
def test_every_other_answer_speaks_before_the_items(verdict: str, items: list[str]) -> None:
    """An idea does not turn a no into a maybe."""
    assert status_of_a({"a": verdict}, *items) is Status(verdict)


@pytest.mark.parametrize("verdict", ["deferred", "needs_info"])
@pytest.mark.parametrize("items", [["planned a"], ["in_progress a"], ["shipped a"]])
def test_not_now_and_a_question_stand_beside_work(verdict: str, items: list[str]) -> None:
    """They contradict nothing, and they are what was answered last."""
    assert status_of_a({"a": verdict}, *items) is Status(verdict)


@pytest.mark.parametrize("verdict", ["declined", "withdrawn", "already_possible"])
@pytest.mark.parametrize("work", ["planned a", "in_progress a/", "shipped a"])
def test_a_no_beside_work_is_an_error_and_still_a_no(verdict: str, work: str) -> None:
    """The error stops the site; who reads on sees what was answered."""
    found = inspected({"a": verdict}, work)
    assert [problem.code for problem in found.problems] == [Code.ANSWER_CONTRADICTS_ROADMAP]
    assert internal_portfolio(found.portfolio).public.statuses["a"] is Status(verdict)


@pytest.mark.parametrize(
    ("original", "items", "status"),
    [
        ({}, [], Status.OPEN),
        ({}, ["planned b"], Status.PLANNED),
        ({}, ["shipped b"], Status.SHIPPED),
        ({"b": "declined"}, [], Status.DECLINED),
        ({"b": "accepted"}, [], Status.UNDER_CONSIDERATION),
        ({"b": "duplicate c"}, ["in_progress c"], Status.IN_PROGRESS),
        ({"b": "duplicate c", "c": "duplicate d", "d": "deferred"}, [], Status.DEFERRED),
        ({}, ["planned a"], Status.OPEN),
    ],
)
def test_a_duplicate_stands_where_its_original_stands(
    original: dict[str, str], items: list[str], status: Status
) -> None:
    """However far away the original is, and whatever answers the duplicate itself."""
    assert status_of_a({"a": "duplicate b"} | original, *items) is status


def test_of_several_originals_the_first_speaks() -> None:
    """The first listed leads."""
    assert status_of_a({"a": "duplicate b c", "b": "deferred", "c": "declined"}) is Status.DEFERRED
    assert status_of_a({"a": "duplicate c b", "b": "deferred", "c": "declined"}) is Status.DECLINED


def test_a_ring_of_duplicates_has_a_status_all_the_same() -> None:
    """The ring is an error; nothing that looks at statuses runs in circles."""
    found = inspected({"a": "duplicate b", "b": "duplicate c", "c": "duplicate a"}, "planned c")
    assert [problem.code for problem in found.problems] == [Code.DUPLICATE_RING]
    assert internal_portfolio(found.portfolio).public.statuses["a"] is Status.PLANNED


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefx"), max_size=2), max_size=6))
def test_whoever_speaks_is_found_for_all_at_once_as_for_each(originals: dict[str, list[str]]) -> None:
    """Whatever chains and rings the duplicates make: the last of a chain, and in a ring the last before a turn."""
    answers = {
        request: duplicate(request, Duplicate(duplicate_of=tuple(those))) for request, those in originals.items()
    }
    found = leaders("abcdef", answers)
    for request in "abcdef":
        passed = [request]
        while (following := originals.get(passed[-1])) and following[0] not in passed:
            passed.append(following[0])
        assert found[request] == leading(request, answers) == passed[-1]


def test_what_leads_into_a_ring_has_a_status_too() -> None:
    """A duplicate of one of the ring is no part of it; its walk ends all the same, at the last before a turn."""
    found = inspected({"a": "duplicate b", "b": "duplicate c", "c": "duplicate b"}, "planned c")
    assert internal_portfolio(found.portfolio).public.statuses["a"] is Status.PLANNED


def test_the_words_of_statuses_are_those_of_data_files() -> None:
    """In the order in which lists show them; whoever reads the data files relies on them."""
    assert " ".join(Status) == (
        "open needs_info under_consideration planned in_progress partly_shipped shipped deferred declined "
        "already_possible no_longer_planned withdrawn"
    )


def test_the_public_status_knows_public_items_only() -> None:
    """What is planned in secret is open to the public."""
    files = {
        "roadmap/plan.yaml": PLAN,
        "requests/a.yaml": REQUEST,
        "roadmap/items/public.yaml": item("candidate a"),
        "roadmap/items/secret.yaml": f"{item('in_progress a')}visibility: internal\n",
    }
    found = inspect(Memory(files)).portfolio
    assert internal_portfolio(found).public.statuses["a"] is Status.IN_PROGRESS
    assert public_portfolio(found).statuses["a"] is Status.UNDER_CONSIDERATION
