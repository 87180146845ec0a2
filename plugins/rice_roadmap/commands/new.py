"""`new`: a request, an ask or an item as a file, from answers in the terminal or from a pasted mail."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from rice_roadmap.bring.new_records import KINDS_OF_NEW, new
from rice_roadmap.bring.refusal import Refusal
from rice_roadmap.bring.writing_files import read_at_most, read_input
from rice_roadmap.commands.command import Command, Place, Result
from rice_roadmap.commands.options import add_root, add_today, one_of
from rice_roadmap.commands.writing import written
from rice_roadmap.text.files import Folder

#: What stands for standard input where a file is named.
_STANDARD_INPUT = "-"


def _describe(parser: ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", type=one_of(KINDS_OF_NEW), help=f"one of: {', '.join(KINDS_OF_NEW)}")
    parser.add_argument(
        "--set",
        metavar="KEY=VALUE",
        action="append",
        default=[],
        help="the value of a field, as in title=… or votes.count=3; `request=ID` says what an ask is about",
    )
    parser.add_argument(
        "--from", dest="mail", metavar="FILE", help="a mail that somebody sent; `-` reads what is pasted or piped in"
    )
    add_root(parser)
    add_today(parser)


def _run(options: Namespace, place: Place) -> Result:
    mail = _mail(options.mail)
    if isinstance(mail, Refusal):
        return written(place.root, mail)
    fields = [*options.set, *_today(options, place)]
    made = new(options.kind, Folder(root=place.root), options=fields, mail=mail, ask=place.ask)
    return written(place.root, made)


def _today(options: Namespace, place: Place) -> tuple[str, ...]:
    """Return the day of a new ask, without which nobody sees that it came after an answer."""
    is_said = options.mail is not None or any(field.startswith("on=") for field in options.set)
    return () if options.kind != "ask" or is_said or not options.set else (f"on={place.today}",)


def _mail(name: str | None) -> bytes | Refusal | None:
    if name is None:
        return None
    if name != _STANDARD_INPUT:
        return read_input(Path(name))
    with open(0, "rb", closefd=False) as pasted:
        return read_at_most(pasted, "What is piped in")


COMMAND = Command(
    description=(
        "Writes a new request, ask or item. In a terminal it asks the same questions as the form on the site; without "
        "one, say the fields with --set, or hand over the mail that somebody sent with --from."
    ),
    example="""\
rice-roadmap new request                  asks, then writes requests/….yaml
rice-roadmap new request --from mail.txt  makes a request of a mail
rice-roadmap new ask --set request=export-to-excel --set account=north-wind --set importance=must_have""",
    describe=_describe,
    run=_run,
)
