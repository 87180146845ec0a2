"""The ranking as text, Markdown, CSV and JSON, each compared as a whole."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest

from rice_roadmap.checking.inspection import inspect
from rice_roadmap.model.audience import Audience, PublicPortfolio, public_portfolio
from rice_roadmap.publish.ranking_tables import TABLES, as_csv, as_markdown, as_table, ranking_data
from rice_roadmap.publish.spreadsheet import cell
from rice_roadmap.ranking.outlook import Outlook, outlook
from tests.memory import Memory

TODAY = date(2027, 1, 11)

PLAN = "product: Example\nreach: {unit: customers, period: quarter}\n"


def item(title: str, rice: str, more: str = "") -> str:
    """Return the file of a candidate."""
    return f"title: {json.dumps(title)}\nsummary: Example.\nstatus: candidate\nrice: {rice}\n{more}"


def portfolio(**items: str) -> PublicPortfolio:
    """Return a portfolio of these items, by their names with `-` for `_`, and one request that was declined."""
    files = {f"roadmap/items/{name.replace('_', '-')}.yaml": text for name, text in items.items()}
    decision = (
        "verdict: declined\ndecided_on: 2027-01-10\ndecided_by: Product\nreason: low_reach\nbecause: Few.\n"
        "no_alternative: None.\nfinal: true\n"
    )
    inspection = inspect(
        Memory(
            {
                "roadmap/plan.yaml": PLAN,
                "requests/no-thanks.yaml": "title: Declined\nneed: Declined.\npotential_impact: None.\n",
                "roadmap/decisions/no-thanks.yaml": decision,
                **files,
            }
        )
    )
    assert not inspection.has_errors, inspection.problems
    return public_portfolio(inspection.portfolio)


def ahead(seen: PublicPortfolio, audience: Audience = Audience.PUBLIC) -> Outlook:
    """Return what the forms are made of."""
    return outlook(seen, today=TODAY, audience=audience)


@pytest.fixture(scope="module")
def seen() -> PublicPortfolio:
    """Return a portfolio with a tie, a range, rounding, and everything that stands beside the order."""
    return portfolio(
        dark_mode=item("Dark mode", "{reach: 8000, impact: 0.5, confidence: high, effort: 3}"),
        referral=item("Referral", "{reach: 500, impact: 1, confidence: low, effort: 0.5}"),
        onboarding=item("Onboarding", "{reach: 500, impact: 1, confidence: 100%, effort: 1}"),
        export=item("Export", "{reach: {likely: 450, low: 300}, impact: high, confidence: 100%, effort: 2}"),
        sorting=item("Sorting", "{reach: 20, confidence: low}"),
        audit=item("Audit log", "{effort: 2}", "mandatory: {reason: security, because: It must., on: 2027-01-01}\n"),
        voting=item("Voting", "{reach: 9, impact: 1, confidence: low, effort: 1}", "answers: [no-thanks]\n"),
    )


def test_the_table_reads_well_in_a_terminal(seen: PublicPortfolio) -> None:
    """The order with all its numbers, then what is not in it and why."""
    assert as_table(ahead(seen), seen) == (
        "The order of what is not yet decided. It starts a conversation; it does not end one.\n"
        "Score = reach × impact × confidence ÷ effort; reach in customers per quarter, effort in\n"
        "person-months.\n"
        "\n"
        "Rank  Feature          Score  Reach  Impact  Confidence  Effort  Possible ranks\n"
        "   1  Dark mode   ≈ 1,333.33  8,000     0.5        100%       3  no range given\n"
        "   2  Onboarding         500    500       1        100%       1  no range given\n"
        "   2  Referral           500    500       1         50%     0.5  no range given\n"
        "   4  Export             450    450       2        100%       2  4\n"
        "\n"
        "Not scored yet\n"
        "  - Sorting: impact, effort missing\n"
        "\n"
        "Committed work\n"
        "  - Audit log\n"
        "\n"
        "Declined, not ranked\n"
        "  - Voting\n"
    )


def test_the_markdown_holds_the_same(seen: PublicPortfolio) -> None:
    """Titles stand in code spans, where a forge sees no mentions, numbers or links."""
    assert as_markdown(ahead(seen), seen) == (
        "The order of what is not yet decided. It starts a conversation; it does not end one.\n"
        "\n"
        "| Rank | Feature | Score | Reach | Impact | Confidence | Effort | Possible ranks |\n"
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: | --- |\n"
        "| 1 | `Dark mode` | ≈ 1,333.33 | 8,000 | 0.5 | 100% | 3 | no range given |\n"
        "| 2 | `Onboarding` | 500 | 500 | 1 | 100% | 1 | no range given |\n"
        "| 2 | `Referral` | 500 | 500 | 1 | 50% | 0.5 | no range given |\n"
        "| 4 | `Export` | 450 | 450 | 2 | 100% | 2 | 4 |\n"
        "\n"
        "Score = reach × impact × confidence ÷ effort; reach in `customers per quarter`, effort in person-months.\n"
        "\n"
        "**Not scored yet**\n"
        "\n"
        "- `Sorting`: impact, effort missing\n"
        "\n"
        "**Committed work**\n"
        "\n"
        "- `Audit log`\n"
        "\n"
        "**Declined, not ranked**\n"
        "\n"
        "- `Voting`\n"
    )


def test_the_csv_holds_numbers_as_numbers(seen: PublicPortfolio) -> None:
    """Lines end as the standard says, and what is not known is an empty cell."""
    assert as_csv(ahead(seen)) == (
        "rank,id,title,status,score,reach,impact,confidence,effort,low,high,best_rank,worst_rank,line,certainty\r\n"
        "1,dark-mode,Dark mode,candidate,1333.33,8000,0.5,100%,3,1333.33,1333.33,1,1,,\r\n"
        "2,onboarding,Onboarding,candidate,500,500,1,100%,1,500,500,2,2,,\r\n"
        "2,referral,Referral,candidate,500,500,1,50%,0.5,500,500,2,2,,\r\n"
        "4,export,Export,candidate,450,450,2,100%,2,300,450,4,4,,\r\n"
    )


def test_the_json_has_exactly_the_form_that_is_promised(seen: PublicPortfolio) -> None:
    """Keys and their order are a contract; estimates are exact, what is computed has two places and an exact twin."""
    data = ranking_data(ahead(seen), seen.plan, Audience.PUBLIC)
    assert json.dumps(data | {"ranking": data["ranking"][:1]}) == json.dumps(
        {
            "schema_version": 1,
            "audience": "public",
            "period": None,
            "reach": "customers per quarter",
            "effort": "person_months",
            "ranking": [
                {
                    "rank": 1,
                    "id": "dark-mode",
                    "title": "Dark mode",
                    "status": "candidate",
                    "score": "1333.33",
                    "score_exact": "4000/3",
                    "reach": "8000",
                    "impact": "0.5",
                    "confidence": "100%",
                    "effort": "3",
                    "low": "1333.33",
                    "high": "1333.33",
                    "best_rank": 1,
                    "worst_rank": 1,
                    "line": None,
                    "certainty": None,
                }
            ],
            "unscored": ["sorting"],
            "mandatory": ["audit"],
            "declined": ["voting"],
            "capacity": None,
        }
    )


def test_nothing_ranked_is_said_in_words() -> None:
    """An empty order is not an empty page."""
    seen = portfolio(sorting=item("Sorting", "{reach: 20}"))
    sentence = "Nothing is ranked yet: no feature has reach, impact, confidence and effort."
    assert sentence in as_table(ahead(seen), seen)
    assert sentence in as_markdown(ahead(seen), seen)
    assert as_csv(ahead(seen)).count("\r\n") == 1


HOSTILE = "=cmd|'/c calc'!A1 `@team` | #1 <!-- <img src=x> ::error::"


def test_no_title_breaks_out_of_its_cell() -> None:
    """A formula, a mention, a comment and a cell's end stay letters of a title."""
    seen = portfolio(hostile=item(HOSTILE, "{reach: 20, impact: 1, confidence: low, effort: 1}"))
    found = ahead(seen)
    row = as_markdown(found, seen).splitlines()[4]
    assert row.count("|") == 9
    assert "| `=cmd¦'/c calc'!A1 '@team' ¦ #1 <!-- <img src=x> ::error::` |" in row
    assert next(csv.DictReader(io.StringIO(as_csv(found))))["title"] == f"'{HOSTILE}"
    assert json.loads(TABLES["json"](found, seen, Audience.PUBLIC))["ranking"][0]["title"] == HOSTILE


