"""What a command would write is judged within the whole roadmap, and only for what it brings."""

from __future__ import annotations

from rice_roadmap.bring.laid_over import LaidOver
from rice_roadmap.bring.prepared import prepared
from rice_roadmap.bring.writing_files import PlannedFile
from rice_roadmap.text.files import Entry, EntryKind
from tests.memory import Memory
from tests.small import FILES

BAD = "title: A\nsummary: B\nstatus: candidate\narea: nowhere\n"
PATH = "roadmap/items/bad.yaml"


def planned(path: str, text: str) -> PlannedFile:
    """Return a file to write."""
    return PlannedFile(path=path, content=text.encode())


def test_files_lie_over_those_that_are_there() -> None:
    """A planned file is read in the place of the old one, and every other as it is."""
    laid = LaidOver.of(Memory({"roadmap/plan.yaml": "a"}), [planned("requests/b.yaml", "b")])
    assert laid.entries() == (
        Entry(path="requests/b.yaml", kind=EntryKind.FILE),
        Entry(path="roadmap/plan.yaml", kind=EntryKind.FILE),
    )
    assert (laid.read("roadmap/plan.yaml"), laid.read("requests/b.yaml")) == (b"a", b"b")
    assert LaidOver.of(laid, [planned("requests/b.yaml", "c")]).read("requests/b.yaml") == b"c"


def test_an_error_that_a_file_brings_refuses_all() -> None:
    """With one of two files wrong, neither is to be written."""
    found = prepared(Memory(FILES), [planned(PATH, BAD), planned("roadmap/items/good.yaml", "title: A\n")])
    assert found.is_refused
    assert found.files == ()
    assert {problem.where.path for problem in found.problems} == {PATH, "roadmap/items/good.yaml"}


def test_an_error_that_was_there_refuses_nothing() -> None:
    """It may even move to another line: it is the same error."""
    before = Memory({**FILES, PATH: BAD})
    found = prepared(before, [planned(PATH, f"# Why?\n{BAD}")])
    assert not found.is_refused
    assert found.problems == ()
    assert [problem.where.line for problem in found.inspection.problems] == [5]


def test_the_same_error_once_more_is_a_new_one() -> None:
    """A second mistake of the same kind is not hidden by the first."""
    link = "answers: [nowhere]\n"
    before = Memory({**FILES, PATH: BAD.replace("area: nowhere\n", link)})
    text = BAD.replace("area: nowhere\n", "answers: [nowhere, {request: nowhere, part: B}]\n")
    assert len(prepared(before, [planned(PATH, text)]).problems) == 1


def test_an_error_elsewhere_counts_too() -> None:
    """What a file breaks in another one is found there."""
    found = prepared(
        Memory(FILES), [planned("roadmap/plan.yaml", FILES["roadmap/plan.yaml"].replace("sharing", "wiki"))]
    )
    assert {problem.where.path for problem in found.problems} == {"requests/export.yaml", "roadmap/items/export.yaml"}
