"""SECURITY.md: its figures are what the commands beside them print."""

from __future__ import annotations

import re
from pathlib import Path

from tests.canaries import figures
from tests.publish.audited import FILES, FORMS
from tests.samples import counts

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def row(beginning: str) -> str:
    """Return what a row of the table says of how much."""
    (found,) = re.findall(rf"^\| {re.escape(beginning)}[^|]*\| ([^|]*) \|", PAGE, re.MULTILINE)
    return str(found)


def numbers(text: str) -> list[int]:
    """Return the whole numbers of a text."""
    return [int(found.replace(",", "")) for found in re.findall(r"\d[\d,]*", text)]


def test_the_marks_are_counted_right() -> None:
    """As many fields, marks and forms as are planted and looked for."""
    fields, marks, public, forms = figures().values()
    assert numbers(row("Every internal field holds a mark")) == [fields, marks, public]
    assert numbers(row("Forms in which a mark is looked for")) == [forms]
    assert numbers(row("Forms and kinds of files in which")) == [len(FORMS), len(FILES)]


def test_the_hostile_samples_are_counted_right() -> None:
    """As many as there are at all doors together."""
    assert numbers(row("Hostile samples")) == [sum(counts().values())]


def test_every_command_and_file_it_names_is_there() -> None:
    """Whoever wants to see a figure can ask for it."""
    paths = set(re.findall(r"\b(tests/[\w/]+(?:\.\w+)?)", PAGE))
    assert paths
    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []
