"""Customers' names looked for in texts: in time that grows with the texts, however many names there are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: What may stand between the words of a name; ids join them with hyphens.
_BETWEEN_WORDS = re.compile(r"[\s-]+")

#: What a name can begin with: a whole word, or, seldom, a sign that ends no word.
_WORD = re.compile(r"\w+")
_HEAD = re.compile(r"\w+|(?<!\w)[^\w\s]")
_GOES_ON = re.compile(r"\w")


@dataclass(frozen=True, kw_only=True, slots=True)
class NameSearch:
    """Names by how they look in any text, and for each way to begin one, how long such names are, longest first.

    The longest comes first so that "North Wind Energy" is not found as "North Wind".
    """

    accounts: Mapping[str, str]
    lengths: Mapping[str, Sequence[int]]
    head: re.Pattern[str]

    @classmethod
    def of(cls, names: Mapping[str, str]) -> NameSearch:
        """Return the search for these names, each with the account that it is a name of."""
        accounts = {normal: account for name, account in names.items() if (normal := _normal(name).strip())}
        lengths: dict[str, set[int]] = {}
        for normal in accounts:
            if head := _HEAD.match(normal):
                lengths.setdefault(head[0], set()).add(len(normal))
        return cls(
            accounts=accounts,
            lengths={head: sorted(those, reverse=True) for head, those in lengths.items()},
            head=_WORD if all(map(_WORD.match, lengths)) else _HEAD,
        )

    def may_be_in(self, text: str) -> bool:
        """Return whether any name at all could be in the text, at little cost."""
        heads = self.lengths.keys()
        return not heads.isdisjoint(self.head.findall(text.casefold()))

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


def _normal(text: str) -> str:
    return _BETWEEN_WORDS.sub(" ", text.casefold())
