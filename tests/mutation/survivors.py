"""The faults that no test notices, with the reasons, as `SURVIVORS.md` lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LIST = Path(__file__).parent / "SURVIVORS.md"

_GROUP = re.compile(r"^## (\w+)$", re.MULTILINE)
_ENTRY = re.compile(r"^- (?P<name>`[^`]+` `[^`]+`: `[^`]*` → `[^`]*`(?: \(\d+\))?)\n  (?P<reason>\S.*)$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Survivor:
    """A fault by its name, and why no test needs to notice it."""

    name: str
    reason: str


def listed(group: str) -> tuple[Survivor, ...]:
    """Return what the list says of a group."""
    return tuple(Survivor(name=found["name"], reason=found["reason"]) for found in _ENTRY.finditer(sections()[group]))


def sections() -> dict[str, str]:
    """Return the list in its parts, by group."""
    _, *parts = _GROUP.split(LIST.read_text(encoding="utf-8"))
    return dict(_pairs(parts))


def _pairs(parts: list[str]) -> Iterator[tuple[str, str]]:
    return zip(parts[::2], parts[1::2], strict=True)
