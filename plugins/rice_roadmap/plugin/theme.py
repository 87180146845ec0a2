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

#: Settings of a page that are texts.
_TEXTS = ("title", "description")

#: Begins the title that a page prints itself.
_TITLE = "<h1"


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteTheme:
    """The theme's templates, and what it knows besides a page when it prints one.

    `may_ask_pages` says that templates may ask of a page what no frame knows.
    """

    environment: Any
    nav: Navigation
    config: MkDocsConfig
    files: Sequence[File]
    root: Path
    may_ask_pages: bool = False

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

    def shape(self, page: RoadmapPage) -> Hashable | None:
        """Return all of a page that decides what stands around it, but for texts; None where those may do so too."""
        if self.may_ask_pages or not page.is_as_printed:
            return None
        ours, edit_url = page.page, page.edit_url or ""
        return (
            *(page.url.count("/"), ours.parent, len(page.headings), _TITLE in (page.content or "")),
            *(page.edit_url is None, page.previous_page is None, page.next_page is None, ours.moved_to is None),
            # An empty description is left out. Other plugins may have changed the settings of some pages.
            *(bool(page.meta.get("description")), edit_url.count(_replaced(edit_url))),
            *sorted((name, repr(value)) for name, value in page.meta.items() if name not in _TEXTS),
        )

    def texts(self, page: RoadmapPage) -> Mapping[str, str]:
        """Return everything that a theme may print of a page, by the names that its templates use."""
        edit_url = page.edit_url or ""
        return {
            "page.title": page.title or "",
            "page.meta.description": page.meta.get("description") or "",
            "page.content": page.content or "",
            "page.url": page.url,
            "page.abs_url": page.abs_url or "",
            "page.canonical_url": page.canonical_url or "",
            "page.edit_url": edit_url,
            "page.edit_url | replace": edit_url.replace(_replaced(edit_url), "raw"),
            "page.file.src_uri": page.file.src_uri,
            **self._neighbour("page.previous_page", page.previous_page, page),
            **self._neighbour("page.next_page", page.next_page, page),
            **dict(_headings(page)),
        }

    def marked(self, page: RoadmapPage) -> RoadmapPage:
        """Return a page of the same shape whose texts all carry the mark, and what may need escaping."""
        found = self._marked("own", page)
        found.previous_page = None if page.previous_page is None else self._marked("before", page)
        found.next_page = None if page.next_page is None else self._marked("after", page)
        return found

    def _neighbour(self, name: str, neighbour: MkDocsPage | None, page: MkDocsPage) -> Mapping[str, str]:
        if neighbour is None:
            return {}
        title = neighbour.title or ""
        return {
            f"{name}.url": normalize_url(neighbour.url, page=page),
            f"{name}.title": title,
            f"{name}.title | e": str(self.environment.filters["e"](title)),
        }

    def _marked(self, name: str, page: RoadmapPage) -> RoadmapPage:
        marked = _marked(name, page)
        found = RoadmapPage(marked, page_file(marked, self.root, self.config), self.config)
        found.read_source(self.config)
        found.render(self.config)
        found.parent = page.parent
        return found


def _replaced(edit_url: str) -> str:
    """Return what Material replaces in the address at which a file is edited, for the one at which it is shown."""
    return "blob" if "/blob/" in edit_url else "edit"


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
