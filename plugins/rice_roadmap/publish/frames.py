"""Frames: what a theme prints around all pages of one shape, with holes for what differs from page to page.

A theme's template works for milliseconds on every page to print the same header, menu and footer around it. A frame is
cut from what it printed around one made-up page, each of whose texts carries a mark: where a text stands, the frame
gets a hole of its name. Where a mark is left over, the theme did something else with that text, and there is no frame:
the theme itself then prints every page. Nor is there one where the frame would have printed any of the first pages
otherwise than the theme did.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

#: Stands in texts of a made-up page, and in nothing that anybody writes.
MARK = "-zq9k2w7x"

#: So many pages of a shape are printed by the theme: to cut a frame costs as much, and they prove that it is right.
SAMPLES = 3

P = TypeVar("P")


class Theme(Protocol[P]):
    """What knows how to print a whole page, slowly."""

    def printed(self, page: P) -> str:
        """Return a page with all that stands around it."""

    def shape(self, page: P) -> Hashable | None:
        """Return all of a page that decides what stands around it, but for texts; None where those may do so too."""

    def texts(self, page: P) -> Mapping[str, str]:
        """Return by name every text of a page that may stand around it or in it."""

    def marked(self, page: P) -> P:
        """Return a page of the same shape, each of whose texts carries the mark, and what may need escaping."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """What is printed around pages: text, and between each two texts the name of what differs."""

    pieces: tuple[str, ...]

    def around(self, texts: Mapping[str, str]) -> str:
        """Return what is printed around a page with these texts."""
        filled = list(self.pieces)
        filled[1::2] = [texts[name] for name in filled[1::2]]
        return "".join(filled)


def cut(printed: str, texts: Mapping[str, str]) -> Frame | None:
    """Return the frame that prints `printed` around these texts, where the mark stands nowhere else."""
    names = {text: name for name, text in texts.items() if MARK in text}
    # The longest first: an address may begin like another.
    longest_first = sorted(names, key=lambda text: (-len(text), text))
    pieces = re.split(f"({'|'.join(map(re.escape, longest_first))})", printed)
    if any(MARK in between for between in pieces[::2]):
        return None
    pieces[1::2] = [names[text] for text in pieces[1::2]]
    return Frame(pieces=tuple(pieces))


@dataclass(kw_only=True, slots=True)
class _Shape:
    """Pages of one shape: those that the theme printed so far, and in the end the frame, or that there is none."""

    samples: list[tuple[Mapping[str, str], str]] = field(default_factory=list)
    frame: Frame | None = None

    @property
    def is_tried(self) -> bool:
        return len(self.samples) >= SAMPLES


class Frames(Generic[P]):
    """Every page as the theme prints it, most of them without the theme."""

    def __init__(self, theme: Theme[P]) -> None:
        """Know no shape yet."""
        self._theme = theme
        self._shapes: dict[Hashable, _Shape] = {}

    def around(self, page: P) -> str:
        """Return a page with all that stands around it."""
        outline = self._theme.shape(page)
        if outline is None:
            return self._theme.printed(page)
        shape = self._shapes.setdefault(outline, _Shape())
        if shape.frame is not None:
            return shape.frame.around(self._theme.texts(page))
        printed = self._theme.printed(page)
        if not shape.is_tried:
            shape.samples.append((self._theme.texts(page), printed))
            if shape.is_tried:
                shape.frame = self._proven(page, shape)
        return printed

    def _proven(self, page: P, shape: _Shape) -> Frame | None:
        marked = self._theme.marked(page)
        frame = cut(self._theme.printed(marked), self._theme.texts(marked))
        if frame is None or any(frame.around(texts) != printed for texts, printed in shape.samples):
            return None
        return frame
