"""Triage: what waits, why, and the one next step; and what is worth another look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from rice_roadmap.model.audience import Audience
from rice_roadmap.publish import waiting
from rice_roadmap.publish.another_look import worth_another_look
from rice_roadmap.publish.forges import forge_of
from rice_roadmap.publish.home_page import home_page
from rice_roadmap.publish.sections import Section
from rice_roadmap.publish.triage_pages import triage_pages
from rice_roadmap.publish.waiting import Waiting, due_answers, what_waits
from tests.publish.laid_out import PLAN, by_address, links, site_of, text

PROMISE = PLAN + "areas: [{id: door, title: Front door, owner: Product}]\npromises: {decide_within_days: 14"
DECIDED = "decided_on: 2026-10-05\ndecided_by: Product\n"
DECLINED = f"verdict: declined\nreason: low_reach\nbecause: x\nno_alternative: x\nrevisit_when: x\n{DECIDED}"
ASKED_BACK = f"verdict: needs_info\nquestions: [x]\n{DECIDED}"


def request(more: str = "submitted_on: 2026-10-01\n", title: str = "A") -> str:
    """Return a request."""
    return f"title: {title}\nneed: x\npotential_impact: x\n{more}"


def item(status: str, more: str = "", title: str = "I") -> str:
    """Return an item with every estimate, so that it does not wait for one."""
    rice = "{reach: 1, impact: 1, confidence: 80%, effort: 1}"
    return f"title: {title}\nsummary: x\nstatus: {status}\nrice: {rice}\n{more}"


def waits(files: Mapping[str, str], today: date = date(2026, 11, 23)) -> dict[str, list[tuple[str, str, str]]]:
    """Return what waits by group: title, why, and what to do."""
    return read(
        what_waits(site_of({"roadmap/plan.yaml": f"{PROMISE}}}\n", **files}, audience=Audience.INTERNAL, today=today))
    )


def read(sections: tuple[Section[Waiting], ...]) -> dict[str, list[tuple[str, str, str]]]:
    """Return the rows of each section as a reader reads them."""
    return {
        section.id: [(row.title, row.why, row.step.command or row.step.file or row.step.does) for row in section.rows]
        for section in sections
    }


ONE_OF_EACH: tuple[tuple[str, Mapping[str, str], tuple[str, str, str]], ...] = (
    (
        "overdue",
        {"requests/a.yaml": request("submitted_on: 2026-11-08\narea: door\n")},
        ("A", "Overdue since 2026-11-22: Product.", "rice-roadmap decide a VERDICT"),
    ),
    (
        "new",
        {"requests/a.yaml": request("submitted_on: 2026-11-09\n")},
        ("A", "An answer is due by 2026-11-23.", "rice-roadmap decide a VERDICT"),
    ),
    (
        "asked-since",
        {
            "requests/a.yaml": request(),
            "roadmap/decisions/a.yaml": DECLINED,
            "requests/asks/a/b.yaml": "account: B\non: 2026-10-06\n",
            "requests/asks/a/c.yaml": "account: C\non: 2026-10-05\n",
            "requests/asks/a/d.yaml": "account: D\n",
        },
        ("A", "1 customer asked since the answer of 2026-10-05.", "rice-roadmap decide a VERDICT"),
    ),
    (
        "review",
        {
            "requests/a.yaml": request(),
            "roadmap/decisions/a.yaml": (
                f"verdict: deferred\nreason: no_owner\nbecause: x\nrevisit_on: 2026-11-23\n{DECIDED}"
            ),
        },
        ("A", "We said we would look again on 2026-11-23.", "rice-roadmap decide a VERDICT"),
    ),
    (
        "answered",
        {
            "requests/a.yaml": request(),
            "roadmap/decisions/a.yaml": f"{ASKED_BACK}answer_by: 2027-01-01\n",
            "requests/asks/a/b.yaml": "account: B\non: 2026-11-20\n",
        },
        ("A", "Somebody wrote on 2026-11-20.", "rice-roadmap decide a VERDICT"),
    ),
    (
        "answered",
        {"requests/a.yaml": request(), "roadmap/decisions/a.yaml": f"{ASKED_BACK}answer_by: 2026-11-22\n"},
        ("A", "Nobody answered our question by 2026-11-22.", "rice-roadmap decide a VERDICT"),
    ),
    (
        "cancelled",
        {
            "requests/a.yaml": request(),
            "roadmap/items/i.yaml": item("cancelled", "answers: [a]\ncancelled: {because: x, on: 2026-11-01}\n"),
        },
        ("A", "Every feature that answered it was cancelled.", "rice-roadmap decide a VERDICT"),
    ),
    (
        "not-scored",
        {"roadmap/items/i.yaml": "title: I\nsummary: x\nstatus: candidate\nrice: {reach: 1, effort: 1}\n"},
        ("I", "Not scored: impact, confidence missing.", "rice-roadmap score i"),
    ),
    (
        "stale",
        {"roadmap/items/i.yaml": item("planned", "target: 2026-Q3\n")},
        ("I", "Its target 2026-Q3 has passed.", "roadmap/items/i.yaml"),
    ),
    (
        "stale",
        {
            "roadmap/plan.yaml": f"{PROMISE}, rescore_after_days: 30}}\n",
            "roadmap/items/i.yaml": item("candidate", "scored_on: 2026-10-23\n"),
        },
        ("I", "Scored on 2026-10-23, more than 30 days ago.", "rice-roadmap score i"),
    ),
)


@pytest.mark.parametrize(
    ("group", "files", "row"), ONE_OF_EACH, ids=[f"{case[0]}-{case[2][1]}" for case in ONE_OF_EACH]
)
def test_each_reason_to_wait_has_its_row_with_its_next_step(
    group: str, files: Mapping[str, str], row: tuple[str, str, str]
) -> None:
    """One row, in one group, with the command or the file for what comes next."""
    assert waits(files) == {group: [row]}


def test_what_a_duplicate_asks_is_asked_of_its_original() -> None:
    """A duplicate has no row of its own, and whoever asked in it after the no asked after the no."""
    duplicate = f"verdict: duplicate\nduplicate_of: a\n{DECIDED}"
    files = {
        "requests/a.yaml": request(),
        "requests/b.yaml": request("submitted_on: 2026-11-01\n"),
        "roadmap/decisions/b.yaml": duplicate,
    }
    assert list(waits(files)) == ["overdue"]
    assert len(waits(files)["overdue"]) == 1
    since = waits({**files, "roadmap/decisions/a.yaml": DECLINED})
    assert [row[1] for row in since["asked-since"]] == ["1 customer asked since the answer of 2026-10-05."]


def test_those_who_asked_are_told_once_of_what_was_cancelled() -> None:
    """Once the answer says who was told, nothing waits any more."""
    files = {
        "requests/a.yaml": request(),
        "roadmap/items/i.yaml": item("cancelled", "answers: [a]\ncancelled: {because: x, on: 2026-11-01}\n"),
    }
    for day, groups in (("2026-10-31", ["cancelled"]), ("2026-11-01", [])):
        told = f"verdict: accepted\n{DECIDED}informed: [{{who: B, on: {day}}}]\n"
        assert list(waits({**files, "roadmap/decisions/a.yaml": told})) == groups


def test_a_meeting_answers_many_with_one_command_and_each_with_one_click(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first of a group, as many as a meeting answers, stand in one command, and a click begins each file."""
    monkeypatch.setattr(waiting, "MOST_AT_ONCE", 2)
    files = {f"requests/{name}.yaml": request("", title=name) for name in "abc"}
    site = site_of(files, audience=Audience.INTERNAL, forge=forge_of("https://github.com/example/roadmap"))
    page = by_address(triage_pages(site))["triage"]
    assert "rice-roadmap decide a b VERDICT" in text(page)
    begun = [parse_qs(urlsplit(href).query)["filename"][0] for href in links(page) if href.startswith("https://github")]
    assert set(begun) == {f"roadmap/{folder}/{name}.yaml" for folder in ("items", "decisions") for name in "ab"}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ((), "no answer is due this week."),
        (("2026-11-09", "2026-11-15"), "2 answers due this week."),
        (("2026-11-08", "2026-11-09"), "1 answer due this week, 1 overdue."),
        (("2026-11-08", "2026-11-16"), "1 answer overdue."),
    ],
    ids=["none", "today and Sunday", "yesterday", "Monday"],
)
def test_home_begins_with_the_answers_of_this_week(asked: tuple[str, ...], said: str) -> None:
    """From today, a Monday, until Sunday; what is late besides. Only colleagues read it."""
    files = {f"requests/r{on}.yaml": request(f"submitted_on: {on}\n") for on in asked}
    files["roadmap/plan.yaml"] = f"{PROMISE}}}\n"
    for audience in Audience:
        [page] = home_page(site_of(files, audience=audience))
        assert (f"Waiting for you: {said}" in text(page)) == (audience is Audience.INTERNAL)


