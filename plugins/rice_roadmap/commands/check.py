"""`check`: every problem of every file, in the words of whoever reads it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from rice_roadmap.cache import FEWEST_FILES, Held, Outcome, open_cache
from rice_roadmap.commands.command import Command, Place, Result, Status
from rice_roadmap.commands.files_at import files_at
from rice_roadmap.commands.options import add_root, add_today, one_of
from rice_roadmap.history import git
from rice_roadmap.progress import told
from rice_roadmap.reports import FROM_TOP, REPORTS, moved, summary
from rice_roadmap.text.problem import has_errors
from rice_roadmap.text.source import read


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
    outcome = _outcome(Held.of(files_at(place.root, options.revision)), place)
    problems = outcome.problems
    shown = moved(problems, git.prefix(place.root)) if options.format in FROM_TOP else problems
    return Result(
        data=REPORTS[options.format](shown),
        messages=(summary(problems, checked=0 if problems else outcome.files),),
        status=Status.ERRORS if has_errors(problems) else Status.CLEAN,
    )


def _outcome(files: Held, place: Place) -> Outcome:
    cache = open_cache(place.root) if len(files.contents) >= FEWEST_FILES else None
    known = cache.outcome(files, place.today) if cache else None
    if known:
        return known
    from rice_roadmap.checking.inspection import inspect  # noqa: PLC0415 -- slow to load, for what may be known

    reader = told(cache.read if cache else read, len(files.contents), place.tell)
    found = Outcome(problems=inspect(files, today=place.today, reader=reader).problems, files=len(files.contents))
    if cache:
        cache.keep(files, place.today, found)
    return found


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
