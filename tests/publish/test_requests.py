"""Requests: what is said in each state, and the words that somebody can forward."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from rice_roadmap.model.audience import Audience
from rice_roadmap.publish.answer_words import state, words_to_forward
from rice_roadmap.publish.request_view import view_request
from tests.publish.laid_out import TODAY, files_below, pages_of, rows, section, site_of, text

STATES = files_below(Path(__file__).parents[1] / "cases" / "pages" / "states")

REQUEST = "title: Totals\nneed: Round them.\npotential_impact: x\nsubmitted_on: 2026-11-10\n"
ITEM = "title: {title}\nsummary: x\nstatus: {status}\nanswers: [{{request: totals{part}}}]\n"
DECIDED = "decided_on: 2026-11-12\ndecided_by: Product\n"


def item(status: str, *more: str, title: str = "Rounding", part: str = "") -> str:
    """Return an item that answers the request, or a part of it."""
    lines = [ITEM.format(title=title, status=status, part=f", part: {part}" if part else ""), *more]
    if status == "cancelled":
        lines.append("cancelled: {because: Nobody needs it, on: 2026-11-13}\n")
    return "".join(lines)


def released(version: str = "", on: str = "2026-11-01") -> str:
    """Return the release of an item."""
    return f"release: {{on: {on}{f', version: {version!r}' if version else ''}}}\n"


def decision(*lines: str) -> str:
    """Return a decision."""
    return "".join([DECIDED, *lines])


def said(files: Mapping[str, str], today: date = TODAY) -> str:
    """Return what the one request of some files is said to be, in one line."""
    site = site_of({"requests/totals.yaml": REQUEST, **files}, today=today)
    return state(view_request(site.portfolio, site.portfolio.requests["totals"]), today)


PLAN = (
    "product: Example\nreach: {unit: customers, period: quarter}\n"
    "areas: [{id: reporting, title: Reporting}]\npromises: {decide_within_days: 14}\n"
)
IN_AREA = {"roadmap/plan.yaml": PLAN, "requests/totals.yaml": f"{REQUEST}area: reporting\n"}
ACCEPTED = {"roadmap/decisions/totals.yaml": decision("verdict: accepted\n")}

SENTENCES: tuple[tuple[str, Mapping[str, str], str], ...] = (
    ("open", {}, "Waiting for an answer."),
    ("open, promised", IN_AREA, "Waiting for an answer. Reporting answers by 2026-11-24."),
    ("open, no area", {"roadmap/plan.yaml": PLAN}, "Waiting for an answer. We answer by 2026-11-24."),
    (
        "accepted",
        ACCEPTED,
        "We agree this is worth solving. It is not planned and has no date.",
    ),
    (
        "candidate",
        {"roadmap/items/a.yaml": item("candidate")},
        "We agree this is worth solving. It is not planned and has no date.",
    ),
    ("planned", {"roadmap/items/a.yaml": item("planned")}, "Planned next. It has no date."),
    (
        "planned for now",
        {"roadmap/items/a.yaml": item("planned", "horizon: now\ntarget: 2026-12-24\n")},
        "Planned now. Target 2026-12-24: our intention today, not a promise.",
    ),
    (
        "planned, with why",
        {"roadmap/items/a.yaml": item("planned", "target: 2027-Q2\ntarget_because: The *audit* comes first\n")},
        "Planned next. Target 2027-Q2: our intention today, not a promise. The audit comes first.",
    ),
    (
        "planned in two steps",
        {
            "roadmap/items/a.yaml": item("planned", "target: 2027-Q1\n", part="sums"),
            "roadmap/items/b.yaml": item("planned", "target: 2027-05\n", part="means"),
        },
        "Planned next. Target 2027-05: our intention today, not a promise.",
    ),
    ("in progress", {"roadmap/items/a.yaml": item("in_progress")}, "In progress. It has no date."),
    (
        "in progress beside planned",
        {
            "roadmap/items/a.yaml": item("planned", "target: 2028-Q1\n", part="sums"),
            "roadmap/items/b.yaml": item("in_progress", "target: 2026-12\n", part="means"),
        },
        "In progress. Target 2026-12: our intention today, not a promise.",
    ),
    (
        "partly shipped, the rest planned",
        {
            "roadmap/items/a.yaml": item("shipped", released("4.2"), part="sums"),
            "roadmap/items/b.yaml": item("planned", part="means"),
        },
        "Part of this shipped in 4.2: sums. The rest is planned.",
    ),
    (
        "partly shipped, the rest in progress",
        {
            "roadmap/items/a.yaml": item("shipped", released(), part="sums"),
            "roadmap/items/b.yaml": item("candidate", part="means"),
            "roadmap/items/c.yaml": item("in_progress", part="medians"),
        },
        "Part of this shipped: sums. The rest is in progress.",
    ),
    (
        "partly shipped, the rest considered",
        {"roadmap/items/a.yaml": item("shipped", released()), "roadmap/items/b.yaml": item("candidate", part="means")},
        "Part of this shipped. The rest is under consideration.",
    ),
    (
        "partly shipped, no rest",
        {"roadmap/items/a.yaml": item("shipped", released("4.2"), part="sums.")},
        "Part of this shipped in 4.2: sums. The rest is not planned.",
    ),
    (
        "partly shipped, the rest dropped",
        {
            "roadmap/items/a.yaml": item("shipped", released("4.2"), part="sums"),
            "roadmap/items/b.yaml": item("cancelled", part="means"),
        },
        "Part of this shipped in 4.2: sums. The rest is no longer planned.",
    ),
    (
        "shipped",
        {"roadmap/items/a.yaml": item("shipped", released("4.2"))},
        "Shipped in 4.2 on 2026-11-01.",
    ),
    (
        "shipped in two steps",
        {
            "roadmap/items/a.yaml": item("shipped", released("4.2"), part="sums"),
            "roadmap/items/b.yaml": item("shipped", released(on="2026-11-20")),
        },
        "Shipped on 2026-11-20.",
    ),
    (
        "declined",
        {
            "roadmap/decisions/totals.yaml": decision(
                "verdict: declined\nreason: low_reach\nbecause: Three people **asked**\n",
                "alternatives: [{title: Round, how: By hand.}]\nrevisit_when: Thirty ask.\n",
            )
        },
        "No, we do not plan to build this. Three people asked.",
    ),
    (
        "deferred to a day",
        {
            "roadmap/decisions/totals.yaml": decision(
                "verdict: deferred\nreason: no_owner\nbecause: All are busy!\nrevisit_on: 2027-03-01\n"
            )
        },
        "Not now. All are busy! We look again on 2027-03-01.",
    ),
    (
        "deferred to an event",
        {
            "roadmap/decisions/totals.yaml": decision(
                "verdict: deferred\nreason: no_owner\nbecause: All are busy.\nrevisit_when: Somebody is free.\n"
            )
        },
        "Not now. All are busy.",
    ),
    (
        "needs info",
        {
            "roadmap/decisions/totals.yaml": decision(
                "verdict: needs_info\nquestions: [To how many places?, 'Which *totals*?']\nanswer_by: 2026-12-01\n"
            )
        },
        "We asked a question. To how many places? Which totals? Please answer by 2026-12-01.",
    ),
    (
        "already possible",
        {
            "roadmap/decisions/totals.yaml": decision(
                "verdict: already_possible\n",
                "alternatives: [{title: Settings, how: Choose *two* places.}, {title: B, how: C}]\n",
            )
        },
        "Available today: Settings (Choose two places); B (C).",
    ),
    (
        "no longer planned",
        {"roadmap/items/a.yaml": item("cancelled"), **ACCEPTED},
        "No longer planned. Nobody needs it.",
    ),
    (
        "withdrawn",
        {"roadmap/decisions/totals.yaml": decision("verdict: withdrawn\nbecause: Found out.\n")},
        "Withdrawn by those who asked. Found out.",
    ),
)


@pytest.mark.parametrize(("files", "sentence"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES])
def test_each_state_has_its_sentence(files: Mapping[str, str], sentence: str) -> None:
    """A request says where it stands in plain words, and promises nothing that no file says."""
    assert said(files) == sentence


def test_where_the_roadmap_is_not_published_nothing_is_said_of_plans() -> None:
    """What was agreed may be planned by now; a page that cannot know must not deny it."""
    files = {
        **ACCEPTED,
        "roadmap/items/a.yaml": item("planned"),
        "roadmap/plan.yaml": f"{PLAN}public_shows: [answers]\n",
    }
    assert said(files) == "We agree this is worth solving. What is planned is not published here."


def test_the_day_of_the_answer_is_promised_until_it_has_passed() -> None:
    """On the promised day there is still time; after it the public reads no excuse."""
    assert "by 2026-11-24" in said(IN_AREA, date(2026, 11, 24))
    assert said(IN_AREA, date(2026, 11, 25)) == "Waiting for an answer."


def test_nothing_was_promised_before_the_promise_was_made() -> None:
    """For older requests the days count from the day on which the promise was made."""
    files = {**IN_AREA, "roadmap/plan.yaml": PLAN.replace("promises: {", "promises: {since: 2026-11-20, ")}
    assert "by 2026-12-04" in said(files)


def test_a_no_says_what_would_change_it() -> None:
    """Or that nothing would, which helps to plan."""
    pages = pages_of(STATES)
    assert section(pages["requests/a-no"], "change") == (
        "What would change this Somebody needs drawn charts and never calls them data."
    )
    final = "What would change this Nothing we can foresee. Please plan without it."
    assert section(pages["requests/declined-for-good"], "change") == final
    assert section(pages["requests/planned"], "change") == ""


def test_a_duplicate_speaks_with_the_voice_of_its_original() -> None:
    """Where somebody asked before, the first original answers, and both pages lead to each other."""
    pages = pages_of(STATES)
    assert section(pages["requests/the-same"], "answer") == section(pages["requests/planned"], "answer")
    assert "The same need as Export to a spreadsheet, whose answer holds here too." in text(pages["requests/the-same"])
    assert section(pages["requests/planned"], "duplicates") == "Asked for here too Excel, please"


def test_an_open_duplicate_is_answered_when_its_original_is() -> None:
    """There is one answer to wait for, and one day by which it comes."""
    files = {
        **IN_AREA,
        "requests/first.yaml": REQUEST.replace("2026-11-10", "2026-11-20"),
        "roadmap/decisions/totals.yaml": decision("verdict: duplicate\nduplicate_of: first\n"),
    }
    assert said(files) == "Waiting for an answer. We answer by 2026-12-04."


def test_words_to_forward_name_the_request_its_state_what_works_today_and_where_the_answer_stays() -> None:
    """A customer gets the whole answer in one paragraph of plain text, with the notice under it."""
    assert section(pages_of(STATES)["requests/a-no"], "forward") == (
        "Words to forward About Draw charts by hand: No, we do not plan to build this. A chart shows what was "
        "measured, and nothing else. What works today: Export the numbers (Draw the chart in a drawing program). "
        "The current answer is always at https://example.com/roadmap/requests/a-no/. "
        "This is what we intend today. It is not a promise."
    )


def test_words_to_forward_name_no_address_that_the_site_does_not_know() -> None:
    """Without `site_url` the sentence is left out."""
    site = site_of({"requests/totals.yaml": REQUEST}, url="")
    view = view_request(site.portfolio, site.portfolio.requests["totals"])
    assert words_to_forward(view, "", TODAY, site.absolute("requests/totals")) == "About Totals: Waiting for an answer."


def test_what_shipped_needs_no_alternative() -> None:
    """What helped until then would only confuse."""
    files = {
        "roadmap/items/a.yaml": item("shipped", released("4.2")),
        "roadmap/decisions/totals.yaml": decision("verdict: accepted\nalternatives: [{title: Round, how: By hand.}]\n"),
    }
    page = pages_of({"requests/totals.yaml": REQUEST, **files})["requests/totals"]
    assert "By hand" not in text(page)


def test_a_no_stands_in_the_same_list_with_the_same_cells_as_a_yes() -> None:
    """Every request is one row of one table, whatever was answered."""
    found = {row[0]: row for row in rows(pages_of(STATES)["requests"])}
    assert len(found) == sum(path.startswith("requests/") for path in STATES)
    assert {len(row) for row in found.values()} == {4}
    assert found["Draw charts by hand"][1] == "Declined Not where the product is going"
    assert found["Export to a spreadsheet"][1] == "Planned"


def test_a_segment_is_named_without_a_number_and_only_when_enough_of_it_ask() -> None:
    """Who asks stays internal; that several of a kind ask may be known."""
    account = "{}:\n  name: Company {}\n  segment: large\n"
    plan = PLAN.replace(
        "promises: {", "segments: [{id: large, title: Large companies}]\npromises: {smallest_group: 2, "
    )
    files = {
        "roadmap/plan.yaml": plan,
        "requests/totals.yaml": REQUEST,
        "roadmap/accounts.yaml": account.format("first", "One") + account.format("second", "Two"),
        "requests/asks/totals/one.yaml": "account: first\n",
        "roadmap/items/a.yaml": item("planned"),
    }
    several = "Asked for by several customers: Large companies"
    assert several not in text(pages_of(files)["requests/totals"])
    assert "several" not in text(pages_of(files)["roadmap"])
    files["requests/asks/totals/two.yaml"] = "account: second\n"
    assert several in text(pages_of(files)["requests/totals"])
    assert "asked for by several customers" in text(pages_of(files)["roadmap"])


def test_a_need_stands_on_its_page_once_and_folds_where_it_is_long() -> None:
    """Up to 600 characters all of it is there; a longer one shows its beginning, and all of it when it is opened."""
    whole, end = f"{'Round them. ' * 48}Please round.", "The very end."
    files = {"requests/totals.yaml": f"title: Totals\nneed: {whole}\npotential_impact: x\n"}
    page = pages_of(files)["requests/totals"]
    assert (section(page, "need").count("Please round."), "<details" in page.body) == (1, False)
    page = pages_of({"requests/totals.yaml": files["requests/totals.yaml"].replace("Please", f"Please. {end}")})[
        "requests/totals"
    ]
    said = section(page, "need")
    assert (said.count(end), said.count("Read all of it")) == (1, 1)


def test_colleagues_see_which_records_are_internal() -> None:
    """A page that the public does not have says so."""
    files = {"requests/totals.yaml": f"{REQUEST}visibility: internal\n"}
    assert "requests/totals" not in pages_of(files)
    assert "Internal" in text(pages_of(files, audience=Audience.INTERNAL)["requests/totals"])
