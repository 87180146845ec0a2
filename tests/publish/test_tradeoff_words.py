"""What would wait and what would change its rank, in sentences: the published cases, and every outcome there is."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from rice_roadmap.model.audience import Audience
from tests.publish.laid_out import pages_of, section, text

PLAN = """\
product: Example
reach: {unit: customers, period: quarter}
public_shows: [roadmap, answers, scores, capacity]
impact: any
confidence: any
"""
DEFAULT = PLAN.replace("impact: any\nconfidence: any\n", "")

Estimate = tuple[int, int, int, float]
INTERCOM: Mapping[str, Estimate] = {"p1": (450, 3, 100, 2), "p2": (2000, 1, 80, 4), "p3": (800, 2, 50, 1)}
AGENTCALC: Mapping[str, Estimate] = {
    "onboarding": (5000, 2, 80, 4),
    "dark-mode": (8000, 1, 90, 2),
    "referral": (3000, 3, 50, 3),
}


def files(items: Mapping[str, Estimate], effort: float, *, plan: str = PLAN, **more: str) -> dict[str, str]:
    """Return a roadmap of items with these estimates and this capacity; a keyword adds lines to an item."""
    return {
        "roadmap/plan.yaml": f"{plan}capacity: [{{period: 2027-Q1, effort: {effort}}}]\n",
        **{
            f"roadmap/items/{name}.yaml": (
                f"title: {name.replace('-', ' ').capitalize()}\nsummary: x\nstatus: candidate\n"
                f"rice: {{reach: {reach}, impact: {impact}, confidence: {sure}%, effort: {months}}}\n"
                f"{more.get(name.replace('-', '_'), '')}"
            )
            for name, (reach, impact, sure, months) in items.items()
        },
    }


def said(name: str, found: Mapping[str, str]) -> str:
    """Return what the internal page of an item says of its trade-offs, in one line."""
    return section(pages_of(found, audience=Audience.INTERNAL)[f"items/{name}"], "would-change")


def test_the_second_project_of_the_article_is_told_what_would_make_it_fit() -> None:
    """Intercom's three at capacity 5: one of three things must be shown; no confidence is enough."""
    assert (
        "To fit in 2027-Q1, one of these must be shown: 3,376 customers a quarter (now 2,000), from usage data; "
        "impact high, from research; effort of 2.37 at most; confidence alone cannot."
    ) in said("p2", files(INTERCOM, 5, plan=DEFAULT))


def test_asking_for_onboarding_costs_both_others() -> None:
    """AgentCalc's table at capacity 5: net 8,000 − 11,700 = −3,700, a third of the plan."""
    assert (
        "Doing this in 2027-Q1 takes 4 person-months; none is free. The cheapest room by score: Dark mode and Referral "
        "wait. That plan scores 32% lower. This is arithmetic; the owner decides."
    ) in said("onboarding", files(AGENTCALC, 5))


OUTCOMES = (
    ("a gain is not told as one", "onboarding", files(AGENTCALC, 4), "2 are free.", "That plan would not score lower."),
    (
        "too large for the period",
        "onboarding",
        files(AGENTCALC, 3),
        "this must be shown: effort of 2.22 at most; reach, impact or confidence alone cannot.",
        "takes 4 person-months; 3 are left for all that is not committed yet. It does not fit, whatever waits.",
    ),
    (
        "nothing left",
        "onboarding",
        files(AGENTCALC, 2, dark_mode="mandatory: {reason: security, because: x, on: 2026-10-01}\n"),
        "No single estimate would make this fit in 2027-Q1.",
        "nothing is left for all that is not committed yet. It does not fit, whatever waits.",
    ),
    (
        "others first",
        "late",
        files(
            {"a": (100, 1, 100, 2), "late": (10, 1, 100, 1), "other": (20, 1, 100, 1)}, 2, late="depends_on: [other]\n"
        ),
        "To fit in 2027-Q1",
        "none is free. It needs others first, which do not fit either: Other.",
    ),
    (
        "beside its needs",
        "late",
        files({"a": (100, 1, 100, 2), "late": (10, 1, 100, 1)}, 2, late="depends_on: [a]\n"),
        "To fit in 2027-Q1",
        "It does not fit beside what it needs first, whatever waits.",
    ),
    (
        "next to nothing lost",
        "late",
        files({"a": (1000, 1, 100, 1), "b": (100, 1, 100, 1), "late": (99, 1, 100, 1)}, 2),
        "To fit in 2027-Q1",
        "The cheapest room by score: B waits. That plan scores less than 1% lower.",
    ),
)


@pytest.mark.parametrize(
    ("name", "found", "change", "wait"), [row[1:] for row in OUTCOMES], ids=[r[0] for r in OUTCOMES]
)
def test_each_outcome_has_its_sentence(name: str, found: Mapping[str, str], change: str, wait: str) -> None:
    """Colleagues are told what is known, in plain words; the public is told nothing of either."""
    words = said(name, found)
    assert change in words
    assert wait in words
    public = text(pages_of(found)[f"items/{name}"])
    assert "It does not fit in 2027-Q1." in public
    assert "would wait" not in public
    assert "must be shown" not in public


def test_a_request_says_it_of_each_feature_that_answers_it() -> None:
    """The page of the request is where the conversation takes place."""
    found = files(INTERCOM, 5, plan=DEFAULT, p1="answers: [totals]\n", p2="answers: [totals]\n")
    found["requests/totals.yaml"] = "title: Totals\nneed: Round them.\npotential_impact: x\n"
    words = section(pages_of(found, audience=Audience.INTERNAL)["requests/totals"], "fits")
    assert "P1 It fits in 2027-Q1." in words
    assert "P2 It does not fit in 2027-Q1. To fit in 2027-Q1, one of these must be shown: 3,376 customers" in words
    assert section(pages_of(found)["requests/totals"], "fits") == ""


def test_a_confidence_above_its_evidence_says_what_would_raise_it() -> None:
    """Colleagues see it beside the score; the number stays as it was written."""
    caps = (
        "evidence_caps: {opinion: 20, plan: 50, anecdotal: 50, market_data: 50, user_research: 80, usage_data: 100}\n"
    )
    page = pages_of(files(INTERCOM, 5, plan=DEFAULT + caps), audience=Audience.INTERNAL)["items/p2"]
    assert (
        "A confidence of 80% is more than what counts as opinion supports: 20%. "
        "What would support it: user research, usage data, experiment or data from a launch."
    ) in text(page)
    assert "400 = 2,000 customers a quarter × medium (1) × 80% ÷ 4 person-months." in text(page)
