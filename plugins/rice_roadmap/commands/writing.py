"""What a command that writes has to say: refused with its problems, or written with what is worth knowing."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path

from rice_roadmap.bring.options import FieldOption
from rice_roadmap.bring.prepared import Prepared
from rice_roadmap.bring.refusal import Refusal
from rice_roadmap.bring.writing_files import write_files
from rice_roadmap.commands.command import Result, Status
from rice_roadmap.commands.reading import left_out, status_of
from rice_roadmap.reports import one_line
from rice_roadmap.text.visible import visible


def add_field_options(parser: ArgumentParser, options: Iterable[FieldOption]) -> None:
    """Let a command be told fields as options, each in the words of its schema."""
    for option in options:
        # The percent sign means something to argparse.
        text = option.help.replace("%", "%%")
        if option.is_switch:
            parser.add_argument(option.flag, dest=option.field, action="store_const", const=["true"], help=text)
        else:
            parser.add_argument(
                option.flag,
                dest=option.field,
                action="append",
                metavar="VALUE",
                help=f"{text} May be given several times." if option.is_repeated else text,
            )


def typed_fields(options: Namespace, known: Iterable[FieldOption]) -> tuple[tuple[str, str], ...]:
    """Return what was typed for each field, in the order in which the fields are known."""
    values = vars(options)
    return tuple((option.field, text) for option in known for text in values[option.field] or ())


def written(root: Path, made: Prepared | Refusal) -> Result:
    """Write what was prepared and return what to say of it."""
    if isinstance(made, Refusal):
        return Result(messages=tuple(str(made).splitlines()), status=made.exit_status)
    if made.is_refused:
        return Result(messages=("Nothing was written:", *map(one_line, made.problems)), status=Status.ERRORS)
    done = write_files(root, made.files, is_durable=True)
    failure = () if done.refusal is None else (str(done.refusal),)
    return Result(
        data="".join(f"{visible(path)}\n" for path in done.paths),
        messages=(*failure, *_beside(made)),
        status=Status.ERRORS if failure else status_of(made.inspection),
    )


def _beside(made: Prepared) -> Iterator[str]:
    yield from made.notes
    yield from map(one_line, made.problems)
    yield from left_out(made.inspection)
