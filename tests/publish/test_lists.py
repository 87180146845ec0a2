"""Home, the roadmap, answers, objectives and the policy: what stands where, and in which order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rice_roadmap.checking import handbook
from rice_roadmap.history.git import Commit
from rice_roadmap.model.audience import Audience
from rice_roadmap.model.decision import Reason, Verdict
from rice_roadmap.publish import sections
from rice_roadmap.publish.layout import lay_out
from rice_roadmap.publish.one_line import LONGEST_LINE, in_one_line
from rice_roadmap.publish.sections import Section, parts, parts_of_sections
from rice_roadmap.publish.words import TERMS, words
from tests.publish.laid_out import PLAN, by_address, files_below, links, pages_of, rows, section, site_of, text

STATES = files_below(Path(__file__).parents[1] / "cases" / "pages" / "states")

ITEM = "title: {0}\nsummary: Why {0}.\nstatus: {1}\n"


def items(**those: str) -> dict[str, str]:
    """Return the files of items by id, each given by its status and further lines."""
    return {
        f"roadmap/items/{name.replace('_', '-')}.yaml": ITEM.format(name.replace("_", " "), *said.split("\n", 1)[:1])
        + "".join(said.split("\n", 1)[1:])
        for name, said in those.items()
    }


def titles(page_section: str, *names: str) -> list[str]:
    """Return the names that are found in a section, in their order there."""
    return sorted((name for name in names if name in page_section), key=page_section.index)


def test_home_begins_with_what_is_done_now() -> None:
    """At most five rows, the soonest target first, with the rest one click away."""
    now = {f"item_{number}": f"in_progress\ntarget: 2027-0{number}\n" for number in range(7, 0, -1)}
    page = pages_of(items(**now))[""]
    assert [heading.id for heading in page.prints().headings] == ["now", "ask"]
    assert titles(section(page, "now"), *(f"item {number}" for number in range(1, 8))) == [
        f"item {number}" for number in range(1, 6)
    ]
    assert "And 2 more on the roadmap" in section(page, "now")
    assert "Why item 1. In progress Target 2027-01" in section(page, "now")


def test_home_tells_what_changed_in_the_last_thirty_days() -> None:
    """By the dates in the files, the newest first; a no is told like the rest."""
    changed = section(pages_of(STATES)[""], "changed")
    assert changed.startswith("Changed in the last 30 days 2026-11-16 Asked before Excel, please 2026-11-14 Withdrawn")
    assert "2026-11-11 Declined Draw charts by hand" in changed
    assert "2026-11-02 No longer planned Fax" in changed
    assert "2026-11-01 Beta Rebuilt reports" in changed
    assert "Sign in once" not in changed, "34 days ago"
    assert "The month as a file" not in changed, "44 days ago"


def test_what_lies_ahead_has_not_changed_yet() -> None:
    """A date that is still to come is no news."""
    files = items(soon="cancelled\ncancelled: {because: x, on: 2026-11-24}\n")
    assert section(pages_of(files)[""], "changed") == ""
    assert "soon" in section(pages_of(files, today=date(2026, 11, 24))[""], "changed")


def test_home_leads_to_the_requests_and_to_the_form() -> None:
    """Before asking one looks whether somebody asked."""
    found = links(pages_of({})[""])
    assert "requests/" in found
    assert "propose/" in found


def test_home_says_what_it_was_built_from_where_git_knows() -> None:
    """Without git there is no such sentence."""
    site = site_of({}, built_from=Commit(id="0123456789", on=date(2026, 11, 22)))
    assert "Built from 0123456789 on 2026-11-22" in text(by_address(lay_out(site))[""])
    assert "Built from" not in text(pages_of({})[""])


def test_the_roadmap_promises_no_candidate() -> None:
    """Later holds candidates that say so, and committed ones; all others have no date and come below."""
    mandatory = "mandatory: {reason: security, because: x, on: 2026-01-01}\n"
    page = pages_of(
        items(
            running="in_progress",
            soon="planned\nhorizon: now\n",
            planned="planned",
            wish="candidate\nhorizon: later\n",
            hasty="candidate\nhorizon: now\n",
            duty=f"candidate\n{mandatory}",
            idea="candidate",
        )
    )["roadmap"]
    names = ("running", "soon", "planned", "wish", "hasty", "duty", "idea")
    assert titles(section(page, "now"), *names) == ["running", "soon"]
    assert titles(section(page, "next"), *names) == ["planned"]
    assert titles(section(page, "later"), *names) == ["duty", "hasty", "wish"]
    assert titles(section(page, "considered"), *names) == ["idea"]
    assert "Committed work" in section(page, "later")


def test_the_roadmap_says_where_there_is_nothing() -> None:
    """Three columns are expected; nothing else is named that is empty."""
    page = pages_of({})["roadmap"]
    assert [heading.id for heading in page.prints().headings] == ["now", "next", "later"]
    assert section(page, "now") == "Now Nothing at the moment."


def test_the_roadmap_shows_what_shipped_in_the_last_two_quarters_and_all_that_was_dropped() -> None:
    """The quarter of today and the one before it."""
    files = items(
        fresh="shipped\nrelease: {on: 2026-11-01}\n",
        recent="shipped\nrelease: {on: 2026-07-01}\n",
        old="shipped\nrelease: {on: 2026-06-30}\n",
        dropped="cancelled\ncancelled: {because: Too late., on: 2020-01-01}\n",
    )
    page = pages_of(files)["roadmap"]
    assert titles(section(page, "shipped"), "fresh", "recent", "old") == ["fresh", "recent"]
    assert "Too late." in section(page, "no-longer-planned")


def test_no_card_of_the_roadmap_has_a_number_of_the_ranking() -> None:
    """When something comes is one thing, how it scores another."""
    rice = "rice: {reach: 777, impact: high, confidence: 80%, effort: 7.77}\n"
    words_of_roadmap = text(pages_of(items(one=f"planned\n{rice}"))["roadmap"])
    assert not any(number in words_of_roadmap for number in ("777", "7.77", "160"))


def test_answers_begin_with_the_latest_and_end_with_their_numbers() -> None:
    """A no is told with its reason and what works instead; counting comes last."""
    page = pages_of(STATES)["decisions"]
    order = [heading.id for heading in page.prints().headings]
    assert order[0] == "latest"
    assert order[-2:] == ["counts", "promise"]
    no = next(row for row in rows(page) if row[0] == "Draw charts by hand")
    assert no == [
        "Draw charts by hand",
        "Declined",
        "Not where the product is going",
        "Export the numbers",
        "Somebody needs drawn charts and never calls them data.",
        "2026-11-11 Product",
    ]
    assert "Declined: 2" in section(page, "counts")


def test_not_now_is_sorted_by_the_day_on_which_we_look_again() -> None:
    """The next review first, those that wait for an event last."""
    request = "title: {}\nneed: x\npotential_impact: x\n"
    answer = "verdict: deferred\nreason: no_owner\nbecause: x\ndecided_on: 2026-11-0{}\ndecided_by: Product\n{}\n"
    whens = {"a": "revisit_when: Soon.", "b": "revisit_on: 2027-09-01", "c": "revisit_on: 2027-02-01"}
    files = {f"requests/{name}.yaml": request.format(name.upper() * 3) for name in whens}
    files |= {
        f"roadmap/decisions/{name}.yaml": answer.format(day, when)
        for day, (name, when) in enumerate(whens.items(), start=1)
    }
    page = pages_of(files)["decisions"]
    assert titles(section(page, "deferred"), "AAA", "BBB", "CCC") == ["CCC", "BBB", "AAA"]
    assert titles(section(page, "latest"), "AAA", "BBB", "CCC") == ["CCC", "BBB", "AAA"]
    assert "requests/a/#change" in " ".join(links(page))


def test_a_request_that_a_feature_answers_has_its_answer_without_a_decision() -> None:
    """Planning it is the answer."""
    assert "Export to a spreadsheet Spreadsheet export (2027-Q2)" in section(pages_of(STATES)["decisions"], "planned")


def test_an_objective_shows_what_serves_it_by_how_far_it_is() -> None:
    """What is under way first; whatever serves nothing is named on the list."""
    pages = pages_of(STATES)
    assert [heading.id for heading in pages["objectives/less-manual-work"].prints().headings] == [
        "now",
        "next",
        "shipped",
    ]
    assert "Answers Export to a spreadsheet" in section(pages["objectives/less-manual-work"], "next")
    assert "Nothing serves it yet." in text(pages["objectives/sold-abroad"])
    assert titles(section(pages["objectives"], "none"), "Dark screen", "Fax") == ["Dark screen", "Fax"]


def test_an_earlier_address_says_what_its_record_is_called_now() -> None:
    """A link that somebody kept leads on, in plain words."""
    page = pages_of(STATES)["requests/excel"]
    assert "“excel” is called Excel, please now." in text(page)
    assert links(page) == ["../the-same/"]
    assert (page.moved_to, page.in_search) == ("requests/the-same", False)


def test_the_policy_explains_every_answer_every_reason_and_every_problem() -> None:
    """Whoever wonders what a word means finds it on one page."""
    pages = pages_of(STATES)
    found = text(pages["how-we-decide"])
    assert [
        words(verdict) for verdict in Verdict if words(verdict) not in section(pages["how-we-decide"], "answers")
    ] == []
    assert [words(reason) for reason in Reason if words(reason) not in section(pages["how-we-decide"], "answers")] == []
    for page in handbook.pages():
        assert page.title in found
        assert page.title == pages[f"how-we-decide/{page.code}"].title
    assert "Every request is answered within 30 days, counted from 2026-10-01 at the earliest." in found


@pytest.mark.parametrize(
    ("plan", "said", "unsaid"),
    [
        ("", "massive 3", "Any positive number"),
        ("impact: any\nconfidence: any\n", "Any positive number. Confidence: how sure", "massive"),
        ("effort: {unit: person_weeks}\n", "in person-weeks, and never less than 2 person-weeks", "person-months"),
        ("evidence_caps: {opinion: 20, experiment: 100}\n", "Opinion 20%", "Usage data"),
    ],
)
def test_the_policy_tells_the_scales_of_the_plan(plan: str, said: str, unsaid: str) -> None:
    """What the plan says of scales and units is said in words."""
    scores = section(pages_of({"roadmap/plan.yaml": PLAN + plan})["how-we-decide"], "scores")
    squeezed = scores.replace(" ", "")
    assert said.replace(" ", "") in squeezed
    assert unsaid.replace(" ", "") not in squeezed


@pytest.mark.parametrize(
    ("plan", "audience", "said", "unsaid"),
    [
        ("repository: public\n", Audience.PUBLIC, "name no customer", "Only colleagues"),
        ("", Audience.INTERNAL, "Only colleagues can read the repository", "name no customer"),
        ("", Audience.PUBLIC, "Tell whoever you talk to here", "one small file"),
        ("propose: {by: [email], email: ask@example.com}\n", Audience.PUBLIC, "write to ask@example.com", "small file"),
        ("propose: {by: [copy], email: ask@example.com}\n", Audience.PUBLIC, "Tell whoever", "ask@example.com"),
    ],
)
def test_the_policy_says_how_to_ask_to_those_who_can(plan: str, audience: Audience, said: str, unsaid: str) -> None:
    """Nobody is sent to a repository that they cannot open, or to a door that is closed."""
    ask = section(pages_of({"roadmap/plan.yaml": PLAN + plan}, audience=audience)["how-we-decide"], "ask")
    assert said in ask
    assert unsaid not in ask


def test_a_code_page_names_the_file_of_each_example() -> None:
    """An example without its path would not say where to write it."""
    page = pages_of({})["how-we-decide/needs-quotes"]
    assert [heading.id for heading in page.prints().headings] == ["means", "why", "example", "instead"]
    assert "requests/single-sign-on.yaml:" in section(page, "example")


def test_a_long_list_goes_on_at_pages_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every row stands on one page, every page is linked from every other, and no two have the same title."""
    monkeypatch.setattr(sections, "MOST_ROWS", 4)
    pages = pages_of(STATES)
    lists = [address for address in pages if address == "requests" or address.startswith("requests/page/")]
    assert lists == ["requests", *(f"requests/page/{number}" for number in range(2, 6))]
    found = [row[0] for address in lists for row in rows(pages[address])]
    assert len(found) == len(set(found)) == sum(path.startswith("requests/") for path in STATES)
    assert pages["requests/page/3"].title == "Requests, page 3"
    assert {"../../", "../2/", "../4/", "../5/"} <= set(links(pages["requests/page/3"]))


