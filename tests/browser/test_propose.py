"""The form in a real browser: from empty to the opened link, the mail and the copied text, each a file that fits."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from rice_roadmap.bring.identifiers import Names
from rice_roadmap.bring.mail import Letter, letter_from
from rice_roadmap.checking.inspection import inspect
from rice_roadmap.model.ask import Importance
from rice_roadmap.model.identifier import LONGEST, RESERVED, folded
from rice_roadmap.publish.forges import LONGEST_ADDRESS, forge_of
from rice_roadmap.publish.propose_questions import LONGEST_TEXT
from rice_roadmap.text.characters import find_forbidden
from rice_roadmap.text.problem import Severity
from rice_roadmap.text.schema import Kind, check
from rice_roadmap.text.source import read
from tests.browser.test_every_page import AXE
from tests.memory import Memory
from tests.served import built_site, serving
from tests.small import FILES, PLAN, write

EMAIL = "product@example.com"
DOORS = f"propose:\n  by: [forge, email, copy]\n  email: {EMAIL}\n"
ACCOUNTS = (
    "north-wind:\n  name: North Wind Energy\n  also_known_as: [NWE]\nfreight:\n  name: Example\n  common_word: true\n"
)
PRIVATE = {**FILES, "roadmap/plan.yaml": PLAN + DOORS, "roadmap/accounts.yaml": ACCOUNTS}
TODAY = datetime(2026, 11, 23, 12, tzinfo=UTC)

TITLE = """ "Q": 'a' #1 & <b>{{ 7*7 }}</b> %s \\n \\u0041 – ü 🌾👩‍🌾 $& --- [x] | > *a &b !c """
NEED = "  - one: two # three\n\n\ttab\n--- \n{% raw %} </script><script>window.XSS = 1</script>\n=== end ===\n\n"
IMPACT = "Two lines,\nand 100 % of them: yes.\n"

#: The labels of the fields as people read them.
MISSING, WANTED, NOTHING = "In one line", "What does the customer", "What happens if"
CUSTOMER, WORDS, LINK, TEAM = "Which customer", "In their words", "Link", "Your team"


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """What a door gave to whoever receives it: where the file goes, and its text."""

    path: str
    text: str


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the site for colleagues of a private repository, with every door and instant navigation."""
    root = write(
        tmp_path_factory.mktemp("private"),
        options=":\n      audience: internal",
        roadmap__plan=PRIVATE["roadmap/plan.yaml"],
        roadmap__accounts=ACCOUNTS,
    )
    configuration = root / "mkdocs.yml"
    instant = configuration.read_text(encoding="utf-8").replace("[content", "[navigation.instant, content")
    configuration.write_text(instant, encoding="utf-8")
    with built_site(root) as site, serving(site) as address:
        yield address


@pytest.fixture
def form(browser: Browser, private: str) -> Iterator[Page]:
    """Open the form on a laptop, where forges answer with nothing and the clipboard may be used."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.route(re.compile(r"^https://"), lambda route: route.fulfill(body="", content_type="text/html"))
    page = context.new_page()
    page.clock.set_fixed_time(TODAY)
    open_form(page, private)
    yield page
    context.close()


@pytest.fixture(scope="module")
def script(browser: Browser, private: str) -> Iterator[Callable[[str, Any], Any]]:
    """Call a function of the form's script with values, whatever characters they hold."""
    context = browser.new_context()
    page = context.new_page()
    open_form(page, private)

    def call(function: str, values: Any) -> Any:
        # As ASCII in both directions: half characters get lost on the way to a browser otherwise.
        run = f"given => JSON.stringify(((values) => {function})(JSON.parse(given)))"
        return json.loads(page.evaluate(run, json.dumps(values)))

    yield call
    context.close()


def open_form(page: Page, address: str, request: str = "") -> None:
    """Open the form and wait until it knows what was asked already."""
    with page.expect_response("**/data/requests.json"):
        page.goto(f"{address}propose/{f'?request={request}' if request else ''}")
    expect(page.locator("[data-rr-propose]")).to_be_visible()


