"""What happens in the course of a build: MkDocs asks, and gets the pages of the roadmap."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from os.path import relpath
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage

from rice_roadmap.checking.inspection import Inspection, inspect
from rice_roadmap.checking.recall import Recall
from rice_roadmap.clock import NoDayError, today
from rice_roadmap.history import git
from rice_roadmap.model.audience import Audience
from rice_roadmap.plugin.looking_out import Lookout
from rice_roadmap.plugin.on_demand import OnDemand, Unwritten
from rice_roadmap.plugin.overrides import may_ask_pages, may_list_pages
from rice_roadmap.plugin.pages import DataPlace, RecordFile, RoadmapPage, page_file, source_uri
from rice_roadmap.plugin.records import Listing, Writer, Written
from rice_roadmap.plugin.theme import SiteTheme
from rice_roadmap.progress import Tell, counted, tell_nobody
from rice_roadmap.publish import addresses, content_security, menu
from rice_roadmap.publish.addresses import Links
from rice_roadmap.publish.content_security import Policy
from rice_roadmap.publish.forges import Forge, forge_of
from rice_roadmap.publish.frames import Frames
from rice_roadmap.publish.kept_pages import Remembered, Shelf
from rice_roadmap.publish.layout import data_files, lay_out, site_for
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.squeezing import squeezed
from rice_roadmap.publish.styling import assets
from rice_roadmap.publish.templating import CompiledTemplates, Templates, add_templates
from rice_roadmap.reports import one_line
from rice_roadmap.text.files import FOLDERS, Folder, TooManyFilesError
from rice_roadmap.text.problem import Severity
from rice_roadmap.text.source import Reader, once, read

# Below `mkdocs`, so that `--strict` counts what is logged here; without a prefix, so that a line starts with its place.
log = logging.getLogger("mkdocs.plugins.rice_roadmap")

#: The parts of the theme's frame that ours take the place of.
FRAME = Path(__file__).parents[1] / "publish" / "frame"

#: The folder inside a theme's `custom_dir` whose templates replace ours of the same path.
OVERRIDES = "rice_roadmap"

#: Python's own number is for programs whose objects come and go.
_OBJECTS_BETWEEN_COLLECTIONS = 1_000_000

#: The plugins that read each page for the search.
_SEARCHES = ("mkdocs.contrib.search", "material.plugins.search.plugin")

#: Where other plugins may want to see, or change, the pages of records, and what leads to them.
_HANDS_IN_PAGES = (
    *("files", "nav", "pre_page", "page_read_source", "page_markdown", "page_content", "env"),
    *("page_context", "post_page", "pre_template", "template_context"),
)

#: The template of a page in a frame.
_FRAMED = "rice-roadmap/framed.html"

#: The template that tells search engines of all pages.
_SITEMAP = "sitemap.xml"

#: Those who are told a page that nobody else sees only read the page.
_NO_CONTEXT: Any = MappingProxyType({})

#: The lists that a menu may name whether or not the plan shows them today.
_LISTS = (
    *(addresses.ROADMAP, addresses.RANKING, addresses.REQUESTS),
    *(addresses.DECISIONS, addresses.OBJECTIVES, addresses.OUTCOMES),
)


T = TypeVar("T")


class RiceRoadmapConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves this one untyped
    """What `mkdocs.yml` may say under `rice-roadmap`; what is about the roadmap stands in the plan instead."""

    audience = config_options.Choice(tuple(audience.value for audience in Audience), default=Audience.PUBLIC.value)
    root = config_options.Type(str, default="")
    propose_url = config_options.Type(str, default="")
    content_security_policy = config_options.Type(bool, default=True)


class RiceRoadmapPlugin(BasePlugin[RiceRoadmapConfig]):  # type: ignore[no-untyped-call]  # the same
    """Checks the roadmap, lays out its pages, and gives them to MkDocs."""

    serves = False
    #: The folder of the site that a new one takes the place of, empty where there is none to keep pages of.
    old_site = ""
    reader: Reader = staticmethod(read)
    recall: Recall | None = None
    tell: Tell = staticmethod(tell_nobody)
    #: Where pages stand that were printed before.
    shelf: Shelf | None = None
    remembered: Remembered | None = None
    last_sound: Inspection | None = None
    #: What is kept from one build to the next while serving.
    templates: Templates | None = None
    compiled: CompiledTemplates | None = None
    lookout: Lookout | None = None
    #: Who writes the pages of records after the first build, where somebody asks for them.
    on_demand: OnDemand | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether the site is being served, which adds a script of its own to every page."""
        self.serves, self.is_dirty = command == "serve", dirty
        self.templates = self.on_demand = None
        self.compiled = CompiledTemplates() if self.serves else None
        if self.serves:
            # The next build, a second after somebody saved a file, reads that file and no other.
            self.reader, self.recall = once(self.reader), Recall()
            self.remembered = self.shelf = Remembered()
        # Thousands of records and pages stay until the end: looking again and again for what to throw away is in vain.
        gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)

    @event_priority(-100)  # after plugins that watch more, or answer themselves
    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]) -> Any:
        """Let a change be seen at once, and write a page when it is asked for."""
        del builder
        self.lookout = Lookout(server.observer, (config.docs_dir, *config.watch))
        self.lookout.start()
        # A dirty build leaves in the site whatever was written before.
        if self.serves and not self.is_dirty:
            self.on_demand = OnDemand(server)
        return server

    def on_shutdown(self) -> None:
        """Stop listening to changes."""
        if self.lookout is not None:
            self.lookout.stop()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check every file before MkDocs touches the old site, and let `serve` watch them."""
        self.root = Path(config.config_file_path or "mkdocs.yml").resolve().parent / self.config.root
        try:
            self.day = today()
        except NoDayError as error:
            raise PluginError(str(error)) from error
        try:
            inspection = inspect(
                Folder(root=self.root),
                git.submitted(self.root),
                today=self.day,
                reader=self.reader,
                recall=self.recall,
            )
        except TooManyFilesError as error:
            raise PluginError(f"{error}.") from error
        self.inspection = self._sound(inspection)
        self.pages: dict[str, RoadmapPage] = {}
        self.records: dict[str, RecordFile] = {}
        self.policy: Policy | None = None
        # Behind what a company puts before the theme, and before the theme itself.
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(FRAME))
        self.forge = self._forge(config)
        overrides = _overrides(config)
        watched = [*(self.root / name for name in FOLDERS[1:]), *([overrides] if overrides else [])]
        config.watch.extend(str(folder) for folder in watched if folder.is_dir())
        for asset in assets():
            listed = config.extra_css if asset.address.endswith(".css") else config.extra_javascript
            if asset.address not in listed:
                # First, so that a company's own styles come later and win.
                listed.insert(0, asset.address)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add every page and data file; whatever stands at the same address already was written by hand and stays."""
        site = self._site(config)
        taken = {file.dest_uri for file in files}
        found = {page.address: page for page in lay_out(site)}
        titles = dict(menu.titles(config.nav))
        is_beside = not (_others(config, _HANDS_IN_PAGES) or _in_the_menu(found, config) or may_list_pages(config))
        for page in found.values():
            is_record = is_beside and page.parent is not None
            file = RecordFile(page, self.root, config) if is_record else page_file(page, self.root, config)
            if file.dest_uri in taken:
                continue
            files.append(file)
            if isinstance(file, RecordFile):
                self.records[page.address] = file
            else:
                self.pages[page.address] = RoadmapPage(page, file, config, titles.get(file.src_uri))
        for data in (*data_files(site), *assets()):
            place = DataPlace(data, config)
            if place.dest_uri not in taken:
                files.append(place)
        if config.nav is not None:
            config.nav = menu.without(config.nav, _outside_the_menu(found, files))
        return files

    @event_priority(-50)  # after plugins that arrange the navigation and would wipe what is set here
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Give pages outside the menu their place: what lists them, and what stands before and after."""
        unlisted = [page for page in self.pages.values() if page.page.parent is None and page not in nav.pages]
        if self.config.audience == Audience.INTERNAL and config.nav is not None and unlisted:
            section = Section("For colleagues", list(unlisted))
            nav.items.append(section)
            for page in unlisted:
                page.parent = section
        for parent, siblings in _by_parent(self.pages.values(), lambda page: page.page).items():
            for page in siblings:
                page.parent = self._above(parent, files)
            for before, after in pairwise(siblings):
                before.next_page, after.previous_page = after, before
        self.nav = nav
        return nav

    @event_priority(-100)  # after plugins that change how templates are found
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Print the theme's frame once for all pages of one shape, unless another plugin has a hand in each page."""
        self.files = files
        self.listing = Listing(files.documentation_pages(), tuple(self.records.values()))
        self.theme = SiteTheme(
            environment=env,
            nav=self.nav,
            config=config,
            files=self.listing,
            root=self.root,
            may_ask_pages=may_ask_pages(env, config.theme),
        )
        self.frames = Frames(self.theme)
        self.is_alone = not _others(config, ("page_context",))
        # Others may have given the templates words that mean something else today.
        env.bytecode_cache = None if _others(config, ("env",)) else self.compiled
        if self.is_alone:
            add_templates(env, {_FRAMED: "{{ rice_roadmap_frames.around(page) | safe }}"})
            env.globals["rice_roadmap_frames"] = self.frames
            for page in self.pages.values():
                if page not in self.nav.pages:
                    page.meta["template"] = _FRAMED
        return env

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Let the sitemap list the pages that MkDocs does not print, and each record only where it is today."""
        del config
        return {**context, "pages": self.listing.of_today() if template_name == _SITEMAP else self.listing}

    @event_priority(100)
    def _before_indexing(self, /, context: Any, *, page: MkDocsPage, **_: Any) -> Any:
        """Let the search see one entry for each record, in words, instead of one for each of its headings."""
        self.shown = page.content
        if self.is_alone and isinstance(page, RoadmapPage) and page.page.in_search:
            page.content = page.said.words
        return {**context, "pages": self.listing}

    @event_priority(-100)
    def _after_indexing(self, /, context: Any, *, page: MkDocsPage, **_: Any) -> Any:
        """Give the page back what it shows."""
        if self.is_alone and isinstance(page, RoadmapPage):
            page.content = self.shown
        return context

    on_page_context = CombinedEvent(_before_indexing, _after_indexing)

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Leave out the theme's indentation around our pages, as it is left out around those in frames."""
        del config
        is_done = page.meta.get("template") == _FRAMED
        return squeezed(output, page.content or "") if isinstance(page, RoadmapPage) and not is_done else output

    @event_priority(100)  # before the search writes down what it was told, and before others look for pages
    def _write_records(self, /, *, config: MkDocsConfig) -> None:
        """Write the pages that MkDocs was not given, and say in them what browsers may load and run."""
        site, is_alone = Path(config.site_dir), not _others(config, ("post_build",))
        listed = _by_parent(self.records.values(), lambda file: file.record)
        if self._says_policy and is_alone:
            firsts = (next(self._made(records, parent)) for parent, records in listed.items())
            self.policy = content_security.apply(site, *(self._printed(first, config) for first in firsts))
        if self.on_demand is not None and is_alone:
            self.on_demand.offer(self._unwritten(listed, config))
            return
        writer = Writer(
            config=config,
            frames=self.frames,
            tell=partial(self._show, config=config),
            # Another plugin that changes finished pages would change the old site's too.
            before=self.old_site if is_alone else "",
            policy=self.policy,
        )
        self.written = Written()
        for parent, records in listed.items():
            pages = self._made(records, parent)
            writer.write(counted(pages, self.written.pages, len(self.records), self.tell), self.written)
        if self.policy is not None and not self.written.is_allowed:
            content_security.widen(site, self.policy)

    def _show(self, page: RoadmapPage, config: MkDocsConfig) -> None:
        """Let others, such as the search, see a page that MkDocs does not print."""
        config.plugins.on_page_context(_NO_CONTEXT, page=page, config=config, nav=self.nav)

    def _unwritten(self, listed: Mapping[str, Sequence[RecordFile]], config: MkDocsConfig) -> Unwritten:
        """Return the pages of records to be written when they are asked for; the search sees them all now."""
        unwritten = Unwritten(config, self.frames)
        for parent, records in listed.items():
            unwritten.add(records, self._above(parent, self.files))
            for page in self._made(records, parent):
                page.read_source(config)
                page.render(config)
                self._show(page, config)
                page.file.page = None
        return unwritten

    def _say_policy(self, /, *, config: MkDocsConfig) -> None:
        """Say in every page what browsers may load and run, where others have had a hand in pages until now."""
        if self._says_policy and self.policy is None:
            content_security.apply(Path(config.site_dir))

    on_post_build = CombinedEvent(_write_records, _say_policy)

    @property
    def _says_policy(self) -> bool:
        return self.config.content_security_policy and not self.serves

    def _printed(self, page: RoadmapPage, config: MkDocsConfig) -> bytes:
        page.read_source(config)
        page.render(config)
        return self.theme.printed(page).encode()

    def _made(self, records: Iterable[RecordFile], parent: str) -> Iterator[RoadmapPage]:
        above = self._above(parent, self.files)
        for record in records:
            page = record.made()
            page.parent = above
            yield page

    def _sound(self, inspection: Inspection) -> Inspection:
        """Return an inspection without errors: this one, or while serving the last that had none."""
        for problem in inspection.problems:
            # A warning is a matter of judgement and of the day, so it never stops `--strict`.
            level = log.error if problem.severity is Severity.ERROR else log.info
            level(one_line(problem))
        if not inspection.has_errors:
            self.last_sound = inspection
            return inspection
        errors = sum(problem.severity is Severity.ERROR for problem in inspection.problems)
        message = f"The roadmap has {errors} error{'s' if errors > 1 else ''}; the site was left as it was."
        if self.serves and self.last_sound is not None:
            # Raising would leave the reader before a page that never loads until the file is mended.
            log.error(message)
            return self.last_sound
        raise PluginError(message)

    def _forge(self, config: MkDocsConfig) -> Forge | None:
        """Return where the files of the roadmap are changed, as far as `mkdocs.yml` says."""
        try:
            return forge_of(
                config.repo_url or "",
                pattern=self.config.propose_url,
                edit_uri=config.edit_uri or "",
                root=Path(relpath(self.root, config.docs_dir)).as_posix(),
            )
        except ValueError as error:
            raise PluginError(f"`propose_url` in mkdocs.yml cannot be used. {error}") from error

    def _above(self, address: str, files: Files) -> Any:
        """Return what stands in the menu above the pages that the page at an address lists."""
        record = self.records.get(address)
        if record is not None:
            return self._above(record.record.parent or "", files) or record.made()
        file = files.get_file_from_path(source_uri(address))
        index = file.page if file is not None else None
        # With `navigation.indexes` the list's page is its section's own page, so the section is named once. A page
        # may be a parent: Material's own plugins do it.
        return None if index is None else index.parent or index

    def _site(self, config: MkDocsConfig) -> Site:
        if self.remembered is not None:
            self.remembered.turn()
        self.templates = Templates.load(_overrides(config), self.templates)
        return site_for(
            Audience(self.config.audience),
            self.inspection.portfolio,
            today=self.day,
            templates=self.templates,
            links=Links(directory_urls=config.use_directory_urls),
            url=config.site_url or "",
            built_from=git.commit(self.root),
            forge=self.forge,
            shelf=self.shelf,
        )


