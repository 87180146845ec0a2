"""Which commands there are, known without loading any of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """A command by the module that holds it, and what it does in one line."""

    module: str
    summary: str


#: Every command by its name, in the order in which somebody new needs them.
COMMANDS: Mapping[str, Named] = MappingProxyType(
    {
        "check": Named(module="check", summary="name everything that is wrong in the files, and what to write instead"),
        "rank": Named(module="rank", summary="show the order of what is not yet decided, with the numbers behind it"),
        "export": Named(module="export", summary="take everything out, as JSON or as tables"),
        "import": Named(module="importing", summary="bring in what another tool exported"),
        "build": Named(module="build", summary="build the site"),
    }
)
