"""Who sees what: nothing internal in public, and nothing that the plan leaves out, nor a trace of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import pytest

from rice_roadmap.model.audience import Audience
from rice_roadmap.model.plan import Shown
from rice_roadmap.publish.layout import data_files, lay_out
from rice_roadmap.publish.page import Page
from tests.full import FILES
from tests.publish.faults import faults
from tests.publish.laid_out import by_address, files_below, pages_of, site_of, text

STATES = files_below(Path(__file__).parents[1] / "cases" / "pages" / "states")
SCORES = files_below(Path(__file__).parents[1] / "cases" / "pages" / "scores")
OPTIONAL = [Shown.ROADMAP, Shown.ANSWERS, Shown.SCORES, Shown.OUTCOMES]


def showing(files: dict[str, str], shows: Iterable[Shown]) -> dict[str, str]:
    """Return the files with a plan that shows these parts."""
    plan = re.sub(r"^public_shows:.*\n", "", files["roadmap/plan.yaml"], flags=re.MULTILINE)
    return {**files, "roadmap/plan.yaml": f"{plan}public_shows: [{', '.join(shows)}]\n"}


def tops(pages: Iterable[str]) -> set[str]:
    """Return the first parts of addresses."""
    return {address.partition("/")[0] for address in pages}


def test_no_page_for_everybody_holds_a_word_that_is_internal() -> None:
    """In the example every internal text begins with the same word, and each of them is on no public page."""
    public = pages_of(FILES)
    assert [address for address, page in public.items() if "Internal" in page.body] == []
    assert not {"hidden", "secret"} & {address.rpartition("/")[2] for address in public}


def test_ranks_of_the_public_site_have_no_gap_where_something_is_internal() -> None:
    """The internal item would be first; for the public it does not exist."""
    item = "title: {}\nsummary: x\nstatus: candidate\nrice: {{reach: {}, impact: high, confidence: 50%, effort: 1}}\n"
    files = {
        "roadmap/items/first.yaml": item.format("Secret", 900) + "visibility: internal\n",
        "roadmap/items/second.yaml": item.format("Known", 100),
    }
    assert "Rank 1 of 1" in text(pages_of(files)["items/second"])
    assert "Rank 2 of 2" in text(pages_of(files, audience=Audience.INTERNAL)["items/second"])


@pytest.mark.parametrize(
    "shows", [those for size in range(len(OPTIONAL) + 1) for those in combinations(OPTIONAL, size)], ids="-".join
)
def test_what_the_plan_leaves_out_has_no_page_and_nothing_links_to_it(shows: tuple[Shown, ...]) -> None:
    """Whatever parts a company shows, the rest of the site is whole."""
    for files in (STATES, SCORES):
        site = site_of(showing(files, shows))
        pages = by_address(lay_out(site))
        data = [file.address for file in data_files(site)]
        changing = {address: page for address, page in pages.items() if not address.startswith("how-we-decide/")}
        found = {address: list(faults(page, pages, data)) for address, page in changing.items()}
        assert {address: those for address, those in found.items() if those} == {}
        roadmap = {"roadmap", "items", "objectives"} if Shown.ROADMAP in shows else set()
        ranking = {"ranking"} if {Shown.ROADMAP, Shown.SCORES} <= set(shows) else set()
        answers = {"decisions"} if Shown.ANSWERS in shows else set()
        outcomes = {"outcomes"} if {Shown.ROADMAP, Shown.OUTCOMES} <= set(shows) else set()
        expected = {"", "requests", "how-we-decide", "propose"} | roadmap | ranking | answers | outcomes
        assert tops(pages) - {"objectives"} == expected - {"objectives"}
        assert ("data/ranking.csv" in data) == bool(ranking)


def test_without_scores_no_page_says_that_something_is_scored_or_not() -> None:
    """Estimates that are not published are not missing either."""
    pages = pages_of(showing(SCORES, [Shown.ROADMAP, Shown.ANSWERS, Shown.OUTCOMES]))
    words = " ".join(text(page) for address, page in pages.items() if address.startswith(("items", "roadmap")))
    assert "Not scored" not in words
    assert "ank" not in words
    assert "÷" not in words
    assert "Predicted" not in words
    assert "410 customers a quarter" in words


def test_without_answers_no_request_says_what_was_answered() -> None:
    """Agreed, declined, deferred, asked back or open: all of them were asked, and that is all."""
    pages = pages_of(showing(STATES, [Shown.ROADMAP]))
    for request in (
        "open",
        "agreed",
        "candidate-only",
        "asked-back",
        "not-yet",
        "a-no",
        "possible-today",
        "taken-back",
    ):
        words = text(pages[f"requests/{request}"])
        assert "Asked" in words
        assert "Answers are not published here." in words
        assert "We agree" not in words
    assert "Planned next." in text(pages["requests/planned"])
    assert "Declined" not in "".join(page.body for address, page in pages.items() if "how-we" not in address)


def test_colleagues_see_every_part_whatever_the_public_may_see() -> None:
    """`public_shows` is about the public site alone."""
    narrow = pages_of(showing(STATES, []), audience=Audience.INTERNAL)
    assert {"roadmap", "ranking", "decisions", "objectives", "items", "requests"} <= tops(narrow)
    assert "No, we do not plan to build this." in text(narrow["requests/a-no"])


def test_the_policy_says_to_colleagues_what_the_public_site_shows() -> None:
    """What colleagues see must not be taken for what everybody sees."""
    page = pages_of(showing(STATES, [Shown.ANSWERS]), audience=Audience.INTERNAL)["how-we-decide"]
    assert "what we answered to each request" in text(page)
    assert "every estimate" not in text(page)


def test_lists_are_not_found_by_the_search_and_records_are() -> None:
    """A list repeats what the pages of its rows say."""
    pages = pages_of(STATES)
    hidden = {address for address, page in pages.items() if not page.in_search}
    assert hidden == {"roadmap", "ranking", "requests", "decisions", "objectives", "requests/excel"}


def test_every_record_can_be_edited_where_it_is_written() -> None:
    """The page of a request, an item or an objective names the file that it was made of."""
    pages = pages_of(STATES)
    sources = {address: page.source for address, page in pages.items()}
    assert sources["requests/a-no"] == "requests/a-no.yaml"
    assert sources["items/fax"] == "roadmap/items/fax.yaml"
    assert sources["objectives/sold-abroad"] == sources["how-we-decide"] == "roadmap/plan.yaml"


def test_every_page_but_the_lists_says_what_lists_it() -> None:
    """Breadcrumbs lead from a page to its list, which stands in the menu."""
    pages: dict[str, Page] = pages_of(STATES)
    menu = {address for address, page in pages.items() if page.parent is None}
    assert menu == {"", "roadmap", "ranking", "requests", "decisions", "objectives", "how-we-decide", "propose"}
    assert {page.parent for page in pages.values() if page.parent is not None} <= pages.keys()
