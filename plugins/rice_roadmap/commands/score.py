"""`score`: the four estimates of an item, and the day they were made."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from rice_roadmap.bring.scoring import score, score_options
from rice_roadmap.commands.command import Command, Place, Result
from rice_roadmap.commands.options import add_root, add_today
from rice_roadmap.commands.writing import add_field_options, typed_fields, written
from rice_roadmap.text.files import Folder


def _describe(parser: ArgumentParser) -> None:
    parser.add_argument("item", metavar="ITEM", help="the id of the item")
    add_field_options(parser, score_options())
    add_root(parser)
    add_today(parser)


def _run(options: Namespace, place: Place) -> Result:
    typed = typed_fields(options, score_options())
    made = score(options.item, Folder(root=place.root), today=place.today, typed=typed, ask=place.ask)
    return written(place.root, made)


COMMAND = Command(
    description=(
        "Writes the estimates of an item and the day they were made, and says the score with its sum. Only the lines "
        "that say something else are changed. In a terminal it asks for each estimate and shows the one there is."
    ),
    example="""\
rice-roadmap score dark-mode              asks for the four estimates
rice-roadmap score dark-mode --reach 800 --impact high --confidence 80% --effort 2""",
    describe=_describe,
    run=_run,
)
