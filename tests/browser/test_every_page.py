"""What holds on every kind of page, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.kinds import of_every_kind

WIDTHS = (320, 390, 768, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

#: What the theme itself is found guilty of, by rule and class of the element; anything else fails.
THEME = {("aria-dialog-name", "md-search"), ("landmark-unique", "md-nav"), ("landmark-unique", "md-code__nav")}

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def test_every_page_loads_without_an_error_and_asks_nobody_else(page: Page, site: Path, address: str) -> None:
    """No script fails, the policy blocks nothing, nothing is missing, and no request leaves the site."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    page.on("console", lambda said: wrong.append(f"{page.url}: {said.text}") if said.type == "error" else None)
    # A browser gives up its icon when the next page is opened; what is missing has an answer that says so.
    page.on("requestfailed", lambda request: wrong.append(f"{page.url}: {request.url} {request.failure}"))
    page.on("request", lambda asked: None if asked.url.startswith(address) else wrong.append(asked.url))
    page.on("response", lambda answer: wrong.append(f"{answer.url}: {answer.status}") if answer.status >= 400 else None)
    for path in of_every_kind(site):
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
    known = [line for line in wrong if line.endswith("favicon.png net::ERR_ABORTED")]
    assert [line for line in wrong if line not in known and not line.startswith(("data:", "blob:"))] == []


def test_no_page_is_wider_than_its_screen(page: Page, site: Path, address: str) -> None:
    """Nobody scrolls a page sideways, on a phone least of all."""
    wide = []
    for path in of_every_kind(site):
        page.goto(address + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append((path, width))
    assert wide == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_pages_follow_the_colours_of_the_system(
    browser: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    """Light and dark come from the system until somebody chooses."""
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(address)
    assert page.evaluate("document.body.dataset.mdColorScheme") == {"light": "default", "dark": "slate"}[scheme]
    context.close()


def _violations(page: Page) -> Iterator[tuple[str, str]]:
    page.evaluate(AXE)
    found: Any = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    for violation in found["violations"]:
        for node in violation["nodes"]:
            classes = re.search(r'class="([\w-]+)', node["html"].partition(">")[0])
            if (violation["id"], classes[1] if classes else "") not in THEME:
                yield violation["id"], node["html"]


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_nothing_keeps_anybody_out(
    browser: Browser, site: Path, address: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    """No accessibility rule that can be checked by a program is broken on any kind of page."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    found: list[tuple[str, str, str]] = []
    # In the dark the colours differ and nothing else: every second page has all of them.
    for path in of_every_kind(site)[:: 1 if scheme == "light" else 2]:
        page.goto(address + path)
        found.extend((path, rule, element) for rule, element in _violations(page))
    context.close()
    assert found == []


def test_pages_are_complete_without_scripts(browser: Browser, site: Path, address: str) -> None:
    """With scripts off every kind of page shows its title and its text, and the ranking all its rows."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in of_every_kind(site):
        page.goto(address + path)
        assert page.locator("h1").first.is_visible()
        assert page.locator(".md-content").inner_text().strip()
    page.goto(address + "ranking/")
    rows = page.locator("table tbody tr")
    assert rows.count() > 5
    assert all(rows.nth(number).is_visible() for number in range(rows.count()))
    context.close()
