"""The MkDocs plugin: hands finished pages to MkDocs, which puts its frame around them; nothing else knows MkDocs."""

from __future__ import annotations

import gc
import html
import logging
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from os.path import relpath
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.commands.build import get_context
from mkdocs.config import config_options, load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from rice_roadmap.cache import FEWEST_FILES, open_cache
from rice_roadmap.checking.inspection import Inspection, inspect
from rice_roadmap.clock import NoDayError, today
from rice_roadmap.history import git
from rice_roadmap.model.audience import Audience
from rice_roadmap.publish import addresses, content_security
from rice_roadmap.publish.addresses import Links
from rice_roadmap.publish.forges import Forge, forge_of
from rice_roadmap.publish.frames import frame
from rice_roadmap.publish.layout import data_files, lay_out, site_for
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.styling import assets
from rice_roadmap.publish.swapping import swap
from rice_roadmap.publish.templating import Templates, add_templates
from rice_roadmap.reports import one_line
from rice_roadmap.text.files import FOLDERS, Folder, TooManyFilesError
from rice_roadmap.text.problem import Severity
from rice_roadmap.text.source import Reader, once, read

# Below `mkdocs`, so that `--strict` counts what is logged here; without a prefix, so that a line starts with its place.
log = logging.getLogger(f"mkdocs.plugins.{__name__}")

#: The parts of the theme's frame that ours take the place of.
FRAME = Path(__file__).parent / "publish" / "frame"

#: The folder inside a theme's `custom_dir` whose templates replace ours of the same path.
OVERRIDES = "rice_roadmap"

#: The template by which MkDocs has a theme print a page.
_MAIN = "main.html"

#: Stands in texts of a made-up page, and in nothing that anybody writes.
_MARK = "-zq9k2w7x"

#: Begins the title that a page prints itself.
_TITLE = "<h1"

#: Stands between texts that are printed together, and in none of them.
_BETWEEN = "\x1f"

#: Cutting and proving a frame costs as much as a few pages.
_WORTH_A_FRAME = 8

#: Python's own number is for programs whose objects come and go.
_OBJECTS_BETWEEN_COLLECTIONS = 200_000

#: The plugins that read each page for the search.
_SEARCHES = ("mkdocs.contrib.search", "material.plugins.search.plugin")

#: The lists that a menu may name whether or not the plan shows them today.
_LISTS = (
    *(addresses.ROADMAP, addresses.RANKING, addresses.REQUESTS),
    *(addresses.DECISIONS, addresses.OBJECTIVES, addresses.OUTCOMES),
)


class RiceRoadmapConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves this one untyped
    """What `mkdocs.yml` may say under `rice-roadmap`; what is about the roadmap stands in the plan instead."""

    audience = config_options.Choice(tuple(audience.value for audience in Audience), default=Audience.PUBLIC.value)
    root = config_options.Type(str, default="")
    propose_url = config_options.Type(str, default="")
    content_security_policy = config_options.Type(bool, default=True)


