"""Rules about today; whatever depends on the date is a warning, so that yesterday's green stays green."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rice_roadmap.checking.corpus import Corpus
from rice_roadmap.model.calendar import days_after
from rice_roadmap.model.item import ItemStatus
from rice_roadmap.text.problem import Code, Problem


def score_stale(corpus: Corpus, today: date) -> Iterator[Problem]:
    """Estimates are looked at again within the time that the plan promises."""
    days = corpus.portfolio.plan.promises.rescore_after_days
    if days is None:
        return
    for item in corpus.portfolio.items.values():
        scored_on = item.public.scored_on
        if scored_on is not None and item.public.status.is_live and days_after(scored_on, days) < today:
            message = f"The estimates are from {scored_on}, and the plan promises a new look after {days} days."
            hint = "Look at the four estimates again, then write today's date here."
            record = corpus.records[item.public.path]
            yield record.problem(Code.SCORE_STALE, ("scored_on",), message, hint)


def override_expired(corpus: Corpus, today: date) -> Iterator[Problem]:
    """An override ends on its day; afterwards the score speaks again."""
    for item in corpus.portfolio.items.values():
        until = None if item.override is None else item.override.until
        if until is not None and until < today and item.public.status.is_live:
            message = "This override has ended."
            hint = "Remove the override, or give it a new end and a reason that still holds."
            record = corpus.records[item.public.path]
            yield record.problem(Code.OVERRIDE_EXPIRED, ("override", "until"), message, hint)


def target_passed(corpus: Corpus, today: date) -> Iterator[Problem]:
    """A target that has passed misleads everyone who reads it."""
    for item in corpus.portfolio.items.values():
        target = item.public.target
        is_waiting = item.public.status in {ItemStatus.PLANNED, ItemStatus.IN_PROGRESS}
        if target is not None and is_waiting and target.last_day < today:
            message = f"The target {target} has passed, and the item is still {item.public.status.replace('_', ' ')}."
            hint = "Write the new target and why it moved, or `status: shipped` with its release."
            yield corpus.records[item.public.path].problem(Code.TARGET_PASSED, ("target",), message, hint)


RULES = (score_stale, override_expired, target_passed)
