"""What a command would write, checked within the whole roadmap before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rice_roadmap.bring.laid_over import LaidOver
from rice_roadmap.bring.writing_files import PlannedFile
from rice_roadmap.checking.inspection import Inspection, inspect
from rice_roadmap.text.files import Files
from rice_roadmap.text.problem import Problem, has_errors


@dataclass(frozen=True, kw_only=True, slots=True)
class Prepared:
    """What a command comes to: files to write, what to say beside, and the problems that the files bring.

    With an error among the problems there is nothing to write or to say: either all files are written or none.
    `inspection` is of the roadmap as it would be, what was wrong before included.
    """

    files: tuple[PlannedFile, ...]
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]
    inspection: Inspection

    @property
    def is_refused(self) -> bool:
        """Whether nothing may be written, because it would bring errors."""
        return has_errors(self.problems)


def prepared(files: Files, planned: Sequence[PlannedFile], notes: Iterable[str] = ()) -> Prepared:
    """Return the planned files with what they bring; without them if that is an error."""
    after = inspect(LaidOver.of(files, planned))
    problems = _new(after.problems, files)
    if has_errors(problems):
        return Prepared(files=(), notes=(), problems=problems, inspection=after)
    return Prepared(files=tuple(planned), notes=tuple(notes), problems=problems, inspection=after)


def _new(problems: tuple[Problem, ...], files: Files) -> tuple[Problem, ...]:
    """Return the problems that were not there before; lines may have moved, and prove nothing."""
    before = Counter(map(_what, inspect(files).problems)) if problems else Counter[tuple[str, ...]]()
    new: list[Problem] = []
    for problem in problems:
        if before[_what(problem)]:
            before[_what(problem)] -= 1
        else:
            new.append(problem)
    return tuple(new)


def _what(problem: Problem) -> tuple[str, ...]:
    return (problem.where.path, problem.code, problem.message)
