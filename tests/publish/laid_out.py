"""Sites laid out in memory, and what readers find on their pages, for tests that need no MkDocs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib

from rice_roadmap.checking.inspection import inspect
from rice_roadmap.history.git import Commit
from rice_roadmap.model.audience import Audience
from rice_roadmap.publish.addresses import Links
from rice_roadmap.publish.forges import Forge
from rice_roadmap.publish.layout import lay_out, site_for
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.templating import Templates
from tests.memory import Memory

TODAY = date(2026, 11, 23)
URL = "https://example.com/roadmap/"

#: The smallest plan; a test adds what it needs.
PLAN = "product: Example\nreach: {unit: customers, period: quarter}\n"

_TEMPLATES = Templates.load()
_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "caption", "blockquote", "pre", "ul", "ol", "div"}
_BEFORE = {"li": "- ", **{f"h{level}": f"{'#' * level} " for level in range(1, 7)}}


def site_of(
    files: Mapping[str, str],
    *,
    audience: Audience = Audience.PUBLIC,
    today: date = TODAY,
    url: str = URL,
    built_from: Commit | None = None,
    forge: Forge | None = None,
) -> Site:
    """Return the site of some files, which hold no error."""
    inspection = inspect(Memory({"roadmap/plan.yaml": PLAN, **files}))
    assert not inspection.has_errors, [problem.message for problem in inspection.problems]
    return site_for(
        audience,
        inspection.portfolio,
        today=today,
        templates=_TEMPLATES,
        links=Links(),
        url=url,
        built_from=built_from,
        forge=forge,
    )


def pages_of(files: Mapping[str, str], *, audience: Audience = Audience.PUBLIC, today: date = TODAY) -> dict[str, Page]:
    """Return the pages of some files by their addresses, of which each is used once."""
    return by_address(lay_out(site_of(files, audience=audience, today=today)))


def by_address(pages: Iterable[Page]) -> dict[str, Page]:
    """Return pages by their addresses, of which each is used once."""
    found: dict[str, Page] = {}
    for page in pages:
        assert page.address not in found, page.address
        found[page.address] = page
    return found


def files_below(folder: Path) -> dict[str, str]:
    """Return the files of an example by their paths in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yaml"))
    }


def parsed(page: Page) -> Element:
    """Return the body of a page as a browser reads it; nothing may be left to a browser's mercy."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    document: Element = parser.parse(f'<!doctype html><html lang="en"><title>x</title><body>{page.body}</body></html>')
    body = document.find("body")
    assert body is not None
    return body


def text(page: Page) -> str:
    """Return the words of a page in one line, as somebody reads them."""
    return " ".join("".join(parsed(page).itertext()).split())


def section(page: Page, identifier: str) -> str:
    """Return the words that stand with the heading of that id, in one line; empty where there is no such heading."""
    for element in parsed(page).iter("section"):
        if any(child.get("id") == identifier for child in element.iter()):
            return " ".join("".join(element.itertext()).split())
    return ""


def rows(page: Page) -> list[list[str]]:
    """Return the cells of every row of every table body of a page, as text."""
    return [
        [" ".join("".join(cell.itertext()).split()) for cell in row]
        for body in parsed(page).iter("tbody")
        for row in body.iter("tr")
    ]


def links(page: Page) -> list[str]:
    """Return where the links of a page lead, as they are written."""
    return [link.get("href", "") for link in parsed(page).iter("a")]


def outline(page: Page) -> str:
    """Return a page as lines that are pleasant to compare: headings, paragraphs, list entries, rows, links."""
    lines: list[str] = [""]
    for piece in _pieces(parsed(page)):
        if piece == "\n":
            lines.append("")
        else:
            lines[-1] += piece
    kept = (" ".join(line.split()) for line in lines)
    return "".join(f"{line}\n" for line in kept if line.strip(" -|"))


def _pieces(element: Element) -> Iterator[str]:
    if element.tag in _BLOCKS:
        yield "\n"
        yield _BEFORE.get(element.tag, "")
    if element.tag in {"td", "th"}:
        yield " | "
    yield "[" if element.tag == "a" else ""
    yield (element.text or "").replace("\n", " ")
    for child in element:
        yield from _pieces(child)
        yield (child.tail or "").replace("\n", " ")
    yield f"]({element.get('href')})" if element.tag == "a" else ""
    if element.tag in _BLOCKS:
        yield "\n"
