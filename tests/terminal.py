"""Somebody at a terminal, for tests of commands that ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rice_roadmap.bring.questions import Question


@dataclass
class Terminal:
    """Answers questions by their fields, one text after another; what is not known is left open."""

    answers: Mapping[str, list[str] | str] = field(default_factory=dict)
    asked: list[Question] = field(default_factory=list)

    def __call__(self, question: Question) -> str:
        """Return the next answer to a question."""
        self.asked.append(question)
        known = self.answers.get(question.field, "")
        return known if isinstance(known, str) else known.pop(0)

    @property
    def fields(self) -> list[str]:
        """What was asked for, in order, each as often as it was asked."""
        return [question.field for question in self.asked]

    def question(self, name: str) -> Question:
        """Return the last question for a field."""
        return next(question for question in reversed(self.asked) if question.field == name)
