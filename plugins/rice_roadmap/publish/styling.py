"""The styles and scripts that come with the pages, at addresses where a company may put its own."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

from rice_roadmap.publish.page import DataFile

_FOLDER = "assets/rice_roadmap"
_NAMES = ("rice-roadmap.css", "rice-roadmap.js", "propose.js")


def assets() -> tuple[DataFile, ...]:
    """Return our style and our scripts; a file of a company at the same address takes its place."""
    folder = files("rice_roadmap").joinpath("publish", "assets")
    return tuple(_asset(name, folder.joinpath(name)) for name in _NAMES)


def _asset(name: str, file: Traversable) -> DataFile:
    return DataFile(address=f"{_FOLDER}/{name}", pieces=lambda: (file.read_text(encoding="utf-8"),))
