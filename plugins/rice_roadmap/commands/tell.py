"""`tell`: what those who asked are to be told after a change."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from rice_roadmap.checking.inspection import inspect
from rice_roadmap.commands.command import Command, Place, Result
from rice_roadmap.commands.files_at import files_at
from rice_roadmap.commands.options import add_root, add_today, one_of, site_address
from rice_roadmap.commands.reading import left_out, status_of
from rice_roadmap.history import git
from rice_roadmap.publish.telling import REPORTS, tellings


def _describe(parser: ArgumentParser) -> None:
    parser.add_argument("base", metavar="BASE", help="the commit, branch or tag before the change")
    parser.add_argument(
        "head", metavar="HEAD", nargs="?", help="the one after it; without it the files as they stand in the folder"
    )
    parser.add_argument("--url", metavar="URL", type=site_address, help="the address of the public site, for the words")
    parser.add_argument(
        "--format",
        metavar="FORM",
        type=one_of(REPORTS),
        default="text",
        help="`text` (the default), or `json`: one object on a line for each request, for programs",
    )
    add_root(parser)
    add_today(parser)


def _run(options: Namespace, place: Place) -> Result:
    # Only what still waits names its day, so both sides may know what git knows today.
    submitted = git.submitted(place.root)
    before, after = (
        inspect(files_at(place.root, revision), submitted, today=place.today)
        for revision in (options.base, options.head)
    )
    found = tellings(before.portfolio, after.portfolio, place.today, options.url or "")
    messages = left_out(after) if found else ("There is nothing to tell.", *left_out(after))
    return Result(data=REPORTS[options.format](found), messages=messages, status=status_of(after))


COMMAND = Command(
    description=(
        "Names every request that the public site answers differently after a change: where it stands now, the files "
        "that brought it and its asks, and the words that whoever asked can forward to the customer. Only what the "
        "public site shows is in those words. Workflows post them on the pull requests that brought the files."
    ),
    example="""\
rice-roadmap tell HEAD~1                  what to tell after the last commit and what is not committed yet
rice-roadmap tell v1 main --url https://example.com/roadmap/
rice-roadmap tell v1 main --format json   the same for programs""",
    describe=_describe,
    run=_run,
)
