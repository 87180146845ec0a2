"""Looking out for changes while a site is served: the system says that there is one, and MkDocs looks at once."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable
from pathlib import Path
from threading import Event, Thread

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

_log = logging.getLogger("mkdocs.plugins.rice_roadmap")

#: What changes a site. Nobody needs to hear that a build opened a file.
_CHANGES: list[type[FileSystemEvent]] = [
    *(FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent),
    *(DirCreatedEvent, DirMovedEvent, DirDeletedEvent),
]

#: So long, in seconds, nobody looks again: who checks out another branch changes thousands of files.
_PAUSE = 0.05


class Lookout(FileSystemEventHandler):
    """Lets an observer that looks twice a second look as soon as something happens.

    It alone finds out what has changed, and goes on looking twice a second: where the system says nothing, as on
    folders of another machine, or runs out of what it watches with, a change is seen later and never twice.
    """

    def __init__(self, looks: BaseObserver, folders: Iterable[str]) -> None:
        """Know who looks, and which folders to be told about."""
        self._looks = looks
        self._happened, self._is_over = Event(), Event()
        self._told = Observer()
        for folder in folders:
            if Path(folder).is_dir():
                self._told.schedule(self, folder, recursive=True, event_filter=_CHANGES)

    def start(self) -> None:
        """Begin, as far as the system can tell of changes."""
        # It is said of new folders inside each other, and means nothing: the same is asked for twice.
        warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
        try:
            self._told.start()
        except OSError as error:
            _log.debug("Changes are looked for twice a second: %s", error)
            self.stop()
            return
        Thread(target=self._look, daemon=True).start()

    def stop(self) -> None:
        """Hear nothing any more."""
        self._told.stop()
        self._is_over.set()
        self._happened.set()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Hear that something happened."""
        del event
        self._happened.set()

    def _look(self) -> None:
        while self._happened.wait() and not self._is_over.is_set():
            # What happens while somebody looks may be overlooked: it calls for another look.
            self._happened.clear()
            for emitter in tuple(self._looks.emitters):
                # One that has not begun knows of no file, and would take all for new; and one whose folder is away for
                # a moment, as while another branch is checked out, would give it up.
                if emitter.is_alive() and Path(emitter.watch.path).exists():
                    emitter.queue_events(0)
            self._is_over.wait(_PAUSE)