class RiceRoadmapPlugin(BasePlugin[RiceRoadmapConfig]):  # type: ignore[no-untyped-call]  # the same
    """Checks the roadmap, lays out its pages, and gives them to MkDocs."""

    serves = False
    reader: Reader = staticmethod(read)
    last_sound: Inspection | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether the site is being served, which adds a script of its own to every page."""
        del dirty
        self.serves = command == "serve"
        if self.serves:
            # The next build, a second after somebody saved a file, reads that file and no other.
            self.reader = once(self.reader)
        # Thousands of records and pages stay until the end: looking again and again for what to throw away is in vain.
        gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check every file before MkDocs touches the old site, and let `serve` watch them."""
        self.root = Path(config.config_file_path or "mkdocs.yml").resolve().parent / self.config.root
        try:
            self.day = today()
        except NoDayError as error:
            raise PluginError(str(error)) from error
        try:
            inspection = inspect(Folder(root=self.root), git.submitted(self.root), today=self.day, reader=self.reader)
        except TooManyFilesError as error:
            raise PluginError(f"{error}.") from error
        self.inspection = self._sound(inspection)
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
        menu = dict(_titles(config.nav or []))
        self.pages: dict[str, RoadmapPage] = {}
        for page in lay_out(site):
            file = _page_file(page, self.root, config)
            if file.dest_uri not in taken:
                self.pages[page.address] = RoadmapPage(page, file, config, menu.get(file.src_uri))
                files.append(file)
        for data in (*data_files(site), *assets()):
            file = File.generated(config, data.address, content=data.text)
            if file.dest_uri not in taken:
                files.append(file)
        if config.nav is not None:
            config.nav = _without(config.nav, _outside_the_menu(self.pages, files))
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
        for page in self.pages.values():
            self._place(page, files)
        for siblings in _by_parent(self.pages.values()).values():
            for before, after in pairwise(siblings):
                before.next_page, after.previous_page = after, before
        self.nav = nav
        return nav

    @event_priority(-100)  # after plugins that change how templates are found
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Print the theme's frame once for all pages of one shape, unless another plugin has a hand in each page."""
        self.is_alone = _is_alone(config)
        if self.is_alone:
            theme = _Theme(environment=env, nav=self.nav, config=config, files=files.documentation_pages())
            listed = [page for page in self.pages.values() if page not in self.nav.pages]
            _frame(listed, theme, self.root)
        return env

    @event_priority(100)
    def _before_indexing(self, /, context: Any, *, page: MkDocsPage, **_: Any) -> Any:
        """Let the search see one entry for each record, in words, instead of one for each of its headings."""
        self.shown = page.content
        if self.is_alone and isinstance(page, RoadmapPage) and page.page.in_search:
            page.content = page.page.words
        return context

    @event_priority(-100)
    def _after_indexing(self, /, context: Any, *, page: MkDocsPage, **_: Any) -> Any:
        """Give the page back what it shows."""
        if self.is_alone and isinstance(page, RoadmapPage):
            page.content = self.shown
        return context

    on_page_context = CombinedEvent(_before_indexing, _after_indexing)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Say in every page what browsers may load and run."""
        if self.config.content_security_policy and not self.serves:
            content_security.apply(Path(config.site_dir))

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

    def _place(self, page: RoadmapPage, files: Files) -> None:
        if page.page.parent is not None:
            file = files.get_file_from_path(_source_uri(page.page.parent))
            index = file.page if file is not None else None
            if index is not None:
                # With `navigation.indexes` the list's page is its section's own page, so the section is named once.
                page.parent = index.parent or index  # type: ignore[assignment]  # a page may be a parent: Material's own plugins do it

    def _site(self, config: MkDocsConfig) -> Site:
        return site_for(
            Audience(self.config.audience),
            self.inspection.portfolio,
            today=self.day,
            templates=Templates.load(_overrides(config)),
            links=Links(directory_urls=config.use_directory_urls),
            url=config.site_url or "",
            built_from=git.commit(self.root),
            forge=self.forge,
        )


class RoadmapPage(MkDocsPage):
    """A page whose HTML is finished: MkDocs never sees Markdown, a template or front matter made of user text."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig, menu_title: str | None) -> None:
        """Take the place of the page that MkDocs would make of the file, under the title that the menu gives it."""
        super().__init__(menu_title or frame_text(page.title), file, config)
        self.page = page

        if page.moved_to is not None and config.site_url:
            # Search engines follow this to where the record stands today.
            self.canonical_url = f"{config.site_url.rstrip('/')}/{page.moved_to}/"

    def read_source(self, config: MkDocsConfig) -> None:
        """Give the frame its title and description, escaped for what themes do with them."""
        self.markdown = ""
        # Material prints `page.title` through a filter that undoes escaping, and `meta.title` as it is.
        self.meta = {"title": frame_text(self.page.title), "description": frame_text(self.page.description)}
        if not self.page.in_search:
            self.meta["search"] = {"exclude": True}
        if not self.page.in_search and "navigation.tabs" in config.theme.get("features", ()):
            # A list needs the width of the screen; the tabs above it stay the menu.
            self.meta["hide"] = ["navigation", "toc"]

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Give the finished HTML, with the headings for the page's contents."""
        del config, files
        headings = [
            {"level": 2, "id": heading.id, "name": frame_text(heading.title), "children": []}
            for heading in self.page.headings
        ]
        title: Any = {"level": 1, "id": "top", "name": frame_text(self.page.title), "children": headings}
        self.content = self.page.body
        self.toc = get_toc([title])
        self.present_anchor_ids = {"top", *(heading.id for heading in self.page.headings)}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Theme:
    """The theme's templates, and what it knows besides a page when it prints one."""

    environment: Any
    nav: Navigation
    config: MkDocsConfig
    files: Sequence[File]

    def printed(self, page: MkDocsPage, template: Any) -> str:
        """Return what a template makes of a page, exactly as MkDocs asks for it."""
        page.active = True
        try:
            text: str = template.render(get_context(self.nav, self.files, self.config, page))
        finally:
            page.active = False
        return text

    def frame_around(self, page: RoadmapPage) -> str | None:
        """Return a frame made with a page all of whose texts carry the mark; None where the theme has none."""
        expressions = tuple(_expressions(page))
        one_by_one = self.environment.from_string(_BETWEEN.join("{{ " + each + " }}" for each in expressions))
        texts = self.printed(page, one_by_one).split(_BETWEEN)
        whole = self.printed(page, self.environment.get_template(_MAIN))
        return frame(whole, dict(zip(expressions, texts, strict=True)), _MARK)

    def is_right(self, page: RoadmapPage, name: str) -> bool:
        """Return whether a frame prints a page as the theme does, byte for byte."""
        ways = (self.printed(page, self.environment.get_template(template)) for template in (name, _MAIN))
        return len(set(ways)) == 1


