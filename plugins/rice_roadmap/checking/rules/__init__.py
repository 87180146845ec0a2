"""The rules between files, a module per concern; each rule yields its problems and knows no other rule.

`history.confined` relies on what rules see of a request in other files than its own: whether it can be read, its
visibility, its earlier ids, where it came from, and whether anybody asks. A rule that sees more is told there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain

from rice_roadmap.checking.corpus import Corpus
from rice_roadmap.checking.rules import answers, capacity, confidentiality, dates, estimates, identifiers, links
from rice_roadmap.text.problem import Problem

Rule = Callable[[Corpus], Iterator[Problem]]

RULES: tuple[Rule, ...] = (*identifiers.RULES, *links.RULES, *answers.RULES, *estimates.RULES, *confidentiality.RULES)


def problems_between(corpus: Corpus) -> Iterator[Problem]:
    """Yield every problem that shows only when files are seen together."""
    return chain.from_iterable(rule(corpus) for rule in RULES)


def problems_of_today(corpus: Corpus, today: date) -> Iterator[Problem]:
    """Yield what is a problem on that day; always a warning."""
    return chain.from_iterable(rule(corpus, today) for rule in (*dates.RULES, *capacity.RULES))
