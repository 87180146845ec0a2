"""What to do with a file that stands in the wrong place, or under the wrong name, or behind a closed door."""

from __future__ import annotations

import pytest

from rice_roadmap.checking.inspection import inspect
from rice_roadmap.text.problem import Code
from tests.memory import Memory

PLAN = "product: Signpost\nreach: {unit: customers, period: quarter}\n"
REQUEST = "title: Dark mode\nneed: People are dazzled.\npotential_impact: Tired eyes.\n"
ITEM = "title: Dark theme\nsummary: Dark pages.\nstatus: candidate\nanswers: [dark-mode]\ndepends_on: [colours]\n"
DECISION = "verdict: accepted\ndecided_on: 2027-01-31\ndecided_by: Product\n"

ASK = "An ask stands in a folder named after its request: `requests/asks/<request>/north.yaml`."
READ = (
    "Files are read in `requests/`, `requests/asks/<request>/`, `roadmap/items/` or `roadmap/decisions/`; beside them "
    "only `roadmap/plan.yaml` and `roadmap/accounts.yaml`."
)


def hints(memory: Memory) -> list[tuple[Code, str]]:
    """Return the kind of each problem, and what to write instead."""
    return [(problem.code, problem.hint) for problem in inspect(memory).problems]


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("requests/asks/north.yaml", ASK),
        ("requests/asks/dark-mode/2027/north.yaml", ASK),
        ("roadmap/itmes/dark-theme.yaml", f"Did you mean `roadmap/items/`? {READ}"),
        ("roadmap/decision/dark-mode.yaml", f"Did you mean `roadmap/decisions/`? {READ}"),
        ("roadmap/Plan.yaml", f"Did you mean `roadmap/plan.yaml`? {READ}"),
        ("roadmap/account.yaml", f"Did you mean `roadmap/accounts.yaml`? {READ}"),
        ("roadmap/dark-theme.yaml", READ),
        ("roadmap/later/dark-theme.yaml", READ),
    ],
)
def test_a_file_that_nothing_reads_is_told_where_files_are_read(path: str, hint: str) -> None:
    """The place that was meant, where one is alike, and all the places there are."""
    found = hints(Memory({"roadmap/plan.yaml": PLAN, path: REQUEST}))
    assert found == [(Code.MISPLACED_FILE, hint)]


@pytest.mark.parametrize(
    ("name", "advised"),
    [
        ("dark-mode.yml", "dark-mode.yaml"),
        ("Dark Mode.YML", "dark-mode.yaml"),
        ("Größe.YAML", "grosse.yaml"),
        ("?.yml", "export-to-excel.yaml"),
    ],
)
def test_a_file_of_another_ending_gets_a_name_that_can_stay(name: str, advised: str) -> None:
    """Whoever renames it as advised is not told to rename it again."""
    assert hints(Memory({"roadmap/plan.yaml": PLAN, f"requests/{name}": REQUEST})) == [
        (Code.WRONG_ENDING, f"Rename it to `{advised}`.")
    ]
    assert hints(Memory({"roadmap/plan.yaml": PLAN, f"requests/{advised}": REQUEST})) == []


def test_an_answer_keeps_the_name_of_its_request() -> None:
    """Where the id is reserved, request and answer are renamed alike; the answer alone would be about nothing."""
    reserved = {"roadmap/plan.yaml": PLAN, "requests/search.yaml": REQUEST, "roadmap/decisions/search.yaml": DECISION}
    assert hints(Memory(reserved)) == [
        (Code.RESERVED_ID, "Rename the file, for example to `search-request.yaml`."),
        (Code.RESERVED_ID, "Rename the request, for example to `search-request.yaml`, and this file alike."),
    ]
    renamed = {path.replace("search", "search-request"): text for path, text in reserved.items()}
    assert hints(Memory(renamed)) == []


def test_a_folder_that_cannot_be_opened_is_one_problem() -> None:
    """What stands in it is not known, so that nothing that points there is wrong too."""
    files = {"roadmap/plan.yaml": PLAN, "roadmap/items/dark-theme.yaml": ITEM, "roadmap/decisions/x.yaml": DECISION}
    unknown = [Code.UNKNOWN_REQUEST, Code.UNKNOWN_REQUEST, Code.UNKNOWN_ITEM]
    assert sorted(code for code, _ in hints(Memory(files))) == sorted(unknown)
    assert hints(Memory(files, shut=frozenset({"requests"}))) == [
        (Code.UNREADABLE_FILE, "Change who may open it, then check again.")
    ]


def test_a_plan_behind_a_closed_door_is_not_missing_too() -> None:
    """Nobody knows whether it is there; pages are no place for a plan."""
    (problem,) = inspect(Memory({}, shut=frozenset({"roadmap"}))).problems
    assert (problem.where.path, problem.where.line, problem.where.column) == ("roadmap", 1, 1)
    assert problem.code is Code.UNREADABLE_FILE
    codes = [code for code, _ in hints(Memory({}, shut=frozenset({"docs/drafts"})))]
    assert codes == [Code.UNREADABLE_FILE, Code.MISSING_PLAN]