def fill(page: Page, title: str = "A title", need: str = "A need", impact: str = "An impact") -> None:
    """Answer what cannot be left open."""
    page.get_by_label(MISSING).fill(title)
    page.get_by_label(WANTED).fill(need)
    page.get_by_label(NOTHING).fill(impact)


def through_forge(page: Page) -> Sent:
    """Press the button of the forge and return what the page that opens is given."""
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Send on GitHub").click()
    opened.value.wait_for_url("https://github.com/**")
    address = urlsplit(opened.value.url)
    assert address.path == "/example/roadmap/new/main"
    queries = parse_qs(address.query, strict_parsing=True)
    return Sent(path=queries["filename"][0], text=queries.get("value", [""])[0])


def through_mail(page: Page) -> Sent:
    """Return what the mail carries that the second button writes."""
    address = page.get_by_role("link", name="Send by e-mail").get_attribute("href") or ""
    to, _, query = address.partition("?")
    assert to == f"mailto:{EMAIL}"
    assert "+" not in query
    subject, body = (part.partition("=")[2] for part in query.split("&"))
    assert unquote(subject)
    return carried_by(unquote(body))


def carried_by(text: str) -> Sent:
    """Return the one file that a mail or another text carries."""
    letter = letter_from(text.encode("utf-8"))
    assert isinstance(letter, Letter)
    (file,) = letter.files
    return Sent(path=file.path, text=file.text)


def copied(page: Page) -> str:
    """Return what the clipboard holds."""
    held: str = page.evaluate("navigator.clipboard.readText()")
    return held


def accepted(sent: Sent) -> dict[str, Any]:
    """Return what a file says that belongs to the private roadmap, in which the check finds no error."""
    found = inspect(Memory({**PRIVATE, sent.path: sent.text}))
    assert [problem for problem in found.problems if problem.severity is Severity.ERROR] == []
    assert sent.path not in PRIVATE
    document = read(sent.path, sent.text.encode("utf-8")).document
    assert document is not None
    return document.data


def test_every_answer_reaches_the_forge_as_it_was_typed(form: Page) -> None:
    """Quotes, markup, comments, half of YAML, blanks at both ends and emoji: the check accepts it and nothing ran."""
    fill(form, TITLE, NEED, IMPACT)
    form.get_by_label(CUSTOMER).fill("nwe")
    form.get_by_label("They will not buy or renew without it").check()
    form.get_by_label("Needed by").fill("2027-03-31")
    form.get_by_label(WORDS).fill("“No” – or:\n  later")
    form.get_by_label(LINK).fill("https://crm.example.com/deal?id=1&x=a%20b#top")
    form.get_by_label(TEAM).fill("yes")
    sent = through_forge(form)
    assert sent.path == "requests/q-a-1-b-7-7-b-s-n-u0041-u-x-a-b-c.yaml"
    assert accepted(sent) == {
        "title": TITLE,
        "need": NEED,
        "potential_impact": IMPACT,
        "asks": [
            {
                "account": "north-wind",
                "importance": Importance.MUST_HAVE,
                "needed_by": "2027-03-31",
                "says": "“No” – or:\n  later",
                "link": "https://crm.example.com/deal?id=1&x=a%20b#top",
            }
        ],
        "requested_by": "yes",
    }
    assert form.evaluate("window.XSS") is None
    assert form.locator("[data-rr-file]").inner_text() == sent.text


def test_the_mail_and_the_copied_text_carry_the_same_file_between_clear_lines(form: Page) -> None:
    """What somebody pastes into `rice-roadmap new request --from -` is found, whatever the texts hold."""
    fill(form, TITLE, NEED, IMPACT)
    by_mail = through_mail(form)
    assert by_mail == through_forge(form)
    form.get_by_role("button", name="Copy the text").click()
    expect(form.locator("[data-rr-said]")).to_have_text("Copied.")
    assert carried_by(copied(form)) == by_mail
    assert accepted(by_mail)["need"] == NEED