def _others(config: MkDocsConfig, events: Iterable[str]) -> bool:
    """Return whether anybody but the search, which only reads, takes part in these events."""
    listeners = (listener for event in events for listener in config.plugins.events[event])
    owners = (getattr(listener, "__self__", None) for listener in listeners)
    return not all(type(owner).__module__ in (__name__, *_SEARCHES) for owner in owners)


def _in_the_menu(pages: Mapping[str, Page], config: MkDocsConfig) -> bool:
    """Return whether the menu names a page that a list of ours names already: then MkDocs must know that page."""
    named = {path for path, _ in menu.entries(config.nav)}
    inside = (address for address, page in pages.items() if page.parent is not None and address not in _LISTS)
    return bool(named) and any(source_uri(address) in named for address in inside)


def _overrides(config: MkDocsConfig) -> Path | None:
    folder = Path(config.theme.custom_dir or "") / OVERRIDES
    return folder if config.theme.custom_dir and folder.is_dir() else None


def _outside_the_menu(pages: Mapping[str, Page], files: Files) -> frozenset[str]:
    """Return the paths of our lists that the plan does not show, or that another page lists for the time being."""
    unbuilt = (source_uri(address) for address in _LISTS if address not in pages)
    missing = (path for path in unbuilt if files.get_file_from_path(path) is None)
    listed = (source_uri(address) for address in _LISTS if address in pages and pages[address].parent is not None)
    return frozenset((*missing, *listed))


def _by_parent(those: Iterable[T], page_of: Callable[[T], Page]) -> Mapping[str, list[T]]:
    """Return pages that a page of ours lists, by the address of that page."""
    siblings: dict[str, list[T]] = {}
    for each in those:
        parent = page_of(each).parent
        if parent:
            siblings.setdefault(parent, []).append(each)
    return siblings
