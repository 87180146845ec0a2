"""Outcomes: what shipped features turned out to be, who sees it, and what is said beside a new estimate."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from rice_roadmap.model.audience import Audience
from rice_roadmap.model.plan import Shown
from rice_roadmap.model.scale import PlacedValue
from rice_roadmap.publish.calibration_words import hindsight_by_step
from rice_roadmap.publish.scatter import scatter
from rice_roadmap.ranking.calibration import Measure, calibrate, measured
from tests.publish.laid_out import files_below, pages_of, parsed, rows, section, site_of, text

FILES = files_below(Path(__file__).parents[1] / "cases" / "pages" / "outcomes")
MASSIVE = PlacedValue(name="massive", value=Fraction(3))


def showing(*parts: Shown) -> dict[str, str]:
    """Return the files with a plan that shows these parts."""
    everything = "public_shows: [roadmap, answers, scores, capacity, outcomes]"
    plan = FILES["roadmap/plan.yaml"].replace(everything, f"public_shows: [{', '.join(parts)}]")
    return {**FILES, "roadmap/plan.yaml": plan}


def test_how_far_efforts_were_off_is_said_with_how_many_it_rests_on() -> None:
    """Five efforts of 2, 4, 1, 3 and 2 took 3, 4, 2, 6 and 3: half as long again, and five are few."""
    said = section(pages_of(FILES)["outcomes"], "estimates")
    assert "Our efforts ran 1.5 times as long as estimated (5 features, median)." in said
    assert "The middle half: 1.5–2 times. 5 features are few: take it as a hint." in said
    assert "2 of 3 stated ranges held the actual number." in said


def test_results_stand_before_numbers() -> None:
    """Better, as expected and worse first; then the numbers."""
    page = pages_of(FILES)["outcomes"]
    order = ["better", "as-expected", "worse", "estimates", "numbers"]
    assert [heading.id for heading in page.prints().headings] == order


def test_every_point_of_a_picture_is_a_row_of_the_table() -> None:
    """Whoever does not see the picture misses nothing."""
    page = pages_of(FILES)["outcomes"]
    points = [point for point in parsed(page).iter() if point.get("class") == "rr-point"]
    assert len(points) == 3 * len(rows(page))


def test_a_point_on_the_line_was_predicted_exactly() -> None:
    """Across and up a picture has the same scale, from nothing to the same round number."""
    found = calibrate(measured(site_of(FILES).portfolio), Measure.EFFORT)
    picture = scatter(found.comparisons)
    places = {point.title: (float(point.x) - picture.left, picture.bottom - float(point.y)) for point in picture.points}
    assert [tick.said for tick in picture.ticks] == ["0", "5", "10"]
    assert places["Search"] == (96, 96)
    assert places["Alerts"] == (72, 144)


def test_fewer_than_three_outcomes_stand_outside_the_menu() -> None:
    """The page is there and says so; the list of objectives leads to it."""
    few = {path: file for path, file in FILES.items() if Path(path).stem not in {"alerts", "find", "print"}}
    page = pages_of(few)["outcomes"]
    assert page.parent == "objectives"
    assert "2 features were measured after the launch" in text(page)
    assert "Fewer than 3 features say nothing about how well we estimate" in text(page)
    assert section(page, "estimates") == ""
    assert pages_of(FILES)["outcomes"].parent is None


def test_without_scores_an_outcome_stands_beside_no_prediction() -> None:
    """What is not published is neither shown nor worked out from."""
    page = pages_of(showing(Shown.ROADMAP, Shown.OUTCOMES))["outcomes"]
    assert section(page, "estimates") == ""
    assert rows(page)[0] == ["Shortcuts", "200", "2", "3"]


def test_only_colleagues_read_what_was_never_measured() -> None:
    """The oldest release first, and whether the promised day has passed."""
    said = section(pages_of(FILES, audience=Audience.INTERNAL)["outcomes"], "never-measured")
    assert "Comments shipped on 2026-06-01 should have been measured by 2026-08-30" in said
    assert "Colours shipped on 2026-10-15 to be measured by 2027-01-13" in said
    assert said.index("Comments") < said.index("Colours")
    assert section(pages_of(FILES)["outcomes"], "never-measured") == ""


def test_a_new_estimate_stands_beside_what_the_last_of_its_step_turned_out_to_be() -> None:
    """Four massive ones turned out to be 1, 3, 0.5 and 1.25; of the one high nothing can be said."""
    said = hindsight_by_step(site_of(FILES))
    assert said == {
        MASSIVE: "The last 4 features that we called massive (3) turned out to be about 1.13 (median).",
    }


def test_hindsight_needs_both_scores_and_outcomes() -> None:
    """A site that shows one of them says nothing that gives the other away."""
    assert not hindsight_by_step(site_of(showing(Shown.ROADMAP, Shown.OUTCOMES)))
    assert not hindsight_by_step(site_of(showing(Shown.ROADMAP, Shown.SCORES)))
    assert hindsight_by_step(site_of(showing(Shown.ROADMAP), audience=Audience.INTERNAL))
