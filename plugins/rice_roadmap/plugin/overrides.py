"""Templates that stand before those of a theme: whether any of them asks what pages say.

A frame around pages is right where nothing but their shape decides what stands in it. For the themes that come with
MkDocs, and for Material, that is known. Whatever a company or another theme has printed instead is looked at here: it
may print a text of a page, and ask for its settings; where it does anything else with a page, there can be no frame.
And where it goes through all pages, MkDocs must have them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme
from mkdocs.utils import get_theme_dir

#: Themes whose templates ask nothing of what a page says but what a frame knows of.
_KNOWN_THEMES = ("material", "mkdocs", "readthedocs")

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")

#: Ways to name a page that give all pages of one shape the same, or a text as it is.
_FITTING = (
    re.compile(
        r"\{\{-?\s*page\.(?:title|content|url|abs_url|canonical_url|edit_url|file\.src_uri|meta\.(?:title|description))"
        r"\s*-?\}\}"
    ),
    re.compile(r"\b(?:if|elif|and|or|not)\s+page(?:\.meta)?(?=\s*(?:-?%\}|and\b|or\b|else\b))"),
    re.compile(r"(?<![.\w])page\.(?:is_homepage\b|meta\.(?!title\b|description\b)\w+\b)(?!\s*\()"),
)
_PAGE = re.compile(r"(?<![.\w])(?:page|toc_item)\b")
_PAGES = re.compile(r"(?<![.\w])pages\b")


def may_ask_pages(environment: Any, theme: Theme) -> bool:
    """Return whether a template that an environment finds may ask what a page says, those of known themes aside."""
    folders = getattr(environment.loader, "searchpath", None)
    if folders is None:
        # Another plugin has templates from elsewhere.
        return True
    codes = (code for source in _unknown(folders, theme) for code in _codes(source))
    return any(_asks_page(code) for code in codes)


def may_list_pages(config: MkDocsConfig) -> bool:
    """Return whether a template may go through all pages, those of known themes aside."""
    by_hand = _sources(Path(config.docs_dir, str(name)) for name in config.extra_templates)
    sources = (*_unknown(config.theme.dirs, config.theme), *by_hand)
    return any(_PAGES.search(code) for source in sources for code in _codes(source))


def _unknown(folders: Iterable[str], theme: Theme) -> Iterator[str]:
    known = tuple(_known(theme))
    for folder in map(Path, folders):
        if not any(folder.is_relative_to(each) for each in known):
            yield from _sources(folder.rglob("*"))


def _known(theme: Theme) -> Iterator[Path]:
    yield Path(mkdocs.__file__).parent
    if theme.name in _KNOWN_THEMES:
        yield Path(get_theme_dir(theme.name))


def _sources(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        raw = path.read_bytes() if path.is_file() else b""
        # Whatever is no template prints nothing of a page.
        if b"{{" in raw or b"{%" in raw:
            yield raw.decode("utf-8", "replace")


def _codes(source: str) -> Iterator[str]:
    return (_QUOTED.sub('""', code) for code in _CODE.findall(_COMMENT.sub("", source)))


def _asks_page(code: str) -> bool:
    for fitting in _FITTING:
        code = fitting.sub("", code)
    return _PAGE.search(code) is not None
