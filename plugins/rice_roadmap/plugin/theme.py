"""The theme as what prints pages: exactly what MkDocs would ask of it, for one page after the other."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import normalize_url

from rice_roadmap.plugin.pages import RoadmapPage, frame_text, page_file
from rice_roadmap.publish.frames import MARK
from rice_roadmap.publish.page import Page, Printed
from rice_roadmap.publish.squeezing import squeezed

#: The template by which MkDocs has a theme print a page.
_MAIN = "main.html"

#: Begins the title that a page prints itself.
_TITLE = "<h1"


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteTheme:
    """The theme's templates, and what it knows besides a page when it prints one."""

    environment: Any
    nav: Navigation
    config: MkDocsConfig
    files: Sequence[File]
    root: Path

    def printed(self, page: RoadmapPage) -> str:
        """Return what the theme makes of a page, exactly as MkDocs asks for it, without the theme's indentation."""
        was_active = page.active
        page.active = True
        try:
            context = get_context(self.nav, self.files, self.config, page)
            text: str = self.environment.get_template(_MAIN).render(context)
        finally:
            page.active = was_active
        return squeezed(text, page.content or "")

    def shape(self, page: RoadmapPage) -> Hashable:
        """Return all of a page that decides what stands around it, but for texts."""
        ours = page.page
        return (
            *(page.url.count("/"), ours.parent, ours.in_search, len(page.headings), _TITLE in page.said.body),
            *(page.edit_url is None, page.previous_page is None, page.next_page is None, ours.moved_to is None),
        )

    def texts(self, page: RoadmapPage) -> Mapping[str, str]:
        """Return everything that a theme may print of a page, by the names that its templates use."""
        return {
            "page.title": page.title or "",
            "page.meta.description": page.meta["description"],
            "page.content": page.content or "",
            "page.url": page.url,
            "page.abs_url": page.abs_url or "",
            "page.canonical_url": page.canonical_url or "",
            "page.edit_url": page.edit_url or "",
            "page.file.src_uri": page.file.src_uri,
            **_neighbour("page.previous_page", page.previous_page, page),
            **_neighbour("page.next_page", page.next_page, page),
            **dict(_headings(page)),
        }

    def marked(self, page: RoadmapPage) -> RoadmapPage:
        """Return a page of the same shape whose texts all carry the mark, and what may need escaping."""
        found = self._marked("own", page)
        found.previous_page = None if page.previous_page is None else self._marked("before", page)
        found.next_page = None if page.next_page is None else self._marked("after", page)
        return found

    def _marked(self, name: str, page: RoadmapPage) -> RoadmapPage:
        marked = _marked(name, page)
        found = RoadmapPage(marked, page_file(marked, self.root, self.config), self.config)
        found.read_source(self.config)
        found.render(self.config)
        found.parent = page.parent
        return found


def _neighbour(name: str, neighbour: MkDocsPage | None, page: MkDocsPage) -> Mapping[str, str]:
    if neighbour is None:
        return {}
    return {f"{name}.url": normalize_url(neighbour.url, page=page), f"{name}.title": neighbour.title or ""}


def _headings(page: RoadmapPage) -> Iterator[tuple[str, str]]:
    for number, heading in enumerate(page.headings):
        yield f"page.toc[{number}].title", frame_text(heading.title)
        yield f"page.toc[{number}].id", heading.id


def _marked(name: str, page: RoadmapPage) -> Page:
    ours = page.page
    folder, word = ours.address.rpartition("/")[0], f"{name}{MARK}"
    text = f"{word} &<>\"'{{{{ {{% ä"
    headings = "".join(f'<h2 id="{word}-{number}">{word} heading {number}</h2>' for number in range(len(page.headings)))
    # Around a page without a title of its own a theme prints one.
    body = f"{_TITLE if _TITLE in page.said.body else ''}<p>{word}</p>{headings}"
    return replace(
        ours,
        address=f"{folder}/{word}",
        title=text,
        prints=lambda: Printed(body=body, description=f"{text} described"),
        source=ours.source and f"{ours.source.rpartition('/')[0]}/{word}.yaml",
        moved_to=ours.moved_to and f"{folder}/{word}-today",
    )
