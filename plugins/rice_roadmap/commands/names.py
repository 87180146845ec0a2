"""Which commands there are, known without loading any of them."""

from __future__ import annotations

# Written out, since `dataclasses` and `typing` would take longer to load than Python itself.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


class Named:
    """A command by the module that holds it, and what it does in one line."""

    __slots__ = ("module", "summary")

    def __init__(self, *, module: str, summary: str) -> None:
        """Keep both."""
        self.module = module
        self.summary = summary


#: Every command by its name, in the order in which somebody new needs them.
COMMANDS: Mapping[str, Named] = {
    "init": Named(module="init", summary="start a new roadmap, or see what an upgrade would write differently"),
    "new": Named(module="new", summary="write a request, an ask or an item, from answers or from a mail"),
    "decide": Named(module="decide", summary="answer one request or several"),
    "score": Named(module="score", summary="write the estimates of an item"),
    "check": Named(module="check", summary="name everything that is wrong in the files, and what to write instead"),
    "rank": Named(module="rank", summary="show the order of what is not yet decided, with the numbers behind it"),
    "brief": Named(module="brief", summary="put a request, its answer and all around it on one page"),
    "tell": Named(module="tell", summary="say what those who asked can be told after a change"),
    "diff": Named(module="diff", summary="show what a change does to the roadmap, before it is merged"),
    "export": Named(module="export", summary="take everything out, as JSON or as tables"),
    "import": Named(module="importing", summary="bring in what another tool exported"),
    "build": Named(module="build", summary="build the site"),
    "audit": Named(module="audit", summary="search a built site for what only colleagues may read"),
}
