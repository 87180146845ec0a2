"""What was found out about single files: inspecting a second state of a roadmap asks only about what differs."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from rice_roadmap.text.document import Document

T = TypeVar("T")


class Answers:
    """The answers to one question about documents.

    What did not change is known by being the very same document, as `text.source.once` gives it: nothing is compared,
    and nothing can be taken for something else.
    """

    def __init__(self, *, are_kept: bool) -> None:
        """Know no answer yet, and keep those to come unless nobody asks twice."""
        self._are_kept = are_kept
        self._known: dict[int, tuple[Document, Any]] = {}

    def of(self, document: Document, answer: Callable[[], T]) -> T:
        """Return the answer for a document, which is worked out where it is not known."""
        if not self._are_kept:
            return answer()
        # The document is kept too, so that no other one can come to stand in its place in memory.
        known = self._known.get(id(document))
        if known is None:
            known = self._known[id(document)] = (document, answer())
        found: T = known[1]
        return found


class Recall:
    """All questions that were asked; a question names everything that its answer follows from beside the document."""

    def __init__(self, *, is_kept: bool = True) -> None:
        """Remember nothing yet."""
        self._is_kept = is_kept
        self._questions: dict[Hashable, Answers] = {}

    def about(self, question: Hashable) -> Answers:
        """Return the answers to a question."""
        answers = self._questions.get(question)
        if answers is None:
            answers = self._questions[question] = Answers(are_kept=self._is_kept)
        return answers
