"""`build`: the site, swapped in only when all of it is there."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from rice_roadmap.commands.command import Command, MisuseError, Place, Result
from rice_roadmap.commands.options import add_root
from rice_roadmap.text.files import FOLDERS

_SITE = "mkdocs.yml"
_HOME = "index.html"

#: What every site has at its top.


def _describe(parser: ArgumentParser) -> None:
    parser.add_argument("--out", metavar="DIR", type=Path, help="where the site goes; without it where mkdocs.yml says")
    parser.add_argument("--strict", action="store_true", help="leave the old site at the first warning of MkDocs, too")
    add_root(parser)


def _run(options: Namespace, place: Place) -> Result:
    if not (place.root / _SITE).is_file():
        raise MisuseError(f"There is no {_SITE} in {place.root}, which says what the site is called and how it looks.")
    if options.out is not None:
        _refuse_what_would_be_lost(options.out, place.root)
    from rice_roadmap.plugin import build  # noqa: PLC0415 -- MkDocs comes with it, which no other command waits for

    return Result(status=build(place.root, options.out, strict=options.strict, tell=place.tell))


def _refuse_what_would_be_lost(out: Path, root: Path) -> None:
    """The site takes the place of a whole folder, so that folder holds nothing else that anybody needs."""
    target, here = out.resolve(), root.resolve()
    sources = [here / name for name in FOLDERS]
    if target.exists() and not target.is_dir():
        raise MisuseError(f"`{out}` is a file. Name a folder with --out, and the site takes its place.")
    if here.is_relative_to(target) or any(target.is_relative_to(source) for source in sources):
        raise MisuseError(f"`{out}` holds the files of the roadmap. Name another folder with --out.")
    if target.is_dir() and any(target.iterdir()) and not (target / _HOME).is_file():
        raise MisuseError(
            f"`{out}` holds files that are no site, and the site would take their place. Name an empty folder with "
            "--out, or one that is not there yet."
        )


COMMAND = Command(
    description=(
        "Builds the site that mkdocs.yml in the folder of the roadmap describes. It is built beside the old one and "
        "takes its place only when nothing went wrong, so that a mistake in a file never takes a site away."
    ),
    example="""\
rice-roadmap build                        the site, where mkdocs.yml says
rice-roadmap build --out public           the same, in the folder `public`
rice-roadmap build --strict               the same, and nothing where a link leads nowhere""",
    describe=_describe,
    run=_run,
)
