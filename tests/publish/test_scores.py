"""Scores on pages: everybody can recompute every number from what the page shows."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rice_roadmap.publish.item_pages import item_pages
from rice_roadmap.publish.numbers import amount, approximate, between, is_rounded
from rice_roadmap.text.decimals import rounded
from tests.publish.laid_out import PLAN, files_below, pages_of, parsed, rows, section, site_of, text

SCORES = files_below(Path(__file__).parents[1] / "cases" / "pages" / "scores")
ITEM = (
    "title: {title}\nsummary: x\nstatus: candidate\n"
    "rice:\n  reach: {reach}\n  impact: {impact}\n  confidence: {confidence}%\n  effort: {effort}\n"
)
ANY = f"{PLAN}impact: any\nconfidence: any\neffort: {{minimum: 0.001}}\n"

DECIMALS = st.decimals(min_value="0.01", max_value=100_000, places=3).map(str)


def number(written: str) -> Fraction:
    """Return the first number of a cell, without what stands around it."""
    found = re.search(r"[0-9][0-9,]*(?:\.[0-9]+)?", written)
    assert found is not None, written
    return Fraction(found[0].replace(",", ""))


def in_brackets(written: str) -> str:
    """Return what stands in the last brackets of a cell."""
    return written.rpartition("(")[2].rstrip(")")


def recomputed(row: list[str]) -> Fraction:
    """Return the score that the four estimates of a row give."""
    _, _, _, reach, impact, confidence, effort, *_ = row
    steps = number(in_brackets(impact))
    return number(reach) * steps * number(confidence) / 100 / number(effort)


def test_every_score_of_the_ranking_can_be_recomputed_from_its_row() -> None:
    """Four estimates give the score; where two places do not show all of it, it is marked."""
    found = rows(pages_of(SCORES)["ranking"])
    assert [row[0] for row in found] == ["1", "2", "2", "4", "5"]
    for row in found:
        score, printed = recomputed(row), row[2].partition(" (")[0]
        assert printed == approximate(score)
        assert printed.startswith("≈") == (score.denominator not in {1, 2, 4, 5, 10, 20, 25, 50, 100})


@given(DECIMALS, DECIMALS, st.integers(1, 100), DECIMALS)
def test_whatever_was_estimated_the_sum_holds(reach: str, impact: str, confidence: int, effort: str) -> None:
    """Every digit that somebody wrote stands on the page, so the sum gives the score that is printed."""
    item = ITEM.format(title="It", reach=reach, impact=impact, confidence=confidence, effort=effort)
    (page,) = item_pages(site_of({"roadmap/plan.yaml": ANY, "roadmap/items/it.yaml": item}))
    (line,) = (found.text or "" for found in parsed(page).iter("p") if found.get("class") == "rr-sum")
    written = re.fullmatch(
        r"([0-9,.]+) ([=≈]) ([0-9,.]+) customers a quarter × ([0-9,.]+) × ([0-9.]+)% ÷ ([0-9,.]+) person-months?\. "
        r"Four estimates; they can be wrong\.",
        line,
    )
    assert written is not None, line
    result, equals, *factors = written.groups()
    r, i, c, e = (Fraction(factor.replace(",", "")) for factor in factors)
    assert (r, i, c, e) == (Fraction(reach), Fraction(impact), Fraction(confidence), Fraction(effort))
    score = r * i * c / 100 / e
    assert result.replace(",", "") == rounded(score)
    assert (equals == "=") == (score == Fraction(result.replace(",", "")))


def test_the_sum_of_an_item_reads_as_a_sentence() -> None:
    """The third project of the article that introduced RICE."""
    found = text(pages_of(SCORES)["items/p3"])
    assert (
        "800 = 800 customers a quarter × high (2) × 50% ÷ 1 person-month. Four estimates; they can be wrong." in found
    )


@pytest.mark.parametrize(
    ("item", "score", "ranks"),
    [
        ("p1", "Score: 675 (450–900)", "Rank 4 of 5. The ranges allow ranks 2 to 4."),
        ("p2", "Score: 400, no range given", "Rank 5 of 5. No range given."),
        ("p3", "Score: 800, no range given", "Rank 2 of 5. No range given. The ranges of others allow ranks 2 to 3."),
        ("third", "Score: ≈ 1,333.33, no range given", "Rank 1 of 5. No range given."),
    ],
)
def test_an_item_says_what_its_ranges_allow(item: str, score: str, ranks: str) -> None:
    """An interval comes from written ends alone; without them nothing is called clear."""
    found = text(pages_of(SCORES)[f"items/{item}"])
    assert score in found
    assert ranks in found
    assert "learly" not in found


def test_possible_ranks_can_be_recomputed_from_the_ranking() -> None:
    """From one more than those whose lower end is above my upper end, to one more than the other way round."""
    found = rows(pages_of(SCORES)["ranking"])
    ends = [
        tuple(number(end) for end in in_brackets(row[2]).split("–")) if "(" in row[2] else (recomputed(row),) * 2
        for row in found
    ]
    for index, (row, (low, high)) in enumerate(zip(found, ends, strict=True)):
        others = ends[:index] + ends[index + 1 :]
        best = 1 + sum(other[0] > high for other in others)
        worst = 1 + sum(other[1] > low for other in others)
        said = row[8].partition(", no")[0]
        assert said == (f"{best} to {worst}" if best != worst else "no range given")


def test_equal_scores_share_a_rank_on_the_page() -> None:
    """And whoever is surer, then sooner done, stands first."""
    assert [(row[0], row[1]) for row in rows(pages_of(SCORES)["ranking"])][1:3] == [
        ("2", "Project 3"),
        ("2", "As good as the first"),
    ]


def test_what_is_not_ranked_stands_below_with_why() -> None:
    """Not scored, committed, and declined are three different things."""
    page = pages_of(SCORES)["ranking"]
    assert "Half scored Under consideration Not scored: impact and effort are missing." in section(page, "not-scored")
    assert "Reach unknown Under consideration Not scored: reach is missing." in section(page, "not-scored")
    assert section(page, "committed").endswith("The new law Planned")
    assert section(page, "declined").endswith("Charts by hand Declined")
    order = [heading.id for heading in page.prints().headings]
    assert order == ["order", "not-scored", "committed", "declined"]


def test_committed_work_says_so_and_not_why() -> None:
    """Why it cannot wait is for colleagues."""
    page = pages_of(SCORES)["items/law"]
    assert "Committed work: it stands outside the ranking." in text(page)
    assert "fine of which nobody" not in page.body
    assert "egulat" not in page.body


def test_a_candidate_that_lost_all_its_requests_says_so() -> None:
    """It would have the best score, and no rank."""
    found = text(pages_of(SCORES)["items/lost"])
    assert "Declined, not ranked: every request that this would answer was declined." in found
    assert "Rank" not in found
    assert "Under consideration" not in found


def test_an_outcome_stands_beside_what_was_predicted() -> None:
    """How it went in words first, then the numbers."""
    found = section(pages_of(SCORES)["items/old"], "outcome")
    assert found.startswith("Outcome Better than expected, measured 2026-05-01. More than we hoped.")
    assert "Reach 300 customers a quarter 410 customers a quarter".replace(" ", "") in found.replace(" ", "")
    assert rows(pages_of(SCORES)["items/old"])[-1] == ["Effort", "2.5 person-months", "3.25 person-months"]


def test_work_in_progress_says_how_much_is_left() -> None:
    """What was estimated and what is left are two numbers."""
    assert "0.5 person-months left to do" in text(pages_of(SCORES)["items/tied"])


def test_the_strongest_kind_of_evidence_is_the_mark() -> None:
    """Written evidence counts, and where there is none the page says so."""
    found = {row[1]: row[7] for row in rows(pages_of(SCORES)["ranking"])}
    assert found["Project 1"] == "Experiment"
    assert found["Project 3"] == "None written"


@pytest.mark.parametrize(
    ("exact", "printed", "about"),
    [
        (Fraction(800), "800", "800"),
        (Fraction("1234567.125"), "1,234,567.125", "≈ 1,234,567.13"),
        (Fraction("0.25"), "0.25", "0.25"),
        (Fraction("0.005"), "0.005", "≈ 0.01"),
        (Fraction(4000, 3), "4000/3", "≈ 1,333.33"),
        (Fraction(0), "0", "0"),
    ],
)
def test_estimates_are_printed_exactly_and_scores_to_two_places(exact: Fraction, printed: str, about: str) -> None:
    """Half up, and marked where that is not all."""
    assert amount(exact) == printed
    assert approximate(exact) == about
    assert is_rounded(exact) == about.startswith("≈")


def test_a_range_is_marked_where_an_end_was_rounded() -> None:
    """One mark is enough for both ends."""
    assert between(Fraction(300), Fraction(900)) == "300–900"
    assert between(Fraction(1, 3), Fraction(900)) == "≈ 0.33–900"
