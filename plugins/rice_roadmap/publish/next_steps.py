"""Next steps: what somebody does with what waits, and the command, the place or the begun file for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rice_roadmap.publish.answer_doors import AnswerDoor

#: Stands for the answer, which only people can give; the command refuses it and names the answers there are.
_ANSWER = "VERDICT"


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """The one next step: what to do, the command for it or the file to edit, and files that a click begins."""

    does: str
    command: str = ""
    file: str = ""
    doors: tuple[AnswerDoor, ...] = ()


def decide(requests: Sequence[str]) -> str:
    """Return the command that answers requests, one or several at once."""
    return f"rice-roadmap decide {' '.join(requests)} {_ANSWER}"


def score(item: str) -> str:
    """Return the command that asks for each estimate of an item."""
    return f"rice-roadmap score {item}"
