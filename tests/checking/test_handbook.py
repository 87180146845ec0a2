"""Every kind of problem has a page, and what the page shows is true."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from rice_roadmap.checking.handbook import CodePage, page, pages, parse
from rice_roadmap.checking.inspection import inspect
from rice_roadmap.text.files import MOST_BYTES
from rice_roadmap.text.mismatch import Mismatch
from rice_roadmap.text.problem import Code
from rice_roadmap.text.shape import Kind
from rice_roadmap.text.shape_advice import problem_of
from rice_roadmap.text.source import read
from rice_roadmap.text.tree import MOST_VALUES
from tests.memory import Memory

#: Two requests and two items without a problem, on which every example is laid.
BASE = Path(__file__).parents[1] / "cases" / "small-roadmap"

#: The day on which the examples are looked at.
TODAY = date(2027, 3, 1)

BLOCK = re.compile(r"^```yaml (?P<path>[^\n]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)

DARK_MODE = "requests/dark-mode.yaml"
DARK_MODE_IN_CONFLICT = """\
title: Dark mode
<<<<<<< yours
need: People who work at night are dazzled by white pages.
=======
need: White pages dazzle people at night.
>>>>>>> theirs
potential_impact: Fewer complaints about tired eyes.
"""

#: What no block of text can show: links, bytes, sizes, characters that look like others.
BUILT: Mapping[Code, Callable[[dict[str, str | bytes]], Memory]] = {
    Code.MISSING_PLAN: lambda base: Memory({path: text for path, text in base.items() if path != "roadmap/plan.yaml"}),
    Code.SYMBOLIC_LINK: lambda base: Memory(base, links=frozenset({DARK_MODE})),
    Code.NOT_A_FILE: lambda base: Memory(base, others=frozenset({DARK_MODE})),
    Code.UNREADABLE_FILE: lambda base: Memory(base, unreadable=frozenset({DARK_MODE})),
    Code.FILE_TOO_LARGE: lambda base: Memory(base | {DARK_MODE: b"#" * (MOST_BYTES + 1)}),
    Code.NOT_UTF_8: lambda base: Memory(base | {DARK_MODE: "title: Café".encode("latin-1")}),
    Code.MERGE_CONFLICT: lambda base: Memory(base | {DARK_MODE: DARK_MODE_IN_CONFLICT}),
    Code.NOT_NORMALISED: lambda base: Memory(base | {DARK_MODE: f"{base[DARK_MODE]!s}visibilite\u0301: public\n"}),
    Code.TOO_MANY_VALUES: lambda base: Memory(base | {DARK_MODE: f"links: [{'x, ' * MOST_VALUES}]"}),
}

#: No schema of today leads to it: the words for a rule of a schema that nobody has found words for.
UNREACHED = frozenset({Code.WRONG_SHAPE})


def base() -> dict[str, str | bytes]:
    """Return the files on which examples are laid."""
    return {path.relative_to(BASE).as_posix(): path.read_text(encoding="utf-8") for path in BASE.rglob("*.yaml")}


def files_in(markdown: str) -> dict[str, str | bytes]:
    """Return the files that the blocks of a page show."""
    return {block["path"]: block["text"] for block in BLOCK.finditer(markdown)}


def codes_of(memory: Memory) -> list[Code]:
    """Return the kind of every problem of these files."""
    return [problem.code for problem in inspect(memory, today=TODAY).problems]


def codes_of_example(shown: CodePage) -> list[Code]:
    """Return the kinds of problems that the example of a page has when it is laid over the base."""
    build = BUILT.get(shown.code)
    return codes_of(Memory(base() | files_in(shown.example)) if build is None else build(base()))


def codes_of_advice(shown: CodePage) -> list[Code]:
    """Return the kinds of problems that are left when what a page advises is laid over the base."""
    return codes_of(Memory(base() | files_in(shown.instead)))


def test_every_kind_of_problem_has_a_page_and_every_page_a_kind() -> None:
    """The closed list of codes and the folder of pages name the same things."""
    names = {entry.name for entry in files("rice_roadmap.checking").joinpath("codes").iterdir()}
    assert names == {f"{code}.md" for code in Code}


def test_pages_come_in_the_order_of_the_kinds() -> None:
    """The handbook begins with the file itself and ends with what must not be published."""
    assert [shown.code for shown in pages()] == list(Code)


def test_the_base_of_the_examples_has_no_problem() -> None:
    """What an example shows is its own, and so is what its advice leaves."""
    assert codes_of(Memory(base())) == []


@pytest.mark.parametrize("code", Code)
def test_a_page_has_a_title_and_four_parts_of_plain_words(code: Code) -> None:
    """Each part begins with a capital in a sentence or a block, and no two pages share a title."""
    shown = page(code)
    assert [other.code for other in pages() if other.title == shown.title] == [code]
    assert not shown.title.endswith(".")
    for part in (shown.means, shown.why):
        assert part[0].isupper() or part[0] in "`“*"
        assert part.endswith((".", "?"))


@pytest.mark.parametrize("code", sorted(set(Code) - UNREACHED))
def test_the_example_has_exactly_the_problem_of_its_page(code: Code) -> None:
    """One mistake is one problem, of this kind and no other."""
    assert codes_of_example(page(code)) == [code]


@pytest.mark.parametrize("code", Code)
def test_what_a_page_advises_leaves_no_problem(code: Code) -> None:
    """Whoever writes what the page shows is done."""
    assert files_in(page(code).instead)
    assert codes_of_advice(page(code)) == []


def test_a_rule_of_a_schema_without_words_of_its_own_is_a_problem_too() -> None:
    """The one kind that no file of today has: whoever adds to a schema what nothing explains gets it, not a failure."""
    document = read(DARK_MODE, str(base()[DARK_MODE]).encode()).document
    assert document
    odd = Mismatch(kind=Kind.REQUEST, pointer=("title",), keyword="multipleOf", wanted=2, schema={}, value=3)
    assert {problem_of(odd, document).code} == UNREACHED


def test_an_example_that_is_right_would_be_noticed() -> None:
    """The proof above can fail: a page whose example is right shows no problem."""
    shown = page(Code.UNKNOWN_KEY)
    wrong = parse(shown.code, _as_text(shown, example=shown.instead))
    assert codes_of_example(wrong) != [Code.UNKNOWN_KEY]


def test_advice_that_is_wrong_would_be_noticed() -> None:
    """The proof above can fail: a page that advises the mistake itself leaves the problem."""
    shown = page(Code.UNKNOWN_KEY)
    wrong = parse(shown.code, _as_text(shown, instead=shown.example))
    assert codes_of_advice(wrong) == [Code.UNKNOWN_KEY]


@pytest.mark.parametrize("heading", ["What it means", "Why we ask", "Example", "Write instead"])
def test_a_page_without_one_of_its_headings_is_refused(heading: str) -> None:
    """Nobody can forget a part."""
    text = _as_text(page(Code.UNKNOWN_KEY)).replace(f"## {heading}\n", "")
    with pytest.raises(ValueError, match="four headings"):
        parse(Code.UNKNOWN_KEY, text)


def _as_text(shown: CodePage, *, example: str = "", instead: str = "") -> str:
    return (
        f"# {shown.title}\n\n## What it means\n\n{shown.means}\n\n## Why we ask\n\n{shown.why}\n"
        f"\n## Example\n\n{example or shown.example}\n\n## Write instead\n\n{instead or shown.instead}\n"
    )
