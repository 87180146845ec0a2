"""Objectives: what serves them, where the effort goes, and what colleagues are asked about the plan."""

from __future__ import annotations

from rice_roadmap.model.audience import Audience
from rice_roadmap.model.plan import Shown
from tests.publish.laid_out import PLAN, pages_of, rows, section, text
from tests.publish.test_outcomes import FILES, showing

ITEM = "title: {}\nsummary: x\nstatus: {}\nobjective: {}\n"


def test_every_part_of_the_effort_stands_beside_its_whole() -> None:
    """In the current quarter what is committed and what fits, in a later one what is meant for it."""
    assert rows(pages_of(FILES)["objectives"]) == [
        ["Fewer calls", "1.5 ≈ 27%", "0 0%"],
        ["Sold abroad", "0 0%", "0 0%"],
        ["Surer numbers", "2 ≈ 36%", "0 0%"],
        ["Without an objective", "2 ≈ 36%", "2 100%"],
        ["Together", "5.5", "2"],
    ]
    assert "Of the effort in 2026-Q4: 1.5 of 5.5 person-months (≈ 27%)." in text(
        pages_of(FILES)["objectives/fewer-calls"]
    )


def test_effort_is_shown_only_where_capacity_is() -> None:
    """Without it nobody could recompute what fits."""
    pages = pages_of(showing(Shown.ROADMAP, Shown.SCORES, Shown.OUTCOMES))
    assert section(pages["objectives"], "split") == ""
    assert "Of the effort" not in text(pages["objectives/fewer-calls"])


def test_scores_of_what_serves_an_objective_are_never_added_up() -> None:
    """Neither the list nor the page of an objective says a score."""
    pages = pages_of(FILES, audience=Audience.INTERNAL)
    assert "500" in text(pages["ranking"])
    assert all("500" not in text(pages[address]) for address in ("objectives", "objectives/fewer-calls"))


def test_what_came_of_a_feature_stands_beside_its_objective() -> None:
    """Only where outcomes are shown, with a way to all of them."""
    page = pages_of(FILES)["objectives/fewer-calls"]
    assert "Alerts Shipped 2026-04-01 Better than expected, measured 2026-04-28" in section(page, "shipped")
    narrow = pages_of(showing(Shown.ROADMAP))
    assert "Better than" not in text(narrow["objectives/fewer-calls"])
    assert "Outcomes" not in text(narrow["objectives"])


def test_labels_of_other_methods_are_shown_beside_a_feature() -> None:
    """In words, and for the filter; they are in no number."""
    page = pages_of(FILES)["objectives/fewer-calls"]
    assert "MoSCoW: Should have · Kano: The more the better" in section(page, "considered")
    assert 'data-moscow="Should have" data-kano="The more the better"' in page.body


def test_colleagues_are_asked_what_a_head_of_product_would_ask() -> None:
    """What serves nothing, what nothing serves, what is only thought about, and what is over."""
    plan = (
        f"{PLAN}objectives:\n  - {{id: alone, title: Alone}}\n  - {{id: thought, title: Thought about}}\n"
        "  - {id: reached, title: Reached, until: 2026-11-22}\n  - {id: today, title: Until today, until: 2026-11-23}\n"
    )
    files = {
        "roadmap/plan.yaml": plan,
        "roadmap/items/idea.yaml": ITEM.format("Idea", "candidate", "thought"),
        "roadmap/items/there.yaml": ITEM.format("There", "shipped", "reached") + "release: {on: 2026-01-01}\n",
        "roadmap/items/running.yaml": ITEM.format("Running", "in_progress", "today"),
        "roadmap/items/loose.yaml": "title: Loose\nsummary: x\nstatus: planned\n",
    }
    asked = section(pages_of(files, audience=Audience.INTERNAL)["objectives"], "questions")
    assert asked == (
        "Questions to the plan Nothing serves these. Are they still objectives? Alone "
        "Nothing is planned for these. Is that meant so? Thought about, 1 under consideration "
        "Their day has passed. Were they reached? Reached, until 2026-11-22 "
        "These are planned and serve no objective. Why do we do them? Loose"
    )
    assert section(pages_of(files)["objectives"], "questions") == ""


def test_a_plan_without_objectives_is_asked_nothing() -> None:
    """Work without an objective is no wonder where there is none."""
    files = {"roadmap/items/loose.yaml": "title: Loose\nsummary: x\nstatus: planned\n"}
    assert section(pages_of(files, audience=Audience.INTERNAL)["objectives"], "questions") == ""
