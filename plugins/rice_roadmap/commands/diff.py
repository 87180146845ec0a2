"""`diff`: what a change does to the roadmap, before it is merged."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from types import MappingProxyType

from rice_roadmap.cache import FEWEST_FILES, open_cache
from rice_roadmap.checking.inspection import Inspection, inspect
from rice_roadmap.checking.recall import Recall
from rice_roadmap.commands.command import Command, Place, Result, Status
from rice_roadmap.commands.files_at import tree_at
from rice_roadmap.commands.options import add_audience, add_root, add_today, one_of
from rice_roadmap.history.changes import Difference
from rice_roadmap.history.confined import confined
from rice_roadmap.history.difference import difference
from rice_roadmap.model.audience import Audience
from rice_roadmap.progress import told
from rice_roadmap.publish.change_data import as_json
from rice_roadmap.publish.change_report import as_markdown, as_text
from rice_roadmap.text.files import Files, Folder
from rice_roadmap.text.source import once, read

_FORMS: Mapping[str, Callable[[Difference], str]] = MappingProxyType(
    {"text": as_text, "markdown": as_markdown, "json": as_json}
)

#: They say what only all files together tell: how many items are ranked.
_WITH_TOTALS = frozenset({"json"})


def _describe(parser: ArgumentParser) -> None:
    parser.add_argument("base", metavar="BASE", help="the commit, branch or tag to compare with")
    parser.add_argument(
        "head", metavar="HEAD", nargs="?", help="the commit, branch or tag that holds the change; without it the files"
    )
    parser.add_argument(
        "--format",
        metavar="FORM",
        type=one_of(_FORMS),
        default="text",
        help="`text` (the default), `markdown` for a comment, `json` for programs",
    )
    add_audience(parser)
    add_root(parser)
    add_today(parser)


def _run(options: Namespace, place: Place) -> Result:
    found = _difference(options, place)
    status = Status.ERRORS if found.brings_errors else Status.CLEAN
    return Result(data=_FORMS[options.format](found), status=status)


def _difference(options: Namespace, place: Place) -> Difference:
    audience = Audience(options.audience)
    base = tree_at(place.root, options.base)
    head = None if options.head is None else tree_at(place.root, options.head)
    if head is not None and options.format not in _WITH_TOTALS:
        found = confined(base, head, audience, today=place.today)
        if found is not None:
            return found
    before = base.part(base.lines)
    after = Folder(root=place.root) if head is None else head.part(head.lines, before)
    return difference(*_inspected(before, after, place), audience, today=place.today)


def _inspected(base: Files, head: Files, place: Place) -> tuple[Inspection, Inspection]:
    count = len(base.entries())
    cache = open_cache(place.root) if count >= FEWEST_FILES else None
    # What is the same on both sides is read once.
    reader = once(told(cache.read if cache else read, count, place.tell))
    recall = Recall()
    before, after = (inspect(files, today=place.today, reader=reader, recall=recall) for files in (base, head))
    if cache:
        cache.keep_readings()
    return before, after


COMMAND = Command(
    description=(
        "Says what a change does to the roadmap: what was asked and answered, which estimates changed, which ranks "
        "moved and why, who falls out of what fits, and which mistakes came or went. Only git's objects are read; "
        "nothing is checked out. It ends with 1 only where the change brings new errors."
    ),
    example="""\
rice-roadmap diff main                    what my files change
rice-roadmap diff main my-branch          what a branch would change
rice-roadmap diff v1.0 HEAD --format markdown""",
    describe=_describe,
    run=_run,
)
