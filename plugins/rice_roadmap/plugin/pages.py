"""Our pages as MkDocs knows pages: a file at an address, a title, and HTML that is finished."""

from __future__ import annotations

import html
import os
from functools import cache
from os.path import relpath
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from rice_roadmap.model.filing import PLAN
from rice_roadmap.publish.page import DataFile, Heading, Page, Printed


class RoadmapPage(MkDocsPage):
    """A page whose HTML is finished: MkDocs never sees Markdown, a template or front matter made of user text."""

    said: Printed
    headings: tuple[Heading, ...]

    def __init__(self, page: Page, file: File, config: MkDocsConfig, menu_title: str | None = None) -> None:
        """Take the place of the page that MkDocs would make of the file, under the title that the menu gives it."""
        super().__init__(menu_title or frame_text(page.title), file, config)
        self.page = page
        if page.moved_to is not None and config.site_url:
            # Search engines follow this to where the record stands today.
            self.canonical_url = f"{config.site_url.rstrip('/')}/{page.moved_to}/"

    def read_source(self, config: MkDocsConfig) -> None:
        """Print the page, and give the frame its title and description, escaped for what themes do with them."""
        self.said = self.page.prints()
        self.headings = self.said.headings
        self.markdown = ""
        # Material prints `page.title` through a filter that undoes escaping, and `meta.title` as it is.
        self.meta = {"title": frame_text(self.page.title), "description": frame_text(self.said.description)}
        if not self.page.in_search:
            self.meta["search"] = {"exclude": True}
        if not self.page.in_search and "navigation.tabs" in config.theme.get("features", ()):
            # A list needs the width of the screen; the tabs above it stay the menu.
            self.meta["hide"] = ["navigation", "toc"]

    def render(self, config: MkDocsConfig, files: Files | None = None) -> None:
        """Give the finished HTML, with the headings for the page's contents."""
        del config, files
        headings = [
            {"level": 2, "id": heading.id, "name": frame_text(heading.title), "children": []}
            for heading in self.headings
        ]
        title: Any = {"level": 1, "id": "top", "name": frame_text(self.page.title), "children": headings}
        self.content = self.said.body
        self.toc = get_toc([title])
        self.present_anchor_ids = {"top", *(heading.id for heading in self.headings)}

    @property
    def is_as_printed(self) -> bool:
        """Whether no other plugin has given the page another title, or other headings, than it says itself."""
        listed = [link.id for top in self.toc for link in top.children]
        return self.meta.get("title") == self.title and listed == [heading.id for heading in self.headings]


class RecordFile(File):
    """The place of a record's page that is written beside MkDocs: others may link to it, and MkDocs leaves it alone."""

    def __init__(self, page: Page, root: Path, config: MkDocsConfig) -> None:
        """Stand where MkDocs would have put the page."""
        super().__init__(
            source_uri(page.address),
            src_dir=None,
            dest_dir=config.site_dir,
            use_directory_urls=config.use_directory_urls,
            dest_uri=f"{page.address}/index.html",
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        self.generated_by = "rice-roadmap"
        self.abs_src_path = None
        self.record = page
        self._root, self._config = root, config

    def is_documentation_page(self) -> bool:
        """Keep MkDocs from reading and printing it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 -- as MkDocs asks
        """Leave it to whoever writes all of them."""

    def made(self) -> RoadmapPage:
        """Return the page itself, made anew: thousands of them are never there at a time."""
        return RoadmapPage(self.record, page_file(self.record, self._root, self._config), self._config)

    @property
    def page(self) -> RoadmapPage:  # type: ignore[override]  # MkDocs keeps a page with each file, and asks few for it
        """The page with all that it says, for whoever looks at one: such as a link to one of its headings."""
        page = self.made()
        page.read_source(self._config)
        page.render(self._config)
        return page


class DataPlace(File):
    """A data file, printed when it is written."""

    def __init__(self, data: DataFile, config: MkDocsConfig) -> None:
        """Stand at the address of the data."""
        super().__init__(
            data.address, src_dir=None, dest_dir=config.site_dir, use_directory_urls=config.use_directory_urls
        )
        self.generated_by = "rice-roadmap"
        self.abs_src_path = None
        self._data = data
        self._replaced: str | bytes | None = None

    @property
    def _content(self) -> str | bytes | None:  # where MkDocs looks for the content of a file
        return self._data.content if self._replaced is None else self._replaced

    @_content.setter
    def _content(self, content: str | bytes | None) -> None:
        self._replaced = content


def page_file(page: Page, root: Path, config: MkDocsConfig) -> File:
    """Return the file that MkDocs believes a page to come from."""
    is_list = page.parent is None
    # Named in `nav`, a page is found whatever it is; without a `nav` only lists belong into the menu, or the
    # frame of every page would hold a link to every other.
    inclusion = InclusionLevel.UNDEFINED if is_list and config.nav is None else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, source_uri(page.address), content="\n", inclusion=inclusion)
    file.edit_uri = f"{_way(str(root), config.docs_dir)}{page.source}" if page.source else None
    # Plugins that ask git for dates then ask for those of the YAML file; every list depends on the plan at least.
    file.abs_src_path = os.path.normpath(f"{root}/{page.source or PLAN}")
    file.generated_by = None
    return file


@cache
def _way(root: str, docs: str) -> str:
    """Return how the folder of the roadmap is reached from the pages that are written by hand."""
    way = Path(relpath(root, docs)).as_posix()
    return "" if way == "." else f"{way}/"


def source_uri(address: str) -> str:
    """Return the path by which the menu and links in Markdown name the page at an address."""
    return f"{address}/index.md" if address else "index.md"


def frame_text(text: str) -> str:
    """Return plain text for the frame, which escapes nothing; braces too, since plugins may see a template in them."""
    return html.escape(text).replace("{", "&#123;").replace("}", "&#125;")