def test_the_form_says_by_when_and_where_the_answer_comes(form: Page, private: str) -> None:
    """The day is counted from today by the promise of the plan; the address is that of the page there will be."""
    form.get_by_label(MISSING).fill("Sharing by link")
    promise = form.locator(".rr-send [data-rr-of='request']")
    expect(promise).to_have_text(f"You get an answer by 2026-12-07, here: {private}requests/sharing-by-link/")


def test_a_name_that_is_taken_gets_a_number(form: Page) -> None:
    """Nobody overwrites what somebody else has asked."""
    fill(form, "Export")
    assert through_forge(form).path == "requests/export-2.yaml"


def test_a_customer_joins_a_request_that_is_found_while_typing(form: Page) -> None:
    """One button, and what was asked already is not asked again; the new file is nobody else's."""
    form.get_by_label(MISSING).press_sequentially("export as a spreadshe")
    found = form.locator("[data-rr-similar] li")
    expect(found).to_have_count(1)
    expect(found).to_contain_text("Export to a spreadsheet Planned")
    found.get_by_role("button", name="My customer needs this too").click()
    expect(form.get_by_label(MISSING)).to_be_hidden()
    expect(form.get_by_label(CUSTOMER)).to_be_focused()
    expect(form.locator("label[for='rr-asks-account'] .rr-optional")).to_be_hidden()
    form.get_by_role("link", name="Send on GitHub").click()
    expect(form.locator("#rr-asks-account-told")).to_have_text("Please write something here.")
    form.get_by_label(CUSTOMER).fill("First")
    form.get_by_label(TEAM).fill("Team South")
    sent = through_forge(form)
    assert sent.path == "requests/asks/export/first-2.yaml"
    assert accepted(sent) == {"account": "First", "requested_by": "Team South", "on": f"{TODAY:%Y-%m-%d}"}
    assert through_mail(form) == sent
    form.get_by_role("button", name="No, it is something else").click()
    expect(form.get_by_label(MISSING)).to_have_value("export as a spreadshe")


def test_a_request_page_leads_to_the_form_for_its_customers(form: Page, private: str) -> None:
    """By instant navigation, without loading a page anew; going on to the form itself starts from the beginning."""
    form.goto(f"{private}requests/dark-mode/")
    form.get_by_role("link", name="My customer needs this too").click()
    expect(form.locator(".rr-joined")).to_contain_text("You add a customer to A dark mode.")
    form.get_by_label(CUSTOMER).fill("Ümläut & Søn")
    assert through_forge(form).path == "requests/asks/dark-mode/umlaut-son.yaml"
    form.get_by_role("link", name="Example", exact=True).first.click()
    form.get_by_role("link", name="Ask for something").click()
    expect(form.get_by_label(MISSING)).to_be_visible()
    fill(form)
    assert through_forge(form).path == "requests/a-title.yaml"


def test_a_request_that_is_not_there_is_said_to_be_unknown(form: Page, private: str) -> None:
    """A link from long ago leads to the form all the same, and a hostile one to nothing else."""
    open_form(form, private, "%3Cimg%20src=x%20onerror=window.XSS=1%3E")
    expect(form.locator("[data-rr-unknown]")).to_have_text("There is no request of that name here. Ask for it below.")
    expect(form.get_by_label(MISSING)).to_be_visible()
    assert form.evaluate("window.XSS") is None


def test_what_is_too_long_for_a_link_is_copied_and_said_so(form: Page) -> None:
    """The page of the forge opens with the name alone, and the mail with a line where to paste."""
    long = "Ж" * (LONGEST_TEXT - 2) + ".\n"
    fill(form, need=long)
    expect(form.locator("[data-rr-said]")).to_contain_text("too long for a link")
    sent = through_forge(form)
    assert sent.text == ""
    text = copied(form)
    assert accepted(Sent(path=sent.path, text=text))["need"] == long
    expect(form.locator("[data-rr-said]")).to_contain_text("The text is copied.")
    mail = form.get_by_role("link", name="Send by e-mail")
    assert "Paste%20the%20copied%20text" in (mail.get_attribute("href") or "")
    mail.click()
    form.wait_for_function("navigator.clipboard.readText().then((text) => text.startsWith('=== '))")
    assert carried_by(copied(form)) == Sent(path=sent.path, text=text)
    form.get_by_label(WANTED).fill("Short")
    expect(form.locator("[data-rr-said]")).to_be_empty()
    assert through_forge(form).text


