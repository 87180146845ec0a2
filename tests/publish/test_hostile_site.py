"""Sites whose every text tries to be more than a text: their pages are made of what harmless texts make pages of."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from rice_roadmap.model.audience import Audience
from rice_roadmap.publish import portfolio_tables, ranking_tables
from rice_roadmap.publish.layout import data_files, lay_out
from rice_roadmap.publish.page import Page, Printed
from rice_roadmap.publish.site import Site
from tests.full import FILES
from tests.planting import Texts, harmless, hostile, planted
from tests.publish.laid_out import files_below, parsed, site_of, text
from tests.samples import listed

STATES = files_below(Path(__file__).parents[1] / "cases" / "pages" / "states")
ROADMAPS: Mapping[str, Mapping[str, str]] = {"everything": FILES, "states": STATES}

#: With each turn every place gets another text.
TURNS = range(2)

#: What begins an address that runs, or brings a page of its own.
LIVE = ("javascript:", "data:", "vbscript:", "blob:", "file:", "about:")

#: What a spreadsheet takes for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def site(files: Mapping[str, str], texts: Texts, audience: Audience) -> Site:
    """Return a site with these texts everywhere."""
    return site_of(planted(files, texts), audience=audience)


def pages(of: Site) -> list[Page]:
    """Return the pages on which something stands that people wrote: all but those of the handbook."""
    return [page for page in lay_out(of) if not page.address.startswith("how-we-decide/")]


def parts(found: Element) -> Iterator[str]:
    """Yield what a page is made of: elements, their attributes, and the names of their classes."""
    for element in found.iter():
        yield f"<{element.tag}>"
        yield from (f"<{element.tag} {name}>" for name in element.attrib)
        yield from (f".{name}" for name in element.get("class", "").split())


def live(found: Element) -> Iterator[str]:
    """Yield every attribute that would run something, or load something from elsewhere."""
    for element in found.iter():
        for name, value in element.attrib.items():
            plain = "".join(value.split()).casefold()
            if name.startswith("on") or name in {"style", "srcdoc", "src", "srcset", "action", "formaction", "data"}:
                yield f"<{element.tag} {name}>"
            elif plain.startswith(LIVE) or (name == "href" and plain.startswith(("//", "\\", "/\\"))):
                yield f"<{element.tag} {name}={value!r}>"


@cache
def _made_of(roadmap: str, audience: Audience) -> frozenset[str]:
    found = pages(site(ROADMAPS[roadmap], harmless(), audience))
    return frozenset(part for page in found for part in parts(parsed(page)))


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("roadmap", ROADMAPS)
def test_hostile_texts_make_no_page_of_anything_else(roadmap: str, audience: Audience) -> None:
    """By a parser that is not ours: no element, attribute or class that harmless texts do not bring, and none live."""
    found: set[str] = set()
    for turn in TURNS:
        for page in pages(site(ROADMAPS[roadmap], hostile(turn), audience)):
            body = parsed(page)
            assert list(live(body)) == [], page.address
            found |= set(parts(body))
    assert found == _made_of(roadmap, audience)


def test_the_search_for_what_is_live_finds_it() -> None:
    """The check above fails for handlers, styles, frames and addresses that run."""
    body = '<p onclick="1" style="x">x</p><a href=" JavaScript:1">x</a><a href="//e">x</a><img src="x">'
    found = parsed(Page(address="x", title="x", prints=lambda: Printed(body=body, description="")))
    assert list(live(found)) == [
        "<p onclick>",
        "<p style>",
        "<a href=' JavaScript:1'>",
        "<a href='//e'>",
        "<img src>",
    ]


def test_pages_of_the_handbook_hold_only_the_notice_that_people_write() -> None:
    """Above it they are the same beside every roadmap, and it stands on every page: one of them is enough to test."""

    def handbook(texts: Texts) -> dict[str, str]:
        every = lay_out(site(FILES, texts, Audience.INTERNAL))
        own = (page for page in every if page.address.startswith("how-we-decide/"))
        return {page.address: page.body.partition('<footer class="rr-notice">')[0] for page in own}

    assert handbook(hostile(0)) == handbook(harmless())


@pytest.mark.parametrize("turn", TURNS)
def test_every_hostile_line_is_read_as_it_was_written(turn: int) -> None:
    """Colleagues see each character of it: nothing is run, taken for markup, or dropped."""
    texts = hostile(turn)
    of = site(FILES, texts, Audience.INTERNAL)
    words = " ".join(text(page) for page in pages(of))
    lines = {" ".join(line.split()) for line in texts.lines}
    assert {line for line in lines if line not in words} == set()


@pytest.mark.parametrize("audience", Audience)
def test_hostile_texts_are_the_same_texts_in_data_files(audience: Audience) -> None:
    """JSON reads back with every text as it was written."""
    for turn in TURNS:
        texts = hostile(turn)
        found = {file.address: file.text for file in data_files(site(FILES, texts, audience))}
        for address, written in found.items():
            if address == "data/roadmap.json":
                titles = {item["title"] for item in json.loads(written)["items"]}
                assert titles
                assert titles <= set(texts.lines)
            elif address.endswith(".json"):
                assert json.loads(written)


def test_no_cell_of_a_table_is_a_formula() -> None:
    """Whatever a title begins with, a spreadsheet takes its cell for text; each record stays one line."""
    titles = [sample for _, sample in listed("lines")]
    files = {f"roadmap/items/i-{number}.yaml": _titled(title, ITEM) for number, title in enumerate(titles)}
    files |= {f"requests/r-{number}.yaml": _titled(title, REQUEST) for number, title in enumerate(titles)}
    of = site_of(files)
    tables = (
        ranking_tables.as_csv(of.outlook),
        portfolio_tables.requests_as_csv(of.portfolio),
        portfolio_tables.items_as_csv(of.portfolio),
    )
    for table in tables:
        _, *rows = csv.reader(table.splitlines(), strict=True)
        assert len(rows) == len(titles)
        cells = [cell for row in rows for cell in row]
        assert [cell for cell in cells if cell.startswith(FORMULA)] == []


#: Where a title stands, and the rest of a record that says nothing odd.
ITEM = "summary: x\nstatus: candidate\nrice: {reach: 1, impact: high, confidence: 50%, effort: 1}\n"
REQUEST = "need: x\npotential_impact: x\n"


def _titled(title: str, rest: str) -> str:
    return f"title: {json.dumps(title, ensure_ascii=False)}\n{rest}"
