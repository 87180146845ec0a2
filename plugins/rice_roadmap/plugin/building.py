"""`rice-roadmap build`: MkDocs builds beside the old site, and the new one takes its place only on success."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import TextIO

from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from rice_roadmap.cache import FEWEST_FILES, open_cache
from rice_roadmap.plugin.events import RiceRoadmapPlugin, log
from rice_roadmap.progress import Tell, tell_nobody, told
from rice_roadmap.publish.swapping import swap
from rice_roadmap.text.files import Folder
from rice_roadmap.text.source import read


def build(root: Path, out: Path | None = None, *, strict: bool = False, tell: Tell = tell_nobody) -> int:
    """Build the site of the `mkdocs.yml` in `root` beside its place and swap it in only on success.

    With `strict` a warning of MkDocs is enough to leave the old site, as `strict` in `mkdocs.yml` says it too; `tell`
    hears how far it has come.
    Returns the exit status: 0, or 1 where something was wrong, which has been said by then.
    """
    said = _Said(tell)
    said.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(said)
    log.setLevel(logging.INFO)
    try:
        return _build_beside(root, out, strict=strict, tell=tell)
    except ConfigurationError as error:
        log.error("%s", error)
        return 1
    finally:
        logger.removeHandler(said)


class _Said(logging.StreamHandler[TextIO]):
    """What MkDocs says, in the place of how far the work has come."""

    def __init__(self, tell: Tell) -> None:
        super().__init__()
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        self._tell("")
        super().emit(record)


def _build_beside(root: Path, out: Path | None, *, strict: bool, tell: Tell) -> int:
    config = load_config(str(root / "mkdocs.yml"), strict=strict or None)  # None: as the file says
    plugin = config.plugins.get("rice-roadmap")
    if not isinstance(plugin, RiceRoadmapPlugin):
        raise ConfigurationError("mkdocs.yml does not name the plugin `rice-roadmap`: the site would hold no roadmap.")
    target = (out or Path(config.site_dir)).resolve()
    if root.resolve().is_relative_to(target):
        raise ConfigurationError("`site_dir` in mkdocs.yml holds the files of the roadmap. Name a folder of its own.")
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    config.site_dir = str(beside)
    plugin.old_site = str(target)
    files = len(Folder(root=root).entries())
    cache = open_cache(root) if files >= FEWEST_FILES else None
    plugin.reader, plugin.tell = told(cache.read if cache else read, files, tell), tell
    plugin.shelf = shelf = cache.pages() if cache else None
    is_done = False
    try:
        config.plugins.on_startup(command="build", dirty=False)
        build_with_mkdocs(config)
        config.plugins.on_shutdown()
        if cache is not None:
            cache.keep_readings()
        swap(beside, target)
        is_done = True
        log.info("%s", plugin.written)
        log.info("The site is in %s.", target)
    except Abort as error:
        # MkDocs has said why, but not that warnings were enough.
        if "strict" in error.message:
            log.error("The site was left as it was: `strict` takes a warning for an error.")
        return 1
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        if shelf is not None:
            shelf.close(is_done=is_done)
    return 0