def test_sunday_ends_the_week() -> None:
    """On Sunday the answers of Monday are not due this week."""
    files = {"requests/a.yaml": request("submitted_on: 2026-11-16\n"), "roadmap/plan.yaml": f"{PROMISE}}}\n"}
    dues = [due_answers(site_of(files, today=date(2026, 11, day))).this_week for day in (29, 30)]
    assert dues == [0, 1]


def scored(title: str, value: int, effort: int, more: str = "") -> str:
    """Return a candidate whose reach is its value."""
    rice = f"{{reach: {value}, impact: 1, confidence: 100%, effort: {effort}}}"
    return f"title: {title}\nsummary: x\nstatus: candidate\nrice: {rice}\n{more}"


def looks(
    files: Mapping[str, str], capacity: str = "{period: 2026-Q4, effort: 4}"
) -> dict[str, list[tuple[str, str, str]]]:
    """Return what is worth another look with some capacity."""
    plan = f"{PLAN}capacity: [{capacity}]\n"
    return read(worth_another_look(site_of({"roadmap/plan.yaml": plan, **files}, audience=Audience.INTERNAL)))


def test_what_would_raise_the_score_of_the_plan_is_worth_another_look() -> None:
    """Small work of a high score may leave too little room for greater work: arithmetic says so, the owner decides."""
    files = {
        "roadmap/items/small.yaml": scored("Small", 100, 1),
        "roadmap/items/great.yaml": scored("Great", 300, 4),
        "roadmap/items/poor.yaml": scored("Poor", 90, 4),
    }
    found = looks(files)
    assert [row[:2] for row in found["look-again"]] == [
        ("Great", "If Small waits, the plan of 2026-Q4 scores 200% higher.")
    ]
    assert [row[:2] for row in found["best"]] == [("2026-Q4", "Great in place of Small: that plan scores 200% higher.")]


