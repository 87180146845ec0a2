"""`score`: the estimates of an item change where they stand, and the day on which they were looked at."""

from __future__ import annotations

from datetime import date

import pytest

from rice_roadmap.bring.prepared import Prepared
from rice_roadmap.bring.refusal import Refusal
from rice_roadmap.bring.scoring import score, score_options
from tests.memory import Memory
from tests.small import FILES
from tests.terminal import Terminal

TODAY = date(2026, 11, 23)
PATH = "roadmap/items/print.yaml"
HEAD = "title: Print\nsummary: Paper.\nstatus: candidate\n"

Typed = list[tuple[str, str]]


def roadmap(text: str) -> Memory:
    """Return the small roadmap with an item whose estimates are these."""
    return Memory({**FILES, PATH: HEAD + text})


def scored(text: str, typed: Typed, ask: Terminal | None = None) -> str:
    """Return the estimates of an item after a command, as its file writes them."""
    found = score("print", roadmap(text), today=TODAY, typed=typed, ask=ask)
    assert isinstance(found, Prepared), found
    assert found.problems == ()
    (file,) = found.files
    assert (file.path, file.replaces) == (PATH, (HEAD + text).encode())
    return file.content.decode().removeprefix(HEAD)


def refused(found: Prepared | Refusal) -> str:
    """Return why nothing is written."""
    assert isinstance(found, Refusal)
    assert found.exit_status == 2
    return str(found)


ALL: Typed = [("reach", "800"), ("impact", "High"), ("confidence", "80 %"), ("effort", "1.5")]


@pytest.mark.parametrize(
    ("before", "typed", "after"),
    [
        ("", ALL, "rice:\n  reach: 800\n  impact: high\n  confidence: 80%\n  effort: 1.5\nscored_on: 2026-11-23\n"),
        (
            "rice: {reach: 5, effort: 2}   # a guess\nscored_on: 2026-01-01\n",
            [("impact", "2"), ("effort", "2,5")],
            "rice: {reach: 5, impact: 2, effort: 2.5}   # a guess\nscored_on: 2026-11-23\n",
        ),
        (
            "rice:\n  reach:   # counted\n    likely: 9\n    high: 1000\n    because: Logs.\n  effort: 2 # weeks?\n",
            [("reach", "800"), ("reach.low", "600"), ("effort.because", "Like the last: one.")],
            (
                "rice:\n  reach:   # counted\n    likely: 800\n    low: 600\n    high: 1000\n    because: Logs.\n"
                '  effort: # weeks?\n    likely: 2\n    because: "Like the last: one."\nscored_on: 2026-11-23\n'
            ),
        ),
        (
            "rice:\n  confidence:\n    value: 50%\n    source: Calls\n",
            [("confidence", "medium"), ("confidence.source", "")],
            "rice:\n  confidence:\n    value: medium\nscored_on: 2026-11-23\n",
        ),
        (
            "rice:\n  reach: 5\n  impact: high # really\n",
            [("impact", "")],
            "rice:\n  reach: 5\nscored_on: 2026-11-23\n",
        ),
        (
            "rice:\n  reach: {likely: 5, low: 1}\n  impact: high\n",
            [("reach", "")],
            "rice:\n  impact: high\nscored_on: 2026-11-23\n",
        ),
        ("rice:\n  reach: 5\n", [("reach", "0")], "rice:\n  reach: 0\nscored_on: 2026-11-23\n"),
        ("rice:\n", [("reach", "5")], "rice:\n  reach: 5\nscored_on: 2026-11-23\n"),
        (
            "rice: {reach: {likely: 5}}\n",
            [("reach", "0"), ("because", "Nobody asks.")],
            "rice: {reach: {likely: 0, because: Nobody asks.}}\nscored_on: 2026-11-23\n",
        ),
        (
            "rice: {reach: 5}\nevidence: []\n",
            [("scored_by", "Product"), ("effort_left", "1")],
            "rice: {reach: 5}\nscored_on: 2026-11-23\nscored_by: Product\neffort_left: 1\nevidence: []\n",
        ),
    ],
)
def test_estimates_change_where_they_stand(before: str, typed: Typed, after: str) -> None:
    """What is given is set, what is given empty goes, and everything else stays as it was written."""
    assert scored(before, typed) == after


