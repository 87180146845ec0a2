"""What fits on the pages: where each row stands, what a quarter holds, how sure it is, and what is out of order."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest

from rice_roadmap.model.audience import Audience
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.whiskers import WIDTH, Axis
from rice_roadmap.ranking.rice import estimates
from rice_roadmap.ranking.simulation import DRAWS
from tests.publish.faults import faults
from tests.publish.laid_out import PLAN, pages_of, rows, section, site_of, text

SHOWS = "public_shows: [roadmap, answers, scores, capacity]\n"

ITEM = "title: {title}\nsummary: x\nstatus: {status}\n{more}"
RICE = "rice: {{reach: {reach}, impact: 1, confidence: 100%, effort: {effort}}}\n"
RANGE = "{likely: 1000, low: 500, high: 1500}"


def item(title: str, reach: str | int = 100, effort: str | float = 1, status: str = "candidate", more: str = "") -> str:
    """Return the file of an item whose score is its reach by its effort."""
    rice = "" if effort == "" else RICE.format(reach=reach, effort=effort)
    return ITEM.format(title=title, status=status, more=f"{rice}{more}")


def roadmap(capacity: str, **items: str) -> dict[str, str]:
    """Return the files of a roadmap with this capacity; its site shows it."""
    files = {f"roadmap/items/{name}.yaml": written for name, written in items.items()}
    return {"roadmap/plan.yaml": f"{PLAN}{SHOWS}{capacity}", **files}


ONE_QUARTER = "capacity: [{period: 2027-Q1, effort: 9}, {period: 2027-Q2, effort: 4}]\n"
FILES = roadmap(
    ONE_QUARTER,
    running=item("Running", 3000, 3, "in_progress", "effort_left: 0.5\n"),
    first=item("First", 800, 1),
    second=item("Second", 4200, 6),
    large=item("Large", 2400, 4),
    small=item("Small", 500, 1),
    later=item("Later", 100, 5, "planned", "target: 2027-Q2\n"),
)


def standings(page: Page) -> dict[str, str]:
    """Return what the table of the order says of each title in its third column."""
    return {row[1]: row[2] for row in rows(page) if row[0].isdigit() and len(row) == 10}


def dots(page: Page) -> list[str]:
    """Return the pictures of the rows as they are written."""
    return re.findall(r'<svg class="rr-whisker".*?</svg>', page.body, re.DOTALL)


def test_each_row_says_where_it_stands_and_the_line_is_above_the_first_that_does_not_fit() -> None:
    """Fill skips: what is small enough still fits below the line, and says so."""
    page = pages_of(FILES)["ranking"]
    assert standings(page) == {
        "Running": "Committed",
        "First": "Fits",
        "Second": "Fits",
        "Large": "Does not fit",
        "Small": "Fits",
        "Later": "Does not fit",
    }
    (below,) = re.findall(r'<tr class="rr-begins-outside".*?</th>', page.body, re.DOTALL)
    assert ">Large<" in below


def test_what_fits_can_be_recomputed_from_the_page() -> None:
    """What there is, what is committed and by what, what is left of it, and what takes that."""
    page = pages_of(FILES)["ranking"]
    assert ["9", "0.5", "8.5", "8 of 8.5 person-months"] in rows(page)
    assert "Running In progress: what is left to do, takes 0.5 person-months" in text(page)
    assert "What fits in 2027-Q1 takes 8 of 8.5 person-months available." in text(page)
    assert [heading.id for heading in page.prints().headings] == ["order", "fits"]


def test_an_over_committed_quarter_says_so_and_that_nothing_fits() -> None:
    """Below zero is printed plainly, never as a row of zeros."""
    files = roadmap(
        "capacity: [{period: 2027-Q1, effort: 2}]\n",
        running=item("Running", 900, 5, "in_progress"),
        small=item("Small", 500, 0.5),
        unknown=item("Unknown", effort="", status="in_progress"),
    )
    page = pages_of(files)["ranking"]
    assert ["2", "5", "−3", "Over-committed by 3 person-months: nothing else fits"] in rows(page)
    assert standings(page)["Small"] == "Does not fit"
    assert "Unknown In progress, takes nothing yet: its effort is not estimated" in text(page)
    assert "2027-Q1: Over-committed by 3 person-months. 5 of 2 person-months" in text(pages_of(files)["roadmap"])


def test_areas_with_capacity_of_their_own_have_no_line_in_common() -> None:
    """Each says for itself what fits; what no entry holds says that, and takes nothing."""
    files = roadmap(
        "areas: [{id: a, title: Area A}, {id: b, title: Area B}, {id: c, title: Area C}]\n"
        "capacity: [{period: 2027-Q1, effort: 1, area: a}, {period: 2027-Q1, effort: 2, area: b}]\n",
        first=item("First", 900, 2, more="area: a\n"),
        second=item("Second", 800, 2, more="area: b\n"),
        third=item("Third", 100, 1, more="area: c\n"),
        fourth=item("Fourth", 50, 2, "in_progress", "area: c\n"),
    )
    page = pages_of(files)["ranking"]
    assert standings(page) == {
        "First": "Does not fit",
        "Second": "Fits",
        "Third": "No capacity listed",
        "Fourth": "Committed",
    }
    assert ["Area A", "1", "0", "1", "0 of 1 person-months"] in rows(page)
    assert ["Area B", "2", "0", "2", "2 of 2 person-months"] in rows(page)
    assert "Fourth In progress, takes nothing: no capacity is listed for its area" in text(page)
    assert "rr-begins-outside" not in page.body
    assert list(faults(page, pages_of(files), ["data/ranking.csv", "data/roadmap.json"])) == []


def test_the_roadmap_says_what_each_quarter_is_spoken_for() -> None:
    """The current one with what fits, later ones with what is meant for them."""
    page = pages_of(FILES)["roadmap"]
    assert ["2027-Q1", "9", "0.5", "8", "0.5", "8.5 of 9 person-months"] in rows(page)
    assert ["2027-Q2", "4", "5", "not chosen yet", "−1", "Over-committed by 1 person-month"] in rows(page)
    assert "2027-Q2: Over-committed by 1 person-month." in text(page)


def test_the_public_site_subtracts_what_is_held_back_instead_of_hidden_work() -> None:
    """Its numbers are those of the public records alone; colleagues see the work itself."""
    files = roadmap(
        "capacity: [{period: 2027-Q1, effort: 9, held_back: 3}]\n",
        secret=item("Secret", 900, 2, "in_progress", "visibility: internal\n"),
        known=item("Known", 500, 1),
    )
    public, internal = (pages_of(files, audience=audience) for audience in (Audience.PUBLIC, Audience.INTERNAL))
    assert ["9", "3", "0", "6", "1 of 6 person-months"] in rows(public["ranking"])
    assert ["9", "2", "7", "1 of 7 person-months"] in rows(internal["ranking"])
    assert ["2027-Q1", "9", "3", "0", "1", "5", "4 of 9 person-months"] in rows(public["roadmap"])


@pytest.mark.parametrize("shows", ["", "public_shows: [roadmap, scores]\n", "public_shows: [roadmap, capacity]\n"])
def test_without_capacity_no_page_says_what_fits(shows: str) -> None:
    """Also where capacity is shown without the estimates that it could be recomputed from."""
    files = {**FILES, "roadmap/plan.yaml": f"{PLAN}{shows}{ONE_QUARTER}"}
    pages = pages_of(files)
    said = " ".join(text(pages[address]) for address in ("ranking", "roadmap", "how-we-decide") if address in pages)
    assert not re.search("[Ff]its in|2027-Q1|ommitted:|Spoken for|how much we can do in each quarter", said)


RANGED = roadmap(
    "capacity: [{period: 2027-Q1, effort: 2}]\n",
    steady=item("Steady", 10_000, 1),
    one=item("One", RANGE),
    other=item("Other", RANGE.replace("1000", "900")),
    low=item("Low", 100),
)


def test_neighbours_that_may_as_well_fit_as_not_are_too_close_to_call() -> None:
    """In ranks, never in percent, and nothing is called clear."""
    page = pages_of(RANGED)["ranking"]
    assert "Ranks 2 to 3 are too close to call." in text(page)
    assert standings(page) == {
        "Steady": "Fits",
        "One": "Fits too close to call",
        "Other": "Does not fit too close to call",
        "Low": "Does not fit",
    }
    assert "learly" not in text(page)


def test_a_row_says_where_its_ranges_deny_what_its_likely_values_say() -> None:
    """It fits with an effort of 2, and hardly ever with one that is nearly always more."""
    files = roadmap(
        "capacity: [{period: 2027-Q1, effort: 2}]\n",
        lean=item("Lean", effort="{likely: 2, low: 2, high: 40}"),
    )
    page = pages_of(files)["ranking"]
    assert standings(page) == {"Lean": "Fits by the likely values, but hardly ever within the ranges given"}
    assert "too close" not in text(page)


def test_dots_and_whiskers_share_one_axis_with_the_line_through_them() -> None:
    """From 100 to 10,000: a row without a range has its dot alone, and each row is small."""
    found = dots(pages_of(RANGED)["ranking"])
    assert [re.findall(r'cx="(\d+)"', dot) for dot in found] == [["116"], ["60"], ["57"], ["4"]]
    assert [re.findall(r'd="M(\d+) 6H(\d+)"', dot) for dot in found] == [[], [("43", "70")], [("43", "70")], []]
    assert {re.findall(r'class="rr-cut" d="M(\d+)-', dot)[0] for dot in found} == {"60"}, "the score of the last: 1,000"
    assert all(len(dot.encode()) < 200 for dot in found)


def test_without_any_range_there_is_no_picture() -> None:
    """Dots alone would only say again what the ranks say."""
    assert dots(pages_of(FILES)["ranking"]) == []
    assert "too close" not in text(pages_of(FILES)["ranking"])


def test_equal_factors_are_equal_distances_and_zero_stands_at_the_end() -> None:
    """The axis is logarithmic, exact however large the numbers are."""
    axis = Axis(least=Fraction(1), most=Fraction(10**400))
    places = [axis.place(Fraction(10**power)) for power in (0, 100, 200, 300, 400)]
    assert {after - before for before, after in pairwise(places)} == {28}
    assert axis.place(Fraction(0)) == places[0]
    assert Axis(least=Fraction(7), most=Fraction(7)).place(Fraction(7)) == WIDTH // 2
    site = site_of(RANGED)
    assert Axis.of(found for one in site.portfolio.items.values() if (found := estimates(one.rice))) == Axis(
        least=Fraction(100), most=Fraction(10_000)
    )


OVERRIDE = (
    "override: {{above: first, reason: dependency, because: Internal text., by: Head of Product, on: 2026-01-01{0}}}"
)
OUT_OF_ORDER = roadmap(
    ONE_QUARTER,
    first=item("First", 900, 1),
    asked=item("Asked", 500, 1, more=OVERRIDE.format(", until: 2027-03-31")),
    bold=item("Bold", 400, 1, "in_progress", OVERRIDE.format(", until: 2026-10-31")),
    quiet=item("Quiet", 300, 1, "in_progress"),
    best=item("Best", 5000, 1, "in_progress"),
)


def test_an_override_stands_beside_the_rank_that_it_does_not_change() -> None:
    """With its reason, who decided, and until when; one that ended says so."""
    page = pages_of(OUT_OF_ORDER, audience=Audience.INTERNAL)["ranking"]
    said = "Score rank 3, doing it first: Other work depends on it, Head of Product, until 2027-03-31."
    assert said in section(page, "before-their-rank")
    assert f"Asked{said}" in next(row[1] for row in rows(page) if row[0] == "3")
    assert "until 2026-10-31. This has ended." in section(page, "before-their-rank")
    items = pages_of(OUT_OF_ORDER, audience=Audience.INTERNAL)
    assert "until 2026-10-31. This has ended." in text(items["items/bold"])
    assert "This has ended." not in text(items["items/asked"])


def test_work_in_progress_ahead_of_higher_ranked_work_is_explained_or_called_unexplained() -> None:
    """Ahead of what is not committed; the best ranked is ahead of nothing."""
    page = pages_of(OUT_OF_ORDER, audience=Audience.INTERNAL)["ranking"]
    ahead = section(page, "ahead")
    assert "Bold, rank 4, ahead of First (2), Asked (3). Score rank 4, doing it first" in ahead
    assert "Quiet, rank 5, ahead of First (2), Asked (3). Unexplained" in ahead
    assert "Best" not in ahead
    internal = pages_of(OUT_OF_ORDER, audience=Audience.INTERNAL)
    assert list(faults(page, internal, ["data/ranking.csv", "data/roadmap.json"])) == []


def test_the_public_ranking_knows_no_override() -> None:
    """Neither who goes first nor that something is unexplained."""
    page = pages_of(OUT_OF_ORDER)["ranking"]
    assert not re.search("Head of Product|nexplained|doing it first|Internal text", page.body)


def test_labels_are_shown_and_filtered_by_on_the_ranking_and_the_roadmap() -> None:
    """Shown, never multiplied: the score stays reach by effort."""
    files = roadmap("", one=item("One", more="labels: {moscow: must, kano: delighter}\n"), other=item("Other"))
    for address in ("ranking", "roadmap"):
        body = pages_of(files)[address].body
        assert re.search('data-rr-filter="[^"]*moscow kano"', body)
        assert 'data-moscow="Must have" data-kano="Delights"' in body
        assert body.count("data-moscow") == 1
    assert [row[2] for row in rows(pages_of(files)["ranking"])] == ["100", "100"]


def test_the_policy_says_how_what_fits_and_certainty_are_worked_out() -> None:
    """As often as it is really drawn, from and to the shares that really count."""
    page = pages_of(FILES, today=date(2026, 11, 23))["how-we-decide"]
    assert "Available = what there is − what is held back − committed." in section(page, "what-fits")
    assert f"we play the quarter {DRAWS:,} times" in section(page, "what-fits")
    assert "in more than 20% and less than 80% of these times is too close to call" in section(page, "what-fits")
    assert "how much we can do in each quarter, and what fits" in section(page, "public")
