"""From the words behind a command to what it has to say: its options are read, its roadmap is found, it is run."""

from __future__ import annotations

import re
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from textwrap import fill, indent
from typing import NoReturn

from rice_roadmap.clock import NoDayError, today
from rice_roadmap.commands.command import Command, MisuseError, Place, Result
from rice_roadmap.commands.names import COMMANDS
from rice_roadmap.commands.options import root_from
from rice_roadmap.text.suggestion import did_you_mean

HELP = frozenset({"-h", "--help"})

_OPTION = re.compile(r"--[a-z-]+")
_WIDTH = 100


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        stop = "" if message.endswith((".", "?")) else "."
        raise MisuseError(f"{message[:1].upper()}{message[1:]}{stop} `{self.prog} --help` explains it.")


def follow(name: str, words: Sequence[str]) -> Result:
    """Run the command of that name with the words that were typed behind it."""
    command: Command = import_module(f"rice_roadmap.commands.{COMMANDS[name].module}").COMMAND
    parser = _parser(name, command)
    if HELP.intersection(words):
        return Result(data=parser.format_help())
    options, unknown = parser.parse_known_args(words)
    if unknown:
        guess = did_you_mean(unknown[0], _OPTION.findall(parser.format_usage()))
        parser.error(f"`{unknown[0]}` means nothing here. {guess}".rstrip())
    root = root_from(options.root, Path.cwd())
    return command.run(options, Place(root=root, today=getattr(options, "today", None) or _today()))


def _today() -> date:
    try:
        return today()
    except NoDayError as error:
        raise MisuseError(str(error)) from error


def _parser(name: str, command: Command) -> ArgumentParser:
    parser = _Parser(
        prog=f"rice-roadmap {name}",
        description=fill(command.description, width=_WIDTH),
        epilog=f"examples:\n{indent(command.example, '  ')}",
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.describe(parser)
    return parser