def _expressions(page: RoadmapPage) -> Iterator[str]:
    """Yield what a theme may print of a page, in the words of its templates."""
    yield from ("page.title", "page.meta.title", "page.meta.description", "page.content", "page.toc.items[0].title")
    yield from ("page.url", "page.abs_url", "page.canonical_url", "page.edit_url", "page.file.src_uri")
    for name, neighbour in (("previous_page", page.previous_page), ("next_page", page.next_page)):
        if neighbour is not None:
            yield from (f"page.{name}.url | url", f"page.{name}.title")
    for position in range(len(page.page.headings)):
        heading = f"page.toc.items[0].children[{position}]"
        yield from (f"{heading}.title", f"{heading}.id")


def _frame(pages: Iterable[RoadmapPage], theme: _Theme, root: Path) -> None:
    """Let pages of a shape that many have use a frame of their own, where it prints them as the theme does."""
    shapes: dict[object, list[RoadmapPage]] = {}
    for page in pages:
        if page.page.moved_to is None:
            shapes.setdefault(_shape(page), []).append(page)
    sources: dict[str, str] = {}
    add_templates(theme.environment, sources)
    for number, alike in enumerate(those for those in shapes.values() if len(those) >= _WORTH_A_FRAME):
        name, source = f"rice-roadmap/frame-{number}.html", theme.frame_around(_marked(alike[0], root, theme.config))
        if source is not None:
            sources[name] = source
            if all(theme.is_right(page, name) for page in (alike[0], alike[-1])):
                for page in alike:
                    page.meta["template"] = name


def _shape(page: RoadmapPage) -> object:
    """Return all of a page that decides what stands around it, but for texts."""
    ours = page.page
    return (
        *(page.url.count("/"), ours.parent, ours.in_search, len(ours.headings), _TITLE in ours.body),
        *(page.edit_url is None, page.previous_page is None, page.next_page is None),
    )


def _marked(page: RoadmapPage, root: Path, config: MkDocsConfig) -> RoadmapPage:
    """Return a page of the same shape whose texts all carry the mark, and what may need escaping."""

    def made(name: str) -> RoadmapPage:
        folder = page.page.address.rpartition("/")[0]
        count = len(page.page.headings)
        headings = "".join(f'<h2 id="{name}{_MARK}-{each}">{name}{_MARK} heading {each}</h2>' for each in range(count))
        text = f"{name}{_MARK} &<>\"'{{{{ {{% ä"
        marked = replace(
            page.page,
            address=f"{folder}/{name}{_MARK}",
            title=text,
            description=f"{text} described",
            # Around a page without a title of its own a theme prints one.
            body=f"{_TITLE if _TITLE in page.page.body else ''}<p>{name}{_MARK}</p>{headings}",
            source=page.page.source and f"{page.page.source.rpartition('/')[0]}/{name}{_MARK}.yaml",
        )
        found = RoadmapPage(marked, _page_file(marked, root, config), config, None)
        found.read_source(config)
        found.render(config, Files([]))
        found.parent = page.parent
        return found

    found = made("own")
    found.previous_page = None if page.previous_page is None else made("before")
    found.next_page = None if page.next_page is None else made("after")
    return found


def _is_alone(config: MkDocsConfig) -> bool:
    """Return whether nobody but the search, which only reads, is told of each page before it is printed."""
    listeners = (getattr(event, "__self__", None) for event in config.plugins.events["page_context"])
    known = (RiceRoadmapPlugin.__module__, *_SEARCHES)
    return all(type(listener).__module__ in known for listener in listeners)


