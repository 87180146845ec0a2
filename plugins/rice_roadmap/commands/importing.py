"""`import`: rows of another tool as files of this roadmap."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from rice_roadmap.bring.importing import Import, prepare
from rice_roadmap.bring.mapping import KINDS
from rice_roadmap.bring.refusal import Refusal
from rice_roadmap.bring.report import outcome, remarks
from rice_roadmap.bring.writing_files import read_input, write_beside, write_files
from rice_roadmap.commands.command import Command, Place, Result, Status
from rice_roadmap.commands.options import add_root, one_of
from rice_roadmap.text.files import Folder
from rice_roadmap.text.visible import visible


def _describe(parser: ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", type=one_of(KINDS), help=f"what the rows are: {', '.join(KINDS)}")
    parser.add_argument("file", metavar="FILE", type=Path, help="CSV, TSV, JSON or JSON Lines")
    parser.add_argument(
        "--map",
        metavar="FIELD=COLUMN",
        action="append",
        default=[],
        help="which column goes into which field; dots reach inside, as in votes.count; `id` is the id over there. "
        "Give it once per field; without any, columns are found by their names",
    )
    parser.add_argument("--system", metavar="NAME", help="the tool it comes from; without it the name of the file")
    parser.add_argument("--write", action="store_true", help="write the files; without it nothing is written")
    add_root(parser)


def _run(options: Namespace, place: Place) -> Result:
    raw = read_input(options.file)
    imported = raw if isinstance(raw, Refusal) else _prepared(options, raw, place.root)
    if isinstance(imported, Refusal):
        return _refused(imported)
    failures = _written(imported, place.root) if options.write else ()
    said = "" if failures else "".join(f"{visible(line)}\n" for line in outcome(imported, written=options.write))
    remarked = remarks(imported, written=options.write and not failures)
    return Result(
        data=said,
        messages=(*remarked, *map(str, failures)),
        status=Status.ERRORS if failures else imported.exit_status,
    )


def _prepared(options: Namespace, raw: bytes, root: Path) -> Import | Refusal:
    source = options.file.name
    return prepare(options.kind, source, raw, Folder(root=root), options=options.map, system=options.system)


def _written(imported: Import, root: Path) -> tuple[Refusal, ...]:
    written = write_files(root, imported.files).refusal
    beside = write_beside(Path(), imported.rejects_name, imported.rejects.encode()) if imported.rejected else None
    return tuple(failure for failure in (written, beside) if failure is not None)


def _refused(refusal: Refusal) -> Result:
    return Result(messages=(str(refusal),), status=refusal.exit_status)


COMMAND = Command(
    description=(
        "Brings in what another tool exported: each row becomes a file. Without --write it only says what it would do. "
        "Rows that are here already are left alone, so that the same command can be run again. Rows that cannot be "
        "written are named with the reason, and go to a file beside you to be mended and imported again."
    ),
    example="""\
rice-roadmap import requests ideas.csv                        what would be written
rice-roadmap import requests ideas.csv --write                write it
rice-roadmap import requests ideas.csv --map title=Headline --map need=Body --map id=Number --system tracker""",
    describe=_describe,
    run=_run,
)
