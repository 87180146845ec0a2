"""Exit status and printing: somebody types a command, and what it has to say is said."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from rice_roadmap.commands.command import MisuseError, Result, Status
from rice_roadmap.commands.names import COMMANDS
from rice_roadmap.text.suggestion import did_you_mean
from rice_roadmap.text.visible import visible

if TYPE_CHECKING:
    from rice_roadmap.bring.questions import Question

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
    if name.startswith("-"):
        guess = did_you_mean(name, ("--help", "--version")) or "`rice-roadmap --help` lists the commands."
        raise MisuseError(f"`{name}` is no command; options stand behind one. {guess}")
    if name not in COMMANDS:
        guess = did_you_mean(name, COMMANDS) or "`rice-roadmap --help` lists them all."
        raise MisuseError(f"There is no command `{name}`. {guess}")
    from rice_roadmap.commands.following import follow  # noqa: PLC0415 -- loads what reads files, which help does not

    return follow(name, words, _ask if _is_terminal(sys.stdin) and _is_terminal(sys.stdout) else None)


def _is_terminal(stream: TextIO | None) -> bool:
    # What was closed before the program began is not even there.
    return stream is not None and stream.isatty()


def _ask(question: Question) -> str:
    """Put a question to whoever sits at the terminal and return what they type, until an empty line if it is long."""
    for text in (question.remark, f"{question.title}: {question.description}", question.hint):
        if text:
            print(visible(text), file=sys.stderr)
    choices = f"[{', '.join(question.choices)}] " if question.choices else ""
    print(f"{choices}> ", end="", file=sys.stderr, flush=True)
    lines = [sys.stdin.readline()]
    while question.has_lines and lines[-1].strip():
        lines.append(sys.stdin.readline())
    return "".join(lines)


def _say(result: Result) -> int:
    """Print what a command has to say and return its status; whoever stops listening is not told off."""
    failure = _print(result.data, sys.stdout)
    lost = () if failure is None else (f"What this command says could not be written: {failure}.",)
    for message in (*result.messages, *lost):
        _print(f"{visible(message)}\n", sys.stderr)
    return Status.MISUSE if lost else result.status


def _print(text: str, stream: TextIO | None) -> str | None:
    """Write a text where somebody may read it; return why that failed, unless whoever read it had enough."""
    if stream is None or not text:
        return None
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        # Python would complain once more when it closes what takes nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return None if isinstance(error, BrokenPipeError) else error.strerror
    return None


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
