"""Imports as example files: a command, an input and a roadmap in; files, words and an exit status out."""

from __future__ import annotations

import re
import shlex
from argparse import ArgumentParser
from pathlib import Path

import pytest

from rice_roadmap.bring.importing import prepare
from rice_roadmap.bring.refusal import Refusal
from rice_roadmap.bring.report import outcome, remarks
from rice_roadmap.bring.writing_files import write_beside, write_files
from rice_roadmap.text.files import Folder

EXAMPLES = Path(__file__).parents[1] / "cases" / "import"
HEADING = re.compile(r"^=== (.+)\n", re.MULTILINE)
GIVEN = re.compile(r"command|before .+|[^ ]+\.(csv|tsv|json|jsonl)")

Sections = dict[str, str]


def sections_in(text: str) -> Sections:
    """Return the text under each heading, without blanks at its end; the introduction stands under an empty one."""
    introduction, *parts = HEADING.split(text)
    sections = {"": introduction} | dict(zip(parts[::2], parts[1::2], strict=True))
    return {heading: f"{body.rstrip()}\n" if body.strip() else "" for heading, body in sections.items()}


def as_text(sections: Sections) -> str:
    """Return the sections as an example file."""
    return "\n".join(f"=== {heading}\n{body}" if heading else body for heading, body in sections.items())


def run(command: str, here: Path, root: Path, *, write: bool) -> Sections:
    """Return what an import comes to, as sections of an example; files are read from `here`."""
    parser = ArgumentParser()
    parser.add_argument("command")
    parser.add_argument("kind")
    parser.add_argument("file")
    parser.add_argument("--map", action="append", default=[])
    parser.add_argument("--system")
    options = parser.parse_args(shlex.split(command))
    raw = (here / options.file).read_bytes()
    imported = prepare(options.kind, options.file, raw, Folder(root=root), options=options.map, system=options.system)
    if isinstance(imported, Refusal):
        return {"refused": f"{imported}\n", "exit status": f"{imported.exit_status}\n"}
    if write:
        assert write_files(root, imported.files).refusal is None
        if imported.rejected:
            write_beside(here, imported.rejects_name, imported.rejects.encode())
    said = {
        "said": "".join(f"{line}\n" for line in outcome(imported, written=write)),
        "remarked": "".join(f"{line}\n" for line in remarks(imported, written=write)),
        "exit status": f"{imported.exit_status}\n",
    }
    return {heading: body for heading, body in said.items() if body}


def tree(root: Path) -> dict[str, str]:
    """Return the text of every file below a folder."""
    paths = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes().decode() for path in paths}


def laid_out(given: Sections, folder: Path) -> tuple[Path, Path]:
    """Return the current folder and the root of a roadmap, with the files that an example gives them."""
    here, root = folder / "here", folder / "roadmap-of-ours"
    for heading, body in given.items():
        target = root / heading.removeprefix("before ") if heading.startswith("before ") else here / heading
        if heading not in {"", "command"}:
            target.parent.mkdir(parents=True, exist_ok=True)
            # An example of a text that ends too early has no line end to spare.
            target.write_text(body, encoding="utf-8", newline="")
    return here, root


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_an_import_comes_to_what_its_example_says(path: Path, tmp_path: Path, update_examples: bool) -> None:
    """Each example's files and words come out as written in it, and a second run writes nothing more."""
    example = sections_in(path.read_text(encoding="utf-8"))
    given = {heading: body for heading, body in example.items() if not heading or GIVEN.fullmatch(heading)}
    here, root = laid_out(given, tmp_path)
    before = {**tree(here), **tree(root)}
    run(given["command"], here, root, write=False)
    assert {**tree(here), **tree(root)} == before
    said = run(given["command"], here, root, write=True)
    after = tree(root)
    files = {f"after {name}": body for name, body in after.items() if before.get(name) != body}
    rejects = {f"rejects {name}": body for name, body in tree(here).items() if name not in before}
    found = given | files | rejects | said
    if update_examples:
        path.write_text(as_text(found), encoding="utf-8")
    again = run(given["command"], here, root, write=True)
    assert tree(root) == after
    assert again["exit status"] == said["exit status"]
    assert as_text(found) == path.read_text(encoding="utf-8")
