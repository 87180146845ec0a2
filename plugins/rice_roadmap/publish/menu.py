"""The menu as `mkdocs.yml` writes it: nested lists of titles and paths, of which some are not there today."""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import PurePath
from typing import Any


def titles(menu: Any) -> Iterator[tuple[str, str]]:
    """Yield path and title of every page that the menu gives a title."""
    yield from ((path, title) for path, title in entries(menu) if title is not None)


def entries(menu: Any, title: str | None = None) -> Iterator[tuple[str, str | None]]:
    """Yield path and title of every page in the menu; None where it leaves the title to the page."""
    if isinstance(menu, str):
        yield _plain(menu), title
    elif isinstance(menu, dict):
        for name, entry in menu.items():
            yield from entries(entry, name)
    elif isinstance(menu, list):
        for entry in menu:
            yield from entries(entry)


def without(menu: Any, paths: Container[str]) -> Any:
    """Return the menu without the entries that lead to these paths."""
    if isinstance(menu, dict):
        return {title: without(entry, paths) for title, entry in menu.items()}
    if isinstance(menu, list):
        return [without(entry, paths) for entry in menu if _path(entry) not in paths]
    return menu


def _path(entry: Any) -> str | None:
    path = next(iter(entry.values()), None) if isinstance(entry, dict) else entry
    return _plain(path) if isinstance(path, str) else None


def _plain(path: str) -> str:
    """Return a path as MkDocs looks for it: `./about.md` is `about.md`."""
    return PurePath(path).as_posix()