def test_no_link_is_longer_than_what_servers_take(form: Page) -> None:
    """Measured as it is sent, at every length around the limit."""
    fill(form)
    link = form.get_by_role("link", name="Send on GitHub")
    lengths = set()
    for number in range(6200, 7000, 40):
        form.get_by_label(WANTED).fill("x" * number)
        lengths.add(len(link.get_attribute("href") or ""))
    assert max(lengths) <= LONGEST_ADDRESS
    assert max(lengths) > LONGEST_ADDRESS - 100
    assert min(lengths) < 200


def test_where_a_browser_does_not_copy_the_text_is_marked(form: Page) -> None:
    """On pages without encryption browsers have no clipboard; a second press of the button goes on."""
    form.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    fill(form, need="Ж" * 5_000)
    form.get_by_role("link", name="Send on GitHub").click()
    expect(form.locator("[data-rr-said]")).to_contain_text("Copy the text that is marked below")
    assert "ЖЖЖ" in form.evaluate("getSelection().toString()")
    assert through_forge(form).text == ""


def test_what_does_not_fit_is_said_beside_its_field_before_anything_is_sent(form: Page) -> None:
    """The first of them has the focus, and no page opens."""
    opened: list[Page] = []
    form.on("popup", lambda page: opened.append(page))  # noqa: PLW0108 -- Playwright cannot mark a method of a list
    form.get_by_label(MISSING).fill("Ж" * 201)
    form.get_by_label(WANTED).fill(" \n ")
    form.get_by_label(LINK).fill("javascript:alert(1)")
    for name in ("Send on GitHub", "Send by e-mail"):
        form.get_by_role("link", name=name).click()
        expect(form.get_by_label(MISSING)).to_be_focused()
    form.get_by_role("button", name="Copy the text").click()
    expect(form.locator("[data-rr-said]")).to_have_text("Please look at what is marked above.")
    told = {one.get_attribute("id"): one.inner_text() for one in form.locator(".rr-told:visible[id]").all()}
    assert told == {
        "rr-title-told": "At most 200 characters; these are 201.",
        "rr-need-told": "Please write something here.",
        "rr-potential-impact-told": "Please write something here.",
        "rr-asks-link-told": "Write the whole address, like https://example.com/page, without spaces.",
    }
    assert opened == []


def test_a_text_that_names_a_customer_is_not_sent_to_where_everybody_reads(form: Page) -> None:
    """Whatever stands between the words of the name; a name that is an everyday word is let through."""
    fill(form, "An example of what north  WIND-energy wants")
    form.get_by_role("link", name="Send on GitHub").click()
    expect(form.locator("#rr-title-told")).to_contain_text("This names a customer")
    form.get_by_label(MISSING).fill("An example of what northwind energy wants")
    assert accepted(through_forge(form))


def test_characters_that_no_file_may_hold_are_left_out_and_said_so(form: Page) -> None:
    """What cannot be seen cannot be mended by whoever typed it."""
    fill(form, "A\u202eB", "One\x00\u2028two\ufeff\u200b")
    expect(form.locator("#rr-title-told")).to_have_text("Left out: 1 character that hides, turns or breaks text.")
    expect(form.locator("#rr-need-told")).to_have_text("Left out: 3 characters that hide, turn or break text.")
    said = accepted(through_forge(form))
    assert (said["title"], said["need"]) == ("AB", "One\ntwo")


#: What a seller types into each field on the way through the form; a choice is made with an arrow.
TYPED = {
    "title": "Offline on trains",
    "need": "Work without a network.",
    "asks.account": "A new prospect",
    "potential_impact": "They choose another.",
    "asks.importance": "",
    "asks.needed_by": "03312027",
    "asks.says": "The fair is then.",
    "asks.link": "",
    "requested_by": "Sales",
}