def test_long_titles_leave_room_for_the_numbers() -> None:
    """A row fits 100 columns of a terminal, also where letters are two columns wide or none."""
    rice = "{reach: 100000, impact: 0.25, confidence: 12.5%, effort: 1.5}"
    plan = "confidence: any\n"
    titles = {"latin": "Long " * 39, "wide": "漢字" * 80, "marks": "e\u0301" * 90}
    files = {f"roadmap/items/{name}.yaml": item(title.strip(), rice) for name, title in titles.items()}
    inspection = inspect(Memory({"roadmap/plan.yaml": PLAN + plan, **files}))
    seen = public_portfolio(inspection.portfolio)
    lines = as_table(ahead(seen), seen).splitlines()
    rows = {name: next(line for line in lines if name[:1] in line) for name in ("Long", "漢", "e\u0301")}
    assert len(rows["Long"]) <= 100
    assert rows["Long"].count("…") == 1
    assert len(rows["e\u0301"].replace("\u0301", "")) <= 100
    assert len(rows["漢"]) + rows["漢"].count("漢") + rows["漢"].count("字") <= 100


def with_capacity(effort: str, **items: str) -> PublicPortfolio:
    """Return a portfolio of these items in whose current quarter there is so much to give."""
    plan = f"{PLAN}capacity: [{{period: 2027-Q1, effort: {effort}}}]\n"
    files = {f"roadmap/items/{name.replace('_', '-')}.yaml": text for name, text in items.items()}
    inspection = inspect(Memory({"roadmap/plan.yaml": plan, **files}))
    assert not inspection.has_errors, inspection.problems
    return public_portfolio(inspection.portfolio)


