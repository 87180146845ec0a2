"""Which requests ask for much the same as a new one: by the words they share, offline and always with one answer.

Two texts are alike as far as the words of one are the words of the other, and a rare word says more than a common one.
All sums are of whole numbers, so that every machine agrees.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rice_roadmap.history.changes import Difference
from rice_roadmap.model.request import PublicRequest
from rice_roadmap.model.status import leading

#: More than this nobody reads.
MOST_SIMILAR = 3

#: With more new requests at once, which is an import, none is compared: the work would grow with the square.
MOST_NEW = 100

# How much of their words two titles share, or two whole texts, before one is worth a look: found on titles of one
# product, which all speak of the same things, and on requests with a text, which say the same in many ways.
_ENOUGH_OF_TITLE = Fraction(3, 5)
_ENOUGH_OF_TEXT = Fraction(1, 3)

# A word of the title says what it is about; the beginning of the text says it again.
_TITLE_COUNTS = 3
_MOST_CHARACTERS = 400

# Words that so many requests use lead to all of them and tell none apart.
_COMMON_IN = 50
_COMMON_SHARE = 20

_LONGEST_STEM = 6
_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")

#: What says nothing about a need, in the languages in which people most often write to us.
_STOP_WORDS = frozenset(
    _WORD.findall("""
    a able add all allow also an and any are as at be but by can could customer customers do does enable feature
    features for from get give has have how i if in into is it its like make me more my need needs no not of on one
    option options or our out people please possibility possible provide request requests should so some support than
    that the their them then there these they this to up us use used user users using want wants was we what when
    where which who will with would you your
    aber als am auch auf aus bei das dem den der des die ein eine einem einen einer es fur hat ich im ist kann kunde
    kunden man mit mochte nicht oder sich sie sind und uns von wenn wir wird zu zum zur
    au aux avec ce ces client clients dans de du elle en est et il je la le les leur mais ne nous ou par pas plus pour
    qu que qui sa se ses son sur un une vous
    al cliente clientes como con del el las lo los mas para pero por se sin su y
    """)
)


def similar_requests(difference: Difference) -> Mapping[str, tuple[PublicRequest, ...]]:
    """Return for each new request those that were there before and ask for much the same, most alike first.

    A duplicate stands for its original, where a customer is better added. A new request that comes with its answer
    needs no advice, and more than `MOST_NEW` of them get none.
    """
    portfolio = difference.after.portfolio
    new = {change.ids.current for change in difference.requests if change.is_added}
    waiting = new_and_unanswered(difference)
    if not waiting or len(waiting) > MOST_NEW:
        return {}
    known = [request for identifier, request in portfolio.requests.items() if identifier not in new]
    titles = _Shelf.of({request.id: _title(request) for request in known})
    texts = _Shelf.of({request.id: _text(request) for request in known})
    found: dict[str, tuple[PublicRequest, ...]] = {}
    for identifier in waiting:
        request = portfolio.requests[identifier]
        by_title = titles.alike(_title(request), _ENOUGH_OF_TITLE)
        by_text = texts.alike(_text(request), _ENOUGH_OF_TEXT)
        likeness = {other: max(by_title.get(other, 0), by_text.get(other, 0)) for other in {**by_title, **by_text}}
        others = sorted(likeness.items(), key=lambda pair: (-pair[1], pair[0]))
        originals = dict.fromkeys(leading(other, portfolio.decisions) for other, _ in others)
        if originals.keys() - new:
            found[identifier] = tuple(portfolio.requests[each] for each in originals if each not in new)[:MOST_SIMILAR]
    return found


def new_and_unanswered(difference: Difference) -> tuple[str, ...]:
    """Return the ids of the new requests that come without an answer."""
    answered = difference.after.portfolio.decisions
    added = (change.ids.current for change in difference.requests if change.is_added)
    return tuple(identifier for identifier in added if identifier not in answered)


def _title(request: PublicRequest) -> Mapping[str, int]:
    return dict.fromkeys(_stems(request.title), 1)


def _text(request: PublicRequest) -> Mapping[str, int]:
    words = dict.fromkeys(_stems(request.need[:_MOST_CHARACTERS]), 1)
    return words | dict.fromkeys(_stems(request.title), _TITLE_COUNTS)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Shelf:
    """Texts by their words: how much each word counts in a text, which texts use a word, and how much a word says."""

    texts: Mapping[str, Mapping[str, int]]
    users: Mapping[str, Sequence[str]]
    weights: Mapping[str, int]
    sizes: Mapping[str, int]

    @classmethod
    def of(cls, texts: Mapping[str, Mapping[str, int]]) -> _Shelf:
        """Return the shelf that holds these texts."""
        users: dict[str, list[str]] = {}
        for identifier, counts in texts.items():
            for word in counts:
                users.setdefault(word, []).append(identifier)
        # How often the texts would have to be halved to leave those that use the word: rare words say more.
        weights = {word: (len(texts) // len(those)).bit_length() for word, those in users.items()}
        sizes = {
            identifier: sum(count * weights[word] for word, count in counts.items())
            for identifier, counts in texts.items()
        }
        return cls(texts=texts, users=users, weights=weights, sizes=sizes)

    def alike(self, own: Mapping[str, int], enough: Fraction) -> Mapping[str, Fraction]:
        """Return the texts that have enough words in common with another text, and how many times as much as that."""
        new_word = len(self.texts).bit_length()
        own_size = sum(count * self.weights.get(word, new_word) for word, count in own.items())
        found: dict[str, Fraction] = {}
        for other in self._candidates(own):
            counts = self.texts[other]
            shared = sum(min(own[word], counts[word]) * self.weights[word] for word in own.keys() & counts.keys())
            size = own_size + self.sizes[other]
            if 2 * shared * enough.denominator >= size * enough.numerator:
                found[other] = Fraction(2 * shared, size) / enough
        return found

    def _candidates(self, own: Mapping[str, int]) -> set[str]:
        most = max(_COMMON_IN, len(self.texts) // _COMMON_SHARE)
        return {user for word in own if len(users := self.users.get(word, ())) <= most for user in users}


def _stems(text: str) -> Iterator[str]:
    """Yield the words of a text such that forms of one word are mostly the same."""
    for word in _WORD.findall(_folded(text)):
        if word not in _STOP_WORDS:
            yield from _pairs(word) if _UNSPACED.fullmatch(word) else (_stem(word),)


def _stem(word: str) -> str:
    singular = word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word  # noqa: PLR2004
    return singular[:_LONGEST_STEM]


def _pairs(characters: str) -> Iterator[str]:
    # Scripts without blanks between words: every two neighbours stand for one.
    yield from (characters[start : start + 2] for start in range(max(1, len(characters) - 1)))


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))
