"""Ids for what comes from elsewhere: names made once from titles, or from the ids that things had there."""

from __future__ import annotations

from collections.abc import Iterable

from rice_roadmap.model.identifier import LONGEST, RESERVED, folded, hashed, is_id

_DIGITS_OF_HASH = 12


def name_of_source(source_id: str, word: str) -> str:
    """Return the id that a source's own id gives, always the same; `word-<hash>` where it gives none or a reserved one.

    Where folding has to cut, the hash tells long ids with the same beginning apart.
    """
    name = folded(source_id)
    if not name or name in RESERVED:
        return f"{word}-{hashed(source_id)}"
    return name if is_id(name) else f"{_cut(name, LONGEST - _DIGITS_OF_HASH - 1)}-{hashed(source_id)}"


class Names:
    """The ids still free for new files; each id is given once."""

    def __init__(self, taken: Iterable[str]) -> None:
        """Start from the ids that files have or had."""
        self._taken = set(taken)
        self._next_suffix: dict[str, int] = {}

    def give(self, title: str, *, word: str, source_id: str) -> str:
        """Return a free id from the title, or from the source's id where the title gives none, and take it."""
        base = _cut(folded(title), LONGEST)
        if not base or base in RESERVED:
            base = f"{word}-{hashed(source_id)}"
        name = base if base not in self._taken else self._with_suffix(base)
        self._taken.add(name)
        return name

    def _with_suffix(self, base: str) -> str:
        # Remembered per title: a thousand rows of one title must not try a thousand suffixes each.
        number = self._next_suffix.get(base, 2)
        while (name := f"{_cut(base, LONGEST - len(str(number)) - 1)}-{number}") in self._taken:
            number += 1
        self._next_suffix[base] = number + 1
        return name


def _cut(name: str, most: int) -> str:
    """Return at most that many characters of the name, at the end of a word where one is near."""
    if len(name) <= most:
        return name
    whole_words = name[: most + 1].rpartition("-")[0]
    return (whole_words if len(whole_words) * 2 > most else name[:most]).strip("-")
