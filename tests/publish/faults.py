"""What must be wrong with no page, as rules that name every breach."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from posixpath import join, normpath
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from rice_roadmap.publish import addresses
from rice_roadmap.publish.page import Page
from tests.publish.laid_out import parsed

#: Everything that pages are made of. Nothing here runs, loads, embeds or styles.
ELEMENTS = frozenset(
    {
        *("a", "body", "br", "code", "em", "s", "span", "strong", "time"),
        *("blockquote", "div", "footer", "hr", "nav", "p", "pre", "section"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "ul"),
        *("caption", "table", "tbody", "td", "th", "thead", "tr"),
        *("details", "summary"),
        *("circle", "path", "rect", "svg"),
        *("figcaption", "figure", "line", "text", "title"),
    }
)
ATTRIBUTES = frozenset(
    {
        *("aria-current", "aria-label", "role", "scope", "tabindex"),
        *("class", "datetime", "href", "id", "rel", "start", "title"),
        *("data-answer", "data-area", "data-objective", "data-reason", "data-status", "data-value"),
        *("data-rr-copy", "data-rr-filter", "data-rr-rows", "data-rr-sort"),
        *("data-fits", "data-kano", "data-moscow"),
        *("aria-hidden", "cx", "cy", "d", "height", "preserveAspectRatio", "r", "viewBox", "width", "x", "y"),
        *("dominant-baseline", "text-anchor", "x1", "x2", "y1", "y2"),
    }
)
#: What the form has besides. Without its script it is hidden, and sends nothing anywhere by itself.
FORM_ELEMENTS = frozenset(
    {"button", "datalist", "details", "fieldset", "form", "input", "label", "legend", "option", "summary", "textarea"}
)
FORM_ATTRIBUTES = frozenset(
    {
        *(
            "aria-describedby",
            "aria-labelledby",
            "autocomplete",
            "checked",
            "for",
            "hidden",
            "list",
            "max",
            "maxlength",
        ),
        *("name", "novalidate", "open", "pattern", "placeholder", "required", "rows", "target", "type", "value"),
        *("data-rr-answer", "data-rr-by", "data-rr-common", "data-rr-door", "data-rr-file", "data-rr-hint"),
        *("data-rr-joined", "data-rr-leave", "data-rr-of", "data-rr-path", "data-rr-propose", "data-rr-said"),
        *("data-rr-similar", "data-rr-unknown", "data-rr-without-form"),
    }
)
#: How a parser writes the names of what a picture is made of.
_SVG = "{http://www.w3.org/2000/svg}"
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def faults(page: Page, pages: Mapping[str, Page], files: Collection[str] = ()) -> Iterator[str]:
    """Yield everything that is wrong with a page of a site with these pages and data files."""
    body = parsed(page)
    yield from _elements(body, is_form=page.address == addresses.PROPOSE)
    yield from _title(body, page)
    yield from _ids(body)
    yield from _headings(body)
    yield from _tables(body)
    yield from _links(body, page, pages, files)


def _elements(body: Element, *, is_form: bool) -> Iterator[str]:
    elements = ELEMENTS | FORM_ELEMENTS if is_form else ELEMENTS
    attributes = ATTRIBUTES | FORM_ATTRIBUTES if is_form else ATTRIBUTES
    for element in body.iter():
        name = element.tag.removeprefix(_SVG)
        if name not in elements:
            yield f"element {name}"
        yield from (f"attribute {name}" for name in element.attrib if name not in attributes)
        names = element.get("class", "").split()
        yield from (f"class {name}" for name in names if not name.startswith("rr-") and name != "rr")


def _title(body: Element, page: Page) -> Iterator[str]:
    titles = [" ".join("".join(title.itertext()).split()) for title in body.iter("h1")]
    if titles != [" ".join(page.title.split())]:
        yield f"titles {titles}"


def _ids(body: Element) -> Iterator[str]:
    seen: set[str] = set()
    for element in body.iter():
        identifier = element.get("id")
        if identifier is not None:
            if identifier in seen or identifier.startswith("__") or not identifier:
                yield f"id {identifier}"
            seen.add(identifier)
    yield from (f"heading without id in {section.tag}" for section in body.iter("h2") if not section.get("id"))


def _headings(body: Element) -> Iterator[str]:
    levels = [_HEADINGS[element.tag] for element in body.iter() if element.tag in _HEADINGS]
    if levels[:1] != [1]:
        yield "the first heading is not the title"
    yield from (f"h{after} follows h{before}" for before, after in pairwise(levels) if after > before + 1)


def _tables(body: Element) -> Iterator[str]:
    # What people write in Markdown may be a table too; it has no caption, and stands in no box of ours.
    for box in body.iter("div"):
        if box.get("class") == "rr-table":
            if box.get("tabindex") != "0" or not box.get("aria-label"):
                yield "box of a table without name or focus"
            for table in box.findall("table"):
                yield from ("table without caption" for _ in [0] if table[0].tag != "caption")
                cells = (*table.iterfind("thead/tr/th"), *table.iterfind("tbody/tr/th"))
                yield from ("header cell without scope" for cell in cells if not cell.get("scope"))


def _links(body: Element, page: Page, pages: Mapping[str, Page], files: Collection[str]) -> Iterator[str]:
    for link in body.iter("a"):
        written = link.get("href", "")
        found = urlsplit(written)
        if found.scheme:
            if found.scheme not in {"http", "https", "mailto"}:
                yield f"link {written}"
            continue
        target = normpath(join("/", page.address, found.path)).strip("/")
        if target not in pages and target not in files:
            yield f"link to nowhere {written}"
        elif found.fragment and f' id="{found.fragment}"' not in pages[target].body:
            yield f"link to no place of a page {written}"
        elif found.path and not re.search(r"(/|\.\w+)\Z", found.path):
            yield f"link that a server would redirect {written}"
