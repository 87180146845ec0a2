"""A request to fill in by hand, for whom the form does not work: a file that explains itself and is valid as it is."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from rice_roadmap.publish.propose_questions import ASKS, Question
from rice_roadmap.text.document import Data
from rice_roadmap.text.writing import write

#: What stands where somebody is to write.
TO_FILL_IN = "Write here."

_WIDTH = 76
_FIRST = "Give this file a name of its own, and write your own words after each colon."
_REST = "What you know of the rest, without the number signs in front:"


def template(questions: Sequence[Question]) -> str:
    """Return the file that a forge opens where scripts do not run."""
    written = [*_comment(_FIRST)]
    for question in questions:
        if question.is_required:
            said = f"{question.asked} {question.help}".strip()
            written += ["", *_comment(said), *_yaml({question.name: TO_FILL_IN})]
    optional = [question for question in questions if not question.is_required]
    if optional:
        written += ["", *_comment(_REST), *(f"# {line}" for line in _yaml(_examples(optional)))]
    return "\n".join([*written, ""])


def _examples(questions: Sequence[Question]) -> dict[str, Data]:
    ask: dict[str, Data] = {}
    data: dict[str, Data] = {}
    for question in questions:
        outer, _, inner = question.name.rpartition(".")
        (ask if outer == ASKS else data)[inner] = question.choices[0].value if question.choices else question.example
    return {**({ASKS: [ask]} if ask else {}), **data}


def _yaml(data: dict[str, Data]) -> list[str]:
    # Without the first line, which names the schema: nobody edits this beside one.
    return write(data, schema="").splitlines()[1:]


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in wrap(text, _WIDTH)]
