"""Why something cannot be brought in: values, so that whoever asked decides how to say it and how to end."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """What stops an import before its first row: `misuse` says that the command was wrong, not the file."""

    message: str
    hint: str = ""
    misuse: bool = False

    @property
    def exit_status(self) -> int:
        """The exit status that the command line ends with: 2 for misuse, 1 for a file that cannot be read."""
        return 2 if self.misuse else 1

    def __str__(self) -> str:
        """Return the message and the hint as one text."""
        return f"{self.message} {self.hint}".rstrip()


@dataclass(frozen=True, kw_only=True, slots=True)
class Unfit:
    """Why one value cannot be written, in plain sentences that follow the name of its field."""

    reason: str
