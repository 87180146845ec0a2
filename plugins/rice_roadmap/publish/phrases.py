"""Values as words in their order: however a text is wrapped, marked up or punctuated, its words stay what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rice_roadmap.text.composing import composed
from rice_roadmap.text.prose import plain

#: From here up words are found by their letters alone; shorter ones also by the signs between them, as in "H&M".
LETTERS_THAT_TELL = 6

#: A sentence is looked for by itself from here up: shorter ones are said everywhere.
SHORTEST_PIECE = 24

#: A sentence is cut into parts of about so many characters, so that a part of it is found too.
LONGEST_PIECE = 48

# From here up a short word is known without the signs around it.
_LETTERS_ALONE = 3

# Scripts that write no spaces between words: each of their letters stands for itself.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2c00-\ud7ff\uf900-\ufaff\U00010000-\U0003ffff"
_WORD = re.compile(rf"(?![\W_])[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+")
_IS_SPACED = re.compile(rf"[^\W_{_UNSPACED}]")

# Nobody sees these, and words are the same with and without them.
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")

_MARKS = re.compile(r"[*_`~\[\]<>|\\&]|://")
_LINE_START = re.compile(r"[\s>#*+-]*(?:[0-9]+[.)]\s+)?")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])|\|")


@dataclass(frozen=True, kw_only=True, slots=True)
class Phrase:
    """Words that stand one behind the other; where they are not enough, the pattern `exact` must be found as well.

    The words are folded, and so is the text that `exact` is looked for in.
    """

    words: tuple[str, ...]
    exact: str = ""

    @property
    def text(self) -> str:
        """The words with a space between them."""
        return " ".join(self.words)

    @property
    def letters(self) -> int:
        """How many letters and digits the words have together."""
        return sum(map(len, self.words))

    @property
    def backwards(self) -> Phrase:
        """The same from its end to its beginning."""
        return Phrase(words=tuple(word[::-1] for word in reversed(self.words)))


def folded(text: str) -> str:
    """Return the text without what makes no other word of a word: capitals, and how accents are put together."""
    if text.isascii():
        return text.lower()
    return composed(_INVISIBLE.sub("", text).casefold())


def words(text: str) -> list[str]:
    """Return the words of a text that is folded."""
    return (_ASCII_WORD if text.isascii() else _WORD).findall(text)


def phrase_of(text: str) -> Phrase | None:
    """Return a text as a phrase; None where it holds no letter and no digit."""
    found = Phrase(words=tuple(words(folded(text))))
    if not found.words:
        return None
    if found.letters >= LETTERS_THAT_TELL:
        return found
    # The sign of "Yahoo!" is often left out; without those of "C++" nothing of it would be left.
    signed = folded(text)
    if found.letters >= _LETTERS_ALONE:
        spans = [match.span() for match in _WORD.finditer(signed)]
        signed = signed[spans[0][0] : spans[-1][1]]
    return replace(found, exact=_exact(signed))


def amount(digits: str) -> tuple[Phrase, Phrase]:
    """Return an amount as people write it: its digits in one word, and in groups of three."""
    groups = re.findall(r"[0-9]{1,3}(?=(?:[0-9]{3})*\Z)", digits)
    # The same sign before or behind makes it a part of a greater amount, as 125 000 is of 3 125 000.
    first, *others = groups
    separated = (rf"(?<![0-9])(?<![0-9]{sign}){first}" for sign in _SEPARATORS)
    patterns = (
        f"{start}{''.join(sign + group for group in others)}(?![0-9])(?!{sign}[0-9]{{3}}(?![0-9]))"
        for start, sign in zip(separated, _SEPARATORS, strict=True)
    )
    return Phrase(words=(digits,)), Phrase(words=tuple(groups), exact="|".join(patterns))


_SEPARATORS = (",", r"\.", "'", "’", r"[ \u00a0\u2009\u202f]", "_")


def pieces(text: str) -> tuple[str, ...]:
    """Return the parts of a text of which each would betray it: its sentences, long ones in parts.

    Short sentences are looked for with those beside them. A text without any piece of `SHORTEST_PIECE` characters is
    looked for by its lines, and as a whole where they are shorter still.
    """
    lines = [form for line in text.splitlines() for form in printed(_LINE_START.sub("", line, count=1))]
    found = [part for line in lines for part in _pieces(line) if _size(part) >= SHORTEST_PIECE]
    found = found or [line for line in lines if _size(line) >= LETTERS_THAT_TELL]
    return tuple(dict.fromkeys(found)) or tuple(_parts(text))


def printed(text: str) -> tuple[str, ...]:
    """Return somebody's CommonMark in the forms that may be printed: as it was written, and without its marks."""
    return (text, plain(text)) if _MARKS.search(text) else (text,)


def _pieces(line: str) -> Iterator[str]:
    sentences = _SENTENCE_END.split(line)
    for sentence in sentences:
        yield from _parts(sentence)
    if any(_size(sentence) < SHORTEST_PIECE for sentence in sentences):
        yield from _parts(line)


def _parts(sentence: str) -> Iterator[str]:
    """Yield a sentence in parts of at most `LONGEST_PIECE` characters; what is left over stays with the last."""
    spans = [match.span() for match in _WORD.finditer(sentence)]
    total = sum(map(_width, spans))
    start = size = 0
    for index, span in enumerate(spans):
        if size and size + _width(span) > LONGEST_PIECE and total >= SHORTEST_PIECE:
            yield sentence[spans[start][0] : spans[index - 1][1]]
            start, size = index, 0
        size += _width(span)
        total -= _width(span)
    if spans:
        yield sentence[spans[start][0] : spans[-1][1]]


def _width(span: tuple[int, int]) -> int:
    return span[1] - span[0] + 1


def _size(text: str) -> int:
    return sum(_width(match.span()) for match in _WORD.finditer(text)) - 1


def _exact(text: str) -> str:
    """Return a pattern of a folded text whose words may be joined by hyphens, and which is no part of another word."""
    before = r"(?<![^\W_])" if _IS_SPACED.match(text[:1]) else ""
    behind = r"(?![^\W_])" if _IS_SPACED.match(text[-1:]) else ""
    return before + r"[\s+_-]+".join(re.escape(word) for word in text.split()) + behind
