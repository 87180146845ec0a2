"""Take pictures of pages for people to look at: `python3 dev.py pictures [FOLDER]`, or `… pictures --guide`.

The first takes every page of our own site at the width of a phone and of a laptop, light and dark, the first screen
and the whole page, into `pictures/`, which git does not keep.
The second writes exactly the pictures that the README and the guides show into `docs/pictures/`: of our own site, and
of the made-up company that `rice-roadmap init --demo` writes, on a fixed day.
Nothing compares them: fonts differ between machines.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Browser, Page, Route, sync_playwright

from rice_roadmap.cli import main
from tests.served import CHROMIUM, FLAGS, built_site, mkdocs, serving

Scheme = Literal["light", "dark"]

ROOT = Path(__file__).parents[1]
WIDTHS = (390, 1280)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

#: Where the README and the guides find their pictures.
OF_THE_GUIDE = ROOT / "docs" / "pictures"

#: The address that the pages in the pictures say they have, and the day on which they were made.
ADDRESS = "https://example.com/roadmap/"
DAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
PAGES = {
    "home": "",
    "roadmap": "roadmap/",
    "ranking": "ranking/",
    "requests": "requests/",
    "decisions": "decisions/",
    "objectives": "objectives/",
    "outcomes": "outcomes/",
    "how-we-decide": "how-we-decide/",
    "code": "how-we-decide/confidence-above-evidence/",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A picture of a guide: the page, how much of it, from which element on, and what is typed into it before."""

    path: str
    width: int = 780
    height: int = 600
    start: str = ""
    typed: Mapping[str, str] | None = None


_BELOW_THE_HEADER = "element => window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY - 80)"

#: What the README shows of our own site.
OWN = {"home-light-1280": Picture(path="", width=1280, height=800)}

#: What the guides show of the made-up company, as its colleagues see it.
DEMO = {
    "ask": Picture(path="propose/", typed={"title": "Export tours to Excel"}),
    "answer": Picture(path="requests/carbon-report/", height=1060),
    "customer": Picture(path="customers/specimen-transport/"),
    "triage": Picture(path="triage/", height=710),
    "score": Picture(path="items/repeating-orders/", start="#why"),
}


def take(folder: Path) -> None:
    """Build the site, open its pages in Chromium and write the pictures into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with built_site(ROOT) as site, serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        pages = {**PAGES, **_records(site)}
        for width in WIDTHS:
            for scheme in SCHEMES:
                _take_all(browser, address, pages, folder, width=width, scheme=scheme)
        browser.close()


def _records(site: Path) -> dict[str, str]:
    """Return an item, a declined and a shipped request by what is on them, whatever the roadmap holds today."""
    found: dict[str, str] = {}
    for kind, marker in (("declined", "rr-answer--declined"), ("shipped", "rr-answer--shipped")):
        for page in sorted((site / "requests").glob("*/index.html")):
            if marker in page.read_text(encoding="utf-8"):
                found[kind] = f"requests/{page.parent.name}/"
                break
    items = sorted((site / "items").glob("*/index.html"))
    ranked = [page for page in items if "Four estimates" in page.read_text(encoding="utf-8")]
    found["item"] = f"items/{(ranked or items)[0].parent.name}/"
    return found


def _take_all(
    browser: Browser, address: str, pages: dict[str, str], folder: Path, *, width: int, scheme: Scheme
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    for name, path in pages.items():
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=folder / f"{name}-{scheme}-{width}.png")
        page.screenshot(path=folder / f"{name}-{scheme}-{width}-whole.png", full_page=True)
    context.close()


def take_for_the_guide(folder: Path) -> None:
    """Write the pictures that the README and the guides show into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with built_site(ROOT) as site:
            _take_each(browser, site, OWN, folder)
        with _site_of_the_demo() as site:
            _take_each(browser, site, DEMO, folder)
        browser.close()


@contextmanager
def _site_of_the_demo() -> Iterator[Path]:
    """Build the site for colleagues of a new roadmap with the made-up company in it, and give its path."""
    with TemporaryDirectory() as folder:
        root, site = Path(folder) / "demo", Path(folder) / "site"
        if main(["init", str(root), "--demo", "--readers", "colleagues", "--today", f"{DAY:%Y-%m-%d}"]):
            raise RuntimeError("The made-up company was not written.")
        # Not every machine has a font for these letters.
        (root / "requests" / "delivery-notes-in-japanese.yaml").unlink()
        with (root / "internal.yml").open("a", encoding="utf-8") as settings:
            settings.write(f"site_url: {ADDRESS}\nrepo_url: https://github.com/example/roadmap\n")
        plan = root / "roadmap" / "plan.yaml"
        if "\npropose:" not in plan.read_text(encoding="utf-8"):
            with plan.open("a", encoding="utf-8") as settings:
                settings.write("propose: {by: [email, forge, copy], email: roadmap@example.com}\n")
        words = ("build", "--strict", "--config-file", "internal.yml", "--site-dir", str(site))
        done = mkdocs(*words, cwd=root, SOURCE_DATE_EPOCH=str(int(DAY.timestamp())))
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        yield site


def _take_each(browser: Browser, site: Path, pictures: Mapping[str, Picture], folder: Path) -> None:
    """Show the site at its own address, so that no picture holds that of a machine, and take the pictures."""

    def answer(route: Route) -> None:
        path = site / route.request.url.partition("#")[0].partition("?")[0].removeprefix(ADDRESS)
        route.fulfill(path=path / "index.html" if path.is_dir() else path)

    for name, picture in pictures.items():
        context = browser.new_context(viewport={"width": picture.width, "height": picture.height})
        context.route(f"{ADDRESS}**", answer)
        page = context.new_page()
        page.clock.set_fixed_time(DAY)
        page.goto(ADDRESS + picture.path)
        _prepare(page, picture)
        page.screenshot(path=folder / f"{name}.png")
        context.close()


def _prepare(page: Page, picture: Picture) -> None:
    for name, text in (picture.typed or {}).items():
        page.locator(f"[name={name}]").fill(text)
    if picture.start:
        page.locator(picture.start).evaluate(_BELOW_THE_HEADER)
    page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    if sys.argv[1:] == ["--guide"]:
        take_for_the_guide(OF_THE_GUIDE)
    else:
        take(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "pictures")
