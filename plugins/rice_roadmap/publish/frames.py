"""Frames: what a theme prints around all pages of one shape, with holes for what differs from page to page.

A theme's template works for milliseconds on every page to print the same header, menu and footer around it. A frame is
cut from what it printed around one made-up page, each of whose texts carries a mark: where a text stands, the frame
gets the expression that printed it. Where a mark is left over, the theme did something else with that text, and there
is no frame: the theme's own template then prints every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

#: Ends what a template takes for plain text.
_END_OF_TEXT = re.compile(r"\{%[-+]?\s*endraw")


def frame(printed: str, holes: Mapping[str, str], mark: str) -> str | None:
    """Return a template that prints `printed` with other texts in its holes; None where it cannot be cut.

    `holes` gives for each expression of the template language what it printed; `mark` stands in each of these texts
    and nowhere else.
    """
    expressions = {text: expression for expression, text in holes.items() if mark in text}
    # The longest first: an address may begin like another.
    texts = sorted(expressions, key=lambda text: (-len(text), text))
    pieces = re.split(f"({'|'.join(map(re.escape, texts))})", printed)
    literals = pieces[::2]
    if any(mark in literal or _END_OF_TEXT.search(literal) for literal in literals):
        return None
    # A template loses the last line end of its source.
    return "".join(_source(pieces, expressions)) + "\n"


def _source(pieces: list[str], expressions: Mapping[str, str]) -> Iterator[str]:
    for position, piece in enumerate(pieces):
        if position % 2:
            yield "{{ " + expressions[piece] + " }}"
        elif piece:
            yield "{% raw %}" + piece + "{% endraw %}"
