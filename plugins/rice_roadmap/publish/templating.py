"""Templates: our own, escaped by default, strict about what is missing, replaceable by path."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    ChoiceLoader,
    DictLoader,
    Environment,
    FileSystemLoader,
    FunctionLoader,
    PackageLoader,
    StrictUndefined,
)
from jinja2.bccache import Bucket

from rice_roadmap.publish.asking import asker_slug
from rice_roadmap.publish.folding import folded
from rice_roadmap.publish.numbers import amount, approximate
from rice_roadmap.publish.one_line import in_one_line
from rice_roadmap.publish.words import COMMITTED, effort, effort_unit, reach_unit, words
from rice_roadmap.text.decimals import exact, grouped, percent, rounded
from rice_roadmap.text.prose import lead, plain, render

#: A template as a loader of Jinja gives it: the text, the path of its file, and whether it still says so.
_Source = tuple[str, str | None, Callable[[], bool] | None]


class _Environment(Environment):
    """Gives all templates the same globals: Jinja's own layers of them are put together anew for each page."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


class CompiledTemplates(BytecodeCache):
    """What templates of a theme were compiled to, in memory: Jinja asks for it by all that a template says."""

    def __init__(self) -> None:
        """Know none yet."""
        self._compiled: dict[str, tuple[str, Any]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja what the same text of the same template was compiled to."""
        checksum, code = self._compiled.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template was compiled to, in the place of what it said before."""
        self._compiled[bucket.key] = (bucket.checksum, bucket.code)


@dataclass(frozen=True, kw_only=True, slots=True)
class Templates:
    """The templates of every page, with those of a company before ours where it has some of the same name.

    `edition` changes with every byte of them; `are_ours` says that no company has put its own before them.
    """

    environment: Environment
    names: frozenset[str]
    edition: str
    are_ours: bool

    @classmethod
    def load(cls, overrides: Path | None = None, last: Templates | None = None) -> Templates:
        """Return the templates; `overrides` is a folder whose templates replace ours of the same path.

        The `last` ones, with all that was compiled of them, are returned where no byte has changed since.
        """
        ours = PackageLoader("rice_roadmap", "publish/templates")
        loaders: list[BaseLoader] = [] if overrides is None else [FileSystemLoader(overrides)]
        environment = _Environment(
            loader=ChoiceLoader([*loaders, ours]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            # Each build loads its templates anew; none has to ask at each page whether they have changed since.
            auto_reload=False,
        )
        sources = _sources(environment)
        edition, are_ours = _edition(sources), overrides is None
        if last is not None and (last.edition, last.are_ours) == (edition, are_ours):
            return last
        # What is compiled later, when the first page asks for it, is what the edition stands for.
        environment.loader = FunctionLoader(sources.get)
        _add_words(environment)
        return cls(environment=environment, names=frozenset(sources), edition=edition, are_ours=are_ours)

    def render(self, name: str, **values: Any) -> str:
        """Return what the template of that name makes of the values: finished HTML."""
        return self.environment.get_template(name).render(values)

    def has(self, name: str) -> bool:
        """Return whether there is a template of that name."""
        return name in self.names


#: So many values of a macro are remembered: the days of some years.
_REMEMBERED = 4096

#: The templates whose macros are known everywhere by their names.
_PIECES = ("parts", "folding")

#: Macros of `parts` that stand thousands of times on the pages with few different values: they are filters as well.
_SAID_OFTEN = ("day", "status")


def _printed_once(macro: Callable[..., str]) -> Callable[..., str]:
    """Return what prints the same for the same values, which are told apart by their types too, as their words are."""
    return lru_cache(maxsize=_REMEMBERED, typed=True)(macro)


def add_templates(environment: Environment, sources: Mapping[str, str]) -> None:
    """Let an environment, such as that of a theme, find these templates too."""
    loaders = [DictLoader(sources), *([environment.loader] if environment.loader is not None else [])]
    environment.loader = ChoiceLoader(loaders)


def _add_words(environment: Environment) -> None:
    """Let all templates use our filters, and macros that stand on most pages."""
    environment.filters.update(_FILTERS)
    environment.globals.update(effort=effort, effort_unit=effort_unit, reach_unit=reach_unit, COMMITTED=COMMITTED)
    # For every template at hand: to import them for each page takes as long as to print a small one.
    environment.globals.update({name: environment.get_template(f"{name}.html").module for name in _PIECES})
    parts = environment.globals["parts"]
    environment.filters.update({name: _printed_once(getattr(parts, name)) for name in _SAID_OFTEN})


def _sources(environment: Environment) -> Mapping[str, _Source]:
    """Return every template that an environment finds, by name."""
    loader = environment.loader
    return {} if loader is None else {name: loader.get_source(environment, name) for name in loader.list_templates()}


def _edition(sources: Mapping[str, _Source]) -> str:
    texts = (f"{name}\0{source}" for name, (source, *_) in sorted(sources.items()))
    return sha256("\0".join(texts).encode()).hexdigest()


def _host(url: str) -> str:
    """Return where an address leads, to be read by people."""
    return urlsplit(url).netloc


_FILTERS: dict[str, Callable[..., Any]] = {
    "asker_slug": asker_slug,
    "folded": folded,
    "prose": render,
    "plain": plain,
    "lead": lead,
    "in_one_line": in_one_line,
    "words": words,
    "host": _host,
    "amount": amount,
    "approximate": approximate,
    "exact": exact,
    "grouped": grouped,
    "rounded": rounded,
    "percent": percent,
}