def frame_text(text: str) -> str:
    """Return plain text for the frame, which escapes nothing; braces too, since plugins may see a template in them."""
    return html.escape(text).replace("{", "&#123;").replace("}", "&#125;")


def build(root: Path, out: Path | None = None) -> int:
    """Build the site of the `mkdocs.yml` in `root` beside its place and swap it in only on success.

    Returns the exit status: 0, or 1 where something was wrong, which has been said by then.
    """
    said = logging.StreamHandler()
    said.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(said)
    log.setLevel(logging.INFO)
    try:
        return _build_beside(root, out)
    except ConfigurationError as error:
        log.error("%s", error)  # noqa: TRY400 -- whoever wrote the file needs the sentence, not a traceback
        return 1
    finally:
        logger.removeHandler(said)


def _build_beside(root: Path, out: Path | None) -> int:
    config = load_config(str(root / "mkdocs.yml"))
    if "rice-roadmap" not in config.plugins:
        raise ConfigurationError("mkdocs.yml does not name the plugin `rice-roadmap`: the site would hold no roadmap.")
    target = (out or Path(config.site_dir)).resolve()
    if root.resolve().is_relative_to(target):
        raise ConfigurationError("`site_dir` in mkdocs.yml holds the files of the roadmap. Name a folder of its own.")
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    config.site_dir = str(beside)
    cache = open_cache(root) if len(Folder(root=root).entries()) >= FEWEST_FILES else None
    plugin = config.plugins["rice-roadmap"]
    if cache is not None and isinstance(plugin, RiceRoadmapPlugin):
        plugin.reader = cache.read
    try:
        config.plugins.on_startup(command="build", dirty=False)
        build_with_mkdocs(config)
        config.plugins.on_shutdown()
        if cache is not None:
            cache.keep_readings()
        swap(beside, target)
        log.info("The site is in %s.", target)
    except Abort:
        # MkDocs has said why.
        return 1
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return 0


def _overrides(config: MkDocsConfig) -> Path | None:
    folder = Path(config.theme.custom_dir or "") / OVERRIDES
    return folder if config.theme.custom_dir and folder.is_dir() else None


def _source_uri(address: str) -> str:
    return f"{address}/index.md" if address else "index.md"


def _page_file(page: Page, root: Path, config: MkDocsConfig) -> File:
    is_list = page.parent is None
    # Named in `nav`, a page is found whatever it is; without a `nav` only lists belong into the menu, or the
    # frame of every page would hold a link to every other.
    inclusion = InclusionLevel.UNDEFINED if is_list and config.nav is None else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, _source_uri(page.address), content="\n", inclusion=inclusion)
    if page.source:
        source = root / page.source
        file.edit_uri = Path(relpath(source, config.docs_dir)).as_posix()
        # Plugins that ask git for dates then ask for the dates of the YAML file.
        file.abs_src_path = str(source)
        file.generated_by = None
    return file


def _titles(nav: Any) -> Iterator[tuple[str, str]]:
    """Yield path and title of every page that the menu of `mkdocs.yml` gives a title."""
    for entry in nav if isinstance(nav, list) else ():
        for title, target in entry.items() if isinstance(entry, dict) else ():
            if isinstance(target, str):
                yield target, title
            else:
                yield from _titles(target)


def _outside_the_menu(pages: Mapping[str, RoadmapPage], files: Files) -> frozenset[str]:
    """Return the paths of our lists that the plan does not show, or that another page lists for the time being."""
    unbuilt = (_source_uri(address) for address in _LISTS if address not in pages)
    missing = (path for path in unbuilt if files.get_file_from_path(path) is None)
    listed = (_source_uri(address) for address in _LISTS if address in pages and pages[address].page.parent is not None)
    return frozenset((*missing, *listed))


def _without(nav: Any, paths: frozenset[str]) -> Any:
    """Return the menu without the entries that lead to these paths."""
    if isinstance(nav, dict):
        return {title: _without(entry, paths) for title, entry in nav.items()}
    if isinstance(nav, list):
        return [_without(entry, paths) for entry in nav if _path(entry) not in paths]
    return nav


def _path(entry: Any) -> str | None:
    path = next(iter(entry.values()), None) if isinstance(entry, dict) else entry
    return path if isinstance(path, str) else None


def _by_parent(pages: Iterator[RoadmapPage] | Sequence[RoadmapPage] | Any) -> Mapping[str, list[RoadmapPage]]:
    siblings: dict[str, list[RoadmapPage]] = {}
    for page in pages:
        if page.page.parent:
            siblings.setdefault(page.page.parent, []).append(page)
    return siblings
