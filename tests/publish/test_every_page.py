"""What holds for every page of every site, however little or much is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from rice_roadmap.model.audience import Audience
from rice_roadmap.publish.addresses import Links
from rice_roadmap.publish.layout import data_files, lay_out
from rice_roadmap.publish.page import Page, Printed
from tests.full import FILES
from tests.publish.faults import faults
from tests.publish.laid_out import by_address, files_below, pages_of, parsed, site_of, text

CASES = Path(__file__).parents[1] / "cases" / "pages"
HOSTILE_PROSE = sorted((Path(__file__).parents[1] / "hostile" / "prose").glob("*.md"))
#: What people may do: headings in an order of their own, and links to places of their own.
ALLOWED_PROSE = {"headings.md", "addresses-kept.md"}
TEMPLATES = Path(__file__).parents[2] / "plugins" / "rice_roadmap" / "publish" / "templates"

#: A title that ran as a script on every page of a site made without care.
TITLE = (
    """A </title></h1><script>window.XSS = 1</script> "'`> <img src=x onerror=alert(1)> {{ 7*7 }} {% x %} &lt;b&gt;"""
)


def hostile() -> dict[str, str]:
    """Return a roadmap whose every text tries to be more than a text."""
    line = "'" + TITLE.replace("'", "''") + "'"
    prose = "|\n" + "\n\n".join(path.read_text("utf-8") for path in HOSTILE_PROSE if path.name not in ALLOWED_PROSE)

    def below(indent: int) -> str:
        return prose.replace("\n", "\n" + " " * indent)

    return {
        "roadmap/plan.yaml": (
            f"product: {line}\nnotice: {line}\nreach: {{unit: {line}, period: {line}}}\n"
            f"objectives: [{{id: top, title: {line}, metric: {line}, target: {line}}}]\n"
            f"areas: [{{id: top, title: {line}, owner: {line}}}]\n"
        ),
        "requests/top.yaml": (
            f"title: {line}\nneed: {below(2)}\npotential_impact: x\nworkaround: {below(2)}\narea: top\n"
            'evidence:\n  - {kind: opinion, says: x, url: "https://x/\')("}\n'
        ),
        "requests/answer.yaml": f"title: {line}\nneed: {below(2)}\npotential_impact: x\n",
        "roadmap/decisions/answer.yaml": (
            f"verdict: declined\ndecided_on: 2026-11-01\ndecided_by: {line}\nreason: low_reach\nbecause: {below(2)}\n"
            f"alternatives:\n  - title: {line}\n    how: {below(6)}\nrevisit_when: {below(2)}\n"
        ),
        "roadmap/items/top.yaml": (
            f"title: {line}\nsummary: {below(2)}\nstatus: planned\ntarget: 2027-Q1\ntarget_because: {below(2)}\n"
            f"objective: top\narea: top\nanswers: [{{request: top, part: {line}}}]\nrice:\n"
            f"  reach:\n    likely: 3\n    because: {below(6)}\n  impact: high\n  confidence: 50%\n  effort: 1\n"
            f"evidence:\n  - kind: opinion\n    says: {below(6)}\n"
            f"release: {{on: 2026-11-01, stage: beta, version: {line}}}\n"
            f"outcome:\n  measured_on: 2026-11-01\n  says: {below(4)}\n  impact: 1\n"
        ),
        "roadmap/items/gone.yaml": (
            f"title: {line}\nsummary: {below(2)}\nstatus: cancelled\n"
            f"cancelled:\n  on: 2026-11-01\n  because: {below(4)}\n"
        ),
    }


SITES: Mapping[str, Mapping[str, str]] = {
    "nothing": {},
    "everything": FILES,
    "hostile": hostile(),
    **{case.name: files_below(case) for case in sorted(CASES.iterdir())},
}


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("files", SITES.values(), ids=SITES)
def test_no_page_has_a_fault(files: Mapping[str, str], audience: Audience) -> None:
    """Each page parses without mercy, has one title, unique ids, headings in order, and leads nowhere in vain."""
    site = site_of(files, audience=audience)
    pages = by_address(lay_out(site))
    data = [file.address for file in data_files(site)]
    found = {address: list(faults(page, pages, data)) for address, page in pages.items()}
    assert {address: those for address, those in found.items() if those} == {}


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("files", SITES.values(), ids=SITES)
def test_every_page_is_reached_from_the_menu(files: Mapping[str, str], audience: Audience) -> None:
    """What stands in no menu is linked from a page that does, by however many steps; earlier addresses aside."""
    site = site_of(files, audience=audience)
    pages = by_address(lay_out(site))
    reached = {address for address, page in pages.items() if page.parent is None}
    queue = list(reached)
    for here in queue:
        hrefs = {link.get("href", "").partition("#")[0] for link in parsed(pages[here]).iter("a")}
        there = {a for a in pages if a not in reached and site.links.to_page(here, a) in hrefs}
        reached |= there
        queue.extend(sorted(there))
    assert [a for a, page in pages.items() if a not in reached and page.moved_to is None] == []


