"""Customers' names looked for in texts: in time that grows with the texts, however many names there are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

#: What may stand between the words of a name; ids join them with hyphens.
_BETWEEN_WORDS = re.compile(r"[\s-]+")

#: What a name can begin with: a whole word, or, seldom, a sign that ends no word.
_WORD = re.compile(r"\w+")
_HEAD = re.compile(r"\w+|(?<!\w)[^\w\s]")
_GOES_ON = re.compile(r"\w")

# Blanks for all that is part of no word in ASCII.
_WORDS_IN_ASCII = bytes(code if re.match(rb"\w", bytes([code])) else 0x20 for code in range(256))


@dataclass(frozen=True, kw_only=True, slots=True)
class NameSearch:
    """Names by how they look in any text, and for each way to begin one, how long such names are, longest first.

    The longest comes first so that "North Wind Energy" is not found as "North Wind". Where one of them begins, one of
    the `traces` stands; if None, nobody can tell.
    """

    accounts: Mapping[str, str]
    lengths: Mapping[str, Sequence[int]]
    head: re.Pattern[str]
    traces: AbstractSet[bytes] | None

    @classmethod
    def of(cls, names: Mapping[str, str]) -> NameSearch:
        """Return the search for these names, each with the account that it is a name of."""
        accounts = {normal: account for name, account in names.items() if (normal := _normal(name).strip())}
        lengths: dict[str, set[int]] = {}
        for normal in accounts:
            if head := _HEAD.match(normal):
                lengths.setdefault(head[0], set()).add(len(normal))
        traces = {max(_in_ascii(head), key=len, default=b"") for head in lengths}
        return cls(
            accounts=accounts,
            lengths={head: sorted(those, reverse=True) for head, those in lengths.items()},
            head=_WORD if all(map(_WORD.match, lengths)) else _HEAD,
            traces=None if b"" in traces else traces,
        )

    def may_be_in(self, text: str) -> bool:
        """Return whether any name at all could be in the text, at little cost."""
        folded = text.casefold()
        if self.traces is not None and self.traces.isdisjoint(_in_ascii(folded)):
            return False
        return not self.lengths.keys().isdisjoint(self.head.findall(folded))

    def first_in(self, text: str) -> str | None:
        """Return the account whose name comes first in a text, as whole words, or None."""
        normal = _normal(text)
        for head in self.head.finditer(normal):
            for length in self.lengths.get(head[0], ()):
                end = head.start() + length
                account = self.accounts.get(normal[head.start() : end])
                if account is not None and not _GOES_ON.match(normal, end):
                    return account
        return None


def _in_ascii(text: str) -> list[bytes]:
    """Return what is left of each word when every other letter is a blank: the same of a word wherever it stands."""
    return text.encode("ascii", "replace").translate(_WORDS_IN_ASCII).split()


def _normal(text: str) -> str:
    return _BETWEEN_WORDS.sub(" ", text.casefold())