def test_a_seller_on_a_phone_asks_by_keyboard_alone(browser: Browser, private: str) -> None:
    """At 390 pixels the Tab key reaches every field in order, each shows that it has the focus, and Enter sends."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    context.route(re.compile(r"^https://"), lambda route: route.fulfill(body="", content_type="text/html"))
    page = context.new_page()
    open_form(page, private)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.get_by_label(MISSING).focus()
    reached: dict[str, str] = {}
    while name := page.evaluate("document.activeElement.name"):
        # A date has several stops, of which the last is its calendar.
        if name not in reached:
            reached[name] = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            page.keyboard.type(TYPED[name])
            if name == "asks.importance":
                page.keyboard.press("ArrowUp")
        page.keyboard.press("Tab")
    assert reached == dict.fromkeys(TYPED, "solid")
    with page.expect_popup() as opened:
        page.keyboard.press("Enter")
    opened.value.wait_for_url("https://github.com/**")
    queries = parse_qs(urlsplit(opened.value.url).query)
    assert accepted(Sent(path=queries["filename"][0], text=queries["value"][0]))["asks"] == [
        {
            "account": "A new prospect",
            "importance": Importance.MUST_HAVE,
            "needed_by": "2027-03-31",
            "says": "The fair is then.",
        }
    ]
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_the_form_keeps_nobody_out_whatever_it_has_to_say(
    browser: Browser, private: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    """With what is similar, what is wrong and what is said beside the buttons, no rule of accessibility is broken."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    open_form(page, private)
    page.get_by_label(MISSING).fill("export")
    expect(page.locator("[data-rr-similar] li")).to_have_count(1)
    page.get_by_role("link", name="Send on GitHub").click()
    expect(page.locator("#rr-need-told")).to_be_visible()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert list(violations(page)) == []
    page.get_by_role("button", name="My customer needs this too").click()
    assert list(violations(page)) == []
    context.close()


def violations(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the rule and the element of each fault that can be found by a program, on our part of the page."""
    page.evaluate(AXE)
    found: Any = page.evaluate("axe.run('.rr', {resultTypes: ['violations']})")
    yield from ((one["id"], node["html"]) for one in found["violations"] for node in one["nodes"])


def test_without_scripts_there_is_a_template_an_address_and_a_text(browser: Browser, private: str) -> None:
    """The form itself, which would do nothing, is not shown."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{private}propose/")
    expect(page.locator("form[data-rr-propose]")).to_be_hidden()
    template = page.get_by_role("link", name="Open a new file with what to fill in").get_attribute("href") or ""
    queries = parse_qs(urlsplit(template).query)
    sent = Sent(path=queries["filename"][0], text=queries["value"][0])
    assert accepted(sent)["title"] == "Write here."
    assert page.locator("pre").first.inner_text() == sent.text
    assert page.get_by_role("link", name=EMAIL).get_attribute("href") == f"mailto:{EMAIL}"
    context.close()


