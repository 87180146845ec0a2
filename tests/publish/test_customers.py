"""Customers and those who bring their requests: what sales open before a call."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from rice_roadmap.model.audience import Audience
from rice_roadmap.publish import sections
from rice_roadmap.publish.customer_pages import asked_by_pages, customer_pages
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.site import Site
from tests.publish.laid_out import PLAN, by_address, rows, section, site_of, text

DECIDED = "decided_on: {}\ndecided_by: Product\n"
REQUEST = "title: {}\nneed: x\npotential_impact: x\nsubmitted_on: {}\nrequested_by: Team North\n"

FILES = {
    "roadmap/plan.yaml": (
        f"{PLAN}segments: [{{id: large, title: Large companies}}]\n"
        "promises: {since: 2026-10-01, decide_within_days: 30}\n"
    ),
    "roadmap/accounts.yaml": (
        "north-wind:\n  name: North Wind Energy\n  segment: large\n  annual_revenue: 1200000\n  owner: Account team\n"
        "  also_known_as: [NWE]\nquiet:\n  name: Quiet Ltd\n"
    ),
    "requests/late.yaml": REQUEST.format("Sort the list", "2026-10-02"),
    "requests/soon.yaml": REQUEST.format("Round the sums", "2026-10-30"),
    "requests/asked-back.yaml": REQUEST.format("Another system", "2026-10-05"),
    "requests/planned.yaml": REQUEST.format("Spreadsheet", "2026-10-03"),
    "requests/shipped.yaml": REQUEST.format("One page", "2026-10-04"),
    "requests/not-now.yaml": REQUEST.format("Three languages", "2026-10-05"),
    "requests/no.yaml": REQUEST.format("Drawn charts", "2026-10-06"),
    "roadmap/items/one.yaml": (
        "title: Export\nsummary: x\nstatus: planned\ntarget: 2027-Q2\nanswers: [planned]\n"
    ),
    "roadmap/items/two.yaml": (
        "title: Print\nsummary: x\nstatus: shipped\nanswers: [shipped]\nrelease: {on: 2026-11-01, version: '4.2'}\n"
    ),
    "roadmap/decisions/asked-back.yaml": (
        f"verdict: needs_info\nquestions: [Which one?]\nanswer_by: 2026-12-01\n{DECIDED.format('2026-10-20')}"
    ),
    "roadmap/decisions/not-now.yaml": (
        "verdict: deferred\nreason: no_owner\nbecause: All are busy.\nrevisit_on: 2027-03-01\n"
        + DECIDED.format("2026-11-20")
    ),
    "roadmap/decisions/no.yaml": (
        "verdict: declined\nreason: off_strategy\nbecause: A chart shows what was measured.\nrevisit_when: x\n"
        "alternatives: [{title: Export the numbers, how: Draw it elsewhere.}]\n" + DECIDED.format("2026-10-10")
    ),
    **{f"requests/asks/{name}/nwe.yaml": "account: north-wind\n" for name in ("late", "asked-back", "shipped", "no")},
    "requests/asks/soon/nwe.yaml": (
        "account: north-wind\nimportance: must_have\nsays: We leave without it.\nstage: renewal\ndeal: 200000\n"
        "needed_by: 2026-12-24\ncloses_on: 2027-01-31\nlink: https://crm.example.com/1\non: 2026-10-30\n"
        "requested_by: Team South\n"
    ),
    "requests/asks/soon/second.yaml": "account: north-wind\nimportance: must_have\ndeal: 100000\n",
    "requests/asks/soon/other.yaml": "account: A prospect\nimportance: must_have\ndeal: 5000000\nsays: Secret words\n",
    "requests/asks/planned/nwe.yaml": "account: north-wind\nimportance: nice_to_have\nneeded_by: 2026-01-01\n",
    "requests/asks/not-now/nwe.yaml": "account: north-wind\nimportance: important\n",
}  # fmt: skip


def pages(
    make: Callable[[Site], Iterator[Page]] = customer_pages, audience: Audience = Audience.INTERNAL
) -> dict[str, Page]:
    """Return the pages about customers, or about who asked."""
    return by_address(make(site_of(FILES, audience=audience)))


def test_the_public_site_has_none_of_it() -> None:
    """Who asks is known to colleagues alone."""
    assert pages(audience=Audience.PUBLIC) == pages(asked_by_pages, Audience.PUBLIC) == {}


def test_a_customer_begins_with_who_they_are_and_what_comes_next() -> None:
    """The facts of the account, then each day to know before the call, in order; what has passed is left out."""
    page = pages()["customers/north-wind"]
    assert "Large companies looked after by Account team 1,200,000 a year also known as NWE" in text(page)
    assert section(page, "next") == (
        "What comes next "
        "2026-11-01 Sort the list: our answer is overdue since then "
        "2026-11-29 Round the sums: our answer is due "
        "2026-12-01 Another system: they answer our question "
        "2026-12-24 Round the sums: they need it by then "
        "2027-01-31 Round the sums: the deal closes "
        "2027-03-01 Three languages: we look at it again "
        "2027-Q2 Spreadsheet: Export is meant to be there; an intention, not a promise"
    )


@pytest.mark.parametrize(
    ("group", "said"),
    [
        ("waiting", "Waiting for an answer. We answer by 2026-11-29."),
        ("waiting", "We asked a question. Which one? Please answer by 2026-12-01."),
        ("planned", "About Spreadsheet: Planned next. Target 2027-Q2: our intention today, not a promise."),
        ("shipped", "About One page: Shipped in 4.2 on 2026-11-01."),
        ("not-now", "Not now. All are busy. We look again on 2027-03-01."),
        ("declined", "What works today: Export the numbers (Draw it elsewhere)."),
    ],
)
def test_each_request_stands_where_it_stands_with_words_to_forward(group: str, said: str) -> None:
    """Waiting, planned, shipped, not now and declined, as they can be told to the customer."""
    assert said in section(pages()["customers/north-wind"], group)


def test_a_customer_page_tells_what_this_customer_said_and_nothing_of_others() -> None:
    """How strongly, in the agreed words; by when; the deals of this request alone, and which nobody can check."""
    waiting = section(pages()["customers/north-wind"], "waiting")
    assert "We leave without it." in waiting
    assert "They will not buy or renew without it (unconfirmed) deal 100,000" in waiting
    assert "Said they will not buy or renew without it: 300,000 (2 deals)." in waiting
    assert "needed by 2026-12-24 deal 200,000, closes 2027-01-31" in waiting
    assert "Secret words" not in text(pages()["customers/north-wind"])


def test_customers_stand_with_who_looks_after_them_and_what_waits() -> None:
    """Requests, open, due, changed lately; those without an owner last, prospects among them."""
    page = pages()["customers"]
    assert [heading.title for heading in page.prints().headings] == ["Account team", "Without an owner"]
    assert rows(page) == [
        ["North Wind Energy", "7", "2", "2", "2"],
        ["A prospect not in the accounts file", "1", "1", "1", "0"],
        ["Quiet Ltd", "0", "0", "0", "0"],
    ]


def test_who_asked_sees_what_waits_and_nobody_is_compared() -> None:
    """A service list in the order of names: no rate, no share of yes."""
    page = pages(asked_by_pages)["asked-by"]
    assert rows(page) == [["Team North", "7", "2", "2", "2"], ["Team South", "1", "1", "1", "0"]]
    assert "%" not in text(page)


def test_what_somebody_brought_is_shown_without_what_others_brought() -> None:
    """Two colleagues may ask for the same request, each for a customer of theirs."""
    [south] = [page for address, page in pages(asked_by_pages).items() if "south" in address]
    assert "We leave without it." in text(south)
    assert "Secret words" not in text(south)


def test_a_long_list_of_customers_goes_on_at_pages_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """As every other list does."""
    monkeypatch.setattr(sections, "MOST_ROWS", 1)
    assert [address for address in pages() if "/page/" in address] == ["customers/page/2", "customers/page/3"]
