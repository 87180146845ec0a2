"""Whether new items keep to the plan, so that an import brings nothing that `check` would then refuse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rice_roadmap.bring.writing_files import PlannedFile
from rice_roadmap.checking.inspection import inspect
from rice_roadmap.model.filing import PLAN
from rice_roadmap.text.files import Entry, EntryKind
from rice_roadmap.text.problem import Code

# What an item says of itself that the schema cannot know. What it points at has been looked up before.
_OWN = frozenset(
    {
        Code.IMPACT_OFF_SCALE,
        Code.CONFIDENCE_OFF_SCALE,
        Code.EFFORT_BELOW_MINIMUM,
        Code.RANGE_ORDER,
        Code.PLANNED_FOR_LATER,
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _NewFiles:
    """The plan and new items as files, before they are on any disk."""

    contents: Mapping[str, bytes]

    def entries(self) -> tuple[Entry, ...]:
        return tuple(Entry(path=path, kind=EntryKind.FILE) for path in sorted(self.contents))

    def read(self, path: str) -> bytes:
        return self.contents[path]


def reasons_against(plan: bytes | None, items: Iterable[PlannedFile]) -> Mapping[str, str]:
    """Return why items do not keep to the plan, by path; nothing is said where the plan cannot be read."""
    contents = {item.path: item.content for item in items}
    if plan is None or not contents:
        return {}
    reasons: dict[str, str] = {}
    for problem in inspect(_NewFiles(contents={**contents, PLAN: plan})).problems:
        if problem.code in _OWN:
            words = f"{problem.message} {problem.hint}".strip()
            reasons[problem.where.path] = f"{reasons.get(problem.where.path, '')} {words}".strip()
    return reasons
