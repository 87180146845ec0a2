"""What people write in CommonMark: as HTML that is safe to print, or as plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import InitVar, dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import final

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from rice_roadmap.text.everyday_prose import everyday_blocks, html_of, levels_of, words_of

#: The level of the highest heading in prose: below the title of the page and the headings of its parts.
TOP_HEADING = 3
_DEEPEST_HEADING = 6

#: The longest one-line summary, in characters.
MOST_CHARACTERS = 200

_ADDRESS = re.compile(r"https?://[^\s/\\?#]|mailto:|#", re.IGNORECASE)


#: Texts are printed, summed up and forwarded on the same page; beyond so many nobody comes back to the first.
_REMEMBERED = 512


def _allowed(element: str, attribute: str, value: str) -> str | None:
    if (element, attribute) == ("a", "href") and not _ADDRESS.match(value):
        return None
    return value


_BLOCKS = {"p", "br", "hr", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre"}
_TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
_WORDS = {"em", "strong", "s", "code", "a"}
_MOST_NESTED = 20
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "maxNesting": _MOST_NESTED})
_MARKDOWN.enable(["table", "strikethrough"]).disable("image")
_CLEANER = nh3.Cleaner(
    tags=_BLOCKS | _TABLES | _WORDS,
    attributes={"a": {"href", "title"}, "ol": {"start"}},
    attribute_filter=_allowed,
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow noopener noreferrer",
)
_HOLDING_BLOCKS = frozenset({"blockquote_open", "list_item_open"})
_HEADINGS = frozenset({"heading_open", "heading_close"})
_KEY = object()

# Before a text is printed it has often been summed up.
_everyday = lru_cache(maxsize=_REMEMBERED)(everyday_blocks)


@final
@dataclass(frozen=True, kw_only=True, slots=True)
class SafeHtml:
    """HTML that a template prints as it is: the proof that somebody's text went through `render`."""

    html: str
    key: InitVar[object]

    def __post_init__(self, key: object) -> None:
        """Refuse to be made by anybody but `render`."""
        if key is not _KEY:
            raise TypeError("only rice_roadmap.text.prose.render makes SafeHtml")

    def __html__(self) -> str:
        """Return the HTML, so that templates do not escape it again."""
        return self.html

    def __str__(self) -> str:
        """Return the HTML."""
        return self.html

    def __bool__(self) -> bool:
        """Return whether there is anything to print."""
        return bool(self.html)


@lru_cache(maxsize=_REMEMBERED)
def render(text: str, *, heading_level: int = TOP_HEADING) -> SafeHtml:
    """Return somebody's CommonMark as HTML whose highest heading has the level `heading_level` (3 or more)."""
    blocks = _everyday(text)
    if blocks is not None:
        return SafeHtml(html=html_of(blocks, _tags(levels_of(blocks), heading_level)), key=_KEY)
    tokens = _parsed(text)
    tags = _tags({int(token.tag[1]) for token in tokens if token.type == "heading_open"}, heading_level)
    ours = [token.copy(tag=tags[int(token.tag[1])]) if token.type in _HEADINGS else token for token in tokens]
    return SafeHtml(html=_CLEANER.clean(_MARKDOWN.renderer.render(ours, _MARKDOWN.options, {})), key=_KEY)


@lru_cache(maxsize=_REMEMBERED)
def plain(text: str) -> str:
    """Return somebody's CommonMark as one line of words without marks; not HTML, so it is escaped when printed."""
    blocks = _everyday(text)
    return words_of(blocks) if blocks is not None else " ".join("".join(_words(_parsed(text))).split())


def lead(text: str, *, most: int = MOST_CHARACTERS) -> str:
    """Return the plain words of a text, cut at a word with `…` where they are more than `most` characters."""
    words = plain(text)
    if len(words) <= most:
        return words
    start = words[:most]
    whole, _, _ = start.rpartition(" ")
    return (whole or start[:-1]).rstrip(" ,;:–—-") + "…"


def _tags(levels: set[int], heading_level: int) -> dict[int, str]:
    """Return the element for each level of headings that a text has."""
    return {level: f"h{min(heading_level + depth, _DEEPEST_HEADING)}" for depth, level in enumerate(sorted(levels))}


@lru_cache(maxsize=_REMEMBERED)
def _parsed(text: str) -> tuple[Token, ...]:
    """Return what is in a text; one with lists or quotations too deep inside each other stays as it was written."""
    tokens = _MARKDOWN.parse(text)
    # What would stand inside these is missing.
    if any(token.type in _HOLDING_BLOCKS and token.level >= _MOST_NESTED - 1 for token in tokens):
        return (Token("code_block", "code", 0, content=text, block=True),)
    for token in tokens:
        if token.children:
            token.children = list(_mended_links(token.children))
    return tuple(tokens)


def _mended_links(tokens: list[Token]) -> Iterator[Token]:
    """Yield inline tokens with links to elsewhere only, each with words that can be read and clicked."""
    linked = False
    for token, following in zip_longest(tokens, tokens[1:]):
        if token.type == "link_open":
            address = str(token.attrGet("href") or "")
            linked = bool(_ADDRESS.match(address))
            if linked:
                yield token
            if following is not None and following.type == "link_close":
                yield Token("text", "", 0, content=address)
        elif token.type != "link_close" or linked:
            yield token


def _words(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield from _words(token.children or ())
        elif token.type in {"softbreak", "hardbreak"} or token.block:
            yield f"{token.content} "
        else:
            yield token.content
