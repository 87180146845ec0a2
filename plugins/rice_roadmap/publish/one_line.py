"""Somebody's text in one line: its first sentence where that is short enough, else its beginning."""

from __future__ import annotations

import re

from rice_roadmap.text.prose import lead, plain

#: The longest line of a card, in characters; two lines on a phone.
LONGEST_LINE = 140

#: The end of a sentence: its sign, and behind it a new beginning. Shorter than this is an abbreviation.
_FIRST_SENTENCE = re.compile(r".{20,}?[.!?…](?= [^a-z])", re.DOTALL)


def in_one_line(text: str) -> str:
    """Return the gist of a text in at most `LONGEST_LINE` characters, whole sentences rather than parts of one."""
    words = plain(text)
    if len(words) <= LONGEST_LINE:
        return words
    sentence = _FIRST_SENTENCE.match(words)
    if sentence is not None and sentence.end() <= LONGEST_LINE:
        return sentence[0]
    return lead(text, most=LONGEST_LINE)
