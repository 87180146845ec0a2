"""Pages of records while a site is served: each is written when somebody asks for it; for most nobody ever does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from posixpath import normpath
from threading import Lock
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from rice_roadmap.plugin.pages import RecordFile, RoadmapPage
from rice_roadmap.publish.frames import Frames
from rice_roadmap.publish.rewriting import put

#: How an answer begins: its status and its headers.
_Head = tuple[str, list[tuple[str, str]]]


class Unwritten:
    """The pages of one build that nobody has asked for."""

    def __init__(self, config: MkDocsConfig, frames: Frames[RoadmapPage]) -> None:
        """Know no page yet, and what is printed around each."""
        self._config, self._frames = config, frames
        self._places: dict[str, tuple[Sequence[RecordFile], int, Any]] = {}

    def add(self, row: Sequence[RecordFile], above: Any) -> None:
        """Leave unwritten the pages of records that follow each other, and what stands above them in the menu."""
        self._places |= {record.record.address: (row, place, above) for place, record in enumerate(row)}

    def write(self, address: str) -> None:
        """Write the page at an address, where there is one and it was not written yet."""
        if address not in self._places:
            return
        row, place, above = self._places[address]
        page = row[place].made()
        page.parent = above
        # The one before has been printed by now, as in any build.
        page.previous_page = row[place - 1].page if place else None
        page.next_page = row[place + 1].made() if place + 1 < len(row) else None
        page.read_source(self._config)
        page.render(self._config)
        put(self._frames.around(page).encode("utf-8", errors="xmlcharrefreplace"), page.file.abs_dest_path)
        del self._places[address]


class OnDemand:
    """What answers in the place of a server, and lets it answer once the page that is asked for is there."""

    def __init__(self, server: LiveReloadServer) -> None:
        """Come before all that a server answers, and around each of its builds; the first has written every page."""
        self._mount, self._builds = server.mount_path, server.builder
        self._answers: WSGIApplication = server.get_app() or server.serve_request
        self._turn = Lock()
        self._state = 0
        self._unwritten: Unwritten | None = None
        self._offered: Unwritten | None = None
        server.set_app(self._answer)
        server.builder = self._build

    def offer(self, unwritten: Unwritten) -> None:
        """Take over what a build leaves unwritten, for the time after it."""
        self._offered = unwritten

    def _build(self) -> None:
        # From here on nothing of the last build is written into the folder that MkDocs empties; a build that fails
        # leaves nothing to write, and MkDocs lets everybody wait for the next.
        self._offered = None
        self._turn_to(None)
        self._builds()
        self._turn_to(self._offered)

    def _turn_to(self, unwritten: Unwritten | None) -> None:
        with self._turn:
            self._unwritten = unwritten
            self._state += 1

    def _answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer as MkDocs does; where it found nothing because a build came in between, ask it again."""
        address = self._address(environ["PATH_INFO"])
        while True:
            with self._turn:
                state = self._state
                if self._unwritten is not None:
                    self._unwritten.write(address)
            (status, headers), answer = self._asked(environ)
            if state == self._state or not status.startswith("404"):
                start_response(status, headers)
                return answer

    def _asked(self, environ: WSGIEnvironment) -> tuple[_Head, Iterable[bytes]]:
        """Return what MkDocs answers."""
        heads: list[_Head] = []

        def start(status: str, headers: list[tuple[str, str]], _: Any = None, /) -> Callable[[bytes], object]:
            heads.append((status, headers))
            return bytes  # MkDocs gives all that it says at the end

        answer = self._answers(environ, start)
        return heads[-1], answer

    def _address(self, path: str) -> str:
        """Return the address of the page that somebody asks for, as pages of records are named."""
        # What comes in is UTF-8 that was read as Latin-1.
        asked = path.encode("latin-1").decode("utf-8", "ignore").removeprefix(self._mount)
        return normpath(f"/{asked}").strip("/").removesuffix("/index.html")
