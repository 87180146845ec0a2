"""What fits, as `rice-roadmap rank` says it: a roadmap and the day in, each form out, as example files.

An example begins with a sentence and goes on with files, each under its path. The commands that it shows stand last,
each with what it prints.
"""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from rice_roadmap.cli import main

EXAMPLES = tuple(sorted((Path(__file__).parent / "cases" / "rank").glob("*.txt")))

HEADING = re.compile(r"^=== (?P<name>.+)\n", re.MULTILINE)

Sections = dict[str, str]


def sections_in(text: str) -> Sections:
    """Return the text under each heading; the introduction stands under an empty one."""
    introduction, *parts = HEADING.split(text)
    sections = {"": introduction} | dict(zip(parts[::2], parts[1::2], strict=True))
    return {heading: f"{body.rstrip()}\n" for heading, body in sections.items()}


def as_example(sections: Sections) -> str:
    """Return the sections as an example file."""
    return "\n".join(f"=== {heading}\n{body}" if heading else body for heading, body in sections.items())


def written(root: Path, files: Sections) -> Path:
    """Write the files of an example below a folder and return it."""
    for path, text in files.items():
        if path.endswith(".yaml"):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
    return root


def said(command: str, root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what a command prints of a roadmap without errors, in which lines end as everywhere else in a file."""
    capsys.readouterr()
    assert main([*command.split(), "--root", str(root)]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out.replace("\r\n", "\n")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_ranking_reads_as_its_example_says(
    path: Path, tmp_path: Path, update_examples: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each form that an example shows comes out as written in it, and a table fits a terminal."""
    example = sections_in(path.read_text(encoding="utf-8"))
    root = written(tmp_path, example)
    shown = {command: said(command, root, capsys) for command in example if command.startswith("rank")}
    if update_examples:
        path.write_text(as_example(example | shown), encoding="utf-8")
    expected = sections_in(path.read_text(encoding="utf-8"))
    assert shown == {command: expected[command] for command in shown} != {}
    tables = [line for command, text in shown.items() if "--format" not in command for line in text.splitlines()]
    assert [line for line in tables if len(line) > 100] == []


def value(identifiers: list[str], rows: list[dict[str, Any]]) -> Fraction:
    """Return what these features bring together, worked out by hand from their rows."""
    found = [row for row in rows if row["id"] in identifiers]
    return sum(
        (Fraction(row["reach"]) * Fraction(row["impact"]) * Fraction(row["confidence"][:-1]) / 100 for row in found),
        Fraction(0),
    )


@pytest.mark.parametrize(
    ("example", "effort", "fill", "best"),
    [
        ("what-fits-is-not-always-what-brings-most", "4", 7200, 8000),
        ("what-does-not-fit-is-skipped", "5", 11700, 11700),
    ],
)
def test_the_published_table_of_agentcalc_is_met(
    example: str, effort: str, fill: int, best: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """AgentCalc's three features at four and five person-months, as total value."""
    [path] = [path for path in EXAMPLES if path.stem == example]
    root = written(tmp_path, sections_in(path.read_text(encoding="utf-8")))
    data = json.loads(said("rank --today 2027-02-03 --format json", root, capsys))
    [entry] = data["capacity"]
    assert (data["period"], entry["available"]) == ("2027-Q1", effort)
    assert (value(entry["fill"], data["ranking"]), value(entry["best"], data["ranking"])) == (
        Fraction(fill),
        Fraction(best),
    )
