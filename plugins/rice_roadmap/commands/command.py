"""What a command is: words that explain it, options, and a function from options to something to say."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

from rice_roadmap.progress import Tell, tell_nobody

if TYPE_CHECKING:  # the overview needs no reader of files
    from rice_roadmap.bring.questions import Ask


class Status(IntEnum):
    """How a command ends, for scripts."""

    CLEAN = 0
    ERRORS = 1
    MISUSE = 2


class MisuseError(Exception):
    """A command that cannot be followed; the text says why and what to type instead."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """What a command has to say: `data` for standard output as it is, `messages` for standard error, a line each.

    What users wrote may stand in a message as it is: it is made visible when it is printed. Data sees to it by itself.
    """

    data: str = ""
    messages: tuple[str, ...] = ()
    status: int = Status.CLEAN


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where and when a command runs: the folder of the roadmap, and today; `ask` where somebody can answer.

    Work that may take longer than a second says to `tell` how far it is.
    """

    root: Path
    today: date
    ask: Ask | None = None
    tell: Tell = tell_nobody


@dataclass(frozen=True, kw_only=True, slots=True)
class Command:
    """One command: `description` and `example` are its help, `describe` adds its options, `run` does it.

    One that needs no roadmap runs in the current folder, whatever that is.
    """

    description: str
    example: str
    describe: Callable[[ArgumentParser], None]
    run: Callable[[Namespace, Place], Result]
    needs_roadmap: bool = True
