"""The hostile samples under `tests/hostile`, by the door they knock at; `python -m tests.hostile` counts them.

A file is a sample, or a list of samples in JSON, where escapes show what no editor would. The name of a list says what
is to be said of each sample in it: the code of a problem, or `fine` where it stays what it is, a harmless text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

HOSTILE = Path(__file__).parent / "hostile"

#: Each door with what is on the other side, and how its samples are filed.
DOORS: Mapping[str, tuple[str, str]] = {
    "yaml": ("*.yaml", "files that are read"),
    "prose": ("*.md", "texts of several lines"),
    "lines": ("*.json", "texts of one line"),
    "addresses": ("*.json", "links"),
    "names": ("*.json", "paths of files"),
    "ids": ("*.json", "ids that commands are given"),
    "imports": ("*.*", "files of other tools"),
    "mails": ("*.eml", "mails and pasted texts"),
}

#: What stands beside a sample and says what is expected of it.
_EXPECTED = (".txt", ".html")


def files_of(door: str) -> tuple[Path, ...]:
    """Return the files that hold the samples of a door."""
    pattern, _ = DOORS[door]
    return tuple(file for file in sorted((HOSTILE / door).glob(pattern)) if file.suffix not in _EXPECTED)


def listed(door: str) -> Iterator[tuple[str, str]]:
    """Yield what is to be said, and the sample it is said of, from the lists of a door."""
    for file in files_of(door):
        for sample in json.loads(file.read_text(encoding="utf-8")):
            yield file.stem, sample


def counts() -> Mapping[str, int]:
    """Return how many samples there are for each door."""
    return {door: sum(_samples_in(file) for file in files_of(door)) for door in DOORS}


def _samples_in(file: Path) -> int:
    in_list = file.suffix == ".json" and file.parent.name != "imports"
    return len(json.loads(file.read_text(encoding="utf-8"))) if in_list else 1
