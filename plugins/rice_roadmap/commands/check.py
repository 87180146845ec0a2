"""`check`: every problem of every file, in the words of whoever reads it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from rice_roadmap.checking.inspection import inspect
from rice_roadmap.commands.command import Command, Place, Result
from rice_roadmap.commands.files_at import files_at
from rice_roadmap.commands.options import add_root, add_today, one_of
from rice_roadmap.commands.reading import status_of
from rice_roadmap.history import git
from rice_roadmap.model.filing import ENDING, filed
from rice_roadmap.reports import FROM_TOP, REPORTS, moved, summary
from rice_roadmap.text.files import EntryKind, Files


def _describe(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        metavar="FORM",
        type=one_of(REPORTS),
        default="text",
        help="`text` (the default), `json` or `sarif` for programs, `github` or `gitlab` to mark lines of a change",
    )
    parser.add_argument(
        "--revision",
        metavar="REVISION",
        help="check the files as they are in a commit, a branch or a tag, without checking it out",
    )
    add_root(parser)
    add_today(parser)


def _run(options: Namespace, place: Place) -> Result:
    files = files_at(place.root, options.revision)
    inspection = inspect(files, today=place.today)
    problems = inspection.problems
    shown = moved(problems, git.prefix(place.root)) if options.format in FROM_TOP else problems
    return Result(
        data=REPORTS[options.format](shown),
        messages=(summary(problems, checked=0 if problems else _records(files)),),
        status=status_of(inspection),
    )


def _records(files: Files) -> int:
    names = (entry.path for entry in files.entries() if entry.kind is EntryKind.FILE and entry.path.endswith(ENDING))
    return sum(filed(name) is not None for name in names)


COMMAND = Command(
    description=(
        "Reads every file of the roadmap and names everything that is wrong: where it is, what it is, and what to "
        "write instead. Nothing is changed. Errors stop the site; warnings ask for judgement and stop nothing."
    ),
    example="""\
rice-roadmap check                        what is wrong in the roadmap I am in
rice-roadmap check --format github        the same as marks on the lines of a pull request
rice-roadmap check --revision main        what is wrong on the main branch""",
    describe=_describe,
    run=_run,
)