def test_the_score_is_said_such_that_it_can_be_checked() -> None:
    """All four factors with their units; while one is missing, which it is."""
    found = score("print", roadmap(""), today=TODAY, typed=ALL)
    assert isinstance(found, Prepared)
    (note,) = found.notes
    assert note.startswith("Score: 853.33")
    assert note.endswith("800 customers a quarter × high (2) × 80% ÷ 1.5 person-months.")
    found = score("print", roadmap(""), today=TODAY, typed=ALL[:2])
    assert isinstance(found, Prepared)
    assert found.notes == ("Not scored yet: confidence and effort are missing.",)


def test_looking_again_is_a_day_too() -> None:
    """The same estimates once more say that they still hold; on the same day nothing is left to write."""
    text = "rice: {reach: 5}\nscored_on: 2026-01-01\n"
    assert scored(text, [("reach", "5")]) == text.replace("2026-01-01", "2026-11-23")
    found = score("print", roadmap(text), today=date(2026, 1, 1), typed=[("reach", "5")])
    assert isinstance(found, Prepared)
    assert found.files == ()


def test_the_terminal_asks_for_all_four() -> None:
    """An empty answer leaves an estimate as it is; the steps of the plan are shown."""
    terminal = Terminal({"reach": "800", "impact": ["huge", "massive"], "effort": ["-1", "2"]})
    before = "rice:\n  reach: 5\n  confidence:\n    value: 50%   # two calls\n"
    assert scored(before, [], terminal) == (
        "rice:\n  reach: 800\n  impact: massive\n  confidence:\n    value: 50%   # two calls\n  effort: 2\n"
        "scored_on: 2026-11-23\n"
    )
    assert list(dict.fromkeys(terminal.fields)) == ["reach", "impact", "confidence", "effort"]
    assert terminal.question("reach").default == "5"
    assert terminal.question("confidence").default == "50%"
    assert terminal.question("impact").hint.startswith("One of: massive (3), high (2), medium (1)")
    assert terminal.question("confidence").hint.startswith("One of: high (100%), medium (80%)")
    assert terminal.question("impact").remark.startswith("this is not on the scale of the plan. One of: massive (3)")
    assert terminal.question("effort").remark.startswith("`effort` must be more than 0.")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ([], "No estimate is given. Write --reach, --impact, --confidence or --effort"),
        ([("reach", "many")], "`--reach`: this is not a plain number. Write digits only, like 1200."),
        ([("confidence", "80")], "`--confidence`: `80` could be a percentage or points of a scale. Write `80%`"),
        ([("confidence", "0.8")], "`--confidence`: `0.8` could mean 80% or 0.8%."),
        ([("effort", "0")], "`--effort`: `effort` must be more than 0."),
        ([("effort.low", "1")], "There is no effort yet to say more about. Add --effort with its value."),
        ([("reach", "1"), ("effort", "1"), ("because", "So.")], "`--because`: it is not clear of which estimate."),
        ([("because", "So.")], "`--because`: it is not clear of which estimate."),
    ],
)
def test_what_cannot_be_followed_says_what_to_type(typed: Typed, said: str) -> None:
    """Misuse names the option, and what to write instead."""
    assert said in refused(score("print", roadmap(""), today=TODAY, typed=typed))


def test_an_unknown_item_has_a_neighbour() -> None:
    """A misspelt name is answered with the one that was probably meant."""
    found = score("prnt", roadmap(""), today=TODAY, typed=ALL)
    assert refused(found) == "There is no item `prnt`. Did you mean `print`?"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ([("impact", "gigantic")], "impact-off-scale"),
        ([("effort", "0.1")], "effort-below-minimum"),
        ([("reach", "5"), ("reach.low", "6")], "range-order"),
    ],
)
def test_what_the_plan_does_not_allow_is_not_written(typed: Typed, code: str) -> None:
    """Scales and minimum are the company's; the problem is the one that `check` would have."""
    found = score("print", roadmap(""), today=TODAY, typed=typed)
    assert isinstance(found, Prepared)
    assert (found.files, found.notes) == ((), ())
    assert [problem.code for problem in found.problems] == [code]


def test_every_part_of_every_estimate_has_an_option() -> None:
    """The estimate itself by its name, what stands around it behind a hyphen."""
    flags = [option.flag for option in score_options()]
    assert flags == [
        *("--reach", "--reach-low", "--reach-high", "--reach-because", "--reach-source"),
        *("--impact", "--impact-because", "--impact-source"),
        *("--confidence", "--confidence-because", "--confidence-source"),
        *("--effort", "--effort-low", "--effort-high", "--effort-because", "--effort-source"),
        *("--because", "--scored-by", "--effort-left"),
    ]
    assert len({option.field for option in score_options()}) == len(flags)
    assert all(option.help for option in score_options())