def test_sections_are_cut_where_a_page_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """A section that is cut keeps its heading; an empty one is left out unless it says why it is empty."""
    monkeypatch.setattr(sections, "MOST_ROWS", 3)
    given: tuple[Section[str], ...] = (
        Section(id="a", title="A", rows=("1", "2")),
        Section(id="b", title="B", rows=()),
        Section(id="c", title="C", rows=(), when_empty="None."),
        Section(id="d", title="D", rows=("3", "4", "5", "6", "7")),
    )
    cut = [[(found.id, found.rows) for found in part.rows] for part in parts_of_sections(given, "x")]
    assert cut == [[("a", ("1", "2")), ("c", ()), ("d", ("3",))], [("d", ("4", "5", "6"))], [("d", ("7",))]]


@pytest.mark.parametrize(("rows_", "pages"), [(0, 1), (1, 1), (500, 1), (501, 2), (1001, 3)])
def test_a_page_holds_five_hundred_rows(rows_: int, pages: int) -> None:
    """An empty list is a page too."""
    assert [part.last for part in parts(range(rows_), "x")] == [pages] * pages


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("Short and *sweet*.", "Short and sweet."),
        (f"The first sentence says it all. The second {'goes on ' * 20}", "The first sentence says it all."),
        (f"Small, e.g. in steps, {'and so on ' * 5}. {'More ' * 20}", f"Small, e.g. in steps, {'and so on ' * 5}."),
    ],
)
def test_a_card_says_why_in_whole_sentences(written: str, line: str) -> None:
    """The first sentence is better than half of two."""
    assert in_one_line(written) == line.replace(" .", " .")


def test_a_sentence_without_end_is_cut_at_a_word() -> None:
    """With the sign that something is missing."""
    found = in_one_line("word " * 100)
    assert found.endswith("word…")
    assert len(found) <= LONGEST_LINE + 1


def test_every_term_that_pages_print_has_its_words() -> None:
    """A kind of term is in the list with all its terms or not at all; "accepted" is never printed."""
    known = {(type(term), term) for term, _ in TERMS}
    missing = {(kind, term) for kind, _ in known for term in kind} - known
    assert missing == set()
    assert "ccepted" not in " ".join(said for _, said in TERMS)