def test_a_best_set_that_would_take_too_long_to_find_is_null() -> None:
    """Data say null, and people read why; everything else stays as it is."""
    seen = with_capacity("3", export=item("Export", "{reach: 20, impact: 1, confidence: low, effort: 1}"))
    found = ahead(seen)
    assert found.fits is not None
    sets = {area: replace(entry, best=None) for area, entry in found.fits.sets.items()}
    found = replace(found, fits=replace(found.fits, sets=sets))
    [entry] = ranking_data(found, seen.plan, Audience.PUBLIC)["capacity"]
    assert (entry["fill"], entry["best"]) == (["export"], None)
    assert "was not worked out: there are too many ways to choose." in as_table(found, seen)


def test_another_set_may_bring_the_same_for_less() -> None:
    """Where nothing is gained but effort, that is what is said."""
    seen = with_capacity(
        "4",
        one=item("One", "{reach: 50, impact: 1, confidence: 100%, effort: 1}"),
        two=item("Two", "{reach: 60, impact: 1, confidence: 100%, effort: 3.5}"),
        three=item("Three", "{reach: 10, impact: 1, confidence: 100%, effort: 3}"),
    )
    table = as_table(ahead(seen), seen)
    assert "  - Fits, taking 4 of 4: One (1) and Three (3)\n" in table
    words = "Two (3.5) instead of One (1) and Three (3) would bring the same, as scored, and take 0.5 less."
    assert f"  - Worth another look: {words}\n" in table.replace("\n    ", " ")


def test_long_lists_of_what_fits_are_cut() -> None:
    """Each row says where it stands; a sentence names twelve features and counts the others."""
    rice = "{reach: 20, impact: 1, confidence: low, effort: 1}"
    seen = with_capacity("99", **{f"n{number}": item(f"Number {number}", rice) for number in range(14)})
    for text in (as_table(ahead(seen), seen), as_markdown(ahead(seen), seen)):
        assert " ".join(text.split()).count("and 2 more") == 1


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "＝1", "＋1", "－1", "＠a", "\t=1", "\r=1", "\n=1"])
def test_no_text_is_run_as_a_formula(text: str) -> None:
    """An apostrophe makes a spreadsheet take a text for a text."""
    assert cell(text).startswith("'")


def test_a_cell_is_one_line() -> None:
    """No line of a file begins with what somebody wrote, where CI systems look for commands."""
    assert cell("One.\n\n::error::Two.\r\n\tThree.") == "One. ::error::Two. Three."
