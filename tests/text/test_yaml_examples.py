"""Example files: what people type, and what attackers do; each is read as the file beside it says, by both parsers.

A new example is a file `tests/hostile/yaml/<code>.<words>.yaml`, or `fine.<words>.yaml` if nothing is wrong with it.
`pytest --update-examples` writes what is read beside it; look at it before you commit it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from rice_roadmap.text.problem import Code
from rice_roadmap.text.source import PARSERS, Data, Parser, Reading, read

EXAMPLES = Path(__file__).parents[1] / "hostile" / "yaml"
FILES = sorted(EXAMPLES.glob("*.yaml"))

# What is wrong with bytes and characters, or only with YAML: the shape of the data has examples of its own.
# A file that is too large is made in `test_source.py`, and so are the large ones of the others.
ALL = list(Code)
CODES = sorted(
    {*ALL[ALL.index(Code.FILE_TOO_LARGE) : ALL.index(Code.UNKNOWN_KEY)]} - {Code.FILE_TOO_LARGE, Code.TOO_MANY_VALUES}
)


def shown(reading: Reading) -> str:
    """Return all that was read, one problem or value per line, as it stands beside the examples."""
    return "".join(f"{line}\n" for line in (*_problems(reading), *_values(reading)))


def _problems(reading: Reading) -> Iterator[str]:
    for problem in reading.problems:
        yield f"{problem.where.line}:{problem.where.column}: {problem.code}: {problem.message}"
        yield f"    {problem.hint}"


def _values(reading: Reading) -> Iterator[str]:
    if reading.document is None:
        yield "not understood"
        return
    for key, value in reading.document.data.items():
        where = reading.document.value_at((key,))
        yield f"{where.line}:{where.column}: {_json(key)} = {_json(value)}"


def _json(value: Data) -> str:
    return json.dumps(value, default=_decimal, ensure_ascii=False)


def _decimal(number: object) -> str:
    assert isinstance(number, Decimal)
    return f"exactly {number}"


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_example_is_read_as_the_file_beside_it_says(file: Path, parser: Parser, update_examples: bool) -> None:
    """Every problem has its place, its sentence and its advice; whatever can be understood is read beside them."""
    reading = shown(read("file.yaml", file.read_bytes(), parser))
    beside = file.with_suffix(".txt")
    if update_examples:
        beside.write_text(reading, encoding="utf-8")
    assert reading == beside.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_example_shows_the_problem_it_is_named_after(file: Path) -> None:
    """The name of an example begins with the code of a problem that it has, or with `fine` if it has none."""
    found = {problem.code for problem in read("file.yaml", file.read_bytes()).problems}
    name, _, _ = file.name.partition(".")
    assert (not found) if name == "fine" else (name in found)


@pytest.mark.parametrize("code", CODES)
def test_every_problem_of_the_text_has_an_example(code: Code) -> None:
    """Whoever reads about a code finds a file that has it."""
    assert list(EXAMPLES.glob(f"{code}.*.yaml"))


def test_every_expectation_has_its_example() -> None:
    """A renamed example leaves nothing behind."""
    assert {file.stem for file in EXAMPLES.glob("*.txt")} == {file.stem for file in FILES}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_problem_is_one_sentence_and_an_advice(file: Path) -> None:
    """Message and hint are there, fit on a line, and begin like a sentence."""
    for problem in read("file.yaml", file.read_bytes()).problems:
        for words in (problem.message, problem.hint):
            assert words
            assert "\n" not in words
            assert words.isprintable()
            assert len(words) <= 200
        assert problem.message.endswith(".")
