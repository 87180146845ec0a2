"""Letters and their marks as single characters, in a time that grows with the text and no faster."""

from __future__ import annotations

import unicodedata

#: More marks on one letter stand in no language. It is the limit that Unicode sets for texts that programs stream.
MOST_MARKS = 30


def composed(text: str) -> str:
    """Return the text in Unicode's form NFC, without the marks that are heaped on a letter beyond the limit.

    Sorting a heap of marks takes the square of their number: a file of them would take hours.
    """
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", _without_heaps(text))


def _without_heaps(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)
