"""What a browser would take for more than harmless text, found by a parser that is not ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

BLOCKS = {"p", "br", "hr", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre"}
TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
ELEMENTS = BLOCKS | TABLES | {"code", "em", "strong", "s", "a"}
ATTRIBUTES = {("a", "href"), ("a", "title"), ("a", "rel"), ("ol", "start")}
ADDRESS = re.compile(r"(?i)https?://[^\s/\\]|mailto:|#")


def unexpected(html: str) -> Iterator[str]:
    """Yield what in a fragment is no element, attribute or address that prose may have."""
    fragment = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    for element in fragment.iter():
        if element is fragment:
            continue
        if element.tag not in ELEMENTS:
            yield f"<{element.tag}>"
        yield from _unexpected_attributes(element)


def malformed(html: str) -> set[str]:
    """Return what a browser would have to guess about a fragment."""
    parser = html5lib.HTMLParser()
    parser.parseFragment(html)
    # Control characters never get into prose: the reader refuses them.
    return {code for _, code, _ in parser.errors} - {"invalid-codepoint"}


def _unexpected_attributes(element: Element) -> Iterator[str]:
    for name, value in element.attrib.items():
        if (element.tag, name) not in ATTRIBUTES or (name == "href" and not ADDRESS.match(value)):
            yield f"<{element.tag} {name}={value!r}>"
