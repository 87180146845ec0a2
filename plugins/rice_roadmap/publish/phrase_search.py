"""Finding many phrases in many bytes: what a byte sequence may say is worked out once for each run without spaces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import BinaryIO

from rice_roadmap.publish.encodings import BREAK, hidden_in, other_readings, readable, unescaped
from rice_roadmap.publish.phrases import Phrase, folded, words

#: So much is looked at together, and so much of it again with what follows: more than any phrase needs.
WINDOW = 1 << 20
OVERLAP = 1 << 15

#: So many runs are remembered: most stand on many pages.
_MOST_RUNS = 1 << 18

#: Bytes within bytes are looked at so deep.
_DEEPEST = 2

# What neither a word, an escape nor base64 holds; the signs that stay are `#%&+-/;\_`.
_SIGNS = b"\t\n\v\f\r !\"$'()*,.:<=>?@[]^`{|}~\x1d"
_SPACED = bytes.maketrans(_SIGNS, b" " * len(_SIGNS))

# Inside a sentence these are no words; a line break is a space.
_INLINE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|mark|s|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]*)?>")
_LINE_BREAK = re.compile(r"<br\s*/?>")

# The lines of a calendar are folded wherever they are long, within a word too.
_CALENDAR = b"BEGIN:VCALENDAR"
_FOLD = re.compile(rb"\r?\n[ \t]")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Run:
    words: frozenset[str]
    found: frozenset[Phrase]


_NOTHING = _Run(words=frozenset(), found=frozenset())


@dataclass(frozen=True, kw_only=True, slots=True)
class _Target:
    """A phrase with what is needed to find it."""

    phrase: Phrase
    words: frozenset[str]
    text: str
    exact: re.Pattern[str] | None
    size: int

    @classmethod
    def of(cls, phrase: Phrase) -> _Target:
        return cls(
            phrase=phrase,
            words=frozenset(phrase.words),
            text=f" {phrase.text} ",
            exact=re.compile(phrase.exact) if phrase.exact else None,
            size=len(phrase.text.encode("utf-8", "replace")),
        )

    def stands_in(self, reading: _Reading) -> bool:
        if not any(self.text in line for line in reading.lines):
            return False
        return self.exact is None or any(self.exact.search(text) for text in reading.texts)


class _Reading:
    """A text as it was written, and as it is read."""

    def __init__(self, written: str) -> None:
        self._written = written

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The text as it is, without escapes, and both without what marks words inside a sentence."""
        found = [folded(text) for text in dict.fromkeys((self._written, unescaped(self._written)))]
        return tuple(dict.fromkeys((*found, *(_INLINE.sub("", _LINE_BREAK.sub(" ", text)) for text in found))))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The words of each of the texts, with a space around each."""
        return tuple("\n".join(f" {' '.join(words(part))} " for part in text.split(BREAK)) for text in self.texts)


class Search:
    """Looks for the same phrases in one text after the other."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        """Prepare to look for these phrases."""
        targets = [_Target.of(phrase) for phrase in dict.fromkeys(phrases)]
        self._counts = Counter(word for target in targets for word in target.words)
        self._by_word: dict[str, list[_Target]] = {}
        for target in targets:
            # The word that fewest phrases share is most likely rare in texts as well.
            rarest = min(target.words, key=lambda word: (self._counts[word], -len(word), word))
            self._by_word.setdefault(rarest, []).append(target)
        self._runs: dict[bytes, _Run] = {}

    def in_stream(self, stream: BinaryIO) -> frozenset[Phrase]:
        """Return which of the phrases the bytes hold, in any form."""
        found: set[Phrase] = set()
        for window in _windows(stream):
            own = readable(window)
            found |= self._in_bytes(own.data, depth=0, shortest=own.shortest)
            for hidden in other_readings(window):
                found |= self._in_bytes(hidden.data, depth=_DEEPEST, shortest=hidden.shortest)
        return frozenset(found)

    def in_name(self, name: str) -> frozenset[Phrase]:
        """Return which of the phrases the name of a file holds, in any form."""
        return self.in_stream(BytesIO(name.encode("utf-8", "surrogateescape")))

    def in_texts(self, texts: Iterable[str]) -> frozenset[Phrase]:
        """Return which of the phrases the texts hold, each by itself, as they are."""
        found: set[Phrase] = set()
        for batch in _batches(texts):
            reading = _Reading(batch)
            present = {word for line in reading.lines for word in line.split()}
            found |= self._standing_in(reading, present & self._counts.keys())
        return frozenset(found)

    def _in_bytes(self, data: bytes, *, depth: int, shortest: int = 0) -> set[Phrase]:
        present: set[str] = set()
        found: set[Phrase] = set()
        for run in set(data.translate(_SPACED).split()):
            known = self._runs.get(run) if depth == 0 else self._read(run, depth)
            if known is None:
                known = self._learn(run)
            if known is not _NOTHING:
                present |= known.words
                found |= known.found
        return found | self._standing_in(_Reading(data.decode("utf-8", "replace")), present, shortest=shortest)

    def _standing_in(self, reading: _Reading, present: set[str], *, shortest: int = 0) -> set[Phrase]:
        """Return which phrases stand in a text that holds these words."""
        return {
            target.phrase
            for word in present
            for target in self._by_word.get(word, ())
            if target.words <= present and target.size >= shortest and target.stands_in(reading)
        }

    def _learn(self, run: bytes) -> _Run:
        if len(self._runs) >= _MOST_RUNS:
            self._runs.clear()
        known = self._runs[run] = self._read(run, 0)
        return known

    def _read(self, run: bytes, depth: int) -> _Run:
        text = run.decode("utf-8", "replace")
        plain = unescaped(text)
        present = set(words(folded(text)))
        if plain != text:
            present.update(words(folded(plain)))
        present &= self._counts.keys()
        found: set[Phrase] = set()
        if depth < _DEEPEST:
            for hidden in hidden_in(run):
                found |= self._in_bytes(hidden.data, depth=depth + 1, shortest=hidden.shortest)
        return _Run(words=frozenset(present), found=frozenset(found)) if present or found else _NOTHING


def _windows(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes in parts that overlap and end between words, once more without the folds of a calendar."""
    rest = b""
    is_folded = is_over = False
    while not is_over:
        block = stream.read(WINDOW)
        is_over = len(block) < WINDOW
        is_folded = is_folded or (not rest and block.lstrip().startswith(_CALENDAR))
        window = rest + block
        end = len(window) if is_over else _between_words(window, len(window) - OVERLAP, len(window))
        yield window[:end]
        if is_folded:
            yield _FOLD.sub(b"", window[:end])
        rest = window[_between_words(window, max(end - 2 * OVERLAP, 0), end - OVERLAP) :]


def _between_words(data: bytes, first: int, last: int) -> int:
    """Return the last place between two words in a part of the bytes; its end where it holds none."""
    found = max(data.rfind(b" ", first, last), data.rfind(b"\n", first, last))
    return last if found < 0 else found


def _batches(texts: Iterable[str]) -> Iterator[str]:
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if size >= WINDOW:
            yield f"\n{BREAK}\n".join(batch)
            batch, size = [], 0
    if batch:
        yield f"\n{BREAK}\n".join(batch)
