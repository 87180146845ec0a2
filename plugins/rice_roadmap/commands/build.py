"""`build`: the site, swapped in only when all of it is there."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from rice_roadmap.commands.command import Command, MisuseError, Place, Result
from rice_roadmap.commands.options import add_root

_SITE = "mkdocs.yml"


def _describe(parser: ArgumentParser) -> None:
    parser.add_argument("--out", metavar="DIR", type=Path, help="where the site goes; without it where mkdocs.yml says")
    add_root(parser)


def _run(options: Namespace, place: Place) -> Result:
    if not (place.root / _SITE).is_file():
        raise MisuseError(f"There is no {_SITE} in {place.root}, which says how the site is called and looks.")
    from rice_roadmap.plugin import build  # noqa: PLC0415 -- MkDocs comes with it, which no other command waits for

    return Result(status=build(place.root, options.out))


COMMAND = Command(
    description=(
        "Builds the site that mkdocs.yml in the folder of the roadmap describes. It is built beside the old one and "
        "takes its place only when nothing went wrong, so that a mistake in a file never takes a site away."
    ),
    example="""\
rice-roadmap build                        the site, where mkdocs.yml says
rice-roadmap build --out public           the same, in the folder `public`""",
    describe=_describe,
    run=_run,
)
