"""Options that several commands have, and how what somebody types becomes a value."""

from __future__ import annotations

import os
import re
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from rice_roadmap.commands.command import MisuseError
from rice_roadmap.model.audience import Audience
from rice_roadmap.model.filing import PLAN
from rice_roadmap.text.suggestion import did_you_mean, listed

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def add_root(parser: ArgumentParser) -> None:
    """Let a command be told which roadmap it is about."""
    parser.add_argument(
        "--root",
        metavar="DIR",
        help=f"the folder of the roadmap; without it the nearest one, from here upwards, that holds {PLAN}",
    )


def add_today(parser: ArgumentParser) -> None:
    """Let a command be told which day it is."""
    parser.add_argument(
        "--today",
        metavar="YYYY-MM-DD",
        type=day,
        help="the day to take for today; without it SOURCE_DATE_EPOCH, else today's date in UTC",
    )


def add_audience(parser: ArgumentParser) -> None:
    """Let a command be told who will read what it says."""
    parser.add_argument(
        "--audience",
        metavar="WHO",
        type=one_of(Audience),
        default=Audience.INTERNAL.value,
        help="who will read it: `internal` (colleagues, the default) or `public`, as if internal files did not exist",
    )


def one_of(choices: Iterable[str]) -> Callable[[str], str]:
    """Return what accepts one of the words, and offers the nearest one for any other."""
    words = [str(choice) for choice in choices]

    def choose(text: str) -> str:
        if text in words:
            return text
        guess = did_you_mean(text, words)
        raise ArgumentTypeError(f"there is no `{text}`. {guess or f'Write {listed(words)}.'}")

    return choose


def day(text: str) -> date:
    """Return the day that a text names."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ArgumentTypeError(f"`{text}` is no day. Write it like 2027-01-31.")


def site_address(text: str) -> str:
    """Return the address of a site that a text gives."""
    if not text.startswith(("https://", "http://")):
        raise ArgumentTypeError(f"`{text}` is no address of a site. Write it like https://example.com/roadmap/.")
    return text


def root_from(given: str | None, here: Path) -> Path:
    """Return the folder that was named, else the nearest one from here upwards that is a roadmap."""
    if given is not None:
        if not Path(given).is_dir():
            raise MisuseError(f"There is no folder `{given}`.")
        return Path(given)
    around = (here, *here.parents)
    for folder in around:
        if os.path.lexists(folder / PLAN):
            return folder
    other = Path(PLAN).with_suffix(".yml")
    if any(os.path.lexists(folder / other) for folder in around):
        raise MisuseError(
            f"There is no {PLAN}, only {other.as_posix()}, which is not read. Rename it to {Path(PLAN).name}."
        )
    raise MisuseError(
        f"There is no roadmap here: neither this folder nor any above it holds {PLAN}. "
        "Go to the folder of a roadmap, or name it with --root DIR."
    )