def test_whatever_people_write_stays_text() -> None:
    """A title that looks like markup or a template is read on the page as it was written."""
    page = pages_of(SITES["hostile"])["requests/top"]
    assert text(page).startswith(TITLE.replace("  ", " "))
    assert "49" not in text(page)


def test_a_site_may_have_no_folders_in_its_addresses() -> None:
    """Where nobody adds `index.html`, every link to a page names it."""
    site = replace(site_of(SITES["states"]), links=Links(directory_urls=False))
    for page in lay_out(site):
        inner = [href for link in parsed(page).iter("a") if ":" not in (href := link.get("href", ""))]
        assert [href for href in inner if not re.search(r"\.(html|csv|json)([?#]|$)", href)] == []


def test_headings_of_a_page_are_its_contents_as_plain_text() -> None:
    """The theme lists them beside the page."""
    page = pages_of(SITES["states"])["requests/a-no"]
    assert [(heading.id, heading.title) for heading in page.prints().headings] == [
        ("need", "What was asked"),
        ("answer", "Our answer"),
        ("today", "What works today"),
        ("change", "What would change this"),
        ("forward", "Words to forward"),
    ]


def test_the_same_files_give_the_same_pages() -> None:
    """Nothing on a page depends on chance or on the clock."""
    sites = (pages_of(FILES), pages_of(dict(sorted(FILES.items(), reverse=True))))
    one, other = ({address: (page.title, page.prints()) for address, page in site.items()} for site in sites)
    assert one == other


def test_every_attribute_in_a_template_is_quoted() -> None:
    """Escaping does not save an attribute without quotes."""
    unquoted = re.compile(r"<[a-z][^<>]*\s[a-z-]+=(?!\")")
    names = [file.name for file in sorted(TEMPLATES.rglob("*.html")) if unquoted.search(file.read_text("utf-8"))]
    assert names == []
    assert unquoted.search('<a class="x" href={{ url }}>')


BOX = '<div class="rr-table" tabindex="0" aria-label="x">'
BREACHES = (
    ("<script>x()</script>", "element script"),
    ('<p onclick="x()">x</p>', "attribute onclick"),
    ('<p style="x">x</p>', "attribute style"),
    ('<p class="md-x">x</p>', "class md-x"),
    ("<h1>Another</h1>", "titles ['T', 'Another']"),
    ('<p id="top">x</p>', "id top"),
    ('<p id="__x">x</p>', "id __x"),
    ("<h2>x</h2>", "heading without id in h2"),
    ("<h3>x</h3>", "h3 follows h1"),
    ('<div class="rr-table"></div>', "box of a table without name or focus"),
    (
        f"{BOX}<table><tbody><tr><td>x</td></tr></tbody></table></div>",
        "table without caption",
    ),
    (
        f"{BOX}<table><caption>x</caption><tbody><tr><th>x</th></tr></tbody></table></div>",
        "header cell without scope",
    ),
    ('<a href="javascript:x()">x</a>', "link javascript:x()"),
    ('<a href="../nowhere/">x</a>', "link to nowhere ../nowhere/"),
    ('<a href="#nowhere">x</a>', "link to no place of a page #nowhere"),
    ('<a href="../there">x</a>', "link that a server would redirect ../there"),
)


@pytest.mark.parametrize(("html", "said"), BREACHES)
def test_each_fault_is_found(html: str, said: str) -> None:
    """No rule passes what it is there to stop."""
    printed = Printed(body=f'<h1 id="top">T</h1>{html}', description="")
    page = Page(address="here", title="T", prints=lambda: printed)
    assert list(faults(page, {"here": page, "there": page})) == [said]
