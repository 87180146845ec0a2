"""Files of other tools and mails, broken or made to do harm: each is read, refused or left over, in a sentence.

A new example is a file in `tests/hostile/imports` or `tests/hostile/mails`; `pytest --update-examples` writes what
comes of it beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rice_roadmap.bring.importing import Import, prepare
from rice_roadmap.bring.new_records import new
from rice_roadmap.bring.prepared import Prepared
from rice_roadmap.bring.refusal import Refusal
from rice_roadmap.bring.report import outcome, remarks
from rice_roadmap.bring.writing_files import PlannedFile
from rice_roadmap.checking.inspection import inspect
from rice_roadmap.text.visible import visible
from tests.memory import Memory
from tests.samples import files_of
from tests.small import FILES

ROADMAP = Memory(FILES)

_LONGEST_SHOWN = 160


def said(found: Import | Prepared | Refusal) -> Iterator[str]:
    """Yield what comes of a file: the words for whoever brought it, and the files that would be written."""
    if isinstance(found, Refusal):
        yield f"refused ({found.exit_status}): {found}"
    elif isinstance(found, Import):
        yield from outcome(found, written=False)
        yield from remarks(found, written=False)
    else:
        yield from (f"{problem.code}: {problem.message}" for problem in found.problems)
        yield from found.notes
    for file in files_in(found):
        yield f"--- {file.path}"
        yield from file.content.decode("utf-8").splitlines()[1:]


def files_in(found: Import | Prepared | Refusal) -> tuple[PlannedFile, ...]:
    """Return the files that would be written."""
    return () if isinstance(found, Refusal) else found.files


def brought(file: Path) -> Import | Prepared | Refusal:
    """Return what comes of an example."""
    raw = file.read_bytes()
    if file.parent.name == "imports":
        return prepare("requests", file.name, raw, ROADMAP)
    return new("request", ROADMAP, options=["potential_impact=Much."], mail=raw)


EVERY = [*files_of("imports"), *files_of("mails")]


@pytest.mark.parametrize("file", EVERY, ids=lambda file: file.name)
def test_a_hostile_file_comes_to_what_stands_beside_it(file: Path, update_examples: bool) -> None:
    """Nothing fails; every row is written, known, or left over with its reason."""
    lines = (visible(line) for line in said(brought(file)))
    shown = "".join(f"{line if len(line) <= _LONGEST_SHOWN else line[:_LONGEST_SHOWN] + '…'}\n" for line in lines)
    beside = file.with_name(f"{file.name}.txt")
    if update_examples:
        beside.write_text(shown, encoding="utf-8")
    assert shown == beside.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", EVERY, ids=lambda file: file.name)
def test_whatever_is_written_of_a_hostile_file_is_sound(file: Path) -> None:
    """Each file that comes of it stands where its kind stands, and reads without a problem."""
    written = {planned.path: planned.content for planned in files_in(brought(file))}
    assert [path for path in written if not path.startswith("requests/")] == []
    before = inspect(ROADMAP).problems
    assert inspect(Memory({**FILES, **written})).problems == before


def test_every_expectation_has_its_file() -> None:
    """A renamed example leaves nothing behind."""
    beside = {f"{file.name}.txt" for file in EVERY}
    assert {file.name for folder in ("imports", "mails") for file in _folder(folder).glob("*.txt")} == beside


def _folder(name: str) -> Path:
    return Path(__file__).parents[1] / "hostile" / name
