"""The rules between files, one example file for each case: what is wrong, at which place, and what is right.

An example begins with a sentence and goes on with files, each after a line `--- path ---`, which are laid over the
small roadmap that all examples share; `--- path (link) ---` and its like stand for what is no readable file, and
`--- today 2027-03-01 ---` for the day. The problems stand last, as `rice-roadmap check` prints them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from rice_roadmap.checking.inspection import Inspection, inspect
from rice_roadmap.model.filing import filed
from rice_roadmap.text.fields import fields
from rice_roadmap.text.problem import Code
from rice_roadmap.text.source import read
from tests.memory import Memory

CASES = Path(__file__).parents[1] / "cases"
EXAMPLES = tuple(sorted((CASES / "rules").glob("*/*.txt")))

SEPARATOR = re.compile(r"^--- (?P<name>\S.*?)(?: \((?P<kind>link|pipe|closed|gone)\))? ---\n", re.MULTILINE)

#: What the reader and the schemas say of one file alone; their own tests prove it.
FIRST, LAST = Code.FILE_TOO_LARGE, Code.WRONG_SHAPE
CODES = list(Code)
OF_ONE_FILE = frozenset(CODES[CODES.index(FIRST) : CODES.index(LAST) + 1])


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """The files of a case, the day on which they are looked at, and the problems that they should have."""

    files: Memory
    today: date | None
    problems: str

    @property
    def found(self) -> Inspection:
        """What the files mean, and what is wrong with them."""
        return inspect(self.files, today=self.today)


def small_roadmap() -> dict[str, str | bytes]:
    """Return the files on which every example is laid."""
    base = CASES / "small-roadmap"
    return {path.relative_to(base).as_posix(): path.read_text(encoding="utf-8") for path in base.rglob("*.yaml")}


def parse(text: str) -> Example:
    """Return the example that a text describes."""
    files = small_roadmap()
    other: dict[str, set[str]] = {"link": set(), "pipe": set(), "closed": set(), "gone": set()}
    today, problems = None, ""
    # What splitting by the separator gives: the sentence, then name, kind and content of each part.
    parts = iter(SEPARATOR.split(text)[1:])
    for name, kind, content in zip(parts, parts, parts, strict=True):
        if name == "problems":
            problems = content
        elif name.startswith("today "):
            today = date.fromisoformat(name.removeprefix("today "))
        elif kind:
            files.pop(name, None)
            other[kind].add(name)
        else:
            files[name] = content
    memory = Memory(
        files=files,
        links=frozenset(other["link"]),
        others=frozenset(other["pipe"]),
        unreadable=frozenset(other["closed"]),
    )
    return Example(files=memory, today=today, problems=problems)


def printed(inspection: Inspection) -> str:
    """Return the problems as `rice-roadmap check` prints them."""
    return "".join(
        f"{problem.where.path}:{problem.where.line}:{problem.where.column}: {problem.code}: {problem.message}\n"
        for problem in inspection.problems
    )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_files_of_an_example_have_the_problems_it_lists(path: Path, *, update_examples: bool) -> None:
    """Each problem stands once, at its exact line and column, and nothing follows from it."""
    text = path.read_text(encoding="utf-8")
    example = parse(text)
    found = printed(example.found)
    if update_examples:
        path.write_text(text.partition("--- problems ---\n")[0] + f"--- problems ---\n{found}", encoding="utf-8")
    else:
        assert found == example.problems


@pytest.mark.parametrize("code", [code for code in Code if code not in OF_ONE_FILE])
def test_every_rule_has_an_example_that_breaks_it_and_one_that_keeps_it(code: Code) -> None:
    """The folder of a kind of problem shows where it begins and where it ends."""
    shown = {parse(path.read_text(encoding="utf-8")).problems for path in EXAMPLES if path.parent.name == code}
    assert {f": {code}: " in problems for problems in shown} == {True, False}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_problem_repeats_an_internal_value(path: Path) -> None:
    """What only colleagues may read stands in no message and no hint; ids and words of a list are no secret."""
    example = parse(path.read_text(encoding="utf-8"))
    said = " ".join(f"{problem.message} {problem.hint}" for problem in example.found.problems)
    assert [text for text in _internal_texts(example.files) if text in said] == []


def _internal_texts(memory: Memory) -> Iterator[str]:
    for path in memory.files:
        filed_as = filed(path)
        document = read(path, memory.read(path)).document if filed_as else None
        if filed_as and document:
            found = fields(filed_as.kind, document.data)
            yield from (str(one.value) for one in found if one.is_internal and " " in str(one.value))


def _example(name: str) -> Example:
    return parse((CASES / "rules" / f"{name}.txt").read_text(encoding="utf-8"))


def test_a_bad_file_hides_no_good_one() -> None:
    """What can be read is in the portfolio, beside whatever cannot."""
    found = _example("unknown-item/bad-file-is-known").found.portfolio
    assert list(found.items) == ["dark-theme"]
    assert list(found.requests) == ["dark-mode", "single-sign-on"]


def test_the_first_of_two_files_keeps_their_id() -> None:
    """A second file with the same id replaces nothing."""
    found = _example("id-used-twice/two-folders").found.portfolio
    assert found.requests["dark-mode"].public.title == "Dark mode"
    assert found.items["dark-theme"].public.path == "roadmap/items/dark-theme.yaml"


def test_a_range_that_is_upside_down_is_in_no_ranking() -> None:
    """The best rank of such an item would be below its worst, and the ranks of others would move with it."""
    assert list(_example("range-order/upside-down").found.portfolio.items) == ["sign-in-with-saml"]
    assert list(_example("range-order/in-order").found.portfolio.items) == ["dark-theme", "sign-in-with-saml"]


def test_without_a_plan_items_are_there_and_steps_mean_nothing() -> None:
    """Nobody knows what *high* means where the scale cannot be read; a percentage means itself."""
    item = _example("missing-plan/no-plan").found.portfolio.items["sign-in-with-saml"].public
    assert item.rice.missing == ("impact",)
    assert item.rice.confidence


def test_an_example_that_lists_the_wrong_place_would_be_noticed() -> None:
    """The comparison above looks at line and column."""
    example = _example("unknown-request/item-answers-nothing")
    assert printed(example.found) == example.problems
    assert printed(example.found) != example.problems.replace(":5:5:", ":5:6:")
