"""Exit status and printing: somebody types a command, and what it has to say is said."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from rice_roadmap.commands.command import MisuseError, Result, Status
from rice_roadmap.commands.names import COMMANDS
from rice_roadmap.text.suggestion import did_you_mean
from rice_roadmap.text.visible import visible

_INTERRUPTED = 130

_LIST = "\n".join(f"  {name:8}  {command.summary}" for name, command in COMMANDS.items())

_OVERVIEW = f"""\
rice-roadmap COMMAND [options]

A product roadmap as plain text: what people need, what you answered, and an order everyone can check.

{_LIST}

rice-roadmap COMMAND --help   explains a command and shows examples
rice-roadmap --version        says which version this is

Exit status: 0 all is well, 1 the files hold errors, 2 the command cannot be followed.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Follow a command and return its exit status."""
    _write_utf_8()
    try:
        return _say(_followed(sys.argv[1:] if argv is None else argv))
    except MisuseError as misuse:
        return _say(Result(messages=(str(misuse),), status=Status.MISUSE))
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as error:
        what = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        return _say(Result(messages=(f"{what}.",), status=Status.MISUSE))


def _followed(arguments: Sequence[str]) -> Result:
    if not arguments:
        return Result(messages=tuple(_OVERVIEW.splitlines()), status=Status.MISUSE)
    name, *words = arguments
    if name in {"-h", "--help"}:
        return Result(data=_OVERVIEW)
    if name == "--version":
        return Result(data=f"rice-roadmap {_version()}\n")
    if name not in COMMANDS:
        guess = did_you_mean(name, COMMANDS) or "`rice-roadmap --help` lists them all."
        raise MisuseError(f"There is no command `{name}`. {guess}")
    from rice_roadmap.commands.following import follow  # noqa: PLC0415 -- loads what reads files, which help does not

    return follow(name, words)


def _say(result: Result) -> int:
    """Print what a command has to say and return its status; whoever stops listening is not told off."""
    try:
        print(result.data, end="", flush=True)
        for message in result.messages:
            print(visible(message), file=sys.stderr, flush=True)
    except BrokenPipeError:
        # Python would complain once more when it closes what nobody reads.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return result.status


def _write_utf_8() -> None:
    """Make output the same bytes everywhere: Windows would write another encoding, and other line ends."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 -- slow, and rarely asked for

    try:
        return version("rice-roadmap")
    except PackageNotFoundError:
        return "(not installed)"