def test_in_a_public_repository_only_what_the_world_may_read_is_asked(page: Page, tmp_path: Path) -> None:
    """No customer is asked for, none can be added, and the link goes to the forge that the repository is on."""
    plan = f"{PLAN.partition('promises')[0]}repository: public\n"
    export = "title: Export to a spreadsheet\nneed: x\npotential_impact: x\n"
    root = write(
        tmp_path,
        roadmap__plan=plan,
        requests__export=export,
        requests__asks__export__first=None,
        requests__dark_mode=None,
        roadmap__decisions__dark_mode=None,
    )
    configuration = (root / "mkdocs.yml").read_text(encoding="utf-8").replace("github.com", "codeberg.org")
    (root / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    with built_site(root) as site, serving(site) as address:
        open_form(page, address, "export")
        fill(page, "Export to a sheet")
        names = page.locator("[data-rr-propose]").evaluate(
            "form => [...form.elements].map(e => e.name).filter(Boolean)"
        )
        assert names == ["title", "need", "potential_impact"]
        expect(page.locator("[data-rr-similar]")).to_contain_text("Already asked? The answer is there.")
        expect(page.get_by_role("button", name="My customer needs this too")).to_have_count(0)
        expect(page.locator(".rr-send [data-rr-of='request']")).to_have_text(
            f"You get an answer, here: {address}requests/export-to-a-sheet/"
        )
        link = urlsplit(page.get_by_role("link", name="Send on Codeberg").get_attribute("href") or "")
        assert link.path == "/example/roadmap/_new/main/requests/"
        queries = parse_qs(link.query)
        path = f"requests/{queries['filename'][0]}"
        found = inspect(Memory({"roadmap/plan.yaml": plan, path: queries["value"][0]}))
        assert [problem for problem in found.problems if problem.severity is Severity.ERROR] == []


# ---------------------------------------------------------------- what the script does, by itself

#: Texts made of what has a meaning somewhere on the way, and of everything else.
_PIECES = st.sampled_from(
    [
        *"\n\t \"'#:-|>&*!%@`{}[],?\\/=~",
        "\r\n",
        ": ",
        " #",
        "\n\n",
        "  ",
        "---",
        "...",
        "yes",
        "null",
        "1e3",
        "2027-01-01",
    ]
)
TEXTS = st.lists(st.one_of(_PIECES, st.text(max_size=4)), max_size=12).map("".join)


@settings(max_examples=150)
@given(texts=st.lists(TEXTS.filter(lambda text: text and not find_forbidden(text)), min_size=1, max_size=20))
def test_every_text_survives_the_way_from_the_browser_through_our_reader(
    script: Callable[[str, Any], Any], texts: list[str]
) -> None:
    """By itself, and beside others in a list of asks: each reads back as exactly what it was."""
    data = {"title": texts[0], "asks": [{f"k{number}": text for number, text in enumerate(texts)}], "z": texts[-1]}
    written = script("riceRoadmapPropose.write(values)", data)
    reading = read("requests/x.yaml", written.encode("utf-8"))
    assert reading.problems == ()
    assert reading.document is not None
    assert reading.document.data == data


@settings(max_examples=60)
@given(texts=st.lists(st.text(st.characters()), min_size=1, max_size=20))
def test_whatever_is_typed_can_be_written(script: Callable[[str, Any], Any], texts: list[str]) -> None:
    """Half characters, controls and marks that turn text are taken out before."""
    for text, kept in zip(
        texts, script("values.map((text) => riceRoadmapPropose.readable(text, false))", texts), strict=True
    ):
        assert not find_forbidden(kept)
        if not find_forbidden(text) and "\r" not in text:
            assert kept == text


def every_character() -> list[str]:
    """Return every character that this Python knows, half ones included."""
    known = (chr(point) for point in range(sys.maxunicode + 1))
    return [character for character in known if unicodedata.category(character) != "Cn" or find_forbidden(character)]


def test_the_browser_takes_out_what_the_reader_forbids(script: Callable[[str, Any], Any]) -> None:
    """Character by character, over all of Unicode; what breaks lines becomes a line break."""
    characters = every_character()
    run = "values.map((one) => riceRoadmapPropose.readable(one, false) === one)"
    kept = script(run, characters)
    differ = [hex(ord(one)) for one, same in zip(characters, kept, strict=True) if same == bool(find_forbidden(one))]
    assert differ == []


#: The name of a request's file, in the browser.
NAMED = f'riceRoadmapPropose.freeName(title, "request", new Set([]), {sorted(RESERVED)}, {LONGEST})'


def test_every_letter_is_folded_in_the_browser_as_elsewhere(script: Callable[[str, Any], Any]) -> None:
    """Letter by letter, over all of Unicode that folds into anything, and the rest as far as languages are written."""
    folding = (one for one in every_character() if not find_forbidden(one) and (ord(one) < 0x3400 or folded(one)))
    titles = [f"a{letter}b" for letter in folding]
    assert len(titles) > 10_000
    named = script(f"values.map((title) => {NAMED})", titles)
    assert [pair for pair in zip(titles, named, map(folded, titles), strict=True) if pair[1] != pair[2]] == []


def test_a_title_gives_the_same_name_in_the_browser_as_elsewhere(script: Callable[[str, Any], Any]) -> None:
    """Long titles are cut at a word, and a name that is taken gets a number; both as imports do it."""
    run = f"values.map(([title, taken]) => {NAMED.replace('[]', 'taken')})"
    long = "Single sign-on for everybody who works with us, wherever they are, on any device"
    cases: list[tuple[str, list[str]]] = [
        *((title, []) for title in (long, "x" * 100, "-x-", "Straße, Łódź & Þórr’s ½")),
        ("Dark mode", ["dark-mode", "dark-mode-2"]),
        (long, [Names([]).give(long, word="request", source_id="")]),
        ("x" * 64, ["x" * 64]),
    ]
    expected = [Names(taken).give(title, word="request", source_id="") for title, taken in cases]
    assert [pair for pair in zip(script(run, cases), expected, strict=True) if pair[0] != pair[1]] == []


def test_a_title_without_letters_or_with_a_reserved_name_gets_one_that_can_be_used(
    script: Callable[[str, Any], Any],
) -> None:
    """The same title always gives the same name."""
    titles = ["導出到表格", "導出到檔案", "Search", "con", "!!!"]
    run = f"values.map((title) => {NAMED})"
    names = script(run, titles)
    assert all(re.fullmatch(r"request-[0-9a-f]{8}", name) for name in names)
    assert len(set(names)) == len(titles)
    assert script(run, titles) == names


@pytest.mark.parametrize(
    ("repo_url", "pattern", "edit_uri"),
    [
        ("https://github.com/org/product", "", "edit/main/docs/"),
        ("https://gitlab.example.com/group/product", "", "edit/release%2F1/sub/docs/"),
        ("https://codeberg.org/org/product", "", "_edit/main/docs/"),
        ("https://git.example.com/a", "{repo}/n/{branch}/{folder}?f={filename}&p={path}&c=a{content}b&t={title}", ""),
    ],
)
def test_links_made_in_the_browser_are_those_made_at_build_time(
    script: Callable[[str, Any], Any], repo_url: str, pattern: str, edit_uri: str
) -> None:
    """One forge, one link, wherever it is put together."""
    forge = forge_of(repo_url, pattern=pattern, edit_uri=edit_uri)
    assert forge is not None
    path, text = "requests/x.yaml", 'title: "{path} & 100% + $& ü 🌾"\nneed: |\n  x\n'
    values = [{"pattern": forge.pattern, "folder": forge.folder}, path, text, "", True]
    ours, theirs = (
        urlsplit(forge.new_file(path, text)),
        urlsplit(script("riceRoadmapPropose.newFile(...values)", values)),
    )
    assert ours[:3] == theirs[:3]
    assert parse_qs(ours.query) == parse_qs(theirs.query)


ADDRESSES = (
    *("https://example.com", "https://example.com/a?b=c&d=%20#e", "https://münchen.example/ü", "https://[::1]/"),
    *(
        "http://example.com",
        "ftp://example.com",
        "example.com",
        "https://",
        "https:///x",
        "https://a b",
        "https://a/<b>",
    ),
    *('https://a/"b', "javascript:alert(1)", "HTTPS://EXAMPLE.COM", "https://example.com/🌾", "nothing"),
)


def test_the_browser_accepts_the_addresses_that_the_schema_accepts(form: Page) -> None:
    """What somebody may send is what the check lets pass, no more and no less."""
    field = form.get_by_label(LINK)
    for address in ADDRESSES:
        field.fill(address)
        document = read("requests/asks/a/b.yaml", f"link: {json.dumps(address)}\n".encode()).document
        assert document is not None
        assert field.evaluate("field => field.checkValidity()") == (check(Kind.ASK, document) == ()), address
