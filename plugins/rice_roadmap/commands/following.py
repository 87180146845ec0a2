"""From the words behind a command to what it has to say: its options are read, its roadmap is found, it is run."""

from __future__ import annotations

import re
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from textwrap import fill, indent
from typing import TYPE_CHECKING, NoReturn

from rice_roadmap.clock import NoDayError, today
from rice_roadmap.commands.command import Command, MisuseError, Place, Result
from rice_roadmap.commands.names import COMMANDS
from rice_roadmap.commands.options import root_from
from rice_roadmap.progress import Tell, tell_nobody
from rice_roadmap.text.suggestion import did_you_mean

if TYPE_CHECKING:  # most commands ask nothing
    from rice_roadmap.bring.questions import Ask

HELP = frozenset({"-h", "--help"})

_OPTION = re.compile(r"--[a-z-]+")
_WIDTH = 100

#: What Python says of words behind a command, and what we say instead.
_IN_PLAIN_WORDS = (
    (
        re.compile(r"the following arguments are required: (?P<all>.*)"),
        "Something is missing behind the command: {all}",
    ),
    (
        re.compile(r"argument (?P<option>-.*): expected (?:one|at least one) argument"),
        "`{option}` needs a value behind it",
    ),
    (re.compile(r"argument (?P<option>-.*): ignored explicit argument .*"), "`{option}` takes no value"),
    (re.compile(r"argument (?P<name>.*?): (?P<why>.*)", re.DOTALL), "`{name}`: {why}"),
)


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        message = _in_plain_words(message)
        stop = "" if message.endswith((".", "?")) else "."
        raise MisuseError(f"{message[:1].upper()}{message[1:]}{stop} `{self.prog} --help` explains it.")


def follow(name: str, words: Sequence[str], ask: Ask | None = None, tell: Tell = tell_nobody) -> Result:
    """Run the command of that name with the words that were typed behind it; `ask` where somebody can answer."""
    command: Command = import_module(f"rice_roadmap.commands.{COMMANDS[name].module}").COMMAND
    parser = _parser(name, command)
    if HELP.intersection(words):
        return Result(data=parser.format_help())
    options, unknown = parser.parse_known_args(words)
    if unknown:
        word = unknown[0].partition("=")[0] if unknown[0].startswith("--") else unknown[0]
        guess = did_you_mean(word, _OPTION.findall(parser.format_usage()))
        parser.error(f"`{word}` means nothing here. {guess}".rstrip())
    root = root_from(options.root, Path.cwd()) if command.needs_roadmap else Path()
    day = getattr(options, "today", None) or _today()
    return command.run(options, Place(root=root, today=day, ask=ask, tell=tell))


def _in_plain_words(message: str) -> str:
    for pattern, words in _IN_PLAIN_WORDS:
        if found := pattern.fullmatch(message):
            return words.format(**found.groupdict())
    return message


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
