"""The words that stand on every site whatever its roadmap says: of our templates, of the schemas, and of the theme."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.metadata import EntryPoint, entry_points
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from rice_roadmap.model.audience import Audience
from rice_roadmap.model.plan import Plan
from rice_roadmap.model.portfolio import Portfolio
from rice_roadmap.publish.addresses import Links
from rice_roadmap.publish.layout import data_files, lay_out, site_for
from rice_roadmap.publish.styling import assets
from rice_roadmap.publish.templating import Templates
from rice_roadmap.publish.words import TERMS
from rice_roadmap.text.shape import Kind, schema_of

#: What pages are made of, by the ends of file names; icons hold no words, and there are thousands of them.
_PAGES = (".html", ".xml")
_LEFT_OUT = frozenset({".icons", "__pycache__"})


@dataclass(frozen=True, kw_only=True, slots=True)
class FixedWords:
    """What every site holds: texts of pages; and styles, scripts and pictures, by path the digest of their bytes."""

    texts: tuple[str, ...]
    files: Mapping[str, bytes]


def fixed_words(plan: Plan, today: date) -> FixedWords:
    """Return the words of a site with this plan and nothing on its roadmap, and of every theme that is installed."""
    templates = Templates.load()
    folders = sorted({folder for theme in entry_points(group="mkdocs.themes") for folder in _folder(theme)})
    theme = {path: content for folder in folders for path, content in _contents(folder)}
    ours = {asset.address: asset.text.encode() for asset in assets()}
    return FixedWords(
        texts=(
            *_empty_site(plan, today, templates),
            *_sources(templates),
            *(text for kind in Kind for text in _strings(schema_of(kind))),
            *(said for _, said in TERMS),
            *(content.decode("utf-8", "replace") for path, content in sorted(theme.items()) if path.endswith(_PAGES)),
        ),
        files={path: sha256(content).digest() for path, content in (theme | ours).items() if not path.endswith(_PAGES)},
    )


def _empty_site(plan: Plan, today: date, templates: Templates) -> Iterator[str]:
    nothing = Portfolio(plan=plan, requests={}, asks={}, decisions={}, items={}, accounts={})
    site = site_for(Audience.PUBLIC, nothing, today=today, templates=templates, links=Links())
    for page in lay_out(site):
        said = page.prints()
        yield from (page.title, said.description, said.body)
    yield from (data.text for data in data_files(site))


def _strings(value: Any) -> Iterator[str]:
    """Yield every text of a schema: its keys, the words that explain it, and its examples."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield str(key)
            yield from _strings(below)
    elif isinstance(value, list):
        for below in value:
            yield from _strings(below)
    elif isinstance(value, str):
        yield value


def _sources(templates: Templates) -> Iterator[str]:
    ours = files("rice_roadmap").joinpath("publish", "templates")
    return (ours.joinpath(name).read_text(encoding="utf-8") for name in sorted(templates.names))


def _folder(theme: EntryPoint) -> Iterator[Path]:
    """Yield where a theme is installed, without running anything of it."""
    top, *below = theme.module.split(".")
    found = find_spec(top)
    for place in (found.submodule_search_locations or ()) if found is not None else ():
        yield Path(place, *below)


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    for place, below, names in os.walk(folder):
        below[:] = [name for name in below if name not in _LEFT_OUT]
        for name in names:
            path = Path(place, name)
            yield path.relative_to(folder).as_posix(), path.read_bytes()
