"""Exit status and printing: somebody types a command, and what it has to say is said."""

from __future__ import annotations

import io
import os
import sys
import time

from rice_roadmap.commands.names import COMMANDS

# Help waits for nothing that it does not need: `typing` alone would take half as long as Python itself.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TextIO

    from rice_roadmap.bring.questions import Question
    from rice_roadmap.commands.command import Result

_MISUSE = 2
_INTERRUPTED = 130
_NEW_OBJECTS = 200_000

# Seconds: how long nobody wonders what a command is doing, and how long a line can be read.
_PATIENCE = 1.0
_BETWEEN = 0.1
_WIPE = "\r\x1b[K"

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
    arguments = sys.argv[1:] if argv is None else argv
    if not arguments:
        return _say(messages=_OVERVIEW.splitlines(), status=_MISUSE)
    if arguments[0] in {"-h", "--help"}:
        return _say(_OVERVIEW)
    from rice_roadmap.commands.command import MisuseError  # noqa: PLC0415 -- which help does without

    try:
        result = _followed(arguments)
    except MisuseError as misuse:
        return _say(messages=(str(misuse),), status=_MISUSE)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as error:
        what = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        return _say(messages=(f"{what}.",), status=_MISUSE)
    return _say(result.data, result.messages, result.status)


def _followed(arguments: Sequence[str]) -> Result:
    from rice_roadmap.commands.command import MisuseError, Result  # noqa: PLC0415 -- which help does without
    from rice_roadmap.text.suggestion import did_you_mean  # noqa: PLC0415 -- the same

    name, *words = arguments
    if name == "--version":
        return Result(data=f"rice-roadmap {_version()}\n")
    if name.startswith("-"):
        guess = did_you_mean(name, ("--help", "--version")) or "`rice-roadmap --help` lists the commands."
        raise MisuseError(f"`{name}` is no command; options stand behind one. {guess}")
    if name not in COMMANDS:
        guess = did_you_mean(name, COMMANDS) or "`rice-roadmap --help` lists them all."
        raise MisuseError(f"There is no command `{name}`. {guess}")
    import gc  # noqa: PLC0415 -- which help does without

    from rice_roadmap.commands.following import follow  # noqa: PLC0415 -- loads what reads files

    # A command keeps nearly all that it makes: looking through it for garbage would take a fifth of its time.
    gc.set_threshold(_NEW_OBJECTS)

    ask = _ask if _is_terminal(sys.stdin) and _is_terminal(sys.stdout) else None
    if not _is_terminal(sys.stderr) or os.environ.get("CI") or os.environ.get("TERM") == "dumb":
        return follow(name, words, ask)
    line = _Line(sys.stderr, time.monotonic)
    try:
        return follow(name, words, ask, line.tell)
    finally:
        line.clear()


class _Line:
    """The line of a terminal on which a command says what it is doing: none for less than a second of work."""

    def __init__(self, terminal: TextIO, now: Callable[[], float]) -> None:
        self._terminal = terminal
        self._now = now
        self._next = now() + _PATIENCE
        self._is_shown = False

    def tell(self, doing: str) -> None:
        """Show what the command is doing, in the place of what it was doing before; without words nothing."""
        if not doing:
            self.clear()
        elif self._now() >= self._next:
            _print(f"{_WIPE}{doing}", self._terminal)
            self._next = self._now() + _BETWEEN
            self._is_shown = True

    def clear(self) -> None:
        """Leave nothing behind."""
        if self._is_shown:
            _print(_WIPE, self._terminal)
            self._is_shown = False


def _is_terminal(stream: TextIO | None) -> bool:
    # What was closed before the program began is not even there.
    return stream is not None and stream.isatty()


def _ask(question: Question) -> str:
    """Put a question to whoever sits at the terminal and return what they type, until an empty line if it is long."""
    from rice_roadmap.text.visible import visible  # noqa: PLC0415 -- which help does without

    for text in (question.remark, f"{question.title}: {question.description}", question.hint):
        if text:
            print(visible(text), file=sys.stderr)
    choices = f"[{', '.join(question.choices)}] " if question.choices else ""
    print(f"{choices}> ", end="", file=sys.stderr, flush=True)
    lines = [sys.stdin.readline()]
    while question.has_lines and lines[-1].strip():
        lines.append(sys.stdin.readline())
    return "".join(lines)


def _say(data: str = "", messages: Sequence[str] = (), status: int = 0) -> int:
    """Print what a command has to say and return its status; whoever stops listening is not told off."""
    failure = _print(data, sys.stdout)
    lost = () if failure is None else (f"What this command says could not be written: {failure}.",)
    for message in (*messages, *lost):
        from rice_roadmap.text.visible import visible  # noqa: PLC0415 -- which help does without

        _print(f"{visible(message)}\n", sys.stderr)
    return _MISUSE if lost else status


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