def test_another_set_that_ignores_nothing_that_must_come_first_may_score_lower() -> None:
    """What fits is taken in order; what it depends on may not fit."""
    files = {
        "roadmap/items/first.yaml": scored("First", 100, 1, "depends_on: [base]\n"),
        "roadmap/items/other.yaml": scored("Other", 90, 4),
        "roadmap/items/base.yaml": scored("Base", 10, 9),
    }
    [row] = looks(files)["best"]
    assert row[1] == "What must come before First does not fit. The best plan without it has Other instead."


def test_more_committed_than_there_is_is_named_with_what_was_committed() -> None:
    """For each quarter that is listed, with its area."""
    files = {"roadmap/items/i.yaml": item("planned", "target: 2027-Q1\n").replace("effort: 1", "effort: 3")}
    capacity = "{period: 2026-Q4, effort: 4}, {period: 2027-Q1, effort: 2}"
    assert looks(files, capacity) == {
        "over-committed": [("2027-Q1", "3 committed of 2 person-months.", "Move a target: I")]
    }


def test_an_override_ends_on_its_day() -> None:
    """Whoever put something first said until when; the day after, it waits for a word."""
    override = (
        "override: {{above: b, reason: table_stakes, because: x, by: Board, on: 2026-10-01, until: 2026-11-{}}}\n"
    )
    files = {"roadmap/items/b.yaml": item("candidate")}
    over = {**files, "roadmap/items/a.yaml": item("candidate", override.format(22))}
    still = {**files, "roadmap/items/a.yaml": item("candidate", override.format(23))}
    assert looks(over)["override-over"] == [
        ("I", "Customers expect it of every product: until 2026-11-22, Board.", "roadmap/items/a.yaml")
    ]
    assert "override-over" not in looks(still)


def test_what_nobody_can_check_is_asked_for_while_it_can_still_matter() -> None:
    """They will not buy without it: their words or a link, or it stays unconfirmed."""
    files = {"requests/a.yaml": request(), "requests/asks/a/b.yaml": "account: B\nimportance: must_have\n"}
    assert looks(files)["unconfirmed"] == [
        ("A", "They will not buy or renew without it: 1 customer, without their words or a link.",
         "Ask for their words or a link")
    ]  # fmt: skip
    assert looks({**files, "roadmap/decisions/a.yaml": DECLINED}) == {}
    assert looks({**files, "requests/asks/a/b.yaml": "account: B\nimportance: must_have\nsays: No.\n"}) == {}
