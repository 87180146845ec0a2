"""`init`: a new roadmap that builds as it is, and later what a new version would write differently."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from rice_roadmap.bring.questions import Ask, Question, answered
from rice_roadmap.bring.refusal import Unfit
from rice_roadmap.bring.starting import Comparison, Readers, compare, first_files, kept_up_to_date
from rice_roadmap.bring.writing_files import PlannedFile, write_files
from rice_roadmap.checking.inspection import inspect
from rice_roadmap.commands.command import Command, MisuseError, Place, Result, Status
from rice_roadmap.commands.options import add_today, one_of
from rice_roadmap.model.filing import PLAN
from rice_roadmap.model.plan import Repository
from rice_roadmap.text.files import Folder
from rice_roadmap.text.source import Data
from rice_roadmap.text.suggestion import did_you_mean, listed
from rice_roadmap.text.visible import visible

_QUESTION = Question(
    field="readers",
    title="Who reads this",
    description="colleagues, customers, anyone? It decides what may stand in the files and what the site shows.",
    choices=tuple(Readers),
    default=Readers.COLLEAGUES,
)


def _describe(parser: ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help="where the roadmap goes; `.` is the current folder")
    parser.add_argument(
        "--readers",
        metavar="WHO",
        type=one_of(Readers),
        help="`colleagues` (the default), `customers` for a public site of private files, `anyone` for public files",
    )
    parser.add_argument("--demo", action="store_true", help="with a made-up company in it, to try things")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; name the files that this version would write differently"
    )
    add_today(parser)


def _run(options: Namespace, place: Place) -> Result:
    folder: Path = options.folder
    if options.check:
        return _checked(folder, place.today)
    _refuse_unfit(folder)
    readers = Readers(options.readers or _asked(place.ask))
    files = first_files(readers, place.today, with_demo=options.demo)
    found = compare(files, folder)
    if options.demo and PLAN in found.different:
        raise MisuseError(f"{folder} holds a roadmap already, and an example would mix with it. Name a new folder.")
    folder.mkdir(parents=True, exist_ok=True)
    return _written(folder, files, found)


def _refuse_unfit(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise MisuseError(f"{folder} is a file. Name a folder, which may be new.")
    for above in folder.resolve().parents:
        if (above / PLAN).exists():
            raise MisuseError(f"{folder} lies inside the roadmap in {above}. Name a folder outside it.")


def _asked(ask: Ask | None) -> str:
    return Readers.COLLEAGUES if ask is None else str(answered(_QUESTION, ask, _read))


def _read(text: str) -> Data | Unfit:
    if text in tuple(Readers):
        return text
    return Unfit(reason=f"There is no `{text}`. {did_you_mean(text, Readers) or f'Write {listed(Readers)}.'}")


def _written(folder: Path, files: Mapping[str, bytes], found: Comparison) -> Result:
    planned = (PlannedFile(path=path, content=files[path]) for path in found.missing)
    written = write_files(folder, planned)
    kept = tuple(f"{path} was there already and stays as it is." for path in found.different)
    if written.refusal is not None:
        return Result(messages=(*kept, str(written.refusal)), status=Status.ERRORS)
    if not written.paths:
        return Result(messages=(*kept, f"There is nothing to add to {folder}."))
    next_steps = ("Next: go there, and run `rice-roadmap check` and `mkdocs serve`. README.md says more.",)
    count = "1 file was" if len(written.paths) == 1 else f"{len(written.paths)} files were"
    return Result(data=visible(f"{count} written to {folder}.") + "\n", messages=(*kept, *next_steps))


def _checked(folder: Path, today: date) -> Result:
    if not (folder / PLAN).is_file():
        raise MisuseError(f"There is no roadmap in {folder}: it does not hold {PLAN}.")
    plan = inspect(Folder(root=folder), today=today).portfolio.plan
    readers = Readers.ANYONE if plan.repository is Repository.PUBLIC else Readers.COLLEAGUES
    files = first_files(readers, today, with_demo=False)
    found = compare(kept_up_to_date(files, folder), folder)
    lines = [*(f"missing: {path}" for path in found.missing), *(f"different: {path}" for path in found.different)]
    if not lines:
        return Result(messages=("Every file is as this version writes it.",))
    advice = (
        "`rice-roadmap init` writes what is missing. It never overwrites: to take this version's file in place of "
        "yours, remove yours first; what you changed on purpose may stay."
    )
    return Result(data="".join(f"{line}\n" for line in lines), messages=(advice,), status=Status.ERRORS)


COMMAND = Command(
    description=(
        "Starts a new roadmap in a folder: plan, site, workflows, templates, schemas for editors. It checks and builds "
        "as it is. Files that are there already stay as they are and are named. With --demo a made-up company shows "
        "every page; its dates lie around today. After an upgrade, --check names what this version would write "
        "differently."
    ),
    example="""\
rice-roadmap init our-roadmap                          for colleagues, or asks who reads it
rice-roadmap init our-roadmap --readers customers      private files, a public site with answers
rice-roadmap init trial --demo                         with an example in it
rice-roadmap init . --check                            after an upgrade: which files are out of date""",
    describe=_describe,
    run=_run,
    needs_roadmap=False,
)
