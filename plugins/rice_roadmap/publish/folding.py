"""Long prose folded, so that the first screen of a page has room for everything that people come for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rice_roadmap.model.decision import Alternative
from rice_roadmap.text.prose import lead, plain

#: The longest prose that stands there whole, in characters, and in lines of its file: lists and tables are high.
LONGEST = 600
MOST_LINES = 14

#: How much of a folded text is read before it is opened, in characters.
_BEGINNING = 280


@dataclass(frozen=True, kw_only=True, slots=True)
class Folded:
    """Somebody's CommonMark, and the words it begins with where it is folded; empty where it stands there whole."""

    text: str
    beginning: str = ""


_NOTHING = Folded(text="")


@dataclass(frozen=True, kw_only=True, slots=True)
class FoldedAlternative:
    """An alternative whose explanation may be folded."""

    title: str
    url: str
    how: Folded


def folded(text: str, *, most: int = LONGEST) -> Folded:
    """Return the prose, folded where it is longer than `most` characters or too high."""
    if not text:
        return _NOTHING
    if len(plain(text)) <= most and len(text.strip().splitlines()) <= MOST_LINES:
        return Folded(text=text)
    return Folded(text=text, beginning=lead(text, most=min(most, _BEGINNING)))


def folded_alternatives(alternatives: Sequence[Alternative]) -> tuple[FoldedAlternative, ...]:
    """Return alternatives that share the room of one text."""
    share = LONGEST // max(len(alternatives), 1)
    return tuple(
        FoldedAlternative(title=one.title, url=one.url, how=folded(one.how, most=share)) for one in alternatives
    )
