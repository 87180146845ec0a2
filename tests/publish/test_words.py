"""The words on pages: one for every term that files may hold."""

from __future__ import annotations

from enum import StrEnum

import pytest

from rice_roadmap.model.ask import Importance, Stage
from rice_roadmap.model.decision import Reason, Verdict
from rice_roadmap.model.evidence import EvidenceKind
from rice_roadmap.model.item import Horizon, ItemStatus, Kano, MandatoryReason, Moscow, OverrideReason, Result
from rice_roadmap.model.status import Status
from rice_roadmap.publish.words import TERMS, words

KINDS: tuple[type[StrEnum], ...] = (
    *(Status, Verdict, Reason, ItemStatus, Horizon, Importance, Stage, EvidenceKind),
    *(MandatoryReason, OverrideReason, Result, Moscow, Kano),
)


@pytest.mark.parametrize("term", [term for kind in KINDS for term in kind], ids=repr)
def test_every_term_has_words_that_are_not_its_spelling_in_files(term: StrEnum) -> None:
    """Nobody reads `below_capacity_line` on a page."""
    assert (type(term), term) in [(type(known), known) for known, _ in TERMS]
    assert "_" not in words(term)


def test_terms_that_are_spelt_alike_keep_their_own_words() -> None:
    """`dependency` is one reason for committed work and another for going first."""
    assert words(MandatoryReason.DEPENDENCY) == "Required by other committed work"
    assert words(OverrideReason.DEPENDENCY) == "Other work depends on it"
