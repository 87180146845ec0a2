"""Take pictures of our own pages for people to look at: `python3 dev.py pictures [FOLDER]`.

Every page is taken at the width of a phone and of a laptop, light and dark, the first screen and the whole page.
Nothing compares them: fonts differ between machines. The picture in the README is one of them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from tests.served import CHROMIUM, FLAGS, built_site, serving

Scheme = Literal["light", "dark"]

ROOT = Path(__file__).parents[1]
WIDTHS = (390, 1280)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
PAGES = {
    "home": "",
    "roadmap": "roadmap/",
    "ranking": "ranking/",
    "requests": "requests/",
    "decisions": "decisions/",
    "objectives": "objectives/",
    "how-we-decide": "how-we-decide/",
    "code": "how-we-decide/confidence-above-evidence/",
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


if __name__ == "__main__":
    take(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "pictures")
