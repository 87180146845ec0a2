"""`decide`: the answer to one request or to several at once."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from rice_roadmap.bring.answer_fields import decide_options
from rice_roadmap.bring.answering import decide
from rice_roadmap.commands.command import Command, Place, Result
from rice_roadmap.commands.options import add_root, add_today
from rice_roadmap.commands.writing import add_field_options, typed_fields, written
from rice_roadmap.text.files import Folder


def _describe(parser: ArgumentParser) -> None:
    parser.add_argument("requests", metavar="REQUEST", nargs="+", help="the ids of the requests")
    parser.add_argument("verdict", metavar="VERDICT", help="the answer to all of them, such as `declined`")
    add_field_options(parser, decide_options())
    parser.add_argument(
        "--set", metavar="KEY=VALUE", action="append", default=[], help="any other field of the answer, as in note=…"
    )
    add_root(parser)
    add_today(parser)


def _run(options: Namespace, place: Place) -> Result:
    made = decide(
        [*options.requests, options.verdict],
        Folder(root=place.root),
        today=place.today,
        typed=typed_fields(options, decide_options()),
        settings=options.set,
        ask=place.ask,
    )
    return written(place.root, made)


COMMAND = Command(
    description=(
        "Writes the answer to requests, or changes the one there is: only the lines that say something else, comments "
        "kept. What the answer needs and was not given is asked for in a terminal, and named elsewhere."
    ),
    example="""\
rice-roadmap decide dark-mode declined    asks for what a no needs
rice-roadmap decide export import deferred --reason no_owner --because "Nobody is free." --revisit-on 2027-04-01""",
    describe=_describe,
    run=_run,
)
