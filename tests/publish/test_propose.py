"""The form as it is built: its questions, its doors, and what it offers without scripts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

import pytest

from rice_roadmap.checking.inspection import inspect
from rice_roadmap.model.audience import Audience
from rice_roadmap.model.plan import Plan
from rice_roadmap.publish import addresses
from rice_roadmap.publish.forges import LONGEST_ADDRESS, Forge, forge_of
from rice_roadmap.publish.layout import data_files, lay_out
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.propose_questions import LONGEST_TEXT, questions
from rice_roadmap.publish.propose_template import TO_FILL_IN, template
from rice_roadmap.text.shape import Kind, properties
from tests.full import FILES
from tests.memory import Memory
from tests.publish.laid_out import PLAN, by_address, pages_of, parsed, site_of, text

GITHUB = forge_of("https://github.com/org/product", edit_uri="edit/main/docs/")
OPEN = "repository: public\n"
SCRIPT = Path(__file__).parents[2] / "plugins" / "rice_roadmap" / "publish" / "assets" / "propose.js"


def form_of(plan: str = "", *, forge: Forge | None = None, audience: Audience = Audience.PUBLIC) -> Page:
    """Return the page of the form where the plan says this too."""
    site = site_of({"roadmap/plan.yaml": PLAN + plan}, audience=audience, forge=forge)
    return by_address(lay_out(site))[addresses.PROPOSE]


def plan_of(more: str = "") -> Plan:
    """Return the plan that says this too."""
    return inspect(Memory({"roadmap/plan.yaml": PLAN + more})).portfolio.plan


def fields(page: Page) -> dict[str, Element]:
    """Return the fields of the form by their names; of several of one name the last."""
    return {one.get("name", ""): one for one in parsed(page).iter() if one.tag in {"input", "textarea"}}


def settings(page: Page) -> dict[str, Any]:
    """Return what the script reads."""
    found: dict[str, Any] = json.loads(next(parsed(page).iter("form")).get("data-rr-propose", ""))
    return found


def offered(page: Page) -> list[str]:
    """Return the kinds of the doors in their order."""
    return [door for one in parsed(page).iter() if (door := one.get("data-rr-door"))]


def without_scripts(page: Page) -> Element:
    """Return the part that stands in for the form."""
    return next(one for one in parsed(page).iter("div") if "data-rr-without-form" in one.attrib)


def links_in(element: Element) -> list[str]:
    """Return where the links of a part lead."""
    return [link.get("href", "") for link in element.iter("a")]


def test_the_form_asks_in_the_order_in_which_people_tell() -> None:
    """First what is missing and for whom; the rest may stay open."""
    assert list(fields(form_of())) == [
        *("title", "need", "asks.account", "potential_impact", "asks.importance"),
        *("asks.needed_by", "asks.says", "asks.link", "requested_by"),
    ]


@pytest.mark.parametrize("audience", Audience)
def test_where_everybody_reads_the_files_nothing_is_asked_that_colleagues_alone_may_know(audience: Audience) -> None:
    """It is the repository that shows it, whichever site is open; what every request needs is asked, and said so."""
    page = form_of(OPEN, audience=audience)
    assert list(fields(page)) == ["title", "need", "potential_impact"]
    assert "The repository shows this to everybody" in text(page)
    assert "Only colleagues" not in text(page)
    assert "Only colleagues see this." in text(form_of(audience=audience))


def test_limits_words_and_needs_are_those_of_the_schema() -> None:
    """Nothing about a field is written twice."""
    found = fields(form_of())
    schema = {".".join(step for step in one.path if step != "*"): one.schema for one in properties(Kind.REQUEST)}
    assert {name for name, field in found.items() if "required" in field.attrib} == {
        *("title", "need", "potential_impact"),
    }
    for name, field in found.items():
        most = schema[name].get("maxLength")
        if most is not None:
            wanted = min(most, LONGEST_TEXT) if field.tag == "textarea" or "date" in name else most
            assert field.get("maxlength") == str(wanted), name
    offered_words = [one.get("value") for one in parsed(form_of()).iter("input") if one.get("type") == "radio"]
    assert offered_words == [*schema["asks.importance"]["enum"], ""]


def test_every_question_has_a_name_that_belongs_to_its_field() -> None:
    """Whoever hears the page instead of seeing it is asked the same."""
    page = parsed(form_of())
    labelled = {label.get("for") for label in page.iter("label")}
    named = {field.get("id") for field in page.iter() if field.tag in {"input", "textarea"} and field.get("id")}
    assert named <= labelled
    identifiers = {one.get("id") for one in page.iter()}
    described = [word for one in page.iter() for word in one.get("aria-describedby", "").split()]
    assert set(described) <= identifiers


def test_only_colleagues_choose_among_the_accounts() -> None:
    """The list of customers is on no public page; on theirs it knows every name an account goes by."""
    assert "rr-accounts" not in pages_of(FILES)["propose"].body
    page = parsed(pages_of(FILES, audience=Audience.INTERNAL)["propose"])
    options = {option.text: (option.get("value"), "data-rr-common" in option.attrib) for option in page.iter("option")}
    assert options == {"Internal Holding": ("first-account", True), "Internal Group": ("first-account", True)}
    assert fields(pages_of(FILES, audience=Audience.INTERNAL)["propose"])["asks.account"].get("list") == "rr-accounts"


@pytest.mark.parametrize(
    ("plan", "forge", "expected"),
    [
        ("", GITHUB, ["forge", "copy"]),
        ("", None, ["copy"]),
        ("propose: {by: [copy, email, forge], email: ask@example.com}\n", GITHUB, ["copy", "email", "forge"]),
        ("propose: {by: [email], email: ask@example.com}\n", GITHUB, ["email"]),
        ("propose: {by: [forge]}\n", None, ["copy"]),
    ],
)
def test_the_doors_are_those_of_the_plan_as_far_as_they_lead_anywhere(
    plan: str, forge: Forge | None, expected: list[str]
) -> None:
    """In the plan's order; without a plan's word the forge and copying; never none."""
    page = form_of(plan, forge=forge)
    assert offered(page) == expected
    assert (settings(page)["forge"] is not None) == ("forge" in expected)
    assert ("ask@example.com" in page.body) == ("email" in expected)


def test_without_scripts_the_forge_opens_a_file_that_explains_itself() -> None:
    """The link holds the template, well below what servers take; the mail address is a link, the text can be copied."""
    page = form_of("propose: {by: [forge, email], email: ask@example.com}\n", forge=GITHUB)
    without = without_scripts(page)
    forge, mail = links_in(without)
    assert len(forge) < LONGEST_ADDRESS / 2
    queries = parse_qs(urlsplit(forge).query)
    assert queries["filename"] == ["requests/name-of-your-request.yaml"]
    assert mail == "mailto:ask@example.com"
    shown = next(without.iter("pre")).text
    assert queries["value"] == [shown]
    assert "needs JavaScript" in "".join(without.itertext())
    assert "hidden" in next(parsed(page).iter("form")).attrib


@pytest.mark.parametrize("plan", ["", OPEN])
def test_the_template_is_a_request_as_it_is_and_with_every_line_of_it_in_use(plan: str) -> None:
    """A file that somebody opens, fills in and sends is right, whatever they leave as it was."""
    written = template(questions(plan_of(plan)))
    in_use = re.sub(r"^# (?=(?:asks|requested_by):|  )", "", written, flags=re.MULTILINE)
    for content, asks in ((written, 0), (in_use, 0 if plan else 1)):
        inspection = inspect(Memory({"roadmap/plan.yaml": PLAN + plan, "requests/new.yaml": content}))
        assert [problem.message for problem in inspection.problems if problem.severity == "error"] == []
        assert inspection.portfolio.requests["new"].public.title == TO_FILL_IN
        assert len(inspection.portfolio.asks) == asks


def asked_already(audience: Audience) -> dict[str, Any]:
    """Return the data that the form searches."""
    site = site_of(FILES, audience=audience)
    file = next(file for file in data_files(site) if file.address == addresses.REQUESTS_JSON)
    found: dict[str, Any] = json.loads(file.text)
    return found


def test_the_form_finds_what_the_audience_may_see_and_knows_the_ids_that_are_taken() -> None:
    """A row is id, title, status, words of the need, and for a duplicate the request that speaks for it."""
    data = asked_already(Audience.PUBLIC)
    rows = {row[0]: row[1:] for row in data["requests"]}
    assert rows.keys() == {"export", "dark-mode", "theme", "question"}
    assert rows["dark-mode"] == ["A dark mode", "Declined", "night shifts blinded"]
    assert rows["theme"][-1] == "dark-mode"
    assert data["formerly"] == ["export-old"]
    assert "asks" not in data
    assert "Internal" not in json.dumps(data)


def test_colleagues_know_which_names_of_asks_are_taken() -> None:
    """Two customers of one request never meet in one file."""
    data = asked_already(Audience.INTERNAL)
    assert data["asks"] == {"export": ["second"]}
    assert "hidden" in [row[0] for row in data["requests"]]


def test_ten_thousand_requests_stay_light_enough_to_search_in_a_browser() -> None:
    """What everybody who opens the form loads is far below what a picture weighs, for each request."""
    need = " ".join(f"word{number} another{number % 7}" for number in range(200))
    files = {
        f"requests/r{number}.yaml": f"title: Number {number}\nneed: {need}\npotential_impact: x\n"
        for number in range(100)
    }
    site = site_of(files)
    size = next(len(file.text) for file in data_files(site) if file.address == addresses.REQUESTS_JSON)
    assert size / len(files) < 250


def test_a_request_leads_to_the_form_where_a_customer_can_join() -> None:
    """A duplicate leads to the request that speaks for it; in a public repository nobody's customer is written down."""
    private, public = "../../propose/?request=dark-mode", "My customer needs this too"
    pages = pages_of(FILES)
    for address in ("requests/dark-mode", "requests/theme"):
        assert private in links_in(parsed(pages[address]))
    request = {"requests/one.yaml": "title: One\nneed: x\npotential_impact: x\n", "roadmap/plan.yaml": PLAN + OPEN}
    assert public not in text(pages_of(request)["requests/one"])


def test_an_answer_is_promised_for_a_day_only_where_the_plan_promises_one() -> None:
    """Without a promise the form says where the answer will be, and not when."""
    promised = form_of("promises: {decide_within_days: 14, since: 2026-01-01}\n")
    assert "You get an answer by" in text(promised)
    assert (settings(promised)["days"], settings(promised)["since"]) == (14, "2026-01-01")
    assert "You get an answer, here:" in text(form_of())


def test_the_script_finds_every_sentence_it_says() -> None:
    """A sentence that is asked for is there, and none is there for nothing."""
    script = SCRIPT.read_text(encoding="utf-8")
    known = settings(form_of())["sentences"]
    quoted = set(re.findall(r'"([a-z_]+)"', script))
    assert set(known) <= quoted
    assert set(re.findall(r'this\.say\("([a-z_]+)"', script)) <= set(known)
