"""The bytes of a new file, proven: read back, of the right shape, and equal to what was to be written."""

from __future__ import annotations

from collections.abc import Sequence

from rice_roadmap.bring.refusal import Unfit
from rice_roadmap.text.problem import Location, Problem, Severity
from rice_roadmap.text.schema import Kind, check
from rice_roadmap.text.source import Data, Document, read
from rice_roadmap.text.writing import write

_MOST_PROBLEMS_TOLD = 3


def schema_address(kind: Kind, path: str) -> str:
    """Return where the schema stands, seen from the folder of a file."""
    return f"{'../' * path.count('/')}schema/{kind}.schema.json"


def proven(kind: Kind, path: str, data: dict[str, Data]) -> bytes | Unfit:
    """Return the file that holds the data, or why no such file can be written."""
    try:
        text = write(data, schema=schema_address(kind, path))
    except ValueError as error:
        return Unfit(reason=f"it holds {error}.")
    return proven_text(kind, path, text, data)


def proven_text(kind: Kind, path: str, text: str, data: dict[str, Data]) -> bytes | Unfit:
    """Return a file's text as bytes if it says what `data` says and has the right shape, or why not."""
    raw = text.encode()
    reading = read(path, raw)
    document = reading.document
    problems = (*reading.problems, *(check(kind, document) if document else ()))
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        return Unfit(reason=_in_words(errors, document))
    if document is None or document.data != data:
        return Unfit(reason="its texts would not read back as they were written.")
    return raw


def _in_words(problems: Sequence[Problem], document: Document | None) -> str:
    """Return what the problems say, with fields in place of lines and columns that nobody has seen yet."""
    told: dict[str, None] = {}
    for problem in problems[:_MOST_PROBLEMS_TOLD]:
        advice = "" if "Write " in problem.message else problem.hint
        told[f"{_field(problem.where, document)}{problem.message} {advice}".strip()] = None
    more = len(problems) - _MOST_PROBLEMS_TOLD
    return " ".join(told) + (f" And {more} more." if more > 0 else "")


def _field(where: Location, document: Document | None) -> str:
    if document is None:
        return ""
    pointers = (pointer for pointer in document.places if document.value_at(pointer) == where)
    keys = [str(key) for key in max(pointers, key=len, default=()) if isinstance(key, str)]
    return f"`{'.'.join(keys)}`: " if keys else ""
