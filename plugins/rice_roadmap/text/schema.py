"""The shape of each kind of file, checked by the same schema that editors use."""

from __future__ import annotations

from rice_roadmap.text.document import Document
from rice_roadmap.text.prefilter import is_surely_valid
from rice_roadmap.text.problem import Problem
from rice_roadmap.text.shape import Kind, schema_of

__all__ = ["Kind", "check", "schema_of"]


def check(kind: Kind, document: Document, *, is_hidden: bool = False) -> tuple[Problem, ...]:
    """Return every problem of a document's shape, at its place: one for each thing to mend.

    Of a file that `is_hidden` from the public as a whole no value is repeated, whatever its schema says of each.
    """
    if is_surely_valid(kind, document.data):
        return ()
    from rice_roadmap.text.conformance import problems_of_shape  # noqa: PLC0415 -- slow to load, and seldom needed

    return problems_of_shape(kind, document, is_hidden=is_hidden)
