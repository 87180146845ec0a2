"""`rank`: the order of what is not yet decided."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from rice_roadmap.checking.inspection import inspect
from rice_roadmap.commands.command import Command, Place, Result
from rice_roadmap.commands.options import add_audience, add_root, add_today, one_of
from rice_roadmap.commands.reading import left_out, status_of
from rice_roadmap.model.audience import Audience, seen_by
from rice_roadmap.publish.ranking_tables import TABLES
from rice_roadmap.ranking.outlook import outlook
from rice_roadmap.text.files import Folder


def _describe(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        metavar="FORM",
        type=one_of(TABLES),
        default="table",
        help="`table` (the default), `json` for programs, `csv` for a spreadsheet, `markdown` for a comment",
    )
    add_audience(parser)
    add_root(parser)
    add_today(parser)


def _run(options: Namespace, place: Place) -> Result:
    inspection = inspect(Folder(root=place.root), today=place.today)
    audience = Audience(options.audience)
    portfolio = seen_by(audience, inspection.portfolio)
    return Result(
        data=TABLES[options.format](outlook(portfolio, today=place.today, audience=audience), portfolio, audience),
        messages=left_out(inspection),
        status=status_of(inspection),
    )


COMMAND = Command(
    description=(
        "Shows the order of what is not yet decided, by RICE score: reach × impact × confidence ÷ effort. Every number "
        "the score is made of stands beside it, so that it can be worked out by hand. Where the plan lists capacity, "
        "each row says whether it fits the current quarter. Below the order: what fits and how sure that is, what is "
        "not scored yet, what is committed whatever its score, and what was declined."
    ),
    example="""\
rice-roadmap rank                         the order, for colleagues
rice-roadmap rank --audience public       as if internal files did not exist
rice-roadmap rank --today 2027-04-01      what fits the quarter of that day
rice-roadmap rank --format csv > ranking.csv""",
    describe=_describe,
    run=_run,
)
