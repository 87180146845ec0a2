"""A site while it is served: each change is seen, whatever is kept from one build to the next."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.polling import PollingObserver

from rice_roadmap.plugin.looking_out import Lookout
from rice_roadmap.plugin.on_demand import OnDemand
from tests.small import write

_BASE = "/roadmap/"


class Served:
    """A site as `mkdocs serve` builds and answers it, without a port and without waiting."""

    def __init__(self, root: Path, site: Path) -> None:
        """Build it for the first time, which writes every page."""
        self._root, self.site = root, site
        config = self._config()
        config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url=config.site_url)
        self.server = LiveReloadServer(self._build, "127.0.0.1", 0, str(site), _BASE)
        config.plugins.on_serve(self.server, config=config, builder=self._build)
        self._shutdown = config.plugins.on_shutdown

    def __call__(self, address: str) -> str:
        """Return what somebody gets who asks for a page, or the status if there is none."""
        heads: list[str] = []
        answers = self.server.get_app()
        assert answers is not None
        answer: Any = answers({"PATH_INFO": f"{_BASE}{address}"}, lambda status, *_: heads.append(status))  # type: ignore[arg-type]  # nobody writes with what this returns
        text = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        return text.decode(errors="replace") if heads == ["200 OK"] else heads[-1]

    def change(self, texts: Mapping[Path, str | None]) -> None:
        """Give files these texts, or remove them, and build again."""
        for path, text in texts.items():
            if text is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        self.server.builder()

    def close(self) -> None:
        """Let go of what a server holds."""
        self._shutdown()
        self.server.server_close()

    def files(self) -> dict[str, bytes]:
        """Return what is there by now."""
        paths = (path for path in self.site.rglob("*") if path.is_file())
        return {path.relative_to(self.site).as_posix(): path.read_bytes() for path in paths}

    def _config(self) -> Any:
        config = load_config(str(self._root / "mkdocs.yml"), site_dir=str(self.site))
        config.site_url = f"http://127.0.0.1:8000{_BASE}"
        return config

    def _build(self) -> None:
        config = self._config()
        build(config, serve_url=config.site_url)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """Serve the small roadmap, in which a company may put something of its own before ours and before the theme's."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")
    root = write(tmp_path)
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("theme:\n", "theme:\n  custom_dir: overrides\n"))
    (root / "overrides").mkdir()
    site = Served(root, root / "served")
    yield site
    site.close()


def test_whatever_changes_the_next_build_is_as_if_it_were_the_first(site: Served, tmp_path: Path) -> None:
    """Edits, new files and deletions, templates of ours and of the theme, styles and settings are all seen at once."""
    request, settings = tmp_path / "requests" / "export.yaml", tmp_path / "mkdocs.yml"
    theme, ours = tmp_path / "overrides" / "main.html", tmp_path / "overrides" / "rice_roadmap" / "request.html"
    styles = tmp_path / "docs" / "assets" / "rice_roadmap" / "rice-roadmap.css"
    site.change({request: request.read_text().replace("Export to a spreadsheet", "Export to a table")})
    assert "Export to a table</h1>" in site("requests/export/")
    for house in ("our house", "our new house"):
        site.change(
            {
                theme: f'{{% extends "base.html" %}}{{% block footer %}}Footer of {house}{{% endblock %}}',
                ours: f"<h1>{{{{ view.request.title }}}}</h1><p>Words of {house}</p>",
            }
        )
        page = site("requests/export/index.html")
        assert f"Footer of {house}" in page
        assert f"Words of {house}" in page
    site.change(
        {
            tmp_path / "requests" / "print.yaml": "title: Print a page\nneed: On paper.\npotential_impact: x\n",
            settings: settings.read_text().replace("site_name: Example", "site_name: Other"),
            styles: "/* ours */",
        }
    )
    assert site("requests/print") == "302 Found"
    assert "Print a page - Other" in site("requests/print/")
    answer = tmp_path / "roadmap" / "decisions" / "dark-mode.yaml"
    site.change({tmp_path / "requests" / "dark-mode.yaml": None, answer: None, theme: None, ours: None})
    assert site("requests/dark-mode/") == "404 Not Found"
    first = Served(tmp_path, tmp_path / "again")
    for path in first.files():
        site(path)
    assert site.files() == first.files()
    first.close()


def test_the_page_of_a_record_is_written_when_somebody_asks_for_it(site: Served) -> None:
    """After the first build nobody waits for pages that nobody asked for."""
    eager = site.files()
    site.change({})
    assert "requests/export/index.html" not in site.files()
    assert site("requests/export/").encode() == eager["requests/export/index.html"]
    assert "requests/export/index.html" in site.files()
    assert "items/export/index.html" not in site.files()


def test_no_page_is_written_once_the_plugin_is_gone_from_the_settings(site: Served, tmp_path: Path) -> None:
    """What an earlier build left unwritten ends with the next one, whoever took part in it."""
    site.change({})
    settings = tmp_path / "mkdocs.yml"
    site.change({settings: settings.read_text().replace("  - rice-roadmap\n", "")})
    assert site("requests/export/") == "404 Not Found"


def test_a_page_that_a_build_swept_away_is_written_and_asked_for_again() -> None:
    """Who asks while a build begins gets its page, and while it runs no page of the last one is written."""
    pages: dict[str, str] = {}
    beginning: list[Callable[[], None]] = []
    in_the_middle: list[Mapping[str, str]] = []

    class Pages:
        def __init__(self, text: str) -> None:
            self._text = text

        def write(self, address: str) -> None:
            pages[address] = self._text

    def build() -> None:
        pages.clear()
        ask()
        in_the_middle.append(dict(pages))
        on_demand.offer(Pages(f"of build {len(in_the_middle)}"))  # type: ignore[arg-type]  # writes without MkDocs

    def answer(_: object, start: Callable[..., object]) -> Iterable[bytes]:
        while beginning:
            beginning.pop()()
        found = pages.get("requests/export")
        start("200 OK" if found else "404 Not Found", [])
        return [(found or "").encode()]

    def ask() -> bytes:
        return b"".join(server.application({"PATH_INFO": f"{_BASE}requests/export/"}, lambda *_: None))

    server: Any = SimpleNamespace(mount_path=_BASE, get_app=lambda: answer, builder=build)
    server.set_app = partial(setattr, server, "application")
    on_demand = OnDemand(server)
    server.builder()
    beginning.append(server.builder)
    assert ask() == b"of build 2"
    assert in_the_middle == [{}, {}]


def test_a_change_is_seen_as_soon_as_the_system_tells_of_it(tmp_path: Path) -> None:
    """An observer that would look only in a minute hears of a change at once, and of each change once."""
    seen: list[str] = []
    happened = threading.Event()
    observer = PollingObserver(timeout=60)
    handler = FileSystemEventHandler()

    def hear(event: FileSystemEvent) -> None:
        if not event.is_directory:
            seen.append(event.event_type)
            happened.set()

    handler.on_any_event = hear  # type: ignore[method-assign]
    observer.schedule(handler, str(tmp_path), recursive=True)
    observer.start()
    lookout = Lookout(observer, (str(tmp_path), str(tmp_path / "missing")))
    lookout.start()
    (tmp_path / "new.yaml").touch()
    assert happened.wait(10)
    lookout.stop()
    observer.stop()
    assert seen == ["created"]
